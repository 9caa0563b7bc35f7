"""The schedule of a plan: how early and how late each task can be, what slack it has, and what is critical.

Two passes over the network (critical path method): forwards from the first day, backwards from the last end. Slack is
counted in the task's own working days; where calendars differ, a chain of links may have slack that no task of it has.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic

from bot.plans.network import Key, Network, Task, Tie, earliest, latest


@dataclass(frozen=True, slots=True)
class Place:
    """How early and how late a task can be, as instants, with its slack in its own working days.

    `slack` is by how much it may be later without moving the end of the plan (negative: a pinned task stands too
    early), `free_slack` without moving any other task.
    """

    early_start: int
    early_end: int
    late_start: int
    late_end: int
    slack: int
    free_slack: int

    @property
    def is_critical(self) -> bool:
        """Whether a day later is a day later for the plan."""
        return self.slack <= 0


@dataclass(frozen=True, slots=True)
class Schedule(Generic[Key]):
    """The places of the tasks of a network, in their order. `begins` and `ends` are instants."""

    network: Network[Key]
    begins: int
    ends: int
    early: Sequence[int]
    places: Sequence[Place]

    def of(self, key: Key) -> Place:
        """Where the task of that key is."""
        return self.places[self.network.places[key]]

    def drivers(self, key: Key) -> list[Key]:
        """Why a task cannot be earlier: the tasks that hold it in turn, from the first of the chain to itself."""
        chain = [self.network.places[key]]
        while (driver := self._driver(chain[-1])) is not None:
            chain.append(driver)
        return [self.network.tasks[place].key for place in reversed(chain)]

    def _driver(self, place: int) -> int | None:
        """Which task holds that one where it is at the earliest; None where it is the beginning, or pinned."""
        tasks, task = self.network.tasks, self.network.tasks[place]
        if _is_held(task):
            return None
        holding = [
            tie.other
            for tie in self.network.before[place]
            if earliest(tie, tasks[tie.other], self.early[tie.other], task) == self.early[place]
        ]
        # Of several the one with the least slack, since that is where something can be gained.
        return min(holding, key=lambda other: (self.places[other].slack, other), default=None)


def schedule(network: Network[Key], begins: int) -> Schedule[Key]:
    """The schedule of a plan that begins in the morning of that day.

    A pinned task stands where it is planned, whatever its links say.
    """
    tasks = network.tasks
    early = _early(network, begins)
    ends = max((task.end_at(position) for task, position in zip(tasks, early, strict=True)), default=begins)
    late, free = _late(network, early, ends)
    places = [
        Place(
            early_start=task.start_at(at),
            early_end=task.end_at(at),
            late_start=task.start_at(last),
            late_end=task.end_at(last),
            slack=task.between(at, last),
            free_slack=task.between(at, unhindered),
        )
        for task, at, last, unhindered in zip(tasks, early, late, free, strict=True)
    ]
    return Schedule(network, begins, ends, early, places)


def broken(network: Network[Key]) -> list[tuple[Key, Key, Tie]]:
    """The links that the present dates do not keep: before, after, and the link. What has no date breaks none."""
    found = []
    for task, ties in zip(network.tasks, network.before, strict=True):
        if task.start is None:
            continue
        for tie in ties:
            before = network.tasks[tie.other]
            if before.start is not None:
                allowed = earliest(tie, before, before.position(before.start), task)
                if task.position(task.start) < allowed:
                    found.append((before.key, task.key, tie))
    return found


def _early(network: Network[Key], begins: int) -> list[int]:
    tasks, early = network.tasks, [0] * len(network.tasks)
    for place in network.order:
        task = tasks[place]
        if _is_held(task):
            early[place] = _present(task)
            continue
        first = task.position(begins if task.not_before is None else max(begins, task.not_before))
        for tie in network.before[place]:
            if tie.shift is not None:
                allowed = early[tie.other] + tie.shift
            else:
                allowed = earliest(tie, tasks[tie.other], early[tie.other], task)
            if allowed > first:
                first = allowed
        early[place] = first
    return early


def _late(network: Network[Key], early: Sequence[int], ends: int) -> tuple[list[int], list[int]]:
    """The last positions that do not move the end of the plan, and those that move no other task."""
    tasks, late, free = network.tasks, [0] * len(network.tasks), [0] * len(network.tasks)
    for place in reversed(network.order):
        task = tasks[place]
        last = unhindered = task.calendar.number(ends) - task.days if task.days else ends
        for tie in network.after[place]:
            after = tasks[tie.other]
            # Who is pinned does not give way.
            until = early[tie.other] if _is_held(after) else late[tie.other]
            if tie.shift is not None:
                allowed, freely = until - tie.shift, early[tie.other] - tie.shift
            else:
                allowed, freely = latest(tie, task, after, until), latest(tie, task, after, early[tie.other])
            if allowed < last:
                last = allowed
            if freely < unhindered:
                unhindered = freely
        late[place], free[place] = last, unhindered
    return late, free


def _is_held(task: Task[Key]) -> bool:
    return task.is_pinned and task.start is not None


def _present(task: Task[Key]) -> int:
    assert task.start is not None, "asked before"  # noqa: S101 - a mistake of ours, not of a user
    return task.position(task.start)
