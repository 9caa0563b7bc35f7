"""Tables with plans, as people and programs write them; made by hand, in the manner of those they are called after."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from bot.plans import reading
from bot.plans.plan import NO_ANSWERS, Answers, Plan


def october(day: int) -> date:
    return date(2026, 10, day)


def book(
    *sheets: tuple[str, str, Sequence[Sequence[object]]], merged: Sequence[str] = (), is_1904: bool = False
) -> bytes:
    """A workbook of these sheets: name, state, rows. `merged` are cells of the first."""
    made = Workbook()
    made.remove(made.worksheets[0])
    if is_1904:
        made.epoch = CALENDAR_MAC_1904
    for name, state, rows in sheets:
        page: Worksheet = made.create_sheet(name)
        page.sheet_state = state  # type: ignore[assignment]
        for row in rows:
            page.append(list(row))
    for cells in merged:
        made.worksheets[0].merge_cells(cells)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def sheet(*rows: Sequence[object], merged: Sequence[str] = ()) -> Plan:
    """The plan of a workbook with one sheet."""
    return reading.read(book(("Plan", "visible", rows), merged=merged))


def csv(text: str, answers: Answers = NO_ANSWERS, encoding: str = "utf-8") -> Plan:
    """The plan of a CSV file."""
    return reading.read(text.encode(encoding), answers)


def outline(plan: Plan) -> list[str]:
    """The titles, moved in as deep as they are."""
    return [f"{'  ' * (row.level - 1)}{row.title}" for row in plan.rows]


def days(plan: Plan) -> list[tuple[str, str]]:
    """Start and end of each row: month and day, a dash where there is none."""
    return [tuple(f"{one:%m-%d}" if one else "-" for one in (row.start, row.end)) for row in plan.rows]  # type: ignore[misc]


def links(plan: Plan) -> list[str]:
    """Each link on a line: 1 FS+2 → 3."""
    return [f"{one.before} {one.kind}{one.lag:+g} → {one.after}" for one in plan.links]


def asked(plan: Plan) -> list[tuple[str, str]]:
    """What is asked, and of which column."""
    return [(one.about.value, one.column) for one in plan.asked]


def left_out(plan: Plan) -> list[tuple[str, str]]:
    """What is left out, and why."""
    return [(one.what, one.why.value) for one in plan.left_out]


def problems(plan: Plan) -> list[tuple[int | str, str, str, str]]:
    """Where something stands that is not taken, what, and why."""
    return [(one.row, one.column, one.value, one.why.value) for one in plan.problems]
