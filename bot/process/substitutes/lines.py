"""Lines that name a substitute: "@wang next mon to fri", 下周一到下周五 @wang, "@lin @wang tomorrow"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.due.phrases import NotADate
from bot.process.kernel import calendars, phrases
from bot.process.kernel.work import Work
from bot.process.substitutes.windows import NewWindow
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.typed import MENTION
from storage import people
from storage.people import Person

# What stands between the first and the last day. A hyphen only between spaces: 2026-12-01 has two.
BETWEEN = Pattern(r"\s+(?:to|till|until|through|[-–—~～])\s+|\s*(?:到|至|[–—~～])\s*", re.IGNORECASE)
BEFORE = Pattern(r"^(?:from|on|从|從|自)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Draft:
    """What the form is filled with."""

    principal_id: str
    substitute_id: str | None = None
    first_on: date | None = None
    last_on: date | None = None


@dataclass(frozen=True, slots=True)
class Read:
    """What a line says: the whole window, or what of it could be read, with a word about the rest."""

    draft: Draft
    window: NewWindow | None = None
    note: Text | None = None


def read(work: Work, line: str) -> Read:
    """Read a line. One person who is named stands in for the actor; of two, the second for the first."""
    named = list(dict.fromkeys(MENTION.findall(line)))
    principal_id = named[0] if len(named) > 1 else work.person.user_id
    substitute_id = named[1] if len(named) > 1 else named[0] if named else None
    principal = people.person(work.session, work.team_id, principal_id) or work.person
    words = " ".join(MENTION.sub(" ", line).split())
    if not words:
        return Read(Draft(principal_id, substitute_id))
    try:
        first_on, last_on = _days(work, principal, words)
    except NotADate as wrong:
        note = _(
            "%(why)s Choose the days here, or say for example %(examples)s.",
            why=phrases.why_not(words, wrong),
            examples=phrases.to_type(wrong.examples[:2]),
        )
        return Read(Draft(principal_id, substitute_id), note=note)
    if substitute_id is None:
        return Read(Draft(principal_id, None, first_on, last_on))
    window = NewWindow(principal_id, substitute_id, first_on, last_on)
    return Read(Draft(principal_id, substitute_id, first_on, last_on), window)


def _days(work: Work, principal: Person, words: str) -> tuple[date, date]:
    """The first and the last day; "next mon to fri" ends on the Friday after that Monday.

    Raises NotADate.
    """
    begins, *rest = BETWEEN.split(BEFORE.sub("", words), maxsplit=1)
    first = _day(work, principal, begins, work.now)
    if not rest:
        return first, first
    try:
        last = _day(work, principal, rest[0], work.now)
        if last >= first:
            return first, last
    except NotADate:
        pass
    # A weekday alone is the next one: here the next one after the first day.
    return first, _day(work, principal, rest[0], datetime.combine(first, time(9), ZoneInfo(principal.zone)))


def _day(work: Work, principal: Person, phrase: str, now: datetime) -> date:
    calendar = calendars.of_person(work, principal)
    return phrases.meant(work, phrase, zone=principal.zone, calendar=calendar, now=now).day
