"""The confirmation of a project's plan by the heads of its departments (计划确认), the baselines that came of it
(基线), and the queries over them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import JSON, Column, ForeignKey, Integer, UniqueConstraint, and_, case, func, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage import matters
from storage.db import UtcDateTime
from storage.rounds import SIGNING, Rounded
from storage.tasks import IS_DONE, Task


class Confirmation(Rounded, table=True):
    """The rounds in which a project's plan is confirmed, one row a project; what is confirmed is the plan as it is.

    `number` is the project's without its dashes: 2026007 of P-2026-007.
    """

    __tablename__ = "confirmations"
    __table_args__ = (*matters.keys("confirmations"), UniqueConstraint("project_id"))

    # The hash of each section as it was laid before the heads last, by the name of the section.
    hashes: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    # The edition that all have confirmed last; 0 before.
    confirmed_edition: int = 0
    # The number of the baseline that an approved change has made and that is confirmed after that, and the departments
    # whose heads are asked to; 0 and nobody where the heads' words make the next one.
    of_baseline: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    again: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False, server_default="[]"))

    @property
    def about(self) -> str:
        """What its cards and messages are filed under."""
        return f"baselines:{self.id}"


class Baseline(SQLModel, table=True):
    """A plan that all have confirmed, as it was then. Whoever was the last to confirm it made it one."""

    __tablename__ = "baselines"
    __table_args__ = (UniqueConstraint("project_id", "number"),)

    id: int = Field(default=None, primary_key=True)
    team_id: str
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), nullable=False))
    # The 1 of baseline 1, by project.
    number: int
    # The edition of the confirmation, and the signatures that stood when it was complete, in the order of the places.
    edition: int
    signature_ids: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    # The project ran already when its plan was confirmed.
    is_after_fact: bool = False
    taken_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    taken_by: str
    taken_for: str | None = None


class BaselineTask(SQLModel, table=True):
    """A task as it stands in a baseline. `days` are working days of its lead department, 0 for a milestone."""

    __tablename__ = "baseline_tasks"

    baseline_id: int = Field(sa_column=Column(Integer, ForeignKey("baselines.id"), primary_key=True))
    task_id: int = Field(sa_column=Column(Integer, ForeignKey("tasks.id"), primary_key=True))
    team_id: str
    title: str
    department_id: int = Field(sa_column=Column(Integer, ForeignKey("departments.id"), nullable=False))
    starts_on: date | None = None
    due_on: date | None = None
    days: int = 0
    is_milestone: bool = False
    # What it weighs in progress: its working days; 0 for a milestone, and for what is counted by its subtasks.
    weight: int = 0


class Weights(NamedTuple):
    """Working days of a baseline: in all, of what is done, and of what should be done."""

    total: int
    done: int
    planned: int


def of_project(session: Session, team_id: str, project_id: int) -> Confirmation | None:
    """The confirmation of the project's plan; None before it was sent for the first time."""
    its = (col(Confirmation.team_id) == team_id, col(Confirmation.project_id) == project_id)
    return session.scalar(select(Confirmation).where(*its))


def running(session: Session, team_id: str, project_id: int) -> int | None:
    """The id of the confirmation, where its round runs."""
    its = (col(Confirmation.team_id) == team_id, col(Confirmation.project_id) == project_id)
    return session.execute(select(col(Confirmation.id)).where(*its, col(Confirmation.state) == SIGNING)).scalar()


def newest(session: Session, team_id: str, project_id: int) -> Baseline | None:
    """The baseline of the project that counts: the last one."""
    its = (col(Baseline.team_id) == team_id, col(Baseline.project_id) == project_id)
    return session.scalar(select(Baseline).where(*its).order_by(col(Baseline.number).desc()).limit(1))


def by_id(session: Session, baseline_id: int) -> Baseline | None:
    """One baseline."""
    return session.get(Baseline, baseline_id)


def add(session: Session, baseline: Baseline, rows: Sequence[Mapping[str, Any]]) -> None:
    """Keep a baseline with its tasks."""
    session.add(baseline)
    session.flush()
    made = [{"baseline_id": baseline.id, "team_id": baseline.team_id, **row} for row in rows]
    if made:
        session.execute(BaselineTask.__table__.insert(), made)  # type: ignore[attr-defined]


def rows(session: Session, baseline_id: int) -> dict[int, BaselineTask]:
    """The tasks of a baseline, by id."""
    found = session.scalars(select(BaselineTask).where(col(BaselineTask.baseline_id) == baseline_id))
    return {one.task_id: one for one in found}


def spans(session: Session, team_id: str, project_id: int) -> dict[int, tuple[date | None, date | None]]:
    """From when to when each task stands in the project's newest baseline, by id; nothing where there is none."""
    baseline = newest(session, team_id, project_id)
    if baseline is None:
        return {}
    its = (col(BaselineTask.task_id), col(BaselineTask.starts_on), col(BaselineTask.due_on))
    found = session.execute(select(*its).where(col(BaselineTask.baseline_id) == baseline.id))
    return {row[0]: (row[1], row[2]) for row in found}


def ends(session: Session, baseline_id: int, task_ids: Sequence[int]) -> dict[int, date]:
    """When these tasks end by a baseline; those that it does not date are left out."""
    found = session.execute(
        select(col(BaselineTask.task_id), col(BaselineTask.due_on)).where(
            col(BaselineTask.baseline_id) == baseline_id,
            col(BaselineTask.task_id).in_(list(task_ids)),
            col(BaselineTask.due_on).is_not(None),
        )
    )
    return {row[0]: row[1] for row in found if row[1] is not None}


def count_added(session: Session, baseline: Baseline) -> int:
    """How many tasks of the project are not in its baseline."""
    there = select(col(BaselineTask.task_id)).where(col(BaselineTask.baseline_id) == baseline.id)
    its = (col(Task.team_id) == baseline.team_id, col(Task.project_id) == baseline.project_id)
    query = select(func.count(col(Task.id))).where(*its, col(Task.deleted_at).is_(None), col(Task.id).not_in(there))
    return int(session.execute(query).scalar_one())


def weights(session: Session, baseline_id: int, days: Sequence[tuple[date, datetime]]) -> list[Weights]:
    """The working days of a baseline before each of these days: planned to end before it, and of what was done before
    it began (a moment beside it). What is deleted since counts no more.
    """
    weight = col(BaselineTask.weight)

    def of(condition: Any) -> Any:
        return func.coalesce(func.sum(case((condition, weight), else_=0)), 0)

    sums = [
        one
        for day, beginning in days
        for one in (of(and_(IS_DONE, col(Task.done_at) < beginning)), of(col(BaselineTask.due_on) < day))
    ]
    row = session.execute(
        select(func.coalesce(func.sum(weight), 0), *sums)
        .select_from(BaselineTask)
        .join(Task, col(Task.id) == col(BaselineTask.task_id))
        .where(col(BaselineTask.baseline_id) == baseline_id, col(Task.deleted_at).is_(None))
    ).one()
    total, found = int(row[0]), [int(one) for one in row[1:]]
    return [Weights(total, found[2 * place], found[2 * place + 1]) for place in range(len(days))]
