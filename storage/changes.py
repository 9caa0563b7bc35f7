"""Requests to change a confirmed plan (变更申请), what was said in assessing them, and the queries over them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import JSON, Column, ForeignKey, Integer, Text, func, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage import matters
from storage.baselines import Baseline
from storage.db import UtcDateTime
from storage.history import Change
from storage.matters import WITHDRAWN
from storage.projects import Project
from storage.rounds import DRAFT, RETURNED, SIGNED, SIGNING, Rounded
from storage.statements import among
from storage.tasks import Task

__all__ = ["DRAFT", "ENDED", "REJECTED", "RETURNED", "SIGNED", "SIGNING", "WITHDRAWN", "ChangeRequest"]

REJECTED, ENDED = "rejected", "ended"
# Nobody has decided about it yet.
OPEN = (DRAFT, SIGNING, RETURNED)
# What moves the end of a task, by what the audit trail calls it.
MOVES = ("move", "push", "pull")


class ChangeRequest(Rounded, table=True):
    """What somebody asks to change: days of tasks, sections of the charter; and what the scheduler makes of it."""

    __tablename__ = "change_requests"
    __table_args__ = matters.keys("change_requests")

    title: str
    why: str = Field(default="", sa_column=Column(Text, nullable=False))
    # What brought it about, by its key, for the figures; see the flow's states.
    reason: str
    # The day on which a task is to end, as 2027-03-12, by the id of the task.
    wanted: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    # What sections of the charter are to say, by their names.
    charter: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    # What it does to the plan, as it was computed last and is before those who are asked.
    impact: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    # By how many working days of the project the end of its plan moves by it.
    days: int = 0
    # When somebody decided, or it ended otherwise.
    decided_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    # The baseline that it made; none while it is not approved.
    baseline_id: int | None = Field(default=None, sa_column=Column(Integer, ForeignKey("baselines.id")))


class Assessment(SQLModel, table=True):
    """What a department says beside its signature: what the change means for schedule, cost and scope."""

    __tablename__ = "assessments"

    signature_id: int = Field(sa_column=Column(Integer, ForeignKey("signatures.id"), primary_key=True))
    team_id: str
    change_id: int = Field(sa_column=Column(Integer, ForeignKey("change_requests.id"), nullable=False, index=True))
    schedule: str = Field(default="", sa_column=Column(Text, nullable=False))
    cost: str = Field(default="", sa_column=Column(Text, nullable=False))
    scope: str = Field(default="", sa_column=Column(Text, nullable=False))
    # They advise against it: that is told to who approves, and hinders nobody.
    is_against: bool = False


class Caused(NamedTuple):
    """Of a reason: how many changes were approved, and by how many working days they moved the end of the plan."""

    reason: str
    number: int
    days: int


def of_projects(
    session: Session, team_id: str, project_ids: Iterable[int], *, states: Iterable[str] = ()
) -> list[ChangeRequest]:
    """The requests of each project in turn in these states (all, where none is named), by their numbers."""
    return matters.of_projects(session, ChangeRequest, team_id, project_ids, states=states)


def open_in(session: Session, team_id: str, project_id: int) -> list[ChangeRequest]:
    """The requests of a project about which nobody has decided yet."""
    return of_projects(session, team_id, [project_id], states=OPEN)


def running_in(session: Session, team_id: str, project_id: int) -> list[ChangeRequest]:
    """Those of them that are before somebody."""
    return of_projects(session, team_id, [project_id], states=(SIGNING,))


def assessments(session: Session, change_ids: Sequence[int]) -> dict[int, Assessment]:
    """What was said in assessing these changes, by the id of the signature beside which it stands."""
    if not change_ids:
        return {}
    found = session.scalars(select(Assessment).where(among(session, col(Assessment.change_id), change_ids)))
    return {one.signature_id: one for one in found}


def caused(session: Session, team_id: str, project_id: int) -> list[Caused]:
    """The approved changes of a project by what brought them about, those first that moved the end most."""
    days = func.coalesce(func.sum(col(ChangeRequest.days)), 0)
    its = (col(ChangeRequest.team_id) == team_id, col(ChangeRequest.project_id) == project_id)
    rows = session.execute(
        select(col(ChangeRequest.reason), func.count(col(ChangeRequest.id)), days)
        .where(*its, col(ChangeRequest.state) == SIGNED)
        .group_by(col(ChangeRequest.reason))
        .order_by(days.desc(), col(ChangeRequest.reason))
    )
    return [Caused(row[0], int(row[1]), int(row[2])) for row in rows]


def of_baseline(session: Session, baseline: Baseline) -> ChangeRequest | None:
    """The change that made that baseline; None for one that heads have made."""
    its = (col(ChangeRequest.team_id) == baseline.team_id, col(ChangeRequest.baseline_id) == baseline.id)
    return session.scalar(select(ChangeRequest).where(*its).limit(1))


def moved_since(session: Session, baseline: Baseline) -> int:
    """How often a task's end was moved without a request since that baseline was taken."""
    query = (
        select(func.count(col(Change.id)))
        .join(Task, col(Task.id) == col(Change.subject_id))
        .where(
            col(Change.team_id) == baseline.team_id,
            col(Change.subject) == "tasks",
            col(Change.action).in_(MOVES),
            col(Change.at) > baseline.taken_at,
            col(Task.team_id) == baseline.team_id,
            col(Task.project_id) == baseline.project_id,
            col(Task.deleted_at).is_(None),
        )
    )
    return int(session.execute(query).scalar_one())


def titles(session: Session, team_id: str, project_id: int, task_ids: Iterable[int]) -> Mapping[int, Task]:
    """Tasks of the project by id, also those that were deleted since."""
    ids = list(task_ids)
    if not ids:
        return {}
    its = (col(Task.team_id) == team_id, col(Task.project_id) == project_id, among(session, col(Task.id), ids))
    return {one.id: one for one in session.scalars(select(Task).where(*its))}


def tolerance_of(session: Session, project_id: int) -> int | None:
    """By how many working days a task may move within its slack without a request; None for all of its slack."""
    return session.execute(select(col(Project.tolerance)).where(col(Project.id) == project_id)).scalar()
