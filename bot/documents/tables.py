"""Rows of an uploaded table: an .xlsx or .csv file, read with care for what a stranger may upload.

Say which columns there are, by every heading that people may give them, and get rows of plain text:

    COLUMNS = (Column("name", ("Name", "名称"), is_required=True), Column("head", ("Head", "负责人")))
    file = await turn.uploaded("file", most=tables.MOST_BYTES)
    for row in await turn.machine.apart.read(tables.read, file.name, file.content, COLUMNS):
        row.number  # as the person sees it in Excel, for "row 3: …"
        row["head"]  # "" where the cell is empty; a day as 2026-12-01, a whole number without ".0"

What goes out as a table is written by `bot/documents/workbooks.py`.
"""

from __future__ import annotations

import csv
import io
import lzma
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from bot.words.language import Name, Text, plural
from bot.words.language import text as _
from bot.words.refused import Refused

# Imported where it reads, before its limits hold.
READ_WITH = ("openpyxl",)
# A table of that many rows of text is a few hundred kB; beyond it somebody uploads something else.
MOST_BYTES = 2_000_000
# What a small file may unfold to: an honest .xlsx is about a tenth of its contents.
MOST_UNZIPPED_BYTES, MOST_PARTS = 30_000_000, 1_000
MOST_ROWS, MOST_COLUMNS, MOST_CELL = 2_000, 60, 4_000
SEPARATORS = ",;\t"
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
class Column:
    """A column that is read: its key, and the headings that mean it: in English, in Chinese, and others."""

    key: str
    headings: tuple[str, ...]
    is_required: bool = False

    @property
    def heading(self) -> Name:
        """How it is named to a reader."""
        return Name(self.headings[0], zh=self.headings[1] if len(self.headings) > 1 else "")


@dataclass(frozen=True, slots=True)
class Row:
    """A row that was read; `number` counts from 1 with the heading, as a spreadsheet program shows it."""

    number: int
    cells: dict[str, str]

    def __getitem__(self, key: str) -> str:
        """The text of a column; empty where the cell or the whole column is."""
        return self.cells.get(key, "")


def read(name: str, content: bytes, columns: Sequence[Column]) -> list[Row]:
    """The rows of an uploaded table that are not empty. Not in this process: see `bot/documents/apart.py`.

    Raises Refused for what is no table, is too large, lacks a required column or has one that is not known.
    """
    if len(content) > MOST_BYTES:
        raise too_large()
    lines = _excel(content) if name.lower().endswith((".xlsx", ".xlsm")) or content[:2] == b"PK" else _csv(content)
    numbered = ((number, [_tidy(one) for one in cells]) for number, cells in lines)
    filled = [(number, cells) for number, cells in numbered if any(cells)]
    if not filled:
        raise Refused(_("The file is empty."))
    (_number, headings), *rest = filled
    keys = _keys(headings, columns)
    if not rest:
        raise Refused(_("The file has headings, but no rows below them."))
    if len(rest) > MOST_ROWS:
        raise _too_many_rows()
    return [
        Row(number, {key: cell for key, cell in zip(keys, cells, strict=False) if key is not None})
        for number, cells in rest
    ]


def too_large() -> Refused:
    """What is said of a file beyond MOST_BYTES."""
    return Refused(_("The file is too large; at most %(number)s MB are read.", number=MOST_BYTES // 1_000_000))


def _excel(content: bytes) -> Iterator[tuple[int, list[Any]]]:
    if content.startswith(OLD_EXCEL):
        raise Refused(_("This is an old or encrypted Excel file. Save it as .xlsx without a password, or as .csv."))
    _check_parts(content)
    from openpyxl import load_workbook  # a fifth of a second that only who reads a workbook waits for

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        page = book.worksheets[0]
        # What the file says of its own size may be wrong.
        page.reset_dimensions()
        # Two more than are read: the heading, and one by which too many are noticed.
        rows = list(page.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS, values_only=True))
    except MemoryError:
        raise
    # A broken workbook fails in as many ways as openpyxl has lines; none of them is ours.
    except Exception as error:
        raise _no_workbook() from error
    yield from ((number, list(cells)) for number, cells in enumerate(rows, 1))


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


def _csv(content: bytes) -> Iterator[tuple[int, list[Any]]]:
    if content.startswith(OLD_EXCEL):
        raise Refused(_("This is an old or encrypted Excel file. Save it as .xlsx without a password, or as .csv."))
    words = _decoded(content)
    first = words.lstrip("\r\n").partition("\n")[0]
    separator = max(SEPARATORS, key=first.count)
    reader = csv.reader(io.StringIO(words.replace("\x00", ""), newline=""), delimiter=separator)
    try:
        # A row is one also where its cells hold line breaks.
        for number, cells in enumerate(reader, 1):
            if number > MOST_ROWS * 2:
                raise _too_many_rows()
            yield number, list(cells[:MOST_COLUMNS])
    except csv.Error as error:
        raise Refused(_("Line %(number)s of the file cannot be read as CSV.", number=reader.line_num)) from error


def _decoded(content: bytes) -> str:
    """The text of a CSV file as Excel and others save it: UTF-8 with or without a mark, UTF-16 with one, GBK."""
    has_mark = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    # GB 18030 is GBK and more. It takes nearly any bytes, so it comes last.
    encodings = ["utf-16"] if has_mark else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Refused(_("The file cannot be read. Save it as .xlsx, or as .csv in UTF-8."))


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
    bare = str(cell)[: MOST_CELL + 1].replace("\r\n", "\n").replace("\xa0", " ")
    return "".join(one for one in bare if one == "\n" or unicodedata.category(one) not in ("Cc", "Cs")).strip()


def _keys(headings: Sequence[str], columns: Sequence[Column]) -> list[str | None]:
    """Which column each heading means; None for a heading left empty."""
    known = {_plain(heading): one.key for one in columns for heading in (one.key, *one.headings)}
    keys: list[str | None] = []
    for heading in headings:
        if not heading:
            keys.append(None)
            continue
        key = known.get(_plain(heading))
        if key is None:
            raise Refused(
                _(
                    "There is no column “%(heading)s”. These are read: %(known)s.",
                    heading=heading[:60],
                    known=_listed(columns),
                )
            )
        if key in keys:
            raise Refused(_("The column “%(heading)s” is there twice.", heading=heading[:60]))
        keys.append(key)
    missing = [one for one in columns if one.is_required and one.key not in keys]
    if missing:
        raise Refused(_("These columns are missing: %(missing)s.", missing=_listed(missing)))
    return keys


def _listed(columns: Iterable[Column]) -> Text:
    named = [one.heading for one in columns]
    listed: Text = named[0]
    for one in named[1:]:
        listed = _("%(some)s, %(more)s", some=listed, more=one)
    return listed


def _plain(heading: str) -> str:
    """A heading without what people write differently: width, case, spaces, a star for "required"."""
    return re.sub(r"[\s*_＊]+", "", unicodedata.normalize("NFKC", heading)).lower()


def _no_workbook() -> Refused:
    return Refused(_("The file is not a workbook that can be read. Save it as .xlsx in Excel or WPS, or as .csv."))


def _too_many_rows() -> Refused:
    return Refused(
        plural(
            "The file has more than %(number)s row; split it.",
            "The file has more than %(number)s rows; split it.",
            MOST_ROWS,
        )
    )
