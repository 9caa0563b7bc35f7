"""Projects read at once with the departments that take part, and with who answers for them there."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from storage.departments import Department
from storage.people import Person
from storage.projects import Project, ProjectDepartment
from storage.rows import read_ahead as read_rows_ahead
from storage.statements import Among


def read_ahead(session: Session, project_ids: Iterable[int]) -> None:
    """Read these projects at once with the departments that take part, for whoever asks for each of them after.

    Of a single one only what is asked for is read.
    """
    wanted = set(project_ids)
    if len(wanted) > 1:
        read_whole(session, wanted)


def read_whole(session: Session, wanted: set[int]) -> None:
    """Read these projects at once with the departments that take part, and with who answers for them there."""
    read_rows_ahead(session, Project, wanted)
    whole: set[int] = session.info.setdefault("projects read with departments", set())
    if unread := wanted - whole:
        _WHOLE.run(session, unread).all()
        whole |= unread


def _whole(is_one: Callable[[Any], Any]) -> Any:
    head, liaison = aliased(Person), aliased(Person)
    return (
        select(ProjectDepartment, Department, head, liaison)
        .join(Department, col(Department.id) == col(ProjectDepartment.department_id))
        .outerjoin(head, _is_post(head, col(ProjectDepartment.head_id)))
        .outerjoin(liaison, _is_post(liaison, col(ProjectDepartment.liaison_id)))
        .where(is_one(col(ProjectDepartment.project_id)))
    )


def _is_post(person: Any, user_id: Any) -> Any:
    return and_(person.team_id == col(ProjectDepartment.team_id), person.user_id == user_id)


_WHOLE = Among(_whole)
