"""Which row of a table belongs to which: by a level, by who is above, by a code, by a code in the name, or by how far
the name is moved in. The first of these that says anything counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.documents.pages import Cell
from bot.plans.plan import Problem, Why
from bot.plans.reading.tables.fields import Field

_DIGITS = {one: number for number, one in enumerate("零一二三四五六七八九")}
# How codes are written: a kind of numbering each, those with points by how many they have.
_STYLES: Mapping[str, re.Pattern[str]] = {
    "chinese": re.compile(r"第?[一二三四五六七八九十]+(?:[、.．]|阶段|部分)?"),
    "chinese in brackets": re.compile(r"[(（][一二三四五六七八九十]+[)）][、.．]?"),
    "number in brackets": re.compile(r"[(（]\d+[)）]|\d+[)）]"),
    "circle": re.compile(r"[①-⑳]"),
}
_DOTTED = re.compile(r"(?:[A-Za-z]{1,4}[.-]?)?\d+(?:[.．]\d+)*[.．、]?")
_IN_NAME = re.compile(
    r"(?P<code>\d+(?:[.．]\d+)+[.．、]?|\d{1,2}[.．、](?=\D)|\d{1,2}(?=\s)|第?[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|[(（]\d+[)）]|[①-⑳])"
    r"\s*(?P<name>\S.*)",
    re.DOTALL,
)
# Where so many of the names begin with a code, it is one.
MOSTLY = 0.6


@dataclass(slots=True)
class Draft:
    """A row on its way into a plan: its number on the sheet, and what it says, by field.

    `above` is the place of the row of its stage, as far as columns of stages tell. A stage that has no row of its own
    `is_made`.
    """

    number: int
    title: str
    cells: dict[Field, list[Cell]] = field(default_factory=dict)
    indent: int = 0
    above: int | None = None
    is_made: bool = False
    depth: int = 0
    code: str = ""

    def text(self, one: Field) -> str:
        """What is written in the first column of a field; empty where nothing is."""
        return self.cells[one][0].text if self.cells.get(one) else ""


def parents(
    drafts: Sequence[Draft], place_of: Callable[[str], int | None], column: Callable[[Field], str]
) -> tuple[list[int | None], list[Problem], bool]:
    """By row the place of the one that it belongs to, what of it cannot be told, and whether the stages count."""
    if any(one.text(Field.LEVEL) for one in drafts):
        levels = [None if one.is_made else _number(one.text(Field.LEVEL)) for one in drafts]
        wrong = [
            Problem(one.number, column(Field.LEVEL), one.text(Field.LEVEL), Why.NO_LEVEL)
            for one, level in zip(drafts, levels, strict=True)
            if level is None and one.cells
        ]
        return stacked(levels), wrong, False
    if any(one.text(Field.PARENT) for one in drafts):
        return _named(drafts, place_of, column(Field.PARENT))
    for found in (_by_code([one.code for one in drafts]), _by_name(drafts)):
        if any(one is not None for one in found):
            return found, [], False
    indents = [None if one.is_made else one.indent for one in drafts]
    if any(indents):
        return stacked(indents), [], True
    return [None] * len(drafts), [], True


def stacked(levels: Sequence[int | None]) -> list[int | None]:
    """By row the last one before it that is less deep; a row without a level is at the top."""
    open_rows: list[tuple[int, int]] = []
    found: list[int | None] = []
    for place, level in enumerate(levels):
        if level is None:
            found.append(None)
            continue
        while open_rows and open_rows[-1][0] >= level:
            open_rows.pop()
        found.append(open_rows[-1][1] if open_rows else None)
        open_rows.append((level, place))
    return found


def whole_codes(codes: Sequence[str]) -> list[str]:
    """The codes with the nought again that a spreadsheet has taken from 1.10, where 1.9 stands before a second 1.1."""
    found: list[str] = []
    seen: set[str] = set()
    last: dict[str, int] = {}
    for code in codes:
        stem, _point, number = code.rpartition(".")
        if code in seen and number.isdigit() and last.get(stem) == int(number) * 10 - 1:
            code = f"{code}0"
            number = f"{number}0"
        if number.isdigit() and stem:
            last[stem] = int(number)
        seen.add(code)
        found.append(code)
    return found


def is_number(text: str) -> bool:
    """Whether it is written as the codes of plans are, and names nothing."""
    return not text.startswith("第") and is_code(text)


def is_code(text: str) -> bool:
    """Whether it is written as the codes of plans are."""
    return _DOTTED.fullmatch(text) is not None or any(style.fullmatch(text) for style in _STYLES.values())


def is_deep(codes: Iterable[str]) -> bool:
    """Whether codes say what belongs to what: with points, or in more than one manner."""
    styles = {_style(one) for one in codes if one}
    return any(one not in ("1 points", "") for one in styles) and styles != {""}


def _named(
    drafts: Sequence[Draft], place_of: Callable[[str], int | None], heading: str
) -> tuple[list[int | None], list[Problem], bool]:
    found: list[int | None] = []
    wrong = []
    for place, one in enumerate(drafts):
        said = one.text(Field.PARENT)
        above = place_of(said) if said not in ("", "0", "-") else None
        if above is not None and place not in _lineage(found, above):
            found.append(above)
            continue
        found.append(None)
        if said not in ("", "0", "-"):
            wrong.append(Problem(one.number, heading, said, Why.NO_PARENT))
    return found, wrong, True


def _lineage(found: Sequence[int | None], place: int) -> set[int]:
    """A row and those above it, as far as is known."""
    seen: set[int] = set()
    above: int | None = place
    while above is not None and above not in seen:
        seen.add(above)
        above = found[above] if above < len(found) else None
    return seen


def _by_code(codes: Sequence[str]) -> list[int | None]:
    if not is_deep(codes):
        return [None] * len(codes)
    styles = [_style(one) for one in codes]
    if any(one in _STYLES for one in styles):
        ranks = {one: rank for rank, one in enumerate(dict.fromkeys(one for one in styles if one), 1)}
        return stacked([ranks.get(one) for one in styles])
    parts = [_parts(one) for one in codes]
    places: dict[tuple[str, ...], int] = {}
    for place, one in enumerate(parts):
        places.setdefault(one, place)
    found: list[int | None] = []
    for place, one in enumerate(parts):
        above = next((places[one[:size]] for size in range(len(one) - 1, 0, -1) if one[:size] in places), None)
        found.append(above if above != place else None)
    return found


def _by_name(drafts: Sequence[Draft]) -> list[int | None]:
    """By codes at the beginning of names, which are taken out of them."""
    told = [None if one.is_made else _IN_NAME.fullmatch(one.title) for one in drafts]
    real = sum(not one.is_made for one in drafts)
    codes = [one["code"] if one else "" for one in told]
    if not real or sum(one is not None for one in told) < MOSTLY * real or not is_deep(codes):
        return [None] * len(drafts)
    for draft, one in zip(drafts, told, strict=True):
        if one is not None:
            draft.code = draft.code if is_deep([draft.code]) else one["code"].rstrip(".．、")
            draft.title = one["name"].strip()
    return _by_code(codes)


def _style(code: str) -> str:
    if _DOTTED.fullmatch(code):
        return f"{len(_parts(code))} points"
    return next((name for name, style in _STYLES.items() if style.fullmatch(code)), "")


def _parts(code: str) -> tuple[str, ...]:
    """1.0 heads 1.1 and 1.2 as 1 does."""
    parts = tuple(re.split("[.．]", code.rstrip(".．、")))
    return parts[:-1] if len(parts) > 1 and parts[-1] == "0" else parts


def _number(text: str) -> int | None:
    found = re.search(r"\d+|[一二三四五六七八九]", text)
    return None if found is None else int(found[0]) if found[0].isdigit() else _DIGITS[found[0]]
