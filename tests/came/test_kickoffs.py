"""All that comes of a kickoff meeting: called, moved, over, written down, cancelled."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.came.acting import fills_in, sends_knowing
from tests.came.conftest import Came
from tests.scenarios.test_kickoffs import DAY, card


async def test_called_moved_over_and_written_down(came: Came) -> None:
    world = came.world
    called = sends_knowing(world.zhao, await world.zhao.types("/project 启动会"), **DAY, place="会议室3")
    assert await came.of(called) == snapshot("""\
Priya Nair · direct message: You are invited to the kickoff meeting of P-2026-001 · Aurora lamp launch 曙光台灯上市: Thu, Nov 26, 10:00 AM
    Launch within three months; ¥5 million of sales in the first month. 三个月内上市，首月销售额500万元。
    Where: 会议室3
    *Invited:* Maria Weber, 赵敏, 王磊, Priya Nair, 刘洋, 陈静, Sam Carter, 林涛
    *Agenda*
    • Does the goal fit the company's strategy?
    • What does each department contribute?
    • First risks: conflicts over resources, technical bottlenecks
    · Heads and liaisons: come with what your department can contribute, and what you see as a risk.
    [Calendar file (.ics)] [I cannot come] [Details]
刘洋, 林涛, 王磊, 陈静 · direct message: 邀请参加P-2026-001 · Aurora lamp launch 曙光台灯上市的启动会：11月26日 周四 10:00
    Launch within three months; ¥5 million of sales in the first month. 三个月内上市，首月销售额500万元。
    地点：会议室3
    *邀请：* Maria Weber、赵敏、王磊、Priya Nair、刘洋、陈静、Sam Carter、林涛
    *议程*
    • 项目目标是否符合公司战略
    • 各部门需要投入什么
    • 初步风险：资源冲突、技术瓶颈
    · 请部门负责人和接口人会前想好：本部门能投入什么，看到哪些风险。
    [日历文件（.ics）] [我不能参加] [详情]
赵敏 · alone: P-2026-001的启动会已召集：11月26日 周四 10:00。邀请了8人。
    [查看]
#product-launch: P-2026-001 · Aurora lamp launch 曙光台灯上市: kickoff meeting · Thu, Nov 26, 10:00 AM GMT+8 · 60 minutes
    Where: 会议室3
    *Invited:* Maria Weber, 赵敏, 王磊, Priya Nair, 刘洋, 陈静, Sam Carter, 林涛
    *Agenda*
    • Does the goal fit the company's strategy?
    • What does each department contribute?
    • First risks: conflicts over resources, technical bottlenecks
    · Last change: 赵敏, Mon, Nov 23, 9:31 AM GMT+8
    [Calendar file (.ics)] [Move] [Cancel it]\
""")
    form = await world.maria.presses("Move", on=await card(world))
    moved = sends_knowing(world.maria, form, clock="15:00", invited=["U0CHEN0001", "U0SAM00001"])
    assert await came.of(moved) == snapshot("""\
Maria Weber · alone: The kickoff meeting of P-2026-001 is now on Thu 26 Nov, 08:00; who is invited is told.
    [Show it]
Priya Nair · direct message: You are no longer invited to the kickoff meeting of P-2026-001 · Aurora lamp launch 曙光台灯上市
    [Details]
刘洋, 林涛, 王磊, 赵敏 · direct message: 不再邀请参加P-2026-001 · Aurora lamp launch 曙光台灯上市的启动会
    [详情]
陈静 · direct message: P-2026-001 · Aurora lamp launch 曙光台灯上市的启动会改为11月26日 周四 15:00
    Launch within three months; ¥5 million of sales in the first month. 三个月内上市，首月销售额500万元。
    地点：会议室3
    *邀请：* 陈静、Sam Carter
    *议程*
    • 项目目标是否符合公司战略
    • 各部门需要投入什么
    • 初步风险：资源冲突、技术瓶颈
    · 请部门负责人和接口人会前想好：本部门能投入什么，看到哪些风险。
    [日历文件（.ics）] [我不能参加] [详情]
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市: kickoff meeting · Thu, Nov 26, 10:00 AM GMT+8 · 60 minutes → Thu, Nov 26, 3:00 PM GMT+8 · 60 minutes
    *Invited:* Maria Weber, 赵敏, 王磊, Priya Nair, 刘洋, 陈静, Sam Carter, 林涛 → 陈静, Sam Carter
    · Last change: 赵敏, Mon, Nov 23, 9:31 AM GMT+8 → Maria Weber, Mon, Nov 23, 9:32 AM GMT+8\
""")
    await world.clock.to("2026-11-26 15:59")
    await came.so_far()
    assert await came.of(world.clock.to("2026-11-26 16:01")) == snapshot("""\
赵敏 · direct message: 2件事待你处理 · P-2026-001启动会 · 11月26日 周四 15:00：各部门投入、风险、决定
    [填写会议纪要] [⋯]
    [……还有1项]\
""")
    written = fills_in(
        world.zhao, "Write the minutes", await card(world), contributions="设计部：主视觉", risks="试验室已排满"
    )
    assert await came.of(written) == snapshot("""\
赵敏 · alone: P-2026-001启动会的纪要已保存。
    [查看]
陈静 · direct message: P-2026-001 · Aurora lamp launch 曙光台灯上市的启动会纪要已写好
    [查看纪要]
赵敏 · Home
    # 2件事待你处理 → # 1件事待你处理
    - P-2026-001启动会 · 11月26日 周四 15:00：各部门投入、风险、决定
    - [填写会议纪要] [⋯]
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市: kickoff meeting · Thu, Nov 26, 3:00 PM GMT+8 · 60 minutes → ✅ held on Thu, Nov 26, 3:00 PM GMT+8
    · Last change: Maria Weber, Mon, Nov 23, 9:32 AM GMT+8 → 赵敏, Thu, Nov 26, 4:02 PM GMT+8
    - Where: 会议室3
    - *Invited:* 陈静, Sam Carter
    - *Agenda* • Does the goal fit the company's strategy?
    - • What does each department contribute?
    - • First risks: conflicts over resources, technical bottlenecks
    - [Write the minutes] [Move] [Cancel it]
    + *Present:* 陈静, Sam Carter
    + *What each department contributes* • Design: 主视觉
    + *First risks* • 试验室已排满
    + [Change the minutes] [Into the risk register]\
""")


async def test_cancelled(came: Came) -> None:
    world = came.world
    await sends_knowing(world.zhao, await world.zhao.types("/project 启动会"), **DAY)
    await came.so_far()
    cancelled = fills_in(world.zhao, "Cancel it", await card(world), reason="两位负责人出差")
    assert await came.of(cancelled) == snapshot("""\
Priya Nair · direct message: The kickoff meeting of P-2026-001 · Aurora lamp launch 曙光台灯上市 on Thu, Nov 26, 10:00 AM is cancelled: 两位负责人出差
    [Calendar file (.ics)] [Details]
刘洋, 林涛, 王磊, 陈静 · direct message: P-2026-001 · Aurora lamp launch 曙光台灯上市原定11月26日 周四 10:00的启动会已取消：两位负责人出差
    [日历文件（.ics）] [详情]
赵敏 · alone: P-2026-001的启动会已取消，并已向受邀者说明原因。
    [查看]
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市: kickoff meeting · Thu, Nov 26, 10:00 AM GMT+8 · 60 minutes → ⚪ cancelled; it was to be on Thu, Nov 26, 10:00 AM GMT+8
    · Last change: 赵敏, Mon, Nov 23, 9:31 AM GMT+8 → 赵敏, Mon, Nov 23, 9:32 AM GMT+8
    - *Invited:* Maria Weber, 赵敏, 王磊, Priya Nair, 刘洋, 陈静, Sam Carter, 林涛
    - *Agenda* • Does the goal fit the company's strategy?
    - • What does each department contribute?
    - • First risks: conflicts over resources, technical bottlenecks
    - [Calendar file (.ics)] [Move] [Cancel it]
    + [Call it again]\
""")
