"""Collaboration requests (协作需求单) and the queries over them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import Column, ForeignKey, Index, Integer, Text, or_, select
from sqlalchemy.orm import Session
from sqlmodel import Field, col

from storage import matters
from storage.db import UtcDateTime
from storage.matters import Matter
from storage.statements import among
from storage.tasks import Task

SUBMITTED, OBJECTED, ACCEPTED, RETURNED, DELIVERED = "submitted", "objected", "accepted", "returned", "delivered"
DISPUTED = "disputed"
# Somebody still has to do something.
OPEN = (SUBMITTED, OBJECTED, ACCEPTED, RETURNED, DELIVERED, DISPUTED)
# Nobody has to do anything any more.
SETTLED = ("confirmed", "withdrawn")
# The asked department has to do it, and by when that is.
UNANSWERED, UNDELIVERED = (SUBMITTED,), (ACCEPTED, RETURNED)


class Request(Matter, table=True):
    """One department asks another. Days are calendar days in the project's zone; a deadline is the end of its day."""

    __tablename__ = "requests"
    __table_args__ = (
        *matters.keys("requests"),
        Index("ix_requests_asked", "team_id", "asked_department_id", "state"),
        Index("ix_requests_task", "team_id", "task_id"),
    )

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
    # The objection that stands: why not, what instead, and by when that would be; None keeps the date.
    reason: str = Field(default="", sa_column=Column(Text, nullable=False))
    alternative: str = Field(default="", sa_column=Column(Text, nullable=False))
    alternative_by: date | None = None
    # How often it was objected to after acceptance, later than the rule allows.
    late_notices: int = 0
    # The last word given with a move: what was delivered, why it was returned.
    note: str = Field(default="", sa_column=Column(Text, nullable=False))
    answered_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    accepted_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    delivered_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    closed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))

    @property
    def due_on(self) -> date:
        """The day that counts now: by when an answer is due, from then on by when it is needed."""
        return self.answer_by if self.state in UNANSWERED else self.needed_by


SOONEST = (col(Request.needed_by),)


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


def of_projects(
    session: Session,
    team_id: str,
    project_ids: Iterable[int],
    *,
    states: Iterable[str] = (),
    asked_department_id: int | None = None,
) -> list[Request]:
    """The requests of each project in turn in these states (all, where none is named), soonest needed first."""
    asked = () if asked_department_id is None else (col(Request.asked_department_id) == asked_department_id,)
    return matters.of_projects(session, Request, team_id, project_ids, *asked, states=states, by=SOONEST)


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
    is_side = or_(col(Request.asked_department_id) == department_id, col(Request.asking_department_id) == department_id)
    return matters.of_projects(session, Request, team_id, [project_id], is_side, states=OPEN, by=SOONEST)


def overdue(session: Session, team_id: str, project_ids: Iterable[int], today: date) -> list[Request]:
    """What should have been answered or delivered before today of each project in turn, soonest needed first."""
    is_unanswered = col(Request.state).in_(UNANSWERED) & (col(Request.answer_by) < today)
    is_undelivered = col(Request.state).in_(UNDELIVERED) & (col(Request.needed_by) < today)
    return matters.of_projects(session, Request, team_id, project_ids, is_unanswered | is_undelivered, by=SOONEST)


def undelivered_of_stage(session: Session, team_id: str, project_id: int, stage_id: int) -> list[Request]:
    """The open requests for tasks of that stage that are not delivered, soonest needed first."""
    in_it = select(col(Task.id)).where(
        col(Task.team_id) == team_id, col(Task.stage_id) == stage_id, col(Task.deleted_at).is_(None)
    )
    its, states = col(Request.task_id).in_(in_it), [one for one in OPEN if one != DELIVERED]
    return matters.of_projects(session, Request, team_id, [project_id], its, states=states, by=SOONEST)


def open_naming(
    session: Session, team_id: str, project_id: int, user_id: str, *, most: int | None = None
) -> list[Request]:
    """The open requests of the project that the person asked or was named to do, oldest first; at most so many."""
    is_named = or_(col(Request.requester_id) == user_id, col(Request.assignee_id) == user_id)
    is_here = col(Request.project_id) == project_id
    return matters.where(session, Request, team_id, is_here, is_named, states=OPEN, most=most)
