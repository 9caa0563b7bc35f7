"""Rows of an uploaded table: an .xlsx or .csv file, read with care for what a stranger may upload.

Say which columns there are, by every heading that people may give them, and get rows of plain text:

    COLUMNS = (Column("name", ("Name", "名称"), is_required=True), Column("head", ("Head", "负责人")))
    file = await turn.uploaded("file", most=tables.MOST_BYTES)
    table = await turn.machine.apart.read(tables.read, file.name, file.content, COLUMNS)
    for row in table.rows:
        row.number  # as the person sees it in Excel, for "row 3: …"
        row["head"]  # "" where the cell is empty; a day as 2026-12-01, a whole number without ".0"

What goes out as a table is written by `bot/documents/workbooks.py`.
"""

from __future__ import annotations

import csv
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from bot.documents import encodings, excel_dates
from bot.documents.headings import (
    MOST_ABOVE,
    MOST_ROWS,
    Column,
    Headed,
    Lines,
    Row,
    check,
    headed,
    too_many_rows,
)
from bot.words.language import text as _
from bot.words.refused import Refused

# Imported where it reads, before its limits hold.
READ_WITH = ("openpyxl",)
# A table of that many rows of text is a few hundred kB; beyond it somebody uploads something else.
MOST_BYTES = 2_000_000
# What a small file may unfold to: an honest .xlsx is about a tenth of its contents.
MOST_UNZIPPED_BYTES, MOST_PARTS = 30_000_000, 1_000
MOST_COLUMNS, MOST_CELL = 60, 4_000
SEPARATORS = ",;\t|"
# A first line for Excel alone, which says what separates the cells.
_SEPARATOR_LINE = re.compile(r'"?sep=(.)"?(?:\r\n|\r|\n)', re.IGNORECASE)
# What Excel saved before 2007, and what it saves with a password.
OLD_EXCEL = b"\xd0\xcf\x11\xe0"
# No spreadsheet program writes one, and entities can be made to unfold without end.
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
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
class Table:
    """What was read of a table: on which sheet of several, and which columns were not, that nobody asks for.

    `guessed` names how the text was read of a file that does not say so itself.
    """

    rows: list[Row]
    unread: list[str] = field(default_factory=list)
    sheet: str = ""
    guessed: str = ""


def read(name: str, content: bytes, columns: Sequence[Column]) -> Table:
    """The rows of an uploaded table that are not empty. Not in this process: see `bot/documents/apart.py`.

    Raises Refused for what is no table, is too large or lacks a required column.
    """
    if len(content) > MOST_BYTES:
        raise too_large()
    is_excel = name.lower().endswith((".xlsx", ".xlsm")) or content[:2] == b"PK"
    guessed, ways = ("", _excel(content)) if is_excel else _csv(content)
    # Of several sheets, and of several signs between cells, the first under which the headings are found.
    best: Headed | None = None
    for sheet, lines in ways:
        found = headed(sheet, lines, columns)
        if found is not None and (best is None or found.rank > best.rank):
            best = found
        if best is not None and best.has_all:
            break
    if best is None:
        raise Refused(_("The file is empty."))
    check(best, columns)
    return Table(best.rows, best.unread, best.sheet, guessed)


def too_large() -> Refused:
    """What is said of a file beyond MOST_BYTES."""
    return Refused(_("The file is too large; at most %(number)s MB are read.", number=MOST_BYTES // 1_000_000))


def _excel(content: bytes) -> Iterator[tuple[str, Lines]]:
    """The sheets that people see, in their order; named where there are several."""
    if content.startswith(OLD_EXCEL):
        raise _old_excel()
    _check_parts(content)
    from openpyxl import load_workbook  # a fifth of a second that only who reads a workbook waits for

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        excel_dates.teach(book)
        shown = [one for one in book.worksheets if one.sheet_state == "visible"] or book.worksheets[:1]
        for page in shown:
            # What the file says of its own size may be wrong.
            page.reset_dimensions()
            # As many as are read, those above the headings, and one by which too many are noticed.
            rows = page.iter_rows(max_row=MOST_ROWS + MOST_ABOVE + 2, max_col=MOST_COLUMNS, values_only=True)
            yield page.title if len(shown) > 1 else "", _filled(enumerate(rows, 1))
    except MemoryError:
        raise
    # A broken workbook fails in as many ways as openpyxl has lines; none of them is ours.
    except Exception as error:
        raise _no_workbook() from error


def _filled(lines: Iterable[tuple[int, Iterable[Any]]]) -> Lines:
    """The rows in which something stands, as text."""
    tidy = ((number, [_tidy(one) for one in cells]) for number, cells in lines)
    return [(number, cells) for number, cells in tidy if any(cells)]


def _check_parts(content: bytes) -> None:
    """Look at a workbook before it is unfolded. zipfile gives no more of a part than the directory says it has."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as parts:
            listed = parts.infolist()
            if len(listed) > MOST_PARTS or sum(one.file_size for one in listed) > MOST_UNZIPPED_BYTES:
                raise too_large()
            has_doctype = any(mark in parts.read(one) for one in listed for mark in _DOCTYPES)
    except _BROKEN as error:
        raise _no_workbook() from error
    if has_doctype:
        raise _no_workbook()


def _csv(content: bytes) -> tuple[str, Iterator[tuple[str, Lines]]]:
    """How the text was read where that is a guess, and what it holds by each sign that may stand between cells."""
    if content.startswith(OLD_EXCEL):
        raise _old_excel()
    words, guessed = encodings.decoded(content)
    words = words.replace("\x00", "")
    said = _SEPARATOR_LINE.match(words)
    if said is None:
        first = words.lstrip("\r\n").partition("\n")[0]
        # The likeliest first: the rest is looked at where it shows no headings.
        likely = sorted(SEPARATORS, key=first.count, reverse=True)
        return guessed, (("", _cells(words, one, 1)) for one in likely if one in words or one == likely[0])
    return guessed, iter([("", _cells(words[said.end() :], said[1], 2))])


def _cells(words: str, separator: str, first: int) -> Lines:
    reader = csv.reader(io.StringIO(words, newline=""), delimiter=separator)
    lines: Lines = []
    try:
        # A row is one also where its cells hold line breaks.
        for number, cells in enumerate(reader, first):
            if number > MOST_ROWS * 2:
                raise too_many_rows()
            lines.append((number, cells[:MOST_COLUMNS]))
    except csv.Error as error:
        raise Refused(_("Line %(number)s of the file cannot be read as CSV.", number=reader.line_num)) from error
    return _filled(lines)


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
