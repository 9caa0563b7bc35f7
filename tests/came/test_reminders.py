"""All that comes of putting a reminder off, taking that back, and wishing for none."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.came.acting import sends, writes
from tests.came.conftest import Came
from tests.scenarios.disputes import told


async def test_put_off_and_taken_back(came: Came) -> None:
    world = came.world
    await came.begins_with(world.clock.to("Tuesday 09:05"))
    put_off = await world.lin.presses("2小时后提醒", on=await told(world.lin, "T-4"))
    assert await came.so_far() == snapshot("""\
林涛 · alone: 将在11月24日 周二 11:06提醒你。
    *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期3个工作日（中国）
    [撤销]\
""")
    assert await came.of(world.lin.presses("撤销", on=put_off.answer)) == snapshot("""\
林涛 · alone: 已取消推迟。
    *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期3个工作日（中国）\
""")
    form = await world.priya.presses("Remind me …", on=await told(world.priya, "T-7"))
    assert await came.of(sends(world.priya, form, words="today 3pm")) == snapshot("""\
Priya Nair · alone: You are reminded of it Tue, Nov 24, 3:00 PM.
    Status report of Sales · P-2026-001 · before the meeting, Wed, Nov 25, 10:30 AM
    [Undo]\
""")
    await world.chen.presses("2小时后提醒", on=await told(world.chen, "T-3"))
    await world.zhao.types("/task update T-3 done")
    assert await came.so_far() == snapshot("""\
赵敏 · alone: T-3 · Launch key visual 主视觉设计已更新：✅ 已完成。
    [撤销]
陈静 · alone: 将在11月24日 周二 11:09提醒你。
    *T-3* · Launch key visual 主视觉设计 · 🔴 已延期4个工作日（中国）
    [撤销]
陈静 · direct message: T-9 · Packaging print files 包装印刷文件 · 已没有未完成的前置任务，可以推进 · 计划12月2日 周三完成
    [更新] [动态]
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
    # 2件事待你处理 → # 1件事待你处理
    # 我的未完成任务 · 2 → 1
    - *T-3* · Launch key visual 主视觉设计 · 🔴 已延期4个工作日（中国）
    - [更新] [标为完成] [⋯]
    - *T-3* · Launch key visual 主视觉设计 · 🔴 延期 70% · 计划完成11月18日 周三 [更新]
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + 🔴 1项任务延期（11月20日 周五起） · 近7天：3项任务完成
#product-launch · changed: T-3 · Launch key visual 主视觉设计 · 🔴 delayed 70% · 4 working days late · 陈静 · due Wed, Nov 18 → ✅ done · 陈静 · due Wed, Nov 18
    · Last change: 陈静, Mon, Nov 23, 9:30 AM GMT+8 → 赵敏, Tue, Nov 24, 9:09 AM GMT+8
    - · working days of China
    - [Ask for help] [Raise a dispute]
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 20% · Sam Carter · due Thu, Nov 26
    - · ⏳ waits for T-3\
""")
    assert await came.by("Tuesday 15:05") == snapshot("""\
Priya Nair · direct message: 2 things wait for you · Status report of Sales · P-2026-001 · before the meeting, Wed, Nov 25, 10:30 AM
    [Write the report] [⋯]
    [… 1 more]\
""")


async def test_not_wished_for(came: Came) -> None:
    world = came.world
    assert await came.of(writes(world.lin, "/liaison 免打扰", **{"kinds.tasks": ["tasks.due_soon"]})) == snapshot("""\
林涛 · alone: 已保存：不再发送9类提醒，重大事项仍会通知你。
    • 我或本部门负责的任务延期
    • 在我下班时间交给我任务，或一次交给我多项任务
    • 我的任务所等待的任务已完成
    • 他人调整我的任务的计划完成日
    • 有人告知：我的任务无法按计划开始
    • 我的任务被删除，或转给他人
    • 本部门任务所通向的里程碑改期
    • 我的项目中有风险实际并未发生
    • 我的项目中有高风险未答复\
""")
    assert await came.of(writes(world.priya, "/liaison quiet", **{"kinds.tasks": []})) == snapshot("""\
Priya Nair · alone: Saved: 10 kinds of reminder no longer come. What is major still does.
    • A task of mine or of my department is late
    • A task of mine is due in 2 working days
    • Tasks are given to me outside my hours, or several at once
    • What a task of mine waited for is done
    • Somebody else moves the date of a task of mine
    • A task of mine cannot begin as planned, and somebody lets me know
    • A task of mine is deleted, or goes to somebody else
    • A milestone moves that tasks of my department lead to
    • A risk in my project has not happened after all
    • High risks of my project went without an answer\
""")
    assert await came.by("Tuesday 09:05") == snapshot("""\
Priya Nair · direct message: 2 things wait for you · Status report of Sales · P-2026-001 · before the meeting, Wed, Nov 25, 10:30 AM
    [Write the report] [⋯]
    [… 1 more]
刘洋 · direct message: 1件事待你处理 · 客服部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
林涛 · direct message: 2件事待你处理 · 研发部的周报 · P-2026-001 · 请在例会前提交，11月25日 周三 10:30
    [填写周报] [⋯]
    [……还有1项]
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


async def test_a_head_in_auckland_is_told_at_nine_there(came: Came) -> None:
    world = came.world
    await world.wang.changes(tz="Pacific/Auckland")
    await came.begins_with(world.clock.to("Monday 12:00"))
    assert await came.by("Tuesday 03:59") == snapshot("""\
Sam Carter · Home
    # Nothing waits for you. → # 1 thing waits for you
    + *T-6* · Launch landing page 上市落地页 · due Thu, Nov 26
    + [Update] [Done] [⋯]
林涛 · Home
    *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国） → 🔴 已延期3个工作日（中国）
王磊 · Home
    *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国） · 林涛 → 🔴 已延期3个工作日（中国） · 林涛
陈静 · Home
    *T-3* · Launch key visual 主视觉设计 · 🔴 已延期3个工作日（中国） → 🔴 已延期4个工作日（中国）\
""")
    assert await came.by("Tuesday 04:01") == snapshot("""\
王磊 · direct message: 1件事待你处理 · T-4 · Firmware 1.0 固件1.0 · 🔴 已延期3个工作日（中国） · 林涛
    [更新] [动态] [⋯]\
""")
