"""The tasks of a table as rows of a plan: their days, lengths, percentages, people, and what they wait for."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from datetime import date, time, timedelta

from bot.plans.plan import About, Answers, LeftOut, Plan, PlanRow, Problem, Question, Why, last_day
from bot.plans.reading.tables import lengths, outline
from bot.plans.reading.tables.columns import Columns
from bot.plans.reading.tables.day_columns import DayColumn, settle
from bot.plans.reading.tables.days import MONTHS_A_YEAR, Moment, is_nothing, swapped
from bot.plans.reading.tables.drafts import Drafting
from bot.plans.reading.tables.fields import Field
from bot.plans.reading.tables.layout import Laid
from bot.plans.reading.tables.links import as_shown, linked
from bot.plans.reading.tables.outline import Draft
from bot.plans.reading.tables.waits import References
from bot.plans.words import says_nothing

_TRUE = frozenset({"yes", "y", "true", "1", "是", "√", "✓", "✔", "x", "●", "★", "◆", "milestone", "里程碑"})
_MANUAL = re.compile("manual|手动", re.IGNORECASE)
# What MS Project and 禅道 put behind a name: Sam[50%], 张三(#3).
_BEHIND_A_NAME = re.compile(r"\[\d+%\]|\(#\d+\)")
_MILESTONE = re.compile("里程碑|milestone", re.IGNORECASE)


class Rows:
    """The rows of one table, put into a plan."""

    def __init__(self, plan: Plan, laid: Laid, columns: Columns, answers: Answers) -> None:
        self._plan, self._laid, self._columns, self._answers = plan, laid, columns, answers
        self._drafts = Drafting(plan, laid, columns).drafts
        self._tell_uncounted()
        self._code()
        # Asked of every row.
        self._has_codes = any(one.code for one in self._drafts)
        self._ids = self._named()
        self._references = self._known_names()
        self._settle(*self._parents())
        self._date()
        self._fill()
        self._plan.links += linked(plan, self._drafts, self._rows, self._references, self._heading)

    def _tell_uncounted(self) -> None:
        for draft in self._drafts:
            for one, cells in draft.cells.items():
                self._plan.problems.extend(
                    Problem(draft.number, self._heading(one), cell.formula, Why.UNCOUNTED)
                    for cell in cells
                    if cell.formula
                )
                draft.cells[one] = [cell for cell in cells if not cell.formula]

    def _code(self) -> None:
        """Codes, of their own column or of that of the numbers where those are codes."""
        field = Field.CODE if Field.CODE in self._columns.of else Field.ID
        codes = [self._code_of(draft, field) for draft in self._drafts]
        if field is Field.CODE or outline.is_deep(codes):
            for draft, code in zip(self._drafts, outline.whole_codes(codes), strict=True):
                draft.code = code

    def _code_of(self, draft: Draft, field: Field) -> str:
        cell = draft.cells[field][0] if draft.cells.get(field) else None
        if cell is None:
            return ""
        if isinstance(cell.value, date):
            self._plan.problems.append(Problem(draft.number, self._heading(field), cell.text, Why.NO_CODE))
            return ""
        return as_shown(cell)

    def _named(self) -> list[str]:
        """The id of each row: its number or key, else its code, else the number of its row on the sheet."""
        for names in ([self._key(one) for one in self._drafts], [one.code for one in self._drafts]):
            real = [name for name, one in zip(names, self._drafts, strict=True) if name and not one.is_made]
            if real and len(set(real)) == len(real):
                break
        else:
            names = ["" if one.is_made else str(one.number) for one in self._drafts]
        return [
            name or f"row {one.number}{f'/{one.depth + 1}' if one.is_made else ''}"
            for name, one in zip(names, self._drafts, strict=True)
        ]

    def _key(self, draft: Draft) -> str:
        return draft.code if self._is_code(Field.ID) else draft.text(Field.ID)

    def _is_code(self, field: Field) -> bool:
        """Whether the codes stand in the column of the numbers."""
        return field is Field.ID and Field.CODE not in self._columns.of and self._has_codes

    def _known_names(self) -> References:
        # Where nothing numbers the tasks, a number may mean the row of the sheet, or the how-manieth task it is.
        is_numbered = any(one.code or one.text(Field.ID) for one in self._drafts)
        spaces = [
            dict(zip(self._ids, range(len(self._ids)), strict=True)) if is_numbered else {},
            {one.code: place for place, one in self._numbered() if one.code},
            {as_shown(cell): place for place, one in self._numbered() for cell in one.cells.get(Field.ID, ())},
        ]
        rows = dict(self._laid.rows)
        for column in self._columns.also_named:
            cells = ((place, rows.get(one.number, {}).get(column)) for place, one in self._numbered())
            spaces.append({cell.text: place for place, cell in cells if cell is not None})
        titles = {one.title: place for place, one in self._numbered()}
        return References(spaces, titles, is_numbered=is_numbered)

    def _numbered(self) -> Iterator[tuple[int, Draft]]:
        """From the last to the first, so that of two under one name the first is meant."""
        return ((place, self._drafts[place]) for place in reversed(range(len(self._drafts))))

    def _parents(self) -> tuple[list[int | None], bool]:
        found, wrong, has_stages = outline.parents(self._drafts, self._references.place_of, self._heading)
        self._plan.problems += wrong
        return found, has_stages

    def _settle(self, above: list[int | None], has_stages: bool) -> None:
        """Put the rows into the plan, in their order.

        A stage that only stood beside its tasks is none where anything else says what belongs together.
        """
        if not has_stages and any(
            one is not None and not draft.is_made for one, draft in zip(above, self._drafts, strict=True)
        ):
            stages = any(draft.is_made for draft in self._drafts)
            if stages:
                self._plan.left_out.append(LeftOut(self._heading_of(self._columns.steps()[0]), Why.SECOND))
        else:
            above = [draft.above if one is None else one for one, draft in zip(above, self._drafts, strict=True)]
            stages = False
        self._rows: list[PlanRow | None] = []
        for place, draft in enumerate(self._drafts):
            if stages and draft.is_made:
                self._rows.append(None)
                continue
            parent = above[place]
            self._rows.append(PlanRow(self._ids[place], draft.title, code=draft.code))
            self._rows[-1].parent = self._ids[parent] if parent is not None else None  # type: ignore[union-attr]
        rows = [one for one in self._rows if one is not None]
        leveled(rows)
        self._plan.rows += rows

    def _date(self) -> None:
        starts, ends, first = self._days(Field.START), self._days(Field.END), self._days(Field.FIRST_END)
        self._plan.asked += settle((starts, ends, first), self._answers)
        for column in (starts, ends, first):
            self._tell_unread(column)
        has_hours = starts.has_hours or ends.has_hours
        for place, (draft, row) in enumerate(zip(self._drafts, self._rows, strict=True)):
            if row is None:
                continue
            start, end = starts.moments[place], ends.moments[place]
            row.start = start.day if start else None
            if (first_end := first.moments[place]) is not None:
                row.baseline = (None, first_end.day)
            row.end = _evening(start, end, has_hours=has_hours)
            if row.start and row.end and row.end < row.start:
                self._ends_first(draft, row, starts, ends)
        self._plan.asked += [*starts.asked, *ends.asked, *first.asked]

    def _days(self, field: Field) -> DayColumn:
        heading = self._heading(field)
        cells = [one.cells[field][0] if one.cells.get(field) else None for one in self._drafts]
        cells = [None if one is not None and (is_nothing(one.text) or says_nothing(one.text)) else one for one in cells]
        return DayColumn(heading, cells, day_first=self._answers.day_first.get(heading))

    def _tell_unread(self, column: DayColumn) -> None:
        for place, draft in enumerate(self._drafts):
            if (text := column.text(place)) and not column.is_read(place):
                self._plan.problems.append(Problem(draft.number, column.heading, text, Why.NO_DAY))

    def _ends_first(self, draft: Draft, row: PlanRow, starts: DayColumn, ends: DayColumn) -> None:
        told = f"{row.start} > {row.end}"
        self._plan.problems.append(Problem(draft.number, self._heading(Field.END), told, Why.ENDS_FIRST))
        for column, span in ((starts, (_other(row.start), row.end)), (ends, (row.start, _other(row.end)))):
            if column.may_be_swapped and span[0] and span[1] and span[0] <= span[1]:
                column.ask_of_swapped()

    def _fill(self) -> None:
        calendar, unit = self._plan.calendar.counted(), lengths.unit_of(self._heading(Field.DAYS))
        mismatches = 0
        percents = self._percents()
        for place, (draft, row) in enumerate(zip(self._drafts, self._rows, strict=True)):
            if row is None:
                continue
            row.progress = percents[place]
            owner = draft.text(Field.OWNER)
            row.owner = "" if says_nothing(owner) else _BEHIND_A_NAME.sub("", owner)
            row.department = draft.text(Field.DEPARTMENT)
            row.is_pinned = draft.text(Field.MODE).lower() in _TRUE or bool(_MANUAL.search(draft.text(Field.MODE)))
            row.cooperating, row.deliverable = draft.text(Field.COOPERATING), draft.text(Field.DELIVERABLE)
            row.note = draft.text(Field.NOTE)
            days = self._length(draft, row, unit)
            between = None
            if row.start is not None and row.end is not None and row.start <= row.end:
                between = calendar.working_days_between(row.start - timedelta(days=1), row.end)
            self._is_milestone(draft, row, days)
            if row.is_milestone:
                continue
            row.days = days if days is not None else between
            if between and days is not None and math.ceil(days) != between:
                row.days, mismatches = between, mismatches + (not row.is_summary)
        if mismatches:
            self._plan.left_out.append(LeftOut(f"{self._heading(Field.DAYS)} × {mismatches}", Why.DATES_WIN))

    def _length(self, draft: Draft, row: PlanRow, unit: str) -> float | None:
        cell = draft.text(Field.DAYS)
        if not cell or is_nothing(cell):
            return None
        found = lengths.length(cell, unit)
        is_dated = row.start is not None and row.end is not None
        why = found.why or (Why.IS_ELAPSED if found.is_elapsed else None)
        if why is not None and not (is_dated and found.is_elapsed):
            self._plan.problems.append(Problem(draft.number, self._heading(Field.DAYS), cell, why))
        return found.days if why is None else None

    def _is_milestone(self, draft: Draft, row: PlanRow, days: float | None) -> None:
        is_said = draft.text(Field.MILESTONE).lower() in _TRUE or bool(_MILESTONE.search(draft.text(Field.KIND)))
        has_span = row.start is not None and row.end is not None and row.start != row.end
        if row.is_summary or not (is_said or (days == 0 and not has_span)):
            return
        row.is_milestone, row.days = True, 0
        row.start, row.end = row.start or row.end, row.end or row.start

    def _percents(self) -> Sequence[int | None]:
        heading = self._heading(Field.PROGRESS)
        cells = [one.cells[Field.PROGRESS][0] if one.cells.get(Field.PROGRESS) else None for one in self._drafts]
        found, is_open = lengths.percents(cells, one_is_all=self._answers.one_is_all.get(heading))
        if is_open:
            self._plan.asked.append(
                Question(About.PERCENT, heading, choices=[{"value": "1", "1%": "1", "100%": "100"}])
            )
        for draft, cell, percent in zip(self._drafts, cells, found, strict=True):
            if (
                cell is not None
                and percent is None
                and not is_nothing(cell.text)
                and not (is_open and cell.text == "1")
            ):
                self._plan.problems.append(Problem(draft.number, heading, cell.text, Why.NO_PERCENT))
        return found

    def _heading(self, field: Field) -> str:
        columns = self._columns.of.get(field)
        return self._heading_of(columns[0]) if columns else ""

    def _heading_of(self, column: int) -> str:
        return self._laid.headings.get(column, "")


def leveled(rows: Sequence[PlanRow]) -> None:
    """How deep each row is, and which have others within them."""
    by_id = {one.id: one for one in rows}
    for row in rows:
        level, above = 1, row.parent
        while above is not None and above in by_id and level <= len(rows):
            level, above = level + 1, by_id[above].parent
        row.level = level
    within = {one.parent for one in rows}
    for row in rows:
        row.is_summary = row.id in within


def _other(day: date | None) -> date | None:
    """The day where day and month are taken for each other."""
    return swapped(day) if day is not None and day.day <= MONTHS_A_YEAR else None


def _evening(start: Moment | None, end: Moment | None, *, has_hours: bool) -> date | None:
    """The last day. What ends at midnight or when work begins ended the day before, where the table has hours."""
    if end is None:
        return None
    is_later = start is not None and end.day > start.day
    begins = start.hour if start is not None and start.hour is not None else time(0)
    return last_day(end.day, is_morning=has_hours and is_later and end.hour is not None and end.hour <= begins)
