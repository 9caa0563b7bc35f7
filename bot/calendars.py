"""Working days (工作日): a country's public holidays with make-up working days (调休), and an organisation's own days.

A `Calendar` is a value: equal calendars count alike, in every thread. What it needs of a year it works out once, on
first use, so that counting over decades costs a few look-ups a year and never a step a day.

Counting excludes the day it starts from: one working day after a Friday is the Monday, and a task that was due on
Friday is, on Monday, one working day late.

A year whose official calendar is not published yet is *provisional*: it is counted from the days that the law names,
without the exchanges of days that the decree will bring. Whoever shows such a date says so.
"""

from __future__ import annotations

import warnings
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import lru_cache
from typing import NamedTuple

from bot import holiday_names
from bot.weeks import OFFICES_CLOSE_ALSO, SATURDAY_AND_SUNDAY

# Countries that exchange working days by a decree each year; the holidays library carries the exchanges as data, so
# a year after the last one it carries has no published calendar.
DECREED_YEARLY = frozenset({"AZ", "BY", "CN", "HU", "KG", "KZ", "LV", "MM", "RU", "UZ", "VN"})

# The decree of a year can move its New Year holiday into the last days of December (China: 29–31 December 2018).
FIRST_DAY_OF_NEXT_DECREE = (12, 28)


class OwnDay(NamedTuple):
    """A day that the organisation set itself: it beats the country's calendar."""

    working: bool
    label: str = ""


class WorkingHours(NamedTuple):
    """The part of a working day in which a person may be written to, by the clock on their wall."""

    start: time = time(9)
    end: time = time(18)


class CountryYear(NamedTuple):
    """What the holidays library knows of one country in one year."""

    weekend: frozenset[date]
    holidays: Mapping[date, str]
    make_up: frozenset[date]
    provisional: bool


class _Year(NamedTuple):
    """The working days of one year as ascending ordinals, and the same as a set."""

    ordinals: tuple[int, ...]
    working: frozenset[int]


@dataclass(frozen=True, eq=False)
class Calendar:
    """The working days of an organisation or department.

    `country` is an ISO 3166 code, with a subdivision where one is needed ("CN", "DE-BY"), or empty for a calendar of
    weekends only. `weekend` holds weekdays (Monday is 0); None takes the usual week of offices there. `decreed` names
    years whose official calendar the organisation has entered itself as own days, before the library has it.

    Raises ValueError for a country that is not known and for a week without a working day.
    """

    name: str
    country: str = ""
    own_days: Mapping[date, OwnDay] = field(default_factory=dict)
    weekend: frozenset[int] | None = None
    decreed: frozenset[int] = frozenset()
    _years: dict[int, _Year] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        """Take a copy of the own days, so that the value cannot change from outside."""
        object.__setattr__(self, "own_days", dict(self.own_days))
        if self.weekend is not None and not set(range(7)) - self.weekend:
            raise ValueError("a week needs a working day")
        if self.country and not is_known_country(self.country):
            raise ValueError(f"no public holidays are known for {self.country!r}")

    def __eq__(self, other: object) -> bool:
        """Calendars are equal when they have the same name and count the same days."""
        return isinstance(other, Calendar) and self._key() == other._key()

    def __hash__(self) -> int:
        """Agree with equality."""
        return hash(self._key())

    def _key(self) -> tuple[object, ...]:
        return self.name, self.country, frozenset(self.own_days.items()), self.weekend, self.decreed

    def is_working(self, day: date) -> bool:
        """Say whether people work on this day."""
        return day.toordinal() in self._year(day.year).working

    def reason_off(self, day: date, language: str = "en_US") -> str:
        """Name the holiday or own day that makes this a day off; empty for a working day or a plain weekend."""
        if self.is_working(day):
            return ""
        if day in self.own_days or not self.country:
            return self.own_days[day].label if day in self.own_days else ""
        return holiday_names.plain(country_year(self.country, day.year, language).holidays.get(day, ""))

    def add_working_days(self, day: date, n: int) -> date:
        """Go `n` working days forward (or back, when negative) from a day that is not counted itself.

        Zero gives the day as it is. Raises OverflowError beyond the calendar of years 1 to 9999.
        """
        if n == 0:
            return day
        year, start = day.year, day.toordinal()
        ordinals = self._year(year).ordinals
        position = bisect_right(ordinals, start) + n - 1 if n > 0 else bisect_left(ordinals, start) + n
        while position >= len(ordinals):
            position -= len(ordinals)
            year += 1
            ordinals = self._year(year).ordinals
        while position < 0:
            year -= 1
            ordinals = self._year(year).ordinals
            position += len(ordinals)
        return date.fromordinal(ordinals[position])

    def working_days_between(self, first: date, last: date) -> int:
        """Count the working days after `first` up to and including `last`; negative when `last` comes before.

        So `working_days_between(day, add_working_days(day, n)) == n` for every n but 0.
        """
        if last < first:
            return -self._count(last.toordinal(), first.toordinal() - 1)
        return self._count(first.toordinal() + 1, last.toordinal())

    def working_days_of(self, year: int) -> tuple[int, ...]:
        """The working days of a year as ordinals, in order. Raises OverflowError beyond the years 1 to 9999."""
        return self._year(year).ordinals

    def _count(self, first: int, last: int) -> int:
        """Count the working days from one ordinal to another, both included."""
        if last < first:
            return 0
        years = range(date.fromordinal(first).year, date.fromordinal(last).year + 1)
        inner = sum(len(self._year(year).ordinals) for year in years[:-1])
        until = bisect_right(self._year(years[-1]).ordinals, last)
        return inner + until - bisect_left(self._year(years[0]).ordinals, first)

    def next_working_day(self, day: date, *, inclusive: bool = False) -> date:
        """Give the first working day after this one, or this one itself if `inclusive` and people work on it."""
        return day if inclusive and self.is_working(day) else self.add_working_days(day, 1)

    def last_working_day(self, first: date, last: date) -> date | None:
        """Give the last working day from `first` to `last`, both included; None when there is none."""
        found = last if self.is_working(last) else self.add_working_days(last, -1)
        return found if found >= first else None

    def working_days_late(self, due: date, today: date) -> int:
        """Count the working days that have begun since the due day; 0 when it is not late."""
        return max(0, self.working_days_between(due, today))

    def next_working_moment(self, moment: datetime, zone: tzinfo, hours: WorkingHours = WorkingHours()) -> datetime:
        """Give the first moment, not before this one, that lies in working hours on a working day of that zone.

        `moment` is aware; the answer is in UTC. Hours begin at the first instant at which the wall shows their start
        or later: a start that a change of clocks skips begins with the change. Raises ValueError for hours that end
        before they begin.
        """
        if hours.start >= hours.end:
            raise ValueError("working hours must begin before they end")
        moment = moment.astimezone(UTC)
        day = self.next_working_day(moment.astimezone(zone).date() - timedelta(days=1))
        while True:
            start = first_instant(datetime.combine(day, hours.start), zone)
            if moment < (end := first_instant(datetime.combine(day, hours.end), zone)) and start < end:
                return max(start, moment)
            day = self.next_working_day(day)

    def is_provisional(self, year: int) -> bool:
        """Say whether the official calendar of this year was not published when this value was made."""
        return bool(self.country) and year not in self.decreed and country_year(self.country, year).provisional

    def is_provisional_between(self, first: date, last: date) -> bool:
        """Say whether counting from one day to the other, both included, leans on a year that is provisional."""
        first, last = min(first, last), max(first, last)
        decreed_with_next_year = self.country in DECREED_YEARLY and (last.month, last.day) >= FIRST_DAY_OF_NEXT_DECREE
        end = last.year + 1 if decreed_with_next_year else last.year
        return any(self.is_provisional(year) for year in range(first.year, end + 1))

    def _year(self, year: int) -> _Year:
        counted = self._years.get(year)
        if counted is None:
            # Two threads may both get here; they store equal values.
            counted = self._years[year] = self._count_year(year)
        return counted

    def _count_year(self, year: int) -> _Year:
        if not date.min.year <= year <= date.max.year:
            raise OverflowError("the calendar ends there")
        days = range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
        known = country_year(self.country, year) if self.country else None
        if known and self.weekend is None:
            working = set(days) - {day.toordinal() for day in known.weekend}
        else:
            weekend = SATURDAY_AND_SUNDAY if self.weekend is None else self.weekend
            working = {n for n in days if date.fromordinal(n).weekday() not in weekend}
        if known:
            working -= {day.toordinal() for day in known.holidays}
            working |= {day.toordinal() for day in known.make_up}
        for day, own in self.own_days.items():
            if day.year == year:
                (working.add if own.working else working.discard)(day.toordinal())
        return _Year(tuple(sorted(working)), frozenset(working))


@lru_cache(maxsize=1024)
def country_year(country: str, year: int, language: str = "en_US") -> CountryYear:
    """Ask the holidays library for one year of one country ("CN", "DE-BY").

    A make-up day can stand in the year before the holiday that it pays for (29 December 2018 for New Year 2019),
    therefore the neighbouring years are asked as well.
    """
    # The library takes a tenth of a second to import.
    import holidays

    code, _, subdivision = country.partition("-")
    with warnings.catch_warnings(record=True) as caught:
        # "only available from 2001 to 2035": such a year is provisional.
        warnings.simplefilter("always")
        around = range(max(year - 1, date.min.year), min(year + 1, date.max.year) + 1)
        found = holidays.country_holidays(code, subdivision or None, around, expand=False, language=language)
    days = [date.fromordinal(n) for n in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)]
    named = {day: found[day] for day in days if day in found}
    also_closed = OFFICES_CLOSE_ALSO.get(code, frozenset())
    exchanges = getattr(found, "special_public_holidays", {})
    return CountryYear(
        weekend=frozenset(day for day in days if found.is_weekend(day) or day.weekday() in also_closed),
        holidays=named,
        make_up=frozenset(day for day in found.weekend_workdays if day.year == year),
        provisional=(
            bool(caught)
            or year > found.end_year
            or (code in DECREED_YEARLY and year > max(exchanges, default=0))
            or any("estimated" in name or "推定" in name for name in named.values())
        ),
    )


def usual_weekend(country: str, year: int) -> frozenset[int]:
    """The weekdays (Monday is 0) on which offices of that country are closed in that year."""
    weekend = country_year(country, year).weekend
    # A country may change its week within a year: what most weeks have.
    closed = [day.weekday() for day in weekend]
    return frozenset(one for one in range(7) if closed.count(one) > len(closed) // 7)


@lru_cache(maxsize=1)
def _known_countries() -> Mapping[str, tuple[str, ...]]:
    import holidays

    return {code: tuple(parts) for code, parts in holidays.list_supported_countries().items()}


def known_countries() -> list[str]:
    """The countries whose public holidays are known, and their subdivisions ("DE", "DE-BY")."""
    return [one for code, parts in _known_countries().items() for one in (code, *(f"{code}-{part}" for part in parts))]


def is_known_country(country: str) -> bool:
    """Say whether the holidays library has this country, and the subdivision if one is named ("DE-BY")."""
    code, _, subdivision = country.partition("-")
    parts = _known_countries().get(code)
    return parts is not None and (not subdivision or subdivision in parts)


def first_instant(wall: datetime, zone: tzinfo) -> datetime:
    """Give the first instant (UTC) at which the clocks of the zone show this naive wall time or a later one.

    A time that comes twice is the first of the two; a time that a change of clocks skips is the moment of the change.
    """
    instant = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
    if instant.astimezone(zone).replace(tzinfo=None) == wall:
        return instant
    # Skipped: fold 1 counts with the offset after the change and lands before it, fold 0 lands after it.
    before = wall.replace(tzinfo=zone, fold=1).astimezone(UTC)
    step = int((instant - before).total_seconds())
    low, high = 0, step
    while low < high:
        middle = (low + high) // 2
        if (before + timedelta(seconds=middle)).astimezone(zone).replace(tzinfo=None) >= wall:
            high = middle
        else:
            low = middle + 1
    return before + timedelta(seconds=low)
