"""A page of a Gantt picture: where each thing lies, in units of an unscaled picture. It knows no SVG."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Shape(StrEnum):
    """What a bar is of."""

    TASK = "task"
    STAGE = "stage"
    MILESTONE = "milestone"


class Tone(StrEnum):
    """How much a text wants to be read."""

    LOUD = "loud"
    PLAIN = "plain"
    QUIET = "quiet"
    LATE = "late"


class Sign(StrEnum):
    """What the legend explains."""

    PLANNED = "planned"
    DONE = "done"
    LATE = "late"
    CRITICAL = "critical"
    MILESTONE = "milestone"
    STAGE = "stage"
    BASELINE = "baseline"
    TODAY = "today"
    DAY_OFF = "day off"
    LINK = "link"
    ELSEWHERE = "elsewhere"


@dataclass(frozen=True, slots=True)
class Words:
    """A text of one line from `x` to `x + width`, in the middle of `y`; all its characters can be drawn."""

    x: float
    y: float
    width: float
    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True)
class Stretch:
    """From where to where, across."""

    x: float
    width: float

    @property
    def end(self) -> float:
        """Where it ends."""
        return self.x + self.width


@dataclass(frozen=True, slots=True)
class Bar:
    """What of a row lies in time; of a milestone `place` is the diamond. What is done and what is late are parts of it;
    the baseline is a bar of its own below. It may go on before and after the page.
    """

    shape: Shape
    place: Stretch
    is_critical: bool = False
    done: Stretch | None = None
    late: Stretch | None = None
    baseline: Stretch | None = None
    goes_on_before: bool = False
    goes_on_after: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the picture, around `y`. A heading ("Not scheduled") is a row without an `id`."""

    id: str
    y: float
    words: list[Words]
    bar: Bar | None = None
    # Milestones upon the bar.
    marks: list[Bar] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Tick:
    """Where a week, month or quarter begins; where a month or year begins the line is a long one."""

    x: float
    is_long: bool = False


@dataclass(frozen=True, slots=True)
class Arrow:
    """From a row's bar to that of another one: corners."""

    before: str
    after: str
    corners: list[tuple[float, float]]


@dataclass(frozen=True, slots=True)
class LegendItem:
    """A sign in its place, and what it means."""

    sign: Sign
    place: Stretch
    words: Words


@dataclass(frozen=True, slots=True)
class Page:
    """One picture. `time` is where bars may lie, `top` and `bottom` where rows do."""

    width: float
    height: float
    size: float
    row_height: float
    time: Stretch
    top: float
    bottom: float
    headings: list[Words]
    rows: list[Row]
    ticks: list[Tick]
    days_off: list[Stretch] = field(default_factory=list)
    today: float | None = None
    arrows: list[Arrow] = field(default_factory=list)
    legend: list[LegendItem] = field(default_factory=list)
