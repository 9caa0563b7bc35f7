"""The weekly rhythm as a whole: requests, disputes, reports and the digest together, in two languages."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.app import App
from bot.sandbox.server import Sandbox
from tests.conftest import settings_for
from tests.scenarios.test_projects import basics, first_step
from tests.world import Message, Person, World


@pytest.fixture
async def in_motion(company: Sandbox, sqlite_url: str) -> AsyncIterator[World]:
    """The demo as `make run` begins it."""
    app = App(settings_for(company, sqlite_url), with_demo=True, in_motion=True)
    await app.start()
    await app.settle()
    async with World(company.url) as world:
        await world.clock.plus("2m")
        yield world
    await app.stop()


async def told(who: Person, words: str) -> list[Message]:
    """What Liaison wrote to somebody that says so."""
    await who.world.settle()
    return [one for one in await who.inbox() if words in one.text and one.from_app]


async def cards(world: World, channel: str | None = None) -> dict[str, Message]:
    """The cards of requests and disputes in a channel, by number."""
    found: dict[str, Message] = {}
    for one in await world.posted(channel):
        number = one.notification.removeprefix("⚖️ ").partition(" ")[0]
        if number[:2] in ("R-", "D-") and one.thread_ts in (None, one.ts):
            found.setdefault(number, one)
    return found


async def test_the_demo_has_one_of_each_in_motion_and_a_week_shows_the_rhythm(in_motion: World) -> None:
    world = in_motion
    standing = await cards(world)
    for number, state in (("R-1", "submitted"), ("R-2", "accepted"), ("R-3", "objected"), ("D-1", "open")):
        assert state in standing[number].text, number
    assert "nothing yet" in standing["D-1"].text, "one side has said how it sees it"
    assert "2 decisions, 1 action, 1 open" in (await world.priya.types("/meeting minutes")).text
    assert "1 of 5 reports are filed" in (await world.priya.types("/report list")).text
    await world.clock.to("Tuesday 10:45")
    assert await told(world.chen, "设计部的周报"), "24 hours before the meeting"
    assert "escalated" in (await cards(world))["D-1"].text
    await world.clock.to("Wednesday 08:31")
    digests = [one for one in await world.posted() if "weekly meeting Wed" in one.text.split("\n")[0]]
    assert len(digests) == 1
    assert "T-13" in digests[0].text, "what was taken on a week ago is still open"
    await world.clock.to("Monday 09:30")
    # Nobody answered: the asked department's head and the manager know, each in one message of a morning.
    for who in ("chen", "zhao"):
        assert await told(world.person(who), "R-1"), who
    assert "Wed, Dec 2" in (await world.priya.types("/meeting")).text, "the next one is there"


async def test_the_demo_has_a_project_that_is_just_being_proposed_and_begins_with_a_word(in_motion: World) -> None:
    world = in_motion
    await world.clock.to("Tuesday 23:00")
    asked = next(one for one in await told(world.maria, "Spring customer day") if "Approve" in one.text)
    assert "Sam Carter" in asked.text
    assert not await told(world.liu, "Spring customer day"), "whoever takes part hears of it when it begins"
    await world.maria.presses("Approve", asked)
    await world.clock.plus("1m")
    assert await told(world.sam, "Spring customer day"), "who proposed it and is to run it"
    assert "Spring customer day" in (await world.sam.types("/project list")).text
    assert "initiation" in (await world.sam.types("/project show P-2026-002")).text


async def test_what_waits_is_ordered_by_urgency_whatever_the_flow_for_whoever_stands_in(in_motion: World) -> None:
    world = in_motion
    answer = await world.chen.types("/liaison away 今天到周五 @liu")
    assert "刘洋代理陈静" in answer.text
    await world.clock.to("Tuesday 10:45")
    lines = (await world.liu.types("/liaison inbox")).text.splitlines()
    order = []
    for words in ("T-3", "D-1", "设计部的周报", "R-1"):
        places = [number for number, line in enumerate(lines) if words in line]
        order += [(places[0], words)] if places else []
    assert [words for _place, words in sorted(order)] == [words for _place, words in order], "the soonest first"
    assert len(order) == 4, lines
    assert "陈静" in "\n".join(lines), "for whom, stands with it"
    assert "客服部的周报" in "\n".join(lines), "and her own"


async def test_a_channel_has_a_language_and_a_message_to_one_person_has_theirs(world: World) -> None:
    second = await basics(world, await first_step(world))
    await world.zhao.submits(second, departments=["Marketing", "Sales"], initiating="市场部", channel_kind="public")
    await world.clock.plus("30s")
    channel = "#p-2026-002-双十一大促"
    form = await world.sam.types("/request new", channel)
    await world.sam.submits(form, title="Dealer list", department_id="Sales", needed_by="2026-12-11")
    form = await world.sam.types("/dispute new", channel)
    assert form.view is not None, form.text
    await world.sam.submits(form, other="Sales", subject="Stand space", position="Half of it is ours")
    await world.clock.plus("1m")
    standing = await cards(world, channel)
    assert "待答复" in standing["R-1"].text
    assert "协商中" in standing["D-1"].text
    for words in ("submitted", "State our position"):
        assert await told(world.priya, words), "Priya reads English"
    await world.clock.to("2026-12-03 08:31")
    assert await told(world.priya, "Status report of Sales")
    digest = [one for one in await world.posted(channel) if "例会" in one.text.split("\n")[0]]
    assert digest, "the channel reads Chinese"
    assert "市场部" in digest[-1].text


async def test_in_chinese_the_demo_channel_reads_chinese(company: Sandbox, sqlite_url: str) -> None:
    app = App(settings_for(company, sqlite_url), with_demo=True, in_motion=True, demo_locale="zh-CN")
    await app.start()
    async with World(company.url) as world:
        await world.clock.plus("2m")
        posted = [one.text for one in await world.posted() if one.from_app]
    await app.stop()
    assert any("T-5 · 小批量试产" in one and "计划完成" in one for one in posted), posted
    assert not [one for one in posted if "Pilot production" in one or "Owner" in one]
