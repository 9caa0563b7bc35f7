"""`liaison plan`: plan files read and scheduled in a terminal, without a database and without Slack."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from bot.calendars import Calendar, OwnDay, is_known_country
from bot.documents import calendar_files
from bot.documents.apart import Apart
from bot.plans import reading, told
from bot.plans.plan import Plan
from bot.plans.scheduled import scheduled, without_length
from bot.words.language import Reader
from bot.words.language import text as _
from bot.words.refused import Refused


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked for: the file, how it is to be told, and for a schedule its first day and its calendar."""

    path: Path
    is_json: bool
    reader: Reader
    start: datetime | None = None
    calendar: str = ""


def read(asked: Asked) -> str:
    """What stands in the file. Raises Refused, and OSError."""
    return _said(asked, _read(asked.path))


def schedule(asked: Asked) -> str:
    """The same with its schedule, from `start` on, else from the plan's own first day. Raises Refused, and OSError."""
    plan = _read(asked.path)
    if not plan.rows:
        raise Refused(_("More than one table in this file is a plan. Leave one in it, and choose it again."))
    begins = asked.start.date() if asked.start else plan.begins
    if begins is None:
        raise Refused(_("The plan has no day to begin with: name one with --start."))
    plan.problems += without_length(plan)
    _schedule, places = scheduled(plan, begins, _calendar(asked.calendar, begins) if asked.calendar else None)
    return _said(asked, plan, places)


def _read(path: Path) -> Plan:
    """Within the same limits as what somebody uploads."""
    return asyncio.run(Apart().read(reading.read, path.read_bytes()))


def _said(asked: Asked, plan: Plan, places: told.Places = None) -> str:
    if asked.is_json:
        return json.dumps(told.as_json(plan, asked.path.name, asked.reader, places), ensure_ascii=False)
    return "\n".join(told.as_table(plan, asked.reader, places))


def _calendar(named: str, begins: date) -> Calendar:
    """A country's, or that of a file with days off."""
    if is_known_country(named):
        return Calendar(named, named)
    path = Path(named)
    if path.suffix.lower() != ".ics":
        raise Refused(_("%(name)s is no country with known holidays and no .ics file.", name=named))
    found = asyncio.run(Apart().read(calendar_files.read, path.read_bytes(), begins.year, "UTC"))
    return Calendar(path.name, own_days={one.day: OwnDay(one.is_working, one.name) for one in found.days})
