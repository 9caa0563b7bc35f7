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

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.documents import pages
from bot.documents.headings import MOST_ABOVE, MOST_ROWS, Column, Headed, Lines, Row, check, headed
from bot.documents.pages import Most
from bot.words.language import text as _
from bot.words.refused import Refused

# Imported where it reads, before its limits hold.
READ_WITH = ("openpyxl",)
# A table of that many rows of text is a few hundred kB; beyond it somebody uploads something else.
MOST_BYTES = 2_000_000
MOST_COLUMNS = 60
# As many rows as are read, those above the headings, and one by which too many are noticed; a CSV file may have as many
# empty ones.
MOST_OF_A_SHEET = Most(MOST_ROWS + MOST_ABOVE + 2, MOST_COLUMNS)
MOST_LINES = Most(MOST_ROWS * 2, MOST_COLUMNS)


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
        raise pages.too_large(MOST_BYTES)
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


def _excel(content: bytes) -> Iterator[tuple[str, Lines]]:
    """The sheets that people see, in their order; named where there are several."""
    for page in pages.workbook(content, MOST_OF_A_SHEET):
        if not page.is_hidden:
            yield page.name if page.shown > 1 else "", pages.texts(page)


def _csv(content: bytes) -> tuple[str, Iterator[tuple[str, Lines]]]:
    """How the text was read where that is a guess, and what it holds by each sign that may stand between cells."""
    guessed, ways = pages.text_page(content, MOST_LINES)
    return guessed, ((one.name, pages.texts(one)) for one in ways)
