"""Tasks of projects and the queries over them."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Column, ForeignKey, Index, Integer, Text, UniqueConstraint, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime

DONE = "done"


class Task(SQLModel, table=True):
    """A task. Days are calendar days in the project's zone; `status` is what people said, *delayed* is derived."""

    __tablename__ = "tasks"
    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        UniqueConstraint("team_id", "cause"),
        Index("ix_tasks_open", "team_id", "project_id", "status", "due_on"),
        Index("ix_tasks_owner", "team_id", "owner_id", "status"),
    )

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), nullable=False))
    cause: str
    # The 3 of T-3.
    number: int
    title: str
    standard: str = Field(default="", sa_column=Column(Text, nullable=False))
    department_id: int = Field(sa_column=Column(Integer, ForeignKey("departments.id"), nullable=False))
    owner_id: str
    starts_on: date | None = None
    due_on: date
    status: str
    # Percent, 0 to 100.
    progress: int = 0
    # The last word given with an update: why it waits, why it is late.
    note: str = Field(default="", sa_column=Column(Text, nullable=False))
    # Counts the changes, so that a stale form is seen to be stale.
    version: int = 1
    started_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    done_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    created_by: str
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    changed_by: str


def task(session: Session, team_id: str, task_id: int, *, to_change: bool = False) -> Task | None:
    """One task of the workspace; `to_change` holds it until the transaction ends."""
    found = session.get(Task, task_id, with_for_update=True if to_change else None)
    return found if found and found.team_id == team_id else None


def numbered(session: Session, team_id: str, number: int, *, to_change: bool = False) -> Task | None:
    """The task T-`number` of the workspace."""
    query = select(Task).where(col(Task.team_id) == team_id, col(Task.number) == number)
    return session.scalar(query.with_for_update() if to_change else query)


def caused_by(session: Session, team_id: str, cause: str) -> Task | None:
    """The task that this view, trigger or event has already created."""
    return session.scalar(select(Task).where(col(Task.team_id) == team_id, col(Task.cause) == cause))


def open_of_owner(session: Session, team_id: str, owner_id: str) -> list[Task]:
    """The tasks a person has not finished, in any project, soonest due first."""
    return list(
        session.scalars(
            select(Task)
            .where(col(Task.team_id) == team_id, col(Task.owner_id) == owner_id, col(Task.status) != DONE)
            .order_by(col(Task.due_on), col(Task.number))
        )
    )


def of_project(session: Session, team_id: str, project_id: int) -> list[Task]:
    """Every task of the project, soonest due first."""
    return list(
        session.scalars(
            select(Task)
            .where(col(Task.team_id) == team_id, col(Task.project_id) == project_id)
            .order_by(col(Task.due_on), col(Task.number))
        )
    )


def overdue(session: Session, team_id: str, project_id: int, today: date) -> list[Task]:
    """The tasks of the project that should be done by now and are not, latest first."""
    return list(
        session.scalars(
            select(Task)
            .where(
                col(Task.team_id) == team_id,
                col(Task.project_id) == project_id,
                col(Task.status) != DONE,
                col(Task.due_on) < today,
            )
            .order_by(col(Task.due_on), col(Task.number))
        )
    )
