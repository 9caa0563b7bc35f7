"""What the audit trail holds of tasks: queries over both."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from storage.history import HAND_OVER, Change
from storage.tasks import IS_OPEN, Task

# What the audit trail calls a change of a task's plan; an update of a task, and taking one back.
PLANS = ("add", "edit", "delete", "restore", "split")
# When its project was closed.
CANCEL = "cancel"
# When one of its departments took part no more: nobody has changed its plan, and nobody takes that back here.
PARTED = "part"
UPDATES = ("start", "finish", "progress", "set back", "reopen", "say", "move", "assign", "push", "pull", "undo")


def last_by(
    session: Session, team_id: str, user_id: str, since: datetime, *, project_id: int | None = None
) -> tuple[Task, Change] | None:
    """What the person changed of a task last since then (or took back), in one project or any; with its task."""
    query = _with_changes(team_id).where(
        # Narrows to tasks that were changed at all since then.
        col(Task.changed_at) >= since,
        col(Change.at) >= since,
        col(Change.actor_id) == user_id,
        col(Change.action).in_((*PLANS, *UPDATES)),
    )
    if project_id is not None:
        query = query.where(col(Task.project_id) == project_id)
    row = session.execute(query.order_by(col(Change.id).desc()).limit(1)).first()
    return (row[0], row[1]) if row else None


def handed_over(
    session: Session, team_id: str, project_id: int, actor_id: str, at: datetime, *, old: str, new: str
) -> list[Task]:
    """The tasks of the project that somebody handed over at that moment, and that who got them has not finished."""
    query = _with_changes(team_id).where(
        col(Task.project_id) == project_id,
        col(Task.owner_id) == new,
        IS_OPEN,
        col(Task.deleted_at).is_(None),
        col(Change.action) == HAND_OVER,
        col(Change.actor_id) == actor_id,
        col(Change.at) == at,
    )
    return [task for task, change in session.execute(query) if change.changes["owner_id"][0] == old]


def ended(session: Session, team_id: str, project_id: int, at: datetime) -> list[tuple[Task, Change]]:
    """The tasks of the project that were done or cancelled at that very moment, oldest first, and by which change."""
    query = _with_changes(team_id).where(
        col(Task.project_id) == project_id,
        # Narrows to tasks that nobody has changed since.
        col(Task.changed_at) == at,
        col(Change.at) == at,
        col(Change.action).in_(("finish", CANCEL)),
    )
    return [(row[0], row[1]) for row in session.execute(query.order_by(col(Task.id)))]


def _with_changes(team_id: str) -> Select[Task, Change]:
    return (
        select(Task, Change)
        .join(Change, and_(col(Change.team_id) == col(Task.team_id), col(Change.subject_id) == col(Task.id)))
        .where(col(Task.team_id) == team_id, col(Change.subject) == "tasks")
    )
