"""What a benchmark says: one row a comparison, times with median and 99th percentile, and the table of them."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median

HEADINGS = ("what", "p50", "p99", "against", "p50", "ratio", "goal", "")
MISSED = "MISSED"


@dataclass(frozen=True)
class Row:
    """One comparison. Times in seconds; `ratio` is the median of those of the rounds, or a rate where it says so.

    Without a goal it is there to be read beside the others.
    """

    what: str
    against: str
    times: Sequence[float]
    floor: Sequence[float]
    ratio: float | None
    goal: float | None = None
    is_at_least: bool = False
    note: str = ""

    @property
    def is_missed(self) -> bool:
        """Whether the goal is not reached."""
        if self.goal is None or self.ratio is None:
            return False
        return self.ratio < self.goal if self.is_at_least else self.ratio > self.goal

    def cells(self) -> tuple[str, ...]:
        """The row as it is printed."""
        goal = "" if self.goal is None else f"{'≥' if self.is_at_least else '≤'} {self.goal:g}"
        return (
            self.what,
            shown(percentile(self.times, 50)),
            shown(percentile(self.times, 99)),
            self.against,
            shown(percentile(self.floor, 50)),
            "" if self.ratio is None else f"{self.ratio:.2f}",
            goal,
            " ".join(one for one in (MISSED if self.is_missed else "", self.note) if one),
        )


def compared(
    what: str,
    against: str,
    rounds: Sequence[tuple[Sequence[float], Sequence[float]]],
    goal: float | None = None,
    note: str = "",
) -> Row:
    """A row from rounds of (times, times of the floor): the median over the rounds of the ratio of their medians."""
    return Row(
        what,
        against,
        [one for times, _floor in rounds for one in times],
        [one for _times, floor in rounds for one in floor],
        median(median(times) / median(floor) for times, floor in rounds),
        goal,
        note=note,
    )


def timed(act: Callable[[], object], times: int) -> list[float]:
    """How long the act takes, in seconds, that many times."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        act()
        found.append(time.perf_counter() - started)
    return found


def percentile(times: Sequence[float], percent: int) -> float | None:
    """The time that so many percent of them do not exceed; None of none."""
    if not times:
        return None
    return sorted(times)[min(len(times) * percent // 100, len(times) - 1)]


def shown(seconds: float | None) -> str:
    """A time as it is read."""
    if seconds is None:
        return ""
    if seconds < 0.001:
        return f"{seconds * 1_000_000:.0f} µs"
    return f"{seconds * 1_000:.2f} ms" if seconds < 1 else f"{seconds:.2f} s"


def table(rows: Sequence[Row]) -> str:
    """The rows below their headings, in columns."""
    lines = [HEADINGS, *(row.cells() for row in rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(HEADINGS))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)) for line in lines)
