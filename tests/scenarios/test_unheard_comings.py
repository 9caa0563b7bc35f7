"""Who comes and goes while nobody hears it is noticed all the same, and asked about as always."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from bot import schedule
from bot.app import App
from bot.process.people import rolls
from bot.sandbox.server import Sandbox
from storage.db import Unavailable
from tests.conftest import settings_for
from tests.outages import Outage
from tests.scenarios.requests import asks
from tests.scenarios.test_handovers import asked, told
from tests.world import World

CHANNEL = "#product-launch"
LIN, SAM, CHEN = "U0LIN00001", "U0SAM00001", "U0CHEN0001"


@asynccontextmanager
async def at_work(company: Sandbox, database_url: str) -> AsyncIterator[App]:
    """Liaison from its start to its stop, with the demo project."""
    app = App(settings_for(company, database_url), with_demo=True)
    await app.start()
    await app.settle()
    try:
        yield app
    finally:
        await app.stop()


def members(company: Sandbox) -> list[str]:
    """Who is in the channel; whoever changes it here is not told of."""
    channel = company.slack.channel(CHANNEL)
    assert channel is not None
    return channel.members


async def test_who_leaves_during_an_outage_of_the_database_is_asked_about_after_it(
    world: World, company: Sandbox, liaison: App
) -> None:
    """An account ends, and somebody leaves the channel; when the database is back Slack has given up telling of it."""
    outage = Outage(liaison.database)
    outage.begin()
    company.slack.people[LIN].deleted = True
    members(company).remove(SAM)
    with pytest.raises(Unavailable):
        await liaison.schedule.tick()
    outage.end()
    await world.settle()
    assert liaison.reading is not None
    await liaison.reading
    await world.clock.plus("10m")
    assert len(await asked(world.zhao, "谁来接手林涛")) == 1
    assert len(await asked(world.zhao, "谁来接手Sam Carter")) == 1


async def test_who_leaves_while_the_database_answers_and_keeps_nothing_is_asked_about_after_it(
    world: World, company: Sandbox, liaison: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk is full, and nothing comes due: only what people do finds out."""
    monkeypatch.setattr(schedule, "MISSED_AFTER_SECONDS", 0.0)
    outage = Outage(liaison.database, of_writing=True)
    outage.begin()
    members(company).remove(SAM)
    assert "Liaison暂时无法访问数据库" in (await world.lin.types("/task T-4 85%")).text
    with pytest.raises(Unavailable):
        await liaison.schedule.tick()
    outage.end()
    await world.settle()
    await world.clock.plus("10m")
    assert len(await asked(world.zhao, "谁来接手Sam Carter")) == 1


async def test_who_comes_and_goes_while_liaison_is_stopped_is_seen_at_its_start(
    company: Sandbox, sqlite_url: str
) -> None:
    async with World(company.url) as world:
        async with at_work(company, sqlite_url):
            gus = await world.arrives("gus", real_name="Gus Guest", is_restricted=True)
            hal = await world.arrives("hal", real_name="Hal Guest", is_restricted=True)
            await world.zhao.invites("hal")
            await world.clock.plus("1m")
            assert "T-6" in (await hal.types("/task show T-6")).text
        await world.sam.leaves(CHANNEL)
        await world.zhao.invites("gus")
        await hal.leaves(CHANNEL)
        await world.clock.plus("30m")
        said = len(await world.posted())
        async with at_work(company, sqlite_url):
            await world.clock.plus("10m")
            assert "20%" in (await gus.types("/task show T-6")).text, "a guest who was invited sees the project"
            assert "There is no T-6" in (await hal.types("/task show T-6", "#general")).text, "one who left does not"
            assert await told(gus) == []
            assert len(await world.posted()) == said, "who came is let in without a word"
            assert len(await asked(world.zhao, "谁来接手Sam Carter")) == 1
        await world.zhao.invites("sam")
        await world.clock.plus("30m")
        async with at_work(company, sqlite_url):
            await world.clock.plus("1d")
            assert not await asked(world.zhao, "谁来接手Sam Carter"), "who is back is not asked about any more"
            assert not await asked(world.zhao, "谁来接手林涛"), "who is where they were never is"


async def test_who_is_named_and_was_never_in_the_channel_has_not_gone(company: Sandbox, sqlite_url: str) -> None:
    members(company).remove(SAM)
    async with World(company.url) as world:
        await world.faults.add("error:cant_invite", "conversations.invite")
        for _start in range(2):
            async with at_work(company, sqlite_url):
                await world.clock.plus("10m")
        assert not await asked(world.zhao, "谁来接手")


async def test_what_slack_has_told_since_counts_more_than_its_list(
    world: World, company: Sandbox, liaison: App
) -> None:
    """The list was read between Sam's leaving and coming back, of which Slack has told already."""
    await world.sam.leaves(CHANNEL)
    await world.zhao.invites("sam")
    await world.settle()
    members(company).remove(SAM)
    await liaison.database.write(liaison.within, liaison.team_id, "roll", rolls.call_all)
    await world.clock.plus("1m")
    members(company).append(SAM)
    await world.clock.plus("10m")
    assert not await asked(world.zhao, "谁来接手Sam Carter")


async def test_who_left_is_not_asked_about_where_their_coming_back_was_told_during_an_outage(
    world: World, company: Sandbox, liaison: App
) -> None:
    """It is not certain at once whether the list or the leaving is the later."""
    await world.sam.leaves(CHANNEL)
    await world.settle()
    outage = Outage(liaison.database)
    outage.begin()
    members(company).append(SAM)
    with pytest.raises(Unavailable):
        await liaison.schedule.tick()
    outage.end()
    await world.settle()
    await world.clock.plus("1h")
    assert not await asked(world.zhao, "谁来接手Sam Carter")


async def test_who_cannot_be_written_to_is_looked_up_and_asked_about_where_they_left(
    world: World, company: Sandbox
) -> None:
    """Slack's event of it was lost."""
    company.slack.people[CHEN].deleted = True
    await asks(world.sam)
    await world.clock.plus("1h")
    assert len(await asked(world.zhao, "谁来接手陈静")) == 1


async def test_a_channel_that_was_made_private_while_liaison_was_stopped_is_seen_to_be_at_its_start(
    company: Sandbox, sqlite_url: str
) -> None:
    async with World(company.url) as world:
        async with at_work(company, sqlite_url):
            omar = await world.arrives("omar", real_name="Omar New")
            assert "20%" in (await omar.types("/task show T-6", "#general")).text
        await world.zhao.converts(CHANNEL, is_private=True)
        await world.clock.plus("30m")
        async with at_work(company, sqlite_url):
            await world.clock.plus("1m")
            assert "There is no T-6" in (await omar.types("/task show T-6", "#general")).text
