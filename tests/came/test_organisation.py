"""All that comes of what admins and PMs set up: departments, admins, working days, projects and their channels."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.came.acting import fills_in, sends
from tests.came.conftest import Came
from tests.scenarios.test_calendars import screen, sets
from tests.scenarios.test_projects import basics, first_step
from tests.scenarios.test_settings import edited, opened


async def test_departments_and_admins(came: Came) -> None:
    world = came.world
    added = fills_in(
        world.wang, "添加", await opened(world), name_en="Legal", name_zh="法务部", head_id="lin", liaison_id="lin"
    )
    assert await came.of(added) == snapshot("""\
林涛 · direct message: 王磊已指定你担任2个职务
    • 法务部负责人
    • 法务部接口人
    · 该部门的新项目将由你担任相应职务；待你处理的事项列在主页。
王磊 · form
    + ╭ 设置
    + · 已添加法务部。
    + # 部门 · 6
    + [添加] [批量导入]
    + *市场部* · Marketing
    + 负责人Maria Weber，接口人Sam Carter · 副负责人Sam Carter [编辑]
    + *研发部* · R&D
    + 负责人王磊，接口人林涛 · 副负责人赵敏 [编辑]
    + *销售部* · Sales
    + 负责人Priya Nair，接口人Priya Nair [编辑]
    + *客服部* · Customer Service
    + 负责人刘洋，接口人刘洋 [编辑]
    + *设计部* · Design
    + 负责人陈静，接口人陈静 [编辑]
    + *法务部* · Legal
    + 负责人林涛，接口人林涛 [编辑]
    + ———
    + # 管理员
    + Slack管理员：王磊
    + 另外指定：– [修改]
    + ———
    + # 工作日
    + 法定节假日、调休上班日、公司自己的放假日，以及各部门的日历。 [打开]\
""")
    question = await world.wang.submits(await edited(world, "研发部"), liaison_id="zhao")
    assert await came.so_far() == snapshot("""\
王磊 · form
    - · 已添加法务部。
    + ╭ 项目中也更换吗？
    + 研发部原来的负责人或接口人还在1个进行中的项目里任职。
    + *P-2026-001* · Aurora lamp launch 曙光台灯上市 · 接口人：赵敏
    + 这些项目中也更换吗？: [x] 是，这些项目中也一并更换 [ ] 否，这些项目保持不变 – 新任者会被邀请进入项目频道。
    + ╰ [保存]\
""")
    assert await came.of(sends(world.wang, question)) == snapshot("""\
赵敏 · direct message: 由你接手林涛在P-2026-001 Aurora lamp launch 曙光台灯上市的工作
    • 研发部接口人
    T-4 · Firmware 1.0 固件1.0 · 计划完成11月19日 周四 · 延期
    T-5 · Pilot production run 小批量试产 · 计划完成11月27日 周五 · 进行中
    · 随时可用`/task 列表 我的`查看。
王磊 · form
    - 负责人王磊，接口人林涛 · 副负责人赵敏 [编辑]
    - ╭ 项目中也更换吗？
    - 研发部原来的负责人或接口人还在1个进行中的项目里任职。
    - *P-2026-001* · Aurora lamp launch 曙光台灯上市 · 接口人：赵敏
    - 这些项目中也更换吗？: [x] 是，这些项目中也一并更换 [ ] 否，这些项目保持不变 – 新任者会被邀请进入项目频道。
    - ╰ [保存]
    + · 已保存研发部。
    + 负责人王磊，接口人赵敏 · 副负责人赵敏 [编辑]
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
    - R&D · head 王磊, liaison 林涛
    + R&D · head 王磊, liaison 赵敏\
""")
    removed = world.wang.presses("移除部门", on=await edited(world, "法务部"))
    assert await came.of(removed) == snapshot("""\
王磊 · form
    # 部门 · 6 → 5
    - · 已保存研发部。
    - *法务部* · Legal
    - 负责人林涛，接口人林涛 [编辑]
    + · 已移除法务部。
    + ╭ 已移除
    + 已移除法务部。\
""")
    assert await came.of(fills_in(world.wang, "admins.edit", await opened(world), named=["zhao", "sam"])) == snapshot("""\
赵敏 · direct message: 王磊指定你为Liaison的管理员。
    输入`/liaison 设置`，可以设置部门及其负责人和接口人，并指定其他管理员。
Sam Carter · Home
    + [Edit] [Portfolio] [Settings]
赵敏 · Home
    + [项目总览] [设置]
王磊 · form
    另外指定：– [修改] → Sam Carter、赵敏 [修改]
    - · 已移除法务部。
    - ╭ 已移除
    - 已移除法务部。
    + · 管理员已保存。\
""")
    assert await came.of(fills_in(world.wang, "admins.edit", await opened(world), named=["sam"])) == snapshot("""\
赵敏 · Home
    - [项目总览] [设置]
王磊 · form
    另外指定：Sam Carter、赵敏 [修改] → Sam Carter [修改]\
""")
    assert await came.by("Monday 22:10") == snapshot("""\
Sam Carter · direct message: 王磊 named you an admin of Liaison.
    `/liaison settings` opens what you can set up: departments, their heads and liaisons, and further admins.\
""")


async def test_working_days(came: Came) -> None:
    world = came.world
    await came.begins_with(sets(world.wang, "2026-11-25", name="Anniversary"))
    assert await came.by("Monday 09:40") == snapshot("""\
Sam Carter · Home
    # Nothing waits for you. → # 1 thing waits for you
    + *T-6* · Launch landing page 上市落地页 · due Thu, Nov 26
    + [Update] [Done] [⋯]
#product-launch: 📅 The working days of China have changed: 1 day
    Wed, Nov 25: a day off now · Anniversary
    *T-7* · Dealer price list 经销商价目表 · due Wed, Nov 25, which is a day off now
    · Due dates stay as they were; `/task update T-3` moves one.
#product-launch: This week's meeting is Thu, Nov 26, 10:30 AM GMT+8 instead of Wed, Nov 25, 10:30 AM GMT+8: Anniversary
    [Add to my calendar]\
""")
    days = await screen(world.wang)
    removed = await world.wang.presses("calendars.remove", on=days)
    assert removed.view is not None
    assert await came.by("Monday 09:50") == snapshot("""\
Sam Carter · Home
    # 1 thing waits for you → # Nothing waits for you.
    - *T-6* · Launch landing page 上市落地页 · due Thu, Nov 26
    - [Update] [Done] [⋯]
王磊 · form
    - 2026年11月25日 周三已改为放假。
    - 11月25日 周三 · 放假 · Anniversary [移除]
    + 已移除：2026年11月25日 周三。 [撤销]
    + · 今明两年没有自行设置的日期。
#product-launch: 📅 The working days of China have changed: 1 day
    Wed, Nov 25: a working day now
    *T-7* · Dealer price list 经销商价目表 · due Wed, Nov 25, which is a working day now
    · Due dates stay as they were; `/task update T-3` moves one.
#product-launch: This week's meeting is at its usual time after all: Wed, Nov 25, 10:30 AM GMT+8
    [Add to my calendar]\
""")
    await world.wang.presses("calendars.restore", on=removed.view)
    assert await came.by("Monday 10:00") == snapshot("""\
Sam Carter · Home
    # Nothing waits for you. → # 1 thing waits for you
    + *T-6* · Launch landing page 上市落地页 · due Thu, Nov 26
    + [Update] [Done] [⋯]
王磊 · form
    - 已移除：2026年11月25日 周三。 [撤销]
    - · 今明两年没有自行设置的日期。
    + 已恢复：2026年11月25日 周三。
    + 11月25日 周三 · 放假 · Anniversary [移除]
#product-launch: 📅 The working days of China have changed: 1 day
    Wed, Nov 25: a day off now · Anniversary
    *T-7* · Dealer price list 经销商价目表 · due Wed, Nov 25, which is a day off now
    · Due dates stay as they were; `/task update T-3` moves one.
#product-launch: This week's meeting is Thu, Nov 26, 10:30 AM GMT+8 instead of Wed, Nov 25, 10:30 AM GMT+8: Anniversary
    [Add to my calendar]\
""")


async def test_a_project_and_its_channel(came: Came) -> None:
    world = came.world
    second = await basics(world, await first_step(world))
    started = sends(world.zhao, second, departments=["Marketing", "Sales"], initiating="销售部", channel_kind="public")
    assert await came.of(started) == snapshot("""\
Priya Nair · direct message: 赵敏 has named you in P-2026-002 双十一大促: sponsor, head of Sales, liaison of Sales
    · What waits for you there stands on Home and comes in one message a morning.
赵敏 · direct message: P-2026-002 · 双十一大促已启动。项目频道正在创建，名单上的人都会收到邀请。
Maria Weber · Home
    # Your projects · 1 → 2
    + P-2026-002 · 双十一大促
    + execution · #p-2026-002-双十一大促
    + 🟢 nothing late, overdue or undecided
    + [Portfolio]
Priya Nair · Home
    # Your projects · 1 → 2
    + P-2026-002 · 双十一大促
    + execution · #p-2026-002-双十一大促
    + 🟢 nothing late, overdue or undecided
    + [Edit] [Portfolio]
Sam Carter · Home
    # Your projects · 1 → 2
    + P-2026-002 · 双十一大促
    + execution · #p-2026-002-双十一大促
赵敏 · Home
    # 我的项目 · 1 → 2
    + P-2026-002 · 双十一大促
    + 执行 · #p-2026-002-双十一大促
    + 🟢 没有延期、逾期或未决事项
    + [编辑] [项目总览]
#p-2026-002-双十一大促: P-2026-002 · 双十一大促 · 项目经理赵敏，12月1日 周二至2027年2月28日 周日
    *发起部门负责人* Priya Nair | *发起部门* 销售部 | *跨部门例会* 星期四 10:00（北京时间） | *所处阶段* 执行
    *项目目标*
    销售额翻倍
    *参与部门*
    市场部 · 负责人Maria Weber，接口人Sam Carter
    销售部 · 负责人Priya Nair，接口人Priya Nair
    · 《项目基本信息表》· 按中国（2027年放假安排尚未公布，可能变动，公布后用`/liaison 日历`设置）的工作日计算 · 用`/task 添加`添加任务
    [把例会加入我的日历]
#p-2026-002-双十一大促 · members
    + Liaison
    + Maria Weber
    + Priya Nair
    + Sam Carter
    + 赵敏
#p-2026-002-双十一大促 · pins
    + P-2026-002 · 双十一大促
#p-2026-002-双十一大促 · topic
    + P-2026-002 · 双十一大促\
""")
    assert await came.of(world.zhao.types("/project home P-2026-001", channel="#random")) == snapshot("""\
赵敏 · alone, in #random: 从现在起，#random是P-2026-001 · Aurora lamp launch 曙光台灯上市的项目频道：提醒和新卡片都发到这里，并邀请所有相关人员加入。
Maria Weber, Priya Nair, Sam Carter · Home
    - execution · #product-launch
    + execution · #random
刘洋, 林涛, 王磊, 赵敏, 陈静 · Home
    - 执行 · #product-launch
    + 执行 · #random
#product-launch: P-2026-001 · Aurora lamp launch 曙光台灯上市 has moved to #random: alerts and new cards go there. What stands here is not kept up to date any more.
#random: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
    *Sponsor* Maria Weber | *Initiating department* Marketing | *Weekly meeting* Wednesday, 10:30 AM (Asia/Shanghai) | *Phase* execution
    *Objective*
    Launch within three months; ¥5 million of sales in the first month.
    三个月内上市，首月销售额500万元。
    *Departments*
    Marketing · head Maria Weber, liaison Sam Carter
    R&D · head 王磊, liaison 林涛
    Sales · head Priya Nair, liaison Priya Nair
    Customer Service · head 刘洋, liaison 刘洋
    Design · head 陈静, liaison 陈静
    · Project basic information · working days of China; the days off of 2027 are not decreed yet and may move: `/liaison calendar` sets them · `/task add` adds a task
    [Weekly meeting to my calendar]
#random · members
    + Liaison
#random · pins
    + P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
#random · topic
    + P-2026-001 · Aurora lamp launch 曙光台灯上市\
""")
    await world.wang.archives("#random")
    assert await came.of(world.sam.types("/task update T-6 30%", channel="#general")) == snapshot("""\
Sam Carter · alone, in #general: T-6 · Launch landing page 上市落地页 is now 🔵 in progress 30%.
    [Undo]
赵敏 · direct message: Liaison无法再向“P-2026-001 · Aurora lamp launch 曙光台灯上市”的频道发消息，Slack的回复是is_archived。
    那里不会再收到消息。请恢复频道并邀请Liaison，然后在频道里输入`/project 频道 P-2026-001`。
Sam Carter · Home
    *T-6* · Launch landing page 上市落地页 · 🔵 in progress 20% · due Thu, Nov 26 [Update] → 🔵 in progress 30% · due Thu, Nov 26 [Update]\
""")
    assert await came.of(world.wang.archives("#random", is_over=True)) == snapshot("""\
#random: T-6 · Launch landing page 上市落地页 · 🔵 in progress 30% · Sam Carter · due Thu, Nov 26
    · Marketing · stage Preparation 筹备 · ⏳ waits for T-3 · with Design, Sales
    · “Waiting for the key visual” · Last change: Sam Carter, Mon, Nov 23, 9:33 AM GMT+8
    [Update] [Timeline] [Ask for help] [Raise a dispute]\
""")


async def test_an_admin_who_reads_english(came: Came) -> None:
    world = came.world
    await came.begins_with(fills_in(world.wang, "admins.edit", await opened(world), named=["sam"]))
    settings = await opened(world, "sam", "/liaison settings")
    added = fills_in(world.sam, "Add", settings, name_en="Legal", head_id="maria", liaison_id="sam")
    assert await came.of(added) == snapshot("""\
Sam Carter · form
    + ╭ Settings
    + · Legal is added.
    + # Departments of the organisation · 6
    + [Add] [Import a list]
    + *Marketing* · 市场部
    + head Maria Weber, liaison Sam Carter · deputies Sam Carter [Edit]
    + *R&D* · 研发部
    + head 王磊, liaison 林涛 · deputies 赵敏 [Edit]
    + *Sales* · 销售部
    + head Priya Nair, liaison Priya Nair [Edit]
    + *Customer Service* · 客服部
    + head 刘洋, liaison 刘洋 [Edit]
    + *Design* · 设计部
    + head 陈静, liaison 陈静 [Edit]
    + *Legal* head Maria Weber, liaison Sam Carter [Edit]
    + ———
    + # Admins
    + Slack's own: 王磊
    + Named here: Sam Carter [Change]
    + ———
    + # Working days
    + Public holidays, make-up working days, days off of your own, calendars of departments. [Open]\
""")
    assert await came.of(sets(world.sam, "2026-11-28", "working")) == snapshot("""\
Sam Carter · form
    # Departments of the organisation · 6 → # China
    - ╭ Settings
    - · Legal is added.
    - [Add] [Import a list]
    - *Marketing* · 市场部
    - head Maria Weber, liaison Sam Carter · deputies Sam Carter [Edit]
    - *R&D* · 研发部
    - head 王磊, liaison 林涛 · deputies 赵敏 [Edit]
    - *Sales* · 销售部
    - head Priya Nair, liaison Priya Nair [Edit]
    - *Customer Service* · 客服部
    - head 刘洋, liaison 刘洋 [Edit]
    - *Design* · 设计部
    - head 陈静, liaison 陈静 [Edit]
    - *Legal* head Maria Weber, liaison Sam Carter [Edit]
    - # Admins
    - Slack's own: 王磊
    - Named here: Sam Carter [Change]
    - # Working days
    - Public holidays, make-up working days, days off of your own, calendars of departments. [Open]
    + ╭ Working days
    + Sat, Nov 28, 2026 is a working day now.
    + The organisation's calendar.
    + Public holidays and make-up working days of China
    + Off each week: Saturday, Sunday
    + ⚠️ 2027 is not decreed yet; days may move. When it is, set the days below or import its .ics.
    + [!Set days] [Import .ics] [Choose the country]
    + Sat, Nov 28 · make-up working day [Remove]
    + [Add a calendar for a department]\
""")
    assert await came.of(world.sam.types("/liaison away @priya 2026-12-01")) == snapshot("""\
Priya Nair · direct message: You stand in for Sam Carter: Tue, Dec 1 (America/New_York)
    · What waits for Sam Carter waits for you too in these days. What you do is shown as done by you for Sam Carter.
Sam Carter · alone: Priya Nair stands in for Sam Carter: Tue, Dec 1 (America/New_York). Both are told.
    [End it]
Sam Carter · direct message: Priya Nair stands in for you: Tue, Dec 1
    · What waits for you waits for Priya Nair too, and is recorded as done for you. You can act as before; every due date stays.
    [End it]\
""")
