"""The clock of a dispute: consensus within 24 hours (24小时内达成共识), real ones as written, or working hours.

It begins when the dispute is registered. Nothing pauses it, and nobody who stands in restarts it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.calendars import Calendar, first_instant
from bot.process.kernel.quiet import HOURS as WORKING_HOURS
from bot.words.language import Text, plural
from bot.words.language import text as _

# "Consensus within 24 hours": process, 3.4.
HOURS = 24
# Half time, three quarters, and one hour left.
WARNED_AT = (12, 18, 23)


class Clock(StrEnum):
    """Which hours count."""

    REAL = "real"
    WORKING = "working"


CLOCKS = {
    Clock.REAL: _("%(number)s hours, nights and weekends included", number=HOURS),
    Clock.WORKING: _(
        "%(number)s working hours, %(first)s to %(last)s of working days",
        number=HOURS,
        first=WORKING_HOURS.start,
        last=WORKING_HOURS.end,
    ),
}


def after(clock: Clock, since: datetime, hours: float, calendar: Calendar, zone: str) -> datetime:
    """The moment (UTC) at which so many hours of the clock have passed since then."""
    span = timedelta(hours=hours)
    if clock is Clock.REAL:
        return since + span
    for start, end in _stretches(since, calendar, zone):
        if span <= end - start:
            return start + span
        span -= end - start
    raise AssertionError("there is always another working day")


def between(clock: Clock, first: datetime, last: datetime, calendar: Calendar, zone: str) -> timedelta:
    """How much of the clock's time lies between two moments; none where the last has passed."""
    if last <= first:
        return timedelta()
    if clock is Clock.REAL:
        return last - first
    found = timedelta()
    for start, end in _stretches(first, calendar, zone):
        if start >= last:
            break
        found += min(end, last) - start
    return found


def left(clock: Clock, span: timedelta) -> Text:
    """How much is left, in words: whole hours, below one of them minutes."""
    minutes = -(-int(span.total_seconds()) // 60)
    if minutes <= 0:
        return _("no time left")
    if minutes < 60:
        return plural("%(number)s minute left", "%(number)s minutes left", minutes)
    hours = round(minutes / 60)
    if clock is Clock.WORKING:
        return plural("%(number)s working hour left", "%(number)s working hours left", hours)
    return plural("%(number)s hour left", "%(number)s hours left", hours)


def _stretches(since: datetime, calendar: Calendar, zone: str) -> Iterator[tuple[datetime, datetime]]:
    """The working hours from that moment on, a working day each."""
    local = ZoneInfo(zone)
    moment = since
    while True:
        start = calendar.next_working_moment(moment, local, WORKING_HOURS)
        day = start.astimezone(local).date()
        end = first_instant(datetime.combine(day, WORKING_HOURS.end), local)
        yield start, end
        moment = end
