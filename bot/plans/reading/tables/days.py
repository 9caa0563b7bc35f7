"""Days as people and programs write them, and all that one may mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum


class Order(StrEnum):
    """Which of the numbers of a date is which."""

    PLAIN = "plain"
    DAY = "day first"
    MONTH = "month first"
    YEAR = "year first"


WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAYS_ZH = "一二三四五六日天"
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# What stands in a cell in place of nothing.
NOTHING = frozenset({"-", "--", "—", "——", "–", "/", "\\", "无", "na", "n/a", "none", "null", "nan"})
_WEEKDAY = re.compile(
    r"[(（]?\b(?:(mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?|(?:周|星期|礼拜)([一二三四五六日天]))[)）]?,?", re.IGNORECASE
)
_TIME = re.compile(
    r"(?:^|(?<=[\dT日 ]))T?\s*(上午|下午|am |pm )?\s*(\d{1,2}):(\d{2})(?::\d{2}(?:\.\d+)?)?\s*(am|pm)?"
    r"\s*(?:Z|[+-]\d{2}:?\d{2}|UTC|GMT)?$",
    re.IGNORECASE,
)
_YEAR_FIRST = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?")
_COMPACT = re.compile(r"(20\d{2})(\d{2})(\d{2})")
_NUMBERS = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})\.?")
_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]*([a-z]{3,9})\.?[-/, ]*(\d{4}|\d{2})", re.IGNORECASE)
_NAMED_FIRST = re.compile(r"([a-z]{3,9})\.?[-/ ]*(\d{1,2})(?:st|nd|rd|th)?[-/, ]+(\d{4}|\d{2})", re.IGNORECASE)
CENTURY, MONTHS_A_YEAR, _LEAP_YEAR = 2000, 12, 2024
AFTERNOON = frozenset({"pm", "下午"})
# Without a year: 12月28日, 28 Dec, Dec 28; and 12/28, where a whole column is written so.
_NO_YEAR_ZH = re.compile(r"(\d{1,2})\s*月\s*(\d{1,2})\s*[日号]?")
_NO_YEAR_NAMED = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[-/. ]*([a-z]{3,9})\.?", re.IGNORECASE)
_NO_YEAR_NAMED_FIRST = re.compile(r"([a-z]{3,9})\.?[-/ ]*(\d{1,2})(?:st|nd|rd|th)?", re.IGNORECASE)
_NO_YEAR_NUMBERS = re.compile(r"(\d{1,2})[-/](\d{1,2})")
# How long before the first day that stands in a plan, and how long after it, another one may be.
DAYS_BEFORE, DAYS_AFTER = 60, 305


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and the hour where one stands beside it."""

    day: date
    hour: time | None = None


def readings(text: str) -> dict[Order, Moment]:
    """What a text may mean as a day, by the order of its numbers; nothing where it is none."""
    rest, hour, wanted = _bare(text)
    found = {order: day for order, day in _days(rest) if day is not None}
    return {order: Moment(day, hour) for order, day in found.items() if wanted in (None, day.weekday())}


def without_year(text: str, *, also_numbers: bool = True) -> frozenset[Order]:
    """In which orders it is a day without its year; none where it is no such. `also_numbers` takes 12/28 for one."""
    return frozenset(order for order, _month, _day in _without_year(_bare(text)[0], also_numbers=also_numbers))


def readings_after(text: str, begins: date | None, year: int) -> dict[Order, Moment]:
    """What a text without a year may mean in a plan whose first day that is; the first day itself is of that year."""
    rest, hour, wanted = _bare(text)
    found = {}
    for order, month, number in _without_year(rest, also_numbers=True):
        years = (year,) if begins is None else (year, year + 1, year - 1)
        tried = [day for one in years if (day := _date(str(one), month, str(number))) is not None]
        near = [one for one in tried if begins is None or -DAYS_BEFORE <= (one - begins).days <= DAYS_AFTER]
        if near and wanted in (None, near[0].weekday()):
            found[order] = Moment(near[0], hour)
    return found


def is_nothing(text: str) -> bool:
    """Whether a cell says that nothing stands there."""
    return text.strip().lower() in NOTHING


def _bare(text: str) -> tuple[str, time | None, int | None]:
    """A text without its hour and its weekday, and those."""
    rest, hour = _hour_of(text.strip())
    weekday = _WEEKDAY.search(rest)
    if weekday is None:
        return rest.strip(), hour, None
    rest = (rest[: weekday.start()] + rest[weekday.end() :]).strip(" ,")
    return rest, hour, WEEKDAYS.index(weekday[1].lower()) if weekday[1] else min(_WEEKDAYS_ZH.index(weekday[2]), 6)


def _without_year(text: str, *, also_numbers: bool) -> list[tuple[Order, int, int]]:
    """Its month and day, by the order in which they stand."""
    if (found := _NO_YEAR_ZH.fullmatch(text)) is not None:
        return _possible([(Order.PLAIN, int(found[1]), int(found[2]))])
    for pattern, month, day in ((_NO_YEAR_NAMED, 2, 1), (_NO_YEAR_NAMED_FIRST, 1, 2)):
        if (found := pattern.fullmatch(text)) is not None and found[month][:3].lower() in MONTHS:
            return _possible([(Order.PLAIN, MONTHS.index(found[month][:3].lower()) + 1, int(found[day]))])
    if not also_numbers or (found := _NO_YEAR_NUMBERS.fullmatch(text)) is None:
        return []
    first, second = int(found[1]), int(found[2])
    return _possible([(Order.DAY, second, first), (Order.MONTH, first, second)])


def _possible(said: list[tuple[Order, int, int]]) -> list[tuple[Order, int, int]]:
    return [one for one in said if _date(str(_LEAP_YEAR), one[1], str(one[2])) is not None]


def _hour_of(text: str) -> tuple[str, time | None]:
    found = _TIME.search(text)
    if found is None:
        return text, None
    hour, half = int(found[2]), (found[1] or found[4] or "").strip().lower()
    hour = hour % 12 + 12 * (half in AFTERNOON) if half else hour
    with suppress(ValueError):
        return text[: found.start()], time(hour, int(found[3]))
    return text, None


def _days(text: str) -> Iterable[tuple[Order, date | None]]:
    for pattern in (_YEAR_FIRST, _COMPACT):
        if (found := pattern.fullmatch(text)) is not None:
            return [(Order.PLAIN, _date(found[1], found[2], found[3]))]
    for pattern, month, day in ((_NAMED, 2, 1), (_NAMED_FIRST, 1, 2)):
        if (found := pattern.fullmatch(text)) is not None and found[month][:3].lower() in MONTHS:
            return [(Order.PLAIN, _date(found[3], MONTHS.index(found[month][:3].lower()) + 1, found[day]))]
    found = _NUMBERS.fullmatch(text)
    if found is None:
        return []
    first, sign, second, third = found.groups()
    if sign == ".":
        # With points the day stands first wherever people write so.
        return [(Order.DAY, _date(third, second, first)), (Order.YEAR, _date(first, second, third))]
    last = [(Order.YEAR, _date(first, second, third))] if len(third) == len(first) else []
    return [(Order.DAY, _date(third, second, first)), (Order.MONTH, _date(third, first, second)), *last]


def _date(year: str, month: str | int, day: str) -> date | None:
    number = int(year)
    with suppress(ValueError):
        return date(number if len(year) > 2 else CENTURY + number, int(month), int(day))
    return None


def swapped(day: date) -> date:
    """The same with day and month taken for each other."""
    return date(day.year, day.day, day.month)
