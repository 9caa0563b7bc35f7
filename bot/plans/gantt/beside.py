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
    left = Stretch(time.x + 2, max(bar.place.x - AWAY - time.x - 2, 0))
    right = Stretch(bar.place.end + AWAY, max(time.end - 2 - bar.place.end - AWAY, 0))
    found: list[Words] = []
    label, waits = _label(line, reader), _waits(elsewhere)
    if label:
        is_bad = line.late if line.is_folded else line.late_until is not None
        tone = Tone.LATE if is_bad else Tone.PLAIN
        is_right = pictures.width(pictures.drawable(label), sheet.size) <= right.width or right.width >= left.width
        found += _fitted(right if is_right else left, label, y, sheet, tone, ends=not is_right)
        if found and is_right:
            taken = found[0].x + found[0].width + AWAY
            right = Stretch(taken, max(time.end - 2 - taken, 0))
        elif found:
            left = Stretch(left.x, max(found[0].x - AWAY - left.x, 0))
    if waits:
        is_left = pictures.width(pictures.drawable(waits), sheet.size) <= left.width or left.width >= right.width
        found += _fitted(left if is_left else right, waits, y, sheet, Tone.QUIET, ends=is_left)
    return found


def _label(line: Line, reader: Reader) -> str:
    said: list[Text | str] = []
    if line.row.is_milestone:
        said.append(line.row.title)
    elif line.progress:
        said.append(f"{line.progress}%")
    if line.is_folded:
        said.append(plural("%(number)s task", "%(number)s tasks", line.tasks))
        said += [plural("%(number)s late", "%(number)s late", line.late)] if line.late else []
        said += [plural("%(number)s without dates", "%(number)s without dates", line.undated)] if line.undated else []
    elif line.late_until is not None:
        late = plural("%(number)s working day late", "%(number)s working days late", line.late)
        said.append(late if line.late else _("behind plan"))
    return " · ".join(one if isinstance(one, str) else one.for_(reader) for one in said)


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
