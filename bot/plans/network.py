"""The network of a plan: tasks with a length, and links between them, in an order in which none comes before what it
waits for.

Where a task stands is its *position*: the number of the working day of its own calendar on which it begins, and of a
milestone the instant itself (see `bot.plans.workdays`).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from copy import copy
from dataclasses import dataclass
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter
from typing import Generic, NamedTuple, TypeVar

from bot.plans.workdays import Workdays

Key = TypeVar("Key", bound=Hashable)
# Working days.
LAG_AT_MOST = 2_000


class Kind(StrEnum):
    """What a link ties to what: the first letter is of the task waited for, the second of the one that waits."""

    FS = "FS"
    SS = "SS"
    FF = "FF"
    SF = "SF"

    @property
    def leaves_at_end(self) -> bool:
        """Whether it waits for the end of the task before."""
        return self.value[0] == "F"

    @property
    def arrives_at_end(self) -> bool:
        """Whether it holds the end of the task after."""
        return self.value[1] == "F"


@dataclass(frozen=True, slots=True)
class Link(Generic[Key]):
    """`after` waits for `before`. `lag` is in working days of the calendar of `after`; a negative one is a lead."""

    before: Key
    after: Key
    kind: Kind = Kind.FS
    lag: int = 0


@dataclass(frozen=True, slots=True)
class Task(Generic[Key]):
    """A task of a plan.

    `days` are working days of its own calendar, 0 for a milestone. `start` is the morning on which it is planned to
    begin, as an ordinal; a milestone's is the instant at which it stands. None while it has no date. A pinned task is
    not moved. None begins before its `not_before`, a morning.
    """

    key: Key
    days: int
    calendar: Workdays
    start: int | None = None
    is_pinned: bool = False
    not_before: int | None = None

    def start_at(self, position: int) -> int:
        """The instant at which it begins there."""
        return self.calendar.day(position) if self.days else position

    def end_at(self, position: int) -> int:
        """The instant at which it ends there."""
        return self.calendar.day(position + self.days - 1) + 1 if self.days else position

    def evening_at(self, position: int) -> int:
        """The evening that to its own calendar is the instant at which it begins there."""
        return self.calendar.day((position if self.days else self.calendar.number(position)) - 1) + 1

    def position(self, instant: int) -> int:
        """Where it stands if it begins then, or as soon after as people work."""
        return self.calendar.number(instant) if self.days else instant

    def between(self, first: int, last: int) -> int:
        """How many of its working days lie between two positions."""
        return last - first if self.days else self.calendar.number(last) - self.calendar.number(first)


class Tie(NamedTuple):
    """A link as one of its tasks knows it: the place of the other. Where both count in one calendar, and are no
    milestones, the one after stands at least `shift` working days behind the one before.
    """

    other: int
    shift: int | None
    kind: Kind
    lag: int


class Circle(ValueError):
    """The links go in a circle: `keys`, the first of them again at the end."""

    def __init__(self, keys: Sequence[Hashable]) -> None:
        super().__init__(" → ".join(str(key) for key in keys))
        self.keys = keys


class Network(Generic[Key]):
    """Tasks and links. A task is known by its place in `tasks`, and `order` names the places, each behind those that it
    waits for; `rank` says of each place where it is in that.

    Raises Circle, KeyError for a link to a task that is not there, and ValueError for a lag or a length out of bounds.
    """

    def __init__(self, tasks: Sequence[Task[Key]], links: Sequence[Link[Key]]) -> None:
        self.tasks = tasks
        self.places = {task.key: place for place, task in enumerate(tasks)}
        if len(self.places) < len(tasks):
            raise ValueError("two tasks have one key")
        if any(task.days < 0 for task in tasks):
            raise ValueError("a task has less than no days")
        # Of each task what it waits for, and what waits for it.
        self.before: list[list[Tie]] = [[] for _ in tasks]
        self.after: list[list[Tie]] = [[] for _ in tasks]
        self._tie(links)
        self.order = self._in_order()
        self.rank = [0] * len(tasks)
        for rank, place in enumerate(self.order):
            self.rank[place] = rank

    def standing(self, tasks: Sequence[Task[Key]]) -> Network[Key]:
        """The same links between the same tasks, that stand elsewhere now: each as long as before, in its calendar."""
        found = copy(self)
        found.tasks = tasks
        return found

    def _tie(self, links: Sequence[Link[Key]]) -> None:
        places, tasks, made = self.places, self.tasks, Tie.__new__
        # Asked once a kind: of a plan with 30,000 links, half of what it costs to build its network.
        ends = {kind: (kind.leaves_at_end, kind.arrives_at_end) for kind in Kind}
        for link in links:
            lag, kind = link.lag, link.kind
            if lag > LAG_AT_MOST or lag < -LAG_AT_MOST:
                raise ValueError(f"a lag is at most {LAG_AT_MOST} working days")
            first, second = places[link.before], places[link.after]
            before, after = tasks[first], tasks[second]
            shift = None
            if before.calendar is after.calendar and before.days and after.days:
                leaves, arrives = ends[kind]
                shift = lag + (before.days if leaves else 0) - (after.days if arrives else 0)
            self.before[second].append(made(Tie, first, shift, kind, lag))
            self.after[first].append(made(Tie, second, shift, kind, lag))

    def _in_order(self) -> list[int]:
        waits = [len(ties) for ties in self.before]
        order = [place for place, number in enumerate(waits) if not number]
        for place in order:
            for tie in self.after[place]:
                waits[tie.other] -= 1
                if not waits[tie.other]:
                    order.append(tie.other)
        if len(order) < len(self.tasks):
            raise Circle(self._circle({place for place, number in enumerate(waits) if number}))
        return order

    def _circle(self, left: set[int]) -> list[Key]:
        """One circle among those, from the task that comes first in the plan."""
        sorter = TopologicalSorter({place: [tie.other for tie in self.before[place]] for place in left})
        try:
            sorter.prepare()
        except CycleError as found:
            places: list[int] = found.args[1][:-1]
            first = places.index(min(places))
            return [self.tasks[place].key for place in (*places[first:], *places[: first + 1])]
        raise AssertionError("whoever is left waits for one that is left")


def earliest(tie: Tie, before: Task[Key], position: int, after: Task[Key]) -> int:
    """The first position at which `after` keeps the link, where `before` stands at that position."""
    if tie.shift is not None:
        return position + tie.shift
    leaves = before.end_at(position) if tie.kind.leaves_at_end else before.start_at(position)
    calendar = after.calendar
    if not after.days:
        return calendar.day(calendar.number(leaves) + tie.lag - 1) + 1 if tie.lag else leaves
    if not tie.kind.arrives_at_end:
        return calendar.number(leaves) + tie.lag
    if tie.lag:
        return calendar.number(leaves) + tie.lag - after.days
    # A morning and the evening before it are one instant to whoever does not work between.
    evening = leaves if tie.kind.leaves_at_end and before.days else before.evening_at(position)
    return calendar.number(evening - 1) + 1 - after.days


def latest(tie: Tie, before: Task[Key], after: Task[Key], position: int) -> int:
    """The last position at which `before` lets `after` stand at that position."""
    if tie.shift is not None:
        return position - tie.shift
    if tie.lag:
        # Of all instants with that number the last.
        number = after.calendar.number(position) if not after.days else position
        number += after.days if tie.kind.arrives_at_end else 0
        leaves = after.calendar.day(number - tie.lag)
    else:
        leaves = after.end_at(position) if tie.kind.arrives_at_end else after.start_at(position)
    by_evening = tie.kind.arrives_at_end and after.days > 0 and not tie.lag
    if not before.days:
        return before.calendar.day(before.calendar.number(leaves)) if by_evening else leaves
    if tie.kind.leaves_at_end:
        return before.calendar.number(leaves) - before.days
    if by_evening:
        return before.calendar.number(leaves)
    return before.calendar.number(leaves + 1) - 1
