"""What stands beside the bars: how a milestone is called, how far something is, and what it waits for elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

from bot.documents import pictures
from bot.plans.gantt.columns import Sheet, cut
from bot.plans.gantt.lines import Line
from bot.plans.gantt.page import Bar, Stretch, Tone, Words
from bot.words.language import Reader, Text, plural
from bot.words.language import text as _

# Room for an arrow to turn.
AWAY = 11.0
# More are only counted.
MOST_NAMED = 2
# Shorter than this, what is left of a text says nothing.
LEAST_EMS = 3


def beside(
    line: Line, bar: Bar, elsewhere: Sequence[str], y: float, time: Stretch, sheet: Sheet, reader: Reader
) -> list[Words]:
    """The words of a line left and right of its bar; they keep clear of each other and of the edges."""
    start, end = bar.place.x - AWAY, bar.place.end + AWAY
    left = Stretch(time.x + 2, max(start - time.x - 2, 0))
    right = Stretch(end, max(time.end - 2 - end, 0))
    found: list[Words] = []
    # A little less: added up in another order, widths differ by a hair.
    label = _label(line, max(left.width, right.width) - 0.01, sheet, reader)
    if label and _is_first(label, right, left, sheet):
        found = _fitted(right, label, y, sheet, _tone(line), ends=False)
        taken = max((one.x + one.width + AWAY for one in found), default=right.x)
        right = Stretch(taken, max(time.end - 2 - taken, 0))
    elif label:
        found = _fitted(left, label, y, sheet, _tone(line), ends=True)
        left = Stretch(left.x, max(min((one.x - AWAY for one in found), default=left.end) - left.x, 0))
    waits = _waits(elsewhere)
    if waits and _is_first(waits, left, right, sheet):
        found += _fitted(left, waits, y, sheet, Tone.QUIET, ends=True)
    elif waits:
        found += _fitted(right, waits, y, sheet, Tone.QUIET, ends=False)
    return found


def _is_first(text: str, first: Stretch, other: Stretch, sheet: Sheet) -> bool:
    """Whether it stands in the first of two places: where it fits there, or at least better than in the other."""
    return _width(text, sheet) <= first.width or first.width >= other.width


def _tone(line: Line) -> Tone:
    is_bad = line.late if line.is_folded or line.said is not None else line.late_until is not None
    return Tone.LATE if is_bad else Tone.PLAIN


def _label(line: Line, room: float, sheet: Sheet, reader: Reader) -> str:
    """As much of the news of a line as there is room for: of a milestone's name a part, of numbers all or nothing."""
    words = [one if isinstance(one, str) else one.for_(reader) for one in _news(line)]
    if line.row.is_milestone:
        rest = "".join(f" · {one}" for one in words)
        return cut(line.row.title, room - pictures.width(rest, sheet.size), sheet.size) + rest
    # What stands last is the worst.
    labels = [" · ".join(words[place:]) for place in range(len(words))]
    return next((one for one in labels if _width(one, sheet) <= room), "")


def _news(line: Line) -> list[Text | str]:
    if line.said is not None:
        return [line.said]
    said: list[Text | str] = [f"{line.progress}%"] if line.progress and not line.row.is_milestone else []
    if line.is_folded:
        said.append(plural("%(number)s task", "%(number)s tasks", line.tasks))
        said += [plural("%(number)s without dates", "%(number)s without dates", line.undated)] if line.undated else []
        said += [plural("%(number)s late", "%(number)s late", line.late)] if line.late else []
    elif line.late_until is not None:
        late = plural("%(number)s working day late", "%(number)s working days late", line.late)
        said.append(late if line.late else _("behind plan"))
    return said


def _width(text: str, sheet: Sheet) -> float:
    return pictures.width(pictures.drawable(text), sheet.size)


def _waits(elsewhere: Sequence[str]) -> str:
    if not elsewhere:
        return ""
    more = len(elsewhere) - MOST_NAMED
    return "← " + ", ".join(elsewhere[:MOST_NAMED]) + (f" +{more}" if more > 0 else "")


def _fitted(place: Stretch, text: str, y: float, sheet: Sheet, tone: Tone, *, ends: bool) -> list[Words]:
    if place.width < LEAST_EMS * sheet.size:
        return []
    shown = cut(text, place.width, sheet.size)
    wide = pictures.width(shown, sheet.size)
    return [Words(place.end - wide if ends else place.x, y, wide, shown, tone)] if shown else []
