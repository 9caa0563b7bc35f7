"""The plan of a project as it stands, as a network: what is open of it, whole or as far as one task reaches.

What is done holds nobody up and is not in it. Of a task that has begun the start stays, and only its end may move; so
what it waited for to begin holds its end alone, which is not before that is done. A task with subtasks begins when it
may and ends when they do: its subtasks wait for what it waits for, and its end is not before theirs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from bot.plans.network import LAG_AT_MOST, Circle, Kind, Link, Network
from bot.plans.network import Task as Planned
from bot.plans.scheduling import Place, schedule
from bot.plans.workdays import Workdays
from bot.process.kernel import calendars
from bot.process.kernel.work import Work
from bot.process.tasks import links as ways
from bot.process.tasks import planning
from bot.process.tasks.states import Status
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import shifts
from storage.projects import Project
from storage.shifts import Tied
from storage.tasks import Task

# One end of a task that is not moved as one piece.
START, END = "start", "end"


class Node(NamedTuple):
    """A task in the network, or one end of it; `side` is empty for all of it."""

    task_id: int
    side: str = ""


@dataclass(frozen=True, slots=True)
class Present:
    """The tasks by id, the network of them, and which links of the plan they have between them."""

    project: Project
    tasks: Mapping[int, Task]
    network: Network[Node]
    links: Mapping[tuple[int, int], Tied]
    # The open parts with a date, by what they are parts of.
    parts: Mapping[int, Sequence[int]]

    def is_held(self, task_id: int) -> bool:
        """Whether it stays where it is."""
        return any(self.network.tasks[self.network.places[one]].is_pinned for one in self.nodes(task_id))

    def nodes(self, task_id: int) -> list[Node]:
        """What of a task is in the network."""
        every = (Node(task_id, side) for side in ("", START, END))
        return [one for one in every if one in self.network.places]


Held = Callable[[Task], bool]


def present(
    work: Work,
    project: Project,
    is_held: Held,
    *,
    begin: int | None = None,
    due: Mapping[int, date] | None = None,
    starts: Mapping[int, date] | None = None,
    to_change: bool = False,
) -> Present:
    """The plan, or what of it the task `begin` reaches with what that waits for besides; `due` and `starts`
    are days that are not kept yet, by the ids of the tasks. `is_held` says which tasks stay where they are.

    Three statements and one for each calendar. `to_change` holds the tasks until the transaction ends. Raises Refused
    for links in a circle.
    """
    rows = shifts.links(work.session, work.team_id, project.id)
    wholes = dict(shifts.parts(work.session, work.team_id, project.id))
    wanted = None if begin is None else _around(_reached(begin, rows, wholes), rows, wholes)
    found = shifts.read(work.session, work.team_id, project.id, wanted, to_change=to_change)
    tying = _Tying(work, project, found, wholes, due or {}, starts or {}, is_held)
    for row in rows:
        if row.before in found and row.after in found:
            tying.tie(row)
    try:
        network = Network(list(tying.nodes.values()), tying.links)
    except Circle:
        raise Refused(_("The links of this plan go in a circle, so nothing can be computed of it.")) from None
    return Present(project, found, network, {(row.before, row.after): row for row in rows}, tying.parts)


def standing(plan: Present, moved: Mapping[Node, int]) -> dict[Node, Place]:
    """How early and how late each can be, where it stands or is moved to (an instant); nothing of an undated plan."""
    tasks = []
    for one in plan.network.tasks:
        start = moved.get(one.key, one.start)
        is_by_parts = one.key.side == END and one.key.task_id in plan.parts
        # Nothing is earlier than it is planned; but what ends with its parts has no end of its own.
        tasks.append(replace(one, start=start, not_before=one.not_before if is_by_parts else start))
    begins = min((one.start for one in tasks if one.start is not None), default=None)
    if begins is None:
        return {}
    found = schedule(plan.network.standing(tasks), begins)
    return {one.key: place for one, place in zip(tasks, found.places, strict=True)}


def _reached(begin: int, rows: Sequence[Tied], wholes: Mapping[int, int]) -> set[int]:
    """What waits for the task, and so on: through the whole that it is a part of, and the parts of what waits."""
    after, parts = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for row in rows:
        after[row.before].append(row.after)
    for part, whole in wholes.items():
        parts[whole].append(part)
    # A whole whose part ends later ends later itself, and its other parts do not wait for that.
    seen, waiting = {(begin, False)}, [(begin, False)]
    while waiting:
        task_id, is_by_part = waiting.pop()
        beyond = [(one, False) for one in after[task_id]]
        beyond += [] if is_by_part or task_id == begin else [(one, False) for one in parts[task_id]]
        beyond += [(wholes[task_id], True)] if task_id in wholes else []
        new = [one for one in beyond if one not in seen]
        seen.update(new)
        waiting += new
    return {task_id for task_id, _is_by_part in seen}


def _around(reached: Collection[int], rows: Sequence[Tied], wholes: Mapping[int, int]) -> set[int]:
    """These, what they are parts of or have as parts, and what all of those wait for."""
    near = {*reached, *(wholes[one] for one in reached if one in wholes)}
    near |= {part for part, whole in wholes.items() if whole in near}
    return near | {row.before for row in rows if row.after in near}


class _Tying:
    """The network of a plan as it is put together."""

    def __init__(
        self,
        work: Work,
        project: Project,
        found: Mapping[int, Task],
        wholes: Mapping[int, int],
        due: Mapping[int, date],
        starts: Mapping[int, date],
        is_held: Held,
    ) -> None:
        self._work, self._project = work, project
        self._due, self._starts, self._is_held = due, starts, is_held
        self._workdays: dict[int, Workdays] = {}
        begun = {wholes[one.id] for one in found.values() if one.id in wholes and one.status != Status.NOT_STARTED}
        self._begun = begun | {one.id for one in found.values() if one.status == Status.IN_PROGRESS}
        self._open = {one.id: one for one in found.values() if one.status != Status.DONE}
        self.parts = defaultdict[int, list[int]](list)
        for task in self._open.values():
            whole = wholes.get(task.id)
            # What has no date yet drives nothing.
            if whole in self._open and self._day(task) is not None:
                self.parts[whole].append(task.id)
        self.nodes: dict[Node, Planned[Node]] = {}
        self.links: list[Link[Node]] = []
        for task in self._open.values():
            self._add(task)
        for whole, inner in self.parts.items():
            if Node(whole, END) in self.nodes:
                self.links += [Link(self._last(one), Node(whole, END), Kind.FF) for one in inner]

    def tie(self, row: Tied) -> None:
        """One link of the plan, as the network has it; none where what it ties is done, or has begun."""
        before, kind = self._open.get(row.before), Kind(row.kind)
        if before is None or row.after not in self._open:
            return
        status = Status.IN_PROGRESS if row.before in self._begun else before.status
        if not ways.holds_up(kind, status):
            return
        leaves = self._last(row.before) if kind.leaves_at_end else self._first(row.before)
        for node, how, lag in self._arriving(row.after, kind, row.lag):
            self.links.append(Link(leaves, node, how, lag))

    def _add(self, task: Task) -> None:
        due_on, days = self._day(task), self._days_of(task)
        if due_on is None and task.id in self.parts:
            # It has no date of its own, and ends with the last of its parts all the same.
            inner = [self._day(self._open[one]) for one in self.parts[task.id]]
            due_on = max((one for one in inner if one is not None), default=None)
        if due_on is None:
            length = 0 if task.is_milestone else max(task.days or 1, 1)
            self._put(Planned(Node(task.id), length, days), task)
        elif task.id not in self.parts and task.id not in self._begun:
            whole = planning.planned(task, due_on, days, self._starts.get(task.id))
            self._put(Planned(Node(task.id), whole.days, days, whole.start), task)
        else:
            evening = due_on.toordinal() + 1
            # What somebody works on does not end earlier for a plan; with the last of its parts a whole does.
            not_before = evening if task.id not in self.parts else None
            self._put(Planned(Node(task.id, END), 0, days, evening, not_before=not_before), task)
            if task.id not in self._begun:
                first = task.starts_on.toordinal() if task.starts_on is not None else None
                self._put(Planned(Node(task.id, START), 0, days, first, not_before=first), task)

    def _put(self, planned: Planned[Node], task: Task) -> None:
        self.nodes[planned.key] = replace(planned, is_pinned=self._day(task) is not None and self._is_held(task))

    def _arriving(self, task_id: int, kind: Kind, lag: int) -> Iterable[tuple[Node, Kind, int]]:
        """What a link holds of the task that waits, in which way and by what lag."""
        end = Node(task_id, END)
        if end not in self.nodes:
            return [(Node(task_id), kind, lag)]
        if kind.arrives_at_end:
            return [(end, kind, lag)]
        if task_id in self._begun:
            return [(end, Kind.FF, 0)] if kind.leaves_at_end else []
        inner = [(one, kind, lag) for part in self.parts[task_id] if (one := self._first(part)).side != END]
        # It takes a day at least, whatever becomes of its subtasks.
        at_end = (end, Kind.FF if kind.leaves_at_end else Kind.SF, min(lag + 1, LAG_AT_MOST))
        return [(Node(task_id, START), kind, lag), at_end, *inner]

    def _first(self, task_id: int) -> Node:
        start = Node(task_id, START)
        return start if start in self.nodes else self._last(task_id)

    def _last(self, task_id: int) -> Node:
        end = Node(task_id, END)
        return end if end in self.nodes else Node(task_id)

    def _day(self, task: Task) -> date | None:
        return self._due.get(task.id, task.due_on)

    def _days_of(self, task: Task) -> Workdays:
        """The working days of its lead department, numbered once for all that count in them."""
        calendar = calendars.of_plan(self._work, self._project, task.department_id)
        known = self._workdays.get(id(calendar))
        if known is None:
            known = self._workdays[id(calendar)] = Workdays(calendar, self._project.starts_on)
        return known
