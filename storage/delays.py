"""Finding what is late, and what nobody sees to."""

from __future__ import annotations

from datetime import date

from sqlalchemy import and_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from storage.people import Person
from storage.projects import ProjectDepartment
from storage.tasks import IS_OPEN, Task


def overdue_of_head(session: Session, team_id: str, head_id: str, today: date) -> list[Task]:
    """The open tasks of others, due before that day, of the departments whose head the person is in their project."""
    return list(
        session.scalars(
            select(Task)
            .join(
                ProjectDepartment,
                and_(
                    col(ProjectDepartment.project_id) == col(Task.project_id),
                    col(ProjectDepartment.department_id) == col(Task.department_id),
                ),
            )
            .where(
                col(ProjectDepartment.team_id) == team_id,
                col(ProjectDepartment.head_id) == head_id,
                col(Task.team_id) == team_id,
                col(Task.owner_id) != head_id,
                IS_OPEN,
                col(Task.deleted_at).is_(None),
                col(Task.due_on) < today,
            )
            .order_by(col(Task.due_on), col(Task.number))
        )
    )


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
