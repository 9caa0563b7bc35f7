"""Tables that go out as Excel workbooks.

    content = workbooks.write([Sheet("Tasks", ["No.", "Title"], [["T-1", "Poster"]])], work.now)
    await turn.send_file("tasks.xlsx", content, "tasks/sheet", channel=…)

What people typed stays text: no formula, no link. Takes a second for thousands of rows: not on the event loop.
"""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

# Excel's own bounds.
SHEET_NAME_LENGTH, CELL_LENGTH = 31, 32_767
NARROWEST, WIDEST = 10, 60
_NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")

Cell = str | int | float | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to write. Moments are written as they are, so give them in the reader's zone and without one."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def write(sheets: Sequence[Sheet], now: datetime) -> bytes:
    """An .xlsx file with these sheets: a bold heading that stays in view, a filter, columns as wide as their text."""
    import xlsxwriter  # a tenth of a second that only who writes a table waits for

    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, options)
    book.set_properties({"created": now.replace(tzinfo=None), "author": "Liaison"})
    formats = {
        "heading": book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#EAEEF2"}),
        "text": book.add_format({"text_wrap": True, "valign": "top"}),
        "day": book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"}),
        "moment": book.add_format({"num_format": "yyyy-mm-dd hh:mm", "valign": "top", "align": "left"}),
    }
    for sheet in sheets:
        page = book.add_worksheet(_sheet_name(sheet.name))
        for place, heading in enumerate(sheet.header):
            page.write_string(0, place, heading, formats["heading"])
            page.set_column(place, place, _width(heading, (row[place] for row in sheet.rows if place < len(row))))
        for line, row in enumerate(sheet.rows, 1):
            for place, cell in enumerate(row):
                _write_cell(page, line, place, cell, formats)
        page.freeze_panes(1, 0)
        if sheet.header:
            page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.header) - 1)
    book.close()
    return content.getvalue()


def _write_cell(page: Any, line: int, place: int, cell: Cell, formats: dict[str, Any]) -> None:
    match cell:
        case None | "":
            return
        case bool():
            page.write_boolean(line, place, cell)
        case int() | float():
            page.write_number(line, place, cell)
        case datetime():
            page.write_datetime(line, place, cell.replace(tzinfo=None), formats["moment"])
        case date():
            page.write_datetime(line, place, cell, formats["day"])
        case _:
            cell = cell.encode("utf-8", "replace").decode()
            text = cell if len(cell) <= CELL_LENGTH else cell[: CELL_LENGTH - 1] + "…"
            page.write_string(line, place, text, formats["text"])


def _sheet_name(name: str) -> str:
    return _NOT_IN_A_SHEET_NAME.sub(" ", name).strip("' ")[:SHEET_NAME_LENGTH] or "Sheet"


def _width(heading: str, cells: Iterable[Cell]) -> int:
    """Wide enough for most of what stands in a column; Chinese characters take two places."""
    longest = max((_places(str(one)) for one in cells if one is not None), default=0)
    return max(10, min(max(longest, _places(heading) + 3), 60))


def _places(text: str) -> int:
    line = max(text.split("\n"), key=len)
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line[:80])
