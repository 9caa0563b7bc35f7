"""Charts, as plain SVG.

They are looked at on a phone, on light and on dark ground: few words, large, on a card of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from xml.sax.saxutils import escape

from bot.documents.pictures import FAMILY

# A phone shows a picture 300 points wide: what is 16 here is 10 there.
WIDTH, HEIGHT = 480, 240
LEFT, RIGHT, TOP, BOTTOM = 52, 460, 52, 200
GRID, QUIET, INK, PLAN, DONE, BEHIND = "#e3e6ea", "#5c6670", "#1d2329", "#8a94a0", "#1264a3", "#c9302c"


@dataclass(frozen=True, slots=True)
class Point:
    """How much should be done when a day begins and how much was, in percent; None for days that are to come."""

    day: date
    planned: float
    done: float | None


@dataclass(frozen=True, slots=True)
class Words:
    """What is written in the chart of progress, as its readers read it."""

    planned: str
    done: str
    # With its day, as the first and the last day of the project are.
    today: str
    first: str
    last: str


def progress(points: Sequence[Point], words: Words) -> str:
    """What was planned and what was done over the days of a project, as SVG; the points are in order, two or more."""
    first, last = points[0].day, points[-1].day
    span = max((last - first).days, 1)

    def place(day: date, percent: float) -> str:
        x = LEFT + (RIGHT - LEFT) * (day - first).days / span
        return f"{x:.1f},{BOTTOM - (BOTTOM - TOP) * min(max(percent, 0), 100) / 100:.1f}"

    known = [one for one in points if one.done is not None]
    now = known[-1]
    x = place(now.day, 0).partition(",")[0]
    planned = " ".join(place(one.day, one.planned) for one in points)
    done = " ".join(place(one.day, one.done or 0) for one in known)
    area = f"{place(known[0].day, 0)} {done} {place(now.day, 0)}"
    parts = [
        *(_gridline(percent) for percent in (0, 50, 100)),
        f'<polygon points="{area}" fill="{DONE}" fill-opacity="0.12"/>',
        f'<line x1="{x}" y1="{TOP - 6}" x2="{x}" y2="{BOTTOM}" stroke="{QUIET}" stroke-dasharray="3 4"/>',
        _line(planned, PLAN, dashes="7 5"),
        _line(done, DONE),
        *_gap(place(now.day, now.planned), place(now.day, now.done or 0), is_behind=(now.done or 0) < now.planned),
        *_legend(words, now),
        *_days(words, float(x)),
    ]
    return _card(parts)


def _card(parts: Sequence[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{HEIGHT}" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="{FAMILY}" font-size="16">'
        f'<rect x="1" y="1" width="{WIDTH - 2}" height="{HEIGHT - 2}" rx="10" fill="#ffffff" stroke="{GRID}"/>'
        f"{''.join(parts)}</svg>"
    )


def _gridline(percent: int) -> str:
    y = BOTTOM - (BOTTOM - TOP) * percent / 100
    line = f'<line x1="{LEFT}" y1="{y}" x2="{RIGHT}" y2="{y}" stroke="{GRID}"/>'
    return line + _words(LEFT - 8, y + 5, f"{percent}%", QUIET, "end", 14)


def _line(points: str, colour: str, dashes: str = "none") -> str:
    return (
        f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="3" '
        f'stroke-linejoin="round" stroke-linecap="round" stroke-dasharray="{dashes}"/>'
    )


def _gap(planned: str, done: str, *, is_behind: bool) -> list[str]:
    """Where it stands today, and by how much that is less than planned."""
    (x, planned_y), (_x, done_y) = planned.split(","), done.split(",")
    dot = f'<circle cx="{x}" cy="{done_y}" r="6" fill="{DONE}" stroke="#ffffff" stroke-width="2"/>'
    if not is_behind:
        return [dot]
    gap = f'<line x1="{x}" y1="{planned_y}" x2="{x}" y2="{done_y}" stroke="{BEHIND}" stroke-width="5"/>'
    return [gap, dot]


def _legend(words: Words, now: Point) -> list[str]:
    behind = BEHIND if (now.done or 0) < now.planned else DONE
    return [
        _line(f"{LEFT},26 {LEFT + 28},26", DONE),
        _words(LEFT + 36, 32, f"{words.done} {now.done or 0:.0f}%", behind, "start", 18),
        _line(f"{LEFT + 204},26 {LEFT + 232},26", PLAN, dashes="7 5"),
        _words(LEFT + 240, 32, f"{words.planned} {now.planned:.0f}%", INK, "start", 18),
    ]


def _days(words: Words, x: float) -> list[str]:
    """The days below; the first and last give way to today's where they would run into it."""
    found = [_words(min(max(x, LEFT + 30), RIGHT - 30), 224, words.today, INK, "middle", 14)]
    if x > LEFT + 110:
        found.append(_words(LEFT, 224, words.first, QUIET, "start", 14))
    if x < RIGHT - 110:
        found.append(_words(RIGHT, 224, words.last, QUIET, "end", 14))
    return found


def _words(x: float, y: float, words: str, colour: str, anchor: str, size: int) -> str:
    return f'<text x="{x}" y="{y}" fill="{colour}" text-anchor="{anchor}" font-size="{size}">{escape(words)}</text>'
