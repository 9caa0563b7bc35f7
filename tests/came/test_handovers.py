"""All that comes of somebody who is gone, who comes back, who hands over, and who stands in for a while."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.came.acting import fills_in, writes
from tests.came.conftest import Came, nothing_is_due
from tests.scenarios.cards import id_of
from tests.scenarios.disputes import told
from tests.scenarios.handing import hands_over
from tests.scenarios.requests import asks


async def test_a_liaison_who_is_gone_is_succeeded(came: Came) -> None:
    world = came.world
    await asks(world.sam, department="R&D")
    await came.begins_with(world.lin.deactivates())
    assert await came.by("Monday 09:45") == snapshot("""\
赵敏 · direct message: 谁来接手林涛在P-2026-001 Aurora lamp launch 曙光台灯上市的工作？
    林涛的账号已停用。尚未移交：
    • 研发部接口人
    • 1项未完成任务的责任人
    [!选择接手人]
    · 决定之前，会在工作日上午提醒你。
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done, 1 request raised
    + 🔴 2 tasks late since Thu 19 Nov · 1 successor to be chosen since Mon 23 Nov · past 7 days: 2 tasks done, 1 request raised
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done, 1 request raised
    + 🔴 2 tasks late since Thu, Nov 19 · 1 successor to be chosen since Mon, Nov 23 · past 7 days: 2 tasks done, 1 request raised
刘洋, 王磊, 陈静 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
    + 🔴 2项任务延期（11月19日 周四起） · 1位接手人待选择（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
赵敏 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 1件事待你处理
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
    + 谁来接手林涛在Aurora lamp launch 曙光台灯上市的工作？
    + [选择接手人] [⋯]
    + 🔴 2项任务延期（11月19日 周四起） · 1位接手人待选择（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出\
""")
    question = await told(world.zhao, "谁来接手林涛")
    wang = await id_of(world, "wang")
    assert await came.of(fills_in(world.zhao, "选择接手人", question, liaison_2=wang, owner=wang)) == snapshot("""\
王磊 · direct message: 由你接手林涛在P-2026-001 Aurora lamp launch 曙光台灯上市的工作
    • 研发部接口人
    • 1项未完成任务的责任人
    T-4 · Firmware 1.0 固件1.0 · 计划完成11月19日 周四 · 延期
    T-5 · Pilot production run 小批量试产 · 计划完成11月27日 周五 · 进行中
    R-1 · Poster artwork · 11月25日 周三到期 · 待答复
    · 随时可用`/task 列表 我的`查看。
赵敏 · alone: 已将林涛在P-2026-001的工作移交给王磊，未完成的任务、协作需求和争议共1项。
    已向接手人发送清单。
赵敏 · direct message · changed: 谁来接手林涛在P-2026-001 Aurora lamp launch 曙光台灯上市的工作？ → 已处理：林涛在P-2026-001 Aurora lamp launch 曙光台灯上市的工作已有人接手。
    - 林涛的账号已停用。尚未移交：
    - • 研发部接口人
    - • 1项未完成任务的责任人
    - [!选择接手人]
    - · 决定之前，会在工作日上午提醒你。
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · 1 successor to be chosen since Mon 23 Nov · past 7 days: 2 tasks done, 1 request raised
    + 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done, 1 request raised
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · 1 successor to be chosen since Mon, Nov 23 · past 7 days: 2 tasks done, 1 request raised
    + 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done, 1 request raised
刘洋, 陈静 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 1位接手人待选择（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
王磊 · Home
    *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国） · 林涛 → 🔴 已延期2个工作日（中国）
    # 我的未完成任务 · 1 → 2
    - [更新] [动态] [⋯]
    - 🔴 2项任务延期（11月19日 周四起） · 1位接手人待选择（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
    + [更新] [标为完成] [⋯]
    + *T-4* · Firmware 1.0 固件1.0 · 🔴 延期 80% · 计划完成11月19日 周四 [更新]
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
赵敏 · Home
    # 1件事待你处理 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    - 谁来接手林涛在Aurora lamp launch 曙光台灯上市的工作？
    - [选择接手人] [⋯]
    - 🔴 2项任务延期（11月19日 周四起） · 1位接手人待选择（11月23日 周一起） · 近7天：2项任务完成、1项协作需求新提出
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
    - R&D · head 王磊, liaison 林涛
    + R&D · head 王磊, liaison 王磊
#product-launch · changed: T-4 · Firmware 1.0 固件1.0 · 🔴 delayed 80% · 2 working days late · 林涛 · due Thu, Nov 19 → 王磊 · due Thu, Nov 19
    · Last change: 林涛, Mon, Nov 23, 9:30 AM GMT+8 → 赵敏, Mon, Nov 23, 9:45 AM GMT+8\
""")


async def test_who_leaves_the_channel_and_comes_back(came: Came) -> None:
    world = came.world
    assert await came.of(world.sam.leaves(world.channel)) == snapshot("""\
#product-launch · members
    - Sam Carter\
""")
    assert await came.by("Monday 09:45") == snapshot("""\
赵敏 · direct message: 谁来接手Sam Carter在P-2026-001 Aurora lamp launch 曙光台灯上市的工作？
    Sam Carter已退出项目频道。尚未移交：
    • 市场部接口人
    • 2项未完成任务的责任人
    [!选择接手人]
    · 决定之前，会在工作日上午提醒你。
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done
    + 🔴 2 tasks late since Thu 19 Nov · 1 successor to be chosen since Mon 23 Nov · past 7 days: 2 tasks done
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done
    + 🔴 2 tasks late since Thu, Nov 19 · 1 successor to be chosen since Mon, Nov 23 · past 7 days: 2 tasks done
刘洋, 王磊, 陈静 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + 🔴 2项任务延期（11月19日 周四起） · 1位接手人待选择（11月23日 周一起） · 近7天：2项任务完成
赵敏 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 1件事待你处理
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + 谁来接手Sam Carter在Aurora lamp launch 曙光台灯上市的工作？
    + [选择接手人] [⋯]
    + 🔴 2项任务延期（11月19日 周四起） · 1位接手人待选择（11月23日 周一起） · 近7天：2项任务完成\
""")
    assert await came.of(world.sam.joins(world.channel)) == snapshot("""\
赵敏 · direct message · changed: 谁来接手Sam Carter在P-2026-001 Aurora lamp launch 曙光台灯上市的工作？ → Sam Carter已回到P-2026-001 Aurora lamp launch 曙光台灯上市，无需处理。
    - Sam Carter已退出项目频道。尚未移交：
    - • 市场部接口人
    - • 2项未完成任务的责任人
    - [!选择接手人]
    - · 决定之前，会在工作日上午提醒你。
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · 1 successor to be chosen since Mon 23 Nov · past 7 days: 2 tasks done
    + 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · 1 successor to be chosen since Mon, Nov 23 · past 7 days: 2 tasks done
    + 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done
刘洋, 王磊, 陈静 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 1位接手人待选择（11月23日 周一起） · 近7天：2项任务完成
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
赵敏 · Home
    # 1件事待你处理 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    - 谁来接手Sam Carter在Aurora lamp launch 曙光台灯上市的工作？
    - [选择接手人] [⋯]
    - 🔴 2项任务延期（11月19日 周四起） · 1位接手人待选择（11月23日 周一起） · 近7天：2项任务完成
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
#product-launch · members
    + Sam Carter\
""")


async def test_by_a_line_in_either_direction(came: Came) -> None:
    world = came.world
    assert await came.of(hands_over(world.zhao, "@priya", "@wang")) == snapshot("""\
Priya Nair · direct message: 赵敏 has handed over what you had in P-2026-001 Aurora lamp launch 曙光台灯上市, to 王磊
    • head of Sales
    • liaison of Sales
    • owner of 2 open tasks
王磊 · direct message: 由你接手Priya Nair在P-2026-001 Aurora lamp launch 曙光台灯上市的工作
    • 销售部负责人
    • 销售部接口人
    • 2项未完成任务的责任人
    T-7 · Dealer price list 经销商价目表 · 计划完成11月25日 周三 · 进行中
    T-11 · Dealer roadshow, five cities 五城经销商路演 · 计划完成12月21日 周一 · 未开始
    · 随时可用`/task 列表 我的`查看。
赵敏 · alone: 将Priya Nair在P-2026-001的工作移交给王磊？尚未做任何更改。
    • 销售部负责人
    • 销售部接口人
    • 2项未完成任务的责任人
    T-7 · Dealer price list 经销商价目表 · 计划完成11月25日 周三 · 进行中
    T-11 · Dealer roadshow, five cities 五城经销商路演 · 计划完成12月21日 周一 · 未开始
    [!移交] [逐项选择接手人]
赵敏 · alone: 已将Priya Nair在P-2026-001的工作移交给王磊，未完成的任务、协作需求和争议共2项。
    已向接手人发送清单。
    [撤销]
Priya Nair · Home
    # 1 thing waits for you → # Nothing waits for you.
    # Your open tasks · 2 → # Your open tasks
    - *T-7* · Dealer price list 经销商价目表 · due Wed, Nov 25
    - [Update] [Done] [⋯]
    - *T-7* · Dealer price list 经销商价目表 · 🔵 in progress 50% · due Wed, Nov 25 [Update]
    - *T-11* · Dealer roadshow, five cities 五城经销商路演 · ⚪ not started · due Mon, Dec 21 [Update]
    - 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done
    + Nothing is open. `/task list` in a project's channel shows its tasks.
王磊 · Home
    # 1件事待你处理 → # 2件事待你处理
    # 我的未完成任务 · 1 → 3
    + *T-7* · Dealer price list 经销商价目表 · 计划11月25日 周三完成
    + [更新] [标为完成] [⋯]
    + *T-7* · Dealer price list 经销商价目表 · 🔵 进行中 50% · 计划完成11月25日 周三 [更新]
    + *T-11* · Dealer roadshow, five cities 五城经销商路演 · ⚪ 未开始 · 计划完成12月21日 周一 [更新]
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
    - Sales · head Priya Nair, liaison Priya Nair
    + Sales · head 王磊, liaison 王磊
#product-launch · changed: T-7 · Dealer price list 经销商价目表 · 🔵 in progress 50% · Priya Nair · due Wed, Nov 25 → 王磊 · due Wed, Nov 25
    · Last change: Priya Nair, Mon, Nov 23, 9:30 AM GMT+8 → 赵敏, Mon, Nov 23, 9:31 AM GMT+8\
""")
    assert await came.of(hands_over(world.zhao, "@wang", "@priya")) == snapshot("""\
Priya Nair · direct message: You take over from 王磊 in P-2026-001 Aurora lamp launch 曙光台灯上市
    • head of R&D
    • head of Sales
    • liaison of Sales
    • owner of 3 open tasks
    T-7 · Dealer price list 经销商价目表 · due Wed, Nov 25 · in progress
    T-5 · Pilot production run 小批量试产 · due Fri, Nov 27 · in progress
    T-11 · Dealer roadshow, five cities 五城经销商路演 · due Mon, Dec 21 · not started
    T-4 · Firmware 1.0 固件1.0 · due Thu, Nov 19 · delayed
    · `/task list mine` shows them at any time.
王磊 · direct message: 赵敏已将你在P-2026-001 Aurora lamp launch 曙光台灯上市的工作移交给Priya Nair
    • 研发部负责人
    • 销售部负责人
    • 销售部接口人
    • 3项未完成任务的责任人
赵敏 · alone: 将王磊在P-2026-001的工作移交给Priya Nair？尚未做任何更改。
    • 研发部负责人
    • 销售部负责人
    • 销售部接口人
    • 3项未完成任务的责任人
    T-7 · Dealer price list 经销商价目表 · 计划完成11月25日 周三 · 进行中
    T-5 · Pilot production run 小批量试产 · 计划完成11月27日 周五 · 进行中
    T-11 · Dealer roadshow, five cities 五城经销商路演 · 计划完成12月21日 周一 · 未开始
    T-4 · Firmware 1.0 固件1.0 · 计划完成11月19日 周四 · 延期
    [!移交] [逐项选择接手人]
赵敏 · alone: 已将王磊在P-2026-001的工作移交给Priya Nair，未完成的任务、协作需求和争议共3项。
    已向接手人发送清单。
    [撤销]
Priya Nair · Home
    # Nothing waits for you. → # 2 things wait for you
    # Your open tasks → # Your open tasks · 3
    - Nothing is open. `/task list` in a project's channel shows its tasks.
    + *T-4* · Firmware 1.0 固件1.0 · 🔴 2 working days late (China) · 林涛
    + [Update] [Timeline] [⋯]
    + *T-7* · Dealer price list 经销商价目表 · due Wed, Nov 25
    + [Update] [Done] [⋯]
    + *T-7* · Dealer price list 经销商价目表 · 🔵 in progress 50% · due Wed, Nov 25 [Update]
    + *T-5* · Pilot production run 小批量试产 · 🔵 in progress 40% · due Fri, Nov 27 [Update]
    + *T-11* · Dealer roadshow, five cities 五城经销商路演 · ⚪ not started · due Mon, Dec 21 [Update]
    + 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done
王磊 · Home
    # 2件事待你处理 → # 没有待你处理的事项。
    # 我的未完成任务 · 3 → # 我的未完成任务
    - *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国） · 林涛
    - [更新] [动态] [⋯]
    - *T-7* · Dealer price list 经销商价目表 · 计划11月25日 周三完成
    - [更新] [标为完成] [⋯]
    - *T-7* · Dealer price list 经销商价目表 · 🔵 进行中 50% · 计划完成11月25日 周三 [更新]
    - *T-5* · Pilot production run 小批量试产 · 🔵 进行中 40% · 计划完成11月27日 周五 [更新]
    - *T-11* · Dealer roadshow, five cities 五城经销商路演 · ⚪ 未开始 · 计划完成12月21日 周一 [更新]
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
    - R&D · head 王磊, liaison 林涛
    - Sales · head 王磊, liaison 王磊
    + R&D · head Priya Nair, liaison 林涛
    + Sales · head Priya Nair, liaison Priya Nair
#product-launch · changed: T-5 · Pilot production run 小批量试产 · 🔵 in progress 40% · 王磊 · due Fri, Nov 27 → Priya Nair · due Fri, Nov 27
    · Last change: 王磊, Mon, Nov 23, 9:30 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
#product-launch · changed: T-7 · Dealer price list 经销商价目表 · 🔵 in progress 50% · 王磊 · due Wed, Nov 25 → Priya Nair · due Wed, Nov 25
    · Last change: 赵敏, Mon, Nov 23, 9:31 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8\
""")
    assert await came.of(world.chen.types("/project handover @chen @lin")) == snapshot(
        "陈静 · alone: 你不能在P-2026-001里办理移交。赵敏（项目经理）、Maria Weber（发起部门负责人）或王磊（管理员）可以操作。"
    )


async def test_what_was_handed_over_is_taken_back(came: Came) -> None:
    world = came.world
    handed = await hands_over(world.zhao, "@priya", "@wang")
    await came.begins_with(world.settle())
    assert await came.of(world.zhao.presses("撤销", on=handed.answer)) == snapshot("""\
Priya Nair · direct message: What 赵敏 had handed over from you in P-2026-001 Aurora lamp launch 曙光台灯上市 is yours again
王磊 · direct message: P-2026-001 Aurora lamp launch 曙光台灯上市的移交已撤销，由Priya Nair继续负责。
赵敏 · alone: 已撤销移交：P-2026-001中由Priya Nair移交给王磊的工作仍归Priya Nair，未完成的任务、协作需求和争议共2项。
    已加入频道的人仍留在频道里。
Priya Nair · Home
    # Nothing waits for you. → # 1 thing waits for you
    # Your open tasks → # Your open tasks · 2
    - Nothing is open. `/task list` in a project's channel shows its tasks.
    + *T-7* · Dealer price list 经销商价目表 · due Wed, Nov 25
    + [Update] [Done] [⋯]
    + *T-7* · Dealer price list 经销商价目表 · 🔵 in progress 50% · due Wed, Nov 25 [Update]
    + *T-11* · Dealer roadshow, five cities 五城经销商路演 · ⚪ not started · due Mon, Dec 21 [Update]
    + 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done
王磊 · Home
    # 2件事待你处理 → # 1件事待你处理
    # 我的未完成任务 · 3 → 1
    - *T-7* · Dealer price list 经销商价目表 · 计划11月25日 周三完成
    - [更新] [标为完成] [⋯]
    - *T-7* · Dealer price list 经销商价目表 · 🔵 进行中 50% · 计划完成11月25日 周三 [更新]
    - *T-11* · Dealer roadshow, five cities 五城经销商路演 · ⚪ 未开始 · 计划完成12月21日 周一 [更新]
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
    - Sales · head 王磊, liaison 王磊
    + Sales · head Priya Nair, liaison Priya Nair
#product-launch · changed: T-7 · Dealer price list 经销商价目表 · 🔵 in progress 50% · 王磊 · due Wed, Nov 25 → Priya Nair · due Wed, Nov 25
    · Last change: 赵敏, Mon, Nov 23, 9:31 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8\
""")


async def test_who_stands_in_until_it_is_ended_or_over(came: Came) -> None:
    world = came.world
    await came.begins_with(nothing_is_due(world))
    await world.lin.types("/liaison away 今天到周五 @priya")
    assert await came.so_far() == snapshot("""\
Priya Nair · direct message: You stand in for 林涛: Mon, Nov 23 – Fri, Nov 27
    · What waits for 林涛 waits for you too in these days. What you do is shown as done by you for 林涛.
林涛 · alone: Priya Nair代理林涛：11月23日 周一至11月27日 周五（北京时间）。已通知双方。
    [结束代理]
林涛 · direct message: Priya Nair代理你的工作：11月23日 周一至11月27日 周五
    · 待你处理的事项同时由Priya Nair处理，并记录为代你所做。你仍可照常操作，各项期限不变。
    [结束代理]\
""")
    assert await came.of(world.priya.types("/task update T-4 90% certified")) == snapshot("""\
Priya Nair · alone: T-4 · Firmware 1.0 固件1.0 is now 🔴 delayed 90%.
    > certified
    · Just before you, 林涛 said: updated: done, 100% (Mon, Nov 23, 9:31 AM).
    [Undo]
Maria Weber · Home
    # Nothing waits for you. → # Nothing waits for you, but something is late, overdue or undecided in a project of yours
    - 🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done
    + 🔴 1 task late since Fri 20 Nov · past 7 days: 6 tasks done
Priya Nair · Home
    # Nothing waits for you. → # 1 thing waits for you
    - 🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done
    + for 林涛 · *T-4* · Firmware 1.0 固件1.0 · 🔴 2 working days late (China)
    + [Update] [Done] [⋯]
    + 🔴 1 task late since Fri, Nov 20 · past 7 days: 6 tasks done
刘洋, 赵敏, 陈静 · Home
    # 没有待你处理的事项。 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    - 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成
    + 🔴 1项任务延期（11月20日 周五起） · 近7天：6项任务完成
林涛 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    # 我的未完成任务 → # 我的未完成任务 · 1
    - 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
    + *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国）
    + [更新] [标为完成] [⋯]
    + *T-4* · Firmware 1.0 固件1.0 · 🔴 延期 90% · 计划完成11月19日 周四 [更新]
王磊 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    - 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成
    + *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国） · 林涛
    + [更新] [动态] [⋯]
    + 🔴 1项任务延期（11月20日 周五起） · 近7天：6项任务完成
#product-launch · changed: T-4 · Firmware 1.0 固件1.0 · ✅ done · 林涛 · due Thu, Nov 19 → 🔴 delayed 90% · 2 working days late · 林涛 · due Thu, Nov 19
    · Last change: 林涛, Mon, Nov 23, 9:31 AM GMT+8 → Priya Nair for 林涛, Mon, Nov 23, 9:33 AM GMT+8
    - · “等蓝牙认证结果”
    + · “certified”
    + · working days of China
    + [Ask for help] [Raise a dispute]\
""")
    assert await came.of(world.lin.presses("结束代理", on=await told(world.lin, "代理你的工作"))) == snapshot("""\
Priya Nair · direct message: You no longer stand in for 林涛.
林涛 · alone: 已结束：Priya Nair不再代理林涛。
林涛 · direct message · changed: Priya Nair代理你的工作：11月23日 周一至11月27日 周五
    - [结束代理]
    + ✅ 结束代理 · 11月23日 周一 09:34
林涛 · direct message: Priya Nair不再代理你的工作。
Priya Nair · Home
    # 1 thing waits for you → # Nothing waits for you, but something is late, overdue or undecided in a project of yours
    - for 林涛 · *T-4* · Firmware 1.0 固件1.0 · 🔴 2 working days late (China)
    - [Update] [Done] [⋯]\
""")
    assert await came.of(world.priya.types("/task update T-4 95%")) == snapshot(
        "Priya Nair · alone: T-4 belongs to R&D. 林涛 (owner), 王磊 (head) or 赵敏 (PM) can."
    )
    named = writes(
        world.wang,
        "/liaison away",
        principal_id=await id_of(world, "lin"),
        substitute_id=await id_of(world, "liu"),
        first_on="2026-11-23",
        last_on="2026-11-23",
    )
    assert await came.of(named) == snapshot("""\
刘洋 · direct message: 由你代理林涛的工作：11月23日 周一
    · 这些天里，待林涛处理的事项也由你处理，并显示为你代林涛所做。
林涛 · direct message: 刘洋代理你的工作：11月23日 周一
    · 待你处理的事项同时由刘洋处理，并记录为代你所做。你仍可照常操作，各项期限不变。
    [结束代理]
王磊 · alone: 刘洋代理林涛：11月23日 周一（北京时间）。已通知双方。
    [结束代理]
刘洋 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 1件事待你处理
    + 代林涛 · *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国）
    + [更新] [标为完成] [⋯]\
""")
    assert await came.by("Tuesday 09:05") == snapshot("""\
Priya Nair · direct message: 1 thing waits for you · Status report of Sales · P-2026-001 · before the meeting, Wed, Nov 25, 10:30 AM
    [Write the report] [⋯]
刘洋 · direct message: 1件事待你处理 · 客服部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
    ———
    你不再代理林涛的工作。
林涛 · direct message: 2件事待你处理 · T-4 · Firmware 1.0 固件1.0 · 🔴 已延期3个工作日（中国）
    [更新] [标为完成] [⋯]
    研发部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
    ———
    刘洋不再代理你的工作。
王磊 · direct message: 1件事待你处理 · T-4 · Firmware 1.0 固件1.0 · 🔴 已延期3个工作日（中国） · 林涛
    [更新] [动态] [⋯]
陈静 · direct message: 1件事待你处理 · 设计部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
Priya Nair · Home
    # Nothing waits for you, but something is late, overdue or undecided in a project of yours → # 1 thing waits for you
    + Status report of Sales · P-2026-001 · before the meeting, Wed, Nov 25, 10:30 AM
    + [Write the report] [⋯]
刘洋 · Home
    - 代林涛 · *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国）
    - [更新] [标为完成] [⋯]
    + 客服部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    + [填写周报] [⋯]
林涛 · Home
    # 1件事待你处理 → # 2件事待你处理
    *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国） → 🔴 已延期3个工作日（中国）
    + 研发部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    + [填写周报] [⋯]
王磊 · Home
    *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国） · 林涛 → 🔴 已延期3个工作日（中国） · 林涛
陈静 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 1件事待你处理
    + 设计部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    + [填写周报] [⋯]
#product-launch · changed: T-4 · Firmware 1.0 固件1.0 · 🔴 delayed 90% · 2 working days late · 林涛 · due Thu, Nov 19 → 3 working days late · 林涛 · due Thu, Nov 19
#product-launch: 🔴 1 task is late in Aurora lamp launch 曙光台灯上市
    ▾ What is late, who is on it, and what that holds up
    *T-4* · Firmware 1.0 固件1.0 · 3 working days late · @林涛
    · Counted in working days of China. `/task update T-4 50% reason` says where it stands.
    [All late tasks]\
""")


async def test_the_pm_is_gone_and_the_sponsor_asked_in_her_morning_and_language(came: Came) -> None:
    world = came.world
    await came.begins_with(nothing_is_due(world))
    await world.zhao.deactivates()
    # Nine o'clock in Berlin.
    assert await came.by("Monday 16:05") == snapshot("""\
Maria Weber · direct message: Who succeeds 赵敏 in P-2026-001 Aurora lamp launch 曙光台灯上市?
    赵敏's account was deactivated. Open:
    • project manager
    [!Choose successors]
    · Until it is decided you are reminded of it in your mornings.
Maria Weber · Home
    # Nothing waits for you. → # 1 thing waits for you
    - 🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done
    + Who succeeds 赵敏 in Aurora lamp launch 曙光台灯上市?
    + [Choose successors] [⋯]
    + 🔴 1 successor to be chosen since Mon 23 Nov · past 7 days: 7 tasks done
Priya Nair · Home
    # Nothing waits for you. → # Nothing waits for you, but something is late, overdue or undecided in a project of yours
    - 🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done
    + 🔴 1 successor to be chosen since Mon, Nov 23 · past 7 days: 7 tasks done
刘洋, 王磊, 陈静 · Home
    # 没有待你处理的事项。 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    - 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成
    + 🔴 1位接手人待选择（11月23日 周一起） · 近7天：7项任务完成
#general · members
    - 赵敏
#product-launch · members
    - 赵敏
#random · members
    - 赵敏\
""")
    question = await told(world.maria, "Who succeeds 赵敏")
    chosen = fills_in(world.maria, "Choose successors", question, pm=await id_of(world, "sam"))
    assert await came.of(chosen) == snapshot("""\
Maria Weber · alone: Handed over from 赵敏 in P-2026-001 to Sam Carter; open tasks, requests and disputes: 0.
    Each successor got a list of it.
Maria Weber · direct message · changed: Who succeeds 赵敏 in P-2026-001 Aurora lamp launch 曙光台灯上市? → Settled: what 赵敏 did in P-2026-001 Aurora lamp launch 曙光台灯上市 is in other hands.
    - 赵敏's account was deactivated. Open:
    - • project manager
    - [!Choose successors]
    - · Until it is decided you are reminded of it in your mornings.
Maria Weber · Home
    # 1 thing waits for you → # Nothing waits for you.
    - Who succeeds 赵敏 in Aurora lamp launch 曙光台灯上市?
    - [Choose successors] [⋯]
    - 🔴 1 successor to be chosen since Mon 23 Nov · past 7 days: 7 tasks done
    + 🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done
Priya Nair · Home
    # Nothing waits for you, but something is late, overdue or undecided in a project of yours → # Nothing waits for you.
    - 🔴 1 successor to be chosen since Mon, Nov 23 · past 7 days: 7 tasks done
    + 🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done
Sam Carter · Home
    + 🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done
    + [Edit]
刘洋, 王磊, 陈静 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 没有待你处理的事项。
    - 🔴 1位接手人待选择（11月23日 周一起） · 近7天：7项任务完成
    + 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30 → Aurora lamp launch 曙光台灯上市 is led by Sam Carter, Tue, Sep 29 – Wed, Dec 30
#product-launch · pins
    - P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
    + P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by Sam Carter, Tue, Sep 29 – Wed, Dec 30\
""")
    assert await came.of(hands_over(world.sam, "@liu", "@priya")) == snapshot("""\
Priya Nair · direct message: You take over from 刘洋 in P-2026-001 Aurora lamp launch 曙光台灯上市
    • head of Customer Service
    • liaison of Customer Service
    • owner of 2 open tasks
    T-8 · Service scripts and training 客服话术与培训 · due Fri, Dec 11 · in progress
    T-10 · Train the call centre 客服培训 · due Fri, Dec 11 · not started
    · `/task list mine` shows them at any time.
Sam Carter · alone: Hand over from 刘洋 in P-2026-001 to Priya Nair? Nothing has been changed yet.
    • head of Customer Service
    • liaison of Customer Service
    • owner of 2 open tasks
    T-8 · Service scripts and training 客服话术与培训 · due Fri, Dec 11 · in progress
    T-10 · Train the call centre 客服培训 · due Fri, Dec 11 · not started
    [!Hand over] [Choose successors one by one]
Sam Carter · alone: Handed over from 刘洋 in P-2026-001 to Priya Nair; open tasks, requests and disputes: 2.
    Each successor got a list of it.
    [Undo]
刘洋 · direct message: Sam Carter已将你在P-2026-001 Aurora lamp launch 曙光台灯上市的工作移交给Priya Nair
    • 客服部负责人
    • 客服部接口人
    • 2项未完成任务的责任人
Priya Nair · Home
    # Your open tasks · 1 → 3
    + *T-8* · Service scripts and training 客服话术与培训 · 🔵 in progress 0% · due Fri, Dec 11 [Update]
    + *T-10* · Train the call centre 客服培训 · ⚪ not started · due Fri, Dec 11 [Update]
刘洋 · Home
    # 我的未完成任务 · 2 → # 我的未完成任务
    - *T-8* · Service scripts and training 客服话术与培训 · 🔵 进行中 0% · 计划完成12月11日 周五 [更新]
    - *T-10* · Train the call centre 客服培训 · ⚪ 未开始 · 计划完成12月11日 周五 [更新]
    - 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成
    + 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by Sam Carter, Tue, Sep 29 – Wed, Dec 30
    - Customer Service · head 刘洋, liaison 刘洋
    + Customer Service · head Priya Nair, liaison Priya Nair
#product-launch · changed: T-8 · Service scripts and training 客服话术与培训 · 🔵 in progress · 刘洋 · due Fri, Dec 11 → Priya Nair · due Fri, Dec 11
    · Last change: 刘洋, Mon, Nov 23, 9:30 AM GMT+8 → Sam Carter, Mon, Nov 23, 4:06 PM GMT+8\
""")
