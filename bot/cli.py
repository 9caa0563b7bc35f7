"""The command line. What can be expected to go wrong is one line that says what to do; it ends with exit code 2.

Everything heavy is imported by the command that needs it, so that `liaison --help` answers at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import json
import sys
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot import zones
from bot.machine.trouble import Trouble
from bot.plans.options import Given, answerable

if TYPE_CHECKING:
    from bot.settings import Settings

Empty = Annotated[bool, typer.Option("--empty", help="The sandbox is a workspace in which nothing is set up yet.")]

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
plan = typer.Typer(help="Plan files, without a database and without Slack.", no_args_is_help=True)
cli.add_typer(plan, name="plan")

PlanFile = Annotated[Path, typer.Argument(metavar="FILE", help="Excel, CSV, MS Project XML or GanttProject (.gan).")]
Blocks = Annotated[bool, typer.Option("--blocks", help="Instead: have Slack check every message and form of ours.")]
Json = Annotated[bool, typer.Option("--json", help="Print one object of JSON.")]
Language = Annotated[str, typer.Option(help="Of what is said: en or zh.")]

Start = Annotated[str, typer.Option(help="The first day, as 2026-12-01.")]
CalendarName = Annotated[str, typer.Option(help="A country (CN, DE-BY) or a file of days off (.ics).")]


def main() -> None:
    """Run the command line."""
    # Before any zone is made.
    older = zones.set_up()
    try:
        cli(obj=older)
    except Trouble as trouble:
        for line in str(trouble).splitlines():
            print(f"liaison: {line}", file=sys.stderr)
        sys.exit(WRONG_USE)


@cli.command()
def run(empty: Empty = False) -> None:
    """Start the bot.

    It works in Slack where SLACK_BOT_TOKEN is set, else in a sandbox of its own with a demo project.
    """
    # What is imported stays: looking through it for garbage costs a sixth of the start.
    gc.disable()
    with _absent("rich"):
        import structlog  # noqa: F401 - draws tracebacks with it where it is there; ours are lines of the log
    settings = _settings()
    from bot import running

    gc.freeze()
    gc.enable()
    with running.expected(settings):
        running.until_stopped(running.run(settings, is_empty=empty))


@cli.command()
def sandbox(
    request_url: Annotated[
        str, typer.Option(help="Deliver signed requests to this address (…/slack/events), not over a socket.")
    ] = "",
    empty: Empty = False,
) -> None:
    """Start only the sandbox, a local Slack.

    It prints the settings with which a bot in another terminal joins it.
    """
    settings = _settings()
    from bot import running

    with running.expected(settings):
        running.until_stopped(running.sandbox(settings, request_url, is_empty=empty))


@database.command()
def upgrade() -> None:
    """Bring the database's tables up to date."""
    settings = _settings()
    from bot.running import expected
    from storage import schema
    from storage.db import Database

    with expected(settings):
        opened = Database(settings.database_url)
        try:
            changed = schema.upgrade(opened)
        finally:
            opened.close()
    print(f"The tables {'are now' if changed else 'were already'} at revision {schema.HEAD}.")


@cli.command()
def doctor(context: typer.Context, blocks: Blocks = False) -> None:
    """Look what is set, reachable and allowed.

    Exit code 1 where something is wrong; each line says what to do.
    """
    if blocks:
        from bot.doctor.blocks import report

        raise typer.Exit(asyncio.run(report(print)))
    from bot.doctor.examination import examine
    from bot.doctor.findings import Finding, as_table
    from bot.machine import logs
    from bot.settings import WrongSettings, read_settings

    try:
        settings = read_settings()
    except WrongSettings as error:
        findings = [Finding("settings", "wrong", line, "see .env.example") for line in str(error).splitlines()]
        shown = as_table(findings)
    else:
        # The libraries' own complaints would stand between the lines of the table.
        logs.set_up("error", secrets=logs.secrets_of(settings))
        findings = asyncio.run(examine(settings, context.obj or ()))
        shown = logs.masked(as_table(findings), settings)
    print(shown)
    raise typer.Exit(int(any(one.state == "wrong" for one in findings)))


@plan.command("read")
@answerable
def read_plan(file: PlanFile, given: Given, as_json: Json = False, language: Language = "en") -> None:
    """Show what stands in a plan file, and what of it was not understood."""
    from bot.plans import command

    _tell_plan(command.read, file, as_json, language, given=given)


@plan.command("schedule")
@answerable
def schedule_plan(
    file: PlanFile,
    given: Given,
    start: Start = "",
    calendar: CalendarName = "",
    as_json: Json = False,
    language: Language = "en",
) -> None:
    """Show how early and how late each task can be, with its slack, and what is critical."""
    from bot.plans import command

    _tell_plan(command.schedule, file, as_json, language, given=given, start=start, calendar=calendar)


@plan.command("draw")
@answerable
def draw_plan(
    file: PlanFile,
    given: Given,
    out: Annotated[Path, typer.Option(metavar="PICTURE", help="A .png or .svg; of several pages plan-1.png …")],
    start: Start = "",
    calendar: CalendarName = "",
    phone: Annotated[bool, typer.Option("--phone", help="Narrow, of at most 25 rows.")] = False,
    opened: Annotated[list[str] | None, typer.Option("--open", metavar="CODE", help="Unfold this stage.")] = None,
    today: Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="Draw it as of this day.")] = None,
    language: Language = "en",
) -> None:
    """Draw a plan as a Gantt chart.

    Days are those of the file; with --start, tasks without days are drawn where their links have them. Of more than 40
    rows the stages are shown, folded.
    """
    from functools import partial

    from bot.clock import SystemClock
    from bot.plans import command

    day = (today or SystemClock().now().astimezone()).date()
    picture = command.Picture(out, day, phone, tuple(opened or ()))
    draw = partial(command.draw, picture=picture)
    _tell_plan(draw, file, False, language, given=given, start=start, calendar=calendar)


def _tell_plan(how: Callable[[Any], str], file: Path, as_json: bool, language: str, **more: Any) -> None:
    """Print it; exit code 1, with one line, for a file that is refused."""
    from bot.plans.command import Asked
    from bot.words.language import Reader
    from bot.words.language import text as _
    from bot.words.refused import Refused

    reader = Reader("zh-CN" if language.lower().startswith("zh") else "en-US")
    try:
        if language.lower()[:2] not in ("en", "zh"):
            raise Refused(_("“%(name)s” is no language of Liaison's: --language takes en or zh.", name=language))
        print(how(Asked(file, as_json, reader, **more)))
    except Refused as refused:
        print(" ".join(refused.why.for_(reader).split()), file=sys.stderr)
        raise typer.Exit(1) from None
    except OSError as error:
        print(f"{error.filename}: {error.strerror}", file=sys.stderr)
        raise typer.Exit(1) from None


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
    from bot.slack import manifest as registered

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
    from bot.app import dispatch
    from bot.slack import manifest as registered

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


@contextlib.contextmanager
def _absent(library: str) -> Iterator[None]:
    """Let a library do without another one that it would load, where that is not loaded yet."""
    is_ours = library not in sys.modules
    if is_ours:
        sys.modules[library] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        if is_ours:
            del sys.modules[library]


def _settings() -> Settings:
    from bot.settings import WrongSettings, read_settings

    try:
        return read_settings()
    except WrongSettings as error:
        raise Trouble(str(error)) from None
