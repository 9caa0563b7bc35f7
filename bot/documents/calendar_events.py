"""On which days an event of a calendar is: whole days however they are written, and again by its rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import Any

# A rule is followed no further: one a day for a hundred years.
MOST_TURNS = 36_600
LONGEST_DAYS = 366
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
WHOLE_DAY_MARKS = ("X-MICROSOFT-CDO-ALLDAYEVENT", "X-MICROSOFT-MSNCALENDAR-ALLDAYEVENT", "X-FUNAMBOL-ALLDAY")
# Where programs end a day before it is over.
LAST_MINUTE = time(23, 59)


class NotRead(Exception):
    """An event whose days cannot be told: `why` is "undated" or "recurring"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True)
class Span:
    """The days of an event: the first, how many, and by how many its own zone's date differs from them.

    `hours` are those of an event that takes part of one day; None for whole days.
    """

    first: date
    days: int
    shift: int = 0
    hours: timedelta | None = None


def span(event: Any, zone: tzinfo) -> Span:
    """The days that an event takes first; moments of UTC are read in the zone.

    Raises NotRead where it has no date.
    """
    start = moment_of(event, "dtstart")
    if start is None:
        raise NotRead("undated")
    end = _end(event, start)
    if not isinstance(start, datetime):
        last = end.date() if isinstance(end, datetime) else end
        return Span(start, _bounded((last - start).days))
    last_moment = end if isinstance(end, datetime) else datetime.combine(end, time(0), start.tzinfo)
    is_marked = any(str(event.get(one, "")).strip().upper() in ("TRUE", "1") for one in WHOLE_DAY_MARKS)
    return _timed(start, last_moment, zone, is_marked=is_marked)


def beginnings(event: Any, spanned: Span, zone: tzinfo, end: date) -> Iterator[date]:
    """The first days of an event, one for each time it takes place, before `end`; not all in their order.

    Raises NotRead for a rule that cannot be followed.
    """
    left_out = set(_days_of(event, "exdate", zone))
    taken = set() if "rrule" in event else {spanned.first}
    for rule in _several(event.get("rrule")):
        taken |= set(_by_rule(rule, event, spanned, zone, end))
    yield from (taken | set(_days_of(event, "rdate", zone))) - left_out


def _timed(start: datetime, end: datetime, zone: tzinfo, *, is_marked: bool) -> Span:
    """The days between two moments, if they are whole days by the clock of the zone, or else by that of UTC."""
    first, last = _wall(start, zone), _wall(end, zone)
    if start.tzinfo is UTC and first == last and not is_marked:
        # Midnight by a clock on a wall is a day; one of all the world's is a moment.
        return Span(first.date(), 1, hours=timedelta(0))
    as_utc = _bare(start), _bare(end)
    if start.tzinfo is UTC and not _is_whole(first, last) and _is_whole(*as_utc):
        first, last = as_utc
    shift = (first.date() - start.date()).days
    if _is_whole(first, last):
        return Span(first.date(), _bounded((last + MINUTE - first) // DAY), shift)
    if is_marked:
        # Written by a clock of elsewhere: midnight there is less than half a day from that of its own.
        nearest = (_bare(start) + DAY / 2).date()
        return Span(nearest, _bounded(round((last - first) / DAY)), (nearest - start.date()).days)
    if first.date() == (last - MINUTE).date() and last > first:
        return Span(first.date(), 1, shift, last - first)
    return Span(first.date(), 1, shift, timedelta(0))


def _is_whole(first: datetime, last: datetime) -> bool:
    """From a midnight to another or the minute before it; a midnight alone is its day."""
    return first.time() == time(0) and last >= first and (last.time() == time(0) or last.time() >= LAST_MINUTE)


def _end(event: Any, start: date) -> date:
    """When it ends; a day without an end is one day, a moment without one has no length."""
    end = moment_of(event, "dtend")
    if end is not None:
        return end
    if "duration" in event:
        try:
            length: timedelta = first_of(event["duration"]).dt
        except (ValueError, AttributeError):
            raise NotRead("undated") from None
        return start + length if isinstance(start, datetime) else start + timedelta(days=length / DAY)
    return start if isinstance(start, datetime) else start + DAY


def moment_of(event: Any, name: str) -> date | None:
    """A day or a moment; a value that is called a day is one, also where a zone is named beside it."""
    if name not in event:
        return None
    one = first_of(event[name])
    try:
        moment = one.dt
    except (ValueError, AttributeError):
        raise NotRead("undated") from None
    if isinstance(moment, datetime):
        if moment.tzinfo is not None and moment.utcoffset() == timedelta(0) and str(moment.tzinfo) == "UTC":
            moment = moment.replace(tzinfo=UTC)
        return moment.date() if str(one.params.get("VALUE", "")).upper() == "DATE" else moment
    if not isinstance(moment, date):
        raise NotRead("undated")
    return moment


def _days_of(event: Any, name: str, zone: tzinfo) -> Iterator[date]:
    """The days of an EXDATE or RDATE, of which there may be several."""
    for each in _several(event.get(name)):
        try:
            moments = [one.dt for one in each.dts]
        except (ValueError, AttributeError):
            raise NotRead("recurring") from None
        for moment in moments:
            # A period is its beginning and its end.
            first = moment[0] if isinstance(moment, tuple) else moment
            is_day = str(each.params.get("VALUE", "")).upper() == "DATE"
            yield first.date() if is_day and isinstance(first, datetime) else local_day(first, zone)


def _by_rule(rule: Any, event: Any, spanned: Span, zone: tzinfo, end: date) -> Iterator[date]:
    from dateutil.rrule import rrulestr

    try:
        for turn, moment in enumerate(rrulestr(_rule_words(rule, event, spanned, zone), dtstart=_own_first(spanned))):
            day = moment.date() + timedelta(days=spanned.shift)
            if day >= end:
                return
            if turn >= MOST_TURNS:
                raise NotRead("recurring")
            yield day
    except (ValueError, TypeError, OverflowError, AttributeError):
        raise NotRead("recurring") from None


def _own_first(spanned: Span) -> datetime:
    """The first day by the event's own clock, by which its rule goes."""
    return datetime.combine(spanned.first - timedelta(days=spanned.shift), time(0))


def _rule_words(rule: Any, event: Any, spanned: Span, zone: tzinfo) -> str:
    """The rule as it is written, to its last day instead of a last moment."""
    words: str = rule.to_ical().decode()
    if re.search(r"FREQ=(?:HOURLY|MINUTELY|SECONDLY)", words):
        raise NotRead("recurring")
    until = next(iter(_several(rule.get("UNTIL"))), None)
    if not isinstance(until, date):
        return words
    is_timed = isinstance(moment_of(event, "dtstart"), datetime)
    last = (local_day(until, zone) if is_timed else _date(until)) - timedelta(days=spanned.shift)
    return re.sub(r"UNTIL=[^;]*", f"UNTIL={last:%Y%m%d}", words)


def first_of(found: Any) -> Any:
    """A property, or the first where a file gives several."""
    return found[0] if isinstance(found, list) else found


def _several(found: Any) -> Iterable[Any]:
    if found is None:
        return []
    return found if isinstance(found, list) else [found]


def local_day(moment: date, zone: tzinfo) -> date:
    """The day of a moment: of UTC, midnight there is that day, and all else is read in the zone."""
    if not isinstance(moment, datetime):
        return moment
    wall = _wall(moment, zone)
    is_utc = moment.tzinfo is not None and str(moment.tzinfo) == "UTC"
    return moment.date() if is_utc and wall.time() != time(0) and moment.time() == time(0) else wall.date()


def _wall(moment: datetime, zone: tzinfo) -> datetime:
    """What a clock shows: in the zone for moments of UTC, else where the event takes place."""
    return _bare(moment.astimezone(zone) if moment.tzinfo is not None and str(moment.tzinfo) == "UTC" else moment)


def _bare(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)


def _date(moment: date) -> date:
    return moment.date() if isinstance(moment, datetime) else moment


def _bounded(days: int) -> int:
    return min(max(days, 1), LONGEST_DAYS)
