"""The same days in other workspaces: optional fields missing or null, an organisation's installation."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.sandbox.server import Sandbox
from tests.conftest import ACK_SECONDS, MANIFEST, MONDAY
from tests.scenarios import test_first_week as first_week
from tests.scenarios.cards import card_of
from tests.scenarios.test_task_threads import offer
from tests.world import World


@pytest.fixture(params=["lean", "null", "grid"])
async def company(request: pytest.FixtureRequest) -> AsyncIterator[Sandbox]:
    """The company, in a Slack that words things otherwise from the first call on."""
    sandbox = Sandbox(manifest=MANIFEST, now=MONDAY, seed=7, ack_seconds=ACK_SECONDS, manner=request.param)
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


async def test_a_request_goes_to_and_fro(world: World) -> None:
    await first_week.test_those_who_were_asked_hear_what_the_other_side_does_next(world)


async def test_forms_menus_mentions_replies_and_home(world: World) -> None:
    card = await card_of(world, 6)
    assert ": 50%" in offer(await world.sam.types("50%", thread=card))
    assert ": 60%" in offer(await world.sam.types("60%", thread=card, also_in_channel=True))
    assert "70%" in (await world.sam.types("@Liaison task update T-6 70%")).answer.text
    await world.settle()
    form = await world.sam.presses("Update", on=await card_of(world, 6))
    assert form.view is not None
    await world.sam.chooses("tasks.update.number", "12", on=form.view)
    view = await world.sam.view()
    assert view is not None
    assert not (await world.sam.submits(view, note="the sample came")).errors
    assert "T-6" in (await world.sam.home()).text
    settings = await world.zhao.types("/meeting settings")
    assert await world.zhao.suggests("zone", "oslo", on=settings.view)
    await world.arrives("nina", real_name="Nina New", locale="en-GB", tz="Europe/London")
    assert (await world.person("nina").types("/task list", "#general")).text
