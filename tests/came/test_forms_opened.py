"""Forms over what there is already: what stands in them when they open, and that what is not touched stays."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.came.acting import sends
from tests.came.telling import what_stands_in
from tests.only import only
from tests.scenarios import disputes, requests
from tests.scenarios.cards import card_of, id_of
from tests.scenarios.test_minutes import MEETING, minutes
from tests.scenarios.test_reports import files
from tests.scenarios.test_settings import edited, opened
from tests.world import Person, World


async def test_of_tasks(world: World) -> None:
    form = await world.sam.types("/task update T-6")
    assert what_stands_in(form) == snapshot("""\
Update a task
    Task: T-6 · Launch landing page 上市落地页
    Status: 🔵 in progress
    Progress in percent: 20
    Planned end: 2026-11-26
    Owner: Sam Carter
    What holds it, or what is next:\
""")
    await sends(world.sam, form, progress="35")
    assert what_stands_in(await world.sam.presses("Update", on=await card_of(world, 6))) == snapshot("""\
Update a task
    Task: T-6 · Launch landing page 上市落地页
    Status: 🔵 in progress
    Progress in percent: 35
    Planned end: 2026-11-26
    Owner: Sam Carter
    What holds it, or what is next:\
""")

    form = await world.zhao.types("/task edit T-6")
    assert what_stands_in(form) == snapshot("""\
编辑T-6
    任务内容: Launch landing page 上市落地页
    主责部门: 市场部
    责任人: Sam Carter
    计划开始: 2026-11-16
    计划完成: 2026-11-26
    所属阶段或上级任务: 阶段：Preparation 筹备
    计划完成日期变更的原因:
    static select: 工期：按起止日期\
""")
    assert form.view is not None
    await world.zhao.presses("tasks.plan.more", on=form.view)
    standard = await world.zhao.view()
    assert standard is not None
    assert what_stands_in(standard) == snapshot("""\
编辑T-6
    任务描述:
    交付标准：成果:
    交付标准：形式:
    交付标准：质量:
    配合部门及各自提供的内容: 设计部: Images in three sizes 三种尺寸的图片
        销售部: Dealer list 经销商名单
    依赖的任务: T-3 · Launch key visual 主视觉设计
    滞后（工作日）和依赖类型:\
""")
    await sends(world.zhao, standard, quality="双语校对")
    again = await world.zhao.types("/task edit T-6")
    assert again.view is not None
    await world.zhao.presses("tasks.plan.more", on=again.view)
    kept = await world.zhao.view()
    assert kept is not None
    assert what_stands_in(kept) == snapshot("""\
编辑T-6
    任务描述:
    交付标准：成果:
    交付标准：形式:
    交付标准：质量: 双语校对
    配合部门及各自提供的内容: 设计部: Images in three sizes 三种尺寸的图片
        销售部: Dealer list 经销商名单
    依赖的任务: T-3 · Launch key visual 主视觉设计
    滞后（工作日）和依赖类型:\
""")
    await world.zhao.closes(kept, everything=True)

    assert what_stands_in(await world.chen.types("/task update")) == snapshot("""\
更新我的任务
    static select: 🔵 进行中
    static select: 70%
    datepicker: 2026-11-18
    T-3：目前卡在哪里，或为什么调整日期:
    static select: ⚪ 未开始
    static select: 0%
    datepicker: 2026-12-02
    T-9：目前卡在哪里，或为什么调整日期:\
""")
    refused = await world.chen.types("/task T-3 due 2026-12-01")
    assert what_stands_in(await world.chen.presses("填写原因", on=refused.answer)) == snapshot("""\
更新任务
    任务: T-3 · Launch key visual 主视觉设计
    状态: 🔵 进行中
    进度（百分比）: 70
    计划完成: 2026-12-01
    责任人: 陈静
    卡在哪里，或下一步做什么:\
""")
    assert what_stands_in(await world.sam.types("/task split T-12")) == snapshot("""\
Split T-12
    Subtasks, one a line:\
""")


async def test_of_requests_and_reports(world: World) -> None:
    assert what_stands_in(await world.sam.types("/request new Six cuts by Dec 4")) == snapshot("""\
Ask for help
    Which department is asked:
    What is needed: Six cuts
    Delivery standard:
    Task that waits for it:
    Needed by: 2026-12-04
    Answer by:\
""")
    help_wanted = await world.sam.presses("Ask for help", on=await card_of(world, 6))
    assert what_stands_in(help_wanted) == snapshot("""\
Ask for help
    Which department is asked:
    What is needed:
    Delivery standard:
    Task that waits for it: T-6 · Launch landing page 上市落地页
    Needed by:
    Answer by:\
""")
    await sends(world.sam, help_wanted, title="Six cuts", department_id="Design", needed_by="2026-12-04")
    given = await world.chen.presses("Hand to …", on=await requests.card_of(world, 1))
    assert what_stands_in(given) == snapshot("""\
指定承办人
    承办人:\
""")
    await sends(world.chen, given, assignee=await id_of(world, "lin"))
    assert what_stands_in(await world.chen.presses("Hand to …", on=await requests.card_of(world, 1))) == snapshot("""\
指定承办人
    承办人: 林涛\
""")
    await files(
        world.sam,
        {"not_done_tasks": ["6"], "done": "Outline"},
        {"reason.t6": "The key visual is missing", "cause.t6": "Design"},
    )
    assert await both_steps(world.sam) == snapshot("""\
Status report
    Done this week: tasks: T-1 · Positioning and price 定位与定价
    Done this week: anything else: Outline
    Not done: tasks: T-6 · Launch landing page 上市落地页
    Not done: anything else:
    Next week: tasks: T-6 · Launch landing page 上市落地页
    Next week: anything else:
Status report
    Why it is not done: The key visual is missing
    Caused by another department?: Design\
""")
    listed = await world.sam.types("/report list")
    shown = await world.sam.presses("Show it", on=listed.answer)
    assert what_stands_in(await world.sam.presses("Ask for help", on=shown.answer)) == snapshot("""\
Ask for help
    Which department is asked: Design
    What is needed: The key visual is missing
    Delivery standard:
    Task that waits for it: T-6 · Launch landing page 上市落地页
    Needed by:
    Answer by:\
""")


async def both_steps(who: Person) -> str:
    """What stands in the report, a step behind the other."""
    first = await who.types("/report")
    second = await who.submits(first)
    return f"{what_stands_in(first)}\n{what_stands_in(second)}"


async def test_of_disputes(world: World) -> None:
    assert what_stands_in(await world.lin.presses("Raise a dispute", on=await card_of(world, 3))) == snapshot("""\
提出争议
    对方部门: 设计部
    争议事项: Launch key visual 主视觉设计
    本部门的立场:
    涉及的任务: T-3 · Launch key visual 主视觉设计
    轻重: 普通：24小时内达成共识\
""")
    await disputes.raises(world.lin, line="T-3", subject="Key visual is late")
    position = await world.lin.presses("disputes.position", on=await disputes.card_of(world))
    assert what_stands_in(position) == snapshot("""\
陈述立场
    本部门的立场: The first proof met the standard.\
""")
    await sends(world.lin, position, position="The photos were there on Monday.")
    position = await world.lin.presses("disputes.position", on=await disputes.card_of(world))
    assert what_stands_in(position) == snapshot("""\
陈述立场
    本部门的立场: The photos were there on Monday.\
""")
    await disputes.proposes(world.chen, "One more week.", await disputes.card_of(world))
    proposal = await world.lin.presses("disputes.propose", on=await disputes.card_of(world))
    assert what_stands_in(proposal) == snapshot("""\
拟定共识文本
    由双方确认的共识文本: One more week.\
""")
    meeting = await world.zhao.presses("disputes.meeting", on=await disputes.card_of(world))
    assert what_stands_in(meeting) == snapshot("""\
专项沟通会
    日期: 2026-11-23
    时间: 11:00
    会议室或链接:\
""")
    await sends(world.zhao, meeting, day="2026-11-23", clock="15:00", place="3号会议室")
    assert what_stands_in(await world.zhao.presses("disputes.meeting", on=await disputes.card_of(world))) == snapshot("""\
专项沟通会
    日期: 2026-11-23
    时间: 15:00
    会议室或链接: 3号会议室\
""")
    settings = await world.zhao.types("/dispute settings")
    assert what_stands_in(settings) == snapshot("""\
本项目的争议规则
    24小时怎样计算: 24小时，含夜间和周末
    发起部门负责人为当事方时的裁决人:\
""")
    await sends(world.zhao, settings, second_decider_id=await id_of(world, "liu"))
    assert what_stands_in(await world.zhao.types("/dispute settings")) == snapshot("""\
本项目的争议规则
    24小时怎样计算: 24小时，含夜间和周末
    发起部门负责人为当事方时的裁决人: 刘洋\
""")
    await world.clock.to("Tuesday 16:05")
    pack = await disputes.told(world.maria, "For you to decide: D-1")
    assert what_stands_in(await world.maria.presses("Decide", on=pack)) == snapshot("""\
Decide
    Decision:
    Reasons:
    Planned end of T-3 · Launch key visual 主视觉设计: 2026-11-18\
""")


async def test_of_meetings(world: World) -> None:
    assert what_stands_in(await world.zhao.types("/meeting move")) == snapshot("""\
例会改期
    改到何时:
    或选择日期: 2026-11-25
    时间: 10:30
    原因:\
""")
    settings = await world.zhao.types("/meeting settings")
    assert what_stands_in(settings) == snapshot("""\
跨部门例会
    星期: 星期三
    时间: 10:30
    时区: 北京时间（GMT+8）
    时长: 60分钟
    频道: product-launch
    会前摘要: 提前2小时
    周报提醒: 提前24小时, 提前4小时\
""")
    await sends(world.zhao, settings, minutes="45")
    assert what_stands_in(await world.zhao.types("/meeting settings")) == snapshot("""\
跨部门例会
    星期: 星期三
    时间: 10:30
    时区: 北京时间（GMT+8）
    时长: 45分钟
    频道: product-launch
    会前摘要: 提前2小时
    周报提醒: 提前24小时, 提前4小时\
""")
    await world.clock.to(MEETING)
    notes = await world.zhao.types("/meeting notes")
    assert what_stands_in(notes) == snapshot("""\
会议纪要
    出席人: 赵敏, Maria Weber, 王磊, Priya Nair, 刘洋, 陈静, Sam Carter, 林涛
    决议:
    行动项:\
""")
    await sends(world.zhao, notes, decisions="Go.\nThe day stays.", actions="@lin Send the certificate by Friday")
    card = only(await minutes(world))
    assert what_stands_in(await world.zhao.presses("Change", on=card)) == snapshot("""\
会议纪要
    出席人: 赵敏, Maria Weber, 王磊, Priya Nair, 刘洋, 陈静, Sam Carter, 林涛
    决议: Go.
        The day stays.
    新增行动项:\
""")


async def test_of_what_is_set_up(world: World) -> None:
    department = await edited(world, "市场部")
    assert what_stands_in(department) == snapshot("""\
编辑部门
    英文名称: Marketing
    中文名称: 市场部
    部门负责人: Maria Weber
    接口人: Sam Carter
    副负责人: Sam Carter
    工作日: 全公司的日历（中国）
    Slack用户组:\
""")
    await sends(world.wang, department, name_zh="市场营销部")
    assert what_stands_in(await edited(world, "市场营销部")) == snapshot("""\
编辑部门
    英文名称: Marketing
    中文名称: 市场营销部
    部门负责人: Maria Weber
    接口人: Sam Carter
    副负责人: Sam Carter
    工作日: 全公司的日历（中国）
    Slack用户组:\
""")
    admins = await world.wang.presses("admins.edit", on=await opened(world))
    assert what_stands_in(admins) == snapshot("""\
管理员
    另外指定的管理员:\
""")
    await sends(world.wang, admins, named=["zhao"])
    assert what_stands_in(await world.wang.presses("admins.edit", on=await opened(world))) == snapshot("""\
管理员
    另外指定的管理员: 赵敏\
""")
    wishes = await world.lin.types("/liaison 免打扰")
    assert what_stands_in(wishes) == snapshot("""\
通知设置
    任务: 我或本部门负责的任务延期, 我负责的任务还有2个工作日到期, 在我下班时间交给我任务，或一次交给我多项任务, 我的任务所等待的任务已完成, 他人调整我的任务的计划完成日, 有人告知：我的任务无法按计划开始, 我的任务被删除，或转给他人, 本部门任务所通向的里程碑改期
    立项申请: 有立项申请待本部门审批, 我的立项申请被退回, 我的或本部门的立项申请尚无答复
    启动会: 我的项目启动会已结束，需要填写纪要
    项目章程: 有项目章程待我签署, 我的项目章程被退回或缺少部门内容, 我的项目章程有逾期未签
    计划: 我的项目有日期改动，受影响的任务没有随之顺延
    计划确认: 有计划等我确认, 我的项目计划被退回, 我的计划有逾期未确认的
    变更: 有变更等我评估或审批, 我提出的变更申请被退回, 我的项目有变更逾期未答复
    跨部门例会: 例会前应提交本部门的周报, 有周报写明某事未完成由本部门导致, 我项目的例会已结束，会议纪要待填写
    协作需求: 有协作需求待我部门答复, 有协作需求待我部门交付, 其他部门对我的协作需求有异议, 我的协作需求已交付，待确认, 我提出的或提给本部门的协作需求逾期
    争议: 争议待我部门陈述立场, 争议待我部门拟定或确认共识文本, 我管理的项目里有争议待处理, 争议待我裁决
    风险: 我负责的高风险：今天情况如何, 我负责的风险多日无变化：下一步做什么, 我的项目中登记了新风险，待评估, 我的项目中有风险申请降级或关闭, 风险已发生：如何处理, 我的风险所在阶段已通过评审, 有风险由我负责跟踪, 我的项目中有风险恶化, 项目经理已答复我负责的风险, 我登记的风险已受理或关闭
    节点质量评审: 本部门的交付物需提交评审, 有评审待我给出意见, 我的项目有评审意见逾期, 我的项目有评审附加条件逾期, 评审已通过或被退回, 我的项目有评审重新打开, 有任务在评审通过前紧急启动
    验收: 有验收待我判定或签署, 我的项目验收有人逾期未答复, 我的部门有验收后的整改待完成, 限期整改的证明待我确认, 可以发起重新验收了, 我的项目已通过验收，可以结项
    项目复盘: 项目复盘征询我的看法, 待撰写复盘报告, 复盘的答复已汇总, 我在复盘中承担的行动待完成, 我项目的复盘行动逾期
    经验教训: 有往期项目的经验教训提示给我, 本人项目的一条经验教训一年无人采纳
    人员: 我的项目有人离开，需要选择接手人\
""")
    await sends(world.lin, wishes, **{"kinds.tasks": ["tasks.due_soon"]})
    assert what_stands_in(await world.lin.types("/liaison 免打扰")) == snapshot("""\
通知设置
    任务: 我负责的任务还有2个工作日到期
    立项申请: 有立项申请待本部门审批, 我的立项申请被退回, 我的或本部门的立项申请尚无答复
    启动会: 我的项目启动会已结束，需要填写纪要
    项目章程: 有项目章程待我签署, 我的项目章程被退回或缺少部门内容, 我的项目章程有逾期未签
    计划: 我的项目有日期改动，受影响的任务没有随之顺延
    计划确认: 有计划等我确认, 我的项目计划被退回, 我的计划有逾期未确认的
    变更: 有变更等我评估或审批, 我提出的变更申请被退回, 我的项目有变更逾期未答复
    跨部门例会: 例会前应提交本部门的周报, 有周报写明某事未完成由本部门导致, 我项目的例会已结束，会议纪要待填写
    协作需求: 有协作需求待我部门答复, 有协作需求待我部门交付, 其他部门对我的协作需求有异议, 我的协作需求已交付，待确认, 我提出的或提给本部门的协作需求逾期
    争议: 争议待我部门陈述立场, 争议待我部门拟定或确认共识文本, 我管理的项目里有争议待处理, 争议待我裁决
    风险: 我负责的高风险：今天情况如何, 我负责的风险多日无变化：下一步做什么, 我的项目中登记了新风险，待评估, 我的项目中有风险申请降级或关闭, 风险已发生：如何处理, 我的风险所在阶段已通过评审, 有风险由我负责跟踪, 我的项目中有风险恶化, 项目经理已答复我负责的风险, 我登记的风险已受理或关闭
    节点质量评审: 本部门的交付物需提交评审, 有评审待我给出意见, 我的项目有评审意见逾期, 我的项目有评审附加条件逾期, 评审已通过或被退回, 我的项目有评审重新打开, 有任务在评审通过前紧急启动
    验收: 有验收待我判定或签署, 我的项目验收有人逾期未答复, 我的部门有验收后的整改待完成, 限期整改的证明待我确认, 可以发起重新验收了, 我的项目已通过验收，可以结项
    项目复盘: 项目复盘征询我的看法, 待撰写复盘报告, 复盘的答复已汇总, 我在复盘中承担的行动待完成, 我项目的复盘行动逾期
    经验教训: 有往期项目的经验教训提示给我, 本人项目的一条经验教训一年无人采纳
    人员: 我的项目有人离开，需要选择接手人\
""")
    assert what_stands_in(await world.lin.types("/liaison away @liu sometime")) == snapshot("""\
请假与代理
    请假人: 林涛
    代理人: 刘洋
    从:
    到（含当天）:\
""")
    assert what_stands_in(await world.zhao.types("/project new")) == snapshot("""\
发起项目
    项目名称:
    核心目标:
    项目经理: 赵敏
    开始:
    结束日期:
    跨部门例会: 星期一
    时间: 10:00\
""")
    await world.lin.deactivates()
    await world.clock.plus("10m")
    question = await disputes.told(world.zhao, "谁来接手林涛")
    assert what_stands_in(await world.zhao.presses("选择接手人", on=question)) == snapshot("""\
选择接手人
    研发部接口人: 王磊
    1项未完成任务的责任人: 王磊\
""")
