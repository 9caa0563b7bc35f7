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

# A4: the paper that most of the world prints on.
PAPER = 9
# Excel's own bounds.
SHEET_NAME_LENGTH, CELL_LENGTH = 31, 32_767
NARROWEST, WIDEST = 10, 60
_NOT_IN_A_FILE_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*《》]')
_NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")

Cell = str | int | float | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to write. Moments are written as they are, so give them in the reader's zone and without one.

    `title` stands in a row of its own above the heading; the rows of `red`, counted from 0, are written in red.
    """

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[Cell]]
    title: str = ""
    red: frozenset[int] = frozenset()


def write(sheets: Sequence[Sheet], now: datetime) -> bytes:
    """An .xlsx file with these sheets: a bold heading that stays in view, a filter, columns as wide as their text.

    On paper it is as wide as one page on its side, with the heading and the number on each.
    """
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
    formats, red = _formats(book), _formats(book, {"font_color": "#C00000"})
    for sheet in sheets:
        page = book.add_worksheet(_sheet_name(sheet.name))
        top = 1 if sheet.title else 0
        if sheet.title:
            page.write_string(0, 0, _fit(sheet.title), formats["title"])
        for place, heading in enumerate(sheet.header):
            page.write_string(top, place, heading, formats["heading"])
            page.set_column(place, place, _width(heading, (row[place] for row in sheet.rows if place < len(row))))
        for line, row in enumerate(sheet.rows):
            for place, cell in enumerate(row):
                _write_cell(page, top + 1 + line, place, cell, red if line in sheet.red else formats)
        page.freeze_panes(top + 1, 0)
        _lay_out(page, top)
        if sheet.header:
            page.autofilter(top, 0, top + max(len(sheet.rows), 1), len(sheet.header) - 1)
    book.close()
    return content.getvalue()


def _lay_out(page: Any, heading: int) -> None:
    """For a printer."""
    page.set_landscape()
    page.set_paper(PAPER)
    page.fit_to_pages(1, 0)
    page.repeat_rows(heading)
    page.set_footer("&C&P / &N")


def file_name(*words: str, ending: str = "xlsx") -> str:
    """A name that every system takes, of these words."""
    return "-".join(_NOT_IN_A_FILE_NAME.sub(" ", one).strip(" .") for one in words) + f".{ending}"


def _formats(book: Any, more: dict[str, str] | None = None) -> dict[str, Any]:
    """How each kind of cell looks."""
    looks: dict[str, dict[str, Any]] = {
        "title": {"bold": True, "font_size": 14},
        "heading": {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#EAEEF2"},
        "text": {"text_wrap": True, "valign": "top"},
        "number": {"valign": "top"},
        "day": {"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"},
        "moment": {"num_format": "yyyy-mm-dd hh:mm", "valign": "top", "align": "left"},
    }
    return {kind: book.add_format({**look, **(more or {})}) for kind, look in looks.items()}


def _write_cell(page: Any, line: int, place: int, cell: Cell, formats: dict[str, Any]) -> None:
    match cell:
        case None | "":
            return
        case bool():
            page.write_boolean(line, place, cell)
        case int() | float():
            page.write_number(line, place, cell, formats["number"])
        case datetime():
            page.write_datetime(line, place, cell.replace(tzinfo=None), formats["moment"])
        case date():
            page.write_datetime(line, place, cell, formats["day"])
        case _:
            page.write_string(line, place, _fit(cell), formats["text"])


def _fit(text: str) -> str:
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= CELL_LENGTH else text[: CELL_LENGTH - 1] + "…"


def _sheet_name(name: str) -> str:
    return _NOT_IN_A_SHEET_NAME.sub(" ", name).strip("' ")[:SHEET_NAME_LENGTH] or "Sheet"


def _width(heading: str, cells: Iterable[Cell]) -> int:
    """Wide enough for most of what stands in a column; Chinese characters take two places."""
    longest = max((_places(str(one)) for one in cells if one is not None), default=0)
    return max(10, min(max(longest, _places(heading) + 3), 60))


def _places(text: str) -> int:
    line = max(text.split("\n"), key=len)
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line[:80])
