"""The arrows of a page: from what is waited for to what waits, along the rows."""

from __future__ import annotations

from dataclasses import dataclass

from bot.plans.gantt.page import Bar, Shape
from bot.plans.network import Kind

# How far an arrow leads out of a bar before it turns, and how far from a bar's edge it comes down on it.
OUT, DOWN = 7, 5
Corner = tuple[float, float]


@dataclass(frozen=True, slots=True)
class End:
    """A bar at one end of an arrow, and the middle of its row."""

    bar: Bar
    y: float

    @property
    def middle(self) -> float:
        """Where it is that it stands, if it is a milestone."""
        return self.bar.place.x + self.bar.place.width / 2

    @property
    def is_milestone(self) -> bool:
        """Whether it takes no time."""
        return self.bar.shape is Shape.MILESTONE


def is_here(kind: Kind, before: Bar | None, after: Bar | None) -> bool:
    """Whether both its ends are on the page."""
    if before is None or after is None:
        return False
    leaves = before.goes_on_after if kind.leaves_at_end else before.goes_on_before
    arrives = after.goes_on_after if kind.arrives_at_end else after.goes_on_before
    return not leaves and not arrives


def corners(kind: Kind, before: End, after: End, half: float) -> list[Corner]:
    """The way of an arrow; bars are twice `half` high."""
    x = before.bar.place.end if kind.leaves_at_end else before.bar.place.x
    to_x = after.bar.place.end if kind.arrives_at_end else after.bar.place.x
    start, end = (x, before.y), (to_x, after.y)
    if kind is Kind.FS:
        return _onwards(before, after, half)
    if kind is Kind.SF:
        return _around(start, x - OUT, end, to_x + OUT, half)
    aside = max(x, to_x) + OUT if kind is Kind.FF else min(x, to_x) - OUT
    return [start, (aside, before.y), (aside, after.y), end]


def _onwards(before: End, after: End, half: float) -> list[Corner]:
    """From an end to a start: into its left edge, where there is no room for that from above, else around."""
    down = 1 if after.y > before.y else -1
    if before.is_milestone:
        # Below it, since it is called by its name on the right.
        x = before.middle + 3
        start = (x, before.y + down * (before.bar.place.width / 2 - 3))
        first = after.middle if after.is_milestone else after.bar.place.x
        if first >= before.middle - 0.5:
            if after.bar.place.x > x:
                return [start, (x, after.y), (after.bar.place.x, after.y)]
            return [start, (x, after.y - down * half)]
    start, to_x = (before.bar.place.end, before.y), after.bar.place.x
    if to_x - start[0] >= 2 * OUT + 2:
        return [start, (start[0] + OUT, before.y), (start[0] + OUT, after.y), (to_x, after.y)]
    if (after.middle if after.is_milestone else to_x) >= start[0] - 0.5:
        onto = after.middle + 1 if after.is_milestone else to_x + min(DOWN, after.bar.place.width / 2)
        return [start, (onto, before.y), (onto, after.y - down * half)]
    return _around(start, start[0] + OUT, (to_x, after.y), to_x - OUT, half)


def _around(start: Corner, out: float, end: Corner, into: float, half: float) -> list[Corner]:
    """Between the rows, before the one in which it ends."""
    between = end[1] - half - 3 if end[1] > start[1] else end[1] + half + 3
    return [start, (out, start[1]), (out, between), (into, between), (into, end[1]), end]
