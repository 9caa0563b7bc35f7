"""All that comes of what is planned: tasks added, edited, split, deleted, and what is attached and said to them."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.came.acting import fills_in, writes
from tests.came.conftest import Came
from tests.scenarios.cards import card_of


async def test_added_edited_and_made_to_wait(came: Came) -> None:
    world = came.world
    assert await came.of(world.zhao.types("/task add Print posters by next Friday @chen stage:Launch")) == snapshot("""\
赵敏 · alone: 已添加T-13 · Print posters，计划完成12月4日 周五（北京时间）。
    [编辑]
陈静 · direct message: T-13 · Print posters现在由你负责，计划完成日12月4日 周五（北京时间）。
    · Aurora lamp launch 曙光台灯上市 · 设计部 · ⚪ 未开始 · 来自赵敏
    · 阶段：Launch
    [更新] [动态]
陈静 · Home
    # 我的未完成任务 · 2 → 3
    + *T-13* · Print posters · ⚪ 未开始 · 计划完成12月4日 周五 [更新]
#product-launch: T-13 · Print posters · ⚪ not started · 陈静 · due Fri, Dec 4
    · Design · stage Launch
    · Last change: 赵敏, Mon, Nov 23, 9:31 AM GMT+8
    [Update] [Timeline] [Ask for help] [Raise a dispute]\
""")
    assert await came.of(world.maria.types("/task add Invite the press by Dec 4 @sam")) == snapshot("""\
Maria Weber · alone: Added T-14 · Invite the press, due Fri 4 Dec (GMT+8).
    [Edit]
Sam Carter · Home
    # Your open tasks · 2 → 3
    + *T-14* · Invite the press · ⚪ not started · due Fri, Dec 4 [Update]
#product-launch: T-14 · Invite the press · ⚪ not started · Sam Carter · due Fri, Dec 4
    · Marketing
    · Last change: Maria Weber, Mon, Nov 23, 9:32 AM GMT+8
    [Update] [Timeline] [Ask for help] [Raise a dispute]\
""")
    assert await came.of(writes(world.zhao, "/task add 媒体资料包 12月18日", department_id="1")) == snapshot("""\
赵敏 · alone: 已添加T-15 · 媒体资料包，计划完成12月18日 周五（北京时间）。
    [编辑]
赵敏 · Home
    # 我的未完成任务 → # 我的未完成任务 · 1
    - 没有未完成的任务。在项目频道里输入`/task 列表`可以查看项目任务。
    + *T-15* · 媒体资料包 · ⚪ 未开始 · 计划完成12月18日 周五 [更新]
#product-launch: T-15 · 媒体资料包 · ⚪ not started · 赵敏 · due Fri, Dec 18
    · Marketing
    · Last change: 赵敏, Mon, Nov 23, 9:33 AM GMT+8
    [Update] [Timeline] [Ask for help] [Raise a dispute]\
""")
    edited = writes(world.zhao, "/task edit T-6", title="Landing page", due_on="2026-12-11", note="视觉稿晚了")
    assert await came.of(edited) == snapshot("""\
赵敏 · alone: 已保存T-6 · Landing page。
Maria Weber · Home
    🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done → 2 tasks done, 1 date moved
Priya Nair · Home
    🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done → 2 tasks done, 1 date moved
Sam Carter · Home
    *T-6* · Launch landing page 上市落地页 · 🔵 in progress 20% · due Thu, Nov 26 [Update] → · Landing page · 🔵 in progress 20% · due Fri, Dec 11 (moved 1 time, first due Thu, Nov 26) [Update]
刘洋, 王磊, 赵敏, 陈静 · Home
    🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成 → 2项任务完成、1项任务改期
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 20% · Sam Carter · due Thu, Nov 26 → Landing page · 🔵 in progress 20% · Sam Carter · due Fri, Dec 11 (moved 1 time, first due Thu, Nov 26)
    · Last change: Sam Carter, Mon, Nov 23, 9:30 AM GMT+8 → 赵敏, Mon, Nov 23, 9:34 AM GMT+8
    - · “Waiting for the key visual”
    + · “视觉稿晚了”\
""")
    await world.zhao.types("/task edit T-6")
    form = await world.zhao.view()
    assert form is not None
    await world.zhao.presses("tasks.plan.more", on=form)
    second = await world.zhao.view()
    assert second is not None
    await world.zhao.chooses("tasks.waits_for", await world.zhao.suggests("tasks.waits_for", "T-7"), on=second)
    assert await came.of(world.zhao.submits(second, quality="双语校对")) == snapshot("""\
赵敏 · alone: 已保存T-6 · Landing page。
#product-launch · changed: T-6 · Landing page · 🔵 in progress 20% · Sam Carter · due Fri, Dec 11 (moved 1 time, first due Thu, Nov 26)
    · Last change: 赵敏, Mon, Nov 23, 9:34 AM GMT+8 → 赵敏, Mon, Nov 23, 9:35 AM GMT+8
    - · ⏳ waits for T-3
    + · ⏳ waits for T-7\
""")
    said = await world.lin.types("印刷厂周五要文件")
    assert said.message is not None
    shortcut = await world.zhao.uses("tasks.from_message", said.message)
    made = world.zhao.submits(shortcut, department_id="设计部", owner_id="U0CHEN0001", due_on="2026-12-04")
    assert await came.of(made) == snapshot("""\
赵敏 · alone: 已添加T-16 · 印刷厂周五要文件，计划完成12月4日 周五（北京时间）。
    [编辑]
陈静 · direct message: T-16 · 印刷厂周五要文件现在由你负责，计划完成日12月4日 周五（北京时间）。
    · Aurora lamp launch 曙光台灯上市 · 设计部 · ⚪ 未开始 · 来自赵敏
    [更新] [动态]
陈静 · Home
    # 我的未完成任务 · 3 → 4
    + *T-16* · 印刷厂周五要文件 · ⚪ 未开始 · 计划完成12月4日 周五 [更新]
#product-launch: T-16 · 印刷厂周五要文件 · ⚪ not started · 陈静 · due Fri, Dec 4
    · Design
    · Attached: aurora.slack.com/archives/C0LAUNCH01/p…
    · Last change: 赵敏, Mon, Nov 23, 9:36 AM GMT+8
    [Update] [Timeline] [Ask for help] [Raise a dispute]\
""")


async def test_split_deleted_and_brought_back(came: Came) -> None:
    world = came.world
    split = writes(world.sam, "/task split T-12", lines="Invite the press, by Dec 4, @maria\nRehearse")
    assert await came.of(split) == snapshot("""\
Sam Carter · alone: T-12 is split into 2 subtasks.
    *T-13* · Invite the press · ⚪ not started · due Fri, Dec 4 · Maria Weber
    *T-14* · Rehearse · ⚪ not started · due Fri, Dec 25 · Sam Carter
Maria Weber · Home
    # Your open tasks → # Your open tasks · 1
    - Nothing is open. `/task list` in a project's channel shows its tasks.
    + *T-13* · Invite the press · ⚪ not started · due Fri 4 Dec [Update]
Sam Carter · Home
    # Your open tasks · 2 → 3
    + *T-14* · Rehearse · ⚪ not started · due Fri, Dec 25 [Update]
#product-launch: T-12 · Launch event 上市发布会 · ⚪ not started · Sam Carter · due Fri, Dec 25
    *Delivery standard*
    200 guests, live stream, press kit
    · Marketing · stage Launch 上市 · 0 of 2 subtasks done · ⏳ waits for T-5, T-6, T-11 (-2) · with Design, R&D
    · Last change: 赵敏, Mon, Nov 23, 9:30 AM GMT+8
    [Update] [Timeline] [Ask for help] [Raise a dispute]\
""")
    assert await came.of(world.maria.types("/task update T-13 done")) == snapshot("""\
Maria Weber · alone: T-13 · Invite the press is now ✅ done.
    [Undo]
Maria Weber · Home
    # Your open tasks · 1 → # Your open tasks
    🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done → 3 tasks done
    - *T-13* · Invite the press · ⚪ not started · due Fri 4 Dec [Update]
    + Nothing is open. `/task list` in a project's channel shows its tasks.
Priya Nair · Home
    🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done → 3 tasks done
Sam Carter · Home
    *T-12* · Launch event 上市发布会 · ⚪ not started · due Fri, Dec 25 [Update] → 🔵 in progress 50% · due Fri, Dec 25 [Update]
刘洋, 王磊, 赵敏, 陈静 · Home
    🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成 → 3项任务完成
#product-launch · changed: T-12 · Launch event 上市发布会 · ⚪ not started · Sam Carter · due Fri, Dec 25 → 🔵 in progress 50% · Sam Carter · due Fri, Dec 25
    - · 0 of 2 subtasks done
    + · 1 of 2 subtasks done
#product-launch: T-13 · Invite the press · ✅ done · Maria Weber · due Fri, Dec 4
    · Marketing · stage Launch 上市 · part of T-12
    · Last change: Maria Weber, Mon, Nov 23, 9:32 AM GMT+8
    [Update] [Timeline]\
""")
    asked = await world.sam.types("/task delete T-14")
    gone = await world.sam.presses("tasks.delete", on=asked.answer)
    assert await came.so_far() == snapshot("""\
Sam Carter · alone: Delete T-14 · Rehearse?
    *T-14* · Rehearse · ⚪ not started · due Fri, Dec 25 · Sam Carter
    It leaves every list and holds nobody up any more. Its card says so, its history stays, and it can be brought back.
    [⚠Delete]
Sam Carter · alone: T-14 · Rehearse is deleted. Its card and its history stay.
    [Bring it back]
Sam Carter · Home
    # Your open tasks · 3 → 2
    *T-12* · Launch event 上市发布会 · 🔵 in progress 50% · due Fri, Dec 25 [Update] → 🔵 in progress 100% · due Fri, Dec 25 [Update]
    - *T-14* · Rehearse · ⚪ not started · due Fri, Dec 25 [Update]
#product-launch · changed: T-12 · Launch event 上市发布会 · 🔵 in progress 50% · Sam Carter · due Fri, Dec 25 → 🔵 in progress 100% · Sam Carter · due Fri, Dec 25
    - · 1 of 2 subtasks done
    + · 1 of 1 subtasks done
#product-launch: T-14 · Rehearse · deleted · Sam Carter · due Fri, Dec 25
    · Last change: Sam Carter, Mon, Nov 23, 9:33 AM GMT+8
    [Timeline]\
""")
    assert await came.of(world.sam.presses("tasks.restore", on=gone.answer)) == snapshot("""\
Sam Carter · alone: T-14 · Rehearse is back.
Sam Carter · Home
    # Your open tasks · 2 → 3
    *T-12* · Launch event 上市发布会 · 🔵 in progress 100% · due Fri, Dec 25 [Update] → 🔵 in progress 50% · due Fri, Dec 25 [Update]
    + *T-14* · Rehearse · ⚪ not started · due Fri, Dec 25 [Update]
#product-launch · changed: T-12 · Launch event 上市发布会 · 🔵 in progress 100% · Sam Carter · due Fri, Dec 25 → 🔵 in progress 50% · Sam Carter · due Fri, Dec 25
    - · 1 of 1 subtasks done
    + · 1 of 2 subtasks done
#product-launch · changed: T-14 · Rehearse · deleted · Sam Carter · due Fri, Dec 25 → ⚪ not started · Sam Carter · due Fri, Dec 25
    · Last change: Sam Carter, Mon, Nov 23, 9:33 AM GMT+8 → Sam Carter, Mon, Nov 23, 9:34 AM GMT+8
    + · Marketing
    + · stage Launch 上市
    + · part of T-12
    + [Update] [Ask for help] [Raise a dispute]\
""")
    asked = await world.zhao.types("/task 删除 T-3")
    gone = await world.zhao.presses("tasks.delete", on=asked.answer)
    assert await came.so_far() == snapshot("""\
赵敏 · alone: 要删除T-3 · Launch key visual 主视觉设计吗？
    *T-3* · Launch key visual 主视觉设计 · 🔴 延期 70% · 计划完成11月18日 周三 · 陈静
    它将不再出现在任何列表中，也不再影响后续任务。卡片会注明已删除，历史保留，之后可以恢复。
    [⚠删除]
赵敏 · alone: T-3 · Launch key visual 主视觉设计已删除，卡片和历史保留。
    [恢复]
陈静 · direct message: T-3 · Launch key visual 主视觉设计 · 已由赵敏删除
    [动态]
    *T-9* · Packaging print files 包装印刷文件 · 已没有未完成的前置任务，可以推进 · 计划12月2日 周三完成
    [更新] [动态]
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · past 7 days: 3 tasks done
    + 🔴 1 task late since Fri 20 Nov · past 7 days: 3 tasks done
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 3 tasks done
    + 🔴 1 task late since Fri, Nov 20 · past 7 days: 3 tasks done
刘洋, 王磊, 赵敏 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：3项任务完成
    + 🔴 1项任务延期（11月20日 周五起） · 近7天：3项任务完成
陈静 · Home
    # 1件事待你处理 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    # 我的未完成任务 · 2 → 1
    - *T-3* · Launch key visual 主视觉设计 · 🔴 已延期3个工作日（中国）
    - [更新] [标为完成] [⋯]
    - *T-3* · Launch key visual 主视觉设计 · 🔴 延期 70% · 计划完成11月18日 周三 [更新]
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：3项任务完成
    + 🔴 1项任务延期（11月20日 周五起） · 近7天：3项任务完成
#product-launch · changed: T-3 · Launch key visual 主视觉设计 · 🔴 delayed 70% · 3 working days late · 陈静 · due Wed, Nov 18 → deleted · 陈静 · due Wed, Nov 18
    · Last change: 陈静, Mon, Nov 23, 9:30 AM GMT+8 → 赵敏, Mon, Nov 23, 9:35 AM GMT+8
    - *Delivery standard* One layered file and 6 cuts
    - · Design
    - · stage Preparation 筹备
    - · with Marketing
    - [Update] [Ask for help] [Raise a dispute]
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 20% · Sam Carter · due Thu, Nov 26
    - · ⏳ waits for T-3\
""")
    assert await came.of(world.zhao.presses("tasks.restore", on=gone.answer)) == snapshot("""\
赵敏 · alone: T-3 · Launch key visual 主视觉设计已恢复。
陈静 · direct message: T-3 · Launch key visual 主视觉设计现在由你负责，计划完成日11月18日 周三（北京时间）。
    · Aurora lamp launch 曙光台灯上市 · 设计部 · 🔴 延期 · 来自赵敏 · 按中国的工作日计算
    *交付标准*
    One layered file and 6 cuts
    · 阶段：Preparation 筹备 · 配合：市场部
    · 等待它的任务：T-6、T-9 (+1)
    · 最近说明：Second round of comments
    [更新] [动态]
Maria Weber · Home
    - 🔴 1 task late since Fri 20 Nov · past 7 days: 3 tasks done
    + 🔴 2 tasks late since Thu 19 Nov · past 7 days: 3 tasks done
Priya Nair · Home
    - 🔴 1 task late since Fri, Nov 20 · past 7 days: 3 tasks done
    + 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 3 tasks done
刘洋, 王磊, 赵敏 · Home
    - 🔴 1项任务延期（11月20日 周五起） · 近7天：3项任务完成
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：3项任务完成
陈静 · Home
    # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项 → # 1件事待你处理
    # 我的未完成任务 · 1 → 2
    - 🔴 1项任务延期（11月20日 周五起） · 近7天：3项任务完成
    + *T-3* · Launch key visual 主视觉设计 · 🔴 已延期3个工作日（中国）
    + [更新] [标为完成] [⋯]
    + *T-3* · Launch key visual 主视觉设计 · 🔴 延期 70% · 计划完成11月18日 周三 [更新]
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：3项任务完成
#product-launch · changed: T-3 · Launch key visual 主视觉设计 · deleted · 陈静 · due Wed, Nov 18 → 🔴 delayed 70% · 3 working days late · 陈静 · due Wed, Nov 18
    · Last change: 赵敏, Mon, Nov 23, 9:35 AM GMT+8 → 赵敏, Mon, Nov 23, 9:36 AM GMT+8
    + *Delivery standard* One layered file and 6 cuts
    + · Design
    + · stage Preparation 筹备
    + · with Marketing
    + [Update] [Ask for help] [Raise a dispute]
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 20% · Sam Carter · due Thu, Nov 26
    + · ⏳ waits for T-3\
""")


async def test_attached_and_commented(came: Came) -> None:
    world = came.world
    attached = await world.chen.types("/task attach T-3 https://design.example.com/kv")
    assert await came.so_far() == snapshot("""\
陈静 · alone: 已为T-3 · Launch key visual 主视觉设计添加1个附件。
    • design.example.com/kv
    [撤销]
#product-launch · changed: T-3 · Launch key visual 主视觉设计 · 🔴 delayed 70% · 3 working days late · 陈静 · due Wed, Nov 18
    + · Attached: design.example.com/kv\
""")
    assert await came.of(world.chen.presses("撤销", on=attached.answer)) == snapshot("""\
陈静 · alone: 已从T-3 · Launch key visual 主视觉设计移除1个附件。
    • design.example.com/kv
    [撤销]
#product-launch · changed: T-3 · Launch key visual 主视觉设计 · 🔴 delayed 70% · 3 working days late · 陈静 · due Wed, Nov 18
    - · Attached: design.example.com/kv\
""")
    file = await world.sam.attaches("final.pdf", b"%PDF")
    assert await came.of(writes(world.sam, "/task attach T-3", files=[file], note="for the printer")) == snapshot("""\
Sam Carter · alone: Attached 1 to T-3 · Launch key visual 主视觉设计.
    • final.pdf · for the printer
    Files appear in the thread of the task's card in a moment.
    [Undo]
#product-launch · changed: T-3 · Launch key visual 主视觉设计 · 🔴 delayed 70% · 3 working days late · 陈静 · due Wed, Nov 18
    + · Attached: final.pdf
#product-launch · under “T-3 · Launch key visual 主视觉设计”:
    [file final.pdf]\
""")
    assert await came.of(world.priya.types("/task comment T-3 The dealers ask for @lin's photo too")) == snapshot("""\
Priya Nair · alone: Your comment stands in the thread of T-3 · Launch key visual 主视觉设计.
#product-launch · under “T-3 · Launch key visual 主视觉设计”: Priya Nair on T-3: The dealers ask for @林涛's photo too\
""")
    assert await came.of(
        fills_in(
            world.sam,
            "Ask for help",
            await card_of(world, 6),
            title="Six cuts",
            department_id="Design",
            needed_by="2026-12-04",
        )
    ) == snapshot("""\
Sam Carter · alone: R-1 · Six cuts is now ⏳ submitted.
    · needed by Fri, Dec 4 (GMT+8) · answer by Wed, Nov 25 (GMT+8) · working days of China
陈静 · direct message: R-1 · Six cuts · 市场部 → 设计部 · ⏳ 待答复 · 12月4日 周五前需要 · 11月25日 周三前答复
    · T-6在等它 · 按中国的工作日计算 · 最近更新：Sam Carter，11月23日 周一 09:35
    [!接受] [提出异议] [指定承办人] [详情]
Maria Weber · Home
    🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done → 2 tasks done, 1 request raised
Priya Nair · Home
    🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done → 2 tasks done, 1 request raised
刘洋, 王磊, 赵敏 · Home
    🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成 → 2项任务完成、1项协作需求新提出
陈静 · Home
    # 1件事待你处理 → # 2件事待你处理
    🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成 → 2项任务完成、1项协作需求新提出
    + R-1 · Six cuts · 11月25日 周三前答复（中国）
    + [接受] [提出异议] [⋯]
#product-launch · changed: T-6 · Launch landing page 上市落地页 · 🔵 in progress 20% · Sam Carter · due Thu, Nov 26
    + · ⏳ waits for R-1
#product-launch: R-1 · Six cuts · Marketing → Design · ⏳ submitted · needed by Fri, Dec 4 · answer by Wed, Nov 25
    · T-6 waits for it · working days of China · Last change: Sam Carter, Mon, Nov 23, 9:35 AM GMT+8
    [!Accept] [Object] [Hand to …] [Withdraw] [Details]\
""")
