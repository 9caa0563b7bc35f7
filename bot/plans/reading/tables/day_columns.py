"""The days of a table, column by column: which of two numbers is the month, all rows decide, and of which year a day is
that names none, is asked.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, time

from bot.documents.pages import Cell
from bot.plans.plan import About, Answers, Question
from bot.plans.reading.tables.days import (
    MONTHS_A_YEAR,
    Moment,
    Order,
    readings,
    readings_after,
    swapped,
    without_year,
)

# How many examples a question shows.
EXAMPLES = 3
# With points the day stands first wherever people write so: nothing follows for other signs.
_WITH_POINTS = re.compile(r"\d\.\d")


class DayColumn:
    """The days of a column. `moments` holds one for each cell, None where it says none or may say two things: once it
    is settled together with the other columns of its table.
    """

    def __init__(self, heading: str, cells: Sequence[Cell | None], *, day_first: bool | None = None) -> None:
        self.asked: list[Question] = []
        self.heading = heading
        self._cells = cells
        self._texts = [readings(one.text) if one and one.value is None else {} for one in cells]
        self._day_first = day_first
        self._typed = [cell.value for cell in cells if cell is not None and isinstance(cell.value, date)]
        # Whether each typed date cell could as well be of the other day and month.
        self.may_be_swapped = bool(self._typed) and all(one.day <= MONTHS_A_YEAR for one in self._typed)
        also_numbers = not self._typed and not any(self._texts)
        # The places of what lacks its year.
        self.without_year = [
            place
            for place, one in enumerate(cells)
            if one and one.value is None and without_year(one.text, also_numbers=also_numbers)
        ]
        self.moments: list[Moment | None] = []
        self.has_hours = False

    @property
    def days(self) -> list[date]:
        """Those of which the year stands there, as far as one reading tells."""
        typed = [one.date() if isinstance(one, datetime) else one for one in self._typed]
        return typed + [next(iter(said.values())).day for said in self._texts if said]

    @property
    def proven(self) -> Order | None:
        """Which number is the month, where a text of it or an answer says so."""
        if self._day_first is not None:
            return Order.DAY if self._day_first else Order.MONTH
        said = [said for text, said in self._unsure() if not _WITH_POINTS.search(text)]
        allowed = [one for one in (Order.DAY, Order.MONTH) if all(one in each for each in said)]
        return allowed[0] if said and len(allowed) == 1 else None

    def text(self, place: int) -> str:
        """What stands there."""
        cell = self._cells[place]
        return cell.text if cell else ""

    def is_read(self, place: int) -> bool:
        """Whether what stands there is a day, though it may be one of two, or of no year."""
        return self.moments[place] is not None or bool(self._texts[place]) or place in self.without_year

    def begin(self, begins: date | None, year: int) -> None:
        """Read what lacks its year as of a plan with that first day, in that year."""
        for place in self.without_year:
            self._texts[place] = readings_after(self.text(place), begins, year)
        self.without_year = []

    def settle(self, proven: Order | None, *, is_disputed: bool) -> None:
        """Read it, where the columns of its table prove that order, or prove two."""
        order = self._order(proven, is_disputed=is_disputed)
        self.moments = [self._moment(cell, said, order) for cell, said in zip(self._cells, self._texts, strict=True)]
        # Whether hours stand in it that are not all midnight.
        self.has_hours = any(one.hour not in (None, time(0)) for one in self.moments if one is not None)
        if self.may_be_swapped and any(self._texts):
            self.ask_of_swapped()

    def ask_of_swapped(self) -> None:
        """Ask whether the program in which the column was typed has taken days for months."""
        if self._day_first is not None or any(one.about is About.SWAPPED for one in self.asked):
            return
        choices = [
            {"value": _iso(one), "as it stands": _iso(one), "swapped": _iso(swapped(one))}
            for one in self._typed[:EXAMPLES]
        ]
        self.asked.append(Question(About.SWAPPED, self.heading, len(self._typed), choices))

    def _unsure(self) -> list[tuple[str, dict[Order, Moment]]]:
        return [
            (cell.text, said)
            for cell, said in zip(self._cells, self._texts, strict=True)
            if cell and said and Order.PLAIN not in said
        ]

    def _order(self, proven: Order | None, *, is_disputed: bool) -> Order | None:
        """The one order that all texts allow; None where there is no such, or more than one that differ."""
        if self._day_first is not None:
            return self.proven
        unsure = [said for _text, said in self._unsure()]
        allowed = [one for one in (Order.DAY, Order.MONTH) if all(one in said for said in unsure)]
        if not allowed and all(Order.YEAR in said for said in unsure):
            allowed = [Order.YEAR]
        if len(allowed) == 1 and not (is_disputed and self.proven):
            return allowed[0]
        if len(allowed) > 1 and all(said[Order.DAY] == said[Order.MONTH] for said in unsure):
            return Order.DAY
        # Beside date cells nothing says that text was written in the order of another column.
        if proven in allowed and not self._typed:
            return proven
        self._ask_of_order()
        return None

    def _ask_of_order(self) -> None:
        examples = sorted(self._unsure(), key=lambda one: -len(one[1]))
        choices = [
            {"value": text, **{str(one): _iso(said[one].day) for one in (Order.DAY, Order.MONTH) if one in said}}
            for text, said in examples[:EXAMPLES]
        ]
        self.asked.append(Question(About.DAY_OR_MONTH, self.heading, len(examples), choices))

    def _moment(self, cell: Cell | None, said: dict[Order, Moment], order: Order | None) -> Moment | None:
        if cell is None:
            return None
        if isinstance(cell.value, date):
            day, hour = cell.value, None
            if isinstance(cell.value, datetime):
                day, hour = cell.value.date(), cell.value.time()
            return Moment(swapped(day) if self._day_first and self.may_be_swapped else day, hour)
        if Order.PLAIN in said:
            return said[Order.PLAIN]
        return said.get(order) if order else None


def settle(columns: Sequence[DayColumn], answers: Answers) -> list[Question]:
    """Read the columns of one table together: what one of them proves, holds for all. What is asked of all at once."""
    asked = _years(columns, answers)
    orders = {order for one in columns if (order := one.proven) is not None}
    for one in columns:
        one.settle(min(orders) if len(orders) == 1 else None, is_disputed=len(orders) > 1)
    return asked


def _years(columns: Sequence[DayColumn], answers: Answers) -> list[Question]:
    """Read the days without a year from the answered one on, else ask of it."""
    lacking = [one for one in columns if one.without_year]
    if not lacking:
        return []
    place = min(one.without_year[0] for one in lacking)
    first = next(one.text(place) for one in lacking if one.without_year[0] == place)
    order = _order_without_year(lacking)
    if answers.year:
        begins = _one_of(readings_after(first, None, answers.year), order)
        for one in lacking:
            one.begin(begins, answers.year)
        return []
    choices = [{"value": one.text(place)} for one in lacking for place in one.without_year][:EXAMPLES]
    year = _likely_year(columns, first, order, answers.today)
    if year is not None:
        begins = _one_of(readings_after(first, None, year), order)
        for choice in choices:
            read = _one_of(readings_after(choice["value"], begins, year), order)
            choice |= {str(year): _iso(read)} if read else {}
    return [Question(About.YEAR, lacking[0].heading, sum(len(one.without_year) for one in lacking), choices)]


def _order_without_year(lacking: Sequence[DayColumn]) -> Order:
    """The order that all days without a year allow, the month first where both are."""
    said = [without_year(one.text(place)) - {Order.PLAIN} for one in lacking for place in one.without_year]
    answered = [one.proven for one in lacking if one.proven]
    allowed = [one for one in (*answered, Order.MONTH, Order.DAY) if all(one in each for each in said if each)]
    return allowed[0] if allowed else Order.MONTH


def _one_of(read: dict[Order, Moment], order: Order) -> date | None:
    found = read.get(Order.PLAIN) or read.get(order)
    return found.day if found else None


def _likely_year(columns: Sequence[DayColumn], first: str, order: Order, today: date | None) -> int | None:
    """The year of the other days, else the one in which the first day is nearest to today; None where nothing tells."""
    if there := [day for one in columns for day in one.days]:
        return min(there).year
    if today is None:
        return None
    tried = (_one_of(readings_after(first, None, today.year + number), order) for number in (-1, 0, 1))
    near = [day for day in tried if day is not None]
    return min(near, key=lambda day: abs((day - today).days), default=today).year


def _iso(day: date) -> str:
    return (day.date() if isinstance(day, datetime) else day).isoformat()
