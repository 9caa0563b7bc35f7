"""Where on a page the tables of tasks are: their headings, in one row or two, and the rows below them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.documents.headings import MOST_ABOVE
from bot.documents.pages import Cell, Page, Rows
from bot.plans.reading.tables.fields import TIMED, Field, fields_of
from bot.plans.words import is_own_id

# Headings of a calendar that is drawn in cells: 10月, 10/8, 8日, W41, 第3周, Mon.
_DRAWN = re.compile(
    r"(?:\d{4}[年/.-])?\d{1,2}(?:月(?:\d{1,2}日?)?|[/.-]\d{1,2}|日)?|第?\d+周|(?:w|wk|week|d|day) ?\d+"
    r"|\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|[一二三四五六日]|周[一二三四五六日]|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*",
    re.IGNORECASE,
)
# So many of them side by side are one.
LEAST_DRAWN = 3
# The upper of two headings: what is planned, and what came of it.
_PLANNED, _ACTUAL = re.compile("计划|预计|预定|plan|scheduled", re.I), re.compile("实际|actual", re.I)
NAMES = frozenset({Field.TITLE, Field.STEP, Field.SUBTASK})
LEAST_KNOWN = 2


@dataclass(slots=True)
class Laid:
    """A table on a page: the number of its heading row, the headings by column, and its rows.

    `drawn` are the first and last column of a calendar drawn beside it.
    """

    page: Page
    number: int
    headings: dict[int, str]
    rows: Rows = field(default_factory=list)
    drawn: tuple[int, int] | None = None

    @property
    def known(self) -> frozenset[Field]:
        """What its headings may mean."""
        return frozenset(one for heading in self.headings.values() for one, _rank in fields_of(heading)[:1])

    @property
    def is_plan(self) -> bool:
        """Whether it names tasks, and when they are, how long, or behind what."""
        return bool(self.known & NAMES) and bool(self.known & TIMED)

    @property
    def is_own(self) -> bool:
        """Whether it is our own table, which went out."""
        return any(map(is_own_id, self.headings.values()))

    @property
    def has_tasks(self) -> bool:
        """Whether it names tasks and says anything of them."""
        return bool(self.known & NAMES) and len(self.known) >= LEAST_KNOWN


def tables_in(page: Page) -> list[Laid]:
    """The tables on a page whose headings say something; those under the same headings are one."""
    rows, first = page.rows, _first_heading(page)
    if first is None:
        return []
    found, place, is_new = [first[0]], first[1], True
    while place < len(rows):
        number, cells = rows[place]
        follows = rows[place - 1][0] == number - 1
        laid = _heading_at(page, place) if not follows or _repeats(cells, found[-1]) else None
        if laid is None or len(laid[0].known) < LEAST_KNOWN or any(cell.value is not None for cell in cells.values()):
            found[-1].rows.append(rows[place])
            place += 1
            continue
        is_new = laid[0].headings != found[-1].headings
        if is_new:
            found.append(laid[0])
        place = laid[1]
    return found


def _repeats(cells: Mapping[int, Cell], above: Laid) -> bool:
    return sum(above.headings.get(column) == cell.text for column, cell in cells.items()) >= LEAST_KNOWN


def _first_heading(page: Page) -> tuple[Laid, int] | None:
    """The first row that heads a plan, else the one in which most is known; and where its rows begin."""
    tried = [found for place in range(min(len(page.rows), MOST_ABOVE + 1)) if (found := _heading_at(page, place))]
    plans = [one for one in tried if one[0].is_plan]
    if plans:
        return plans[0]
    return max(tried, key=lambda one: len(one[0].known), default=None)


def _heading_at(page: Page, place: int) -> tuple[Laid, int] | None:
    """The headings in that row, or in it and the one below, whichever say more; None where they say nothing."""
    number, cells = page.rows[place]
    single = _cut(Laid(page, number, {column: cell.text for column, cell in cells.items()}), cells)
    best, after = single, place + 1
    if place + 1 < len(page.rows) and page.rows[place + 1][0] == number + 1:
        below = page.rows[place + 1][1]
        double = _cut(Laid(page, number, dict(_double(page, number, cells, below))), cells | below)
        alone = Laid(page, number, {column: cell.text for column, cell in below.items()})
        if _is_heading(below, double) and _says(double) > max(_says(single), _says(alone)):
            best, after = double, place + 2
        elif (
            single.known
            and all(column > _last_known(single) for column in below)
            and len(_drawn_in(below)) == len(below)
        ):
            best, after = _cut(single, cells | below), place + 2
    return (best, after) if best.known else None


def _says(laid: Laid) -> int:
    """How many columns are known."""
    return sum(bool(fields_of(heading)) for heading in laid.headings.values())


def _is_heading(cells: Mapping[int, Cell], laid: Laid) -> bool:
    """Whether a row below headings is part of them: no value stands in what is not drawn."""
    return all(cell.value is None for column, cell in cells.items() if column in laid.headings)


def _double(page: Page, number: int, above: Mapping[int, Cell], below: Mapping[int, Cell]) -> Iterator[tuple[int, str]]:
    upper, spans = "", {one.first_column: one for one in page.merged if one.first_row == number}
    until = -1
    for column in range(max((*above, *below), default=-1) + 1):
        if column in above:
            upper = above[column].text
            span = spans.get(column)
            until = span.last_column if span else column if page.merged else max((*above, *below))
        lower = below[column].text if column in below else ""
        over = upper if column <= until else ""
        if lower and over and column not in above and not page.merged and fields_of(over):
            # Nothing says that it goes so far, and it is a heading of its own.
            over = ""
        if lower or column in above:
            yield column, _together(over, lower)


def _together(upper: str, lower: str) -> str:
    """计划时间 above 开始 is 计划开始."""
    if not lower or not upper:
        return lower or upper
    joined = f"{upper} {lower}"
    kind = ("计划", "Planned ") if _PLANNED.search(upper) else ("实际", "Actual ") if _ACTUAL.search(upper) else ()
    return next((one for one in (joined, *(f"{one}{lower}" for one in kind)) if fields_of(one)), lower)


def _cut(laid: Laid, cells: Mapping[int, Cell]) -> Laid:
    """Without the calendar that is drawn on its right."""
    last = _last_known(laid)
    drawn = [column for column in _drawn_in(cells) if column > last]
    dates = [column for column in drawn if isinstance(cells[column].value, date)]
    if not dates and len(drawn) < LEAST_DRAWN:
        return laid
    first = min(drawn)
    headings = {column: heading for column, heading in laid.headings.items() if column < first}
    return Laid(laid.page, laid.number, headings, laid.rows, (first, max(cells)))


def _last_known(laid: Laid) -> int:
    return max((column for column, heading in laid.headings.items() if fields_of(heading)), default=-1)


def _drawn_in(cells: Mapping[int, Cell]) -> list[int]:
    return [
        column
        for column, cell in cells.items()
        if isinstance(cell.value, date) or (_DRAWN.fullmatch(cell.text) and not fields_of(cell.text))
    ]
