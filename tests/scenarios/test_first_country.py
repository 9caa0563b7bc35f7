"""Which country's days count is asked with the first project, offered by where people are, and never China unsaid."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.app import App
from bot.sandbox.server import Sandbox
from bot.sandbox.world.company import ids
from tests.conftest import ACK_SECONDS, MANIFEST, MONDAY, settings_for
from tests.scenarios.test_calendars import screen
from tests.world import Person, View, World

SAM = ids("sam")[0]


@pytest.fixture
async def company() -> AsyncIterator[Sandbox]:
    """A workspace on its first day."""
    sandbox = Sandbox(manifest=MANIFEST, now=MONDAY, seed=7, ack_seconds=ACK_SECONDS, is_empty=True)
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def world(company: Sandbox, sqlite_url: str) -> AsyncIterator[World]:
    """Its people in Berlin, who have just installed Liaison."""
    app = App(settings_for(company, sqlite_url))
    await app.start()
    async with World(company.url, channel="#general") as world:
        for key in ("wang", "sam"):
            await world.person(key).changes(locale="en-GB", tz="Europe/Berlin")
        await world.settle()
        yield world
    await app.stop()


async def first_step(who: Person) -> View:
    form = (await who.types("/project new")).view
    assert form is not None
    return form


async def starts(who: Person, **country: str) -> None:
    """A project of one department, whose weekly meeting is on Thursdays."""
    period = {"starts_on": "2026-11-23", "ends_on": "2026-12-31", "meeting_weekday": "3"}
    second = await who.submits(await first_step(who), name="Fair", objective="Be seen", **period, **country)
    assert second.view is not None, second.text
    form = second.view
    if "Add a department" in form.text and not form.values.get("departments"):
        pushed = await who.presses("Add a department", on=form)
        added = await who.submits(pushed, name="Marketing", head_id=SAM, liaison_id=SAM)
        assert added.view is not None
        form = added.view
    started = await who.submits(form, departments=["Marketing"], initiating="Marketing", channel_kind="public")
    assert "is started" in started.text


async def test_the_first_project_asks_for_the_country_and_offers_where_one_is(world: World) -> None:
    form = await first_step(world.sam)
    assert form.values["country"] == "DE", "the zone is Berlin's"
    wrong = await world.sam.submits(
        form, name="Fair", objective="x", starts_on="2026-11-23", ends_on="2026-12-31", country="DE-BY"
    )
    assert not wrong.errors
    await world.sam.closes(wrong)
    await starts(world.sam, country="DE-BY")
    shown = await screen(world.wang)
    assert "Public holidays and make-up working days of Germany (BY)" in shown.text
    assert "Off each week: Saturday, Sunday" in shown.text
    assert "Nobody has chosen the country yet" not in shown.text
    assert "country" not in (await first_step(world.sam)).values, "it is asked once"


async def test_admins_are_asked_at_home_and_what_they_choose_counts_in_every_new_project(world: World) -> None:
    home = await world.wang.home()
    assert "Whose public holidays, make-up working days and weekends count." in home.text
    assert "Choose the country" not in (await world.sam.home()).text, "others cannot choose it"
    shown = (await world.wang.presses("Choose the country", on=home)).view
    assert shown is not None
    assert "⚠️ Nobody has chosen the country yet; this is where you seem to be." in shown.text
    assert "Germany" in shown.text
    assert "China" not in shown.text
    form = (await world.wang.presses("calendars.choose", on=shown)).view
    assert form is not None
    await world.wang.submits(await world.wang.submits(form, country="HK"))
    assert "Choose the country" not in (await world.wang.home()).text
    assert "country" not in (await first_step(world.sam)).values
    await starts(world.sam)
    world.channel = "#p-2026-001-fair"
    await world.clock.plus("30s")
    added = await world.sam.types("/task add Print posters by 5 working days")
    assert added.view is not None, added.text
    assert added.view.values["due_on"] == "2026-11-30", "Hong Kong's offices are closed on Saturdays"
