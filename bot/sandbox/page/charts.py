"""Slack's charts as the page draws them: bars, lines, areas and pies of a `data_visualization` block, as SVG."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

Payload = Mapping[str, Any]

WIDTH, HEIGHT = 640, 260
LEFT, RIGHT, TOP, BOTTOM = 46, 12, 12, 46
# Told apart by shade as well as by colour.
COLOURS: Final = ("#1d6f73", "#d08a2e", "#b4483c", "#6b7fb3", "#7a9a3c", "#8b6a9e")


@dataclass(frozen=True)
class Mark:
    """A thing drawn: an SVG element of that name, its attributes, and what it stands for, in words."""

    name: str
    look: Mapping[str, object]
    said: str = ""


@dataclass(frozen=True)
class Chart:
    """What the template draws, and the names beside their colours."""

    marks: Sequence[Mark]
    names: Sequence[tuple[str, str]]


def chart(block: Payload) -> Chart:
    """The chart of a block that was checked."""
    what: Payload = block.get("chart") or {}
    if what.get("type") == "pie":
        return _pie(what.get("segments") or ())
    categories = [str(one) for one in (what.get("axis_config") or {}).get("categories") or ()]
    series = what.get("series") or ()
    values = [float(point["value"]) for one in series for point in one["data"]]
    low, high = min(0.0, *values), max(1.0, *values)
    tall = HEIGHT - TOP - BOTTOM
    step = (WIDTH - LEFT - RIGHT) / max(len(categories), 1)

    def height(value: float) -> float:
        return TOP + tall * (high - value) / (high - low)

    marks = [_rule(height(value)) for value in (low, high)]
    marks += [_words(LEFT - 6, height(value) + 4, "end", f"{value:g}") for value in (low, high)]
    foot = HEIGHT - BOTTOM + 18
    marks += [_words(LEFT + step * (place + 0.5), foot, "middle", one) for place, one in enumerate(categories)]
    for number, one in enumerate(series):
        colour, points = COLOURS[number % len(COLOURS)], one["data"]
        if what.get("type") == "bar":
            wide = step * 0.8 / len(series)
            for place, point in enumerate(points):
                top, bottom = sorted((height(point["value"]), height(0)))
                where = {"x": _px(LEFT + step * (place + 0.1) + wide * number), "y": _px(top), "width": _px(wide)}
                look = {**where, "height": _px(max(bottom - top, 0.5)), "fill": colour}
                marks.append(Mark("rect", look, f"{point['label']} · {one['name']}: {point['value']:g}"))
        else:
            at = [(LEFT + step * (place + 0.5), height(point["value"])) for place, point in enumerate(points)]
            line = "M " + " L ".join(f"{_px(x)} {_px(y)}" for x, y in at)
            said = f"{one['name']}: " + ", ".join(f"{point['value']:g}" for point in points)
            marks.append(Mark("path", {"d": line, "fill": "none", "stroke": colour, "stroke-width": 3}, said))
    return Chart(marks, [(str(one["name"]), COLOURS[place % len(COLOURS)]) for place, one in enumerate(series)])


def _rule(y: float) -> Mark:
    return Mark("path", {"d": f"M {LEFT} {_px(y)} H {WIDTH - RIGHT}", "fill": "none", "stroke": "#d9d5c9"})


def _words(x: float, y: float, anchor: str, said: str) -> Mark:
    return Mark("text", {"x": _px(x), "y": _px(y), "text-anchor": anchor}, said)


def _px(value: float) -> str:
    return f"{value:.1f}"


def _pie(segments: Sequence[Payload]) -> Chart:
    total = sum(float(one["value"]) for one in segments) or 1.0
    marks, begin, radius = [], 0.0, (HEIGHT - TOP * 2) / 2
    middle = (WIDTH / 2, HEIGHT / 2)
    for place, one in enumerate(segments):
        share = float(one["value"]) / total
        # A whole turn would begin where it ends, and nothing be drawn.
        end = begin + min(share, 0.9999) * 2 * math.pi
        (x1, y1), (x2, y2) = (
            (middle[0] + radius * math.sin(angle), middle[1] - radius * math.cos(angle)) for angle in (begin, end)
        )
        rim = f"L {_px(x1)} {_px(y1)} A {radius} {radius} 0 {int(share > 0.5)} 1 {_px(x2)} {_px(y2)}"
        look = {"d": f"M {middle[0]} {middle[1]} {rim} Z", "fill": COLOURS[place % len(COLOURS)]}
        marks.append(Mark("path", look, f"{one['label']}: {one['value']:g}"))
        begin = end
    return Chart(marks, [(str(one["label"]), COLOURS[place % len(COLOURS)]) for place, one in enumerate(segments)])
