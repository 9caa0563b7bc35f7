"""A start in bad weather: what passes is waited out with a line a try, and what is refused ends it at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError

from bot.app import App
from bot.sandbox.server import Sandbox
from bot.slack import library, socket
from bot.slack.door import EVENTS
from bot.slack.socket import Line
from bot.slack.starting import Patience
from storage.db import Unavailable
from tests.conftest import MANIFEST, MONDAY, settings_for
from tests.test_cli import free_port
from tests.world import World
from tests.written import written_log


class Waiting:
    """Lets no time pass, and remembers for how long somebody wanted to wait."""

    def __init__(self, then: Callable[[], Awaitable[object]] | None = None) -> None:
        self.seconds: list[float] = []
        self._then = then

    async def __call__(self, seconds: float) -> None:
        self.seconds.append(seconds)
        if self._then is not None:
            await self._then()


@asynccontextmanager
async def started(app: App) -> AsyncIterator[App]:
    await app.start()
    try:
        yield app
    finally:
        await app.stop()


def socket_greeted(company: Sandbox) -> asyncio.Event:
    """Set as soon as another socket is open."""
    greeted = asyncio.Event()
    company.slack.subscribe(
        lambda kind, ids: greeted.set() if kind == "traffic" and ids["exchange"].name == "hello" else None
    )
    return greeted


@pytest.mark.parametrize("kind", ["429", "500", "503", "error:internal_error", "error:fatal_error"])
@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open", "conversations.list", "users.list"])
async def test_what_passes_is_waited_out_with_a_line_a_try(
    company: Sandbox, sqlite_url: str, kind: str, method: str
) -> None:
    company.faults.add(kind=kind, method=method, times=3, retry_after=0)
    waiting = Waiting()
    with written_log() as logged:
        async with started(App(settings_for(company, sqlite_url), with_demo=True, wait=waiting)) as app:
            assert app.team_id == company.slack.workspace.id
    lines = [line for line in logged() if "waiting for Slack" in line]
    assert waiting.seconds == [1, 2, 4]
    assert len(lines) == 3
    assert company.app.bot_token not in "".join(lines)


async def test_slack_is_tried_no_sooner_than_it_asks_and_at_least_once_a_minute(
    company: Sandbox, sqlite_url: str
) -> None:
    company.faults.add(kind="429", method="auth.test", times=1, retry_after=17)
    company.faults.add(kind="503", method="auth.test", times=8)
    waiting = Waiting()
    async with started(App(settings_for(company, sqlite_url), wait=waiting)):
        assert waiting.seconds == [17, 2, 4, 8, 16, 32, 60, 60, 60]


async def test_a_network_that_is_not_there_yet_is_waited_for(company: Sandbox, sqlite_url: str) -> None:
    port = free_port()
    later = Sandbox(manifest=MANIFEST, now=MONDAY, seed=7)
    later.app.bot_token = company.app.bot_token
    settings = settings_for(
        company, sqlite_url, slack_api_url=f"http://127.0.0.1:{port}/api/", clock_url=None, slack_app_token=None, port=0
    )
    waiting = Waiting(lambda: later.start("127.0.0.1", port))
    with written_log() as logged:
        async with started(App(settings, wait=waiting)):
            assert waiting.seconds == [1]
    assert "Connect call failed" in "".join(logged())
    await later.stop()


@pytest.mark.parametrize("word", ["invalid_auth", "not_authed", "account_inactive", "token_revoked", "missing_scope"])
@pytest.mark.parametrize("method", ["auth.test", "apps.connections.open"])
async def test_a_refusal_ends_the_start_at_once(company: Sandbox, sqlite_url: str, word: str, method: str) -> None:
    company.faults.add(kind=f"error:{word}", method=method, times=1)
    waiting = Waiting()
    with pytest.raises(SlackApiError, match=word):
        await App(settings_for(company, sqlite_url), wait=waiting).start()
    assert waiting.seconds == []


async def test_whoever_stops_a_start_that_waits_waits_no_longer(company: Sandbox, sqlite_url: str) -> None:
    company.faults.add(kind="503", method="auth.test")
    waits = asyncio.Event()

    async def for_ever(_seconds: float) -> None:
        waits.set()
        await asyncio.Event().wait()

    starting = asyncio.create_task(App(settings_for(company, sqlite_url), wait=for_ever).start())
    await waits.wait()
    starting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await starting
    # All was let go of: another may have the file.
    company.faults.clear()
    async with started(App(settings_for(company, sqlite_url))):
        pass


async def test_the_door_says_meanwhile_that_the_process_lives_and_is_not_ready(
    company: Sandbox, sqlite_url: str
) -> None:
    company.faults.add(kind="503", method="auth.test", times=1)
    seen: list[tuple[int, Any]] = []

    async def look() -> None:
        async with aiohttp.ClientSession(f"http://127.0.0.1:{app.door.port}") as http:
            for path in ("/healthz", "/readyz"):
                async with http.get(path) as answer:
                    seen.append((answer.status, (await answer.json()).get("checks")))
            async with http.post(EVENTS, data=b"{}") as answer:
                seen.append((answer.status, None))

    settings = settings_for(company, sqlite_url, slack_app_token=None, port=0)
    app = App(settings, wait=Waiting(look))
    async with started(app):
        assert seen == [(200, None), (503, {"start": "waits for Slack"}), (503, None)]
        company.app.delivery = "http"
        company.app.request_url = f"http://127.0.0.1:{app.door.port}{EVENTS}"
        async with World(company.url) as world:
            assert "/task 更新" in await world.lin.types("/task help")


async def test_a_database_that_is_not_up_yet_is_waited_for(company: Sandbox, postgres_url: str, tmp_path: Path) -> None:
    name, _query, folder = postgres_url.partition("?host=")
    later = tmp_path / "later"

    async def come_up() -> None:
        later.symlink_to(folder)

    waiting = Waiting(come_up)
    with written_log() as logged:
        async with started(App(settings_for(company, f"{name}?host={later}"), wait=waiting)):
            assert waiting.seconds == [1]
    assert len([line for line in logged() if "waiting for the database" in line]) == 1


async def test_a_database_that_is_not_there_at_all_ends_the_start(company: Sandbox, postgres_url: str) -> None:
    name, query, folder = postgres_url.partition("?host=")
    waiting = Waiting()
    with pytest.raises(Unavailable, match="does not exist"):
        await App(settings_for(company, f"{name}_not{query}{folder}"), wait=waiting).start()
    assert waiting.seconds == []


async def test_a_socket_comes_back_however_long_slack_refuses_another(company: Sandbox, sqlite_url: str) -> None:
    """Also where Slack says no: somebody has switched Socket Mode off for a moment."""
    waiting = Waiting()
    with written_log() as logged:
        async with started(App(settings_for(company, sqlite_url), wait=waiting)), World(company.url) as world:
            for kind in ("503", "429", "error:internal_error", "error:link_disabled"):
                company.faults.add(kind=kind, method="apps.connections.open", times=1, retry_after=0)
            back = socket_greeted(company)
            await world.befall("refresh")
            await asyncio.wait_for(back.wait(), 20)
            assert "/task 更新" in await world.lin.types("/task help")
    assert waiting.seconds == [1, 2, 4, 8]
    assert not [line for line in logged() if line.startswith("    | ")], "a traceback for every fault"


async def test_a_socket_that_was_cut_comes_back_by_itself(
    company: Sandbox, sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "PING_SECONDS", 0.05)
    async with started(App(settings_for(company, sqlite_url), with_demo=True)), World(company.url) as world:
        back = socket_greeted(company)
        await world.befall("cut")
        await asyncio.wait_for(back.wait(), 20)
        assert "/task 更新" in await world.lin.types("/task help")
        back = socket_greeted(company)
        await world.faults.add("disconnect_sockets", times=1)
        assert not (await world.lin.types("/task help")).ok
        await asyncio.wait_for(back.wait(), 20)
        assert "/task 更新" in await world.lin.types("/task help")


async def test_an_address_that_nobody_answers_is_not_dialled_for_ever(
    company: Sandbox, liaison: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(socket, "DIAL_SECONDS", 0.2)
    line = Line(
        library.bolt(liaison.client, await liaison.client.auth_test()), company.app.app_token, Patience(Waiting())
    )
    line.wss_uri = "ws://127.0.0.1:9/"
    await line.connect()
    assert await line.is_connected()
    await line.close()  # type: ignore[no-untyped-call]
