"""Tables that go out as Excel workbooks.

    content = workbooks.write([Sheet("Tasks", ["No.", "Title"], [["T-1", "Poster"]])], work.now)
    await turn.send_file("tasks.xlsx", content, "tasks/sheet", channel=…)

What people typed stays text: no formula, no link. Takes a second for thousands of rows: not on the event loop.
"""

from __future__ import annotations

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from bot.documents import sheet_looks
from bot.documents.sheet_looks import TICK_WIDTH, Laid
from bot.documents.word import clean
from bot.words.language import Reader, Text

# Excel's own bounds.
SHEET_NAME_LENGTH, CELL_LENGTH = 31, 32_767
# Of more rows than this none is kept in memory once it is written: they go to a file that nobody sees.
KEPT_ROWS = 2_000
_NOT_IN_A_FILE_NAME = re.compile(r'[\x00-\x1f<>:"/\\|?*《》]')
_NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")

Cell = str | int | float | bool | date | datetime | Text | None


class Mark(NamedTuple):
    """What is drawn in a cell of a calendar: the name of a look, and what stands in it; and how it is framed."""

    look: str
    sign: str = ""
    is_framed: bool = False
    is_underlined: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet to write. Texts and moments are worded for the reader; a moment without a zone is written as it is.

    `title` stands in a row of its own above the heading, `said` in one beneath it; the rows of `red`, counted from 0,
    are written in red; the columns of `hidden` are there and not seen. A form (`is_form`) has a name and what it says
    in each row. Right of the columns may be a calendar: `ticks` are its headings, `marks` by row what is drawn at which
    of them, and `now` the tick at which today is.
    """

    name: str | Text
    header: Sequence[str | Text]
    rows: Sequence[Sequence[Cell]]
    title: str | Text = ""
    said: str | Text = ""
    red: frozenset[int] = frozenset()
    hidden: frozenset[int] = frozenset()
    is_form: bool = False
    ticks: Sequence[str] = ()
    marks: Mapping[int, Mapping[int, Mark]] = field(default_factory=dict)
    now: int | None = None


def write(sheets: Sequence[Sheet], now: datetime, reader: Reader | None = None) -> bytes:
    """An .xlsx file with these sheets: a bold heading that stays in view, a filter, columns as wide as their text.

    On paper it is as wide as one page on its side, with the heading and the number on each.
    """
    import xlsxwriter  # a tenth of a second that only who writes a table waits for

    is_large = sum(len(one.rows) for one in sheets) > KEPT_ROWS
    options = {
        "in_memory": not is_large,
        "constant_memory": is_large,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
        "nan_inf_to_errors": True,
    }
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, options)
    book.set_properties({"created": now.replace(tzinfo=None), "author": "Liaison"})
    writing = _Book(book, reader or Reader())
    for sheet in sheets:
        writing.write(sheet)
    book.close()
    return content.getvalue()


def file_name(*words: str, ending: str = "xlsx") -> str:
    """A name that every system takes, of these words."""
    return "-".join(_NOT_IN_A_FILE_NAME.sub(" ", one).strip(" .") for one in words) + f".{ending}"


class _Book:
    """A workbook in the making, for one reader. Rows are written from the first to the last and never again."""

    def __init__(self, book: Any, reader: Reader) -> None:
        self.book, self.reader, self.zone = book, reader, ZoneInfo(reader.zone)
        self.looks: dict[str, Any] = {}
        self.names: set[str] = set()

    def write(self, sheet: Sheet) -> None:
        """A sheet of its own."""
        page = self.book.add_worksheet(self._name(sheet.name))
        header = [self._said(one) for one in sheet.header]
        cells = [[self._cell(one) for one in row] for row in sheet.rows] if len(sheet.rows) <= KEPT_ROWS else None
        first = cells if cells is not None else [[self._cell(one) for one in row] for row in sheet.rows[:KEPT_ROWS]]
        laid = sheet_looks.lay(header, first, sheet.hidden, len(sheet.ticks), is_form=sheet.is_form)
        top = 0
        for said, look in ((sheet.title, "title"), (sheet.said, "said")):
            if said:
                page.write_string(top, 0, _fit(self._said(said)), self.look(look))
                top += 1
        for place, heading in enumerate(header):
            is_seen = place not in sheet.hidden
            page.set_column(place, place, laid.widths[place], None, {} if is_seen else {"hidden": True})
            page.write_string(top, place, heading, self.look("heading"))
        page.set_row(top, sheet_looks.UPRIGHT if sheet.ticks else sheet_looks.height(header, laid.widths, sheet.hidden))
        self._ticks(page, sheet, top)
        for line, row in enumerate(sheet.rows):
            shown = cells[line] if cells is not None else [self._cell(one) for one in row]
            page.set_row(top + 1 + line, sheet_looks.height(shown, laid.widths, sheet.hidden))
            self._row(page, top + 1 + line, shown, sheet, line)
        self._lay_out(page, sheet, laid, top)

    def _row(self, page: Any, at: int, row: Sequence[Any], sheet: Sheet, line: int) -> None:
        red = "!" if line in sheet.red else ""
        for place, cell in enumerate(row):
            named = "heading" if sheet.is_form and place == 0 else ""
            self._write_cell(page, at, place, cell, red, named)
        for place, mark in sorted(sheet.marks.get(line, {}).items()):
            page.write_string(at, len(sheet.header) + place, mark.sign, self.mark(mark))

    def _ticks(self, page: Any, sheet: Sheet, top: int) -> None:
        for place, tick in enumerate(sheet.ticks):
            look = "tick now" if place == sheet.now else "tick"
            page.write_string(top, len(sheet.header) + place, tick, self.look(look))
        if sheet.ticks:
            page.set_column(len(sheet.header), len(sheet.header) + len(sheet.ticks) - 1, TICK_WIDTH)

    def _lay_out(self, page: Any, sheet: Sheet, laid: Laid, heading: int) -> None:
        """For the screen, and for a printer."""
        page.freeze_panes(heading + 1, 0)
        page.set_landscape()
        page.set_paper(laid.paper)
        page.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        page.fit_to_pages(1, 0)
        page.repeat_rows(heading)
        page.set_footer("&C&P / &N")
        if sheet.header and not sheet.is_form:
            page.autofilter(heading, 0, heading + max(len(sheet.rows), 1), len(sheet.header) - 1)

    def _name(self, name: str | Text) -> str:
        """No two sheets are called alike, in whatever case."""
        said = _NOT_IN_A_SHEET_NAME.sub(" ", self._said(name)).strip("'《》 ")[:SHEET_NAME_LENGTH] or "Sheet"
        tried, number = said, 1
        while tried.casefold() in self.names:
            number += 1
            tried = f"{said[: SHEET_NAME_LENGTH - 4]} {number}"
        self.names.add(tried.casefold())
        return tried

    def _said(self, words: str | Text) -> str:
        return words.for_(self.reader) if isinstance(words, Text) else words

    def _cell(self, cell: Cell) -> Any:
        """As it is written: in the reader's words, and their time."""
        if isinstance(cell, Text):
            return cell.for_(self.reader)
        if isinstance(cell, datetime) and cell.tzinfo is not None:
            return cell.astimezone(self.zone).replace(tzinfo=None)
        return cell

    def _write_cell(self, page: Any, line: int, place: int, cell: Any, red: str, named: str) -> None:
        match cell:
            case None | "":
                page.write_blank(line, place, None, self.look("text"))
            case bool():
                page.write_boolean(line, place, cell)
            case int() | float():
                page.write_number(line, place, cell, self.look(f"number{red}"))
            case datetime():
                page.write_datetime(line, place, cell, self.look(f"moment{red}"))
            case date():
                page.write_datetime(line, place, cell, self.look(f"day{red}"))
            case _:
                page.write_string(line, place, _fit(cell), self.look(named or f"text{red}"))

    def look(self, name: str) -> Any:
        """How a kind of cell looks."""
        if name not in self.looks:
            look = {**sheet_looks.LOOKS[name.rstrip("!")], **(sheet_looks.RED if name.endswith("!") else {})}
            self.looks[name] = self.book.add_format(look)
        return self.looks[name]

    def mark(self, mark: Mark) -> Any:
        """How a mark of a calendar looks."""
        name = f"{mark.look}/{mark.is_framed}/{mark.is_underlined}"
        if name not in self.looks:
            look = {**sheet_looks.MARKS[mark.look], **(sheet_looks.FRAMED if mark.is_framed else {})}
            look |= sheet_looks.UNDERLINED if mark.is_underlined else {}
            self.looks[name] = self.book.add_format(look)
        return self.looks[name]


def _fit(text: str) -> str:
    text = clean(text.encode("utf-8", "replace").decode())
    return text if len(text) <= CELL_LENGTH else text[: CELL_LENGTH - 1] + "…"
