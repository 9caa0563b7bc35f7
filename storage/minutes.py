"""The minutes of meetings (会议纪要), the actions agreed in them, and the queries over them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, Text, UniqueConstraint, bindparam, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.meetings import HELD, Meeting
from storage.rows import to_hold
from storage.statements import Among
from storage.tasks import BY_DUE, IS_OPEN, Task


class Minutes(SQLModel, table=True):
    """What was written down of one meeting. `attended` are people's ids, a line of `decisions` is one decision."""

    __tablename__ = "minutes"
    __table_args__ = (
        UniqueConstraint("meeting_id"),
        UniqueConstraint("team_id", "cause"),
        Index("ix_minutes_project", "team_id", "project_id"),
    )

    id: int = Field(default=None, primary_key=True)
    team_id: str
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), nullable=False))
    meeting_id: int = Field(sa_column=Column(Integer, ForeignKey("meetings.id"), nullable=False))
    cause: str
    attended: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    decisions: str = Field(default="", sa_column=Column(Text, nullable=False))
    # Counts the changes, so that a stale form is seen to be stale.
    version: int = 1
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    created_by: str
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    changed_by: str
    # Whom they stood in for.
    changed_for: str | None = None


class Action(SQLModel, table=True):
    """An action that was agreed in a meeting: a task, and the line in which it was written."""

    __tablename__ = "actions"
    __table_args__ = (Index("ix_actions_minutes", "minutes_id"),)

    task_id: int = Field(sa_column=Column(Integer, ForeignKey("tasks.id"), primary_key=True))
    team_id: str
    minutes_id: int = Field(sa_column=Column(Integer, ForeignKey("minutes.id"), nullable=False))
    position: int
    line: str = Field(sa_column=Column(Text, nullable=False))


def of_meeting(session: Session, team_id: str, meeting_id: int, *, to_change: bool = False) -> Minutes | None:
    """The minutes of a meeting; `to_change` holds them until the transaction ends."""
    query = select(Minutes).where(col(Minutes.team_id) == team_id, col(Minutes.meeting_id) == meeting_id)
    return session.scalar(to_hold(query) if to_change else query)


_UNWRITTEN = Among(
    lambda is_one: (
        select(Meeting)
        .where(
            col(Meeting.team_id) == bindparam("team_id"),
            is_one(col(Meeting.id)),
            col(Meeting.state) == HELD,
            ~select(col(Minutes.id)).where(col(Minutes.meeting_id) == col(Meeting.id)).exists(),
        )
        .order_by(col(Meeting.starts_at))
    )
)


def unwritten(session: Session, team_id: str, meeting_ids: Iterable[int]) -> list[Meeting]:
    """Those of these meetings that were held and whose minutes are not written, oldest first."""
    return list(_UNWRITTEN.run(session, meeting_ids, team_id=team_id).scalars())


def caused_by(session: Session, team_id: str, cause: str) -> Minutes | None:
    """The minutes that this view has already written."""
    return session.scalar(select(Minutes).where(col(Minutes.team_id) == team_id, col(Minutes.cause) == cause))


def of_project(session: Session, team_id: str, project_id: int, most: int) -> list[tuple[Minutes, Meeting]]:
    """The latest minutes of the project, each with its meeting, newest first."""
    rows = session.execute(
        select(Minutes, Meeting)
        .join(Meeting, col(Meeting.id) == col(Minutes.meeting_id))
        .where(col(Minutes.team_id) == team_id, col(Minutes.project_id) == project_id)
        .order_by(col(Meeting.starts_at).desc())
        .limit(most)
    )
    return [(row[0], row[1]) for row in rows]


def actions_of(session: Session, minutes_id: int) -> list[tuple[Action, Task]]:
    """The actions of these minutes with their tasks, in the order in which they were written; deleted ones too."""
    rows = session.execute(
        select(Action, Task)
        .join(Task, col(Task.id) == col(Action.task_id))
        .where(col(Action.minutes_id) == minutes_id)
        .order_by(col(Action.position))
    )
    return [(row[0], row[1]) for row in rows]


def open_actions(session: Session, team_id: str, project_id: int) -> list[Task]:
    """The tasks of the project that were agreed in a meeting and are not done, soonest due first."""
    return list(
        session.scalars(
            select(Task)
            .join(Action, col(Action.task_id) == col(Task.id))
            .where(
                col(Action.team_id) == team_id,
                col(Task.project_id) == project_id,
                IS_OPEN,
                col(Task.deleted_at).is_(None),
            )
            .order_by(*BY_DUE)
        )
    )
