"""Disputes (争议), the texts proposed to settle them, the tasks concerned, and the queries over them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Index, Integer, Text, UniqueConstraint, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage import matters
from storage.db import UtcDateTime
from storage.matters import Matter
from storage.statements import among
from storage.tasks import Task

OPEN, ESCALATED = "open", "escalated"
# Somebody still has to do something.
RUNNING = (OPEN, ESCALATED)


class Dispute(Matter, table=True):
    """Two departments differ. `deadline_at` was counted once, at registration: nothing pauses or restarts the clock."""

    __tablename__ = "disputes"
    __table_args__ = (*matters.keys("disputes"), Index("ix_disputes_request", "team_id", "request_id"))

    subject: str
    raising_department_id: int = Field(sa_column=Column(Integer, ForeignKey("departments.id"), nullable=False))
    other_department_id: int = Field(sa_column=Column(Integer, ForeignKey("departments.id"), nullable=False))
    raised_by: str
    # The collaboration request that it is about, if it is about one.
    request_id: int | None = Field(default=None, sa_column=Column(Integer, ForeignKey("requests.id")))
    is_major: bool = False
    # The head who asked the PM to mark it as major.
    major_asked_by: str | None = None
    # How the 24 hours are counted: "real" or "working".
    clock: str
    deadline_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    # How many hours of the clock had passed when those who can act were warned last.
    warned: int = 0
    raising_position: str = Field(default="", sa_column=Column(Text, nullable=False))
    other_position: str = Field(default="", sa_column=Column(Text, nullable=False))
    meeting_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    meeting_place: str = ""
    # How often the special meeting was called; a later call moves the earlier one.
    meetings: int = 0
    escalated_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    # Both sides' text, or the decision; with what it was signed.
    outcome: str = Field(default="", sa_column=Column(Text, nullable=False))
    reasons: str = Field(default="", sa_column=Column(Text, nullable=False))
    decided_by: str | None = None
    decided_for: str | None = None
    content_hash: str = ""
    closed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))

    @property
    def sides(self) -> tuple[int, int]:
        """The two departments, the one that raised it first."""
        return self.raising_department_id, self.other_department_id


class Proposal(SQLModel, table=True):
    """One version of a text that would settle a dispute; who has confirmed exactly this one, its signatures say."""

    __tablename__ = "dispute_proposals"
    __table_args__ = (UniqueConstraint("team_id", "cause"), UniqueConstraint("dispute_id", "version"))

    id: int = Field(default=None, primary_key=True)
    team_id: str
    dispute_id: int = Field(sa_column=Column(Integer, ForeignKey("disputes.id"), nullable=False))
    cause: str
    version: int
    text: str = Field(sa_column=Column(Text, nullable=False))
    # What it makes of a disputed request: "accept" by a day, "withdraw", or nothing.
    request_outcome: str = ""
    needed_by: date | None = None
    # What its signatures are bound to.
    content_hash: str
    proposed_by: str
    proposed_for: str | None = None
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class DisputeTask(SQLModel, table=True):
    """A task that a dispute is about."""

    __tablename__ = "dispute_tasks"
    __table_args__ = (Index("ix_dispute_tasks_task", "team_id", "task_id"),)

    dispute_id: int = Field(sa_column=Column(Integer, ForeignKey("disputes.id"), primary_key=True))
    task_id: int = Field(sa_column=Column(Integer, ForeignKey("tasks.id"), primary_key=True))
    team_id: str


def of_projects(
    session: Session, team_id: str, project_ids: Iterable[int], *, states: Iterable[str] = ()
) -> list[Dispute]:
    """The disputes of each project in turn in these states (all, where none is named), soonest to end first."""
    soonest = (col(Dispute.deadline_at),)
    return matters.of_projects(session, Dispute, team_id, project_ids, states=states, by=soonest)


def running(session: Session, team_id: str, project_id: int) -> list[Dispute]:
    """The project's disputes that are neither settled, decided nor withdrawn, soonest to end first."""
    return of_projects(session, team_id, [project_id], states=RUNNING)


def running_of_request(session: Session, team_id: str, request_id: int) -> Dispute | None:
    """The running dispute about that collaboration request."""
    found = matters.where(session, Dispute, team_id, col(Dispute.request_id) == request_id, states=RUNNING, most=1)
    return next(iter(found), None)


def running_of_task(session: Session, team_id: str, task_id: int) -> list[Dispute]:
    """The running disputes that the task is a matter of, oldest first."""
    of_task = select(col(DisputeTask.dispute_id)).where(
        col(DisputeTask.team_id) == team_id, col(DisputeTask.task_id) == task_id
    )
    return matters.where(session, Dispute, team_id, col(Dispute.id).in_(of_task), states=RUNNING)


def proposals(session: Session, team_id: str, dispute_id: int) -> list[Proposal]:
    """Every text that was proposed, oldest first."""
    return list(
        session.scalars(
            select(Proposal)
            .where(col(Proposal.team_id) == team_id, col(Proposal.dispute_id) == dispute_id)
            .order_by(col(Proposal.version))
        )
    )


def latest(session: Session, team_id: str, dispute_ids: Iterable[int]) -> dict[int, Proposal]:
    """The text that stands in each of these disputes."""
    wanted = list(dispute_ids)
    if not wanted:
        return {}
    found = session.scalars(
        select(Proposal)
        .where(col(Proposal.team_id) == team_id, among(session, col(Proposal.dispute_id), wanted))
        .order_by(col(Proposal.version))
    )
    return {one.dispute_id: one for one in found}


def tasks_of(session: Session, team_id: str, dispute_ids: Iterable[int]) -> dict[int, list[Task]]:
    """The tasks that these disputes are about, by number; by dispute."""
    found: dict[int, list[Task]] = {}
    wanted = list(dispute_ids)
    if wanted:
        rows = session.execute(
            select(col(DisputeTask.dispute_id), Task)
            .join(DisputeTask, col(DisputeTask.task_id) == col(Task.id))
            .where(col(DisputeTask.team_id) == team_id, among(session, col(DisputeTask.dispute_id), wanted))
            .order_by(col(Task.number))
        )
        for dispute_id, task in rows:
            found.setdefault(dispute_id, []).append(task)
    return found
