"""A row of a plan file as a new task: all that is kept of one."""

from __future__ import annotations

from typing import Any

from bot.process.kernel.work import Work
from bot.process.plans.comparing import Meant
from bot.process.tasks.states import Status
from storage.projects import Project

# Percent.
WHOLE = 100


def row_of(work: Work, project: Project, one: Meant, number: int) -> dict[str, Any]:
    """The task of that number, but for where it stands and what hangs on it."""
    values = one.values
    status, progress = standing(one)
    return {
        "team_id": work.team_id,
        "project_id": project.id,
        "number": number,
        "position": number,
        "title": values["title"],
        "description": values.get("description", ""),
        "output": values.get("output", ""),
        "format": values.get("format", ""),
        "quality": values.get("quality", ""),
        "department_id": one.department_id,
        "owner_id": values.get("owner_id"),
        "starts_on": values.get("starts_on"),
        "due_on": values.get("due_on"),
        "days": values.get("days"),
        "is_milestone": values.get("is_milestone", False),
        "is_at_start": values.get("is_at_start", False),
        "is_pinned": values.get("is_pinned", False),
        "status": status,
        "progress": progress,
        "note": "",
        "delay_reason": "",
        "moves": 0,
        "requests": 0,
        "attachments": 0,
        "version": 1,
        "started_at": work.now if status != Status.NOT_STARTED else None,
        "done_at": work.now if status == Status.DONE else None,
        "created_at": work.now,
        "created_by": work.person.user_id,
        "changed_at": work.now,
        "changed_by": work.person.user_id,
    }


def standing(one: Meant) -> tuple[Status, int]:
    """How far a new task is by the file. One with subtasks has begun when they have, and is done when all are."""
    if one.is_held:
        return Status.NOT_STARTED, 0
    inner = [part.row.progress or 0 for part in one.node.below]
    progress = one.node.row.progress or 0
    if inner:
        progress = WHOLE if min(inner) >= WHOLE else 0
        return (Status.DONE, WHOLE) if progress else (Status.NOT_STARTED, 0)
    if one.values.get("is_milestone"):
        return (Status.DONE, WHOLE) if progress >= WHOLE else (Status.NOT_STARTED, 0)
    if progress >= WHOLE:
        return Status.DONE, WHOLE
    return (Status.IN_PROGRESS, progress) if progress > 0 else (Status.NOT_STARTED, 0)
