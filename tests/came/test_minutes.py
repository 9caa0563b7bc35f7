"""All that comes of a meeting: moved, skipped, held, and of what was decided and taken on there."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.came.acting import fills_in, writes
from tests.came.conftest import Came
from tests.only import only
from tests.scenarios.test_minutes import MEETING, minutes

ACTIONS = "@lin Send the certificate by Friday\n@priya Key visual in six cuts, due Dec 1"


async def test_written_changed_and_followed_up(came: Came) -> None:
    world = came.world
    await world.clock.to(MEETING)
    await came.so_far()
    written = writes(world.zhao, "/meeting notes", decisions="The launch stays on 8 December", actions=ACTIONS)
    assert await came.of(written) == snapshot("""\
Priya Nair · direct message: T-14 · Key visual in six cuts is yours now, due Tue, Dec 1 (GMT+8).
    · Aurora lamp launch 曙光台灯上市 · Sales · ⚪ not started · from 赵敏
    [Update] [Timeline]
林涛 · direct message: T-13 · Send the certificate现在由你负责，计划完成日11月27日 周五（北京时间）。
    · Aurora lamp launch 曙光台灯上市 · 研发部 · ⚪ 未开始 · 来自赵敏
    [更新] [动态]
赵敏 · alone: 会议纪要已发布到频道：决议1条，行动项2项。
Priya Nair · Home
    # Your open tasks · 2 → 3
    + *T-14* · Key visual in six cuts · ⚪ not started · due Tue, Dec 1 [Update]
林涛 · Home
    # 1件事待你处理 → # 2件事待你处理
    # 我的未完成任务 · 1 → 2
    + *T-13* · Send the certificate · 计划11月27日 周五完成
    + [更新] [标为完成] [⋯]
    + *T-13* · Send the certificate · ⚪ 未开始 · 计划完成11月27日 周五 [更新]
#product-launch: Aurora lamp launch 曙光台灯上市: minutes of Wed, Nov 25, 10:30 AM GMT+8 · 1 decision · 2 actions
    *Present:* 赵敏, Maria Weber, 王磊, Priya Nair, 刘洋, 陈静, Sam Carter, 林涛
    *Decisions*
    • The launch stays on 8 December
    *Actions*
    • *T-13* · Send the certificate · @林涛 · due Fri, Nov 27
    • *T-14* · Key visual in six cuts · @Priya Nair · due Tue, Dec 1
    · Written by 赵敏, Wed, Nov 25, 10:46 AM GMT+8. Actions are tasks; what is open comes back in the next digest.
    [How they stand] [Change]\
""")
    card = only(await minutes(world))
    changed = fills_in(
        world.zhao, "Change", card, decisions="The launch moves to 9 December", actions="@chen 六张切图 12月3日前"
    )
    assert await came.of(changed) == snapshot("""\
赵敏 · alone: 会议纪要已发布到频道：决议1条，行动项3项。
陈静 · direct message: T-15 · 六张切图现在由你负责，计划完成日12月3日 周四（北京时间）。
    · Aurora lamp launch 曙光台灯上市 · 设计部 · ⚪ 未开始 · 来自赵敏
    [更新] [动态]
陈静 · Home
    # 我的未完成任务 · 2 → 3
    + *T-15* · 六张切图 · ⚪ 未开始 · 计划完成12月3日 周四 [更新]
#product-launch · changed: Aurora lamp launch 曙光台灯上市: minutes of Wed, Nov 25, 10:30 AM GMT+8 · 1 decision · 2 actions → 3 actions
    *Decisions* • The launch stays on 8 December → • The launch moves to 9 December
    · Written by 赵敏, Wed, Nov 25, 10:46 AM GMT+8. Actions are tasks; what is open comes back in the next digest. → Written by 赵敏, Wed, Nov 25, 10:47 AM GMT+8. Actions are tasks; what is open comes back in the next digest.
    + • *T-15* · 六张切图 · @陈静 · due Thu, Dec 3\
""")
    await world.zhao.types("/liaison away @maria today to fri")
    assert await came.so_far() == snapshot("""\
赵敏 · alone: Maria Weber代理赵敏：11月25日 周三至11月27日 周五（北京时间）。已通知双方。
    [结束代理]
赵敏 · direct message: Maria Weber代理你的工作：11月25日 周三至11月27日 周五
    · 待你处理的事项同时由Maria Weber处理，并记录为代你所做。你仍可照常操作，各项期限不变。
    [结束代理]\
""")
    card = only(await minutes(world))
    assert await came.of(fills_in(world.maria, "Change", card, decisions="The launch stays")) == snapshot("""\
Maria Weber · alone: The minutes are in the channel: 1 decision, 3 actions.
#product-launch · changed: Aurora lamp launch 曙光台灯上市: minutes of Wed, Nov 25, 10:30 AM GMT+8 · 1 decision · 3 actions
    *Decisions* • The launch moves to 9 December → • The launch stays
    - · Written by 赵敏, Wed, Nov 25, 10:47 AM GMT+8. Actions are tasks; what is open comes back in the next digest.
    + · Written by Maria Weber for 赵敏, Wed, Nov 25, 10:49 AM GMT+8. Actions are tasks; what is open comes back in the next digest.\
""")
    assert await came.by("Thursday 09:05") == snapshot("""\
Maria Weber · direct message: You stand in for 赵敏: Wed 25 Nov – Fri 27 Nov (Asia/Shanghai)
    · What waits for 赵敏 waits for you too in these days. What you do is shown as done by you for 赵敏.
Priya Nair · direct message: 1 thing waits for you · T-7 · Dealer price list 经销商价目表 · 🔴 1 working day late (China)
    [Update] [Done] [⋯]
林涛 · direct message: 2件事待你处理 · T-4 · Firmware 1.0 固件1.0 · 🔴 已延期5个工作日（中国）
    [更新] [标为完成] [⋯]
    *T-13* · Send the certificate · 计划11月27日 周五完成
    [更新] [标为完成] [⋯]
Maria Weber · Home
    - 🔴 2 tasks late since Thu 19 Nov · past 7 days: 2 tasks done
    + 🔴 3 tasks late since Thu 19 Nov · past 7 days: 2 tasks done
Priya Nair · Home
    *T-7* · Dealer price list 经销商价目表 · due Wed, Nov 25 → 🔴 1 working day late (China)
    *T-7* · Dealer price list 经销商价目表 · 🔵 in progress 50% · due Wed, Nov 25 [Update] → 🔴 delayed 50% · due Wed, Nov 25 [Update]
    - 🔴 2 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done
    + 🔴 3 tasks late since Thu, Nov 19 · past 7 days: 2 tasks done
刘洋, 赵敏 · Home
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + 🔴 3项任务延期（11月19日 周四起） · 近7天：2项任务完成
林涛 · Home
    *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期4个工作日（中国） → 🔴 已延期5个工作日（中国）
王磊 · Home
    *T-4* · Firmware 1.0 固件1.0 · 🔴 已延期4个工作日（中国） · 林涛 → 🔴 已延期5个工作日（中国） · 林涛
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + 🔴 3项任务延期（11月19日 周四起） · 近7天：2项任务完成
陈静 · Home
    *T-3* · Launch key visual 主视觉设计 · 🔴 已延期5个工作日（中国） → 🔴 已延期6个工作日（中国）
    - 🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成
    + 🔴 3项任务延期（11月19日 周四起） · 近7天：2项任务完成
#product-launch · changed: T-3 · Launch key visual 主视觉设计 · 🔴 delayed 70% · 5 working days late · 陈静 · due Wed, Nov 18 → 6 working days late · 陈静 · due Wed, Nov 18
#product-launch · changed: T-4 · Firmware 1.0 固件1.0 · 🔴 delayed 80% · 4 working days late · 林涛 · due Thu, Nov 19 → 5 working days late · 林涛 · due Thu, Nov 19
#product-launch · changed: T-7 · Dealer price list 经销商价目表 · 🔵 in progress 50% · Priya Nair · due Wed, Nov 25 → 🔴 delayed 50% · 1 working day late · Priya Nair · due Wed, Nov 25
    + · working days of China
#product-launch: 🔴 3 tasks are late in Aurora lamp launch 曙光台灯上市
    ▾ What is late, who is on it, and what that holds up
    *T-3* · Launch key visual 主视觉设计 · 6 working days late · @陈静 · holds up T-6, T-9
    *T-4* · Firmware 1.0 固件1.0 · 5 working days late · @林涛
    *T-7* · Dealer price list 经销商价目表 · 1 working day late · @Priya Nair · holds up T-11
    · Counted in working days of China. `/task update T-3 50% reason` says where it stands.
    [All late tasks]\
""")
