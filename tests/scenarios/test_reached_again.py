"""A channel that could not be written to for a while: when it can be again, its cards tell how things are."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

import pytest

from bot.sandbox.server import Sandbox
from tests.scenarios import requests
from tests.scenarios.cards import card_of
from tests.scenarios.test_handovers import asked
from tests.world import Message, World

CHANNEL = "#product-launch"


async def archived(world: World, _company: Sandbox) -> None:
    await world.zhao.archives(CHANNEL)


async def opened(world: World, _company: Sandbox) -> None:
    await world.zhao.archives(CHANNEL, is_over=True)


async def put_out(_world: World, company: Sandbox) -> None:
    channel = company.slack.channel(CHANNEL)
    assert channel is not None
    company.slack.leave(channel.id, company.app.bot_user)


async def invited(world: World, _company: Sandbox) -> None:
    assert (await world.zhao.invites("@Liaison")).ok


async def refused(world: World, _company: Sandbox) -> None:
    for method in ("chat.postMessage", "chat.update"):
        await world.faults.add("error:not_in_channel", method)


async def taken(world: World, _company: Sandbox) -> None:
    """Slack tells of nothing; somebody acts, and the channel hears of it."""
    await world.faults.clear()
    await world.sam.types("/task update T-6 45% it is back", "@Liaison")


Happens = Callable[[World, Sandbox], Awaitable[None]]


@pytest.mark.parametrize(
    ("begins", "ends"), [(archived, opened), (put_out, invited), (refused, taken)], ids=["archive", "bot", "silence"]
)
async def test_its_cards_are_drawn_as_things_are_by_then(
    world: World, company: Sandbox, begins: Happens, ends: Happens
) -> None:
    await begins(world, company)
    await world.chen.types("/task update T-3 done", "@Liaison")
    form = (await world.zhao.types("/task add Poster", "@Liaison")).view
    assert form is not None
    added = await world.zhao.submits(form, department_id="1", title="Made while away", due_on="2026-12-11")
    assert added.ok, added.text
    await world.clock.plus("1h")
    assert not await posted_of(world, "Made while away")
    await ends(world, company)
    await world.clock.plus("5m")
    assert "✅ done" in (await card_of(world, 3)).text
    assert len(await posted_of(world, "Made while away")) == 1


async def test_the_card_of_a_request_that_was_never_posted_comes_to_stand(world: World, company: Sandbox) -> None:
    await archived(world, company)
    form = await world.sam.types("/request new", "@Liaison")
    asked = await world.sam.submits(form, title="Poster", department_id=requests.DESIGN, needed_by="2026-12-04")
    assert asked.ok, asked.text
    await world.clock.plus("1h")
    await opened(world, company)
    await world.clock.plus("5m")
    assert "Marketing → Design" in (await requests.card_of(world, 1)).text


async def test_who_comes_home_to_an_earlier_channel_finds_there_how_things_are(world: World) -> None:
    """The channel was archived, the project moved out, and what happened meanwhile was told elsewhere."""
    await world.zhao.archives(CHANNEL)
    moved = await world.zhao.types("/project home P-2026-001", "#general")
    assert moved.ok, moved.text
    await world.chen.types("/task update T-3 done", "@Liaison")
    form = (await world.zhao.types("/task add Poster", "@Liaison")).view
    assert form is not None
    await world.zhao.submits(form, department_id="1", title="Made while away", due_on="2026-12-11")
    await world.clock.plus("1h")
    await world.zhao.archives(CHANNEL, is_over=True)
    await world.clock.plus("1m")
    assert "✅ done" not in (await card_of(world, 3)).text, "it is not home"
    await world.zhao.types("/project home P-2026-001", CHANNEL)
    await world.clock.plus("5m")
    assert "✅ done" in (await card_of(world, 3)).text
    assert len(await posted_of(world, "Made while away")) == 1


async def posted_of(world: World, title: str) -> list[Message]:
    """The cards of that title."""
    return [one for one in await news(world) if title in one.text.split("\n")[0]]


async def news(world: World) -> list[Message]:
    """What Liaison has said in the channel."""
    return [one for one in await world.posted() if not one.thread_ts or one.thread_ts == one.ts]


async def test_its_manager_does_not_hear_in_the_morning_of_a_channel_that_was_open_again_by_night(
    world: World, company: Sandbox
) -> None:
    await world.clock.to("Monday 22:00")
    await archived(world, company)
    await world.chen.types("/task update T-3 85%", "@Liaison")
    await world.clock.plus("1m")
    await opened(world, company)
    await world.clock.to("Tuesday 12:00")
    assert not await asked(world.zhao, "is_archived")
    await archived(world, company)
    await world.chen.types("/task update T-3 90%", "@Liaison")
    await world.clock.plus("1m")
    assert len(await asked(world.zhao, "is_archived")) == 1, "by day they hear it at once"
