"""Finding what is late, and what nobody sees to."""

from __future__ import annotations

from sqlalchemy import and_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from storage.people import Person
from storage.tasks import IS_OPEN, Task


def owners_gone(session: Session, team_id: str, project_id: int) -> list[str]:
    """Who owns an open task of the project and has left the workspace."""
    is_theirs = and_(col(Person.team_id) == col(Task.team_id), col(Person.user_id) == col(Task.owner_id))
    return list(
        session.scalars(
            select(col(Task.owner_id))
            .join(Person, is_theirs)
            .where(
                col(Task.team_id) == team_id,
                col(Task.project_id) == project_id,
                IS_OPEN,
                col(Task.deleted_at).is_(None),
                col(Person.is_deactivated),
            )
            .distinct()
            .order_by(col(Task.owner_id))
        )
    )
