"""A heavy Monday: one person who is head, liaison of two projects and owner of what is late gets four messages."""

from __future__ import annotations

from datetime import date

from tests.scenarios.disputes import card_of as dispute_of
from tests.scenarios.disputes import proposes, raises
from tests.scenarios.handing import hands_over
from tests.scenarios.requests import DESIGN, asks, card_of
from tests.scenarios.test_quiet import inbox, told_at
from tests.world import Message, World

MOST_A_DAY = 4
MONDAY, TUESDAY = date(2026, 11, 30), date(2026, 12, 1)


async def told_on(world: World, who: str, day: date) -> list[Message]:
    """What Liaison wrote to somebody on that day in Shanghai."""
    return [one for one in await inbox(world, who) if told_at(one, who).date() == day]


async def test_all_that_a_weekend_brings_is_four_messages_and_nothing_is_lost(world: World) -> None:
    # 陈静 leads Design, is its liaison, and owns T-3, which is late.
    await world.clock.to("2026-11-28 10:00")
    for number, who in enumerate((world.sam, world.lin, world.priya), 1):
        design = "设计部" if who == world.lin else DESIGN
        await asks(who, f"Help {number}", design, needed_by="2026-12-09")
    await hands_over(world.zhao, "<@U0LIU00001>", "<@U0CHEN0001>")
    await world.clock.to("2026-11-29 20:00")
    await raises(world.lin)
    await proposes(world.lin, "R&D pays half.", await dispute_of(world))
    assert not await told_on(world, "chen", date(2026, 11, 29))

    await world.clock.to("2026-11-30 09:05")
    morning = await told_on(world, "chen", MONDAY)
    assert len(morning) == 3, [one.notification for one in morning]
    whole = "\n".join(one.text for one in morning)
    for words in ("R-1", "R-2", "R-3", "D-1", "确认共识文本", "刘洋"):
        assert words in whole, words

    await world.clock.to("2026-11-30 11:00")
    for number, who in enumerate((world.sam, world.lin, world.priya), 1):
        await who.presses("Withdraw", on=await card_of(world, number))
    await world.clock.to("2026-11-30 18:30")
    told = await told_on(world, "chen", MONDAY)
    assert len(told) <= MOST_A_DAY, [one.notification for one in told]
    assert any("共识时限剩余" in one.text for one in told[len(morning) :]), "the clock of a dispute waits for nobody"
    assert not any("撤回了" in one.text for one in told[len(morning) :]), "what can wait, waits"

    await world.clock.to("2026-12-01 09:05")
    tuesday = await told_on(world, "chen", TUESDAY)
    assert len(tuesday) <= MOST_A_DAY
    whole = "\n".join(one.text for one in tuesday)
    for number in (1, 2, 3):
        assert f"R-{number} · Help {number}" in whole, "it is told the next morning, in one message"
