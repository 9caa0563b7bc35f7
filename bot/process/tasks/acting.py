"""Who acts for a task: its owner; while it has none, the liaison of its lead department (责任人、接口人)."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.plans.words import NO_OWNER, UNSCHEDULED
from bot.process.kernel.work import Work
from bot.words.language import Name, Near, Text
from bot.words.language import text as _
from storage import departments, people, projects
from storage.asks import LIAISON
from storage.people import Person
from storage.tasks import Task


def who(work: Work, task: Task) -> str | None:
    """Who is to see to the task; None where its lead department takes no part any more."""
    return task.owner_id if task.owner_id is not None else liaison(work, task)


def liaison(work: Work, task: Task) -> str | None:
    """Who sees to it while it has no owner.

    As with whatever is asked of a liaison, it is the head while they have left.
    """
    part = projects.part(work.session, task.project_id, task.department_id)
    if part is None:
        return None
    found = people.person(work.session, work.team_id, part.liaison_id)
    return part.head_id if found is not None and found.is_deactivated else part.liaison_id


def person(work: Work, task: Task) -> Person | None:
    """The same as a person."""
    acts = who(work, task)
    return people.person(work.session, work.team_id, acts) if acts is not None else None


def asked(task: Task) -> dict[str, Any]:
    """The same as whom something is asked of (`storage.asks.Asked`)."""
    if task.owner_id is not None:
        return {"user_id": task.owner_id}
    return {"post": LIAISON, "department_id": task.department_id}


def department(work: Work, task: Task) -> Name | None:
    """The department that leads it."""
    return departments.names(work.session, work.team_id, [task.department_id]).get(task.department_id)


def whose(work: Work, task: Task) -> Name | Text | str:
    """Whose it is: its owner's, or its department's while it has none."""
    return owner_named(work, task) if task.owner_id is not None else department(work, task) or NO_OWNER


def owner(work: Work, task: Task) -> Person | None:
    """Whose task it is; None where it is nobody's."""
    return people.person(work.session, work.team_id, task.owner_id) if task.owner_id is not None else None


def owner_named(work: Work, task: Task) -> Text | str:
    """What stands where a task's owner is named."""
    if task.owner_id is None:
        return NO_OWNER
    found = owner(work, task)
    return found.name if found is not None else "?"


def due(task: Task, today: date) -> Text:
    """When it is due, in words; also of what is not scheduled yet."""
    return UNSCHEDULED if task.due_on is None else _("due %(day)s", day=Near(task.due_on, today))
