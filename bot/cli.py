"""The command line. What can be expected to go wrong is one line that says what to do; it ends with exit code 2.

Everything heavy is imported by the command that needs it, so that `liaison --help` answers at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import json
import signal
import sys
import tempfile
from collections.abc import Coroutine, Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox
    from bot.settings import Settings

# What a command line returns when it was asked for something that cannot be.
WRONG_USE = 2

cli = typer.Typer(
    help="Liaison runs cross-department projects in Slack.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
database = typer.Typer(help="The database.", no_args_is_help=True)
cli.add_typer(database, name="db")


class Trouble(Exception):
    """What the person at the terminal is told, as written."""


def main() -> None:
    """Run the command line."""
    try:
        cli()
    except Trouble as trouble:
        for line in str(trouble).splitlines():
            print(f"liaison: {line}", file=sys.stderr)
        sys.exit(WRONG_USE)


@cli.command()
def run() -> None:
    """Start the bot.

    It works in Slack where SLACK_BOT_TOKEN is set, else in a sandbox of its own with a demo project.
    """
    settings = _settings()
    with _expected(settings):
        _until_stopped(_run(settings))


@cli.command()
def sandbox(
    request_url: Annotated[
        str, typer.Option(help="Deliver signed requests to this address (…/slack/events), not over a socket.")
    ] = "",
) -> None:
    """Start only the sandbox, a local Slack.

    It prints the settings with which a bot in another terminal joins it.
    """
    settings = _settings()
    with _expected(settings):
        _until_stopped(_sandbox(settings, request_url))


@database.command()
def upgrade() -> None:
    """Bring the database's tables up to date."""
    settings = _settings()
    with _expected(settings):
        from storage import schema
        from storage.db import Database

        opened = Database(settings.database_url)
        try:
            changed = schema.upgrade(opened)
        finally:
            opened.close()
    print(f"The tables {'are now' if changed else 'were already'} at revision {schema.HEAD}.")


@cli.command()
def doctor() -> None:
    """Look what is set, reachable and allowed.

    Exit code 1 where something is wrong; each line says what to do.
    """
    from bot import logs
    from bot.doctor import Finding, as_table, examine
    from bot.settings import WrongSettings, read_settings

    try:
        settings = read_settings()
    except WrongSettings as error:
        findings = [Finding("settings", "wrong", line, "see .env.example") for line in str(error).splitlines()]
    else:
        # The libraries' own complaints would stand between the lines of the table.
        logs.set_up("error", secrets=logs.secrets_of(settings))
        findings = asyncio.run(examine(settings))
    print(as_table(findings))
    raise typer.Exit(int(any(one.state == "wrong" for one in findings)))


@cli.command()
def manifest(
    check: Annotated[bool, typer.Option("--check", help="Compare it with the code; exit code 1 if not equal.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of YAML.")] = False,
    url: Annotated[str, typer.Option(help="For an app to which Slack delivers at this address.")] = "",
    scopes: Annotated[bool, typer.Option("--scopes", help="Print why each scope is asked for, as Markdown.")] = False,
) -> None:
    """Print or check the Slack app's manifest.

    What is printed can be pasted where Slack asks for a manifest.
    """
    from bot import manifest as registered

    if check:
        raise typer.Exit(int(_check_manifest()))
    if scopes:
        print(registered.scopes_table())
        return
    try:
        found = registered.read()
    except (OSError, ValueError) as error:
        raise Trouble(str(error)) from None
    if url and not url.startswith("https://"):
        raise Trouble("Slack delivers to addresses that begin with https:// only")
    if url:
        found = registered.over_http(found, url)
    print(json.dumps(found, ensure_ascii=False, indent=2) if as_json else _as_yaml(found))


def _check_manifest() -> bool:
    """Print where manifest.yml and the code differ; whether they do."""
    from bot import manifest as registered
    from bot.app import dispatch

    try:
        found = registered.differences(registered.read(), dispatch(), registered.methods_called())
    except (OSError, ValueError) as error:
        raise Trouble(str(error)) from None
    for line in found:
        print(line, file=sys.stderr)
    return bool(found)


def _as_yaml(found: dict[str, Any]) -> str:
    import yaml

    return str(yaml.safe_dump(found, sort_keys=False, allow_unicode=True, width=120)).rstrip()


def _settings() -> Settings:
    from bot.settings import WrongSettings, read_settings

    try:
        return read_settings()
    except WrongSettings as error:
        raise Trouble(str(error)) from None


# Running.


async def _run(settings: Settings) -> None:
    from bot.app import App

    async with contextlib.AsyncExitStack() as stack:
        local = None
        if not settings.has_slack:
            local = await _start_sandbox(settings)
            stack.push_async_callback(local.stop)
            settings = _joining(local, settings, stack)
        _log(settings)
        await _prove(settings)
        liaison = App(settings, with_demo=local is not None)
        await liaison.start()
        stack.push_async_callback(liaison.stop)
        _say(_where_to_go(settings, local))
        await asyncio.Event().wait()


async def _sandbox(settings: Settings, request_url: str) -> None:
    local = await _start_sandbox(settings)
    try:
        local.app.delivery = "http" if request_url else "socket"
        local.app.request_url = request_url
        print(f"The sandbox is at {local.url}; it is not Slack. A bot joins it with:\n", file=sys.stderr)
        _say("\n".join(f"{name}={value}" for name, value in _settings_of(local).items()))
        await asyncio.Event().wait()
    finally:
        await local.stop()


async def _start_sandbox(settings: Settings) -> Sandbox:
    from bot import manifest as registered
    from bot.sandbox.server import Sandbox

    local = Sandbox(manifest=registered.MANIFEST)
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


async def _prove(settings: Settings) -> None:
    """Find out now what would otherwise be tried for ever: a token or a clock that is wrong.

    Raises SlackApiError, aiohttp.ClientError and Trouble.
    """
    from slack_sdk.web.async_client import AsyncWebClient

    if settings.slack_app_token is not None:
        client = AsyncWebClient(base_url=settings.slack_api_url)
        await client.apps_connections_open(app_token=settings.slack_app_token.get_secret_value())
    if settings.clock_url:
        from bot.doctor import followed_clock

        clock = await followed_clock(settings.clock_url)
        if clock.state == "wrong":
            raise Trouble(f"CLOCK_URL {clock.seen}: {clock.to_do}")


def _where_to_go(settings: Settings, local: Sandbox | None) -> str:
    if local is not None:
        return (
            f"Liaison is ready: open {local.url} and be anybody in a small company.\n"
            "This is a sandbox, not Slack; what you do in it is forgotten when you stop it (Ctrl+C)."
        )
    if settings.is_socket_mode:
        return "Liaison is ready, connected to Slack."
    return f"Liaison is ready: Slack's requests are taken at http://{settings.host}:{settings.port}/slack/events."


def _log(settings: Settings) -> None:
    from bot import logs

    logs.set_up(settings.log_level, settings.log_format, secrets=logs.secrets_of(settings))


def _say(words: str) -> None:
    """Print at once, though stdout may be a file or a pipe."""
    print(words, flush=True)


def _until_stopped(running: Coroutine[Any, Any, None]) -> None:
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
def _expected(settings: Settings) -> Iterator[None]:
    """Turn what can go wrong at a start into a line."""
    try:
        yield
    except Exception as error:
        said = _line_for(error, settings)
        if said is None:
            raise
        raise Trouble(said) from None


def _line_for(error: Exception, settings: Settings) -> str | None:
    """What is wrong and what to do, for an error that is expected; None for one of ours."""
    import aiohttp
    from slack_sdk.errors import SlackApiError
    from sqlalchemy.exc import DBAPIError

    from bot.doctor import slacks_word
    from storage.db import DatabaseInUse
    from storage.schema import WrongSchema

    if isinstance(error, Trouble | DatabaseInUse | WrongSchema):
        return str(error)
    if isinstance(error, SlackApiError):
        return f"Slack refuses: {slacks_word(error)}; `liaison doctor` says what to do"
    if isinstance(error, aiohttp.ClientError | TimeoutError):
        return f"Slack cannot be reached at {settings.slack_api_url} ({error or type(error).__name__})"
    if isinstance(error, DBAPIError):
        return f"the database cannot be used: {str(error.orig).strip().splitlines()[0]}; check DATABASE_URL"
    if isinstance(error, OSError):
        return _line_for_system(error, settings)
    if isinstance(error, ValueError) and "loopback" in str(error):
        return f"HOST is {settings.host}, but the sandbox listens on loopback only: set HOST=127.0.0.1"
    return None


def _line_for_system(error: OSError, settings: Settings) -> str:
    where = f"{settings.host}:{settings.port}"
    if error.errno == errno.EADDRINUSE:
        return f"{where} is in use: stop what listens there, or set another PORT"
    if error.filename is not None:
        return f"{error.filename}: {error.strerror}"
    return f"cannot listen at {where} ({error.strerror or error}): set HOST and PORT"
