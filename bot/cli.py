"""The command line: `liaison run`, `sandbox`, `db upgrade`, `doctor`, `manifest`.

What can be expected to go wrong is one clear line and exit code 2; what a check finds wrong is exit code 1.
"""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sys
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox
    from bot.settings import Settings

app = typer.Typer(
    name="liaison",
    help="Liaison runs cross-department projects in Slack.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
db = typer.Typer(help="The database.", no_args_is_help=True)
app.add_typer(db, name="db")

WRONG, FOUND = 2, 1


def main() -> None:
    """The entry point."""
    app()


@app.command()
def run() -> None:
    """Run the bot: in Slack when SLACK_* is set, otherwise in a sandbox with a demo project."""
    with _clear_lines():
        settings = _settings()
        _loop(_run_in_slack(settings) if settings.has_slack else _run_in_sandbox(settings))


@app.command()
def sandbox() -> None:
    """Run the sandbox alone, for a bot in another terminal."""
    with _clear_lines():
        _loop(_run_sandbox_alone(_settings()))


@db.command("upgrade")
def upgrade() -> None:
    """Bring the database's tables up to date."""
    with _clear_lines():
        from storage import schema
        from storage.db import Database

        database = Database(_settings().database_url)
        try:
            changed = schema.upgrade(database)
        finally:
            database.close()
        typer.echo("The tables are up to date now." if changed else "The tables were up to date.")


@app.command()
def doctor() -> None:
    """Say what is configured, reachable, missing; exit code 1 when something is wrong."""
    with _clear_lines():
        settings = _settings()
        from bot.doctor import examine

        is_well = asyncio.run(examine(settings, typer.echo))
        raise typer.Exit(0 if is_well else FOUND)


@app.command()
def manifest(
    check: Annotated[bool, typer.Option("--check", help="Compare manifest.yml with the code.")] = False,
    url: Annotated[str, typer.Option(help="For an app to which Slack delivers at this URL.")] = "",
) -> None:
    """Print the app's manifest, ready to paste into Slack, or check it."""
    with _clear_lines():
        from bot import manifest as app_manifest

        described = app_manifest.read()
        if check:
            from bot.app import dispatch

            found = app_manifest.differences(described, dispatch(), app_manifest.methods_called())
            for line in found:
                typer.echo(line, err=True)
            raise typer.Exit(FOUND if found else 0)
        import yaml

        typer.echo(yaml.safe_dump(app_manifest.over_http(described, url) if url else described, sort_keys=False))


def _settings() -> Settings:
    from bot import logs
    from bot.settings import read_settings

    settings = read_settings()
    logs.set_up(settings.log_level, settings.log_format, secrets=logs.secrets_of(settings))
    return settings


async def _run_in_slack(settings: Settings) -> None:
    """Until a signal comes."""
    from bot.app import App

    liaison = App(settings)
    await liaison.start()
    try:
        where = (
            "over Socket Mode" if settings.is_socket_mode else f"at http://{settings.host}:{settings.port}/slack/events"
        )
        typer.echo(f"Liaison is at work in Slack, {where}.")
        await _until_told_to_stop()
    finally:
        await liaison.stop()


async def _run_in_sandbox(settings: Settings) -> None:
    """The sandbox and the bot side by side; the bot finds it as it would find Slack."""
    from bot.app import App

    slack = await _start_sandbox(settings)
    try:
        liaison = App(_joining(settings, slack), with_demo=True)
        await liaison.start()
        try:
            typer.echo(f"Liaison is at work in the sandbox: open {slack.url}  (Ctrl-C stops it)")
            await _until_told_to_stop()
        finally:
            await liaison.stop()
    finally:
        await slack.stop()


async def _run_sandbox_alone(settings: Settings) -> None:
    slack = await _start_sandbox(settings)
    try:
        typer.echo(f"The sandbox is at {slack.url}. A bot in another terminal joins it with:")
        typer.echo(f"  SLACK_API_URL={slack.url}/api/ CLOCK_URL={slack.url}/_control/clock \\")
        typer.echo(f"  SLACK_BOT_TOKEN={slack.app.bot_token} SLACK_APP_TOKEN={slack.app.app_token} liaison run")
        await _until_told_to_stop()
    finally:
        await slack.stop()


async def _start_sandbox(settings: Settings) -> Sandbox:
    from bot.manifest import MANIFEST
    from bot.sandbox.server import Sandbox

    slack = Sandbox(manifest=MANIFEST)
    await slack.start(settings.host, settings.port)
    return slack


def _joining(settings: Settings, slack: Sandbox) -> Settings:
    """The settings with which the bot joins that sandbox.

    The sandbox forgets everything when it stops, so its database does too: yesterday's rows would speak of channels
    that are no more.
    """
    database = Path("data/sandbox.db")
    if settings.database_url == type(settings).model_fields["database_url"].default:
        for leftover in database.parent.glob("sandbox.db*"):
            leftover.unlink()
    is_default = settings.database_url == type(settings).model_fields["database_url"].default
    return type(settings).model_validate(
        {
            **settings.model_dump(),
            "slack_bot_token": slack.app.bot_token,
            "slack_app_token": slack.app.app_token,
            "slack_api_url": f"{slack.url}/api/",
            "clock_url": f"{slack.url}/_control/clock",
            "database_url": f"sqlite:///{database}" if is_default else settings.database_url,
        }
    )


async def _until_told_to_stop() -> None:
    told = asyncio.Event()
    loop = asyncio.get_running_loop()
    for one in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(one, told.set)
    await told.wait()


def _loop(running: Awaitable[None]) -> None:
    async def until_done() -> None:
        await running

    factory: Callable[[], asyncio.AbstractEventLoop] | None = None
    with contextlib.suppress(ImportError):
        import uvloop

        factory = uvloop.new_event_loop
    with asyncio.Runner(loop_factory=factory) as runner:
        runner.run(until_done())


@contextlib.contextmanager
def _clear_lines() -> Iterator[None]:
    """Say what was to be expected in a line instead of a traceback."""
    try:
        yield
    except Exception as error:
        why = _expected(error)
        if why is None:
            raise
        for line in why.splitlines():
            typer.echo(f"liaison: {line}", err=True)
        sys.exit(WRONG)


def _expected(error: Exception) -> str | None:
    """The line that says it, for what can be expected; None for what is a mistake of ours."""
    from slack_sdk.errors import SlackApiError

    from bot.settings import WrongSettings
    from storage.db import DatabaseInUse
    from storage.schema import WrongSchema

    if isinstance(error, WrongSettings | DatabaseInUse | WrongSchema | ValueError):
        return str(error)
    if isinstance(error, SlackApiError):
        return f"Slack refuses: {error.response['error']}. `liaison doctor` says what to do."
    if isinstance(error, OSError):
        return f"{error.strerror or error}" if not error.filename else f"{error.filename}: {error.strerror}"
    if type(error).__module__.startswith("sqlalchemy"):
        return f"the database does not answer: {str(error).splitlines()[0]}"
    return None
