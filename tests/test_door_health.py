"""Load balancers and Prometheus learn from the door how the process is."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot import door
from bot.door import Door, readiness
from bot.metrics import Metrics
from storage.db import Database
from tests.clocks import HandClock

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
    ticked_at = clock.now()
    clock.plus(seconds=60)
    assert await checks() == {"database": "ok", "schedule": "ok"}
    clock.to(ticked_at + timedelta(minutes=5))
    database.close()
    after = await checks()
    assert after["schedule"] == "last ticked 300 s ago"
    assert after["database"] != "ok"
