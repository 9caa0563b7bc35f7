"""What the forms of the grammar of due phrases share: who said it when, what they make of it, and counting months."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.calendars import Calendar
from bot.due.words import NotADate, Reason
from bot.words.patterns import Pattern

# A day and month without a year may roll into the next year only when they are nearer ahead than behind: in
# November "3 Mar" is next year's, but "3 Sep" is more likely a slip of the pen.
HALF_A_YEAR = 183

# The longest projects of the process run for a few years; a date beyond is a slip ("2062-12-01").
MOST_YEARS = 5


@dataclass(frozen=True)
class Said:
    """When, where and by whom a phrase was said.

    `now` is in `zone`; `order` is how the writer's locale orders a numeric date ("MDY").
    """

    now: datetime
    zone: ZoneInfo
    calendar: Calendar
    order: str
    past: bool = False

    @property
    def today(self) -> date:
        """The day it is for the writer."""
        return self.now.date()


class Reading(NamedTuple):
    """What a form makes of a phrase.

    `leans_on` is the span of days whose working calendar decided the day; `moment` is set for hours and minutes from
    now. A `plain` day is one day and not the edge of a period, so that "before" can mean the day before it;
    `or_today` marks a bare weekday, which is today if a time still ahead is said with it; `firm` marks what is hardly
    ever part of a title.
    """

    day: date
    leans_on: tuple[date, date] | None = None
    moment: datetime | None = None
    plain: bool = True
    or_today: bool = False
    firm: bool = False


Form = tuple[Pattern, Callable[[re.Match[str], Said], Reading]]


def exact(year: int, month: int, day: int) -> date:
    """Give the date, or refuse one that no calendar has."""
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADate(Reason.IMPOSSIBLE) from None


def add_months(day: date, months: int) -> date:
    """Go forward by calendar months, to the last day of a month that is too short."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    try:
        return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
    except ValueError:
        raise NotADate(Reason.TOO_FAR) from None


def periods_ahead(which: str) -> int:
    """Say how many periods ahead "next", 下个 or 下下 is; 0 for this one."""
    return which.count("下") - which.count("上") + ("next" in which) - ("last" in which)
