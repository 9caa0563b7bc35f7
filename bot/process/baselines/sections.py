"""The sections of a plan, one a department: what it leads, what it provides, and what is tied across departments.

What stands here is what is confirmed, as plain data: tasks by their numbers, departments by their ids, days as
2027-03-12. A day of another department's task is a part of it where a link makes it matter: whom that moves confirms
again, and nobody else.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.process.kernel.canonical import hash_of
from bot.process.kernel.signatures import Section
from bot.process.kernel.work import Work
from storage import cooperation, plans, tasks
from storage.cooperation import CooperatingPart
from storage.dependencies import Dependency
from storage.projects import Project
from storage.tasks import Task

# A department's part, by what is said of it.
LED, PROVIDED, RECEIVED, AWAITS, AWAITED = "led", "provided", "received", "awaits", "awaited"
PART = "plan"
_AT_START = {"predecessor": ("SS", "SF"), "successor": ("FS", "SS")}


@dataclass(frozen=True, slots=True)
class Plan:
    """A project's plan as it is: its tasks by id, its links, and who provides what."""

    project: Project
    tasks: Mapping[int, Task]
    links: Sequence[Dependency]
    parts: Mapping[int, Sequence[CooperatingPart]]

    @property
    def department_ids(self) -> list[int]:
        """The departments that lead a task or provide a part of one, in the order of their ids."""
        leading = {one.department_id for one in self.tasks.values()}
        providing = {part.department_id for some in self.parts.values() for part in some}
        return sorted(leading | providing)


def read(work: Work, project: Project) -> Plan:
    """The plan as it is."""
    found = {one.id: one for one in tasks.of_project(work.session, work.team_id, project.id)}
    ordered = dict(sorted(found.items(), key=lambda pair: pair[1].number))
    links = plans.links_among(work.session, work.team_id, project.id).values() if ordered else ()
    among = [one for one in links if one.predecessor_id in ordered and one.successor_id in ordered]
    with_parts = [one.id for one in ordered.values() if one.parts]
    return Plan(project, ordered, among, cooperation.of_tasks(work.session, work.team_id, with_parts))


def of_department(department_id: int) -> str:
    """The name of the section of that department's part."""
    return f"{PART}:{department_id}"


def department_of(name: str) -> int | None:
    """The department whose part the section is; None for what is for all."""
    kind, _colon, of = name.partition(":")
    return int(of) if kind == PART and of.isdecimal() else None


def document(plan: Plan) -> tuple[Section, ...]:
    """What is confirmed: whose plan it is, and the part of each department."""
    known_by = Section("project", {"team": plan.project.team_id, "number": plan.project.number})
    parts = _parts(plan)
    return (
        known_by,
        *(Section(of_department(one), parts[one], frozenset({one})) for one in plan.department_ids),
    )


def hashes(document: Sequence[Section]) -> dict[str, str]:
    """The hash of each section, by its name."""
    return {one.name: hash_of(one.content) for one in document}


def _parts(plan: Plan) -> dict[int, dict[str, dict[str, Any]]]:
    parts: dict[int, dict[str, dict[str, Any]]] = {
        one: {LED: {}, PROVIDED: {}, RECEIVED: {}, AWAITS: {}, AWAITED: {}} for one in plan.department_ids
    }
    for task in plan.tasks.values():
        parts[task.department_id][LED][str(task.number)] = _led(plan, task)
        for part in plan.parts.get(task.id, ()):
            provides = {"provides": part.provides, **_days(task)}
            parts[part.department_id][PROVIDED][str(task.number)] = {"lead": task.department_id, **provides}
            received = parts[task.department_id][RECEIVED]
            received[f"{task.number}:{part.department_id}"] = {"by": part.department_id, "provides": part.provides}
    for link in plan.links:
        before, after = plan.tasks[link.predecessor_id], plan.tasks[link.successor_id]
        if before.department_id == after.department_id:
            continue
        tie = {"kind": link.kind, "lag": link.lag}
        key = f"{before.number}:{after.number}"
        parts[after.department_id][AWAITS][key] = {
            **tie, "of": before.department_id, "day": _tied(before, link.kind, "predecessor"),
        }  # fmt: skip
        parts[before.department_id][AWAITED][key] = {
            **tie, "by": after.department_id, "day": _tied(after, link.kind, "successor"),
        }  # fmt: skip
    return parts


def _led(plan: Plan, task: Task) -> dict[str, Any]:
    parent = plan.tasks.get(task.parent_id or 0)
    return {
        "title": task.title,
        **_days(task),
        "days": task.days,
        "milestone": task.is_milestone,
        "at_start": task.is_at_start,
        "standard": [task.output, task.format, task.quality],
        "parent": parent.number if parent is not None else None,
    }


def _days(task: Task) -> dict[str, str | None]:
    return {"start": _written(task.starts_on), "end": _written(task.due_on)}


def _tied(task: Task, kind: str, side: str) -> str | None:
    """The day of the task that the link ties: its start or its end."""
    is_start = kind in _AT_START[side] and not task.is_milestone
    return _written(task.starts_on if is_start else task.due_on)


def _written(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None
