"""The pages of an uploaded table, cell by cell: a workbook's sheets, or the one page of a CSV file.

What a stranger may upload is looked at before it is unpacked. A formula is never run: what was last shown of it counts.
"""

from __future__ import annotations

import csv
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, NamedTuple

from bot.documents import encodings, excel_dates
from bot.words.language import plural
from bot.words.language import text as _
from bot.words.refused import Refused

# What a small file may unfold to: an honest .xlsx is about a tenth of its contents.
MOST_UNZIPPED_BYTES, MOST_PARTS = 30_000_000, 1_000
MOST_CELL = 4_000
SEPARATORS = ",;\t|"
# How far a blank at the beginning of a text moves it in, where it is not one letter wide.
WIDE = {"\t": 4, "\u3000": 2}
# A first line for Excel alone, which says what separates the cells.
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?(?:\r\n|\r|\n)', re.IGNORECASE)
# What Excel saved before 2007, and what it saves with a password.
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
# No spreadsheet program writes one, and entities can be made to unfold without end.
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
# A formula of which nothing was ever shown: it was written by a program that does not count.
_UNCOUNTED = re.compile(
    rb'<c [^<>]*?\br="([A-Z]{1,3}\d{1,7})"[^<>]*><f(?:[^<>]*/>|[^<>]*>([^<]{0,4000})</f>)(?:<v ?/>|<v></v>)?</c>'
)
# How a file that is no honest archive fails.
_BROKEN = (
    zipfile.BadZipFile,
    OSError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    ValueError,
    zlib.error,
    lzma.LZMAError,
)


@dataclass(frozen=True, slots=True)
class Most:
    """How much of a table is taken: rows of each page, and columns."""

    rows: int
    columns: int


class Cell(NamedTuple):
    """A cell in which something stands. `value` is what it is where it is no text: a number, a day, an hour, a truth.

    `shown_as` is the format of a number, `indent` how far its text is moved in, and `formula` what was never counted.
    """

    text: str
    value: Any = None
    shown_as: str = ""
    indent: int = 0
    formula: str = ""


class Merged(NamedTuple):
    """Cells that are one: the first and last of its rows, by number, and of its columns, from 0."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


# Rows in which something stands, numbered as a spreadsheet program does, with their cells by column from 0.
Rows = list[tuple[int, dict[int, Cell]]]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet, or what a CSV file holds. Of a hidden sheet nothing is read; `shown` sheets of the workbook are seen.

    `widths` says by row how many cells it has, filled or not, where each row has its own.
    """

    name: str
    rows: Rows
    merged: list[Merged] = field(default_factory=list)
    is_hidden: bool = False
    shown: int = 1
    widths: dict[int, int] = field(default_factory=dict)


def workbook(content: bytes, most: Most) -> Iterator[Page]:
    """The sheets of a workbook in their order. Raises Refused for what is none."""
    if content.startswith(OLD_EXCEL):
        raise _old_excel()
    _check_parts(content)
    from openpyxl import load_workbook  # a fifth of a second that only who reads a workbook waits for

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        excel_dates.teach(book)
        seen = [one for one in book.worksheets if one.sheet_state == "visible"] or book.worksheets[:1]
        for sheet in book.worksheets:
            if sheet in seen:
                rows, merged = _unpacked(book, sheet, most)
                yield Page(sheet.title, rows, merged, shown=len(seen))
            else:
                yield Page(sheet.title, [], is_hidden=True)
    except MemoryError:
        raise
    # A broken workbook fails in as many ways as openpyxl has lines; none of them is ours.
    except Exception as error:
        raise _no_workbook() from error


def text_page(content: bytes, most: Most) -> tuple[str, Iterator[Page]]:
    """How a CSV file was read where that is a guess, and what it holds by each sign that may stand between cells."""
    if content.startswith(OLD_EXCEL):
        raise _old_excel()
    words, guessed = encodings.decoded(content)
    words = words.replace("\x00", "")
    said = _SEPARATOR_LINE.match(words)
    if said is None:
        first = words.lstrip("\r\n").partition("\n")[0]
        # The likeliest first: the rest is looked at where it shows no headings.
        likely = sorted(SEPARATORS, key=first.count, reverse=True)
        return guessed, (_separated(words, one, 1, most) for one in likely if one in words or one == likely[0])
    return guessed, iter([_separated(words[said.end() :], said[1], 2, most)])


def too_large(most_bytes: int) -> Refused:
    """What is said of a file that is larger, or would be once it is unpacked."""
    return Refused(_("The file is too large; at most %(number)s MB are read.", number=most_bytes // 1_000_000))


def too_many_rows(most: int) -> Refused:
    """What is said of a longer table."""
    return Refused(
        plural(
            "The file has more than %(number)s row; split it.",
            "The file has more than %(number)s rows; split it.",
            most,
        )
    )


def _unpacked(book: Any, sheet: Any, most: Most) -> tuple[Rows, list[Merged]]:
    from openpyxl.utils import range_boundaries
    from openpyxl.utils.cell import coordinate_to_tuple
    from openpyxl.worksheet._reader import WorkSheetParser

    content = book._archive.read(sheet._worksheet_path)
    # As the library's own pages do it, which fill every row up to the widest, and forget what is merged.
    parser = WorkSheetParser(
        io.BytesIO(content), sheet._shared_strings, data_only=True, epoch=book.epoch,
        date_formats=book._date_formats, timedelta_formats=book._timedelta_formats,
    )  # fmt: skip
    shown = excel_dates.Formats(book)
    rows: dict[int, dict[int, Cell]] = {}
    for number, found in parser.parse():
        if number <= most.rows:
            cells = {one["column"] - 1: cell for one in found if (cell := _cell(one, shown)).text}
            if cells := {column: cell for column, cell in cells.items() if column < most.columns}:
                rows[number] = cells
    for place, formula in _UNCOUNTED.findall(content):
        number, column = coordinate_to_tuple(place.decode())
        if number <= most.rows and column <= most.columns:
            rows.setdefault(number, {})[column - 1] = Cell("", formula=f"={formula.decode('utf-8', 'replace')}")
    merged = []
    for one in parser.merged_cells.mergeCell if parser.merged_cells else ():
        first_column, first_row, last_column, last_row = (edge or 1 for edge in range_boundaries(one.ref))
        merged.append(Merged(first_row, last_row, first_column - 1, last_column - 1))
    return sorted(rows.items()), merged


def _cell(found: dict[str, Any], shown: excel_dates.Formats) -> Cell:
    value, style = found["value"], found["style_id"]
    text = _tidy(value)
    if not isinstance(value, str):
        return Cell(text, value, shown.code(style))
    return Cell(text, indent=_indent(value) or shown.indent(style))


def _separated(words: str, separator: str, first: int, most: Most) -> Page:
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=separator)
    page = Page("", [])
    try:
        # A row is one also where its cells hold line breaks.
        for number, cells in enumerate(reader, first):
            if number > most.rows:
                raise too_many_rows(most.rows)
            tidy = ((column, Cell(_tidy(one), indent=_indent(one))) for column, one in enumerate(cells[: most.columns]))
            if filled := {column: cell for column, cell in tidy if cell.text}:
                page.rows.append((number, filled))
                page.widths[number] = min(len(cells), most.columns)
    except csv.Error as error:
        raise Refused(_("Line %(number)s of the file cannot be read as CSV.", number=reader.line_num)) from error
    return page


def texts(page: Page) -> list[tuple[int, list[str]]]:
    """The rows as plain text, those in which there is some; with cells that are empty, since they say that too."""
    widest = max((max(cells) + 1 for _number, cells in page.rows), default=0)
    found = []
    for number, cells in page.rows:
        filled = {column: cell.text for column, cell in cells.items() if cell.text}
        if filled:
            width = page.widths.get(number, widest)
            found.append((number, [filled.get(column, "") for column in range(width)]))
    return found


def _indent(text: str) -> int:
    blanks = text[: len(text) - len(text.lstrip(" \t\u3000\xa0"))]
    return sum(WIDE.get(one, 1) for one in blanks)


def _check_parts(content: bytes) -> None:
    """Look at a workbook before it is unfolded. zipfile gives no more of a part than the directory says it has."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            listed = parts.infolist()
            if len(listed) > MOST_PARTS or sum(one.file_size for one in listed) > MOST_UNZIPPED_BYTES:
                raise too_large(MOST_UNZIPPED_BYTES)
            has_doctype = any(mark in parts.read(one) for one in listed for mark in _DOCTYPES)
    except _BROKEN as error:
        raise _no_workbook() from error
    if has_doctype:
        raise _no_workbook()


def _tidy(cell: Any) -> str:
    """A cell as plain text on as many lines as it has."""
    match cell:
        case None:
            return ""
        case bool():
            return "TRUE" if cell else "FALSE"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() if cell.time() == time(0):
            return cell.date().isoformat()
        case date() | time():
            return cell.isoformat()
    return encodings.visible(str(cell)[: MOST_CELL + 1])


def _old_excel() -> Refused:
    return Refused(_("This is an old or encrypted Excel file. Save it as .xlsx without a password, or as .csv."))


def _no_workbook() -> Refused:
    return Refused(_("The file is not a workbook that can be read. Save it as .xlsx in Excel or WPS, or as .csv."))
