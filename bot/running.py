"""Running Liaison or the sandbox in a terminal: signals, where to go, and what keeps it from starting, in a line."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import signal
import sys
import tempfile
from collections.abc import Coroutine, Iterator
from typing import TYPE_CHECKING, Any

import aiohttp
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import DBAPIError

from bot.app import App
from bot.doctor.slack import followed_clock
from bot.machine import logs
from bot.machine.trouble import Trouble
from bot.settings import Settings
from bot.slack import manifest
from bot.slack.answers import NOT_SLACK, reason, slacks_word
from bot.slack.starting import first_line
from storage.db import DatabaseInUse, outage
from storage.schema import WrongSchema

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox


INSTALL = "install the app again in your workspace, and set the new SLACK_BOT_TOKEN"
# What to do about a refusal, where `liaison doctor` knows no more.
TO_DO = {
    "account_inactive": INSTALL,
    "token_revoked": INSTALL,
    "missing_scope": "put what `liaison manifest` prints into your app's manifest, and install the app again",
}


async def run(settings: Settings, *, is_empty: bool = False) -> None:
    """Be Liaison, until cancelled: in the Slack of the settings, or in a sandbox of its own with the demo.

    `is_empty`: the sandbox is a workspace in which nothing is set up. Raises Trouble where there is no sandbox.
    """
    async with contextlib.AsyncExitStack() as stack:
        local, is_kept = None, "database_url" in settings.model_fields_set
        if settings.has_slack and is_empty:
            raise Trouble("--empty is for the sandbox, but SLACK_BOT_TOKEN is set: leave one of them out")
        if not settings.has_slack:
            local = await _start_sandbox(settings, is_empty=is_empty)
            stack.push_async_callback(local.stop)
            settings = _joining(local, settings, stack)
        _log(settings)
        await _check_clock(settings)
        with_demo = local is not None and not is_empty
        liaison = App(settings, with_demo=with_demo, in_motion=True, demo_locale=locale_here())
        await liaison.start()
        stack.push_async_callback(liaison.stop)
        _say(_where_to_go(settings, local, liaison, is_kept=is_kept))
        await asyncio.Event().wait()


def locale_here() -> str:
    """What whoever starts this reads, as the shell says it: Chinese where it says so, else English."""
    said = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return "zh-CN" if said.lower().startswith("zh") else "en-US"


async def sandbox(settings: Settings, request_url: str, *, is_empty: bool = False) -> None:
    """Be only the sandbox, until cancelled."""
    local = await _start_sandbox(settings, is_empty=is_empty)
    try:
        local.app.delivery = "http" if request_url else "socket"
        local.app.request_url = request_url
        print(f"The sandbox is at {local.url}; it is not Slack. A bot joins it with:\n", file=sys.stderr)
        _say("\n".join(f"{name}={value}" for name, value in _settings_of(local).items()))
        await asyncio.Event().wait()
    finally:
        await local.stop()


async def _start_sandbox(settings: Settings, *, is_empty: bool) -> Sandbox:
    # Only who has no Slack needs one.
    from bot.sandbox.server import Sandbox

    local = Sandbox(manifest=manifest.MANIFEST, is_empty=is_empty, begins_in=locale_here())
    try:
        await local.start(settings.host, settings.port)
    except BaseException:
        await local.stop()
        raise
    return local


def _settings_of(local: Sandbox) -> dict[str, str]:
    """The settings, by their names in the environment, of a bot in this sandbox."""
    by_socket = {"SLACK_APP_TOKEN": local.app.app_token} if local.app.delivery == "socket" else {}
    return {
        "SLACK_BOT_TOKEN": local.app.bot_token,
        **by_socket,
        "SLACK_SIGNING_SECRET": local.app.signing_secret,
        "SLACK_API_URL": f"{local.url}/api/",
        "CLOCK_URL": f"{local.url}/_control/clock",
    }


def _joining(local: Sandbox, settings: Settings, stack: contextlib.AsyncExitStack) -> Settings:
    """The settings of the bot in its own sandbox."""
    joined = {name.lower(): value for name, value in _settings_of(local).items()}
    if "database_url" not in settings.model_fields_set:
        # The sandbox forgets when it stops, and what was kept would speak of channels that are gone.
        folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="liaison-"))
        joined["database_url"] = f"sqlite:///{folder}/liaison.db"
    return type(settings).model_validate(settings.model_dump() | joined)


async def _check_clock(settings: Settings) -> None:
    """Find out now that the clock is wrong, which would otherwise be tried for ever. Raises Trouble."""
    if settings.clock_url:
        clock = await followed_clock(settings.clock_url)
        if clock.state == "wrong":
            raise Trouble(f"CLOCK_URL {clock.seen}: {clock.to_do}")


def _where_to_go(settings: Settings, local: Sandbox | None, liaison: App, *, is_kept: bool) -> str:
    if local is not None:
        kept = (
            "DATABASE_URL is set and keeps what Liaison knows, but the sandbox forgets its channels and messages: "
            "set it to nothing, or to a new file, before the next start.\n"
        )
        return (
            f"Liaison is ready: open {local.url} and be anybody in a small company.\n"
            f"{kept if is_kept else ''}"
            "This is a sandbox, not Slack; what you do in it is forgotten when you stop it (Ctrl+C)."
        )
    if settings.is_socket_mode:
        return "Liaison is ready, connected to Slack."
    return f"Liaison is ready: Slack's requests are taken at http://{settings.host}:{liaison.door.port}/slack/events."


def _log(settings: Settings) -> None:
    logs.set_up(settings.log_level, settings.log_format, secrets=logs.secrets_of(settings))


def _say(words: str) -> None:
    """Print at once, though stdout may be a file or a pipe."""
    print(words, flush=True)


def until_stopped(running: Coroutine[Any, Any, None]) -> None:
    """Run until SIGINT or SIGTERM, then let it finish; a second signal ends the process as it would any other."""

    async def watched() -> None:
        loop, task = asyncio.get_running_loop(), asyncio.ensure_future(running)

        def stop() -> None:
            for one in (signal.SIGINT, signal.SIGTERM):
                loop.remove_signal_handler(one)
            task.cancel()

        with contextlib.suppress(NotImplementedError):
            for one in (signal.SIGINT, signal.SIGTERM):
                loop.add_signal_handler(one, stop)
        with contextlib.suppress(asyncio.CancelledError):
            await task

    try:
        import uvloop
    except ImportError:  # there is none for Windows
        asyncio.run(watched())
    else:
        uvloop.run(watched())


@contextlib.contextmanager
def expected(settings: Settings) -> Iterator[None]:
    """Turn what can go wrong at a start into a line."""
    try:
        yield
    except Exception as error:
        said = _line_for(error, settings)
        if said is None:
            raise
        raise Trouble(logs.masked(said, settings)) from None


def _line_for(error: Exception, settings: Settings) -> str | None:
    """What is wrong and what to do, for an error that is expected; None for one of ours."""
    if isinstance(error, Trouble | DatabaseInUse | WrongSchema):
        return str(error)
    if isinstance(error, SlackApiError):
        return _line_for_refusal(slacks_word(error), settings)
    if isinstance(error, aiohttp.ClientError | TimeoutError):
        return f"Slack cannot be reached at {settings.slack_api_url} ({reason(error)})"
    if (trouble := outage(error)) is not None:
        return f"the database cannot be used: {trouble}; check DATABASE_URL"
    if isinstance(error, DBAPIError):
        return f"the database cannot be used: {first_line(error)}; check DATABASE_URL"
    if isinstance(error, OSError):
        return _line_for_system(error, settings)
    if isinstance(error, ValueError) and "loopback" in str(error):
        return f"HOST is {settings.host}, but the sandbox listens on loopback only: set HOST=127.0.0.1"
    return None


def _line_for_refusal(word: str, settings: Settings) -> str:
    if word == NOT_SLACK:
        return f"{settings.slack_api_url} gives {word}: check SLACK_API_URL"
    return f"Slack refuses: {word}; {TO_DO.get(word, '`liaison doctor` says what to do')}"


def _line_for_system(error: OSError, settings: Settings) -> str:
    where = f"{settings.host}:{settings.port}"
    if error.errno == errno.EADDRINUSE:
        return f"{where} is in use: stop what listens there, or set another PORT"
    if error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return f"cannot listen at {where} ({error.strerror or error}): set HOST and PORT"
