"""What a push or a pull would do to a plan (顺延受影响任务、提前到最早): looked at before anything is moved.

Lengths are kept in the working days of each lead department. What is pinned, and what the actor may not move, stays;
nothing is pulled to before today. Only what a task reaches is read and computed where it is about one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from bot.plans import moving
from bot.plans.moving import Moves
from bot.plans.scheduling import broken
from bot.process.kernel import rights
from bot.process.kernel.rules import Role
from bot.process.kernel.work import Work
from bot.process.plans import spanning
from bot.process.plans.present import END, START, Node, Present, present
from bot.process.plans.shifted import PULL, PUSH, Going, Shift, Stays, Wanted
from bot.process.tasks import finding
from bot.process.tasks.moves import MILESTONE, MOVE
from bot.process.tasks.said import Update
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import shifts
from storage.people import Person
from storage.projects import Project
from storage.tasks import Task

# Who may move the whole plan at once.
SHIFT = "plans.shift"
PINNED = _("its dates are pinned")
NOT_YOURS = _("you may not move it")


class Movers:
    """Who may move which task, asked once for those of one department and owner; see `rights`."""

    def __init__(self, work: Work, project: Project) -> None:
        self._work, self._project = work, project
        self._of_all = rights.passes(work, SHIFT, project)
        self._known: dict[tuple[Any, ...], tuple[bool, Person | None]] = {}

    def passes(self, task: Task) -> tuple[bool, Person | None]:
        """Whether the actor may move the task, and for whom where they do it as a substitute."""
        if self._of_all[0]:
            return self._of_all
        key = (task.is_milestone, task.department_id, task.owner_id)
        if key not in self._known:
            self._known[key] = rights.passes(self._work, *self._asked(task)[:2], **self._asked(task)[2])
        return self._known[key]

    def holds(self, task: Task) -> bool:
        """Whether the task stays where it is."""
        return task.is_pinned or not self.passes(task)[0]

    def able(self, task: Task) -> Any:
        """Who may move it, in words."""
        action, project, concerned = self._asked(task)
        return rights.who_may(self._work, action, project, **concerned)

    def _asked(self, task: Task) -> tuple[str, Project, dict[str, Any]]:
        action = MILESTONE if task.is_milestone else MOVE
        return action, self._project, {"department_id": task.department_id, "who": {Role.OWNER: task.owner_id}}


def look(work: Work, wanted: Wanted, *, to_change: bool = False) -> Shift:
    """What it would do.

    Raises Refused for a project or a task that the actor may not see, for who may not move what is wanted, and for
    links in a circle.
    """
    project = rights.seen(work, wanted.project_id)
    origin = _origin(work, wanted, project)
    due = wanted.said.due_on if wanted.said is not None else None
    movers = Movers(work, project)
    plan = present(
        work,
        project,
        movers.holds,
        begin=origin.id if origin is not None else None,
        due={origin.id: due} if origin is not None and due is not None else None,
        to_change=to_change,
    )
    moves = spanning.moved(plan, (lambda to: _pushed(plan, origin, to)) if wanted.did == PUSH
                           else (lambda to: _pulled(work, plan, origin, to)))  # fmt: skip
    moved = going(plan, moves)
    if wanted.did != PUSH:
        moved = [one for one in moved if not _is_later(one)]
    stays = _staying(plan, moves, movers)
    was_end, end = _ends(work, project, moved, origin, due)
    found = Shift(project, wanted.did, origin, due, moved, stays, was_end, end, "")
    return replace(found, seen=_seen(found))


def room(work: Work, number: int, was: date) -> Shift | None:
    """What could be earlier now that the task does not end on that day any more, but earlier; None where that makes no
    room, and where nothing can be computed.
    """
    task, project = finding.read(work, number)
    if not task.successors and task.parent_id is None:
        return None
    try:
        found = look(work, Wanted(project.id, PULL, number))
        before = look(work, Wanted(project.id, PULL, number, Update(due_on=was))) if found.moved else found
    except Refused:
        return None
    return found if _where(found) != _where(before) else None


def _is_later(one: Going) -> bool:
    """Whether the task would begin or end later than it is planned: a pull leaves it where it is."""
    begins_later = one.start is not None and one.task.starts_on is not None and one.start > one.task.starts_on
    return begins_later or (one.task.due_on is not None and one.due > one.task.due_on)


def _where(found: Shift) -> set[tuple[int, date | None, date]]:
    return {(one.task.id, one.start, one.due) for one in found.moved}


def _origin(work: Work, wanted: Wanted, project: Project) -> Task | None:
    if wanted.number is None:
        why = _("Only who runs the project moves its whole plan at once.")
        rights.must(work, SHIFT, project, why)
        return None
    task, its_project = finding.read(work, wanted.number)
    if its_project.id != project.id:
        raise finding.unknown(str(wanted.number))
    finding.must(work, "tasks.update", task, project, who={Role.OWNER: task.owner_id})
    return task


def _pushed(plan: Present, origin: Task | None, to: Mapping[Node, int]) -> Moves[Node]:
    if origin is not None:
        return moving.push(plan.network, [*plan.nodes(origin.id), *to], to)
    behind = [before for before, _after, _tie in broken(plan.network)]
    return moving.push(plan.network, list(dict.fromkeys([*behind, *to])), to)


def _pulled(work: Work, plan: Present, origin: Task | None, to: Mapping[Node, int]) -> Moves[Node]:
    """What waits for nothing stays, and so does what does not wait for the task from which it is pulled."""
    network = plan.network
    fixed = [one.key for one, ties in zip(network.tasks, network.before, strict=True) if not ties]
    if origin is not None:
        behind = _behind(plan, plan.nodes(origin.id))
        fixed += [one.key for one in network.tasks if one.key not in behind]
    today = work.today(plan.project.zone)
    return moving.pull(network, max(today, plan.project.starts_on).toordinal(), fixed, to)


def _behind(plan: Present, begin: Sequence[Node]) -> set[Node]:
    network = plan.network
    places = [network.places[one] for one in begin]
    seen = set[int]()
    while places:
        new = {tie.other for place in places for tie in network.after[place]} - seen
        seen |= new
        places = list(new)
    return {network.tasks[place].key for place in seen}


def going(plan: Present, moves: Moves[Node]) -> list[Going]:
    """The tasks that move, each with both of its days, first to go first."""
    found = []
    for task_id in dict.fromkeys(node.task_id for node in moves.moved):
        task, span = plan.tasks[task_id], spanning.span(plan, moves, task_id)
        # What has no date of its own has none that could move.
        if task.due_on is not None and span.due is not None and tuple(span) != (task.starts_on, task.due_on):
            is_under_way = Node(task_id, START) not in plan.network.places and Node(task_id, END) in moves.moved
            found.append(Going(task, task.starts_on, task.due_on, span.start, span.due, is_under_way))
    found = _around_parts(plan, {one.task.id: one for one in found})
    return sorted(found, key=lambda one: (one.start or one.due, one.task.number))


def _around_parts(plan: Present, moved: Mapping[int, Going]) -> list[Going]:
    """The same, in which no whole begins after one of its parts that moves earlier, though it be under way."""
    found = dict(moved)
    for whole, inner in plan.parts.items():
        task = plan.tasks[whole]
        starts = [moved[one].start for one in inner if one in moved]
        first = min((one for one in starts if one is not None), default=None)
        known = moved.get(whole)
        start = known.start if known is not None else task.starts_on
        if first is None or start is None or first >= start or task.due_on is None or plan.is_held(whole):
            continue
        due = known.due if known is not None else task.due_on
        found[whole] = Going(task, task.starts_on, task.due_on, first, due)
    return list(found.values())


def _staying(plan: Present, moves: Moves[Node], movers: Movers) -> list[Stays]:
    """What stays too early, each task once for what it waits for, latest first."""
    worst: dict[tuple[int, int], int] = {}
    for (before, after), days in moving.lacking(plan.network, moves).items():
        pair = (before.task_id, after.task_id)
        worst[pair] = max(worst.get(pair, 0), days)
    found = []
    for (before_id, after_id), days in worst.items():
        task = plan.tasks[after_id]
        why, able = (PINNED, None) if task.is_pinned else (NOT_YOURS, movers.able(task))
        found.append(Stays(task, plan.tasks[before_id], days, why, able, is_pinned=task.is_pinned))
    return sorted(found, key=lambda one: (-one.days, one.task.number, one.before.number))


def _ends(
    work: Work, project: Project, moved: Sequence[Going], origin: Task | None, due: date | None
) -> tuple[date | None, date | None]:
    """The last planned day of the project before, and after."""
    was = shifts.last_end(work.session, work.team_id, project.id)
    new = [one.due for one in moved] + ([due] if due is not None else [])
    if not new:
        return was, was
    gone = {one.task.id for one in moved} | ({origin.id} if origin is not None and due is not None else set())
    left = shifts.last_end(work.session, work.team_id, project.id, gone)
    return was, max([*new, *([left] if left is not None else [])])


def _seen(found: Shift) -> str:
    """What was looked at: what moves, and the tasks as they stand."""
    moved = [[one.task.id, one.task.version, str(one.start), str(one.due)] for one in found.moved]
    stays = [[one.task.id, one.before.id, one.days] for one in found.stays]
    origin = [found.origin.id, found.origin.version, str(found.due)] if found.origin is not None else []
    content = json.dumps([found.did, origin, moved, stays])
    return hashlib.sha256(content.encode()).hexdigest()[:32]
