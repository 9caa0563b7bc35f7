"""All that comes of a project that is suspended and resumed, closed, archived and reopened, and of days in between."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.came.acting import sends, writes
from tests.came.conftest import Came
from tests.scenarios.requests import asks


async def test_suspended_silent_and_resumed(came: Came) -> None:
    world = came.world
    await came.begins_with(asks(world.sam))
    form = await world.zhao.types("/project 暂停")
    assert form.view is not None
    assert form.view.text == snapshot("""\
*P-2026-001 · Aurora lamp launch 曙光台灯上市*：将暂停，直到有人恢复：不再提醒，不催周报，不发会前摘要，不开例会。答复期限停止计算，任务的计划日期保持不变。
*将暂停的内容*
• 10项未完成的任务 · 其中2项已延期
• 1项未完成的协作需求
• 1次即将召开的例会
· 频道会收到一条通知；有事项受影响的6人各收到一条消息。
原因 (optional): ‹客户一月份才能确定预算›\
""")
    assert await came.of(sends(world.zhao, form, because="客户一月份才能确定预算")) == snapshot("""\
Priya Nair · direct message: 赵敏 has suspended P-2026-001 · Aurora lamp launch 曙光台灯上市: everything in it stands still.
    Why: 客户一月份才能确定预算
    Of yours this stands still:
    • T-7 · Dealer price list 经销商价目表
    • T-11 · Dealer roadshow, five cities 五城经销商路演
刘洋 · direct message: 赵敏已暂停P-2026-001 · Aurora lamp launch 曙光台灯上市，其中的工作全部暂停。
    原因：客户一月份才能确定预算
    其中与你有关的暂停事项：
    • T-8 · Service scripts and training 客服话术与培训
    • T-10 · Train the call centre 客服培训
林涛 · direct message: 赵敏已暂停P-2026-001 · Aurora lamp launch 曙光台灯上市，其中的工作全部暂停。
    原因：客户一月份才能确定预算
    其中与你有关的暂停事项：
    • T-4 · Firmware 1.0 固件1.0
王磊 · direct message: 赵敏已暂停P-2026-001 · Aurora lamp launch 曙光台灯上市，其中的工作全部暂停。
    原因：客户一月份才能确定预算
    其中与你有关的暂停事项：
    • T-5 · Pilot production run 小批量试产
赵敏 · alone: P-2026-001 · Aurora lamp launch 曙光台灯上市已暂停。
    [撤销]
    · 10分钟内可以撤销。
陈静 · direct message: 赵敏已暂停P-2026-001 · Aurora lamp launch 曙光台灯上市，其中的工作全部暂停。
    原因：客户一月份才能确定预算
    其中与你有关的暂停事项：
    • T-3 · Launch key visual 主视觉设计
    • T-9 · Packaging print files 包装印刷文件
    • R-1 · Poster artwork
Maria Weber · Home
    # Nothing waits for you, but something is late, overdue or undecided in a project of yours → # Nothing waits for you.
    - execution · #product-launch
    - 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done, 1 request raised
    + suspended since Mon 23 Nov · #product-launch
Priya Nair · Home
    # 1 thing waits for you → # Nothing waits for you.
    # Your open tasks · 2 → # Your open tasks
    - *T-7* · Dealer price list 经销商价目表 · due Wed, Nov 25
    - [Update] [Done] [⋯]
    - *T-7* · Dealer price list 经销商价目表 · 🔵 in progress 50% · due Wed, Nov 25 [Update]
    - *T-11* · Dealer roadshow, five cities 五城经销商路演 · ⚪ not started · due Mon, Dec 21 [Update]
    - execution · #product-launch
    - 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done, 1 request raised
    + 2 tasks of yours stand still with their projects, which are suspended. Nothing else is open.
    + suspended since Mon, Nov 23 · #product-launch
Sam Carter · Home
    # Your open tasks · 2 → # Your open tasks
    - *T-6* · Launch landing page 上市落地页 · 🔵 in progress 20% · due Thu, Nov 26 [Update]
    - *T-12* · Launch event 上市发布会 · ⚪ not started · due Fri, Dec 25 [Update]
    - execution · #product-launch
    + 2 tasks of yours stand still with their projects, which are suspended. Nothing else is open.
    + suspended since Mon, Nov 23 · #product-launch
刘洋 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 没有待你处理的事项。
    # 我的未完成任务 · 2 → # 我的未完成任务
    - *T-8* · Service scripts and training 客服话术与培训 · 🔵 进行中 0% · 计划完成12月11日 周五 [更新]
    - *T-10* · Train the call centre 客服培训 · ⚪ 未开始 · 计划完成12月11日 周五 [更新]
    - 执行 · #product-launch
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
    + 你有2项任务随项目一起暂停，没有其他未完成的任务。
    + 已暂停（自11月23日 周一起） · #product-launch
林涛 · Home
    # 1件事待你处理 → # 没有待你处理的事项。
    # 我的未完成任务 · 1 → # 我的未完成任务
    - *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国）
    - [更新] [标为完成] [⋯]
    - *T-4* · Firmware 1.0 固件1.0 · 🔴 延期 80% · 计划完成11月19日 周四 [更新]
    - 执行 · #product-launch
    + 你有1项任务随项目一起暂停，没有其他未完成的任务。
    + 已暂停（自11月23日 周一起） · #product-launch
王磊 · Home
    # 1件事待你处理 → # 没有待你处理的事项。
    # 我的未完成任务 · 1 → # 我的未完成任务
    - *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国） · 林涛
    - [更新] [动态] [⋯]
    - *T-5* · Pilot production run 小批量试产 · 🔵 进行中 40% · 计划完成11月27日 周五 [更新]
    - 执行 · #product-launch
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
    + 你有1项任务随项目一起暂停，没有其他未完成的任务。
    + 已暂停（自11月23日 周一起） · #product-launch
赵敏 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 没有待你处理的事项。
    - 执行 · #product-launch
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
    + 已暂停（自11月23日 周一起） · #product-launch
陈静 · Home
    # 2件事待你处理 → # 没有待你处理的事项。
    # 我的未完成任务 · 2 → # 我的未完成任务
    - *T-3* · Launch key visual 主视觉设计 · 🔴 已延期3个工作日（中国）
    - [更新] [标为完成] [⋯]
    - R-1 · Poster artwork · 11月25日 周三前答复（中国）
    - [接受] [提出异议] [⋯]
    - *T-3* · Launch key visual 主视觉设计 · 🔴 延期 70% · 计划完成11月18日 周三 [更新]
    - *T-9* · Packaging print files 包装印刷文件 · ⚪ 未开始 · 计划完成12月2日 周三 [更新]
    - 执行 · #product-launch
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
    + 你有2项任务随项目一起暂停，没有其他未完成的任务。
    + 已暂停（自11月23日 周一起） · #product-launch
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30 → Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30 · P-2026-001 is suspended since Mon, Nov 23, by 赵敏.
    *Phase* execution → suspended
    - · `/task add` adds a task
    + 客户一月份才能确定预算
#product-launch: 赵敏 has suspended P-2026-001 · Aurora lamp launch 曙光台灯上市: everything in it stands still.
    Why: 客户一月份才能确定预算
    · No reminders, reports, digests and meetings until it goes on; due dates stay as they are. `/project resume` lets it go on.
    [Update my calendar]
#product-launch · pins
    - P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
    + P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30 · P-2026-001 is suspended since Mon, Nov 23, by 赵敏.\
""")
    assert await came.by("Friday 18:00") == snapshot("""\
Sam Carter · direct message: 赵敏 has suspended P-2026-001 · Aurora lamp launch 曙光台灯上市: everything in it stands still.
    Why: 客户一月份才能确定预算
    Of yours this stands still:
    • T-6 · Launch landing page 上市落地页
    • T-12 · Launch event 上市发布会
    • R-1 · Poster artwork\
""")
    refused = await world.lin.types("/task update T-4 done")
    assert refused.text == snapshot(
        "(only you) P-2026-001自11月23日 周一起已暂停（赵敏）。赵敏（项目经理）、Maria Weber（发起部门负责人）或王磊（管理员）可以恢复：`/project 恢复 P-2026-001`。"
    )
    form = await world.zhao.types("/project 恢复")
    assert form.view is not None
    assert form.view.text == snapshot("""\
*P-2026-001 · Aurora lamp launch 曙光台灯上市*：暂停了4个工作日，现在恢复。
*恢复后继续的内容*
• 10项未完成的任务 · 其中4项已延期
• 1项未完成的协作需求
*与之前不同的地方*
• R-1 · Poster artwork：期限由11月25日 周三改为12月1日 周二
• 下一次例会：12月2日 周三 10:30\
""")
    assert await came.of(sends(world.zhao, form)) == snapshot("""\
林涛 · alone: P-2026-001自11月23日 周一起已暂停（赵敏）。赵敏（项目经理）、Maria Weber（发起部门负责人）或王磊（管理员）可以恢复：/project 恢复 P-2026-001。
赵敏 · alone: P-2026-001 · Aurora lamp launch 曙光台灯上市已恢复。
    目前有4项已过期。日期保持不变，由你决定是否调整：
    T-3 · Launch key visual 主视觉设计 [更新]
    T-4 · Firmware 1.0 固件1.0 [更新]
    T-7 · Dealer price list 经销商价目表 [更新]
    T-6 · Launch landing page 上市落地页 [更新]
陈静 · direct message · changed: R-1 · Poster artwork · 市场部 → 设计部 · ⏳ 待答复 · 12月4日 周五前需要 · 11月25日 周三前答复 → 12月10日 周四前需要 · 12月1日 周二前答复
    · 最近更新：Sam Carter，11月23日 周一 09:31 → 赵敏，11月27日 周五 18:00
Maria Weber · Home
    # Nothing waits for you. → # 1 thing waits for you
    - suspended since Mon 23 Nov · #product-launch
    + *T-6* · Launch landing page 上市落地页 · 🔴 1 working day late (China) · Sam Carter
    + [Update] [Timeline] [⋯]
    + execution · #product-launch
    + 🔴 4 tasks late since Thu 19 Nov · past 7 days: 2 tasks done, 1 request raised
Priya Nair · Home
    # Nothing waits for you. → # 1 thing waits for you
    # Your open tasks → # Your open tasks · 2
    - 2 tasks of yours stand still with their projects, which are suspended. Nothing else is open.
    - suspended since Mon, Nov 23 · #product-launch
    + *T-7* · Dealer price list 经销商价目表 · 🔴 2 working days late (China)
    + [Update] [Done] [⋯]
    + *T-7* · Dealer price list 经销商价目表 · 🔴 delayed 50% · due Wed, Nov 25 [Update]
    + *T-11* · Dealer roadshow, five cities 五城经销商路演 · ⚪ not started · due Mon, Dec 21 [Update]
    + execution · #product-launch
    + 🔴 4 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done, 1 request raised
Sam Carter · Home
    # Nothing waits for you. → # 1 thing waits for you
    # Your open tasks → # Your open tasks · 2
    - 2 tasks of yours stand still with their projects, which are suspended. Nothing else is open.
    - suspended since Mon, Nov 23 · #product-launch
    + *T-6* · Launch landing page 上市落地页 · 🔴 1 working day late (China)
    + [Update] [Done] [⋯]
    + *T-6* · Launch landing page 上市落地页 · 🔴 delayed 20% · due Thu, Nov 26 [Update]
    + *T-12* · Launch event 上市发布会 · ⚪ not started · due Fri, Dec 25 [Update]
    + execution · #product-launch
刘洋 · Home
    # 没有待你处理的事项。 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    # 我的未完成任务 → # 我的未完成任务 · 2
    - 你有2项任务随项目一起暂停，没有其他未完成的任务。
    - 已暂停（自11月23日 周一起） · #product-launch
    + *T-8* · Service scripts and training 客服话术与培训 · 🔵 进行中 0% · 计划完成12月11日 周五 [更新]
    + *T-10* · Train the call centre 客服培训 · ⚪ 未开始 · 计划完成12月11日 周五 [更新]
    + 执行 · #product-launch
    + 🔴 4项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
林涛 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    # 我的未完成任务 → # 我的未完成任务 · 1
    - 你有1项任务随项目一起暂停，没有其他未完成的任务。
    - 已暂停（自11月23日 周一起） · #product-launch
    + *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期6个工作日（中国）
    + [更新] [标为完成] [⋯]
    + *T-4* · Firmware 1.0 固件1.0 · 🔴 延期 80% · 计划完成11月19日 周四 [更新]
    + 执行 · #product-launch
王磊 · Home
    # 没有待你处理的事项。 → # 2件事待你处理
    # 我的未完成任务 → # 我的未完成任务 · 1
    - 你有1项任务随项目一起暂停，没有其他未完成的任务。
    - 已暂停（自11月23日 周一起） · #product-launch
    + *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期6个工作日（中国） · 林涛
    + [更新] [动态] [⋯]
    + *T-5* · Pilot production run 小批量试产 · 计划11月27日 周五完成
    + [更新] [标为完成] [⋯]
    + *T-5* · Pilot production run 小批量试产 · 🔵 进行中 40% · 计划完成11月27日 周五 [更新]
    + 执行 · #product-launch
    + 🔴 4项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
赵敏 · Home
    # 没有待你处理的事项。 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    - 已暂停（自11月23日 周一起） · #product-launch
    + 执行 · #product-launch
    + 🔴 4项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
陈静 · Home
    # 没有待你处理的事项。 → # 2件事待你处理
    # 我的未完成任务 → # 我的未完成任务 · 2
    - 你有2项任务随项目一起暂停，没有其他未完成的任务。
    - 已暂停（自11月23日 周一起） · #product-launch
    + *T-3* · Launch key visual 主视觉设计 · 🔴 已延期7个工作日（中国）
    + [更新] [标为完成] [⋯]
    + R-1 · Poster artwork · 12月1日 周二前答复（中国）
    + [接受] [提出异议] [⋯]
    + *T-3* · Launch key visual 主视觉设计 · 🔴 延期 70% · 计划完成11月18日 周三 [更新]
    + *T-9* · Packaging print files 包装印刷文件 · ⚪ 未开始 · 计划完成12月2日 周三 [更新]
    + 执行 · #product-launch
    + 🔴 4项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30 · P-2026-001 is suspended since Mon, Nov 23, by 赵敏. → Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
    *Phase* suspended → execution
    - 客户一月份才能确定预算
    + · `/task add` adds a task
#product-launch · changed: R-1 · Poster artwork · Marketing → Design · ⏳ submitted · needed by Fri, Dec 4 · answer by Wed, Nov 25 → needed by Thu, Dec 10 · answer by Tue, Dec 1
    · Last change: Sam Carter, Mon, Nov 23, 9:31 AM GMT+8 → 赵敏, Fri, Nov 27, 6:00 PM GMT+8
#product-launch: 赵敏 has resumed P-2026-001 · Aurora lamp launch 曙光台灯上市: it goes on.
    [Update my calendar]
#product-launch · pins
    - P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30 · P-2026-001 is suspended since Mon, Nov 23, by 赵敏.
    + P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30\
""")
    assert await came.by("Monday 12:00") == snapshot("""\
Priya Nair · direct message: 1 thing waits for you · T-7 · Dealer price list 经销商价目表 · 🔴 3 working days late (China)
    [Update] [Done] [⋯]
    ———
    赵敏 has resumed P-2026-001 · Aurora lamp launch 曙光台灯上市: it goes on.
    Of yours this is open:
    • T-7 · Dealer price list 经销商价目表
    • T-11 · Dealer roadshow, five cities 五城经销商路演
Sam Carter · direct message: 1 thing waits for you · T-6 · Launch landing page 上市落地页 · 🔴 1 working day late (China)
    [Update] [Done] [⋯]
    ———
    赵敏 has resumed P-2026-001 · Aurora lamp launch 曙光台灯上市: it goes on.
    Of yours this is open:
    • T-6 · Launch landing page 上市落地页
    • T-12 · Launch event 上市发布会
    • R-1 · Poster artwork
刘洋 · direct message: 赵敏已恢复P-2026-001 · Aurora lamp launch 曙光台灯上市，项目继续进行。
    其中与你有关的未完成事项：
    • T-8 · Service scripts and training 客服话术与培训
    • T-10 · Train the call centre 客服培训
林涛 · direct message: 1件事待你处理 · T-4 · Firmware 1.0 固件1.0 · 🔴 已延期7个工作日（中国）
    [更新] [标为完成] [⋯]
    ———
    赵敏已恢复P-2026-001 · Aurora lamp launch 曙光台灯上市，项目继续进行。
    其中与你有关的未完成事项：
    • T-4 · Firmware 1.0 固件1.0
王磊 · direct message: 2件事待你处理 · T-4 · Firmware 1.0 固件1.0 · 🔴 已延期7个工作日（中国） · 林涛
    [更新] [动态] [⋯]
    *T-5* · Pilot production run 小批量试产 · 🔴 已延期1个工作日（中国）
    [更新] [标为完成] [⋯]
    ———
    赵敏已恢复P-2026-001 · Aurora lamp launch 曙光台灯上市，项目继续进行。
    其中与你有关的未完成事项：
    • T-5 · Pilot production run 小批量试产
陈静 · direct message: 3件事待你处理 · T-3 · Launch key visual 主视觉设计 · 🔴 已延期8个工作日（中国）
    [更新] [标为完成] [⋯]
    *T-9* · Packaging print files 包装印刷文件 · 计划12月2日 周三完成
    [更新] [标为完成] [⋯]
    [……还有1项]
    ———
    赵敏已恢复P-2026-001 · Aurora lamp launch 曙光台灯上市，项目继续进行。
    其中与你有关的未完成事项：
    • T-3 · Launch key visual 主视觉设计
    • T-9 · Packaging print files 包装印刷文件
    • R-1 · Poster artwork
Maria Weber · Home
    *T-6* · Launch landing page 上市落地页 · 🔴 1 working day late (China) · Sam Carter → 🔴 2 working days late (China) · Sam Carter
    - 🔴 4 tasks late since Thu 19 Nov · past 7 days: 2 tasks done, 1 request raised
    + 🔴 5 tasks late since Thu 19 Nov
Priya Nair · Home
    *T-7* · Dealer price list 经销商价目表 · 🔴 2 working days late (China) → 🔴 3 working days late (China)
    - 🔴 4 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done, 1 request raised
    + 🔴 5 tasks late since Thu, Nov 19
Sam Carter · Home
    *T-6* · Launch landing page 上市落地页 · 🔴 1 working day late (China) → 🔴 2 working days late (China)
刘洋, 赵敏 · Home
    - 🔴 4项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
    + 🔴 5项任务延期（11月19日 周四起）
林涛 · Home
    *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期6个工作日（中国） → 🔴 已延期7个工作日（中国）
王磊 · Home
    *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期6个工作日（中国） · 林涛 → 🔴 已延期7个工作日（中国） · 林涛
    *T-5* · Pilot production run 小批量试产 · 计划11月27日 周五完成 → 🔴 已延期1个工作日（中国）
    *T-5* · Pilot production run 小批量试产 · 🔵 进行中 40% · 计划完成11月27日 周五 [更新] → 🔴 延期 40% · 计划完成11月27日 周五 [更新]
    - 🔴 4项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
    + 🔴 5项任务延期（11月19日 周四起）
陈静 · Home
    # 2件事待你处理 → # 3件事待你处理
    *T-3* · Launch key visual 主视觉设计 · 🔴 已延期7个工作日（中国） → 🔴 已延期8个工作日（中国）
    - 🔴 4项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
    + *T-9* · Packaging print files 包装印刷文件 · 计划12月2日 周三完成
    + [更新] [标为完成] [⋯]
    + 🔴 5项任务延期（11月19日 周四起）
#product-launch · changed: T-3 · Launch key visual 主视觉设计 · 🔴 delayed 70% · 3 working days late · 陈静 · due Wed, Nov 18 → 8 working days late · 陈静 · due Wed, Nov 18
#product-launch · changed: T-4 · Firmware 1.0 固件1.0 · 🔴 delayed 80% · 2 working days late · 林涛 · due Thu, Nov 19 → 7 working days late · 林涛 · due Thu, Nov 19
#product-launch · changed: T-5 · Pilot production run 小批量试产 · 🔵 in progress 40% · 王磊 · due Fri, Nov 27 → 🔴 delayed 40% · 1 working day late · 王磊 · due Fri, Nov 27
    + · working days of China
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 20% · Sam Carter · due Thu, Nov 26 → 🔴 delayed 20% · 2 working days late · Sam Carter · due Thu, Nov 26
    + · working days of China
#product-launch · changed: T-7 · Dealer price list 经销商价目表 · 🔵 in progress 50% · Priya Nair · due Wed, Nov 25 → 🔴 delayed 50% · 3 working days late · Priya Nair · due Wed, Nov 25
    + · working days of China
#product-launch: 🔴 5 tasks are late in Aurora lamp launch 曙光台灯上市
    ▸ What is late, who is on it, and what that holds up
    *T-3* · Launch key visual 主视觉设计 · 8 working days late · @陈静 · holds up T-6, T-9
    *T-4* · Firmware 1.0 固件1.0 · 7 working days late · @林涛
    *T-7* · Dealer price list 经销商价目表 · 3 working days late · @Priya Nair · holds up T-11
    *T-6* · Launch landing page 上市落地页 · 2 working days late · @Sam Carter · holds up T-12
    *T-5* · Pilot production run 小批量试产 · 1 working day late · @王磊 · holds up T-12
    · Counted in working days of China. `/task update T-3 50% reason` says where it stands.
    [All late tasks]\
""")


async def test_suspended_and_taken_back(came: Came) -> None:
    world = came.world
    suspended = await writes(world.zhao, "/project suspend")
    await came.so_far()
    assert await came.of(world.zhao.presses("撤销", on=suspended.answer)) == snapshot("""\
Priya Nair · direct message: 赵敏 took that back: P-2026-001 · Aurora lamp launch 曙光台灯上市 runs as before.
    Of yours this is open:
    • T-7 · Dealer price list 经销商价目表
    • T-11 · Dealer roadshow, five cities 五城经销商路演
刘洋 · direct message: 赵敏已撤销：P-2026-001 · Aurora lamp launch 曙光台灯上市照常进行。
    其中与你有关的未完成事项：
    • T-8 · Service scripts and training 客服话术与培训
    • T-10 · Train the call centre 客服培训
林涛 · direct message: 赵敏已撤销：P-2026-001 · Aurora lamp launch 曙光台灯上市照常进行。
    其中与你有关的未完成事项：
    • T-4 · Firmware 1.0 固件1.0
王磊 · direct message: 赵敏已撤销：P-2026-001 · Aurora lamp launch 曙光台灯上市照常进行。
    其中与你有关的未完成事项：
    • T-5 · Pilot production run 小批量试产
赵敏 · alone: 已撤销：P-2026-001 · Aurora lamp launch 曙光台灯上市照常进行。
陈静 · direct message: 赵敏已撤销：P-2026-001 · Aurora lamp launch 曙光台灯上市照常进行。
    其中与你有关的未完成事项：
    • T-3 · Launch key visual 主视觉设计
    • T-9 · Packaging print files 包装印刷文件
Maria Weber · Home
    # Nothing waits for you. → # Nothing waits for you, but something is late, overdue or undecided in a project of yours
    - suspended since Mon 23 Nov · #product-launch
    + execution · #product-launch
    + 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done
Priya Nair · Home
    # Nothing waits for you. → # 1 thing waits for you
    # Your open tasks → # Your open tasks · 2
    - 2 tasks of yours stand still with their projects, which are suspended. Nothing else is open.
    - suspended since Mon, Nov 23 · #product-launch
    + *T-7* · Dealer price list 经销商价目表 · due Wed, Nov 25
    + [Update] [Done] [⋯]
    + *T-7* · Dealer price list 经销商价目表 · 🔵 in progress 50% · due Wed, Nov 25 [Update]
    + *T-11* · Dealer roadshow, five cities 五城经销商路演 · ⚪ not started · due Mon, Dec 21 [Update]
    + execution · #product-launch
    + 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done
Sam Carter · Home
    # Your open tasks → # Your open tasks · 2
    - 2 tasks of yours stand still with their projects, which are suspended. Nothing else is open.
    - suspended since Mon, Nov 23 · #product-launch
    + *T-6* · Launch landing page 上市落地页 · 🔵 in progress 20% · due Thu, Nov 26 [Update]
    + *T-12* · Launch event 上市发布会 · ⚪ not started · due Fri, Dec 25 [Update]
    + execution · #product-launch
刘洋 · Home
    # 没有待你处理的事项。 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    # 我的未完成任务 → # 我的未完成任务 · 2
    - 你有2项任务随项目一起暂停，没有其他未完成的任务。
    - 已暂停（自11月23日 周一起） · #product-launch
    + *T-8* · Service scripts and training 客服话术与培训 · 🔵 进行中 0% · 计划完成12月11日 周五 [更新]
    + *T-10* · Train the call centre 客服培训 · ⚪ 未开始 · 计划完成12月11日 周五 [更新]
    + 执行 · #product-launch
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
林涛 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    # 我的未完成任务 → # 我的未完成任务 · 1
    - 你有1项任务随项目一起暂停，没有其他未完成的任务。
    - 已暂停（自11月23日 周一起） · #product-launch
    + *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国）
    + [更新] [标为完成] [⋯]
    + *T-4* · Firmware 1.0 固件1.0 · 🔴 延期 80% · 计划完成11月19日 周四 [更新]
    + 执行 · #product-launch
王磊 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    # 我的未完成任务 → # 我的未完成任务 · 1
    - 你有1项任务随项目一起暂停，没有其他未完成的任务。
    - 已暂停（自11月23日 周一起） · #product-launch
    + *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国） · 林涛
    + [更新] [动态] [⋯]
    + *T-5* · Pilot production run 小批量试产 · 🔵 进行中 40% · 计划完成11月27日 周五 [更新]
    + 执行 · #product-launch
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
赵敏 · Home
    # 没有待你处理的事项。 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    - 已暂停（自11月23日 周一起） · #product-launch
    + 执行 · #product-launch
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
陈静 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    # 我的未完成任务 → # 我的未完成任务 · 2
    - 你有2项任务随项目一起暂停，没有其他未完成的任务。
    - 已暂停（自11月23日 周一起） · #product-launch
    + *T-3* · Launch key visual 主视觉设计 · 🔴 已延期3个工作日（中国）
    + [更新] [标为完成] [⋯]
    + *T-3* · Launch key visual 主视觉设计 · 🔴 延期 70% · 计划完成11月18日 周三 [更新]
    + *T-9* · Packaging print files 包装印刷文件 · ⚪ 未开始 · 计划完成12月2日 周三 [更新]
    + 执行 · #product-launch
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30 · P-2026-001 is suspended since Mon, Nov 23, by 赵敏. → Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
    *Phase* suspended → execution
    + · `/task add` adds a task
#product-launch: 赵敏 took that back: P-2026-001 · Aurora lamp launch 曙光台灯上市 runs as before.
    [Update my calendar]
#product-launch · pins
    - P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30 · P-2026-001 is suspended since Mon, Nov 23, by 赵敏.
    + P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30\
""")
    assert await came.of(world.zhao.types("/project undo")) == snapshot(
        "赵敏 · alone: P-2026-001近期没有暂停、结项或修改，也没有部门退出，没有可撤销的操作。"
    )


async def test_closed_archived_and_reopened(came: Came) -> None:
    world = came.world
    await came.begins_with(asks(world.sam))
    form = await world.zhao.types("/project 结项")
    assert form.view is not None
    assert form.view.text == snapshot("""\
*P-2026-001 · Aurora lamp launch 曙光台灯上市*：将结项。此后不再有任何通知和待办。10分钟内可以撤销，以后可以重开。
*未完成的内容*
• 10项未完成的任务 · 其中2项已延期
• 1项未完成的协作需求
• 1次即将召开的例会
实际上已经完成的任务 (optional): ‹编号或关键词›
其余未完成的任务: [ ] 已取消 [ ] 已完成 [ ] 逐项处理
已经满足的协作需求 (optional): ‹编号或关键词›
其余未完成的协作需求: [ ] 已取消 [ ] 已满足 [ ] 逐项处理
取消的原因 (optional): ‹该产品线已停止› – 有取消的内容时必填；全部完成则不必填。\
""")
    chosen = {
        "tasks_done": ["T-3 · Launch key visual 主视觉设计"],
        "tasks_others": "cancelled",
        "requests_others": "done",
    }
    refused = await world.zhao.submits(form, **chosen)
    assert refused.errors == snapshot({"because": "有事项被取消，请说明原因。"})
    closing = sends(world.zhao, form, **chosen, because="产品线停止")
    assert await came.of(closing) == snapshot("""\
Priya Nair · direct message: 赵敏 has closed P-2026-001 · Aurora lamp launch 曙光台灯上市.
    Why: 产品线停止
    Of yours this ended with it:
    • T-7 · Dealer price list 经销商价目表 · cancelled
    • T-11 · Dealer roadshow, five cities 五城经销商路演 · cancelled
刘洋 · direct message: 赵敏已将P-2026-001 · Aurora lamp launch 曙光台灯上市结项。
    原因：产品线停止
    其中与你有关的已随之结束：
    • T-8 · Service scripts and training 客服话术与培训 · 已取消
    • T-10 · Train the call centre 客服培训 · 已取消
林涛 · direct message: 赵敏已将P-2026-001 · Aurora lamp launch 曙光台灯上市结项。
    原因：产品线停止
    其中与你有关的已随之结束：
    • T-4 · Firmware 1.0 固件1.0 · 已取消
王磊 · direct message: 赵敏已将P-2026-001 · Aurora lamp launch 曙光台灯上市结项。
    原因：产品线停止
    其中与你有关的已随之结束：
    • T-5 · Pilot production run 小批量试产 · 已取消
赵敏 · alone: P-2026-001 · Aurora lamp launch 曙光台灯上市已结项。
    10项未完成的任务：1项完成，9项取消
    1项未完成的协作需求：1项完成，0项取消
    [撤销]
    · 10分钟内可以撤销。
陈静 · direct message · changed: R-1 · Poster artwork · 市场部 → 设计部 · ⏳ 待答复 · 12月4日 周五前需要 · 11月25日 周三前答复 → ✅ 已确认 · 12月4日 周五前需要
    · 最近更新：Sam Carter，11月23日 周一 09:31 → 赵敏，11月23日 周一 09:32
    - [!接受] [提出异议] [指定承办人]
    + *承办人* 陈静
陈静 · direct message: 赵敏已将P-2026-001 · Aurora lamp launch 曙光台灯上市结项。
    原因：产品线停止
    其中与你有关的已随之结束：
    • T-3 · Launch key visual 主视觉设计 · 已完成
    • T-9 · Packaging print files 包装印刷文件 · 已取消
    • R-1 · Poster artwork · 已完成
Maria Weber · Home
    # Nothing waits for you, but something is late, overdue or undecided in a project of yours → # Nothing waits for you.
    - execution · #product-launch
    - 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done, 1 request raised
    - [Edit]
    + closed since Mon 23 Nov · #product-launch
Priya Nair · Home
    # 1 thing waits for you → # Nothing waits for you.
    # Your open tasks · 2 → # Your open tasks
    - *T-7* · Dealer price list 经销商价目表 · due Wed, Nov 25
    - [Update] [Done] [⋯]
    - *T-7* · Dealer price list 经销商价目表 · 🔵 in progress 50% · due Wed, Nov 25 [Update]
    - *T-11* · Dealer roadshow, five cities 五城经销商路演 · ⚪ not started · due Mon, Dec 21 [Update]
    - execution · #product-launch
    - 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done, 1 request raised
    + Nothing is open. `/task list` in a project's channel shows its tasks.
    + closed since Mon, Nov 23 · #product-launch
Sam Carter · Home
    # Your open tasks · 2 → # Your open tasks
    - *T-6* · Launch landing page 上市落地页 · 🔵 in progress 20% · due Thu, Nov 26 [Update]
    - *T-12* · Launch event 上市发布会 · ⚪ not started · due Fri, Dec 25 [Update]
    - execution · #product-launch
    + Nothing is open. `/task list` in a project's channel shows its tasks.
    + closed since Mon, Nov 23 · #product-launch
刘洋 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 没有待你处理的事项。
    # 我的未完成任务 · 2 → # 我的未完成任务
    - *T-8* · Service scripts and training 客服话术与培训 · 🔵 进行中 0% · 计划完成12月11日 周五 [更新]
    - *T-10* · Train the call centre 客服培训 · ⚪ 未开始 · 计划完成12月11日 周五 [更新]
    - 执行 · #product-launch
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
    + 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
    + 已结项（自11月23日 周一起） · #product-launch
林涛 · Home
    # 1件事待你处理 → # 没有待你处理的事项。
    # 我的未完成任务 · 1 → # 我的未完成任务
    - *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国）
    - [更新] [标为完成] [⋯]
    - *T-4* · Firmware 1.0 固件1.0 · 🔴 延期 80% · 计划完成11月19日 周四 [更新]
    - 执行 · #product-launch
    + 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
    + 已结项（自11月23日 周一起） · #product-launch
王磊 · Home
    # 1件事待你处理 → # 没有待你处理的事项。
    # 我的未完成任务 · 1 → # 我的未完成任务
    - *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国） · 林涛
    - [更新] [动态] [⋯]
    - *T-5* · Pilot production run 小批量试产 · 🔵 进行中 40% · 计划完成11月27日 周五 [更新]
    - 执行 · #product-launch
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
    - [编辑]
    + 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
    + 已结项（自11月23日 周一起） · #product-launch
赵敏 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 没有待你处理的事项。
    - 执行 · #product-launch
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
    - [编辑]
    + 已结项（自11月23日 周一起） · #product-launch
    + 下一步：用`/project 复盘`进行复盘。
    + [查看复盘]
陈静 · Home
    # 2件事待你处理 → # 没有待你处理的事项。
    # 我的未完成任务 · 2 → # 我的未完成任务
    - *T-3* · Launch key visual 主视觉设计 · 🔴 已延期3个工作日（中国）
    - [更新] [标为完成] [⋯]
    - R-1 · Poster artwork · 11月25日 周三前答复（中国）
    - [接受] [提出异议] [⋯]
    - *T-3* · Launch key visual 主视觉设计 · 🔴 延期 70% · 计划完成11月18日 周三 [更新]
    - *T-9* · Packaging print files 包装印刷文件 · ⚪ 未开始 · 计划完成12月2日 周三 [更新]
    - 执行 · #product-launch
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
    + 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
    + 已结项（自11月23日 周一起） · #product-launch
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30 → Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30 · P-2026-001 is closed since Mon, Nov 23, by 赵敏.
    *Phase* execution → closed
    - · `/task add` adds a task
    + 产品线停止
#product-launch · changed: T-3 · Launch key visual 主视觉设计 · 🔴 delayed 70% · 3 working days late · 陈静 · due Wed, Nov 18 → ✅ done · 陈静 · due Wed, Nov 18
    · Last change: 陈静, Mon, Nov 23, 9:30 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
    - · working days of China
    - [Ask for help] [Raise a dispute]
#product-launch · changed: T-4 · Firmware 1.0 固件1.0 · 🔴 delayed 80% · 2 working days late · 林涛 · due Thu, Nov 19 → cancelled · 林涛 · due Thu, Nov 19
    · Last change: 林涛, Mon, Nov 23, 9:30 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
    - *Delivery standard* 固件安装包与发布说明
    - · R&D
    - · stage Preparation 筹备
    - [Update] [Ask for help] [Raise a dispute]
#product-launch · changed: T-5 · Pilot production run 小批量试产 · 🔵 in progress 40% · 王磊 · due Fri, Nov 27 → cancelled · 王磊 · due Fri, Nov 27
    · Last change: 王磊, Mon, Nov 23, 9:30 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
    - · R&D
    - · stage Preparation 筹备
    - [Update] [Ask for help] [Raise a dispute]
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 20% · Sam Carter · due Thu, Nov 26 → cancelled · Sam Carter · due Thu, Nov 26
    · Last change: Sam Carter, Mon, Nov 23, 9:30 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
    - · Marketing
    - · stage Preparation 筹备
    - · ⏳ waits for T-3
    - · with Design, Sales
    - [Update] [Ask for help] [Raise a dispute]
#product-launch · changed: T-7 · Dealer price list 经销商价目表 · 🔵 in progress 50% · Priya Nair · due Wed, Nov 25 → cancelled · Priya Nair · due Wed, Nov 25
    · Last change: Priya Nair, Mon, Nov 23, 9:30 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
    - · Sales
    - · stage Preparation 筹备
    - [Update] [Ask for help] [Raise a dispute]
#product-launch · changed: T-8 · Service scripts and training 客服话术与培训 · 🔵 in progress · 刘洋 · due Fri, Dec 11 → cancelled · 刘洋 · due Fri, Dec 11
    · Last change: 刘洋, Mon, Nov 23, 9:30 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
    - · Customer Service
    - · stage Preparation 筹备
    - · 0 of 1 subtasks done
    - [Update] [Ask for help] [Raise a dispute]
#product-launch · changed: R-1 · Poster artwork · Marketing → Design · ⏳ submitted · needed by Fri, Dec 4 · answer by Wed, Nov 25 → ✅ confirmed · needed by Fri, Dec 4
    · Last change: Sam Carter, Mon, Nov 23, 9:31 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
    - [!Accept] [Object] [Hand to …] [Withdraw]
    + *In charge* 陈静
#product-launch: 赵敏 has closed P-2026-001 · Aurora lamp launch 曙光台灯上市.
    Why: 产品线停止
    10 open tasks: 1 done, 9 cancelled
    1 open request: 1 done, 0 cancelled
    · Nothing more comes of it here. `/project reopen` lets it run again.
    [Update my calendar]
#product-launch · pins
    - P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
    + P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30 · P-2026-001 is closed since Mon, Nov 23, by 赵敏.\
""")
    assert await came.by("Wednesday 18:00") == snapshot("""\
Sam Carter · direct message: 赵敏 has closed P-2026-001 · Aurora lamp launch 曙光台灯上市.
    Why: 产品线停止
    Of yours this ended with it:
    • T-6 · Launch landing page 上市落地页 · cancelled
    • T-12 · Launch event 上市发布会 · cancelled
    • R-1 · Poster artwork · done\
""")
    assert await came.of(writes(world.zhao, "/project archive")) == snapshot("""\
赵敏 · alone: P-2026-001 · Aurora lamp launch 曙光台灯上市已归档。
Maria Weber · Home
    # Your projects · 1 → # Your projects
    - P-2026-001 · Aurora lamp launch 曙光台灯上市
    - closed since Mon 23 Nov · #product-launch
    + You take part in no project yet. `/project propose` proposes one; `/project new` enters one that runs already.
Priya Nair, Sam Carter · Home
    # Your projects · 1 → # Your projects
    - P-2026-001 · Aurora lamp launch 曙光台灯上市
    - closed since Mon, Nov 23 · #product-launch
    + You take part in no project yet. `/project propose` proposes one; `/project new` enters one that runs already.
刘洋, 林涛, 陈静 · Home
    # 我的项目 · 1 → # 我的项目
    - P-2026-001 · Aurora lamp launch 曙光台灯上市
    - 已结项（自11月23日 周一起） · #product-launch
    + 你还没有参与任何项目。用`/project 提案`提交立项申请，用`/project 新建`登记已在进行的项目。
王磊 · Home
    # 我的项目 · 1 → # 我的项目
    - P-2026-001 · Aurora lamp launch 曙光台灯上市
    - 已结项（自11月23日 周一起） · #product-launch
    - [项目总览]
    + 你还没有参与任何项目。用`/project 提案`提交立项申请，用`/project 新建`登记已在进行的项目。
赵敏 · Home
    # 我的项目 · 1 → # 我的项目
    - P-2026-001 · Aurora lamp launch 曙光台灯上市
    - 已结项（自11月23日 周一起） · #product-launch
    - 下一步：用`/project 复盘`进行复盘。
    - [查看复盘]
    + 你还没有参与任何项目。用`/project 提案`提交立项申请，用`/project 新建`登记已在进行的项目。
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30 · P-2026-001 is closed since Mon, Nov 23, by 赵敏. → P-2026-001 is archived since Wed, Nov 25, by 赵敏.
    *Phase* closed → archived
    - 产品线停止
#product-launch: 赵敏 has archived P-2026-001 · Aurora lamp launch 曙光台灯上市: it is in no list any more, and is found by searching.
#product-launch · pins
    - P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30 · P-2026-001 is closed since Mon, Nov 23, by 赵敏.
    + P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30 · P-2026-001 is archived since Wed, Nov 25, by 赵敏.\
""")
    assert await came.of(writes(world.maria, "/project reopen")) == snapshot("""\
Maria Weber · alone: P-2026-001 · Aurora lamp launch 曙光台灯上市 is reopened.
    9 things that ended with it are open again.
    1 thing is late by now. Dates stay as they were until somebody moves them:
    T-4 · Firmware 1.0 固件1.0 [Update]
Maria Weber · Home
    # Nothing waits for you. → # Nothing waits for you, but something is late, overdue or undecided in a project of yours
    # Your projects → # Your projects · 1
    - You take part in no project yet. `/project propose` proposes one; `/project new` enters one that runs already.
    + P-2026-001 · Aurora lamp launch 曙光台灯上市
    + execution · #product-launch
    + 🔴 1 task late since Fri 20 Nov · past 7 days: 3 tasks done, 1 request raised, 1 request settled
    + [Edit]
Priya Nair · Home
    # Nothing waits for you. → # 1 thing waits for you
    # Your open tasks → # Your open tasks · 2
    # Your projects → # Your projects · 1
    - Nothing is open. `/task list` in a project's channel shows its tasks.
    - You take part in no project yet. `/project propose` proposes one; `/project new` enters one that runs already.
    + *T-7* · Dealer price list 经销商价目表 · due Wed, Nov 25
    + [Update] [Done] [⋯]
    + *T-7* · Dealer price list 经销商价目表 · 🔵 in progress 50% · due Wed, Nov 25 [Update]
    + *T-11* · Dealer roadshow, five cities 五城经销商路演 · ⚪ not started · due Mon, Dec 21 [Update]
    + P-2026-001 · Aurora lamp launch 曙光台灯上市
    + execution · #product-launch
    + 🔴 1 task late since Fri, Nov 20 · past 7 days: 3 tasks done, 1 request raised, 1 request settled
Sam Carter · Home
    # Nothing waits for you. → # 1 thing waits for you
    # Your open tasks → # Your open tasks · 2
    # Your projects → # Your projects · 1
    - Nothing is open. `/task list` in a project's channel shows its tasks.
    - You take part in no project yet. `/project propose` proposes one; `/project new` enters one that runs already.
    + *T-6* · Launch landing page 上市落地页 · due Thu, Nov 26
    + [Update] [Done] [⋯]
    + *T-6* · Launch landing page 上市落地页 · 🔵 in progress 20% · due Thu, Nov 26 [Update]
    + *T-12* · Launch event 上市发布会 · ⚪ not started · due Fri, Dec 25 [Update]
    + P-2026-001 · Aurora lamp launch 曙光台灯上市
    + execution · #product-launch
刘洋 · Home
    # 没有待你处理的事项。 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    # 我的未完成任务 → # 我的未完成任务 · 2
    # 我的项目 → # 我的项目 · 1
    - 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
    - 你还没有参与任何项目。用`/project 提案`提交立项申请，用`/project 新建`登记已在进行的项目。
    + *T-8* · Service scripts and training 客服话术与培训 · 🔵 进行中 0% · 计划完成12月11日 周五 [更新]
    + *T-10* · Train the call centre 客服培训 · ⚪ 未开始 · 计划完成12月11日 周五 [更新]
    + P-2026-001 · Aurora lamp launch 曙光台灯上市
    + 执行 · #product-launch
    + 🔴 1项任务延期（11月20日 周五起） · 近7天：3项任务完成、1项协作需求新提出、1项协作需求已完结
林涛 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    # 我的未完成任务 → # 我的未完成任务 · 1
    # 我的项目 → # 我的项目 · 1
    - 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
    - 你还没有参与任何项目。用`/project 提案`提交立项申请，用`/project 新建`登记已在进行的项目。
    + *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期4个工作日（中国）
    + [更新] [标为完成] [⋯]
    + *T-4* · Firmware 1.0 固件1.0 · 🔴 延期 80% · 计划完成11月19日 周四 [更新]
    + P-2026-001 · Aurora lamp launch 曙光台灯上市
    + 执行 · #product-launch
王磊 · Home
    # 没有待你处理的事项。 → # 2件事待你处理
    # 我的未完成任务 → # 我的未完成任务 · 1
    # 我的项目 → # 我的项目 · 1
    - 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
    - 你还没有参与任何项目。用`/project 提案`提交立项申请，用`/project 新建`登记已在进行的项目。
    + *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期4个工作日（中国） · 林涛
    + [更新] [动态] [⋯]
    + *T-5* · Pilot production run 小批量试产 · 计划11月27日 周五完成
    + [更新] [标为完成] [⋯]
    + *T-5* · Pilot production run 小批量试产 · 🔵 进行中 40% · 计划完成11月27日 周五 [更新]
    + P-2026-001 · Aurora lamp launch 曙光台灯上市
    + 执行 · #product-launch
    + 🔴 1项任务延期（11月20日 周五起） · 近7天：3项任务完成、1项协作需求新提出、1项协作需求已完结
    + [编辑] [项目总览]
赵敏 · Home
    # 没有待你处理的事项。 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    # 我的项目 → # 我的项目 · 1
    - 你还没有参与任何项目。用`/project 提案`提交立项申请，用`/project 新建`登记已在进行的项目。
    + P-2026-001 · Aurora lamp launch 曙光台灯上市
    + 执行 · #product-launch
    + 🔴 1项任务延期（11月20日 周五起） · 近7天：3项任务完成、1项协作需求新提出、1项协作需求已完结
    + [编辑]
陈静 · Home
    # 没有待你处理的事项。 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    # 我的未完成任务 → # 我的未完成任务 · 1
    # 我的项目 → # 我的项目 · 1
    - 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
    - 你还没有参与任何项目。用`/project 提案`提交立项申请，用`/project 新建`登记已在进行的项目。
    + *T-9* · Packaging print files 包装印刷文件 · ⚪ 未开始 · 计划完成12月2日 周三 [更新]
    + P-2026-001 · Aurora lamp launch 曙光台灯上市
    + 执行 · #product-launch
    + 🔴 1项任务延期（11月20日 周五起） · 近7天：3项任务完成、1项协作需求新提出、1项协作需求已完结
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30 · P-2026-001 is archived since Wed, Nov 25, by 赵敏. → Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
    *Phase* archived → execution
    + · `/task add` adds a task
#product-launch · changed: T-4 · Firmware 1.0 固件1.0 · cancelled · 林涛 · due Thu, Nov 19 → 🔴 delayed 80% · 4 working days late · 林涛 · due Thu, Nov 19
    · Last change: 赵敏, Mon, Nov 23, 9:32 AM GMT+8 → Maria Weber, Wed, Nov 25, 6:01 PM GMT+8
    + *Delivery standard* 固件安装包与发布说明
    + · R&D
    + · stage Preparation 筹备
    + [Update] [Ask for help] [Raise a dispute]
#product-launch · changed: T-5 · Pilot production run 小批量试产 · cancelled · 王磊 · due Fri, Nov 27 → 🔵 in progress 40% · 王磊 · due Fri, Nov 27
    · Last change: 赵敏, Mon, Nov 23, 9:32 AM GMT+8 → Maria Weber, Wed, Nov 25, 6:01 PM GMT+8
    + · R&D
    + · stage Preparation 筹备
    + [Update] [Ask for help] [Raise a dispute]
#product-launch · changed: T-6 · Launch landing page 上市落地页 · cancelled · Sam Carter · due Thu, Nov 26 → 🔵 in progress 20% · Sam Carter · due Thu, Nov 26
    · Last change: 赵敏, Mon, Nov 23, 9:32 AM GMT+8 → Maria Weber, Wed, Nov 25, 6:01 PM GMT+8
    + · Marketing
    + · stage Preparation 筹备
    + · with Design, Sales
    + [Update] [Ask for help] [Raise a dispute]
#product-launch · changed: T-7 · Dealer price list 经销商价目表 · cancelled · Priya Nair · due Wed, Nov 25 → 🔵 in progress 50% · Priya Nair · due Wed, Nov 25
    · Last change: 赵敏, Mon, Nov 23, 9:32 AM GMT+8 → Maria Weber, Wed, Nov 25, 6:01 PM GMT+8
    + · Sales
    + · stage Preparation 筹备
    + [Update] [Ask for help] [Raise a dispute]
#product-launch · changed: T-8 · Service scripts and training 客服话术与培训 · cancelled · 刘洋 · due Fri, Dec 11 → 🔵 in progress · 刘洋 · due Fri, Dec 11
    · Last change: 赵敏, Mon, Nov 23, 9:32 AM GMT+8 → Maria Weber, Wed, Nov 25, 6:01 PM GMT+8
    + · Customer Service
    + · stage Preparation 筹备
    + · 0 of 1 subtasks done
    + [Update] [Ask for help] [Raise a dispute]
#product-launch: Maria Weber has reopened P-2026-001 · Aurora lamp launch 曙光台灯上市: it runs again.
    9 things that ended with it are open again.
    [Update my calendar]
#product-launch · pins
    - P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30 · P-2026-001 is archived since Wed, Nov 25, by 赵敏.
    + P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30\
""")


async def test_closed_and_taken_back(came: Came) -> None:
    world = came.world
    closed = await writes(world.zhao, "/project close", tasks_others="done")
    await came.so_far()
    assert await came.of(world.zhao.presses("撤销", on=closed.answer)) == snapshot("""\
Priya Nair · direct message: 赵敏 took that back: P-2026-001 · Aurora lamp launch 曙光台灯上市 runs as before.
    Of yours this is open:
    • T-7 · Dealer price list 经销商价目表
    • T-11 · Dealer roadshow, five cities 五城经销商路演
刘洋 · direct message: 赵敏已撤销：P-2026-001 · Aurora lamp launch 曙光台灯上市照常进行。
    其中与你有关的未完成事项：
    • T-8 · Service scripts and training 客服话术与培训
    • T-10 · Train the call centre 客服培训
林涛 · direct message: 赵敏已撤销：P-2026-001 · Aurora lamp launch 曙光台灯上市照常进行。
    其中与你有关的未完成事项：
    • T-4 · Firmware 1.0 固件1.0
王磊 · direct message: 赵敏已撤销：P-2026-001 · Aurora lamp launch 曙光台灯上市照常进行。
    其中与你有关的未完成事项：
    • T-5 · Pilot production run 小批量试产
赵敏 · alone: 已撤销：P-2026-001 · Aurora lamp launch 曙光台灯上市照常进行。
    随项目结束的10项已重新打开。
陈静 · direct message: 赵敏已撤销：P-2026-001 · Aurora lamp launch 曙光台灯上市照常进行。
    其中与你有关的未完成事项：
    • T-3 · Launch key visual 主视觉设计
    • T-9 · Packaging print files 包装印刷文件
Maria Weber · Home
    # Nothing waits for you. → # Nothing waits for you, but something is late, overdue or undecided in a project of yours
    - closed since Mon 23 Nov · #product-launch
    + execution · #product-launch
    + 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done
    + [Edit]
Priya Nair · Home
    # Nothing waits for you. → # 1 thing waits for you
    # Your open tasks → # Your open tasks · 2
    - Nothing is open. `/task list` in a project's channel shows its tasks.
    - closed since Mon, Nov 23 · #product-launch
    + *T-7* · Dealer price list 经销商价目表 · due Wed, Nov 25
    + [Update] [Done] [⋯]
    + *T-7* · Dealer price list 经销商价目表 · 🔵 in progress 50% · due Wed, Nov 25 [Update]
    + *T-11* · Dealer roadshow, five cities 五城经销商路演 · ⚪ not started · due Mon, Dec 21 [Update]
    + execution · #product-launch
    + 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done
Sam Carter · Home
    # Your open tasks → # Your open tasks · 2
    - Nothing is open. `/task list` in a project's channel shows its tasks.
    - closed since Mon, Nov 23 · #product-launch
    + *T-6* · Launch landing page 上市落地页 · 🔵 in progress 20% · due Thu, Nov 26 [Update]
    + *T-12* · Launch event 上市发布会 · ⚪ not started · due Fri, Dec 25 [Update]
    + execution · #product-launch
刘洋 · Home
    # 没有待你处理的事项。 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    # 我的未完成任务 → # 我的未完成任务 · 2
    - 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
    - 已结项（自11月23日 周一起） · #product-launch
    + *T-8* · Service scripts and training 客服话术与培训 · 🔵 进行中 0% · 计划完成12月11日 周五 [更新]
    + *T-10* · Train the call centre 客服培训 · ⚪ 未开始 · 计划完成12月11日 周五 [更新]
    + 执行 · #product-launch
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
林涛 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    # 我的未完成任务 → # 我的未完成任务 · 1
    - 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
    - 已结项（自11月23日 周一起） · #product-launch
    + *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国）
    + [更新] [标为完成] [⋯]
    + *T-4* · Firmware 1.0 固件1.0 · 🔴 延期 80% · 计划完成11月19日 周四 [更新]
    + 执行 · #product-launch
王磊 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    # 我的未完成任务 → # 我的未完成任务 · 1
    - 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
    - 已结项（自11月23日 周一起） · #product-launch
    + *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国） · 林涛
    + [更新] [动态] [⋯]
    + *T-5* · Pilot production run 小批量试产 · 🔵 进行中 40% · 计划完成11月27日 周五 [更新]
    + 执行 · #product-launch
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + [编辑]
赵敏 · Home
    # 没有待你处理的事项。 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    - 已结项（自11月23日 周一起） · #product-launch
    - 下一步：用`/project 复盘`进行复盘。
    - [查看复盘]
    + 执行 · #product-launch
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + [编辑]
陈静 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    # 我的未完成任务 → # 我的未完成任务 · 2
    - 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
    - 已结项（自11月23日 周一起） · #product-launch
    + *T-3* · Launch key visual 主视觉设计 · 🔴 已延期3个工作日（中国）
    + [更新] [标为完成] [⋯]
    + *T-3* · Launch key visual 主视觉设计 · 🔴 延期 70% · 计划完成11月18日 周三 [更新]
    + *T-9* · Packaging print files 包装印刷文件 · ⚪ 未开始 · 计划完成12月2日 周三 [更新]
    + 执行 · #product-launch
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30 · P-2026-001 is closed since Mon, Nov 23, by 赵敏. → Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
    *Phase* closed → execution
    + · `/task add` adds a task
#product-launch · changed: T-3 · Launch key visual 主视觉设计 · ✅ done · 陈静 · due Wed, Nov 18 → 🔴 delayed 70% · 3 working days late · 陈静 · due Wed, Nov 18
    · Last change: 赵敏, Mon, Nov 23, 9:31 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
    + · working days of China
    + [Ask for help] [Raise a dispute]
#product-launch · changed: T-4 · Firmware 1.0 固件1.0 · ✅ done · 林涛 · due Thu, Nov 19 → 🔴 delayed 80% · 2 working days late · 林涛 · due Thu, Nov 19
    · Last change: 赵敏, Mon, Nov 23, 9:31 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
    + · working days of China
    + [Ask for help] [Raise a dispute]
#product-launch · changed: T-5 · Pilot production run 小批量试产 · ✅ done · 王磊 · due Fri, Nov 27 → 🔵 in progress 40% · 王磊 · due Fri, Nov 27
    · Last change: 赵敏, Mon, Nov 23, 9:31 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
    + [Ask for help] [Raise a dispute]
#product-launch · changed: T-6 · Launch landing page 上市落地页 · ✅ done · Sam Carter · due Thu, Nov 26 → 🔵 in progress 20% · Sam Carter · due Thu, Nov 26
    · Last change: 赵敏, Mon, Nov 23, 9:31 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
    + · ⏳ waits for T-3
    + [Ask for help] [Raise a dispute]
#product-launch · changed: T-7 · Dealer price list 经销商价目表 · ✅ done · Priya Nair · due Wed, Nov 25 → 🔵 in progress 50% · Priya Nair · due Wed, Nov 25
    · Last change: 赵敏, Mon, Nov 23, 9:31 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
    + [Ask for help] [Raise a dispute]
#product-launch · changed: T-8 · Service scripts and training 客服话术与培训 · ✅ done · 刘洋 · due Fri, Dec 11 → 🔵 in progress · 刘洋 · due Fri, Dec 11
    · Last change: 赵敏, Mon, Nov 23, 9:31 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
    - · 1 of 1 subtasks done
    + · 0 of 1 subtasks done
    + [Ask for help] [Raise a dispute]
#product-launch: 赵敏 took that back: P-2026-001 · Aurora lamp launch 曙光台灯上市 runs as before.
    10 things that ended with it are open again.
    [Update my calendar]
#product-launch · pins
    - P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30 · P-2026-001 is closed since Mon, Nov 23, by 赵敏.
    + P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30\
""")
