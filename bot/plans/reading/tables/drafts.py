"""The rows below headings as tasks and stages: merged cells filled down, sums and remarks set aside."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from bot.documents.pages import Cell
from bot.plans.plan import LeftOut, Plan, Problem, Why
from bot.plans.reading.tables.columns import Columns
from bot.plans.reading.tables.fields import Field
from bot.plans.reading.tables.layout import Laid
from bot.plans.reading.tables.outline import Draft, is_number

_TOTAL = re.compile(
    r"(?:合\s*计|总\s*计|小\s*计|总工期|总天数|累计|(?:sub|grand )?-?total|sum)"
    r"(?:\s*[:：].*| (?:days|duration)|[(（].*)?",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"(?:注|备注|说明|附注|制表|编制|审核|批准|填表|notes?|remarks?|legend|prepared by|approved by)"
    r"\s*(?:\d*|人|日期|说明)\s*[:：].*|注\d?[、.].*",
    re.IGNORECASE | re.DOTALL,
)
# What goes for each of the rows over which a cell is merged.
SHARED = (Field.STAGE, Field.STEP, Field.OWNER, Field.DEPARTMENT, Field.COOPERATING)


class Drafting:
    """The drafts of a table, one row after the other."""

    def __init__(self, plan: Plan, laid: Laid, columns: Columns) -> None:
        self.drafts: list[Draft] = []
        self._plan, self._laid, self._columns = plan, laid, columns
        self._steps = columns.steps()
        # The stage above all columns that runs over the whole row, and then one a column but for the last.
        self._open: list[int | None] = [None] * len(self._steps)
        self._numbered: list[int] = []
        # Of each stage without a row of its own where it is: tasks of several may stand in turn.
        self._made: dict[tuple[int | None, int, str], int] = {}
        self._merged = _filled_down(laid, columns)
        self._is_own = laid.is_own
        # Cells that go over the name and most of the row.
        self._wide = {
            one.first_row: one
            for one in laid.page.merged
            if one.first_column <= self._steps[-1] <= one.last_column
            and one.last_column - one.first_column >= max(len(laid.headings) // 2, 1)
        }
        for number, cells in laid.rows:
            self._row(number, self._merged.get(number, {}) | cells)
        self._tell_numbered()

    def _row(self, number: int, cells: Mapping[int, Cell]) -> None:
        texts = [cell.text for cell in cells.values() if cell.text]
        if not texts and not any(cell.formula for cell in cells.values()):
            return
        first = texts[0] if texts else ""
        if any(_TOTAL.fullmatch(one) for one in (first, *(cells[step].text for step in self._steps if step in cells))):
            self._plan.left_out.append(LeftOut(f"{number}: {first[:60]}", Why.TOTAL))
        elif (alone := self._alone(number, cells)) is not None:
            self._alone_in_row(number, alone)
        else:
            self._task(number, cells)

    def _alone(self, number: int, cells: Mapping[int, Cell]) -> Cell | None:
        """What stands alone in a row, or over all of it, in no column of names."""
        own = [(column, cell) for column, cell in cells.items() if column not in self._merged.get(number, {})]
        if len(own) != 1:
            return None
        column, cell = own[0]
        wide = self._wide.get(number)
        is_wide = wide is not None and wide.first_column == column
        is_before = column < self._steps[-1] and column not in self._steps
        return cell if is_wide or is_before or _REMARK.fullmatch(cell.text) else None

    def _alone_in_row(self, number: int, cell: Cell) -> None:
        if _REMARK.fullmatch(cell.text):
            self._plan.left_out.append(LeftOut(f"{number}: {cell.text[:60]}", Why.REMARK))
        elif cell.value is not None or is_number(cell.text) or cell.formula:
            self._numbered.append(number)
        else:
            self.drafts.append(Draft(number, cell.text, indent=cell.indent, depth=-1))
            self._open = [len(self.drafts) - 1, *[None] * (len(self._open) - 1)]

    def _task(self, number: int, cells: Mapping[int, Cell]) -> None:
        named = [step for step in self._steps if step in cells and cells[step].text]
        if not named:
            if any(column in cells for one in (Field.START, Field.END, Field.DAYS) for column in self._of(one)):
                heading = self._laid.headings[self._steps[-1]]
                self._plan.problems.append(Problem(number, heading, "", Why.NO_TITLE))
            else:
                self._numbered.append(number)
            return
        last = self._steps.index(named[-1])
        for depth, step in enumerate(self._steps[:last]):
            self._stage(number, depth, cells.get(step))
        cell = cells[named[-1]]
        by_field = {
            one: [cells[column] for column in columns if column in cells] for one, columns in self._columns.of.items()
        }
        above = next((one for one in reversed(self._open[: last + 1]) if one is not None), None)
        self.drafts.append(Draft(number, cell.text, by_field, cell.indent, above, depth=last))
        if last < len(self._steps) - 1:
            self._opened(last, len(self.drafts) - 1)

    def _stage(self, number: int, depth: int, cell: Cell | None) -> None:
        """The stage in that column: the one that is open or was before, or a new one, which has no row of its own."""
        there = self._open[depth + 1] if depth + 1 < len(self._open) else None
        if self._is_own and cell is None:
            # With us an empty cell is no stage, and not the one above.
            self._open[depth + 1 :] = [None] * (len(self._open) - depth - 1)
            return
        if cell is None or not cell.text or (there is not None and self.drafts[there].title == cell.text):
            return
        above = next((one for one in reversed(self._open[: depth + 1]) if one is not None), None)
        known = self._made.setdefault((above, depth, cell.text), len(self.drafts))
        if known == len(self.drafts):
            self.drafts.append(Draft(number, cell.text, {}, cell.indent, above, is_made=True, depth=depth))
        self._opened(depth, known)

    def _opened(self, depth: int, place: int) -> None:
        self._open[depth + 1 :] = [place, *[None] * (len(self._open) - depth - 2)]

    def _of(self, one: Field) -> list[int]:
        return self._columns.of.get(one, [])

    def _tell_numbered(self) -> None:
        if self._numbered:
            first, last = self._numbered[0], self._numbered[-1]
            self._plan.left_out.append(LeftOut(f"{first}–{last}" if last > first else str(first), Why.NUMBERED))


def _filled_down(laid: Laid, columns: Columns) -> dict[int, dict[int, Cell]]:
    """By row what merged cells above say of it too."""
    rows = dict(laid.rows)
    steps = columns.steps()
    shared = {column for one in SHARED for column in columns.of.get(one, ())} | set(steps[:-1])
    found: dict[int, dict[int, Cell]] = {}
    numbers = sorted(rows)
    for one in laid.page.merged:
        if one.first_column in shared and one.last_row > one.first_row and one.first_row in rows:
            cell = rows[one.first_row].get(one.first_column)
            if cell is not None and one.first_column != steps[-1]:
                for number in numbers[bisect_right(numbers, one.first_row) : bisect_right(numbers, one.last_row)]:
                    found.setdefault(number, {})[one.first_column] = cell
    return found
