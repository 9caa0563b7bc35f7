"""The table left of the bars: code, name, who, and the days. Text keeps its size; what is too long is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_interval

from bot.documents import pictures
from bot.plans.gantt.lines import Chart, Line, Span, initials
from bot.plans.gantt.page import Stretch, Tone, Words
from bot.words.language import Reader, Text, babel_locale
from bot.words.language import text as _

# Between columns, and from the edge of the picture.
GAP = 12.0
# How far a level is moved in, and how many are.
INDENT, MOST_INDENTS = 12.0, 4
# Nobody reads more of a name; the rest is not measured.
LONGEST = 400


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a picture is made for: how many rows it has, how large its letters are, how wide name and time may be."""

    rows: int
    size: float
    row_height: float
    name: float
    time: float


DESK = Sheet(rows=40, size=13, row_height=24, name=280, time=1_080)
PHONE = Sheet(rows=25, size=15, row_height=30, name=190, time=420)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns are. One that has nothing in it is not there."""

    code: Stretch
    name: Stretch
    who: Stretch
    days: Stretch

    @property
    def end(self) -> float:
        """Where the time begins."""
        return self.days.end + GAP


def columns(chart: Chart, sheet: Sheet, reader: Reader) -> Columns:
    """As wide as what stands in them, within bounds; alike on all pages."""
    lines = [*chart.lines, *chart.undated]
    heads = [one.for_(reader) for one in chart.heads or HEADS]
    wide = [
        _wide([one.code for one in lines], heads[0], sheet.size, 6 * sheet.size),
        _wide(
            [one.row.title for one in lines], heads[1], sheet.size, sheet.name, INDENT * max(one.depth for one in lines)
        ),
        _wide([initials(one.row.owner) for one in lines], heads[2], sheet.size, 5 * sheet.size),
        _wide([days(one.span, reader, chart.today) for one in lines], heads[3], sheet.size, 40 * sheet.size),
    ]
    places, x = [], GAP
    for width in wide:
        places.append(Stretch(x, width))
        x += width + GAP if width else 0
    return Columns(*places)


HEADS: tuple[Text, ...] = (_("No."), _("Task"), _("Owner"), _("Dates"))


def headings(chart: Chart, at: Columns, y: float, sheet: Sheet, reader: Reader) -> list[Words]:
    """What stands above the columns."""
    places = (at.code, at.name, at.who, at.days)
    named = zip(places, chart.heads or HEADS, strict=True)
    return [_fitted(place, y, head.for_(reader), sheet, Tone.QUIET) for place, head in named if place.width]


def cells(line: Line, at: Columns, y: float, sheet: Sheet, reader: Reader, today: date) -> list[Words]:
    """What of a line is said in words."""
    moved = INDENT * min(line.depth, MOST_INDENTS)
    name = Stretch(at.name.x + moved, at.name.width - moved)
    found = [
        _fitted(at.code, y, line.code, sheet, Tone.QUIET),
        _fitted(name, y, line.row.title, sheet, Tone.LOUD if line.row.is_summary else Tone.PLAIN),
        _fitted(at.who, y, initials(line.row.owner), sheet, Tone.QUIET),
        _fitted(at.days, y, days(line.span, reader, today), sheet, Tone.PLAIN),
    ]
    return [one for one in found if one.text]


def days(span: Span | None, reader: Reader, today: date) -> str:
    """From when to when: "Oct 8 – 12"; the year only where it is not that of today."""
    if span is None:
        return "–"
    skeleton = "MMMd" if span.first.year == span.last.year == today.year else "yMMMd"
    return str(format_interval(span.first, span.last, skeleton, locale=babel_locale(reader.dates)))


def cut(text: str, most: float, size: float) -> str:
    """The text, cut in the middle where it would be wider than that; what is no text to see is left out."""
    if len(text) > 2 * LONGEST:
        text = f"{text[:LONGEST]}…{text[-LONGEST:]}"
    text = pictures.drawable(text)
    if not text or pictures.width(text, size) <= most:
        return text
    room = most - pictures.width("…", size)
    head, tail = "", ""
    while True:
        left = len(head) <= len(tail)
        more = text[len(head)] if left else text[-len(tail) - 1]
        if pictures.width(head + tail + more, size) > room:
            return f"{head.rstrip()}…{tail.lstrip()}" if room > 0 else ""
        head, tail = (head + more, tail) if left else (head, more + tail)


def _fitted(place: Stretch, y: float, text: str, sheet: Sheet, tone: Tone) -> Words:
    shown = cut(text, place.width, sheet.size) if place.width else ""
    return Words(place.x, y, pictures.width(shown, sheet.size), shown, tone)


def _wide(texts: Sequence[str], head: str, size: float, most: float, more: float = 0) -> float:
    """How wide a column is; 0 where nothing stands in it."""
    widest = max((pictures.width(pictures.drawable(one[:LONGEST]), size) for one in texts if one.strip()), default=0)
    return min(max(widest + min(more, MOST_INDENTS * INDENT), pictures.width(head, size)), most) if widest else 0
