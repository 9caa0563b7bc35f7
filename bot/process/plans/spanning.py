"""A task with subtasks spans them (父任务覆盖子任务): where they move, it begins and ends with them.

Its end waits for theirs in the network. That it begins with the first of them is no link: it is laid there again until
nothing moves any more, since others may wait for its beginning.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from bot.plans.moving import Moves
from bot.process.plans.present import END, START, Node, Present
from bot.process.tasks import planning
from storage.tasks import Task

# A push or a pull in which these stand at those positions.
Moving = Callable[[Mapping[Node, int]], Moves[Node]]


class Span(NamedTuple):
    """The days of a task, as far as it has some."""

    start: date | None
    due: date | None

    @property
    def first(self) -> date | None:
        """The day on which it begins; of a milestone the one on which it stands."""
        return self.start or self.due


def moved(plan: Present, moving: Moving) -> Moves[Node]:
    """What moves, and each whole with the first of its parts where it began with it."""
    to: dict[Node, int] = {}
    moves = moving(to)
    # Nothing of a whole waits for its beginning, so one after the other comes to rest.
    for _round in plan.parts:
        new = {node: at for node, at in _beginnings(plan, moves).items() if to.get(node) != at}
        if not new:
            break
        to |= new
        moves = moving(to)
    return moves


def span(plan: Present, moves: Moves[Node], task_id: int) -> Span:
    """The days of a task after these moves."""
    task, gone = plan.tasks[task_id], moves.moved
    start, due = task.starts_on, task.due_on
    whole, first, last = Node(task_id), Node(task_id, START), Node(task_id, END)
    if whole in gone:
        due = planning.day_of(_planned(plan, whole), task, gone[whole].end)
        start = date.fromordinal(gone[whole].start) if start is not None else None
    if first in gone:
        start = _morning(plan, moves, task_id, gone[first].start)
    if last in gone:
        due = date.fromordinal(gone[last].end) - timedelta(days=1)
    return Span(start, due)


def _beginnings(plan: Present, moves: Moves[Node]) -> dict[Node, int]:
    """Where the beginnings of wholes are to stand that do not stand with the first of their parts any more."""
    found: dict[Node, int] = {}
    for whole, inner in plan.parts.items():
        node, task = Node(whole, START), plan.tasks[whole]
        if node not in plan.network.places or task.starts_on is None or plan.is_held(whole):
            continue
        was = min((day for one in inner if (day := _day(plan.tasks[one])) is not None), default=None)
        now = min((day for one in inner if (day := span(plan, moves, one).first) is not None), default=None)
        present = span(plan, moves, whole).start
        if was is None or now is None or present is None:
            continue
        meant = now if task.starts_on == was else min(present, now)
        if meant != present:
            found[node] = meant.toordinal()
    return found


def _day(task: Task) -> date | None:
    return task.starts_on or task.due_on


def _morning(plan: Present, moves: Moves[Node], task_id: int, instant: int) -> date:
    """The day of an instant: that on which a part begins, else the next on which its own people work."""
    day = date.fromordinal(instant)
    if any(span(plan, moves, one).first == day for one in plan.parts.get(task_id, ())):
        return day
    days = _planned(plan, Node(task_id, START)).calendar
    return date.fromordinal(days.day(days.number(instant)))


def _planned(plan: Present, node: Node) -> Any:
    return plan.network.tasks[plan.network.places[node]]
