"""What a task waits for, as it is written in a cell: 2FS+3d, 23SS, 1.2.1 & 1.1.6, 3-FS=P1D, a key or a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bot.documents.pages import MOST_CELL
from bot.plans.network import Kind
from bot.plans.plan import Why
from bot.plans.reading.tables.lengths import length

_BETWEEN = re.compile(r"\s*(?:[,，、;；&\n]|\band\b|和)\s*", re.IGNORECASE)
_WAITS = re.compile(
    r"(?P<who>.+?)\s*-?(?P<kind>FS|SS|FF|SF)?\s*(?:[(（]?\s*(?:=\s*P(?P<iso>-?\d+)D|(?P<sign>[+＋−–-])\s*(?P<lag>\d[^()（）]*))"
    r"[)）]?)?",
    re.IGNORECASE,
)
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

    def __init__(self, named: Sequence[Mapping[str, int]], titles: Mapping[str, int]) -> None:
        self._named, self._titles = list(named), titles

    def place_of(self, text: str) -> int | None:
        """The row that a whole cell names."""
        found = next((names[text] for names in self._named if text in names), None)
        if found is None and (behind := _NUMBER_BEHIND.fullmatch(text)) is not None:
            found = self._named[0].get(behind[1] or behind[2]) if self._named else None
        return self._titles.get(text) if found is None else found

    def prefer(self, cells: Iterable[str]) -> None:
        """Look first where most of what stands in these cells is found."""
        pieces = [one for cell in cells for one in _BETWEEN.split(cell) if one][:MOST_LINKS]
        said = [match["who"] for one in pieces if (match := _WAITS.fullmatch(one[:LONGEST]))]
        self._named.sort(key=lambda names: -sum(one in names for one in (*pieces, *said)))

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
        found = _WAITS.fullmatch(piece[:LONGEST])
        place = self.place_of(found["who"].strip()) if found else None
        if found is None or place is None:
            is_one = found is not None and re.fullmatch(r"[\w.-]{1,40}", found["who"].strip()) is not None
            return NotRead(piece, Why.NOTHING_BEFORE if is_one else Why.NO_LINK)
        kind = Kind(found["kind"].upper()) if found["kind"] else Kind.FS
        if found["iso"]:
            return Wait(place, kind, float(found["iso"]))
        if not found["lag"]:
            return Wait(place, kind)
        sign = 1 if found["sign"] in "+＋" else -1
        lag = found["lag"].strip()
        if lag.endswith(("%", "％")) and re.fullmatch(r"\d+(\.\d+)?", lag[:-1].strip()):
            return Wait(place, kind, part=sign * float(lag[:-1]) / 100)
        counted = length(lag)
        if counted.days is None:
            return NotRead(piece, Why.NO_LINK)
        return Wait(place, kind, sign * counted.days, is_elapsed=counted.is_elapsed)
