"""All that comes of a date that moves and pushes what waits for it, and of taking that back."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.came.conftest import Came


async def test_pushed_and_taken_back(came: Came) -> None:
    world = came.world
    said = await world.zhao.types("/task 更新 T-5 延到12月28日，因为模具返修")
    assert await came.so_far() == snapshot("""\
赵敏 · alone: 还没有保存：T-5改到12月28日 周一会使其他任务太晚：Sam Carter的T-12最早12月29日 周二才能开始，晚6个工作日。
    *顺延受影响任务* · 1项任务改期；计划结束日由12月25日 周五改为2027年1月5日 周二
    *任务*
    • T-12 · Launch event 上市发布会 · 12月21日 周一至12月25日 周五 → 12月29日 周二至2027年1月5日 周二
    [仍然改期] [顺延受影响任务] [查看全部]\
""")
    done = await world.zhao.presses("顺延受影响任务", on=said.answer)
    assert await came.so_far() == snapshot("""\
王磊 · direct message: T-5 · Pilot production run 小批量试产 · 计划完成日由11月27日 周五改为12月28日 周一 · 赵敏：模具返修
    [动态]
赵敏 · alone: T-5改到12月28日 周一，1项任务随之顺延。
    · 每位责任人只会收到一条消息。10分钟内可以整体撤销。
    [撤销]
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done
    + 🔴 2 tasks late since Thu 19 Nov · 1 task due after the project's end · past 7 days: 2 tasks done, 2 dates moved
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done
    + 🔴 2 tasks late since Thu, Nov 19 · 1 task due after the project's end · past 7 days: 2 tasks done, 2 dates moved
Sam Carter · Home
    *T-12* · Launch event 上市发布会 · ⚪ not started · due Fri, Dec 25 [Update] → due Tue, Jan 5, 2027 ⚠️ (moved 1 time, first due Fri, Dec 25) [Update]
    + · ⚠️ days off of 2027 not decreed yet
刘洋, 赵敏, 陈静 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + 🔴 2项任务延期（11月19日 周四起） · 1项任务晚于项目结束日 · 近7天：2项任务完成、2项任务改期
王磊 · Home
    *T-5* · Pilot production run 小批量试产 · 🔵 进行中 40% · 计划完成11月27日 周五 [更新] → 计划完成12月28日 周一 ⚠️ (已调整1次，最初计划11月27日 周五) [更新]
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + · ⚠️ 2027年放假安排未公布
    + 🔴 2项任务延期（11月19日 周四起） · 1项任务晚于项目结束日 · 近7天：2项任务完成、2项任务改期
#product-launch · changed: T-5 · Pilot production run 小批量试产 · 🔵 in progress 40% · 王磊 · due Fri, Nov 27 → due Mon, Dec 28 (moved 1 time, first due Fri, Nov 27)
    · Last change: 王磊, Mon, Nov 23, 9:30 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
    - · “模具第二次试模”
    + · “模具返修”
    + · ⚠️ working days of China; the days off of 2027 are not decreed yet and may move: `/liaison calendar` sets them
#product-launch: 赵敏 moved T-5 · Pilot production run 小批量试产 to Mon, Dec 28; 1 task moved with it
    the end of the plan from Fri, Dec 25 to Tue, Jan 5, 2027
    · Reason: 模具返修\
""")
    await world.clock.to("23:30")
    assert await came.so_far() == snapshot("""\
Sam Carter · direct message: T-12 · Launch event 上市发布会 · due Tue, Jan 5, 2027 now, before that Fri, Dec 25 · pushed by T-5 · 赵敏: 模具返修
    [Timeline]\
""")
    await world.zhao.presses("撤销", on=done.answer)
    assert await came.so_far() == snapshot("赵敏 · alone: 已超过10分钟，无法再撤销。")


async def test_taken_back_at_once(came: Came) -> None:
    world = came.world
    said = await world.zhao.types("/task 更新 T-5 延到12月28日，因为模具返修")
    done = await world.zhao.presses("顺延受影响任务", on=said.answer)
    await came.so_far()
    await world.zhao.presses("撤销", on=done.answer)
    assert await came.so_far() == snapshot(
        """\
王磊 · direct message: T-5 · Pilot production run 小批量试产 · 计划完成日由12月28日 周一改为11月27日 周五 · 由赵敏调整
    [动态]
赵敏 · alone: 已撤销，T-5和随之顺延的1项任务恢复原定日期。
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · 1 task due after the project's end · past 7 days: 2 tasks done, 2 dates moved
    + 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done
Priya Nair · Home
    - 🔴 2 tasks late since Thu, Nov 19 · 1 task due after the project's end · past 7 days: 2 tasks done, 2 dates moved
    + 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done
Sam Carter · Home
    *T-12* · Launch event 上市发布会 · ⚪ not started · due Tue, Jan 5, 2027 ⚠️ (moved 1 time, first due Fri, Dec 25) [Update] → due Fri, Dec 25 [Update]
    - · ⚠️ days off of 2027 not decreed yet
刘洋, 赵敏, 陈静 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 1项任务晚于项目结束日 · 近7天：2项任务完成、2项任务改期
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
王磊 · Home
    *T-5* · Pilot production run 小批量试产 · 🔵 进行中 40% · 计划完成12月28日 周一 ⚠️ (已调整1次，最初计划11月27日 周五) [更新] → 计划完成11月27日 周五 [更新]
    - · ⚠️ 2027年放假安排未公布
    - 🔴 2项任务延期（11月19日 周四起） · 1项任务晚于项目结束日 · 近7天：2项任务完成、2项任务改期
    + 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
#product-launch · changed: T-5 · Pilot production run 小批量试产 · 🔵 in progress 40% · 王磊 · due Mon, Dec 28 (moved 1 time, first due Fri, Nov 27) → due Fri, Nov 27
    · Last change: 赵敏, Mon, Nov 23, 9:31 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
    - · “模具返修”
    - · ⚠️ working days of China; the days off of 2027 are not decreed yet and may move: `/liaison calendar` sets them
    + · “模具第二次试模”
#product-launch: 赵敏 took back what moved: 1 task is due as before.\
"""
    )
