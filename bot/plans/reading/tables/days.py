"""Days as people and programs write them, read column by column: which of two numbers is the month, all rows decide."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from bot.documents.pages import Cell
from bot.plans.plan import About, Question


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
CENTURY, MONTHS_A_YEAR = 2000, 12
AFTERNOON = frozenset({"pm", "下午"})
# How many examples a question shows.
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Moment:
    """A day, and the hour where one stands beside it."""

    day: date
    hour: time | None = None


def readings(text: str) -> dict[Order, Moment]:
    """What a text may mean as a day, by the order of its numbers; nothing where it is none."""
    rest, hour = _hour_of(text.strip())
    weekday = _WEEKDAY.search(rest)
    if weekday is not None:
        rest = (rest[: weekday.start()] + rest[weekday.end() :]).strip(" ,")
    found = {order: day for order, day in _days(rest.strip()) if day is not None}
    if weekday is not None:
        wanted = WEEKDAYS.index(weekday[1].lower()) if weekday[1] else min(_WEEKDAYS_ZH.index(weekday[2]), 6)
        found = {order: day for order, day in found.items() if day.weekday() == wanted}
    return {order: Moment(day, hour) for order, day in found.items()}


def is_nothing(text: str) -> bool:
    """Whether a cell says that nothing stands there."""
    return text.strip().lower() in NOTHING


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


class DayColumn:
    """The days of a column. `moments` holds one for each cell, None where it says none or may say two things."""

    def __init__(self, heading: str, cells: Sequence[Cell | None], *, day_first: bool | None = None) -> None:
        self.asked: list[Question] = []
        self._heading = heading
        self._cells = cells
        self._texts = [readings(one.text) if one and one.value is None else {} for one in cells]
        self._day_first = day_first
        self._typed = [cell.value for cell in cells if cell is not None and isinstance(cell.value, date)]
        # Whether each typed date cell could as well be of the other day and month.
        self.may_be_swapped = bool(self._typed) and all(one.day <= MONTHS_A_YEAR for one in self._typed)
        self.order = self._order()
        self.moments = [self._moment(cell, said) for cell, said in zip(cells, self._texts, strict=True)]
        # Whether hours stand in it that are not all midnight.
        self.has_hours = any(one.hour not in (None, time(0)) for one in self.moments if one is not None)
        self._ask_of_mixed()

    def is_read(self, place: int) -> bool:
        """Whether what stands there is a day, though it may be one of two."""
        return self.moments[place] is not None or bool(self._texts[place])

    def ask_of_swapped(self) -> None:
        """Ask whether the program in which the column was typed has taken days for months."""
        if self._day_first is not None or any(one.about is About.SWAPPED for one in self.asked):
            return
        choices = [
            {"value": _iso(one), "as it stands": _iso(one), "swapped": _iso(swapped(one))}
            for one in self._typed[:EXAMPLES]
        ]
        self.asked.append(Question(About.SWAPPED, self._heading, len(self._typed), choices))

    def _order(self) -> Order | None:
        """The one order that all texts allow; None where there is no such, or more than one that differ."""
        unsure = [said for said in self._texts if said and Order.PLAIN not in said]
        allowed = [one for one in (Order.DAY, Order.MONTH) if all(one in said for said in unsure)]
        if not allowed and all(Order.YEAR in said for said in unsure):
            allowed = [Order.YEAR]
        if self._day_first is not None:
            allowed = [Order.DAY if self._day_first else Order.MONTH]
        if len(allowed) == 1:
            return allowed[0]
        if allowed and all(said[Order.DAY] == said[Order.MONTH] for said in unsure):
            return Order.DAY
        examples = [
            (cell.text, said)
            for cell, said in zip(self._cells, self._texts, strict=True)
            if cell and said and Order.PLAIN not in said
        ]
        choices = [
            {"value": text, **{str(one): _iso(said[one].day) for one in (Order.DAY, Order.MONTH) if one in said}}
            for text, said in examples[:EXAMPLES]
        ]
        self.asked.append(Question(About.DAY_OR_MONTH, self._heading, len(examples), choices))
        return None

    def _moment(self, cell: Cell | None, said: dict[Order, Moment]) -> Moment | None:
        if cell is None:
            return None
        if isinstance(cell.value, date):
            day, hour = cell.value, None
            if isinstance(cell.value, datetime):
                day, hour = cell.value.date(), cell.value.time()
            return Moment(swapped(day) if self._day_first and self.may_be_swapped else day, hour)
        if Order.PLAIN in said:
            return said[Order.PLAIN]
        return said.get(self.order) if self.order else None

    def _ask_of_mixed(self) -> None:
        if self.may_be_swapped and any(self._texts):
            self.ask_of_swapped()


def swapped(day: date) -> date:
    """The same with day and month taken for each other."""
    return date(day.year, day.day, day.month)


def _iso(day: date) -> str:
    return (day.date() if isinstance(day, datetime) else day).isoformat()
