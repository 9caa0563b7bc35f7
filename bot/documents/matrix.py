"""The risk matrix (风险矩阵): risks by likelihood and impact, as plain SVG.

It is looked at on a phone, on light and on dark ground: nine fields on a card of their own, the numbers large.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from bot.documents.pictures import FAMILY, drawable, width

# A phone shows a picture 300 points wide: what is 16 here is 10 there.
WIDTH, HEIGHT = 480, 436
LEFT, TOP, CELL_WIDTH, CELL_HEIGHT, GAP = 62, 54, 132, 104, 6
INK, QUIET, PAPER, EDGE = "#1d2329", "#5c6670", "#ffffff", "#d5dae0"
# By level: the ground of a field, and what is written on it.
GROUNDS = {"high": ("#f6c9c4", "#7d1a12"), "medium": ("#fbe3b6", "#6b4700"), "low": ("#cfe9d3", "#1c5427")}
STEPS = (1, 2, 3)
SIZE = 18
# So many rows of numbers stand in a field; of more it is said how many.
ROWS = 3


@dataclass(frozen=True, slots=True)
class Words:
    """What is written in it, as its readers read it."""

    title: str
    likelihood: str
    impact: str
    likelihoods: Mapping[int, str]
    impacts: Mapping[int, str]
    levels: Mapping[str, str]


def svg(levels: Mapping[tuple[int, int], str], cells: Mapping[tuple[int, int], Sequence[int]], words: Words) -> str:
    """The picture: `levels` is how high each field is, `cells` which risks are in it, by likelihood and impact.

    Likelihood grows upward, and impact to the right.
    """
    parts = [
        f'<rect x="1" y="1" width="{WIDTH - 2}" height="{HEIGHT - 2}" rx="12" fill="{PAPER}" stroke="{EDGE}"/>',
        _text(LEFT, 34, words.title, 17, INK, longest=WIDTH - LEFT - 20),
        *(
            part
            for likelihood in STEPS
            for impact in STEPS
            for part in _field(levels, cells, words, likelihood, impact)
        ),
        *_axes(words),
    ]
    box = f'viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box} font-family="{FAMILY}">{"".join(parts)}</svg>'


def _place(likelihood: int, impact: int) -> tuple[int, int]:
    """The upper left corner of a field."""
    return LEFT + (impact - 1) * (CELL_WIDTH + GAP), TOP + (len(STEPS) - likelihood) * (CELL_HEIGHT + GAP)


def _field(
    levels: Mapping[tuple[int, int], str],
    cells: Mapping[tuple[int, int], Sequence[int]],
    words: Words,
    likelihood: int,
    impact: int,
) -> Iterator[str]:
    x, y = _place(likelihood, impact)
    level, numbers = levels[likelihood, impact], cells.get((likelihood, impact), ())
    ground, ink = GROUNDS[level]
    yield f'<rect x="{x}" y="{y}" width="{CELL_WIDTH}" height="{CELL_HEIGHT}" rx="6" fill="{ground}"/>'
    yield _text(x + 8, y + CELL_HEIGHT - 8, words.levels[level], 13, ink, longest=CELL_WIDTH - 16)
    # Long numbers stand two in a row.
    columns = 3 if all(width(f"K-{one}", SIZE) <= CELL_WIDTH / 3 - 6 for one in numbers) else 2
    most, apart = columns * ROWS, (CELL_WIDTH - 8) / columns
    called = [f"K-{one}" for one in numbers[:most]]
    if len(numbers) > most:
        called[-1] = f"+{len(numbers) - most + 1}"
    for place, one in enumerate(called):
        row, column = divmod(place, columns)
        yield _text(x + 8 + column * apart, y + 26 + row * 25, one, SIZE, ink, longest=apart - 4)


def _axes(words: Words) -> Iterator[str]:
    """What the rows and columns are."""
    for step in STEPS:
        x, y = _place(step, step)
        yield _text(x + CELL_WIDTH / 2, _place(1, 1)[1] + CELL_HEIGHT + 20, words.impacts[step], 14, INK, "middle")
        yield _upright(50, y + CELL_HEIGHT / 2, words.likelihoods[step], 14, INK)
    bottom = _place(1, 1)[1] + CELL_HEIGHT + 42
    middle = LEFT + (3 * CELL_WIDTH + 2 * GAP) / 2
    yield _text(middle, bottom, f"{words.impact} →", 15, QUIET, "middle")
    yield _upright(26, TOP + (3 * CELL_HEIGHT + 2 * GAP) / 2, f"{words.likelihood} →", 15, QUIET)


def _upright(x: float, y: float, said: str, size: int, ink: str) -> str:
    written = escape(drawable(said))
    return (
        f'<text transform="translate({x} {y}) rotate(-90)" text-anchor="middle" font-size="{size}" fill="{ink}">'
        f"{written}</text>"
    )


def _text(x: float, y: float, said: str, size: float, ink: str, anchor: str = "start", *, longest: float = 0) -> str:
    written = drawable(said)
    if longest and (wide := width(written, size)) > longest:
        size = max(9, size * longest / wide)
    return f'<text x="{x}" y="{y}" font-size="{size:.1f}" text-anchor="{anchor}" fill="{ink}">{escape(written)}</text>'
