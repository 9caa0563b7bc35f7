"""A page of a Gantt picture as SVG: a card of its own, so that it is read on light and on dark ground.

What people wrote is text and nothing else in it, and it refers to nothing outside.
"""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from bot.documents.pictures import FAMILY
from bot.plans.gantt.page import Arrow, Bar, LegendItem, Page, Shape, Sign, Stretch, Tone, Words

GROUND, BAND, GRID, LONG, OFF = "#ffffff", "#f6f8fa", "#e3e6ea", "#b4bcc5", "#e7eaee"
INK, QUIET, LATE, TODAY = "#1d2329", "#545e68", "#b3261e", "#8a3ffc"
PLAN, DONE, STAGE, STAGE_DONE, LINK, BASELINE = "#a9cdf0", "#1264a3", "#aab3bd", "#4a5560", "#5c6670", "#8a94a0"
TONES = {Tone.LOUD: INK, Tone.PLAIN: INK, Tone.QUIET: QUIET, Tone.LATE: LATE}
# How high bars are, as parts of their row.
TALL = {Shape.TASK: 0.54, Shape.STAGE: 0.36, Shape.MILESTONE: 0.6}
_HATCH = (
    '<defs><pattern id="late" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
    f'<rect width="6" height="6" fill="#ffffff"/><rect width="3" height="6" fill="{LATE}"/></pattern></defs>'
)


def svg(page: Page) -> str:
    """The whole picture."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{page.width:.0f}" height="{page.height:.0f}" '
        f'viewBox="0 0 {page.width:.0f} {page.height:.0f}" font-family="{FAMILY}" font-size="{page.size:g}">'
        f'{_HATCH}<rect width="{page.width:.0f}" height="{page.height:.0f}" fill="{GROUND}"/>'
        f"{''.join(_parts(page))}</svg>"
    )


def _parts(page: Page) -> Iterator[str]:
    """From the ground up: what is drawn later lies above."""
    yield from _ground(page)
    for row in page.rows:
        if row.bar is not None:
            yield from _bar(row.bar, row.y, page.row_height)
        for mark in row.marks:
            yield from _bar(mark, row.y, page.row_height)
    for arrow in page.arrows:
        yield from _arrow(arrow)
    if page.today is not None:
        yield _line(page.today, page.top - 4, page.today, page.bottom, TODAY, 'stroke-width="2" stroke-dasharray="6 3"')
    for words in page.headings:
        yield _text(words, page.size)
    for row in page.rows:
        for words in row.words:
            yield _text(words, page.size)
    for item in page.legend:
        yield from _explained(item, page)


def _ground(page: Page) -> Iterator[str]:
    height = page.row_height
    for row in page.rows[1::2]:
        yield _box(Stretch(0, page.width), row.y - height / 2, height, BAND)
    for off in page.days_off:
        yield _box(off, page.top, page.bottom - page.top, OFF)
    for tick in page.ticks:
        top = page.top - height * (2 if tick.is_long else 1)
        yield _line(tick.x, top, tick.x, page.bottom, LONG if tick.is_long else GRID)
    for y in (page.top, page.bottom):
        yield _line(0, y, page.width, y, LONG)


def tall(shape: Shape, row_height: float) -> float:
    """How high a bar is."""
    return TALL[shape] * row_height


def _bar(bar: Bar, y: float, row_height: float) -> Iterator[str]:
    height = tall(bar.shape, row_height)
    if bar.baseline is not None:
        yield _box(bar.baseline, y + tall(Shape.TASK, row_height) / 2 + 1, 3, BASELINE)
    if bar.shape is Shape.MILESTONE:
        yield _diamond(bar, y)
        return
    is_stage = bar.shape is Shape.STAGE
    yield _box(bar.place, y - height / 2, height, STAGE if is_stage else PLAN)
    if bar.late is not None:
        yield _box(bar.late, y - height / 2, height, "url(#late)")
    if bar.done is not None:
        yield _box(bar.done, y - height / 2, height, STAGE_DONE if is_stage else DONE)
    if is_stage:
        yield from _feet(bar, y + height / 2)
    if bar.is_critical:
        yield _outline(bar, y - height / 2, height)
    for x, inwards, goes_on in ((bar.place.x, 5, bar.goes_on_before), (bar.place.end, -5, bar.goes_on_after)):
        if goes_on:
            # Torn off, as what has no end here.
            edge = x - inwards / 2
            torn = f"M{edge:.1f},{y - height / 2 - 2:.1f} v{height + 4:.1f} l{1.5 * inwards},{-height / 2 - 2:.1f} z"
            yield f'<path d="{torn}" fill="{GROUND}"/>'


def _feet(bar: Bar, y: float) -> Iterator[str]:
    """What tells a stage from a task where colours are not seen: it stands on both ends."""
    foot = min(5.0, bar.place.width / 2)
    for x, inwards, goes_on in ((bar.place.x, foot, bar.goes_on_before), (bar.place.end, -foot, bar.goes_on_after)):
        if not goes_on:
            yield f'<path d="M{x:.1f},{y:.1f} h{inwards:.1f} l{-inwards:.1f},5 z" fill="{STAGE_DONE}"/>'


def _outline(bar: Bar, y: float, height: float) -> str:
    """Around a bar, and open where it goes on."""
    width = bar.place.width
    left = "m" if bar.goes_on_before else "l"
    right = "m" if bar.goes_on_after else "l"
    path = f"M{bar.place.x:.1f},{y:.1f} h{width:.1f} {right}0,{height:.1f} h{-width:.1f} {left}0,{-height:.1f}"
    return f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="2.5" stroke-linecap="square"/>'


def _diamond(bar: Bar, y: float) -> str:
    radius = bar.place.width / 2
    x = bar.place.x + radius
    fill = "url(#late)" if bar.late is not None else DONE if bar.done is not None else GROUND
    edge = f'stroke="{INK}" stroke-width="{3 if bar.is_critical else 1.4}"'
    points = f"{x:.1f},{y - radius:.1f} {x + radius:.1f},{y:.1f} {x:.1f},{y + radius:.1f} {x - radius:.1f},{y:.1f}"
    return f'<polygon points="{points}" fill="{fill}" {edge}/>'


def _arrow(arrow: Arrow) -> Iterator[str]:
    points = " ".join(f"{x:.1f},{y:.1f}" for x, y in arrow.corners)
    yield f'<polyline points="{points}" fill="none" stroke="{LINK}" stroke-width="1.2"/>'
    (from_x, from_y), (x, y) = arrow.corners[-2:]
    across, along = (0, 1 if y > from_y else -1) if from_x == x else (1 if x > from_x else -1, 0)
    head = (
        f"{x:.1f},{y:.1f} {x - 5 * across - 3 * along:.1f},{y - 5 * along - 3 * across:.1f} "
        f"{x - 5 * across + 3 * along:.1f},{y - 5 * along + 3 * across:.1f}"
    )
    yield f'<polygon points="{head}" fill="{LINK}"/>'


def _explained(item: LegendItem, page: Page) -> Iterator[str]:
    yield _text(item.words, page.size)
    y, place, height = item.words.y, item.place, page.row_height
    has_tasks = any(row.bar is not None and row.bar.shape is Shape.TASK for row in page.rows)
    shape = Shape.TASK if has_tasks else Shape.STAGE
    match item.sign:
        case Sign.PLANNED:
            yield from _bar(Bar(shape, place), y, height)
        case Sign.DONE:
            yield from _bar(Bar(shape, place, done=place), y, height)
        case Sign.LATE:
            yield from _bar(Bar(shape, place, late=place), y, height)
        case Sign.CRITICAL:
            yield from _bar(Bar(shape, place, is_critical=True), y, height)
        case Sign.STAGE:
            yield from _bar(Bar(Shape.STAGE, place), y, height)
        case Sign.MILESTONE:
            yield _diamond(Bar(Shape.MILESTONE, Stretch(place.x + place.width / 2 - 7, 14)), y)
        case Sign.BASELINE:
            yield _box(place, y - 1, 3, BASELINE)
        case Sign.TODAY:
            x = place.x + place.width / 2
            yield _line(x, y - height / 3, x, y + height / 3, TODAY, 'stroke-width="2" stroke-dasharray="6 3"')
        case Sign.DAY_OFF:
            yield _box(place, y - height / 3, height * 2 / 3, OFF)
        case Sign.LINK:
            yield from _arrow(Arrow("", "", [(place.x, y), (place.end, y)]))
        case Sign.ELSEWHERE:
            yield _text(Words(place.x, y, place.width, "← 1", Tone.QUIET), page.size)


def _box(place: Stretch, y: float, height: float, fill: str) -> str:
    return f'<rect x="{place.x:.1f}" y="{y:.1f}" width="{place.width:.1f}" height="{height:.1f}" fill="{fill}"/>'


def _line(x: float, y: float, to_x: float, to_y: float, colour: str, more: str = "") -> str:
    return f'<line x1="{x:.1f}" y1="{y:.1f}" x2="{to_x:.1f}" y2="{to_y:.1f}" stroke="{colour}" {more}/>'


def _text(words: Words, size: float) -> str:
    """On a thin rim of the ground, so that a line behind it does not strike it out."""
    colour = TONES[words.tone]
    at = f'x="{words.x:.1f}" y="{words.y + 0.36 * size:.1f}"'
    rim = f'stroke="{GROUND}" stroke-width="3" stroke-opacity="0.85" paint-order="stroke" stroke-linejoin="round"'
    if words.tone is Tone.LOUD:
        # The font has no bold letters.
        rim = f'stroke="{colour}" stroke-width="0.5"'
    return f'<text {at} fill="{colour}" {rim} xml:space="preserve">{escape(words.text)}</text>'
