"""Finding tasks and projects by their number or by words of their name, among those that a person may see."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select, true
from sqlalchemy.orm import Session
from sqlmodel import col

from storage.departments import Department
from storage.membership import takes_part
from storage.people import Person
from storage.projects import IS_UNBEGUN, Project, ProjectDepartment
from storage.tasks import BY_DUE, IS_DONE, Task

_NUMBER = re.compile(r"(?:t-?)?(\d{1,9})", re.IGNORECASE)


def tasks_found(
    session: Session, person: Person, words: str, first: int, limit: int, now: datetime
) -> tuple[int, Sequence[Task]]:
    """How many tasks fit, and `limit` of them from the `first` (0) on: open ones first, soonest due first."""
    number = _NUMBER.fullmatch(words)
    fits = _contains(col(Task.title), words)
    if number:
        fits = or_(fits, col(Task.number) == int(number[1]))
    query = (
        select(Task)
        .join(Project, col(Project.id) == col(Task.project_id))
        .where(col(Task.team_id) == person.team_id, col(Task.deleted_at).is_(None), _visible(person, now), fits)
    )
    is_it = [col(Task.number) != int(number[1])] if number else []
    order = (*is_it, IS_DONE, *BY_DUE)
    return _count(session, query), session.scalars(query.order_by(*order).offset(first).limit(limit)).all()


def projects_found(
    session: Session, person: Person, words: str, limit: int, now: datetime
) -> tuple[int, Sequence[Project]]:
    """How many projects fit, and the first `limit` of them."""
    query = select(Project).where(
        col(Project.team_id) == person.team_id,
        _visible(person, now),
        or_(_contains(col(Project.name), words), _contains(col(Project.number), words)),
    )
    return _count(session, query), session.scalars(query.order_by(col(Project.id)).limit(limit)).all()


def department_found(session: Session, person: Person, department_id: int, now: datetime) -> Department | None:
    """The department, unless all projects that it takes part in are hidden from the person."""
    parts = (
        select(Project.id)  # type: ignore[call-overload]
        .join(ProjectDepartment, col(ProjectDepartment.project_id) == col(Project.id))
        .where(col(ProjectDepartment.department_id) == col(Department.id))
    )
    return session.scalar(
        select(Department).where(
            col(Department.team_id) == person.team_id,
            col(Department.id) == department_id,
            or_(~parts.exists(), parts.where(_visible(person, now)).exists()),
        )
    )


def _count(session: Session, query: Select[Any]) -> int:
    return int(session.execute(select(func.count()).select_from(query.subquery())).scalar_one())


def _contains(column: Any, words: str) -> ColumnElement[bool]:
    found: ColumnElement[bool] = column.icontains(words, autoescape=True)
    return found


def _visible(person: Person, now: datetime) -> ColumnElement[bool]:
    """The projects that the person may see, as `bot.process.kernel.rights.may_see` says it for one."""
    is_full = not person.is_guest and not person.is_bot
    # Of a project that is only proposed, who proposes it and who decides on it.
    heads = col(Department.id) == col(Project.initiating_department_id), col(Department.head_id) == person.user_id
    concerns = or_(col(Project.created_by) == person.user_id, exists().where(*heads))
    return or_(
        true() if person.may_administer else false(),
        and_(true() if is_full else false(), col(Project.is_private).is_(False)),
        and_(IS_UNBEGUN, concerns),
        col(Project.pm_id) == person.user_id,
        col(Project.sponsor_id) == person.user_id,
        takes_part(person.user_id, now),
    )
