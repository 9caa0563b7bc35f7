"""Cooperating departments of tasks, each with what it provides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sqlalchemy import Column, ForeignKey, Integer, Text, delete, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.statements import among
from storage.tasks import Task


class CooperatingPart(SQLModel, table=True):
    """A department that cooperates in a task, and what it provides (may be empty)."""

    __tablename__ = "cooperating_parts"

    team_id: str
    task_id: int = Field(sa_column=Column(Integer, ForeignKey("tasks.id"), primary_key=True))
    department_id: int = Field(sa_column=Column(Integer, ForeignKey("departments.id"), primary_key=True))
    position: int = 0
    provides: str = Field(default="", sa_column=Column(Text, nullable=False))


def of_tasks(session: Session, team_id: str, task_ids: Iterable[int]) -> dict[int, list[CooperatingPart]]:
    """The cooperating parts of these tasks, by task, in the order they were named."""
    found: dict[int, list[CooperatingPart]] = {}
    wanted = list(task_ids)
    if not wanted:
        return found
    rows = session.scalars(
        select(CooperatingPart)
        .where(col(CooperatingPart.team_id) == team_id, among(session, col(CooperatingPart.task_id), wanted))
        .order_by(col(CooperatingPart.task_id), col(CooperatingPart.position))
    )
    for part in rows:
        found.setdefault(part.task_id, []).append(part)
    return found


def of_department(session: Session, team_id: str, project_id: int, department_id: int) -> list[int]:
    """The ids of the project's tasks in which the department cooperates."""
    query = (
        select(col(CooperatingPart.task_id))
        .join(Task, col(Task.id) == col(CooperatingPart.task_id))
        .where(col(CooperatingPart.team_id) == team_id, col(CooperatingPart.department_id) == department_id)
        .where(col(Task.project_id) == project_id)
    )
    return sorted(session.scalars(query))


def replace(session: Session, team_id: str, task_id: int, provides: Mapping[int, str]) -> None:
    """These departments cooperate in the task, and no others: by department id what each provides, in this order."""
    session.execute(
        delete(CooperatingPart).where(col(CooperatingPart.team_id) == team_id, col(CooperatingPart.task_id) == task_id)
    )
    session.add_all(
        CooperatingPart(team_id=team_id, task_id=task_id, department_id=department_id, position=position, provides=what)
        for position, (department_id, what) in enumerate(provides.items())
    )
    session.flush()
