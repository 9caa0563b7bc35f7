"""The scale of time: weeks below four months, months below two years, then quarters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from babel.dates import format_skeleton

from bot.calendars import Calendar
from bot.words.language import Reader, babel_locale

WEEKS_BELOW_MONTHS, MONTHS_BELOW_MONTHS = 4, 24


class Unit(StrEnum):
    """What lies between two ticks."""

    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"

    def begin(self, day: date) -> date:
        """The first day of the one that the day is in; a week begins on Monday."""
        if self is Unit.WEEK:
            return day - timedelta(days=day.weekday())
        month = day.month if self is Unit.MONTH else day.month - (day.month - 1) % 3
        return day.replace(month=month, day=1)

    def after(self, begin: date) -> date:
        """The first day of the next one."""
        return self.begin(begin + timedelta(days={Unit.WEEK: 7, Unit.MONTH: 31, Unit.QUARTER: 92}[self]))

    def before(self, begin: date) -> date:
        """The first day of the one before."""
        return self.begin(begin - timedelta(days=1))


def unit_for(first: date, last: date) -> Unit:
    """The unit in which so many days are read."""
    months = 12 * (last.year - first.year) + last.month - first.month + (last.day >= first.day)
    if months <= WEEKS_BELOW_MONTHS:
        return Unit.WEEK
    return Unit.MONTH if months <= MONTHS_BELOW_MONTHS else Unit.QUARTER


@dataclass(frozen=True, slots=True)
class Window:
    """What one page shows of time: the days at which its ticks stand, and the day after the last one."""

    unit: Unit
    ticks: list[date]
    end: date

    @property
    def start(self) -> date:
        """Its first day."""
        return self.ticks[0]

    @property
    def days(self) -> int:
        """How long it is."""
        return (self.end - self.start).days

    def days_off(self, calendar: Calendar) -> Iterator[tuple[date, date]]:
        """The days on which nobody works, each run of them with the day after it."""
        begun: date | None = None
        for number in range(self.days):
            day = self.start + timedelta(days=number)
            if calendar.is_working(day):
                if begun is not None:
                    yield begun, day
                begun = None
            else:
                begun = begun or day
        if begun is not None:
            yield begun, self.end


def windows(first: date, last: date, most: int) -> list[Window]:
    """The days from one to the other with a tick more on both sides, as pages of at most so many ticks."""
    unit = unit_for(first, last)
    tick, end = unit.before(unit.begin(first)), unit.after(unit.after(unit.begin(last)))
    ticks: list[date] = []
    while tick < end:
        ticks.append(tick)
        tick = unit.after(tick)
    # As even as can be, so that the last page is no sliver.
    pages = -(-len(ticks) // most)
    size = -(-len(ticks) // pages)
    parts = [ticks[place : place + size] for place in range(0, len(ticks), size)]
    ends = [part[0] for part in parts[1:]] + [end]
    return [Window(unit, part, until) for part, until in zip(parts, ends, strict=True)]


def label(unit: Unit, tick: date, reader: Reader) -> str:
    """What stands at a tick: the day of the month, the month, or the quarter."""
    if unit is Unit.QUARTER:
        return f"Q{(tick.month + 2) // 3}"
    if unit is Unit.MONTH:
        return str(format_skeleton("MMM", tick, locale=babel_locale(reader.dates)))
    return str(tick.day)


def group(unit: Unit, tick: date) -> tuple[int, int]:
    """What the ticks that belong together have in common: their month, or their year."""
    return (tick.year, tick.month if unit is Unit.WEEK else 0)


def group_labels(unit: Unit, tick: date, reader: Reader) -> list[str]:
    """What stands above those; each the shorter than the one before."""
    locale = babel_locale(reader.dates)
    if unit is Unit.WEEK:
        return [str(format_skeleton(one, tick, locale=locale)) for one in ("yMMM", "MMM")]
    return [str(format_skeleton("y", tick, locale=locale)), str(tick.year)]
