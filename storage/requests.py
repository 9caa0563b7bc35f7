"""Collaboration requests (协作需求单) and the queries over them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Column, ForeignKey, Index, Integer, Text, UniqueConstraint, or_, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.statements import among

SUBMITTED, OBJECTED, ACCEPTED, RETURNED, DELIVERED = "submitted", "objected", "accepted", "returned", "delivered"
DISPUTED, WITHDRAWN = "disputed", "withdrawn"
# Somebody still has to do something.
OPEN = (SUBMITTED, OBJECTED, ACCEPTED, RETURNED, DELIVERED, DISPUTED)
# The asked department has to do it, and by when that is.
UNANSWERED, UNDELIVERED = (SUBMITTED,), (ACCEPTED, RETURNED)


class Request(SQLModel, table=True):
    """One department asks another. Days are calendar days in the project's zone; a deadline is the end of its day."""

    __tablename__ = "requests"
    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        UniqueConstraint("team_id", "cause"),
        Index("ix_requests_project", "team_id", "project_id", "state"),
        Index("ix_requests_asked", "team_id", "asked_department_id", "state"),
        Index("ix_requests_task", "team_id", "task_id"),
    )

    id: int = Field(default=None, primary_key=True)
    team_id: str
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), nullable=False))
    cause: str
    # The 7 of R-7.
    number: int
    title: str
    standard: str = Field(default="", sa_column=Column(Text, nullable=False))
    # The task that waits for it, if one does.
    task_id: int | None = Field(default=None, sa_column=Column(Integer, ForeignKey("tasks.id")))
    asking_department_id: int = Field(sa_column=Column(Integer, ForeignKey("departments.id"), nullable=False))
    asked_department_id: int = Field(sa_column=Column(Integer, ForeignKey("departments.id"), nullable=False))
    requester_id: str
    # Who does it in the asked department, where its liaison named somebody.
    assignee_id: str | None = None
    needed_by: date
    answer_by: date
    state: str
    # The objection that stands: why not, what instead, and by when that would be; None keeps the date.
    reason: str = Field(default="", sa_column=Column(Text, nullable=False))
    alternative: str = Field(default="", sa_column=Column(Text, nullable=False))
    alternative_by: date | None = None
    # How often it was objected to after acceptance, later than the rule allows.
    late_notices: int = 0
    # The last word given with a move: what was delivered, why it was returned.
    note: str = Field(default="", sa_column=Column(Text, nullable=False))
    # Counts the changes, so that a stale form is seen to be stale.
    version: int = 1
    answered_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    accepted_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    delivered_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    closed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    changed_by: str
    # Whom they stood in for.
    changed_for: str | None = None

    @property
    def due_on(self) -> date:
        """The day that counts now: by when an answer is due, from then on by when it is needed."""
        return self.answer_by if self.state in UNANSWERED else self.needed_by


class Counted(NamedTuple):
    """What the figures of a request are made of."""

    asked_department_id: int
    state: str
    answer_by: date
    needed_by: date
    answered_at: datetime | None
    accepted_at: datetime | None
    delivered_at: datetime | None
    late_notices: int


def counted(session: Session, team_id: str, project_id: int) -> list[Counted]:
    """The project's requests, as far as they are counted."""
    columns = [getattr(Request, name) for name in Counted._fields]
    query = select(*columns).where(col(Request.team_id) == team_id, col(Request.project_id) == project_id)
    return [Counted(*row) for row in session.execute(query)]


def request(session: Session, team_id: str, request_id: int, *, to_change: bool = False) -> Request | None:
    """One request of the workspace; `to_change` holds it until the transaction ends."""
    found = session.get(Request, request_id, with_for_update=True if to_change else None)
    return found if found and found.team_id == team_id else None


def numbered(session: Session, team_id: str, number: int, *, to_change: bool = False) -> Request | None:
    """The request R-`number` of the workspace."""
    query = select(Request).where(col(Request.team_id) == team_id, col(Request.number) == number)
    return session.scalar(query.with_for_update() if to_change else query)


def caused_by(session: Session, team_id: str, cause: str) -> Request | None:
    """The request that this view, trigger or event has already created."""
    return session.scalar(select(Request).where(col(Request.team_id) == team_id, col(Request.cause) == cause))


def of_projects(
    session: Session,
    team_id: str,
    project_ids: Iterable[int],
    *,
    states: Iterable[str] = (),
    asked_department_id: int | None = None,
) -> list[Request]:
    """The requests of each project in turn in these states (all, where none is named), soonest needed first."""
    query = select(Request).where(col(Request.team_id) == team_id, among(session, col(Request.project_id), project_ids))
    if states := list(states):
        query = query.where(col(Request.state).in_(states))
    if asked_department_id is not None:
        query = query.where(col(Request.asked_department_id) == asked_department_id)
    in_turn = (col(Request.project_id), col(Request.needed_by), col(Request.number))
    return list(session.scalars(query.order_by(*in_turn)))


def open_of_tasks(session: Session, team_id: str, task_ids: Iterable[int]) -> dict[int, list[int]]:
    """The numbers of the open requests that these tasks wait for, oldest first, by task."""
    wanted = list(task_ids)
    if not wanted:
        return {}
    rows = session.execute(
        select(col(Request.task_id), col(Request.number))
        .where(
            col(Request.team_id) == team_id, among(session, col(Request.task_id), wanted), col(Request.state).in_(OPEN)
        )
        .order_by(col(Request.number))
    )
    found: dict[int, list[int]] = {}
    for task_id, number in rows:
        found.setdefault(task_id or 0, []).append(number)
    return found


def open_of_department(session: Session, team_id: str, project_id: int, department_id: int) -> list[Request]:
    """The open requests of the project to and from the department, soonest needed first."""
    is_side = (col(Request.asked_department_id) == department_id, col(Request.asking_department_id) == department_id)
    return list(
        session.scalars(
            select(Request)
            .where(
                col(Request.team_id) == team_id,
                col(Request.project_id) == project_id,
                col(Request.state).in_(OPEN),
                or_(*is_side),
            )
            .order_by(col(Request.needed_by), col(Request.number))
        )
    )


def overdue(session: Session, team_id: str, project_ids: Iterable[int], today: date) -> list[Request]:
    """What should have been answered or delivered before today of each project in turn, soonest needed first."""
    is_unanswered = col(Request.state).in_(UNANSWERED) & (col(Request.answer_by) < today)
    is_undelivered = col(Request.state).in_(UNDELIVERED) & (col(Request.needed_by) < today)
    return list(
        session.scalars(
            select(Request)
            .where(
                col(Request.team_id) == team_id,
                among(session, col(Request.project_id), project_ids),
                is_unanswered | is_undelivered,
            )
            .order_by(col(Request.project_id), col(Request.needed_by), col(Request.number))
        )
    )


def open_naming(
    session: Session, team_id: str, project_id: int, user_id: str, *, most: int | None = None
) -> list[Request]:
    """The open requests of the project that the person asked or was named to do, oldest first; at most so many."""
    return list(
        session.scalars(
            select(Request)
            .where(
                col(Request.team_id) == team_id,
                col(Request.project_id) == project_id,
                col(Request.state).in_(OPEN),
                or_(col(Request.requester_id) == user_id, col(Request.assignee_id) == user_id),
            )
            .order_by(col(Request.number))
            .limit(most)
        )
    )
