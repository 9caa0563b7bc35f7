"""Tasks of projects and the queries over them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    case,
    false,
    func,
    literal_column,
    select,
    text,
)
from sqlalchemy.orm import Session, aliased
from sqlmodel import Field, SQLModel, col

import storage.stages  # noqa: F401 - the table that `stage_id` refers to
from storage.db import UtcDateTime
from storage.rows import kept, saving, to_hold
from storage.rows import read_ahead as read_rows_ahead
from storage.rows import save as save_row
from storage.statements import among

_OPEN = text("status != 'done' AND deleted_at IS NULL")
_KEPT = text("deleted_at IS NULL")
_BY_DUE = ("team_id", "project_id", "due_on", "number")


class Task(SQLModel, table=True):
    """A task, the subtask of one, or a milestone. Days are calendar days in the project's zone.

    `status` is what people said; *delayed* is derived. So is the progress of a task with subtasks: see
    `bot.process.tasks.shown`. A deleted task keeps its row and number.
    """

    __tablename__ = "tasks"
    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        UniqueConstraint("team_id", "cause"),
        # One index for each way a list is read, so that a page costs what is on it. Of equals SQLite takes the newest,
        # and they are made in the order of their names: "open" after "all".
        Index("ix_tasks_all", *_BY_DUE, sqlite_where=_KEPT),
        Index("ix_tasks_open", *_BY_DUE, sqlite_where=_OPEN),
        Index("ix_tasks_owner", "team_id", "owner_id", "due_on", "number", sqlite_where=_OPEN),
        Index("ix_tasks_parent", "parent_id"),
    )

    # Of a table, SQLModel's own checks nothing, and sets every value twice.
    __setattr__ = object.__setattr__  # type: ignore[assignment]

    id: int = Field(default=None, primary_key=True)
    team_id: str
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), nullable=False))
    cause: str
    # The 3 of T-3.
    number: int
    title: str
    stage_id: int | None = Field(default=None, sa_column=Column(Integer, ForeignKey("stages.id")))
    # Its place within its stage or parent; of equals the lower number comes first. A new one comes last by its number,
    # which is higher than any before.
    position: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    # Set for a subtask; its stage is that of its parent.
    parent_id: int | None = Field(default=None, sa_column=Column(Integer, ForeignKey("tasks.id")))
    description: str = Field(default="", sa_column=Column(Text, nullable=False))
    # The delivery standard; its deadline is `due_on`.
    output: str = Field(default="", sa_column=Column(Text, nullable=False))
    format: str = Field(default="", sa_column=Column(Text, nullable=False))
    quality: str = Field(default="", sa_column=Column(Text, nullable=False))
    department_id: int = Field(sa_column=Column(Integer, ForeignKey("departments.id"), nullable=False))
    # None: nobody yet, and the liaison of the lead department acts for it.
    owner_id: str | None = None
    starts_on: date | None = None
    # None: not scheduled yet. A milestone has this day alone.
    due_on: date | None = None
    # How many working days of the lead department it is planned to take, where it has no days yet.
    days: int | None = None
    # A milestone has no length: it is done or not. It stands at the end of its day, or at the start.
    is_milestone: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    is_at_start: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    # Its dates are not moved when others' are.
    is_pinned: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    status: str
    # Percent, 0 to 100.
    progress: int = 0
    # The last word given with an update: why it waits, why it is late.
    note: str = Field(default="", sa_column=Column(Text, nullable=False))
    # How often the planned end was moved, and why the last time.
    moves: int = 0
    # The day that was planned before the first move; None while there was none.
    first_due_on: date | None = None
    delay_reason: str = Field(default="", sa_column=Column(Text, nullable=False))
    # How many of these hang on it, so that only a task that has some is asked for them.
    subtasks: int = 0
    predecessors: int = 0
    successors: int = 0
    parts: int = 0
    attachments: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    # How many open collaboration requests it waits for, to the same end.
    requests: int = 0
    # Counts the changes, so that a stale form is seen to be stale.
    version: int = 1
    started_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    done_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    created_by: str
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    changed_by: str
    # Whom they stood in for.
    changed_for: str | None = None
    deleted_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))

    def is_due_before(self, day: date) -> bool:
        """Whether it is planned to be done before that day; what is not scheduled never is."""
        return self.due_on is not None and self.due_on < day


# Written out, not bound: both databases then see that the partial indexes above cover the query.
IS_DONE: ColumnElement[bool] = col(Task.status) == literal_column("'done'")
IS_OPEN: ColumnElement[bool] = col(Task.status) != literal_column("'done'")
# Soonest due first; what is not scheduled yet comes last.
BY_DUE: tuple[Any, ...] = (col(Task.due_on).nulls_last(), col(Task.number))


def task(session: Session, team_id: str, task_id: int, *, to_change: bool = False) -> Task | None:
    """One task of the workspace; `to_change` holds it until the transaction ends."""
    found = kept(session, Task, task_id, to_change=to_change)
    return found if found and found.team_id == team_id else None


def read_ahead(session: Session, task_ids: Iterable[int | None]) -> None:
    """Read these tasks at once, for whoever asks for each of them after."""
    read_rows_ahead(session, Task, task_ids)


_SAVING = saving(Task)


def save(session: Session, task: Task) -> None:
    """Write what was changed of a task now."""
    save_row(session, task, _SAVING)


def caused_by(session: Session, team_id: str, cause: str) -> Task | None:
    """The task that this view, trigger or event has already created."""
    return session.scalar(select(Task).where(col(Task.team_id) == team_id, col(Task.cause) == cause))


def open_of_department(session: Session, team_id: str, project_id: int, department_id: int, *, most: int) -> list[Task]:
    """At most `most` open tasks of the project that the department leads, soonest due first."""
    query = select(Task).where(
        col(Task.team_id) == team_id,
        col(Task.project_id) == project_id,
        col(Task.department_id) == department_id,
        IS_OPEN,
        col(Task.deleted_at).is_(None),
    )
    return list(session.scalars(query.order_by(*BY_DUE).limit(most)))


def of_project(session: Session, team_id: str, project_id: int) -> list[Task]:
    """Every task of the project, soonest due first."""
    return list(
        session.scalars(
            select(Task)
            .where(col(Task.team_id) == team_id, col(Task.project_id) == project_id, col(Task.deleted_at).is_(None))
            .order_by(*BY_DUE)
        )
    )


def hold_all(session: Session, team_id: str, project_id: int) -> None:
    """Hold every task of the project until the transaction ends: what is read of them then is as they are."""
    of_it = (col(Task.team_id) == team_id, col(Task.project_id) == project_id)
    session.scalars(to_hold(select(Task).where(*of_it).order_by(col(Task.id)))).all()


def overdue(session: Session, team_id: str, project_id: int, today: date) -> list[Task]:
    """The tasks of the project that should be done by now and are not, latest first."""
    return list(
        session.scalars(
            select(Task)
            .where(
                col(Task.team_id) == team_id,
                col(Task.project_id) == project_id,
                IS_OPEN,
                col(Task.deleted_at).is_(None),
                col(Task.due_on) < today,
            )
            .order_by(*BY_DUE)
        )
    )


def tallies(session: Session, team_id: str, parent_ids: Iterable[int]) -> dict[int, tuple[int, int, int, int]]:
    """How the subtasks of these tasks stand: how many, done, begun, and their mean progress in percent; by parent."""
    wanted = list(parent_ids)
    if not wanted:
        return {}
    total = func.count(col(Task.id))
    rows = session.execute(
        select(
            col(Task.parent_id),
            total,
            func.sum(case((IS_DONE, 1), else_=0)),
            func.sum(case((col(Task.status) != literal_column("'not started'"), 1), else_=0)),
            func.sum(col(Task.progress)),
        )
        .where(
            col(Task.team_id) == team_id, among(session, col(Task.parent_id), wanted), col(Task.deleted_at).is_(None)
        )
        .group_by(col(Task.parent_id))
    )
    return {row[0]: (int(row[1]), int(row[2]), int(row[3]), int(row[4]) // int(row[1])) for row in rows}


def subtasks_of(session: Session, team_id: str, parent_id: int) -> list[Task]:
    """The subtasks of a task, soonest due first; deleted ones are left out."""
    return list(
        session.scalars(
            select(Task)
            .where(col(Task.team_id) == team_id, col(Task.parent_id) == parent_id, col(Task.deleted_at).is_(None))
            .order_by(*BY_DUE)
        )
    )


def parents(session: Session, team_id: str, project_id: int) -> list[tuple[int, int]]:
    """The subtasks of the project by number, each with the number of its parent; deleted ones are left out."""
    above = aliased(Task)
    rows = session.execute(
        select(col(Task.number), col(above.number))
        .join(above, col(above.id) == col(Task.parent_id))
        .where(col(Task.team_id) == team_id, col(Task.project_id) == project_id, col(Task.deleted_at).is_(None))
    )
    return [(row[0], row[1]) for row in rows]
