"""The days of a weekly meeting: the weekday of its series, moved by what the project's calendar says.

A day off moves the meeting to the next working day, a make-up working day (调休上班日) included. Where that is the day
of the next week's meeting or later, the week has none. A weekend that somebody chose on purpose is left alone: only a
holiday moves that.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple, Protocol
from zoneinfo import ZoneInfo

from bot.calendars import Calendar, first_instant

WEEK = timedelta(weeks=1)


class Weekly(Protocol):
    """What of a series decides when its meetings are."""

    weekday: int
    time: time
    zone: str


class Begun(Weekly, Protocol):
    """The same, with the day from which they are."""

    since: date


class Occurrence(NamedTuple):
    """A meeting as the series and the calendar give it; `day` is the calendar's, `starts_at` in UTC."""

    planned_on: date
    day: date
    starts_at: datetime


def occurrences(series: Weekly, calendar: Calendar, first: date) -> Iterator[Occurrence]:
    """The meetings that are planned on `first` or later, without end."""
    planned_on = first + timedelta(days=(series.weekday - first.weekday()) % 7)
    day = day_of(planned_on, calendar)
    while True:
        following = day_of(planned_on + WEEK, calendar)
        if day < following:
            yield Occurrence(planned_on, day, starts(series, day))
        planned_on, day = planned_on + WEEK, following


def without(series: Begun, calendar: Calendar, planned_on: date) -> list[date]:
    """The days right before that meeting's on which the series has none, as a holiday lasts until the next one's."""
    found: list[date] = []
    day = planned_on - WEEK
    while day >= series.since and day_of(day, calendar) >= day_of(day + WEEK, calendar):
        found.insert(0, day)
        day -= WEEK
    return found


def day_of(planned_on: date, calendar: Calendar) -> date:
    """The day on which a meeting takes place that is planned on that day."""
    if calendar.is_working(planned_on) or _is_mere_weekend(planned_on, calendar):
        return planned_on
    return calendar.next_working_day(planned_on)


def starts(series: Weekly, day: date) -> datetime:
    """When a meeting on that day begins; a time that a change of clocks skips begins with the change."""
    return first_instant(datetime.combine(day, series.time), ZoneInfo(series.zone))


def local(starts_at: datetime, series: Weekly) -> datetime:
    """A moment as the series' clocks show it."""
    return starts_at.astimezone(ZoneInfo(series.zone))


def monday_of(day: date) -> date:
    """The Monday of that day's week."""
    return day - timedelta(days=day.weekday())


def _is_mere_weekend(day: date, calendar: Calendar) -> bool:
    return day not in calendar.own_days and not calendar.reason_off(day)
