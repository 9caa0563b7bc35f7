"""What every test may use: real databases, a sandbox with Liaison at home in it, and its people in words."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis
from pydantic import SecretStr

from bot import zones
from bot.app import App
from bot.machine import logs
from bot.sandbox.server import Sandbox
from bot.settings import Settings
from bot.slack import listener
from storage import postgres, threads
from tests import compiled, memory
from tests.world import World

pytest_plugins = ["tests.postgres", "tests.browser", "tests.sandbox.visiting", "tests.time_limits"]

MANIFEST = Path(__file__).resolve().parent.parent / "manifest.yml"
# Monday, 23 November 2026, 09:30 in Shanghai.
MONDAY = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
# What a story tells must not hang on how busy the machine is; the proofs give Liaison Slack's own 3 seconds.
ACK_SECONDS = 30.0


def pytest_configure() -> None:
    """As at the start of Liaison, before a test makes a zone. What Hypothesis draws is not timed: machines are busy."""
    memory.use()
    compiled.once()
    zones.set_up()
    hypothesis.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
    hypothesis.load_profile("untimed")


def settings_for(sandbox: Sandbox, database_url: str, **more: object) -> Settings:
    """The settings with which Liaison joins this sandbox."""
    values: dict[str, object] = {
        "slack_bot_token": SecretStr(sandbox.app.bot_token),
        "slack_app_token": SecretStr(sandbox.app.app_token),
        "slack_signing_secret": SecretStr(sandbox.app.signing_secret),
        "slack_api_url": f"{sandbox.url}/api/",
        "clock_url": f"{sandbox.url}/_control/clock",
        "database_url": database_url,
        **more,
    }
    return Settings.model_validate(values)


@pytest.fixture(autouse=True, scope="session")
def _plain_logs() -> None:
    """As in production: structlog's own tracebacks take longer than Slack waits."""
    logs.set_up("warning")


@pytest.fixture(autouse=True, scope="session")
def _no_hurry() -> None:
    """Liaison asks for patience shortly before Slack gives up, here as there."""
    listener.ANSWER_SECONDS = ACK_SECONDS * 0.8


@pytest.fixture(autouse=True, scope="session")
def _patient_databases() -> None:
    """Nobody is sent away because the machine that tests is busy; whoever tests that sets a limit of their own."""
    threads.WAIT_SECONDS = postgres.STATEMENT_SECONDS = postgres.SILENCE_SECONDS = postgres.IDLE_SECONDS = ACK_SECONDS


@pytest.fixture
async def company() -> AsyncIterator[Sandbox]:
    """A sandbox whose clock stands at Monday 09:30 in Shanghai, with the app of manifest.yml installed."""
    sandbox = Sandbox(manifest=MANIFEST, now=MONDAY, seed=7, ack_seconds=ACK_SECONDS)
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@dataclass(frozen=True)
class Begun:
    """The middle of the demo project, where most stories begin: a database, and the sandbox that goes with it."""

    database: Path
    sandbox: bytes


@pytest.fixture(scope="session")
def begun(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Begun:
    """The demo project a minute after its beginning, when its cards are out, begun once for all stories."""
    path = tmp_path_factory.mktemp("begun") / "liaison.db"
    shutil.copy(sqlite_template, path)
    return asyncio.run(_begin(path))


async def _begin(path: Path) -> Begun:
    sandbox = Sandbox(manifest=MANIFEST, now=MONDAY, seed=7, ack_seconds=ACK_SECONDS)
    await sandbox.start()
    app = App(settings_for(sandbox, f"sqlite:///{path}"), with_demo=True)
    await app.start()
    await app.settle()
    async with World(sandbox.url) as world:
        # The demo's cards go out at Slack's pace, one a second.
        await world.clock.plus("1m")
    await app.stop()
    sandbox.slack.traffic.clear()
    picture = sandbox.picture()
    await sandbox.stop()
    return Begun(path, picture)


@pytest.fixture
async def liaison(company: Sandbox, begun: Begun, sqlite_url: str) -> AsyncIterator[App]:
    """Liaison with the demo project, over Socket Mode."""
    shutil.copy(begun.database, sqlite_url.removeprefix("sqlite:///"))
    company.resume(begun.sandbox)
    app = App(settings_for(company, sqlite_url), with_demo=True)
    await app.start()
    await app.settle()
    yield app
    await app.stop()


@pytest.fixture
async def world(company: Sandbox, liaison: App) -> AsyncIterator[World]:
    """The company's people, in the middle of the demo project."""
    async with World(company.url) as world:
        yield world


@pytest.fixture(params=["sqlite_url", pytest.param("postgres_url", marks=pytest.mark.postgres)])
async def launch(company: Sandbox, request: pytest.FixtureRequest) -> AsyncIterator[World]:
    """The demo project from its first minute, on either database."""
    app = App(settings_for(company, request.getfixturevalue(request.param)), with_demo=True)
    await app.start()
    await app.settle()
    try:
        async with World(company.url) as world:
            await world.clock.plus("1m")
            yield world
    finally:
        await app.stop()
