"""What a task waits for, as it is written in a cell: 2FS+3d, 23SS, 1.2.1 & 1.1.6, 3-FS=P1D, a key or a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from unicodedata import normalize

from bot.documents.pages import MOST_CELL
from bot.plans.network import Kind
from bot.plans.plan import Why
from bot.plans.reading.tables.lengths import length
from bot.plans.words import KIND_OR_END, kind_of

_BETWEEN = re.compile(r"\s*(?:[,，、;；&\n]|\band\b|和)\s*", re.IGNORECASE)
# What stands behind the name of a task: FS, SS+2, 完成-开始+2工作日, -FS=P1D, (+3d), 完成后2天.
_HOW = re.compile(
    rf"\s*-?\s*{KIND_OR_END}?\s*[(]?\s*(?:=\s*P(?P<iso>-?\d+)D"
    r"|(?P<sign>[+−–-]|提前|延后|滞后|(?<=后))\s*(?P<lag>\d[^()+−–-]*))?\s*[)]?",
    re.IGNORECASE,
)
_LONGEST_HOW = 60
_IS_NAME = re.compile(r"[a-z]{0,10}[-_. ]?\d[\w.-]{0,40}|[A-Z]{1,10}-?\d+|[a-z]{1,3}", re.IGNORECASE | re.ASCII)
_LEADS = frozenset({"-", "−", "–", "提前"})
# 禅道 writes a name with its number behind it.
_NUMBER_BEHIND = re.compile(r".*\(#(\d+)\)|#(\d+)", re.DOTALL)
MOST_LINKS, LONGEST = 1_000, 200


@dataclass(frozen=True, slots=True)
class Wait:
    """The place of the row waited for, and how. A `part` of its length, or `days`; `elapsed` are with days off."""

    place: int
    kind: Kind = Kind.FS
    days: float = 0
    part: float = 0
    is_elapsed: bool = False


@dataclass(frozen=True, slots=True)
class NotRead:
    """A piece of such a cell that names no row of the table, or nothing at all."""

    text: str
    why: Why


class References:
    """The names under which the rows of a table are known: by number, by code, by key and by title.

    Which of them a column uses is told from all that stands in it.
    """

    def __init__(self, named: Sequence[Mapping[str, int]], titles: Mapping[str, int], *, is_numbered: bool) -> None:
        self._named, self._titles, self._is_numbered = list(named), titles, is_numbered

    def place_of(self, text: str) -> int | None:
        """The row that a whole cell names."""
        found = next((names[text] for names in self._named if text in names), None)
        if found is None and (behind := _NUMBER_BEHIND.fullmatch(text)) is not None:
            found = self._named[0].get(behind[1] or behind[2]) if self._named else None
        return self._titles.get(text) if found is None else found

    def prefer(self, cells: Iterable[str]) -> None:
        """Look first where most of what stands in these cells is found."""
        pieces = [one for cell in cells for one in _BETWEEN.split(cell) if one][:MOST_LINKS]
        said = [{piece, *(name for name, _how in _cuts(piece))} for piece in pieces]
        self._named.sort(key=lambda names: -sum(any(one in names for one in those) for those in said))

    def waits(self, cell: str) -> list[Wait | NotRead]:
        """What stands in a cell."""
        whole = self.place_of(cell.strip())
        if whole is not None:
            return [Wait(whole)]
        pieces = [one for one in _BETWEEN.split(cell.strip()) if one]
        if len(pieces) > MOST_LINKS or len(cell) > MOST_CELL:
            return [NotRead(cell[:LONGEST], Why.TOO_FAR)]
        return [self._wait(one) for one in pieces]

    def _wait(self, piece: str) -> Wait | NotRead:
        if (place := self.place_of(piece)) is not None:
            return Wait(place)
        cuts = list(_cuts(piece[:LONGEST]))
        for name, how in cuts:
            if (place := self.place_of(name)) is not None:
                return _meant(piece, place, how)
        is_elsewhere = any(_IS_NAME.fullmatch(name) for name in (piece, *(name for name, _how in cuts)))
        if is_elsewhere:
            is_unknown = not self._is_numbered and any(
                one.isdecimal() for one in (piece, *(name for name, _how in cuts))
            )
            return NotRead(piece, Why.NO_NUMBERS if is_unknown else Why.NOTHING_BEFORE)
        begins = (self.place_of(piece[:end].strip()) for end in _edges(piece[:LONGEST]))
        return NotRead(piece, Why.NO_KIND if any(one is not None for one in begins) else Why.NO_LINK)


def _cuts(piece: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Where a piece may be a name with its kind and lag behind it: the longest name first."""
    for end in range(len(piece) - 1, max(len(piece) - _LONGEST_HOW, 0), -1):
        how = _HOW.fullmatch(normalize("NFKC", piece[end:]))
        if how is not None and (name := piece[:end].strip()):
            yield name, how


def _edges(piece: str) -> Iterator[int]:
    """Where a number or a word ends in it, the last first."""
    return (
        found.start()
        for found in reversed(list(re.finditer(r"(?<=\d)(?!\d)|(?<=[a-z])(?![\da-z])", piece, re.IGNORECASE)))
    )


def _meant(piece: str, place: int, how: re.Match[str]) -> Wait | NotRead:
    kind = kind_of(how)
    if how["iso"]:
        return Wait(place, kind, float(how["iso"]))
    if not how["lag"]:
        return Wait(place, kind)
    sign = -1 if how["sign"] in _LEADS else 1
    lag = how["lag"].strip()
    if lag.endswith("%") and re.fullmatch(r"\d+(\.\d+)?", lag[:-1].strip()):
        return Wait(place, kind, part=sign * float(lag[:-1]) / 100)
    counted = length(lag)
    if counted.days is None:
        return NotRead(piece, Why.NO_KIND)
    return Wait(place, kind, sign * counted.days, is_elapsed=counted.is_elapsed)
