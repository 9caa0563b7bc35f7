"""What was written in the night, or while Slack took nothing, is read only by who may read it when it goes out."""

from __future__ import annotations

import pytest

from bot.sandbox.server import Sandbox
from bot.sandbox.world.company import ids
from tests.scenarios.disputes import card_of, proposes, raises
from tests.scenarios.test_overnight import NIGHT
from tests.scenarios.test_quiet import inbox
from tests.world import World

EVENING = "2026-11-24 22:00"
SUBJECT = "Second proof"


async def told_of_it(world: World, *who: str) -> set[str]:
    """Which of these read of the dispute in a direct message."""
    return {one for one in who if any(SUBJECT in message.text for message in await inbox(world, one))}


@pytest.mark.parametrize("is_private", [False, True])
async def test_who_stood_in_until_the_night_reads_in_the_morning_of_no_project_that_is_private_by_then(
    is_private: bool, world: World
) -> None:
    """They may look at it like everybody as long as it is open to all."""
    nina = await world.arrives("nina", real_name="Nina New", tz="Asia/Shanghai")
    await raises(world.lin)
    await world.clock.to(NIGHT)
    named = await world.chen.types("/liaison away today to friday @nina")
    assert "Nina" in named.text
    await proposes(world.zhao, "Half each.", await card_of(world))
    if is_private:
        await world.zhao.converts("#product-launch", is_private=True)
    ended = await world.chen.presses("结束代理", on=named.answer)
    assert "不再代理" in ended.text
    await world.clock.to(EVENING)
    assert await told_of_it(world, "chen", nina.key) == {"chen"} | (set() if is_private else {nina.key})


async def test_what_waits_for_a_channel_is_not_said_there_once_the_project_has_left_it(
    world: World, company: Sandbox
) -> None:
    """A comment, a line in a thread, a card that is drawn at once: all that is said of it; but that it has moved."""
    board = company.slack.create_channel("board", *ids("zhao"), private=True)
    await world.zhao.invites("@Liaison", channel=board.id)
    await world.faults.add("429", "chat.postMessage", retry_after=30)
    await world.zhao.types("/task comment T-6 the price is secret")
    await raises(world.lin)
    await world.zhao.types("/project home P-2026-001", channel=board.id)
    await world.faults.clear()
    await world.clock.plus("3m")
    said = await world.posted()
    assert [one for one in said if "secret" in one.text or SUBJECT in one.text] == []
    assert [one for one in said if "has moved to a private channel" in one.text]
