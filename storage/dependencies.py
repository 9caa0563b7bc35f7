"""Dependencies between tasks: of one of four kinds, with a lag in working days."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Column, ForeignKey, Index, Integer, func, select
from sqlalchemy.orm import Session, aliased
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.statements import among
from storage.tasks import Task


class Dependency(SQLModel, table=True):
    """The successor waits for the predecessor, by `lag` working days; a negative lag is a lead.

    `kind` says what is tied to what: FS, SS, FF or SF, the first letter the predecessor's (`bot.plans.network.Kind`).
    """

    __tablename__ = "dependencies"
    __table_args__ = (Index("ix_dependencies_successor", "team_id", "successor_id"),)

    team_id: str
    predecessor_id: int = Field(sa_column=Column(Integer, ForeignKey("tasks.id"), primary_key=True))
    successor_id: int = Field(sa_column=Column(Integer, ForeignKey("tasks.id"), primary_key=True))
    kind: str = Field(default="FS", sa_column_kwargs={"server_default": "FS"})
    lag: int = 0
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    created_by: str


def predecessors(session: Session, team_id: str, task_ids: Iterable[int]) -> dict[int, list[tuple[Dependency, Task]]]:
    """What these tasks wait for, by task; deleted ones are left out."""
    return _beside(session, team_id, task_ids, of="successor_id", shown="predecessor_id")


def successors(session: Session, team_id: str, task_ids: Iterable[int]) -> dict[int, list[tuple[Dependency, Task]]]:
    """What waits for these tasks, by task; deleted ones are left out."""
    return _beside(session, team_id, task_ids, of="predecessor_id", shown="successor_id")


def _beside(
    session: Session, team_id: str, task_ids: Iterable[int], *, of: str, shown: str
) -> dict[int, list[tuple[Dependency, Task]]]:
    """The dependencies on one side of these tasks, each with the task on its other side."""
    wanted = list(task_ids)
    found: dict[int, list[tuple[Dependency, Task]]] = {}
    if not wanted:
        return found
    rows = session.execute(
        select(Dependency, Task)
        .join(Task, col(Task.id) == getattr(Dependency, shown))
        .where(
            col(Dependency.team_id) == team_id,
            among(session, getattr(Dependency, of), wanted),
            col(Task.deleted_at).is_(None),
        )
        .order_by(col(Task.number))
    )
    for dependency, task in rows:
        found.setdefault(getattr(dependency, of), []).append((dependency, task))
    return found


def count_before(session: Session, task_id: int) -> int:
    """How many dependencies the task has, those on deleted tasks included: they come back with them."""
    query = select(func.count()).select_from(Dependency).where(col(Dependency.successor_id) == task_id)
    return int(session.execute(query).scalar_one())


def of_project(session: Session, team_id: str, project_id: int) -> list[tuple[int, int]]:
    """Every dependency of the project as (number of the predecessor, number of the successor); no deleted tasks."""
    before, after = aliased(Task), aliased(Task)
    rows = session.execute(
        select(col(before.number), col(after.number))
        .select_from(Dependency)
        .join(before, col(before.id) == col(Dependency.predecessor_id))
        .join(after, col(after.id) == col(Dependency.successor_id))
        .where(
            col(Dependency.team_id) == team_id,
            col(after.project_id) == project_id,
            col(before.deleted_at).is_(None),
            col(after.deleted_at).is_(None),
        )
        .order_by(col(after.number), col(before.number))
    )
    return [(row[0], row[1]) for row in rows]
