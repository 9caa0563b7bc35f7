"""`liaison plan`: plan files read, scheduled and drawn in a terminal, without a database and without Slack."""

from __future__ import annotations

import asyncio
import contextlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bot.calendars import Calendar, OwnDay, is_known_country
from bot.clock import SystemClock
from bot.documents import calendar_files, pictures
from bot.documents.apart import Apart
from bot.plans import answering, reading, told
from bot.plans.gantt import columns, layout, lines
from bot.plans.gantt.lines import UNDATED
from bot.plans.gantt.page import Page
from bot.plans.gantt.svg import svg
from bot.plans.options import NOTHING_GIVEN, Given
from bot.plans.plan import Plan
from bot.plans.reading import kinds
from bot.plans.reading.tables.days import readings
from bot.plans.reading.tables.reading import CSV
from bot.plans.scheduled import as_planned, scheduled, without_length
from bot.words.language import Reader
from bot.words.language import text as _
from bot.words.refused import Refused

# By the ending of a file what it holds of an SVG.
DRAWN: Mapping[str, Callable[[str], bytes]] = {".png": pictures.png, ".svg": str.encode}
# What a workbook is called.
WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls"})
EXAMPLE = date(2026, 12, 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: the file, how it is to be told, what was answered, and for a schedule its first day and its
    calendar.
    """

    path: Path
    is_json: bool
    reader: Reader
    given: Given = NOTHING_GIVEN
    start: str = ""
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """Where it is to be drawn (.png or .svg), as of which day, for what, and which stages are unfolded."""

    out: Path
    today: date
    is_for_phone: bool = False
    opened: tuple[str, ...] = ()


def read(asked: Asked) -> str:
    """What stands in the file. Raises Refused."""
    return _said(asked, _read(asked))


def schedule(asked: Asked) -> str:
    """The same with its schedule, from `start` on, else from the plan's own first day. Raises Refused."""
    begins = _first_day(asked.start) if asked.start else None
    plan = _one(asked)
    begins = begins or plan.begins
    if begins is None:
        raise Refused(_("The plan has no day to begin with: name one with --start."))
    plan.problems += without_length(plan)
    _schedule, places = scheduled(plan, begins, _calendar(asked.calendar, begins) if asked.calendar else None)
    return _said(asked, plan, places)


def draw(asked: Asked, picture: Picture) -> str:
    """The plan as a Gantt picture: the names of the files, one for each page.

    Days are those of the file; what has none is where the schedule has it, if it is asked to begin on `start`. Raises
    Refused, and OSError.
    """
    drawn = DRAWN.get(picture.out.suffix.lower())
    if drawn is None:
        raise Refused(_("%(name)s is neither a .png nor an .svg file.", name=picture.out.name))
    begins = _first_day(asked.start) if asked.start else None
    plan = _one(asked)
    begins = begins or plan.begins
    if begins is None:
        raise Refused(UNDATED)
    calendar = _calendar(asked.calendar, begins) if asked.calendar else None
    _schedule, places = scheduled(as_planned(plan), begins, calendar)
    chart = lines.chart(
        plan,
        asked.path.stem,
        picture.today,
        calendar or plan.calendar.counted(),
        places,
        is_dated_by_schedule=bool(asked.start),
        opened=picture.opened,
    )
    sheet = columns.PHONE if picture.is_for_phone else columns.DESK
    return "\n".join(_written(layout.pages(chart, asked.reader, sheet), picture.out, drawn))


def _written(pages: Iterator[Page], out: Path, drawn: Callable[[str], bytes]) -> Iterator[str]:
    """Each page before the next is made: a picture takes a hundred times the memory of what is on it."""
    following = next(pages, None)
    number, is_alone = 0, True
    while following is not None:
        page, following = following, next(pages, None)
        number, is_alone = number + 1, is_alone and following is None
        path = out if is_alone else out.with_stem(f"{out.stem}-{number}")
        path.write_bytes(drawn(svg(page)))
        yield str(path)


def _one(asked: Asked) -> Plan:
    """The plan of a file that has one."""
    plan = _read(asked)
    if not plan.rows:
        raise Refused(_("More than one table in this file is a plan. Name one with --sheet; `plan read` lists them."))
    return plan


def _read(asked: Asked) -> Plan:
    """Within the same limits as what somebody uploads."""
    content = _content(asked.path)
    answers = answering.answers(asked.given, SystemClock().now().date())
    try:
        plan = asyncio.run(Apart().read(reading.read, content, answers))
    except Refused as refused:
        if not _is_misnamed(asked.path, content):
            raise
        raise Refused(
            _("%(name)s is a text file, no workbook. %(why)s", name=asked.path.name, why=refused.why)
        ) from None
    if plan.headings:
        answering.check(asked.given, plan.headings)
    return plan


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise Refused(_("There is no file %(name)s.", name=path)) from None
    except IsADirectoryError:
        raise Refused(_("%(name)s is a folder. Name a file.", name=path)) from None
    except PermissionError:
        raise Refused(_("You may not read %(name)s.", name=path)) from None


def _is_misnamed(path: Path, content: bytes) -> bool:
    """Whether a text is called a workbook."""
    if path.suffix.lower() not in WORKBOOKS:
        return False
    with contextlib.suppress(Refused):
        return kinds.kind_of(content) is kinds.Kind.TEXT
    return False


def _first_day(typed: str) -> date:
    with contextlib.suppress(ValueError):
        return date.fromisoformat(typed)
    meant = {one.day for one in readings(typed).values()}
    # What can be read in one way alone is shown as it is typed, anything else by an example.
    day = meant.pop() if len(meant) == 1 else EXAMPLE
    raise Refused(
        _("“%(typed)s” is no day as --start takes it. Type it as %(day)s: year, month, day.", typed=typed, day=str(day))
    )


def _said(asked: Asked, plan: Plan, places: told.Places = None) -> str:
    if asked.is_json:
        return json.dumps(told.as_json(plan, asked.path.name, asked.reader, places), ensure_ascii=False)
    lines = told.as_table(plan, asked.reader, places)
    if plan.format == CSV and asked.path.suffix.lower() in WORKBOOKS:
        lines.insert(0, _("%(name)s is a text file, no workbook.", name=asked.path.name).for_(asked.reader))
    return "\n".join(lines)


def _calendar(named: str, begins: date) -> Calendar:
    """A country's, or that of a file with days off."""
    if is_known_country(named):
        return Calendar(named, named)
    path = Path(named)
    if path.suffix.lower() != ".ics":
        raise Refused(_("%(name)s is no country with known holidays and no .ics file.", name=named))
    found = asyncio.run(Apart().read(calendar_files.read, _content(path), begins.year, "UTC"))
    return Calendar(path.name, own_days={one.day: OwnDay(one.is_working, one.name) for one in found.days})
