"""Load balancers and Prometheus learn from the door how the process is."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy import select
from sqlmodel import col

from bot.machine import pulse
from bot.machine.metrics import Metrics
from bot.slack import door
from bot.slack.door import Door, readiness
from storage import events
from storage.db import Database
from storage.events import SeenEvent
from tests.clocks import HandClock
from tests.outages import full_disk

LOOPBACK = "127.0.0.1"


async def ask(opened: Door, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as http, http.get(f"http://{LOOPBACK}:{opened.port}{path}") as answer:
        return answer.status, await answer.text()


@pytest.fixture
async def open_door() -> AsyncIterator[Callable[..., Any]]:
    """Opens doors with checks; nobody delivers anything at them."""
    bolt = AsyncApp(client=AsyncWebClient(token="xoxb-1"), request_verification_enabled=False)
    opened: list[Door] = []

    async def open_one(checks: dict[str, door.Check]) -> Door:
        opened.append(Door(bolt, "secret", HandClock(), Metrics(), checks))
        await opened[-1].start(LOOPBACK, 0)
        return opened[-1]

    yield open_one
    for one in opened:
        await one.stop()


async def test_a_process_that_runs_is_alive_and_counts(open_door: Callable[..., Any]) -> None:
    opened = await open_door({})
    assert await ask(opened, "/healthz") == (200, '{"alive": true}')
    status, figures = await ask(opened, "/metrics")
    assert status == 200
    assert "# TYPE liaison_turn_seconds histogram" in figures
    assert (await ask(opened, "/slack/events"))[0] == 405
    assert (await ask(opened, "/"))[0] == 404


async def test_it_is_ready_when_every_check_is_content(
    open_door: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "CHECK_SECONDS", 0.01)

    async def well() -> str | None:
        return None

    async def ill() -> str | None:
        return "has not ticked yet"

    async def broken() -> str | None:
        raise ConnectionError("postgresql://liaison:password@db")

    async def hanging() -> str | None:
        await asyncio.Event().wait()
        return None

    content = await ask(await open_door({"one": well, "other": well}), "/readyz")
    discontent = await ask(await open_door({"one": well, "ill": ill, "broken": broken, "hanging": hanging}), "/readyz")

    assert content == (200, '{"ready": true, "checks": {"one": "ok", "other": "ok"}}')
    assert (discontent[0], json.loads(discontent[1])["checks"]) == (
        503,
        {"one": "ok", "ill": "has not ticked yet", "broken": "ConnectionError", "hanging": "no answer within 0 s"},
    )


async def test_it_is_not_ready_without_its_schedule_or_its_database(
    open_door: Callable[..., Any], open_database: Callable[[str], Database], database_url: str
) -> None:
    database, clock = open_database(database_url), HandClock()
    ticked_at = None
    opened = await open_door(readiness(database, clock, lambda: ticked_at))

    async def checks() -> dict[str, str]:
        _status, said = await ask(opened, "/readyz")
        found: dict[str, str] = json.loads(said)["checks"]
        return found

    assert await checks() == {"database": "ok", "schedule": "has not ticked yet"}
    ticked_at = clock.steady()
    clock.plus(seconds=60)
    assert await checks() == {"database": "ok", "schedule": "ok"}
    clock.plus(minutes=4)
    database.close()
    after = await checks()
    assert after["schedule"] == "last ticked 300 s ago"
    assert after["database"] != "ok"


async def test_it_is_not_ready_while_the_disk_is_full_and_is_again_without_a_restart(
    open_database: Callable[[str], Database], sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, clock, seconds = open_database(sqlite_url), HandClock(), [1_000.0]
    monkeypatch.setattr(time, "monotonic", lambda: seconds[0])
    check = readiness(database, clock, clock.steady)["database"]
    assert await check() is None
    with full_disk():
        assert await check() is None, "it was looked at just before"
        seconds[0] += pulse.LOOK_EVERY_SECONDS
        assert await check() == pulse.READONLY
        seconds[0] += pulse.LOOK_EVERY_SECONDS / 2
    assert await check() == pulse.READONLY, "it was looked at just before"
    seconds[0] += pulse.LOOK_EVERY_SECONDS / 2
    assert await check() is None


async def test_whoever_has_just_committed_has_shown_that_it_can_be_written(
    open_database: Callable[[str], Database], database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database, clock, seconds = open_database(database_url), HandClock(), [1_000.0]
    monkeypatch.setattr(time, "monotonic", lambda: seconds[0])
    check = readiness(database, clock, clock.steady)["database"]
    for _ in range(3):
        # Without a look: a row of its own tells of one.
        say(database, clock)
        assert await check() is None
        assert beats(database) == []
        seconds[0] += pulse.LOOK_EVERY_SECONDS * 2
    for _ in range(3):
        clock.plus(minutes=1)
        assert await check() is None
        assert beats(database) == [clock.now()], "one row, however often"
        seconds[0] += pulse.LOOK_EVERY_SECONDS


def say(database: Database, clock: HandClock) -> None:
    with database.transaction() as session:
        events.is_news(session, "T1", "e", clock.now())
        events.must_be_first(session, "T1", f"{clock.plus(seconds=1)}", clock.now(), ZeroDivisionError())


def beats(database: Database) -> list[datetime]:
    with database.snapshot() as session:
        return list(session.scalars(select(col(SeenEvent.at)).where(col(SeenEvent.event) == "beat")))
