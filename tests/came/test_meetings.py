"""All that comes of a change to the weekly meeting, and of a meeting that nobody has written up."""

from __future__ import annotations

from inline_snapshot import snapshot

from tests.came.acting import writes
from tests.came.conftest import Came, nothing_is_due


async def test_moved_cancelled_and_taken_back(came: Came) -> None:
    world = came.world
    moved = await world.zhao.types("/meeting 改期 周四下午3点 因为会议室被占用")
    assert await came.so_far() == snapshot("""\
赵敏 · alone: 例会改到11月26日 周四 15:00。
    [改回原时间]
#product-launch: The weekly meeting of Wed, Nov 25, 10:30 AM GMT+8 is moved to Thu, Nov 26, 3:00 PM GMT+8: 会议室被占用
    · 赵敏 has changed it
    [Add to my calendar]\
""")
    assert await came.of(world.zhao.presses("改回原时间", on=moved.answer)) == snapshot("""\
赵敏 · alone: 例会改到11月25日 周三 10:30。
    [改回原时间]
#product-launch: The weekly meeting of Thu, Nov 26, 3:00 PM GMT+8 is moved to Wed, Nov 25, 10:30 AM GMT+8
    · 赵敏 has changed it
    [Add to my calendar]\
""")
    cancelled = await world.zhao.types("/meeting cancel Everybody is at the fair")
    assert await came.so_far() == snapshot("""\
赵敏 · alone: 11月25日 周三 10:30的例会已取消。
    下一次：12月2日 周三 10:30
    [撤销]
#product-launch: The weekly meeting of Wed, Nov 25, 10:30 AM GMT+8 does not take place: Everybody is at the fair
    Next: Wed, Dec 2, 10:30 AM GMT+8
    · 赵敏 has changed it
    [Add to my calendar]\
""")
    assert await came.of(world.zhao.presses("撤销", on=cancelled.answer)) == snapshot("""\
赵敏 · alone: 11月25日 周三 10:30的例会照常召开。
#product-launch: The weekly meeting of Wed, Nov 25, 10:30 AM GMT+8 takes place after all
    · 赵敏 has changed it
    [Add to my calendar]\
""")
    assert await came.of(world.sam.types("/meeting cancel")) == snapshot(
        "Sam Carter · alone: You cannot change the weekly meeting of P-2026-001. 赵敏 (PM) can."
    )
    assert await came.of(writes(world.zhao, "/meeting move", words="", day="2026-11-27", at="16:00")) == snapshot("""\
赵敏 · alone: 例会改到11月27日 周五 16:00。
    [改回原时间]
#product-launch: The weekly meeting of Wed, Nov 25, 10:30 AM GMT+8 is moved to Fri, Nov 27, 4:00 PM GMT+8
    · 赵敏 has changed it
    [Add to my calendar]\
""")


async def test_paused_resumed_set_up_anew_and_invited_to(came: Came) -> None:
    world = came.world
    assert await came.of(world.zhao.types("/meeting pause")) == snapshot("""\
赵敏 · alone: P-2026-001的跨部门例会已暂停。
    [撤销]
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
    *Weekly meeting* Wednesday, 10:30 AM (Asia/Shanghai) → Wednesday, 10:30 AM (Asia/Shanghai) Paused until further notice
#product-launch: The weekly meeting is paused until further notice
    · 赵敏 has changed it\
""")
    assert await came.of(world.zhao.types("/meeting resume")) == snapshot("""\
赵敏 · alone: P-2026-001的跨部门例会恢复召开。
    下一次：11月25日 周三 10:30
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
    *Weekly meeting* Wednesday, 10:30 AM (Asia/Shanghai) Paused until further notice → Wednesday, 10:30 AM (Asia/Shanghai)
#product-launch: The weekly meeting goes on
    Next: Wed, Nov 25, 10:30 AM GMT+8
    · 赵敏 has changed it
    [Add to my calendar]\
""")
    changed = writes(world.zhao, "/meeting settings", weekday="4", time="15:00", minutes="45", reminder_hours=["2"])
    assert await came.of(changed) == snapshot("""\
赵敏 · alone: 已保存：每星期五 15:00（北京时间）· 45分钟。
    下一次：11月27日 周五 15:00
#product-launch · changed: P-2026-001 · Aurora lamp launch 曙光台灯上市 is led by 赵敏, Tue, Sep 29 – Wed, Dec 30
    *Weekly meeting* Wednesday, 10:30 AM (Asia/Shanghai) → Friday, 3:00 PM (Asia/Shanghai)
#product-launch: Weekly meeting of P-2026-001 for your calendar: Friday, 3:00 PM (Asia/Shanghai) · 45 minutes
    [file P-2026-001-weekly.ics]
#product-launch: The weekly meeting is now: Friday, 3:00 PM (Asia/Shanghai) · 45 minutes
    Next: Fri, Nov 27, 3:00 PM GMT+8
    · 赵敏 has changed it
    [Add to my calendar]\
""")
    assert await came.of(world.sam.types("/meeting invite")) == snapshot("""\
Sam Carter · alone: The file is in your conversation with Liaison. Open it to add the meetings of P-2026-001 to Outlook, Google or Apple Calendar.
Sam Carter · direct message: Weekly meeting of P-2026-001 for your calendar: Friday, 3:00 PM (Asia/Shanghai) · 45 minutes
    [file P-2026-001-weekly.ics]\
""")


async def test_not_written_up(came: Came) -> None:
    world = came.world
    await came.begins_with(nothing_is_due(world))
    await came.begins_with(world.clock.to("Wednesday 11:00"))
    assert await came.by("Wednesday 17:00") == snapshot("""\
赵敏 · direct message: 1件事待你处理 · P-2026-001的会议纪要 · 11月25日 周三 10:30的例会：决议了什么，谁做什么
    [填写会议纪要] [⋯]
Maria Weber · Home
    # Nothing waits for you. → # Nothing waits for you, but something is late, overdue or undecided in a project of yours
    - 🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done
    + 🔴 minutes not written since Wed 25 Nov · past 7 days: 7 tasks done
Priya Nair · Home
    # Nothing waits for you. → # Nothing waits for you, but something is late, overdue or undecided in a project of yours
    - 🟢 nothing late, overdue or undecided · past 7 days: 7 tasks done
    + 🔴 minutes not written since Wed, Nov 25 · past 7 days: 7 tasks done
刘洋, 王磊, 陈静 · Home
    # 没有待你处理的事项。 → # 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项
    - 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成
    + 🔴 1次会议的纪要待填写（11月25日 周三起） · 近7天：7项任务完成
赵敏 · Home
    # 没有待你处理的事项。 → # 1件事待你处理
    - 🟢 没有延期、逾期或未决事项 · 近7天：7项任务完成
    + P-2026-001的会议纪要 · 11月25日 周三 10:30的例会：决议了什么，谁做什么
    + [填写会议纪要] [⋯]
    + 🔴 1次会议的纪要待填写（11月25日 周三起） · 近7天：7项任务完成\
""")
    assert await came.by("Thursday 09:05") == snapshot("nothing")
