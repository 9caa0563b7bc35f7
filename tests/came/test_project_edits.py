"""All that comes of a project that is edited, and of departments that leave it, join it and are merged."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.came.acting import sends, writes
from tests.came.conftest import Came
from tests.scenarios.requests import asks
from tests.scenarios.test_project_departments import chooses, parts


async def test_a_period_and_a_sponsor_and_taken_back(came: Came) -> None:
    world = came.world
    saved = writes(world.zhao, "/project 编辑", ends_on="2027-01-29", sponsor_id="wang")
    assert await came.of(saved) == snapshot("""\
Priya Nair · direct message: 赵敏 has set the period of P-2026-001 · Aurora lamp launch 曙光台灯上市: Tue, Sep 29 – Fri, Jan 29, 2027
刘洋, 林涛, 王磊, 陈静 · direct message: 赵敏已调整P-2026-001 · Aurora lamp launch 曙光台灯上市的项目周期：9月29日 周二至2027年1月29日 周五
王磊 · direct message: 由你接手Maria Weber在P-2026-001 Aurora lamp launch 曙光台灯上市的工作
    • 发起部门负责人
    T-3 · Launch key visual 主视觉设计 · 计划完成11月18日 周三 · 延期
    T-4 · Firmware 1.0 固件1.0 · 计划完成11月19日 周四 · 延期
    · 随时可用`/task 列表 我的`查看。
赵敏 · alone: P-2026-001 · Aurora lamp launch 曙光台灯上市已更新。
    • 结束：12月30日 周三 → 2027年1月29日 周五
    • 发起部门负责人：Maria Weber → 王磊
    [撤销]
    · 10分钟内可以撤销。
Maria Weber · Home
    - [Edit]
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30 → Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Fri, Jan 29, 2027
    *Sponsor* Maria Weber → 王磊
#product-launch: 赵敏 has changed P-2026-001 · Aurora lamp launch 曙光台灯上市.
    • End: Wed, Dec 30 → Fri, Jan 29, 2027
    • Sponsor: Maria Weber → 王磊
#product-launch · pins
    - P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
    + P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Fri, Jan 29, 2027\
""")
    assert await came.of(world.zhao.types("/project 撤销")) == snapshot("""\
Priya Nair · direct message: 赵敏 has set the period of P-2026-001 · Aurora lamp launch 曙光台灯上市: Tue, Sep 29 – Wed, Dec 30
刘洋, 林涛, 陈静 · direct message: 赵敏已调整P-2026-001 · Aurora lamp launch 曙光台灯上市的项目周期：9月29日 周二至12月30日 周三
王磊 · direct message: 赵敏已将你在P-2026-001 Aurora lamp launch 曙光台灯上市的工作移交给Maria Weber
    • 发起部门负责人
赵敏 · alone: 已撤销：P-2026-001 · Aurora lamp launch 曙光台灯上市恢复为原来的内容。
    • 结束：2027年1月29日 周五 → 12月30日 周三
    • 发起部门负责人：王磊 → Maria Weber
Maria Weber · Home
    + [Edit]
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Fri, Jan 29, 2027 → Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
    *Sponsor* 王磊 → Maria Weber
#product-launch: 赵敏 took that back: P-2026-001 · Aurora lamp launch 曙光台灯上市 is as it was before.
    • End: Fri, Jan 29, 2027 → Wed, Dec 30
    • Sponsor: 王磊 → Maria Weber
#product-launch · pins
    - P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Fri, Jan 29, 2027
    + P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30\
""")


async def test_a_department_leaves_with_what_is_open_and_joins_again(came: Came) -> None:
    world = came.world
    await came.begins_with(asks(world.sam))
    form = await chooses(world.zhao, "leave", "设计部")
    assert form.view is not None
    assert form.view.text == snapshot("""\
*设计部*：将退出P-2026-001 · Aurora lamp launch 曙光台灯上市。不再催周报，负责人和接口人不再担任项目职责；已完成的内容保持不变。
*2项未完成的任务*
• T-3 · Launch key visual 主视觉设计
• T-9 · Packaging print files 包装印刷文件
*1项未完成的协作需求*
• R-1 · Poster artwork
未完成的任务: [ ] 移交给下面的部门 [ ] 取消
未完成的协作需求: [ ] 移交给下面的部门 [ ] 不再需要
接手的部门 (optional): ‹›
移交事项的责任人 (optional): ‹› – 不填则为接手部门的接口人。
取消的原因 (optional): ‹该产品线已停止›\
""")
    left = sends(world.zhao, form, tasks_others="given", requests_others="given", heir="研发部", owner_id="lin")
    assert await came.of(left) == snapshot("""\
林涛 · direct message: R-1 · Poster artwork · 市场部 → 研发部 · ⏳ 待答复 · 12月4日 周五前需要 · 11月25日 周三前答复
    · 按中国的工作日计算 · 最近更新：赵敏，11月23日 周一 09:32
    [!接受] [提出异议] [指定承办人] [详情]
林涛, 王磊 · direct message: 赵敏：设计部退出P-2026-001 · Aurora lamp launch 曙光台灯上市
    以下事项由贵部门接手：
    • T-3 · Launch key visual 主视觉设计
    • T-9 · Packaging print files 包装印刷文件
    • R-1 · Poster artwork
赵敏 · alone: P-2026-001 · Aurora lamp launch 曙光台灯上市：5个参与部门
    市场部 · 负责人Maria Weber，接口人Sam Carter · 发起部门 [⋯]
    研发部 · 负责人王磊，接口人林涛 [⋯]
    销售部 · 负责人Priya Nair，接口人Priya Nair [⋯]
    客服部 · 负责人刘洋，接口人刘洋 [⋯]
    设计部 · 负责人陈静，接口人陈静 [⋯]
    [部门加入]
    · 修改前会先列出该部门未完成的事项，由你决定如何处理。
赵敏 · alone: 设计部已退出P-2026-001。
    • 2项未完成的任务：由研发部接手
    • 1项未完成的协作需求：由研发部接手
    [撤销]
    · 10分钟内可以撤销。
陈静 · direct message · changed: R-1 · Poster artwork · 市场部 → 设计部 · ⏳ 待答复 · 12月4日 周五前需要 · 11月25日 周三前答复 → 市场部 → 研发部 · ⏳ 待答复 · 12月4日 周五前需要 · 11月25日 周三前答复
    · 最近更新：Sam Carter，11月23日 周一 09:31 → 赵敏，11月23日 周一 09:32
陈静 · direct message: 赵敏：设计部退出P-2026-001 · Aurora lamp launch 曙光台灯上市
    项目中不再有该部门的事项待你处理。
林涛 · Home
    # 1件事待你处理 → # 3件事待你处理
    # 我的未完成任务 · 1 → 3
    + *T-3* · Launch key visual 主视觉设计 · 🔴 已延期3个工作日（中国）
    + [更新] [标为完成] [⋯]
    + R-1 · Poster artwork · 11月25日 周三前答复（中国）
    + [接受] [提出异议] [⋯]
    + *T-3* · Launch key visual 主视觉设计 · 🔴 延期 70% · 计划完成11月18日 周三 [更新]
    + *T-9* · Packaging print files 包装印刷文件 · ⚪ 未开始 · 计划完成12月2日 周三 [更新]
王磊 · Home
    # 1件事待你处理 → # 2件事待你处理
    + *T-3* · Launch key visual 主视觉设计 · 🔴 已延期3个工作日（中国） · 林涛
    + [更新] [动态] [⋯]
陈静 · Home
    # 2件事待你处理 → # 没有待你处理的事项。
    # 我的未完成任务 · 2 → # 我的未完成任务
    - *T-3* · Launch key visual 主视觉设计 · 🔴 已延期3个工作日（中国）
    - [更新] [标为完成] [⋯]
    - R-1 · Poster artwork · 11月25日 周三前答复（中国）
    - [接受] [提出异议] [⋯]
    - *T-3* · Launch key visual 主视觉设计 · 🔴 延期 70% · 计划完成11月18日 周三 [更新]
    - *T-9* · Packaging print files 包装印刷文件 · ⚪ 未开始 · 计划完成12月2日 周三 [更新]
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
    + 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
    - Design · head 陈静, liaison 陈静
#product-launch · changed: T-3 · Launch key visual 主视觉设计 · 🔴 delayed 70% · 3 working days late · 陈静 · due Wed, Nov 18 → 林涛 · due Wed, Nov 18
    · Last change: 陈静, Mon, Nov 23, 9:30 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
    - · Design
    + · R&D
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 20% · Sam Carter · due Thu, Nov 26
    · Last change: Sam Carter, Mon, Nov 23, 9:30 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
    - · with Design, Sales
    + · with Sales, R&D
#product-launch · changed: R-1 · Poster artwork · Marketing → Design · ⏳ submitted · needed by Fri, Dec 4 · answer by Wed, Nov 25 → Marketing → R&D · ⏳ submitted · needed by Fri, Dec 4 · answer by Wed, Nov 25
    · Last change: Sam Carter, Mon, Nov 23, 9:31 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
#product-launch: 赵敏: Design leaves P-2026-001 · Aurora lamp launch 曙光台灯上市
    • 2 open tasks: with R&D now
    • 1 open request: with R&D now\
""")
    joins = await world.maria.presses("A department joins", on=(await parts(world.maria)).answer)
    await came.begins_with(world.settle())
    assert await came.of(sends(world.maria, joins, department_id="Design")) == snapshot("""\
Maria Weber · alone: Design takes part in P-2026-001.
陈静 · direct message: Maria Weber已指定你参加P-2026-001 Aurora lamp launch 曙光台灯上市，担任：设计部负责人、设计部接口人
    · 待你处理的事项会列在主页，并在每个工作日上午汇总发送。
陈静 · Home
    # 没有待你处理的事项。 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
Maria Weber · form
    - ╭ A department joins
    - · *P-2026-001
    - · Aurora lamp launch 曙光台灯上市*
    - · its head and its liaison are told what is expected of them, and it is asked for a report from the next meeting on.
    - Department: ‹›
    - Liaison in this project (optional): ‹› – Without: the department's own.
    - ╰ [Join]
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
    + Design · head 陈静, liaison 陈静
#product-launch: Maria Weber: Design joins P-2026-001 · Aurora lamp launch 曙光台灯上市\
""")


async def test_a_department_is_merged_with_a_request_between_both(came: Came) -> None:
    world = came.world
    await came.begins_with(asks(world.lin, department="设计部"))
    form = await chooses(world.maria, "merge", "Design")
    assert form.view is not None
    assert form.view.text == snapshot("""\
*Design* is a part of another department from now on in P-2026-001 · Aurora lamp launch 曙光台灯上市: all that is open with it is that one's, with the same owners. What was done stays under its name.
*2 open tasks*
• T-3 · Launch key visual 主视觉设计
• T-9 · Packaging print files 包装印刷文件
*1 open request*
• R-1 · Poster artwork
It is a part of: ‹›\
""")
    assert await came.of(sends(world.maria, form, into="R&D")) == snapshot("""\
Maria Weber · alone: P-2026-001 · Aurora lamp launch 曙光台灯上市: 5 departments take part
    Marketing · head Maria Weber, liaison Sam Carter · initiating department [⋯]
    R&D · head 王磊, liaison 林涛 [⋯]
    Sales · head Priya Nair, liaison Priya Nair [⋯]
    Customer Service · head 刘洋, liaison 刘洋 [⋯]
    Design · head 陈静, liaison 陈静 [⋯]
    [A department joins]
    · Before anything is changed you see what is open with the department, and say where it goes.
Maria Weber · alone: Design is a part of R&D now in P-2026-001.
    • 2 open tasks: with R&D now
    • 1 open request: over, between the two there is nothing left to ask
    [Undo]
    · For 10 minutes it can be undone.
林涛, 王磊 · direct message: Maria Weber：设计部在P-2026-001 · Aurora lamp launch 曙光台灯上市中并入研发部
    以下事项由贵部门接手：
    • T-3 · Launch key visual 主视觉设计
    • T-9 · Packaging print files 包装印刷文件
陈静 · direct message · changed: R-1 · Poster artwork · 研发部 → 设计部 · ⏳ 待答复 · 12月4日 周五前需要 · 11月25日 周三前答复 → ⚪ 已撤回 · 12月4日 周五前需要
    · 最近更新：林涛，11月23日 周一 09:31 → Maria Weber，11月23日 周一 09:32
    - [!接受] [提出异议] [指定承办人]
    + *承办人* 无
陈静 · direct message: Maria Weber：设计部在P-2026-001 · Aurora lamp launch 曙光台灯上市中并入研发部
    今后由研发部的负责人和接口人代表该部门；你本人的任务和协作需求不变。
Maria Weber · Home
    🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done, 1 request raised → 2 tasks done, 1 request raised, 1 request settled
Priya Nair · Home
    🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done, 1 request raised → 2 tasks done, 1 request raised, 1 request settled
刘洋, 赵敏 · Home
    🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出 → 2项任务完成、1项协作需求新提出、1项协作需求已完结
王磊 · Home
    # 1件事待你处理 → # 2件事待你处理
    🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出 → 2项任务完成、1项协作需求新提出、1项协作需求已完结
    + *T-3* · Launch key visual 主视觉设计 · 🔴 已延期3个工作日（中国） · 陈静
    + [更新] [动态] [⋯]
陈静 · Home
    # 2件事待你处理 → # 1件事待你处理
    - R-1 · Poster artwork · 11月25日 周三前答复（中国）
    - [接受] [提出异议] [⋯]
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成、1项协作需求新提出
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
    - Design · head 陈静, liaison 陈静
#product-launch · changed: T-3 · Launch key visual 主视觉设计 · 🔴 delayed 70% · 3 working days late · 陈静 · due Wed, Nov 18
    · Last change: 陈静, Mon, Nov 23, 9:30 AM GMT+8 → Maria Weber, Mon, Nov 23, 9:32 AM GMT+8
    - · Design
    + · R&D
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 20% · Sam Carter · due Thu, Nov 26
    · Last change: Sam Carter, Mon, Nov 23, 9:30 AM GMT+8 → Maria Weber, Mon, Nov 23, 9:32 AM GMT+8
    - · with Design, Sales
    + · with Sales, R&D
#product-launch · changed: R-1 · Poster artwork · R&D → Design · ⏳ submitted · needed by Fri, Dec 4 · answer by Wed, Nov 25 → ⚪ withdrawn · needed by Fri, Dec 4
    · Last change: 林涛, Mon, Nov 23, 9:31 AM GMT+8 → Maria Weber, Mon, Nov 23, 9:32 AM GMT+8
    - [!Accept] [Object] [Hand to …] [Withdraw]
    + *In charge* nobody
#product-launch: Maria Weber: Design is a part of R&D now in P-2026-001 · Aurora lamp launch 曙光台灯上市
    • 2 open tasks: with R&D now
    • 1 open request: over, between the two there is nothing left to ask\
""")
