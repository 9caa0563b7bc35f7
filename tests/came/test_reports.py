"""All that comes of a status report: written, changed, late, by who stands in; and of what it names as the cause."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.came.acting import fills_in
from tests.came.conftest import Came
from tests.scenarios.disputes import told
from tests.scenarios.test_reports import files


async def test_asked_for_filed_changed_and_named_as_the_cause(came: Came) -> None:
    world = came.world
    assert await came.by("Tuesday 10:35") == snapshot("""\
Priya Nair · direct message: 2 things wait for you · Status report of Sales · P-2026-001 · before the meeting, Wed, Nov 25, 10:30 AM
    [Write the report] [⋯]
    *T-7* · Dealer price list 经销商价目表 · due Wed, Nov 25
    [Update] [Done] [⋯]
刘洋 · direct message: 1件事待你处理 · 客服部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
林涛 · direct message: 2件事待你处理 · T-4 · Firmware 1.0 固件1.0 · 🔴 已延期3个工作日（中国）
    [更新] [标为完成] [⋯]
    研发部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
王磊 · direct message: 1件事待你处理 · T-4 · Firmware 1.0 固件1.0 · 🔴 已延期3个工作日（中国） · 林涛
    [更新] [动态] [⋯]
陈静 · direct message: 2件事待你处理 · T-3 · Launch key visual 主视觉设计 · 🔴 已延期4个工作日（中国）
    [更新] [标为完成] [⋯]
    设计部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
Priya Nair · Home
    # 1 thing waits for you → # 2 things wait for you
    + Status report of Sales · P-2026-001 · before the meeting, Wed, Nov 25, 10:30 AM
    + [Write the report] [⋯]
Sam Carter · Home
    # Nothing waits for you. → # 1 thing waits for you
    + *T-6* · Launch landing page 上市落地页 · due Thu, Nov 26
    + [Update] [Done] [⋯]
刘洋 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 1件事待你处理
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
    # 1件事待你处理 → # 2件事待你处理
    *T-3* · Launch key visual 主视觉设计 · 🔴 已延期3个工作日（中国） → 🔴 已延期4个工作日（中国）
    + 设计部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    + [填写周报] [⋯]
#product-launch · changed: T-3 · Launch key visual 主视觉设计 · 🔴 delayed 70% · 3 working days late · 陈静 · due Wed, Nov 18 → 4 working days late · 陈静 · due Wed, Nov 18
#product-launch · changed: T-4 · Firmware 1.0 固件1.0 · 🔴 delayed 80% · 2 working days late · 林涛 · due Thu, Nov 19 → 3 working days late · 林涛 · due Thu, Nov 19
#product-launch: 🔴 2 tasks are late in Aurora lamp launch 曙光台灯上市
    ▾ What is late, who is on it, and what that holds up
    *T-3* · Launch key visual 主视觉设计 · 4 working days late · @陈静 · holds up T-6, T-9
    *T-4* · Firmware 1.0 固件1.0 · 3 working days late · @林涛
    · Counted in working days of China. `/task update T-3 50% reason` says where it stands.
    [All late tasks]\
""")
    asked = await told(world.lin, "研发部的周报")
    form = await world.lin.presses("填写周报", on=asked)
    step = await world.lin.submits(form, done="蓝牙认证资料已提交", next="准备量产评审")
    filed = await world.lin.submits(step, **{"reason.t4": "缺主视觉", "cause.t4": "设计部"})
    assert await came.so_far() == snapshot("""\
林涛 · alone: ✅ 已提交：研发部的周报，用于11月25日 周三 10:30的例会。
    *本周完成*
    • 蓝牙认证资料已提交
    *未完成*
    • *T-4* · Firmware 1.0 固件1.0
    缺主视觉
    由设计部导致，对方尚未答复
    [提交协作需求] [登记风险]
    *下周计划*
    • *T-4* · Firmware 1.0 固件1.0
    • *T-5* · Pilot production run 小批量试产
    • 准备量产评审
    · 林涛，11月24日 周二 10:35
    [修改]
林涛 · direct message · changed: 2件事待你处理 · T-4 · Firmware 1.0 固件1.0 · 🔴 已延期3个工作日（中国）
    - [填写周报] [⋯]
    + ✅ 填写周报 · 11月24日 周二 10:35
陈静 · direct message: 3件事待你处理 · 研发部在周报里写明，未完成由设计部导致：T-4 · Firmware 1.0 固件1.0——缺主视觉
    [情况属实] [本部门有不同看法] [⋯]
    [……还有2项]
林涛 · Home
    # 2件事待你处理 → # 1件事待你处理
    - 研发部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    - [填写周报] [⋯]
陈静 · Home
    # 2件事待你处理 → # 3件事待你处理
    + 研发部在周报里写明，未完成由设计部导致：T-4 · Firmware 1.0 固件1.0——缺主视觉
    + [情况属实] [本部门有不同看法] [⋯]\
""")
    changed = fills_in(world.lin, "修改", filed.answer, done="蓝牙认证已通过")
    assert await came.of(changed) == snapshot("""\
林涛 · form
    + ╭ 周报
    + *研发部* · P-2026-001 · 用于11月25日 周三 10:30的例会
    + · 第2步，共2步
    + · 未完成的事项及原因
    + *T-4 · Firmware 1.0 固件1.0* · 计划完成11月19日 周四
    + 未完成的原因: ‹缺主视觉›
    + 是否由跨部门协作导致: ‹设计部›
    + [返回]
    + ╰ [提交周报]\
""")
    shown = await world.lin.view()
    assert shown is not None
    assert await came.of(world.lin.submits(shown, **{"reason.t4": "实验室排期晚一周"})) == snapshot("""\
林涛 · alone: ✅ 已提交：研发部的周报，用于11月25日 周三 10:30的例会。
    *本周完成*
    • 蓝牙认证已通过
    *未完成*
    • *T-4* · Firmware 1.0 固件1.0
    实验室排期晚一周
    由设计部导致，对方尚未答复
    [提交协作需求] [登记风险]
    *下周计划*
    • *T-4* · Firmware 1.0 固件1.0
    • *T-5* · Pilot production run 小批量试产
    • 准备量产评审
    · 林涛，11月24日 周二 10:35
    [修改]
陈静 · Home
    研发部在周报里写明，未完成由设计部导致：T-4 · Firmware 1.0 固件1.0——缺主视觉 → Firmware 1.0 固件1.0——实验室排期晚一周
林涛 · form
    - ╭ 周报
    - *研发部* · P-2026-001 · 用于11月25日 周三 10:30的例会
    - · 第2步，共2步
    - · 未完成的事项及原因
    - *T-4 · Firmware 1.0 固件1.0* · 计划完成11月19日 周四
    - 未完成的原因: ‹缺主视觉›
    - 是否由跨部门协作导致: ‹设计部›
    - [返回]
    - ╰ [提交周报]\
""")


async def test_a_cause_confirmed_contested_and_made_a_request(came: Came) -> None:
    world = came.world
    named = files(
        world.sam,
        {"not_done_tasks": ["6"], "done": "Outline"},
        {"reason.t6": "The key visual is missing", "cause.t6": "Design"},
    )
    assert await came.of(named) == snapshot("""\
Sam Carter · alone: ✅ Filed: the report of Marketing, for the meeting of Tue, Nov 24, 9:30 PM.
    *Done this week*
    • *T-1* · Positioning and price 定位与定价
    • Outline
    *Not done*
    • *T-6* · Launch landing page 上市落地页
    The key visual is missing
    caused by Design, no answer yet
    [Ask for help] [Note a risk]
    *Next week*
    • *T-6* · Launch landing page 上市落地页
    · Sam Carter, Sun, Nov 22, 8:31 PM
    [Change]
陈静 · direct message: 2件事待你处理 · T-3 · Launch key visual 主视觉设计 · 🔴 已延期3个工作日（中国）
    [更新] [标为完成] [⋯]
    市场部在周报里写明，未完成由设计部导致：T-6 · Launch landing page 上市落地页——The key visual is missing
    [情况属实] [本部门有不同看法] [⋯]
陈静 · Home
    # 1件事待你处理 → # 2件事待你处理
    + 市场部在周报里写明，未完成由设计部导致：T-6 · Launch landing page 上市落地页——The key visual is missing
    + [情况属实] [本部门有不同看法] [⋯]\
""")
    asked = await told(world.chen, "导致")
    confirmed = await world.chen.presses("情况属实", on=asked)
    assert await came.so_far() == snapshot("""\
陈静 · alone: 设计部确认造成了延误：T-6 · Launch landing page 上市落地页
    · 市场部写的是：The key visual is missing · 陈静
    [转为协作需求] [查看周报] [本部门有不同看法]
陈静 · direct message · changed: 2件事待你处理 · T-3 · Launch key visual 主视觉设计 · 🔴 已延期3个工作日（中国）
    - [情况属实] [本部门有不同看法] [⋯]
    + ✅ 情况属实 · 11月23日 周一 09:32
陈静 · Home
    # 2件事待你处理 → # 1件事待你处理
    - 市场部在周报里写明，未完成由设计部导致：T-6 · Launch landing page 上市落地页——The key visual is missing
    - [情况属实] [本部门有不同看法] [⋯]\
""")
    contested = fills_in(world.chen, "本部门有不同看法", confirmed.answer, reason="周一已交付，缺市场部确认")
    assert await came.of(contested) == snapshot("""\
陈静 · alone: 设计部对此有不同看法：T-6 · Launch landing page 上市落地页
    “周一已交付，缺市场部确认”
    · 市场部写的是：The key visual is missing · 陈静
    [转为协作需求] [查看周报] [情况属实]\
""")
    assert await came.by("Monday 22:10") == snapshot("""\
Sam Carter · direct message: Design sees it otherwise: T-6 · Launch landing page 上市落地页
    “周一已交付，缺市场部确认”
    · Marketing had written: The key visual is missing · 陈静
    [Make it a collaboration request] [Show the report]\
""")
    answer = await told(world.sam, "sees it otherwise")
    asked_for = fills_in(world.sam, "Make it a collaboration request", answer, needed_by="2026-12-04")
    assert await came.of(asked_for) == snapshot("""\
Sam Carter · alone: R-1 · The key visual is missing is now ⏳ submitted.
    · needed by Fri, Dec 4 (GMT+8) · answer by Wed, Nov 25 (GMT+8) · working days of China
Sam Carter · direct message · changed: Design sees it otherwise: T-6 · Launch landing page 上市落地页
    - [Make it a collaboration request]
    + ✅ Make it a collaboration request · Mon, Nov 23, 9:10 AM
Maria Weber · Home
    🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done → 2 tasks done, 1 request raised
Priya Nair · Home
    🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done → 2 tasks done, 1 request raised
刘洋, 王磊, 赵敏 · Home
    🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成 → 2项任务完成、1项协作需求新提出
陈静 · Home
    # 1件事待你处理 → # 2件事待你处理
    🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成 → 2项任务完成、1项协作需求新提出
    + R-1 · The key visual is missing · 11月25日 周三前答复（中国）
    + [接受] [提出异议] [⋯]
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 20% · Sam Carter · due Thu, Nov 26
    + · ⏳ waits for R-1
#product-launch: R-1 · The key visual is missing · Marketing → Design · ⏳ submitted · needed by Fri, Dec 4 · answer by Wed, Nov 25
    · T-6 waits for it · working days of China · Last change: Sam Carter, Mon, Nov 23, 10:10 PM GMT+8
    [!Accept] [Object] [Hand to …] [Withdraw] [Details]\
""")


async def test_for_the_liaison_and_late(came: Came) -> None:
    world = came.world
    await world.lin.types("/liaison away @liu today to fri")
    await world.clock.to("Tuesday 10:35")
    await came.so_far()
    asked = await told(world.liu, "研发部的周报")
    form = await world.liu.presses("填写周报", on=asked)
    step = await world.liu.submits(form)
    assert await came.of(world.liu.submits(step, **{"reason.t4": "等认证"})) == snapshot("""\
刘洋 · alone: ✅ 已提交：研发部的周报，用于11月25日 周三 10:30的例会。
    *未完成*
    • *T-4* · Firmware 1.0 固件1.0
    等认证 [登记风险]
    *下周计划*
    • *T-4* · Firmware 1.0 固件1.0
    • *T-5* · Pilot production run 小批量试产
    · 刘洋代林涛，11月24日 周二 10:36
    [修改]
刘洋 · direct message · changed: 3件事待你处理 · 代林涛 · T-4 · Firmware 1.0 固件1.0 · 🔴 已延期3个工作日（中国）
    - [填写周报] [⋯]
    + ✅ 填写周报 · 11月24日 周二 10:36
刘洋 · Home
    # 3件事待你处理 → # 2件事待你处理
    - 代林涛 · 研发部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    - [填写周报] [⋯]
林涛 · Home
    # 2件事待你处理 → # 1件事待你处理
    - 研发部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    - [填写周报] [⋯]\
""")
    assert await came.by("Wednesday 10:20") == snapshot("""\
Priya Nair · direct message: 2 things wait for you · Status report of Sales · P-2026-001 · before the meeting, Wed, Nov 25, 10:30 AM
    [Write the report] [⋯]
    [… 1 more]
Sam Carter · direct message: 2 things wait for you · Status report of Marketing · P-2026-001 · before the meeting, Tue, Nov 24, 9:30 PM
    [Write the report] [⋯]
    *T-6* · Launch landing page 上市落地页 · due Thu, Nov 26
    [Update] [Done] [⋯]
Sam Carter · direct message: 2 things wait for you · Status report of Marketing · P-2026-001 · before the meeting, Tue, Nov 24, 9:30 PM
    [Write the report] [⋯]
    [… 1 more]
刘洋 · direct message: 2件事待你处理 · 客服部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
    [……还有1项]
刘洋 · direct message: 2件事待你处理 · 代林涛 · T-4 · Firmware 1.0 固件1.0 · 🔴 已延期4个工作日（中国）
    [更新] [标为完成] [⋯]
    客服部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
王磊 · direct message: 2件事待你处理 · T-5 · Pilot production run 小批量试产 · 计划11月27日 周五完成
    [更新] [标为完成] [⋯]
    [……还有1项]
陈静 · direct message: 2件事待你处理 · 设计部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
    [……还有1项]
陈静 · direct message: 2件事待你处理 · T-3 · Launch key visual 主视觉设计 · 🔴 已延期5个工作日（中国）
    [更新] [标为完成] [⋯]
    设计部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
Sam Carter · Home
    # 1 thing waits for you → # 2 things wait for you
    + Status report of Marketing · P-2026-001 · before the meeting, Tue, Nov 24, 9:30 PM
    + [Write the report] [⋯]
刘洋 · Home
    - 代林涛 · *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期3个工作日（中国）
    - [更新] [标为完成] [⋯]
    + 代林涛 · *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期4个工作日（中国）
    + [更新] [标为完成] [⋯]
林涛 · Home
    *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期3个工作日（中国） → 🔴 已延期4个工作日（中国）
王磊 · Home
    # 1件事待你处理 → # 2件事待你处理
    *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期3个工作日（中国） · 林涛 → 🔴 已延期4个工作日（中国） · 林涛
    + *T-5* · Pilot production run 小批量试产 · 计划11月27日 周五完成
    + [更新] [标为完成] [⋯]
陈静 · Home
    *T-3* · Launch key visual 主视觉设计 · 🔴 已延期4个工作日（中国） → 🔴 已延期5个工作日（中国）
    - [更新] [标为完成] [⋯]
    + [更新] [标为完成] [⋯]
#product-launch · changed: T-3 · Launch key visual 主视觉设计 · 🔴 delayed 70% · 4 working days late · 陈静 · due Wed, Nov 18 → 5 working days late · 陈静 · due Wed, Nov 18
#product-launch · changed: T-4 · Firmware 1.0 固件1.0 · 🔴 delayed 80% · 3 working days late · 林涛 · due Thu, Nov 19 → 4 working days late · 林涛 · due Thu, Nov 19
#product-launch: Aurora lamp launch 曙光台灯上市: weekly meeting Wed, Nov 25, 10:30 AM GMT+8 · 2 of 11 tasks are done (18%); by the plan 4 should be (36%).
    `███▒▒▒▒░░░░░░░░░░░░░` 18%
    (chart) Tasks by department: Marketing Completed 1, Open, in time 2, Late 0 / R&D Completed 0, Open, in time 1, Late 1 / Sales Completed 0, Open, in time 2, Late 0 / Customer Service Completed 0, Open, in time 1, Late 0 / Design Completed 1, Open, in time 1, Late 1
    (chart) Done against plan, in percent: Marketing Completed 33, Planned by now 33 / R&D Completed 0, Planned by now 50 / Sales Completed 0, Planned by now 0 / Customer Service Completed 0, Planned by now 0 / Design Completed 33, Planned by now 67
    ▸ How the departments stand
    *How the departments stand*
    • *Marketing* 1 of 3 done · 33% (plan 33%) · no report yet
    • *R&D* 0 of 2 done · 0% (plan 50%) · 🔴 1 late · report filed
    • *Sales* 0 of 2 done · 0% (plan 0%) · no report yet
    • *Customer Service* 0 of 1 done · 0% (plan 0%) · no report yet
    • *Design* 1 of 3 done · 33% (plan 67%) · 🔴 1 late · no report yet
    *⏳ 4 reports are still to come*
    • Marketing: Sam Carter
    • Sales: Priya Nair
    • Customer Service: 刘洋
    • Design: 陈静
    *🔴 2 tasks are late*
    • *T-3* · Launch key visual 主视觉设计 · 5 working days late · Design · 陈静 · holds up T-6, T-9
    • *T-4* · Firmware 1.0 固件1.0 · 4 working days late · R&D · 林涛
    *4 tasks fall due in the next two weeks*
    • Wed, Nov 25 · *T-7* Dealer price list 经销商价目表 · Sales · Priya Nair
    • Thu, Nov 26 · *T-6* Launch landing page 上市落地页 · Marketing · Sam Carter
    • Fri, Nov 27 · *T-5* Pilot production run 小批量试产 · R&D · 王磊
    • Wed, Dec 2 · *T-9* Packaging print files 包装印刷文件 · Design · 陈静
    ———
    *Agenda · 60 minutes*
    10:30 AM · What is late and holds others up · 16 min
    \u3000• T-3 Launch key visual 主视觉设计 · holds up 2 tasks
    10:46 AM · 1 more late task · 6 min
    10:52 AM · Round of the departments · 20 min
    11:12 AM · The next two weeks: 4 tasks fall due · 9 min
    11:21 AM · Decisions and actions · 9 min
    · As of Wed, Nov 25, 8:30 AM GMT+8. Every task counts the same, one with subtasks by them; planned are those whose planned end has passed. With what is under way: 41%. Late is counted in working days of China.
#product-launch · under “Aurora lamp launch 曙光台灯上市: weekly meeting Wed, Nov 25, 10:30 AM GMT+8”: Status report of R&D
    *Not done*
    • *T-4* · Firmware 1.0 固件1.0 – 等认证
    *Next week*
    • *T-4* · Firmware 1.0 固件1.0
    • *T-5* · Pilot production run 小批量试产
    · 刘洋 for 林涛, Tue, Nov 24, 10:36 AM GMT+8\
""")
    form = await world.priya.types("/report")
    await world.clock.to("Wednesday 10:45")
    assert await came.so_far() == snapshot("""\
Priya Nair · Home
    # 2 things wait for you → # 1 thing waits for you
    - Status report of Sales · P-2026-001 · before the meeting, Wed, Nov 25, 10:30 AM
    - [Write the report] [⋯]
Sam Carter · Home
    # 2 things wait for you → # 1 thing waits for you
    - Status report of Marketing · P-2026-001 · before the meeting, Tue, Nov 24, 9:30 PM
    - [Write the report] [⋯]
刘洋 · Home
    # 2件事待你处理 → # 1件事待你处理
    - 客服部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    - [填写周报] [⋯]
陈静 · Home
    # 2件事待你处理 → # 1件事待你处理
    - 设计部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    - [填写周报] [⋯]
Priya Nair · form
    + ╭ Status report
    + *Sales* · P-2026-001 · for the meeting of Wed, Nov 25, 10:30 AM
    + Done this week: anything else (optional): ‹One line each: dealer call held, three quotes received›
    + Not done: tasks (optional): ‹T-7 · Dealer price list 经销商价目表› – The next step asks why, and whether another department caused it.
    + Not done: anything else (optional): ‹One line each›
    + Next week: tasks (optional): ‹T-7 · Dealer price list 经销商价目表›
    + Next week: anything else (optional): ‹One line each›
    + ╰ [Next]\
""")
    step = await world.priya.submits(form, done="Price list signed", not_done_tasks=[])
    assert await came.of(world.priya.submits(step)) == snapshot("""\
Priya Nair · alone: ⚠️ Filed late: the report of Sales, for the meeting of Wed, Nov 25, 10:30 AM.
    *Done this week*
    • Price list signed
    *Next week*
    • *T-7* · Dealer price list 经销商价目表
    · Priya Nair, Wed, Nov 25, 10:46 AM · late
Priya Nair · form
    - ╭ Status report
    - *Sales* · P-2026-001 · for the meeting of Wed, Nov 25, 10:30 AM
    - Done this week: anything else (optional): ‹One line each: dealer call held, three quotes received›
    - Not done: tasks (optional): ‹T-7 · Dealer price list 经销商价目表› – The next step asks why, and whether another department caused it.
    - Not done: anything else (optional): ‹One line each›
    - Next week: tasks (optional): ‹T-7 · Dealer price list 经销商价目表›
    - Next week: anything else (optional): ‹One line each›
    - ╰ [Next]
#product-launch · changed: Aurora lamp launch 曙光台灯上市: weekly meeting Wed, Nov 25, 10:30 AM GMT+8 · 2 of 11 tasks are done (18%); by the plan 4 should be (36%).
    - • *Sales* 0 of 2 done · 0% (plan 0%) · no report yet
    - *⏳ 4 reports are still to come* • Marketing: Sam Carter
    - • Sales: Priya Nair
    - · As of Wed, Nov 25, 8:30 AM GMT+8. Every task counts the same, one with subtasks by them; planned are those whose planned end has passed. With what is under way: 41%. Late is counted in working days of China.
    + • *Sales* 0 of 2 done · 0% (plan 0%) · report filed late
    + *⏳ 3 reports are still to come* • Marketing: Sam Carter
    + · As of Wed, Nov 25, 10:46 AM GMT+8. Every task counts the same, one with subtasks by them; planned are those whose planned end has passed. With what is under way: 41%. Late is counted in working days of China.
#product-launch · under “Aurora lamp launch 曙光台灯上市: weekly meeting Wed, Nov 25, 10:30 AM GMT+8”: Status report of Sales
    *Done this week*
    • Price list signed
    *Next week*
    • *T-7* · Dealer price list 经销商价目表
    · Priya Nair, Wed, Nov 25, 10:46 AM GMT+8 · late\
""")
