"""Lengths of time that are no days: "3 days", 三天, "for two weeks", 两个工作日, "by an hour"."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from bot.calendars import Calendar
from bot.due import counts
from bot.due.reading import add_months
from bot.due.words import ENGLISH_NUMBER, NUMBER, NotADate, normalise, number
from bot.words.patterns import Pattern

# 3日 is the third of a month, so it is no length.
LENGTH = (
    rf"(?P<n>{ENGLISH_NUMBER}|{NUMBER}|半|half an?)[ -]?个?(?P<unit>working days?|business days?|workdays?|days?|weeks?"
    "|months?|hours?|minutes?|mins?|工作日|天|周|月|小时|钟头|分钟)"
)
_WHOLE = Pattern(f"(?:for |by |共|为期|连续)?{LENGTH}")


class Length(NamedTuple):
    """How many of which unit ("day", "week", "working", "month", "hour", "minute"); half a unit is 0.5 of it."""

    n: float
    unit: str

    def last_from(self, first: date, calendar: Calendar) -> date:
        """The last day of so long from a first day that is one of them."""
        n = max(1, int(self.n))
        if self.unit == "working":
            return calendar.add_working_days(first - timedelta(days=1), n)
        if self.unit == "month":
            return add_months(first, n) - timedelta(days=1)
        return first + timedelta(days=n * (7 if self.unit == "week" else 1) - 1)


def read(text: str) -> Length | None:
    """The length that a phrase is, and nothing besides."""
    found = _WHOLE.fullmatch(normalise(text))
    if found is None:
        return None
    written = found["n"]
    try:
        n = 0.5 if written.startswith(("半", "half")) else number(written)
    except NotADate:
        return None
    return Length(n, counts.unit_of(found["unit"])) if n else None
