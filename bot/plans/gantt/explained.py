"""The legend below a page: each sign that is on it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from bot.documents import pictures
from bot.plans.gantt.columns import GAP, cut
from bot.plans.gantt.page import LegendItem, Page, Shape, Sign, Stretch, Tone, Words
from bot.words.language import Reader, Text
from bot.words.language import text as _

SIGN = 26.0

MEANINGS: Mapping[Sign, Text] = {
    Sign.STAGE: _("stage"),
    Sign.PLANNED: _("planned days"),
    Sign.DONE: _("done"),
    Sign.LATE: _("late: due by today, not done"),
    Sign.CRITICAL: _("outlined: critical, a day later moves the end"),
    Sign.MILESTONE: _("milestone"),
    Sign.BASELINE: _("baseline"),
    Sign.TODAY: _("today"),
    Sign.DAY_OFF: _("day off"),
    Sign.LINK: _("leads to what waits for it"),
    Sign.ELSEWHERE: _("waits for a task that is not drawn here"),
}


def legend(page: Page, reader: Reader) -> Page:
    """The page with its legend, and as high as that makes it."""
    x, y = GAP, page.bottom + page.row_height * 0.75
    items: list[LegendItem] = []
    for sign in _signs(page):
        said = cut(MEANINGS[sign].for_(reader), page.width - 2 * GAP - SIGN - 6, page.size)
        wide = pictures.width(said, page.size)
        if items and x + SIGN + 6 + wide > page.width - GAP:
            x, y = GAP, y + page.row_height
        items.append(LegendItem(sign, Stretch(x, SIGN), Words(x + SIGN + 6, y, wide, said, Tone.QUIET)))
        x += SIGN + 6 + wide + 1.5 * GAP
    return replace(page, legend=items, height=y + page.row_height * 0.75)


def _signs(page: Page) -> Iterator[Sign]:
    bars = [row.bar for row in page.rows if row.bar is not None]
    bars += [mark for row in page.rows for mark in row.marks]
    shapes = {bar.shape for bar in bars}
    found = {
        Sign.STAGE: Shape.STAGE in shapes,
        Sign.PLANNED: Shape.TASK in shapes,
        Sign.DONE: any(bar.done for bar in bars),
        Sign.LATE: any(bar.late for bar in bars),
        Sign.CRITICAL: any(bar.is_critical for bar in bars),
        Sign.MILESTONE: Shape.MILESTONE in shapes,
        Sign.BASELINE: any(bar.baseline for bar in bars),
        Sign.TODAY: page.today is not None,
        Sign.DAY_OFF: bool(page.days_off),
        Sign.LINK: bool(page.arrows),
        Sign.ELSEWHERE: any(words.text.startswith("←") for row in page.rows for words in row.words),
    }
    return (sign for sign, is_there in found.items() if is_there)
