"""Which cells of a workbook are days or hours: also by the formats that are built into Chinese Excel.

openpyxl knows those of an English one, and takes the rest for numbers.
"""

from __future__ import annotations

import re
from typing import Any

# What Excel shows for these numbers depends on its own language: years, months, days and hours in East Asian ones.
EAST_ASIAN_FORMATS = frozenset({*range(27, 37), *range(50, 59)})
# Below it are Excel's own formats.
FIRST_OWN = 164
_LITERAL = re.compile(r"\"[^\"]*\"|\\\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]", re.IGNORECASE)
# Weekdays (aaaa), eras and their years (ggge), Buddhist years (bbbb), beside what openpyxl knows.
_DATE = re.compile(r"a{3,}|g{2,3}|g(?=e)|b{2,}|(?<![0#?.])e(?![+-])|[dmyhs]", re.IGNORECASE)


def teach(book: Any) -> None:
    """Let a workbook that openpyxl has opened read its days as such."""
    own = book._number_formats
    for place, style in enumerate(book._cell_styles):
        number = style.numFmtId
        if number in EAST_ASIAN_FORMATS or (number >= FIRST_OWN and _is_date(own[number - FIRST_OWN])):
            book._date_formats.add(place)


class Formats:
    """How the cells of a workbook that openpyxl has opened are shown, by the number of their style."""

    def __init__(self, book: Any) -> None:
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        self._book, self._built_in = book, BUILTIN_FORMATS

    def code(self, style: int) -> str:
        """The format of a number; empty where the workbook knows no such style."""
        if style >= len(self._book._cell_styles):
            return ""
        number, own = self._book._cell_styles[style].numFmtId, self._book._number_formats
        if number < FIRST_OWN:
            return self._built_in.get(number, "")
        return own[number - FIRST_OWN] if number - FIRST_OWN < len(own) else ""

    def indent(self, style: int) -> int:
        """How many steps a text is moved in."""
        if not style or style >= len(self._book._cell_styles):
            return 0
        alignment = self._book._cell_styles[style].alignmentId
        return int(self._book._alignments[alignment].indent or 0) if alignment < len(self._book._alignments) else 0


def _is_date(code: str) -> bool:
    first = _LITERAL.sub("", code.split(";")[0])
    return "general" not in first.lower() and _DATE.search(first) is not None
