"""All that comes of what is said of a task: how far it is, another day, another owner."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.came.acting import fills_in
from tests.came.conftest import Came, nothing_is_due
from tests.scenarios.cards import card_of
from tests.scenarios.test_task_batches import status_of


async def test_by_its_owner_and_taken_back(came: Came) -> None:
    world = came.world
    assert await came.of(world.sam.types("/task update T-6 35% the photos came")) == snapshot("""\
Sam Carter · alone: T-6 · Launch landing page 上市落地页 is now 🔵 in progress 35%.
    > the photos came
    [Undo]
Sam Carter · Home
    *T-6* · Launch landing page 上市落地页 · 🔵 in progress 20% · due Thu, Nov 26 [Update] → 🔵 in progress 35% · due Thu, Nov 26 [Update]
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 20% · Sam Carter · due Thu, Nov 26 → 🔵 in progress 35% · Sam Carter · due Thu, Nov 26
    · Last change: Sam Carter, Mon, Nov 23, 9:30 AM GMT+8 → Sam Carter, Mon, Nov 23, 9:31 AM GMT+8
    - · “Waiting for the key visual”
    + · “the photos came”\
""")
    assert await came.of(world.sam.types("/task undo")) == snapshot("""\
Sam Carter · alone: Undone. T-6 · Launch landing page 上市落地页 is 🔵 in progress 20% again.
Sam Carter · Home
    *T-6* · Launch landing page 上市落地页 · 🔵 in progress 35% · due Thu, Nov 26 [Update] → 🔵 in progress 20% · due Thu, Nov 26 [Update]
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 35% · Sam Carter · due Thu, Nov 26 → 🔵 in progress 20% · Sam Carter · due Thu, Nov 26
    · Last change: Sam Carter, Mon, Nov 23, 9:31 AM GMT+8 → Sam Carter, Mon, Nov 23, 9:32 AM GMT+8
    - · “the photos came”
    + · “Waiting for the key visual”\
""")
    # What T-6 and T-9 wait for.
    done = await world.chen.types("/task update T-3 done")
    assert await came.so_far() == snapshot("""\
陈静 · alone: T-3 · Launch key visual 主视觉设计已更新：✅ 已完成。
    [撤销]
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done
    + 🔴 1 task late since Fri 20 Nov · past 7 days: 3 tasks done
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done
    + 🔴 1 task late since Fri, Nov 20 · past 7 days: 3 tasks done
刘洋, 王磊, 赵敏 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + 🔴 1项任务延期（11月20日 周五起） · 近7天：3项任务完成
陈静 · Home
    # 1件事待你处理 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    # 我的未完成任务 · 2 → 1
    - *T-3* · Launch key visual 主视觉设计 · 🔴 已延期3个工作日（中国）
    - [更新] [标为完成] [⋯]
    - *T-3* · Launch key visual 主视觉设计 · 🔴 延期 70% · 计划完成11月18日 周三 [更新]
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + 🔴 1项任务延期（11月20日 周五起） · 近7天：3项任务完成
#product-launch · changed: T-3 · Launch key visual 主视觉设计 · 🔴 delayed 70% · 3 working days late · 陈静 · due Wed, Nov 18 → ✅ done · 陈静 · due Wed, Nov 18
    · Last change: 陈静, Mon, Nov 23, 9:30 AM GMT+8 → 陈静, Mon, Nov 23, 9:33 AM GMT+8
    - · working days of China
    - [Ask for help] [Raise a dispute]
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 20% · Sam Carter · due Thu, Nov 26
    - · ⏳ waits for T-3\
""")
    assert await came.of(world.chen.presses("撤销", on=done.answer)) == snapshot("""\
陈静 · alone: 已撤销。T-3 · Launch key visual 主视觉设计恢复为🔴 延期 70%。
Maria Weber · Home
    - 🔴 1 task late since Fri 20 Nov · past 7 days: 3 tasks done
    + 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done
Priya Nair · Home
    - 🔴 1 task late since Fri, Nov 20 · past 7 days: 3 tasks done
    + 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done
刘洋, 王磊, 赵敏 · Home
    - 🔴 1项任务延期（11月20日 周五起） · 近7天：3项任务完成
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
陈静 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 1件事待你处理
    # 我的未完成任务 · 1 → 2
    - 🔴 1项任务延期（11月20日 周五起） · 近7天：3项任务完成
    + *T-3* · Launch key visual 主视觉设计 · 🔴 已延期3个工作日（中国）
    + [更新] [标为完成] [⋯]
    + *T-3* · Launch key visual 主视觉设计 · 🔴 延期 70% · 计划完成11月18日 周三 [更新]
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
#product-launch · changed: T-3 · Launch key visual 主视觉设计 · ✅ done · 陈静 · due Wed, Nov 18 → 🔴 delayed 70% · 3 working days late · 陈静 · due Wed, Nov 18
    · Last change: 陈静, Mon, Nov 23, 9:33 AM GMT+8 → 陈静, Mon, Nov 23, 9:34 AM GMT+8
    + · working days of China
    + [Ask for help] [Raise a dispute]
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 20% · Sam Carter · due Thu, Nov 26
    + · ⏳ waits for T-3\
""")
    under = await world.lin.types("85% 等样品", thread=await card_of(world, 4))
    assert await came.so_far() == snapshot("""\
林涛 · alone: 更新T-4 · Firmware 1.0 固件1.0：85% · 等样品？
    [!更新]\
""")
    assert await came.of(world.lin.presses("更新", on=under.answer)) == snapshot("""\
林涛 · alone: T-4 · Firmware 1.0 固件1.0已更新：🔴 延期 85%。
    > 等样品
    [撤销]
林涛 · Home
    *T-4* · Firmware 1.0 固件1.0 · 🔴 延期 80% · 计划完成11月19日 周四 [更新] → 🔴 延期 85% · 计划完成11月19日 周四 [更新]
#product-launch · changed: T-4 · Firmware 1.0 固件1.0 · 🔴 delayed 80% · 2 working days late · 林涛 · due Thu, Nov 19 → 🔴 delayed 85% · 2 working days late · 林涛 · due Thu, Nov 19
    · Last change: 林涛, Mon, Nov 23, 9:30 AM GMT+8 → 林涛, Mon, Nov 23, 9:36 AM GMT+8
    - · “等蓝牙认证结果”
    + · “等样品”\
""")
    assert await came.of(world.lin.types("@Liaison T-4 完成")) == snapshot("""\
林涛 · alone: T-4 · Firmware 1.0 固件1.0已更新：✅ 已完成。
    [撤销]
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done
    + 🔴 1 task late since Thu 19 Nov · past 7 days: 3 tasks done
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done
    + 🔴 1 task late since Thu, Nov 19 · past 7 days: 3 tasks done
刘洋, 赵敏, 陈静 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + 🔴 1项任务延期（11月19日 周四起） · 近7天：3项任务完成
林涛 · Home
    # 1件事待你处理 → # 没有待你处理的事项。
    # 我的未完成任务 · 1 → # 我的未完成任务
    - *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国）
    - [更新] [标为完成] [⋯]
    - *T-4* · Firmware 1.0 固件1.0 · 🔴 延期 85% · 计划完成11月19日 周四 [更新]
    + 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
王磊 · Home
    # 1件事待你处理 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    - *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国） · 林涛
    - [更新] [动态] [⋯]
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + 🔴 1项任务延期（11月19日 周四起） · 近7天：3项任务完成
#product-launch · changed: T-4 · Firmware 1.0 固件1.0 · 🔴 delayed 85% · 2 working days late · 林涛 · due Thu, Nov 19 → ✅ done · 林涛 · due Thu, Nov 19
    · Last change: 林涛, Mon, Nov 23, 9:36 AM GMT+8 → 林涛, Mon, Nov 23, 9:37 AM GMT+8
    - · working days of China
    - [Ask for help] [Raise a dispute]\
""")
    written = fills_in(world.priya, "Update", await card_of(world, 7), status="done", note="Signed by all dealers")
    assert await came.of(written) == snapshot("""\
Priya Nair · alone: T-7 · Dealer price list 经销商价目表 is now ✅ done.
    > Signed by all dealers
    [Undo]
Maria Weber · Home
    🔴 1 task late since Thu 19 Nov · past 7 days: 3 tasks done → 4 tasks done
Priya Nair · Home
    # 1 thing waits for you → # Nothing waits for you, but something is late, overdue or undecided in a project of yours
    # Your open tasks · 2 → 1
    🔴 1 task late since Thu, Nov 19 · past 7 days: 3 tasks done → 4 tasks done
    - *T-7* · Dealer price list 经销商价目表 · due Wed, Nov 25
    - [Update] [Done] [⋯]
    - *T-7* · Dealer price list 经销商价目表 · 🔵 in progress 50% · due Wed, Nov 25 [Update]
刘洋, 王磊, 赵敏, 陈静 · Home
    🔴 1项任务延期（11月19日 周四起） · 近7天：3项任务完成 → 4项任务完成
#product-launch · changed: T-7 · Dealer price list 经销商价目表 · 🔵 in progress 50% · Priya Nair · due Wed, Nov 25 → ✅ done · Priya Nair · due Wed, Nov 25
    · Last change: Priya Nair, Mon, Nov 23, 9:30 AM GMT+8 → Priya Nair, Mon, Nov 23, 9:38 AM GMT+8
    - [Ask for help] [Raise a dispute]
    + · “Signed by all dealers”\
""")


async def test_by_others_who_may(came: Came) -> None:
    world = came.world
    assert await came.of(world.zhao.types("/task update T-6 40%")) == snapshot("""\
赵敏 · alone: T-6 · Launch landing page 上市落地页已更新：🔵 进行中 40%。
    · 在你之前，Sam Carter刚刚修改过：更新：进行中，20% · Waiting for the key visual（11月23日 周一 09:30）。
    [撤销]
Sam Carter · Home
    *T-6* · Launch landing page 上市落地页 · 🔵 in progress 20% · due Thu, Nov 26 [Update] → 🔵 in progress 40% · due Thu, Nov 26 [Update]
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 20% · Sam Carter · due Thu, Nov 26 → 🔵 in progress 40% · Sam Carter · due Thu, Nov 26
    · Last change: Sam Carter, Mon, Nov 23, 9:30 AM GMT+8 → 赵敏, Mon, Nov 23, 9:31 AM GMT+8\
""")
    moved = await world.zhao.types("/task update T-6 due 2026-12-04 because 视觉稿晚了")
    assert await came.so_far() == snapshot("""\
赵敏 · alone: T-6 · Launch landing page 上市落地页的计划完成日已更新为12月4日 周五（北京时间）。
    原为11月26日 周四 · 已调整1次，最初计划11月26日 周四
    > 视觉稿晚了
    [撤销]
Maria Weber · Home
    🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done → 2 tasks done, 1 date moved
Priya Nair · Home
    🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done → 2 tasks done, 1 date moved
Sam Carter · Home
    *T-6* · Launch landing page 上市落地页 · 🔵 in progress 40% · due Thu, Nov 26 [Update] → due Fri, Dec 4 (moved 1 time, first due Thu, Nov 26) [Update]
刘洋, 王磊, 赵敏, 陈静 · Home
    🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成 → 2项任务完成、1项任务改期
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 40% · Sam Carter · due Thu, Nov 26 → due Fri, Dec 4 (moved 1 time, first due Thu, Nov 26)
    · Last change: 赵敏, Mon, Nov 23, 9:31 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
    - · “Waiting for the key visual”
    + · “视觉稿晚了”\
""")
    assert await came.of(world.zhao.presses("撤销", on=moved.answer)) == snapshot("""\
赵敏 · alone: 已撤销。T-6 · Launch landing page 上市落地页的计划完成日恢复为11月26日 周四（北京时间）。
Maria Weber · Home
    🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done, 1 date moved → 2 tasks done
Priya Nair · Home
    🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done, 1 date moved → 2 tasks done
Sam Carter · Home
    *T-6* · Launch landing page 上市落地页 · 🔵 in progress 40% · due Fri, Dec 4 (moved 1 time, first due Thu, Nov 26) [Update] → due Thu, Nov 26 [Update]
刘洋, 王磊, 赵敏, 陈静 · Home
    🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项任务改期 → 2项任务完成
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 40% · Sam Carter · due Fri, Dec 4 (moved 1 time, first due Thu, Nov 26) → due Thu, Nov 26
    · Last change: 赵敏, Mon, Nov 23, 9:32 AM GMT+8 → 赵敏, Mon, Nov 23, 9:33 AM GMT+8
    - · “视觉稿晚了”
    + · “Waiting for the key visual”\
""")
    assert await came.of(world.zhao.types("/task update T-6 due 2026-11-24 because the event is earlier")) == snapshot("""\
赵敏 · alone: T-6 · Launch landing page 上市落地页的计划完成日已更新为11月24日 周二（北京时间）。
    原为11月26日 周四 · 已调整1次，最初计划11月26日 周四
    > the event is earlier
    [撤销]
Maria Weber · Home
    🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done → 2 tasks done, 1 date moved
Priya Nair · Home
    🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done → 2 tasks done, 1 date moved
Sam Carter · Home
    # Nothing waits for you. → # 1 thing waits for you
    *T-6* · Launch landing page 上市落地页 · 🔵 in progress 40% · due Thu, Nov 26 [Update] → due Tue, Nov 24
    + [Update] [Done] [⋯]
    + *T-6* · Launch landing page 上市落地页 · 🔵 in progress 40% · due Tue, Nov 24 (moved 1 time, first due Thu, Nov 26) [Update]
刘洋, 王磊, 赵敏, 陈静 · Home
    🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成 → 2项任务完成、1项任务改期
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 40% · Sam Carter · due Thu, Nov 26 → due Tue, Nov 24 (moved 1 time, first due Thu, Nov 26)
    · Last change: 赵敏, Mon, Nov 23, 9:33 AM GMT+8 → 赵敏, Mon, Nov 23, 9:34 AM GMT+8
    - · “Waiting for the key visual”
    + · “the event is earlier”\
""")
    assert await came.of(world.maria.types("/task update T-6 done")) == snapshot("""\
Maria Weber · alone: T-6 · Launch landing page 上市落地页 is now ✅ done.
    [Undo]
Maria Weber · Home
    🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done, 1 date moved → 3 tasks done, 1 date moved
Priya Nair · Home
    🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done, 1 date moved → 3 tasks done, 1 date moved
Sam Carter · Home
    # 1 thing waits for you → # Nothing waits for you.
    # Your open tasks · 2 → 1
    - *T-6* · Launch landing page 上市落地页 · due Tue, Nov 24
    - [Update] [Done] [⋯]
    - *T-6* · Launch landing page 上市落地页 · 🔵 in progress 40% · due Tue, Nov 24 (moved 1 time, first due Thu, Nov 26) [Update]
刘洋, 王磊, 赵敏, 陈静 · Home
    🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项任务改期 → 3项任务完成、1项任务改期
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 40% · Sam Carter · due Tue, Nov 24 (moved 1 time, first due Thu, Nov 26) → ✅ done · Sam Carter · due Tue, Nov 24 (moved 1 time, first due Thu, Nov 26)
    · Last change: 赵敏, Mon, Nov 23, 9:34 AM GMT+8 → Maria Weber, Mon, Nov 23, 9:35 AM GMT+8
    - · ⏳ waits for T-3
    - [Ask for help] [Raise a dispute]\
""")
    assert await came.of(world.lin.types("/task update T-7 done")) == snapshot(
        "林涛 · alone: T-7由销售部负责。Priya Nair（责任人）或赵敏（项目经理）可以操作。"
    )
    await world.wang.types("/liaison away today to friday @chen")
    assert await came.so_far() == snapshot("""\
王磊 · alone: 陈静代理王磊：11月23日 周一至11月27日 周五（北京时间）。已通知双方。
    [结束代理]
王磊 · direct message: 陈静代理你的工作：11月23日 周一至11月27日 周五
    · 待你处理的事项同时由陈静处理，并记录为代你所做。你仍可照常操作，各项期限不变。
    [结束代理]
陈静 · direct message: 由你代理王磊的工作：11月23日 周一至11月27日 周五
    · 这些天里，待王磊处理的事项也由你处理，并显示为你代王磊所做。
陈静 · Home
    # 1件事待你处理 → # 2件事待你处理
    + 代王磊 · *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国） · 林涛
    + [更新] [动态] [⋯]
    + [编辑] [设置]\
""")
    assert await came.of(world.chen.types("/task update T-5 50% 模具返工")) == snapshot("""\
陈静 · alone: T-5 · Pilot production run 小批量试产已更新：🔵 进行中 50%。
    > 模具返工
    · 在你之前，王磊刚刚修改过：更新：进行中，40% · 模具第二次试模（11月23日 周一 09:30）。
    [撤销]
王磊 · Home
    *T-5* · Pilot production run 小批量试产 · 🔵 进行中 40% · 计划完成11月27日 周五 [更新] → 🔵 进行中 50% · 计划完成11月27日 周五 [更新]
#product-launch · changed: T-5 · Pilot production run 小批量试产 · 🔵 in progress 40% · 王磊 · due Fri, Nov 27 → 🔵 in progress 50% · 王磊 · due Fri, Nov 27
    · Last change: 王磊, Mon, Nov 23, 9:30 AM GMT+8 → 陈静 for 王磊, Mon, Nov 23, 9:38 AM GMT+8
    - · “模具第二次试模”
    + · “模具返工”\
""")
    form = await world.chen.types("/task update")
    assert form.view is not None
    await world.act(
        "press", who="chen", where=form.view.where, action_id="tasks.batch.due_on",
        block_id=status_of(form.view, 9), value="2026-12-11",
    )  # fmt: skip
    assert await came.of(world.chen.submits(form, **{"note.3": "定稿", "note.9": "等纸样"})) == snapshot("""\
陈静 · alone: 2项任务已保存
    *T-3* · Launch key visual 主视觉设计 · 🔴 延期 70% · 计划完成11月18日 周三
    > 定稿 [撤销]
    *T-9* · Packaging print files 包装印刷文件 · ⚪ 未开始 · 计划完成12月11日 周五 (已调整1次，最初计划12月2日 周三)
    > 等纸样 [撤销]
Maria Weber · Home
    🔴 2 tasks late since Thu 19 Nov · past 7 days: 3 tasks done, 1 date moved → 3 tasks done, 2 dates moved
Priya Nair · Home
    🔴 2 tasks late since Thu, Nov 19 · past 7 days: 3 tasks done, 1 date moved → 3 tasks done, 2 dates moved
刘洋, 王磊, 赵敏 · Home
    🔴 2项任务延期（11月19日 周四起） · 近7天：3项任务完成、1项任务改期 → 3项任务完成、2项任务改期
陈静 · Home
    *T-9* · Packaging print files 包装印刷文件 · ⚪ 未开始 · 计划完成12月2日 周三 [更新] → 计划完成12月11日 周五 (已调整1次，最初计划12月2日 周三) [更新]
    🔴 2项任务延期（11月19日 周四起） · 近7天：3项任务完成、1项任务改期 → 3项任务完成、2项任务改期
#product-launch · changed: T-3 · Launch key visual 主视觉设计 · 🔴 delayed 70% · 3 working days late · 陈静 · due Wed, Nov 18
    · Last change: 陈静, Mon, Nov 23, 9:30 AM GMT+8 → 陈静, Mon, Nov 23, 9:39 AM GMT+8
    - · “Second round of comments”
    + · “定稿”
#product-launch: T-9 · Packaging print files 包装印刷文件 · ⚪ not started · 陈静 · due Fri, Dec 11 (moved 1 time, first due Wed, Dec 2)
    · Design · stage Preparation 筹备 · ⏳ waits for T-3 (+1)
    · “等纸样” · Last change: 陈静, Mon, Nov 23, 9:39 AM GMT+8
    [Update] [Timeline] [Ask for help] [Raise a dispute]\
""")


async def test_given_to_somebody_else_and_back(came: Came) -> None:
    world = came.world
    await came.begins_with(nothing_is_due(world))
    given = await world.zhao.types("/task update T-9 owner @lin because 陈静请假")
    assert await came.so_far() == snapshot("""\
林涛 · direct message: T-9 · Packaging print files 包装印刷文件现在由你负责，计划完成日12月2日 周三（北京时间）。
    · Aurora lamp launch 曙光台灯上市 · 设计部 · ⚪ 未开始 · 赵敏：陈静请假
    · 阶段：Preparation 筹备
    [更新] [动态]
赵敏 · alone: T-9 · Packaging print files 包装印刷文件的责任人改为林涛。
    > 陈静请假
    [撤销]
陈静 · direct message: T-9 · Packaging print files 包装印刷文件 · 已转给林涛
    [动态]
林涛 · Home
    # 我的未完成任务 → # 我的未完成任务 · 1
    - 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
    + *T-9* · Packaging print files 包装印刷文件 · ⚪ 未开始 · 计划完成12月2日 周三 [更新]
陈静 · Home
    # 我的未完成任务 · 1 → # 我的未完成任务
    - *T-9* · Packaging print files 包装印刷文件 · ⚪ 未开始 · 计划完成12月2日 周三 [更新]
    + 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
#product-launch: T-9 · Packaging print files 包装印刷文件 · ⚪ not started · 林涛 · due Wed, Dec 2
    · Design · stage Preparation 筹备
    · “陈静请假” · Last change: 赵敏, Mon, Nov 23, 9:32 AM GMT+8
    [Update] [Timeline] [Ask for help] [Raise a dispute]\
""")
    assert await came.of(world.zhao.presses("撤销", on=given.answer)) == snapshot("""\
林涛 · direct message: T-9 · Packaging print files 包装印刷文件 · 已转给陈静
    [动态]
赵敏 · alone: 已撤销。T-9 · Packaging print files 包装印刷文件的责任人恢复为陈静。
陈静 · direct message: T-9 · Packaging print files 包装印刷文件现在由你负责，计划完成日12月2日 周三（北京时间）。
    · Aurora lamp launch 曙光台灯上市 · 设计部 · ⚪ 未开始 · 来自赵敏
    · 阶段：Preparation 筹备
    [更新] [动态]
林涛 · Home
    # 我的未完成任务 · 1 → # 我的未完成任务
    - *T-9* · Packaging print files 包装印刷文件 · ⚪ 未开始 · 计划完成12月2日 周三 [更新]
    + 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
陈静 · Home
    # 我的未完成任务 → # 我的未完成任务 · 1
    - 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
    + *T-9* · Packaging print files 包装印刷文件 · ⚪ 未开始 · 计划完成12月2日 周三 [更新]
#product-launch · changed: T-9 · Packaging print files 包装印刷文件 · ⚪ not started · 林涛 · due Wed, Dec 2 → 陈静 · due Wed, Dec 2
    · Last change: 赵敏, Mon, Nov 23, 9:32 AM GMT+8 → 赵敏, Mon, Nov 23, 9:33 AM GMT+8
    - · “陈静请假”\
""")
    assert await came.of(world.sam.types("/task update T-12 owner @maria because she wrote it")) == snapshot("""\
Sam Carter · alone: T-12 · Launch event 上市发布会 is now owned by Maria Weber.
    > she wrote it
    [Undo]
Maria Weber · Home
    # Your open tasks → # Your open tasks · 1
    - Nothing is open. `/task list` in a project's channel shows its tasks.
    + *T-12* · Launch event 上市发布会 · ⚪ not started · due Fri 25 Dec [Update]
Sam Carter · Home
    # Your open tasks · 1 → # Your open tasks
    - *T-12* · Launch event 上市发布会 · ⚪ not started · due Fri, Dec 25 [Update]
    + Nothing is open. `/task list` in a project's channel shows its tasks.
#product-launch: T-12 · Launch event 上市发布会 · ⚪ not started · Maria Weber · due Fri, Dec 25
    *Delivery standard*
    200 guests, live stream, press kit
    · Marketing · stage Launch 上市 · ⏳ waits for T-11 (-2) · with Design, R&D
    · “she wrote it” · Last change: Sam Carter, Mon, Nov 23, 9:34 AM GMT+8
    [Update] [Timeline] [Ask for help] [Raise a dispute]\
""")
    assert await came.of(world.zhao.types("/task update T-12 5%")) == snapshot("""\
赵敏 · alone: T-12 · Launch event 上市发布会已更新：🔵 进行中 5%。
    [撤销]
Maria Weber · Home
    *T-12* · Launch event 上市发布会 · ⚪ not started · due Fri 25 Dec [Update] → 🔵 in progress 5% · due Fri 25 Dec [Update]
#product-launch · changed: T-12 · Launch event 上市发布会 · ⚪ not started · Maria Weber · due Fri, Dec 25 → 🔵 in progress 5% · Maria Weber · due Fri, Dec 25
    · Last change: Sam Carter, Mon, Nov 23, 9:34 AM GMT+8 → 赵敏, Mon, Nov 23, 9:35 AM GMT+8\
""")
    assert await came.by("Tuesday 16:05") == snapshot("""\
Maria Weber · direct message: T-12 · Launch event 上市发布会 · yours now, due Fri 25 Dec · Sam Carter: she wrote it
    [Update] [Timeline]
Priya Nair · direct message: 1 thing waits for you · Status report of Sales · P-2026-001 · before the meeting, Wed, Nov 25, 10:30 AM
    [Write the report] [⋯]
刘洋 · direct message: 1件事待你处理 · 客服部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
林涛 · direct message: 1件事待你处理 · 研发部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
陈静 · direct message: 1件事待你处理 · 设计部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
Priya Nair · Home
    # Nothing waits for you. → # 1 thing waits for you
    + Status report of Sales · P-2026-001 · before the meeting, Wed, Nov 25, 10:30 AM
    + [Write the report] [⋯]
刘洋 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    + 客服部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    + [填写周报] [⋯]
林涛 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    + 研发部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    + [填写周报] [⋯]
陈静 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    + 设计部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    + [填写周报] [⋯]\
""")
