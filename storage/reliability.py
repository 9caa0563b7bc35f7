"""What the figures of a department's reliability are made of: queries over what the flows keep."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import Select, String, and_, or_, select
from sqlalchemy import cast as as_type
from sqlalchemy.orm import Session
from sqlmodel import SQLModel, col

from storage.disputes import Dispute
from storage.history import Change
from storage.matters import WITHDRAWN
from storage.meetings import CANCELLED, PAUSED, Meeting
from storage.projects import Project, ProjectDepartment
from storage.reports import FILED, Report
from storage.requests import Request
from storage.reviews import Condition, Review
from storage.tasks import Task


def requests_due(
    session: Session, team_id: str, department_id: int, first: date, last: date
) -> list[tuple[Request, Project]]:
    """What the department was asked for, and was to answer or to deliver on one of these days."""
    is_due = or_(col(Request.answer_by).between(first, last), col(Request.needed_by).between(first, last))
    return _rows(session, _of(Request, team_id).where(col(Request.asked_department_id) == department_id, is_due))


def objections(
    session: Session, team_id: str, department_id: int, since: datetime, until: datetime
) -> list[tuple[Request, Project, Change]]:
    """The department's objections between these moments, and what was taken back then, in the order of the acts."""
    acts = _with_acts(Request, "requests", team_id, since, until).where(
        col(Request.asked_department_id) == department_id, col(Change.action).in_(("object", "undo"))
    )
    return _rows(session, acts)


def tasks_due(
    session: Session, team_id: str, department_id: int, first: date, last: date, since: datetime
) -> list[tuple[Task, Project]]:
    """The tasks of the department that are planned to end on one of these days, or were moved since then; without
    those that were deleted, and those that others are parts of: they end with their parts.
    """
    was_moved = select(col(Change.id)).where(
        *_dated(team_id, since), col(Change.subject_id) == col(Task.id), col(Change.action) != "add"
    )
    query = _of(Task, team_id).where(
        col(Task.department_id) == department_id,
        col(Task.deleted_at).is_(None),
        col(Task.subtasks) == 0,
        or_(col(Task.due_on).between(first, last), was_moved.exists()),
    )
    return _rows(session, query)


def dates_of_tasks(session: Session, team_id: str, department_id: int, since: datetime) -> dict[int, list[Change]]:
    """What was done since then to the planned ends of tasks of the department, oldest first, by the task."""
    query = (
        select(Change)
        .join(Task, col(Task.id) == col(Change.subject_id))
        .where(*_dated(team_id, since), col(Task.department_id) == department_id, col(Task.deleted_at).is_(None))
        .order_by(col(Change.id))
    )
    found: dict[int, list[Change]] = {}
    for one in session.scalars(query):
        found.setdefault(one.subject_id, []).append(one)
    return found


def reviews_decided(
    session: Session, team_id: str, department_id: int, since: datetime, until: datetime
) -> list[tuple[Review, Project, Change]]:
    """What was submitted of the reviews for which the department submits, and decided before the second moment; for
    those of which something was decided between both, in the order of the acts.
    """
    decided = select(col(Change.subject_id)).where(
        col(Change.team_id) == team_id,
        col(Change.subject) == "reviews",
        col(Change.action).in_(("pass", "return")),
        col(Change.at).between(since, until),
    )
    acts = _with_acts(Review, "reviews", team_id, None, until).where(
        col(Review.department_id) == department_id,
        col(Review.id).in_(decided),
        col(Change.action).in_(("submit", "reopen", "pass", "return")),
    )
    return _rows(session, acts)


def conditions_asked(session: Session, team_id: str, department_id: int) -> set[tuple[int, int]]:
    """Of which reviews for which the department submits, and which submission, conditions were asked for."""
    query = (
        select(col(Condition.review_id), col(Condition.edition))
        .join(Review, col(Review.id) == col(Condition.review_id))
        .where(col(Condition.team_id) == team_id, col(Review.department_id) == department_id)
    )
    return {(row[0], row[1]) for row in session.execute(query)}


def disputes_between(
    session: Session, team_id: str, department_id: int, since: datetime, until: datetime
) -> list[tuple[Dispute, Project]]:
    """The disputes to which the department is a side, raised or ended between these moments; none withdrawn."""
    is_side = or_(
        col(Dispute.raising_department_id) == department_id, col(Dispute.other_department_id) == department_id
    )
    was_then = or_(col(Dispute.created_at).between(since, until), col(Dispute.closed_at).between(since, until))
    query = _of(Dispute, team_id).where(is_side, was_then, col(Dispute.state) != WITHDRAWN)
    return _rows(session, query)


def reports_expected(
    session: Session, team_id: str, department_id: int, since: datetime, until: datetime
) -> list[tuple[Report, Project, Meeting]]:
    """The reports of the department for meetings between these moments that took place; none that is missing of a
    project in which it takes part no more.
    """
    takes_part = select(col(ProjectDepartment.project_id)).where(
        col(ProjectDepartment.project_id) == col(Report.project_id),
        col(ProjectDepartment.department_id) == department_id,
    )
    query: Any = (
        select(Report, Project, Meeting)
        .join(Project, col(Project.id) == col(Report.project_id))
        .join(Meeting, col(Meeting.id) == col(Report.meeting_id))
        .where(col(Report.team_id) == team_id, col(Report.department_id) == department_id)
        .where(col(Meeting.starts_at).between(since, until), col(Meeting.state).not_in((CANCELLED, PAUSED)))
        .where(or_(col(Report.state) == FILED, takes_part.exists()))
        .order_by(col(Meeting.starts_at), col(Report.id))
    )
    return _rows(session, query)


def _of(table: type[SQLModel], team_id: str) -> Select[Any]:
    """The rows of a table, each with its project, in the order of their numbers."""
    its = cast(Any, table)
    query: Any = (
        select(table, Project)
        .join(Project, col(Project.id) == its.project_id)
        .where(its.team_id == team_id)
        .order_by(its.number)
    )
    return cast(Select[Any], query)


def _with_acts(
    table: type[SQLModel], subject: str, team_id: str, since: datetime | None, until: datetime
) -> Select[Any]:
    """The same, each with what was done to it."""
    its = cast(Any, table)
    is_its = and_(col(Change.team_id) == its.team_id, col(Change.subject) == subject, col(Change.subject_id) == its.id)
    after = [col(Change.at) >= since] if since is not None else []
    query: Any = (
        select(table, Project, Change)
        .join(Project, col(Project.id) == its.project_id)
        .join(Change, is_its)
        .where(its.team_id == team_id, col(Change.at) <= until, *after)
        .order_by(col(Change.id))
    )
    return cast(Select[Any], query)


def _dated(team_id: str, since: datetime) -> tuple[Any, ...]:
    """An act by which the planned end of a task changed since then."""
    return (
        col(Change.team_id) == team_id,
        col(Change.subject) == "tasks",
        col(Change.at) >= since,
        as_type(col(Change.changes), String).like('%"due_on"%'),
    )


def _rows(session: Session, query: Select[Any]) -> list[Any]:
    return [tuple(row) for row in session.execute(query)]
