"""What a change does to the plan, as the scheduler computes it: the first draft of its assessment.

It is kept as plain data, as it is before those who are asked: tasks by their ids, departments by their ids, days as
2027-03-12. Computed again, it tells whether the plan has changed meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from bot.plans import moving
from bot.plans.scheduling import broken
from bot.process.baselines import sections
from bot.process.baselines.sections import Plan
from bot.process.kernel import calendars
from bot.process.kernel.work import Work
from bot.process.plans import shifting
from bot.process.plans.present import END, Node, Present, present, standing
from bot.process.tasks.states import Status
from storage import shifts
from storage.projects import Project
from storage.tasks import Task

Wanted = Mapping[int, date]
NOTHING: Mapping[str, Any] = {"moved": [], "stays": [], "end": [None, None], "critical": [[], []], "parts": {}}


@dataclass(frozen=True, slots=True)
class Row:
    """A task that moves: its days before and after, by how many working days of its lead department its end moves, and
    its slack in those. `is_wanted`: the change names it; others it pushes.
    """

    task_id: int
    department_id: int
    was_start: date | None
    start: date | None
    was_due: date | None
    due: date
    days: int
    was_slack: int | None
    slack: int | None
    is_milestone: bool
    is_wanted: bool


@dataclass(frozen=True, slots=True)
class Impact:
    """What a change does: who moves, first to go first; who stays too early for what it waits for, by how many working
    days; the last planned day before and after; the tasks on the critical path before and after, in the order of days.

    `parts` are the departments whose part of the plan it makes other, with what of that was and is.
    """

    moved: Sequence[Row]
    stays: Sequence[tuple[int, int, int]]
    was_end: date | None
    end: date | None
    was_critical: Sequence[int]
    critical: Sequence[int]
    parts: Mapping[int, Mapping[str, Mapping[str, Any]]]

    @property
    def milestones(self) -> list[Row]:
        """The milestones that move."""
        return [one for one in self.moved if one.is_milestone]

    @property
    def eaten(self) -> int:
        """How many working days of slack it takes from the tasks that it moves, the most from one of them."""
        lost = [one.was_slack - one.slack for one in self.moved if one.was_slack is not None and one.slack is not None]
        return max((min(one, 10_000) for one in lost), default=0)


def read(kept: Mapping[str, Any]) -> Impact:
    """An impact as it was kept."""
    return Impact(
        [_row(one) for one in kept.get("moved", ())],
        [(int(one[0]), int(one[1]), int(one[2])) for one in kept.get("stays", ())],
        _day(kept.get("end", (None, None))[0]),
        _day(kept.get("end", (None, None))[1]),
        list(kept.get("critical", ((), ()))[0]),
        list(kept.get("critical", ((), ()))[1]),
        {int(of): one for of, one in kept.get("parts", {}).items()},
    )


def wanted(kept: Mapping[str, str]) -> dict[int, date]:
    """The days that a request asks for, by the ids of the tasks."""
    return {int(task_id): date.fromisoformat(day) for task_id, day in kept.items()}


def compute(work: Work, project: Project, asked: Wanted) -> dict[str, Any]:
    """What it does, as it is kept: what is asked for moves, and pushes what waits for it. What is done, or gone, stays.

    Raises Refused for links in a circle.
    """
    if not asked:
        return dict(NOTHING)
    before = present(work, project, lambda task: task.is_pinned)
    there = {one: day for one, day in asked.items() if _is_open(before.tasks.get(one))}
    starts, due = _fitted(work, project, before, there)
    after, moves = _pushed(work, project, starts, due)
    gone = {one.task.id: (one.start, one.due) for one in shifting.going(after, moves)}
    days = {one: (starts.get(one, after.tasks[one].starts_on), day) for one, day in due.items()} | gone
    days = {one: span for one, span in days.items() if span != _span(after.tasks[one])}
    was_places = standing(before, {})
    places = standing(after, {key: one.start for key, one in moves.moved.items()})
    ends = [span[1] for span in days.values()]
    left = shifts.last_end(work.session, work.team_id, project.id, set(days))
    rows = [_written(work, project, before, one, span, there, was_places, places) for one, span in days.items()]
    return {
        "moved": sorted(rows, key=lambda one: (one["start"][1] or one["due"][1], one["task"])),
        "stays": _staying(after, moves),
        "end": [
            _iso(shifts.last_end(work.session, work.team_id, project.id)),
            _iso(max([*ends, *([left] if left is not None else [])], default=None)),
        ],
        "critical": [_critical(before, was_places, {}), _critical(after, places, days)],
        "parts": _parts(sections.read(work, project), days),
    }


def _fitted(work: Work, project: Project, before: Present, there: Wanted) -> tuple[dict[int, date], dict[int, date]]:
    """When the tasks that are asked for begin and end. One that waits for another of them begins when it may, and ends
    on the day that is asked for, or when it can at the earliest.
    """
    starts: dict[int, date] = {}
    due = dict(there)
    while True:
        after, moves = _pushed(work, project, starts, due)
        # In the order of the links: what it waits for stands already.
        found = next((one for one in moves.moved if one.task_id in there and _takes_days(after, one, starts)), None)
        if found is None:
            return starts, due
        was, now = (plan.network.tasks[plan.network.places[found]] for plan in (before, after))
        begins = moves.moved[found].start
        shortest = replace(now, days=min(was.days, now.days))
        evening = shortest.end_at(shortest.position(begins))
        starts[found.task_id] = date.fromordinal(begins)
        due[found.task_id] = max(due[found.task_id], date.fromordinal(evening - 1))


def _takes_days(plan: Present, node: Node, starts: Wanted) -> bool:
    """Whether it is a task with a first and a last day of its own, of which the first is not known to be another."""
    task = plan.tasks[node.task_id]
    return not node.side and not task.is_milestone and task.starts_on is not None and task.id not in starts


def _pushed(work: Work, project: Project, starts: Wanted, due: Wanted) -> tuple[Present, moving.Moves[Node]]:
    """The plan with these days, and what they push in it."""
    plan = present(work, project, lambda task: task.is_pinned and task.id not in due, due=due, starts=starts)
    return plan, moving.push(plan.network, [node for one in due for node in plan.nodes(one)])


def days_of_end(work: Work, project: Project, found: Impact) -> int:
    """By how many working days of the project the end of its plan moves (negative: earlier)."""
    if found.was_end is None or found.end is None or found.was_end == found.end:
        return 0
    calendar = calendars.of_project(work, project)
    if found.end < found.was_end:
        return -calendar.working_days_between(found.end, found.was_end)
    return calendar.working_days_between(found.was_end, found.end)


def _is_open(task: Task | None) -> bool:
    return task is not None and task.status != Status.DONE


def _span(task: Task) -> tuple[date | None, date | None]:
    return task.starts_on, task.due_on


def _written(
    work: Work,
    project: Project,
    before: Present,
    task_id: int,
    span: tuple[date | None, date],
    there: Wanted,
    was_places: Mapping[Node, Any],
    places: Mapping[Node, Any],
) -> dict[str, Any]:
    task = before.tasks[task_id]
    calendar = calendars.of_plan(work, project, task.department_id)
    moved = calendar.working_days_between(task.due_on, span[1]) if task.due_on is not None else 0
    if task.due_on is not None and span[1] < task.due_on:
        moved = -calendar.working_days_between(span[1], task.due_on)
    return {
        "task": task.id,
        "lead": task.department_id,
        "start": [_iso(task.starts_on), _iso(span[0])],
        "due": [_iso(task.due_on), _iso(span[1])],
        "days": moved,
        "slack": [_slack(was_places, task_id), _slack(places, task_id)],
        "milestone": task.is_milestone,
        "wanted": task_id in there,
    }


def _slack(places: Mapping[Node, Any], task_id: int) -> int | None:
    """The slack of the task, or of its end where that is not moved with it as one piece."""
    for node in (Node(task_id), Node(task_id, END)):
        if node in places:
            return int(places[node].slack)
    return None


def _critical(plan: Present, places: Mapping[Node, Any], days: Mapping[int, tuple[date | None, date]]) -> list[int]:
    """The open tasks on the critical path, by their last day."""
    ids = {node.task_id for node, place in places.items() if place.is_critical}
    last = {one: days[one][1] if one in days else plan.tasks[one].due_on or date.max for one in ids}
    return sorted(ids, key=lambda one: (last[one], plan.tasks[one].number))


def _staying(plan: Present, moves: moving.Moves[Node]) -> list[list[int]]:
    """What stands too early for what it waits for, once all has moved: pinned, or asked to be earlier than that."""
    tasks = [
        replace(one, start=moves.moved[one.key].start) if one.key in moves.moved else one for one in plan.network.tasks
    ]
    before = {(one[0].task_id, one[1].task_id) for one in broken(plan.network.standing(tasks))}
    lacks = {(a.task_id, b.task_id): days for (a, b), days in moving.lacking(plan.network, moves).items()}
    touched = {node.task_id for node in moves.moved} | {pair[1] for pair in lacks}
    found = [[after, first, lacks.get((first, after), 0)] for first, after in before if {first, after} & touched]
    return sorted(found)


def _parts(plan: Plan, days: Mapping[int, tuple[date | None, date]]) -> dict[str, Any]:
    """What is other of the parts of departments, as their heads have confirmed them: of each kind what was and is."""
    moved = {
        one: Task(**{**task.model_dump(), "starts_on": days[one][0], "due_on": days[one][1]}) if one in days else task
        for one, task in plan.tasks.items()
    }
    was = {one.name: one.content for one in sections.document(plan)}
    now = {one.name: one.content for one in sections.document(Plan(plan.project, moved, plan.links, plan.parts))}
    found = {}
    for of in plan.department_ids:
        name = sections.of_department(of)
        if was[name] != now[name]:
            found[str(of)] = {"was": _other(was[name], now[name]), "now": _other(now[name], was[name])}
    return found


def _other(part: Mapping[str, Mapping[str, Any]], than: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    return {kind: {key: one for key, one in said.items() if than[kind].get(key) != one} for kind, said in part.items()}


def _row(one: Mapping[str, Any]) -> Row:
    due = _day(one["due"][1])
    assert due is not None, "what moves has an end"  # noqa: S101 - a mistake of ours, not of a user
    return Row(
        one["task"], one["lead"], _day(one["start"][0]), _day(one["start"][1]), _day(one["due"][0]), due, one["days"],
        one["slack"][0], one["slack"][1], one["milestone"], one["wanted"],
    )  # fmt: skip


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
