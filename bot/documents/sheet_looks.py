"""How a sheet is laid out for people and for paper: how wide its columns are, on what it is printed, how cells look."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from typing import Any, NamedTuple

# The papers that offices have, by Excel's numbers, and how many letters stand on a line of each that is still read
# when the sheet is made as wide as the page.
A4, A3 = 9, 8
ON_A4, ON_A3 = 175, 290
NARROWEST, WIDEST, LEAST_OF_LONG = 6, 60, 14
# A heading is broken into lines before it makes its column wider than that; and it has a filter's button.
HEADING, BUTTON = 12, 3
TICK_WIDTH = 3.2
# Of a form: what stands beside its names.
FORM = 120
# How high a line is, in points, and the most that a row may be.
LINE, HIGHEST = 15.0, 405.0
# With the headings of a calendar, which stand upright.
UPRIGHT = 56.0
# So much of a text says how wide it is.
MEASURED = 80

LOOKS: Mapping[str, Mapping[str, Any]] = {
    "title": {"bold": True, "font_size": 14},
    "said": {"font_color": "#545E68"},
    "heading": {"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#EAEEF2", "border": 1,
                "border_color": "#B4BCC5"},
    "text": {"text_wrap": True, "valign": "top", "border": 1, "border_color": "#D5DAE0"},
    "number": {"valign": "top", "border": 1, "border_color": "#D5DAE0"},
    "day": {"num_format": "yyyy-mm-dd", "valign": "top", "align": "left", "border": 1, "border_color": "#D5DAE0"},
    "moment": {"num_format": "yyyy-mm-dd hh:mm", "valign": "top", "align": "left", "border": 1,
               "border_color": "#D5DAE0"},
    "tick": {"rotation": 90, "font_size": 9, "align": "center", "bg_color": "#EAEEF2"},
    "tick now": {"rotation": 90, "font_size": 9, "align": "center", "bg_color": "#EAEEF2", "bold": True,
                 "font_color": "#8A3FFC", "left": 5, "left_color": "#8A3FFC"},
}  # fmt: skip
RED: Mapping[str, Any] = {"font_color": "#C00000"}
# In a calendar: what is late is hatched, what is critical framed, the baseline a line below; no colour stands alone.
MARKS: Mapping[str, Mapping[str, Any]] = {
    "stage": {"bg_color": "#AAB3BD"},
    "planned": {"bg_color": "#A9CDF0"},
    "done": {"bg_color": "#1264A3"},
    "late": {
        "pattern": 14,
        "fg_color": "#E9B4B0",
        "bg_color": "#FFFFFF",
        "align": "center",
        "bold": True,
        "font_color": "#B3261E",
    },
    "milestone": {"align": "center", "bold": True},
    "baseline": {},
}
FRAMED: Mapping[str, Any] = {"top": 2, "bottom": 2}
UNDERLINED: Mapping[str, Any] = {"bottom": 6, "bottom_color": "#8A94A0"}


class Laid(NamedTuple):
    """How wide each column is, in letters, and the paper."""

    widths: Sequence[float]
    paper: int


def lay(
    header: Sequence[str], rows: Sequence[Sequence[Any]], hidden: Collection[int], ticks: int, *, is_form: bool
) -> Laid:
    """Columns as wide as what stands in them, the longest broken into lines until the whole is read on paper."""
    found = [_width(heading, [row[place] for row in rows if place < len(row)]) for place, heading in enumerate(header)]
    if is_form:
        return Laid([found[0], *[FORM] * (len(found) - 1)], A4)
    seen = [width for place, width in enumerate(found) if place not in hidden]
    room = ON_A3 - ticks * TICK_WIDTH
    most: float = WIDEST
    while most > LEAST_OF_LONG and sum(min(one, most) for one in seen) > room:
        most -= 1
    widths = [min(one, most) for one in found]
    whole = sum(min(one, most) for one in seen) + ticks * TICK_WIDTH
    return Laid(widths, A4 if whole <= ON_A4 else A3)


def height(row: Sequence[Any], widths: Sequence[float], hidden: Collection[int]) -> float | None:
    """How high a row has to be for all its text to be seen, in points; None for a single line."""
    lines = max(
        (_lines(cell, width) for place, (cell, width) in enumerate(zip(row, widths, strict=False))
         if isinstance(cell, str) and place not in hidden),
        default=1,
    )  # fmt: skip
    return min(lines * LINE, HIGHEST) if lines > 1 else None


def _lines(text: str, width: float) -> int:
    """On how many lines it stands: words are not broken, so that of several a little less than the width is filled."""
    long = [_places(line, len(line)) for line in text.split("\n", MEASURED)]
    return sum(1 if one <= width else math.ceil(one / max(width - 2, 1)) for one in long)


def _width(heading: str, cells: Sequence[Any]) -> int:
    """Wide enough for most of what stands in a column; Chinese characters take two places."""
    longest = max((_places(_as_text(one)) for one in cells if one is not None), default=0)
    # No word of a heading is broken.
    word = max((_places(one) for one in heading.split()), default=0) if heading.isascii() else 0
    least = max(min(_places(heading) + BUTTON, HEADING), word + BUTTON if word else 0)
    return max(NARROWEST, min(max(longest + 1, least), WIDEST))


def _as_text(cell: Any) -> str:
    return str(cell)[:16] if hasattr(cell, "isoformat") else str(cell)


def _places(text: str, most: int = MEASURED) -> int:
    line = max(text.split("\n"), key=len)
    return sum(2 if unicodedata.east_asian_width(one) in "WF" else 1 for one in line[:most])
