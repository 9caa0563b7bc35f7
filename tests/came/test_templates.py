"""All that comes of a template: taken into a project, taken back, made of one, deleted."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.came.conftest import Came
from tests.scenarios.test_templates import looked


async def test_taken_and_taken_back(came: Came) -> None:
    world = came.world
    shown = await looked(world.zhao, "event", **{"role.1.event.1": "5", "role.1.event.3": "0"})
    assert await came.of(world.zhao.submits(shown)) == snapshot("""\
林涛 · direct message: 1件事待你处理 · T-4 · Firmware 1.0 固件1.0 · 🔴 已延期2个工作日（中国）
    [更新] [标为完成] [⋯]
    *T-24* · Build registration and ticketing · 暂无责任人，由你代为跟进 · 计划完成2027年3月16日 周二 · 赵敏：Yearly marketing event
    *T-28* · Settle data protection of the guests' data · 暂无责任人，由你代为跟进 · 计划完成2027年3月4日 周四 · 赵敏：Yearly marketing event
    *T-34* · Prepare technology on site · 暂无责任人，由你代为跟进 · 计划完成2027年4月16日 周五 · 赵敏：Yearly marketing event
    *T-46* · Stand by for network, stream and check-in · 暂无责任人，由你代为跟进 · 计划完成2027年5月12日 周三 · 赵敏：Yearly marketing event
    *T-25* · Set up tickets, payment and invoices · 暂无责任人，由你代为跟进 · 计划完成2027年3月10日 周三 · 赵敏：Yearly marketing event
    *T-26* · Test the load at three times the peak · 暂无责任人，由你代为跟进 · 计划完成2027年3月16日 周二 · 赵敏：Yearly marketing event
    *T-27* · Prepare rollback and offline check-in · 暂无责任人，由你代为跟进 · 计划完成2027年3月15日 周一 · 赵敏：Yearly marketing event
    *T-35* · Order a dedicated line, plan the wireless network · 暂无责任人，由你代为跟进 · 计划完成2027年3月25日 周四 · 赵敏：Yearly marketing event
    *T-36* · Set up live stream with a second encoder · 暂无责任人，由你代为跟进 · 计划完成2027年4月2日 周五 · 赵敏：Yearly marketing event
    *T-37* · Prepare check-in desks and badge printing · 暂无责任人，由你代为跟进 · 计划完成2027年4月16日 周五 · 赵敏：Yearly marketing event
赵敏 · alone: 已为P-2026-001套用“Yearly marketing event”：新增29项任务、5个里程碑，依赖关系61条。
    · 接下来请指定责任人并核对日期。10分钟内、尚无人在此基础上修改时，可整体撤销。
    [撤销] [跟踪表]
陈静 · direct message: 1件事待你处理 · T-3 · Launch key visual 主视觉设计 · 🔴 已延期3个工作日（中国）
    [更新] [标为完成] [⋯]
    *T-17* · Obtain permits and insurance · 暂无责任人，由你代为跟进 · 计划完成2027年3月10日 周三 · 赵敏：Yearly marketing event
    *T-21* · Appoint the production agency · 暂无责任人，由你代为跟进 · 计划完成2027年2月22日 周一 · 赵敏：Yearly marketing event
    *T-32* · Draw stage, sound, light and screens · 暂无责任人，由你代为跟进 · 计划完成2027年3月18日 周四 · 赵敏：Yearly marketing event
    *T-33* · Build stage elements, stands and signs · 暂无责任人，由你代为跟进 · 计划完成2027年4月6日 周二 · 赵敏：Yearly marketing event
    *T-39* · Brief crew, stewards and volunteers · 暂无责任人，由你代为跟进 · 计划完成2027年4月30日 周五 · 赵敏：Yearly marketing event
    *T-40* · Build up and rehearse · 暂无责任人，由你代为跟进 · 计划完成2027年5月10日 周一 · 赵敏：Yearly marketing event
    *T-44* · Ready for doors · 暂无责任人，由你代为跟进 · 计划完成2027年5月10日 周一 · 赵敏：Yearly marketing event
    *T-45* · Hold the event · 暂无责任人，由你代为跟进 · 计划完成2027年5月12日 周三 · 赵敏：Yearly marketing event
    *T-18* · Have structures and fire safety approved · 暂无责任人，由你代为跟进 · 计划完成2027年3月10日 周三 · 赵敏：Yearly marketing event
    *T-41* · Move in and build up on site · 暂无责任人，由你代为跟进 · 计划完成2027年5月6日 周四 · 赵敏：Yearly marketing event
    *T-42* · Technical rehearsal · 暂无责任人，由你代为跟进 · 计划完成2027年5月7日 周五 · 赵敏：Yearly marketing event
    *T-43* · Full rehearsal with hosts and speakers · 暂无责任人，由你代为跟进 · 计划完成2027年5月10日 周一 · 赵敏：Yearly marketing event
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done
    + 🔴 2 tasks late since Thu 19 Nov · 38 tasks due after the project's end · past 7 days: 2 tasks done
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done
    + 🔴 2 tasks late since Thu, Nov 19 · 38 tasks due after the project's end · past 7 days: 2 tasks done
Sam Carter · Home
    # Your open tasks · 2 → 18
    + *T-13* · Go through last year's figures and complaints · ⚪ not started · due Thu, Jan 14, 2027 ⚠️ · no owner yet [Update]
    + *T-14* · Decide goal, audience and theme · ⚪ not started · due Fri, Jan 22, 2027 ⚠️ · no owner yet [Update]
    + *T-15* · Draw up the event budget in three sizes · ⚪ not started · due Fri, Jan 29, 2027 ⚠️ · no owner yet [Update]
    + *T-16* · ◆ Concept and budget approved · ⚪ not done · due Fri, Jan 29, 2027 ⚠️ · no owner yet [Update]
    + *T-19* · Engage speakers, build the programme · ⚪ not started · due Thu, Mar 4, 2027 ⚠️ · no owner yet [Update]
    + *T-23* · Design the event's look and web site · ⚪ not started · due Thu, Mar 4, 2027 ⚠️ · no owner yet [Update]
    + *T-20* · Win sponsors and exhibitors · ⚪ not started · due Thu, Mar 11, 2027 ⚠️ · no owner yet [Update]
    + *T-22* · ◆ Venue, permits and programme secured · ⚪ not done · due Thu, Mar 11, 2027 ⚠️ · no owner yet [Update]
    + · ⚠️ days off of 2027 not decreed yet
    + · Page 1 of 2
    + [More]
刘洋, 王磊, 赵敏 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + 🔴 2项任务延期（11月19日 周四起） · 38项任务晚于项目结束日 · 近7天：2项任务完成
林涛 · Home
    # 我的未完成任务 · 1 → 11
    + *T-28* · Settle data protection of the guests' data · ⚪ 未开始 · 计划完成2027年3月4日 周四 ⚠️ · 暂无责任人 [更新]
    + *T-25* · Set up tickets, payment and invoices · ⚪ 未开始 · 计划完成2027年3月10日 周三 ⚠️ · 暂无责任人 [更新]
    + *T-27* · Prepare rollback and offline check-in · ⚪ 未开始 · 计划完成2027年3月15日 周一 ⚠️ · 暂无责任人 [更新]
    + *T-24* · Build registration and ticketing · ⚪ 未开始 · 计划完成2027年3月16日 周二 ⚠️ · 暂无责任人 [更新]
    + *T-26* · Test the load at three times the peak · ⚪ 未开始 · 计划完成2027年3月16日 周二 ⚠️ · 暂无责任人 [更新]
    + *T-35* · Order a dedicated line, plan the wireless network · ⚪ 未开始 · 计划完成2027年3月25日 周四 ⚠️ · 暂无责任人 [更新]
    + *T-36* · Set up live stream with a second encoder · ⚪ 未开始 · 计划完成2027年4月2日 周五 ⚠️ · 暂无责任人 [更新]
    + *T-34* · Prepare technology on site · ⚪ 未开始 · 计划完成2027年4月16日 周五 ⚠️ · 暂无责任人 [更新]
    + *T-37* · Prepare check-in desks and badge printing · ⚪ 未开始 · 计划完成2027年4月16日 周五 ⚠️ · 暂无责任人 [更新]
    + · ⚠️ 2027年放假安排未公布
    + · 第1页，共2页
    + [更多]
陈静 · Home
    # 我的未完成任务 · 2 → 14
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + *T-21* · Appoint the production agency · ⚪ 未开始 · 计划完成2027年2月22日 周一 ⚠️ · 暂无责任人 [更新]
    + *T-17* · Obtain permits and insurance · ⚪ 未开始 · 计划完成2027年3月10日 周三 ⚠️ · 暂无责任人 [更新]
    + *T-18* · Have structures and fire safety approved · ⚪ 未开始 · 计划完成2027年3月10日 周三 ⚠️ · 暂无责任人 [更新]
    + *T-32* · Draw stage, sound, light and screens · ⚪ 未开始 · 计划完成2027年3月18日 周四 ⚠️ · 暂无责任人 [更新]
    + *T-33* · Build stage elements, stands and signs · ⚪ 未开始 · 计划完成2027年4月6日 周二 ⚠️ · 暂无责任人 [更新]
    + *T-39* · Brief crew, stewards and volunteers · ⚪ 未开始 · 计划完成2027年4月30日 周五 ⚠️ · 暂无责任人 [更新]
    + *T-41* · Move in and build up on site · ⚪ 未开始 · 计划完成2027年5月6日 周四 ⚠️ · 暂无责任人 [更新]
    + *T-42* · Technical rehearsal · ⚪ 未开始 · 计划完成2027年5月7日 周五 ⚠️ · 暂无责任人 [更新]
    + · ⚠️ 2027年放假安排未公布
    + · 第1页，共2页
    + [更多]
    + 🔴 2项任务延期（11月19日 周四起） · 38项任务晚于项目结束日 · 近7天：2项任务完成
#product-launch: 赵敏 has begun the plan from the template “Yearly marketing event”: 29 tasks, 5 milestones new, 61 links
    · Nobody owns a task yet: each department's liaison hears of theirs in one message, and names owners.
    [The table]\
""")
    assert await came.of(world.zhao.presses("撤销")) == snapshot("""\
林涛 · direct message: T-24 · Build registration and ticketing · 已由赵敏删除
    *T-28* · Settle data protection of the guests' data · 已由赵敏删除
    *T-34* · Prepare technology on site · 已由赵敏删除
    *T-46* · Stand by for network, stream and check-in · 已由赵敏删除
    *T-25* · Set up tickets, payment and invoices · 已由赵敏删除
    *T-26* · Test the load at three times the peak · 已由赵敏删除
    *T-27* · Prepare rollback and offline check-in · 已由赵敏删除
    *T-35* · Order a dedicated line, plan the wireless network · 已由赵敏删除
    *T-36* · Set up live stream with a second encoder · 已由赵敏删除
    *T-37* · Prepare check-in desks and badge printing · 已由赵敏删除
赵敏 · alone: 已撤销套用模板“Yearly marketing event”：删除29项任务、5个里程碑。
陈静 · direct message: T-17 · Obtain permits and insurance · 已由赵敏删除
    *T-21* · Appoint the production agency · 已由赵敏删除
    *T-32* · Draw stage, sound, light and screens · 已由赵敏删除
    *T-33* · Build stage elements, stands and signs · 已由赵敏删除
    *T-39* · Brief crew, stewards and volunteers · 已由赵敏删除
    *T-40* · Build up and rehearse · 已由赵敏删除
    *T-44* · Ready for doors · 已由赵敏删除
    *T-45* · Hold the event · 已由赵敏删除
    *T-18* · Have structures and fire safety approved · 已由赵敏删除
    *T-41* · Move in and build up on site · 已由赵敏删除
    *T-42* · Technical rehearsal · 已由赵敏删除
    *T-43* · Full rehearsal with hosts and speakers · 已由赵敏删除
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · 38 tasks due after the project's end · past 7 days: 2 tasks done
    + 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · 38 tasks due after the project's end · past 7 days: 2 tasks done
    + 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done
Sam Carter · Home
    # Your open tasks · 18 → 2
    - *T-13* · Go through last year's figures and complaints · ⚪ not started · due Thu, Jan 14, 2027 ⚠️ · no owner yet [Update]
    - *T-14* · Decide goal, audience and theme · ⚪ not started · due Fri, Jan 22, 2027 ⚠️ · no owner yet [Update]
    - *T-15* · Draw up the event budget in three sizes · ⚪ not started · due Fri, Jan 29, 2027 ⚠️ · no owner yet [Update]
    - *T-16* · ◆ Concept and budget approved · ⚪ not done · due Fri, Jan 29, 2027 ⚠️ · no owner yet [Update]
    - *T-19* · Engage speakers, build the programme · ⚪ not started · due Thu, Mar 4, 2027 ⚠️ · no owner yet [Update]
    - *T-23* · Design the event's look and web site · ⚪ not started · due Thu, Mar 4, 2027 ⚠️ · no owner yet [Update]
    - *T-20* · Win sponsors and exhibitors · ⚪ not started · due Thu, Mar 11, 2027 ⚠️ · no owner yet [Update]
    - *T-22* · ◆ Venue, permits and programme secured · ⚪ not done · due Thu, Mar 11, 2027 ⚠️ · no owner yet [Update]
    - · ⚠️ days off of 2027 not decreed yet
    - · Page 1 of 2
    - [More]
刘洋, 王磊, 赵敏 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 38项任务晚于项目结束日 · 近7天：2项任务完成
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
林涛 · Home
    # 我的未完成任务 · 11 → 1
    - *T-28* · Settle data protection of the guests' data · ⚪ 未开始 · 计划完成2027年3月4日 周四 ⚠️ · 暂无责任人 [更新]
    - *T-25* · Set up tickets, payment and invoices · ⚪ 未开始 · 计划完成2027年3月10日 周三 ⚠️ · 暂无责任人 [更新]
    - *T-27* · Prepare rollback and offline check-in · ⚪ 未开始 · 计划完成2027年3月15日 周一 ⚠️ · 暂无责任人 [更新]
    - *T-24* · Build registration and ticketing · ⚪ 未开始 · 计划完成2027年3月16日 周二 ⚠️ · 暂无责任人 [更新]
    - *T-26* · Test the load at three times the peak · ⚪ 未开始 · 计划完成2027年3月16日 周二 ⚠️ · 暂无责任人 [更新]
    - *T-35* · Order a dedicated line, plan the wireless network · ⚪ 未开始 · 计划完成2027年3月25日 周四 ⚠️ · 暂无责任人 [更新]
    - *T-36* · Set up live stream with a second encoder · ⚪ 未开始 · 计划完成2027年4月2日 周五 ⚠️ · 暂无责任人 [更新]
    - *T-34* · Prepare technology on site · ⚪ 未开始 · 计划完成2027年4月16日 周五 ⚠️ · 暂无责任人 [更新]
    - *T-37* · Prepare check-in desks and badge printing · ⚪ 未开始 · 计划完成2027年4月16日 周五 ⚠️ · 暂无责任人 [更新]
    - · ⚠️ 2027年放假安排未公布
    - · 第1页，共2页
    - [更多]
陈静 · Home
    # 我的未完成任务 · 14 → 2
    - *T-21* · Appoint the production agency · ⚪ 未开始 · 计划完成2027年2月22日 周一 ⚠️ · 暂无责任人 [更新]
    - *T-17* · Obtain permits and insurance · ⚪ 未开始 · 计划完成2027年3月10日 周三 ⚠️ · 暂无责任人 [更新]
    - *T-18* · Have structures and fire safety approved · ⚪ 未开始 · 计划完成2027年3月10日 周三 ⚠️ · 暂无责任人 [更新]
    - *T-32* · Draw stage, sound, light and screens · ⚪ 未开始 · 计划完成2027年3月18日 周四 ⚠️ · 暂无责任人 [更新]
    - *T-33* · Build stage elements, stands and signs · ⚪ 未开始 · 计划完成2027年4月6日 周二 ⚠️ · 暂无责任人 [更新]
    - *T-39* · Brief crew, stewards and volunteers · ⚪ 未开始 · 计划完成2027年4月30日 周五 ⚠️ · 暂无责任人 [更新]
    - *T-41* · Move in and build up on site · ⚪ 未开始 · 计划完成2027年5月6日 周四 ⚠️ · 暂无责任人 [更新]
    - *T-42* · Technical rehearsal · ⚪ 未开始 · 计划完成2027年5月7日 周五 ⚠️ · 暂无责任人 [更新]
    - · ⚠️ 2027年放假安排未公布
    - · 第1页，共2页
    - [更多]
    - 🔴 2项任务延期（11月19日 周四起） · 38项任务晚于项目结束日 · 近7天：2项任务完成
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
#product-launch: The plan from the template “Yearly marketing event” is taken back: 29 tasks, 5 milestones deleted.\
""")


async def test_made_of_a_project_and_deleted(came: Came) -> None:
    world = came.world
    assert await came.of(world.zhao.types("/plan 存为模板 年度发布")) == snapshot("""\
赵敏 · alone: P-2026-001已存为模板“年度发布”：11项任务，3个阶段，依赖关系10条。
    · 不含责任人、进度和文件。标题和文字照原样保留，请检查其中是否出现人名。
    · 原计划的日期有2条依赖关系未满足；模板照原样保留。
    [全部模板] [删除该模板]\
""")
    assert await came.of(world.zhao.presses("删除该模板")) == snapshot("""\
赵敏 · alone: 模板“年度发布”已删除。由它生成的任务保留。
    · 10分钟内可恢复。
    [撤销]\
""")
