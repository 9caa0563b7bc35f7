"""Days off and make-up working days from an `.ics` file: its all-day events, recurring ones within a few years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from bot.words.language import text as _
from bot.words.refused import Refused

# Imported where it reads, before its limits hold.
READ_WITH = ("icalendar", "dateutil.rrule")
# A country's holidays of ten years take a tenth of this.
MOST_BYTES = 1_000_000
MOST_EVENTS, MOST_DAYS = 5_000, 1_500
# A recurring event is expanded so many years ahead, this one included.
YEARS_AHEAD = 3
LONGEST_NAME = 80

# 国庆节（班）, 调休上班, "Work day", but neither "Workers' Day" nor "off work".
_WORKING = re.compile(r"班|\bwork(?:ing)?(?:[ -]?day)?\b", re.IGNORECASE)
_NOT_WORKING = re.compile(r"\boff\b|\bno work\b|放假|停班|不上班", re.IGNORECASE)


class FileDay(NamedTuple):
    """A day that the file sets."""

    day: date
    is_working: bool
    name: str


def read(content: bytes, year: int) -> list[FileDay]:
    """The days of the file from the beginning of that year on, in their order; a make-up working day beats a day off.

    Not in this process: see `bot/documents/apart.py`. Raises Refused with the reason for a file that is no calendar, or
    holds more than anybody's calendar does.
    """
    first, end = date(year, 1, 1), date(year + YEARS_AHEAD, 1, 1)
    found: dict[date, FileDay] = {}
    for number, event in enumerate(_events(content)):
        if number >= MOST_EVENTS:
            raise Refused(_("The file has more than %(number)s events.", number=MOST_EVENTS), field="file")
        for one in _days(event, first, end):
            if one.is_working or one.day not in found:
                found[one.day] = one
            if len(found) > MOST_DAYS:
                raise Refused(_("The file names more than %(number)s days.", number=MOST_DAYS), field="file")
    if not found:
        raise Refused(
            _("The file names no whole day from %(year)s on; only all-day events are read.", year=str(year)),
            field="file",
        )
    return [found[day] for day in sorted(found)]


def _events(content: bytes) -> Iterator[Any]:
    # A tenth of a second to import, and hardly ever needed.
    from icalendar import Calendar

    try:
        events = [event for one in Calendar.from_ical(content, multiple=True) for event in one.walk("VEVENT")]
    except (ValueError, IndexError, KeyError, TypeError, AttributeError):
        raise Refused(
            _("The file is no calendar that can be read. Export it from your calendar program again, as .ics."),
            field="file",
        ) from None
    if not events:
        raise Refused(_("The file has no events."), field="file")
    yield from events


def _days(event: Any, first: date, end: date) -> Iterator[FileDay]:
    """The days of one event from `first` to before `end`."""
    try:
        start = event.decoded("dtstart")
    except (KeyError, ValueError, TypeError):
        raise Refused(_("An event in the file has no date: %(name)s", name=_name(event)), field="file") from None
    if isinstance(start, datetime) or str(event.get("status", "")).upper() == "CANCELLED":
        return
    length = _length(event, start)
    is_working = _is_working(event)
    for begins in _beginnings(event, start, end):
        for number in range(length):
            day = begins + timedelta(days=number)
            if first <= day < end:
                yield FileDay(day, is_working, _name(event))


def _length(event: Any, start: date) -> int:
    """How many days it takes; the end of an all-day event is the day after it."""
    if "dtend" in event:
        last = event.decoded("dtend")
        days = (last.date() if isinstance(last, datetime) else last) - start
    elif "duration" in event:
        days = event.decoded("duration")
    else:
        return 1
    return min(max(int(days / timedelta(days=1)), 1), 366)


def _beginnings(event: Any, start: date, end: date) -> Iterator[date]:
    if "rrule" not in event:
        yield start
        return
    from dateutil.rrule import rrulestr

    rule = event["rrule"]
    rules = rule if isinstance(rule, list) else [rule]
    left_out = {getattr(one.dt, "date", lambda one=one: one.dt)() for one in _exceptions(event)}
    for one in rules:
        text = re.sub(r"UNTIL=(\d{8})T\w+", r"UNTIL=\1", one.to_ical().decode())
        if re.search(r"FREQ=(?:HOURLY|MINUTELY|SECONDLY)", text):
            continue
        try:
            moments = rrulestr(text, dtstart=datetime.combine(start, datetime.min.time()))
            for number, moment in enumerate(moments):
                if moment.date() >= end or number >= MOST_EVENTS:
                    break
                if moment.date() not in left_out:
                    yield moment.date()
        except (ValueError, TypeError) as error:
            raise Refused(
                _("“%(name)s” recurs in a way that cannot be read: %(why)s", name=_name(event), why=str(error)[:80]),
                field="file",
            ) from None


def _exceptions(event: Any) -> list[Any]:
    found = event.get("exdate", [])
    return [one for each in (found if isinstance(found, list) else [found]) for one in each.dts]


def _is_working(event: Any) -> bool:
    categories = event.get("categories")
    named = [str(one).upper() for one in getattr(categories, "cats", [])]
    name = str(event.get("summary", ""))
    return "WORK" in named or bool(_WORKING.search(name) and not _NOT_WORKING.search(name))


def _name(event: Any) -> str:
    return " ".join(str(event.get("summary", "")).split())[:LONGEST_NAME] or "?"
