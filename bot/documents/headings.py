"""Where the headings of a table are, and what stands below them: by whatever people call a column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.documents.pages import too_many_rows
from bot.words.language import Name, Text
from bot.words.language import text as _
from bot.words.refused import Refused

MOST_ROWS = 2_000
# How many rows that hold something may stand above the headings: a title, who made it, when.
MOST_ABOVE = 20
_IN_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
# "部门名称 Department" is one heading in two languages.
_BY_SCRIPT = re.compile(r"[\u3400-\u9fff]+|[A-Za-z][A-Za-z ]*[A-Za-z]")

# Rows as they stand in a file, numbered as a spreadsheet program does.
Lines = list[tuple[int, list[str]]]


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


@dataclass(frozen=True, slots=True)
class Headed:
    """Rows below a line that may be their headings: which column each cell belongs to, and what is not asked for."""

    sheet: str
    keys: list[str | None]
    unread: list[str]
    rows: list[Row]
    # Whether every required column is there, and how many are known.
    rank: tuple[bool, int]

    @property
    def has_all(self) -> bool:
        """Whether nothing is missing."""
        return self.rank[0]


def headed(sheet: str, lines: Lines, columns: Sequence[Column]) -> Headed | None:
    """The rows below their headings: the first line with all that is required, else that with most that is known."""
    known = {called: one.key for one in columns for heading in (one.key, *one.headings) for called in [plain(heading)]}
    required = {one.key for one in columns if one.is_required}
    best, place = None, 0
    for number, (_number, cells) in enumerate(lines[: MOST_ABOVE + 1]):
        keys = [key_of(heading, known) for heading in cells]
        rank = (required <= set(keys), len({key for key in keys if key}))
        if best is None or rank > best[0]:
            best, place = (rank, keys), number
        if rank[0]:
            break
    if best is None:
        return None
    rank, keys = best
    headings = lines[place][1]
    rows = [
        Row(number, {key: cell for key, cell in zip(keys, cells, strict=False) if key is not None})
        for number, cells in lines[place + 1 :]
    ]
    filled = {column for _number, cells in lines[place + 1 :] for column, cell in enumerate(cells) if cell}
    keys += [None] * (max(filled, default=0) + 1 - len(keys))
    headings += [""] * (len(keys) - len(headings))
    unread = [
        heading[:60] or _letter(column)
        for column, (heading, key) in enumerate(zip(headings, keys, strict=True))
        if key is None and (heading or column in filled)
    ]
    return Headed(sheet, keys, unread, [row for row in rows if any(row.cells.values())], rank)


def _letter(column: int) -> str:
    """As a spreadsheet program names a column that has no heading."""
    first, last = divmod(column, 26)
    return (chr(ord("A") + first - 1) if first else "") + chr(ord("A") + last)


def check(found: Headed, columns: Sequence[Column]) -> None:
    """Raises Refused where what is read makes no table."""
    if not found.rank[1]:
        raise Refused(_("No row of headings was found. These columns are read: %(known)s.", known=_listed(columns)))
    twice = next((key for key in found.keys if key and found.keys.count(key) > 1), None)
    if twice is not None:
        named = next(one.heading for one in columns if one.key == twice)
        raise Refused(_("The column “%(heading)s” is there twice.", heading=named))
    if not found.has_all:
        missing = [one for one in columns if one.is_required and one.key not in found.keys]
        raise Refused(_("These columns are missing: %(missing)s.", missing=_listed(missing)))
    if not found.rows:
        raise Refused(_("The file has headings, but no rows below them."))
    if len(found.rows) > MOST_ROWS:
        raise too_many_rows(MOST_ROWS)


def key_of(heading: str, known: Mapping[str, str]) -> str | None:
    """The column that a heading means: itself, without what is said of it in brackets, or one of its two languages."""
    outside = _IN_BRACKETS.sub("", heading)
    for said in (
        heading,
        outside,
        *_IN_BRACKETS.findall(heading),
        *re.split(r"[/|\n]", outside),
        *_BY_SCRIPT.findall(outside),
    ):
        if (key := known.get(plain(said))) is not None:
            return key
    return None


def _listed(columns: Iterable[Column]) -> Text:
    named = [one.heading for one in columns]
    listed: Text = named[0]
    for one in named[1:]:
        listed = _("%(some)s, %(more)s", some=listed, more=one)
    return listed


def plain(heading: str) -> str:
    """A heading without what people write differently: width, case, spaces, a star for "required", a colon."""
    return re.sub(r"[\s*_()\[\]【】:]+", "", unicodedata.normalize("NFKC", heading)).lower()
