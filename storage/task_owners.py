"""Whose tasks are: those that a person owns, and those that have no owner and are the liaison's to act for."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from storage.projects import IS_STILL, SUSPENDED, Project, ProjectDepartment
from storage.tasks import BY_DUE, IS_OPEN, Task

_part = aliased(ProjectDepartment)


def is_for(team_id: str, user_id: str) -> ColumnElement[bool]:
    """That a task is the person's to see to: theirs, or nobody's in a department whose liaison they are there."""
    speaks = select(col(_part.department_id)).where(
        col(_part.team_id) == team_id,
        col(_part.liaison_id) == user_id,
        col(_part.project_id) == col(Task.project_id),
        col(_part.department_id) == col(Task.department_id),
    )
    return or_(col(Task.owner_id) == user_id, and_(col(Task.owner_id).is_(None), speaks.exists()))


def open_for(session: Session, team_id: str, user_id: str) -> list[Task]:
    """The tasks that a person has to see to and that are not done, in any project that runs, soonest due first."""
    return list(
        session.scalars(
            select(Task)
            .where(
                col(Task.team_id) == team_id,
                is_for(team_id, user_id),
                IS_OPEN,
                col(Task.deleted_at).is_(None),
                col(Task.project_id).not_in(select(col(Project.id)).where(IS_STILL)),
            )
            .order_by(*BY_DUE)
        )
    )


def still_for(session: Session, team_id: str, user_id: str) -> int:
    """How many tasks that a person has to see to are not done in projects that are suspended."""
    query = select(func.count()).where(
        col(Task.team_id) == team_id,
        is_for(team_id, user_id),
        IS_OPEN,
        col(Task.deleted_at).is_(None),
        col(Task.project_id).in_(select(col(Project.id)).where(col(Project.phase) == SUSPENDED)),
    )
    return session.scalar(query) or 0


def open_owned(
    session: Session,
    team_id: str,
    project_id: int,
    owner_id: str,
    *,
    most: int,
    after_id: int = 0,
    made_by: datetime | None = None,
) -> list[Task]:
    """At most `most` tasks of the project that a person has not finished, by their id after that one.

    `made_by`: none that was made after that moment.
    """
    query = select(Task).where(*_owned(team_id, project_id, owner_id), col(Task.id) > after_id)
    if made_by is not None:
        query = query.where(col(Task.created_at) <= made_by)
    return list(session.scalars(query.order_by(col(Task.id)).limit(most)))


def count_owned(session: Session, team_id: str, project_id: int, owner_id: str) -> int:
    """How many tasks of the project a person has not finished."""
    query = select(func.count(col(Task.id))).where(*_owned(team_id, project_id, owner_id))
    return int(session.execute(query).scalar_one())


def first_owned(session: Session, team_id: str, project_id: int, owner_id: str, *, most: int) -> list[Task]:
    """At most `most` tasks of the project that a person has not finished, soonest due first."""
    query = select(Task).where(*_owned(team_id, project_id, owner_id))
    return list(session.scalars(query.order_by(*BY_DUE).limit(most)))


def _owned(team_id: str, project_id: int, owner_id: str) -> tuple[ColumnElement[bool], ...]:
    is_theirs = (col(Task.team_id) == team_id, col(Task.owner_id) == owner_id, col(Task.project_id) == project_id)
    return (*is_theirs, IS_OPEN, col(Task.deleted_at).is_(None))
