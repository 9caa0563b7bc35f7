"""Disputes (争议), the texts proposed to settle them, the tasks concerned, and the queries over them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Index, Integer, Text, UniqueConstraint, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.statements import among
from storage.tasks import Task

OPEN, ESCALATED = "open", "escalated"
# Somebody still has to do something.
RUNNING = (OPEN, ESCALATED)


class Dispute(SQLModel, table=True):
    """Two departments differ. `deadline_at` was counted once, at registration: nothing pauses or restarts the clock."""

    __tablename__ = "disputes"
    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        UniqueConstraint("team_id", "cause"),
        Index("ix_disputes_project", "team_id", "project_id", "state"),
        Index("ix_disputes_request", "team_id", "request_id"),
    )

    id: int = Field(default=None, primary_key=True)
    team_id: str
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), nullable=False))
    cause: str
    # The 3 of D-3.
    number: int
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
    state: str
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
    # Counts the changes, so that a stale form is seen to be stale.
    version: int = 1
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    changed_by: str
    # Whom they stood in for.
    changed_for: str | None = None

    @property
    def sides(self) -> tuple[int, int]:
        """The two departments, the one that raised it first."""
        return self.raising_department_id, self.other_department_id


class Proposal(SQLModel, table=True):
    """One version of a text that would settle a dispute, and who confirmed exactly this one for each side."""

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
    content_hash: str
    proposed_by: str
    proposed_for: str | None = None
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    raising_by: str | None = None
    raising_for: str | None = None
    raising_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    other_by: str | None = None
    other_for: str | None = None
    other_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))

    @property
    def is_consensus(self) -> bool:
        """Whether both sides confirmed it."""
        return self.raising_by is not None and self.other_by is not None


class DisputeTask(SQLModel, table=True):
    """A task that a dispute is about."""

    __tablename__ = "dispute_tasks"
    __table_args__ = (Index("ix_dispute_tasks_task", "team_id", "task_id"),)

    dispute_id: int = Field(sa_column=Column(Integer, ForeignKey("disputes.id"), primary_key=True))
    task_id: int = Field(sa_column=Column(Integer, ForeignKey("tasks.id"), primary_key=True))
    team_id: str


def dispute(session: Session, team_id: str, dispute_id: int, *, to_change: bool = False) -> Dispute | None:
    """One dispute of the workspace; `to_change` holds it until the transaction ends."""
    found = session.get(Dispute, dispute_id, with_for_update=True if to_change else None)
    return found if found and found.team_id == team_id else None


def numbered(session: Session, team_id: str, number: int) -> Dispute | None:
    """The dispute D-`number` of the workspace."""
    return session.scalar(select(Dispute).where(col(Dispute.team_id) == team_id, col(Dispute.number) == number))


def caused_by(session: Session, team_id: str, cause: str) -> Dispute | None:
    """The dispute that this view, trigger or event has already created."""
    return session.scalar(select(Dispute).where(col(Dispute.team_id) == team_id, col(Dispute.cause) == cause))


def of_projects(
    session: Session, team_id: str, project_ids: Iterable[int], *, states: Iterable[str] = ()
) -> list[Dispute]:
    """The disputes of each project in turn in these states (all, where none is named), soonest to end first."""
    query = select(Dispute).where(col(Dispute.team_id) == team_id, among(session, col(Dispute.project_id), project_ids))
    if states := list(states):
        query = query.where(col(Dispute.state).in_(states))
    in_turn = (col(Dispute.project_id), col(Dispute.deadline_at), col(Dispute.number))
    return list(session.scalars(query.order_by(*in_turn)))


def running(session: Session, team_id: str, project_id: int) -> list[Dispute]:
    """The project's disputes that are neither settled, decided nor withdrawn, soonest to end first."""
    return of_projects(session, team_id, [project_id], states=RUNNING)


def running_of_request(session: Session, team_id: str, request_id: int) -> Dispute | None:
    """The running dispute about that collaboration request."""
    return session.scalar(
        select(Dispute).where(
            col(Dispute.team_id) == team_id, col(Dispute.request_id) == request_id, col(Dispute.state).in_(RUNNING)
        )
    )


def running_of_task(session: Session, team_id: str, task_id: int) -> list[Dispute]:
    """The running disputes that the task is a matter of, oldest first."""
    return list(
        session.scalars(
            select(Dispute)
            .join(DisputeTask, col(DisputeTask.dispute_id) == col(Dispute.id))
            .where(
                col(DisputeTask.team_id) == team_id,
                col(DisputeTask.task_id) == task_id,
                col(Dispute.state).in_(RUNNING),
            )
            .order_by(col(Dispute.number))
        )
    )


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


def proposal(session: Session, team_id: str, proposal_id: int) -> Proposal | None:
    """One proposed text of the workspace."""
    found = session.get(Proposal, proposal_id)
    return found if found and found.team_id == team_id else None


def proposal_caused_by(session: Session, team_id: str, cause: str) -> Proposal | None:
    """The text that this view has already proposed."""
    return session.scalar(select(Proposal).where(col(Proposal.team_id) == team_id, col(Proposal.cause) == cause))


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
