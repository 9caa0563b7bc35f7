"""Risks of projects (风险清单) and the queries over them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import Column, ColumnElement, ForeignKey, Index, Integer, Text, and_, case, or_, select
from sqlalchemy.orm import Session
from sqlmodel import Field, col

from storage import matters
from storage.db import UtcDateTime
from storage.matters import WITHDRAWN, Matter
from storage.tasks import Task

__all__ = ["CLOSED", "CLOSING", "HAPPENED", "LOWERING", "NOTED", "OPEN", "WITHDRAWN", "Risk"]

NOTED, OPEN, LOWERING, CLOSING, HAPPENED, CLOSED = "noted", "open", "lowering", "closing", "happened", "closed"
# They stand in the register until they are closed.
IN_REGISTER = (NOTED, OPEN, LOWERING, CLOSING, HAPPENED)
# What may still come.
AHEAD = (OPEN, LOWERING, CLOSING)
HIGH, MEDIUM, LOW = "high", "medium", "low"
# By which way one came into the register, where not by its own form or a line.
KICKOFF, REPORT = "kickoffs", "reports"


class Risk(Matter, table=True):
    """What may go wrong. `likelihood` and `impact` are 1 to 3; without a level the PM has not weighed it yet."""

    __tablename__ = "risks"
    __table_args__ = (
        *matters.keys("risks"),
        Index("ix_risks_owner", "team_id", "owner_id", "state"),
        Index("ix_risks_task", "team_id", "task_id"),
    )

    title: str
    response: str = Field(default="", sa_column=Column(Text, nullable=False))
    likelihood: int | None = None
    impact: int | None = None
    level: str = ""
    # The PM has set the level, whatever follows from likelihood and impact.
    is_set: bool = False
    owner_id: str | None = None
    # What it threatens: a task, or a stage by its id. A stage that is empty may be gone.
    task_id: int | None = Field(default=None, sa_column=Column(Integer, ForeignKey("tasks.id")))
    stage_id: int | None = None
    # KICKOFF or REPORT, and the id there.
    source: str = ""
    source_id: int | None = None
    # What its owner answered last ("same", "better", "worse"), and the word that came with it.
    trend: str = ""
    note: str = Field(default="", sa_column=Column(Text, nullable=False))
    # How often in a row nothing has changed.
    unchanged: int = 0
    # The day of its owner for which the last word stands; while it is high they are asked on the working day after.
    heard_on: date | None = None
    next_step: str = Field(default="", sa_column=Column(Text, nullable=False))
    next_on: date | None = None
    # What somebody asks for: this lower level, or none to close it; and what speaks for it.
    wished_level: str = ""
    evidence: str = Field(default="", sa_column=Column(Text, nullable=False))
    wished_by: str | None = None
    wished_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    # How many matters of other flows it has become.
    became: int = 0
    # The stage that it threatens has passed this review ("Q-1"), and its owner has not said since what becomes of it.
    review: str = Field(default="", sa_column_kwargs={"server_default": ""})
    review_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    levelled_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    happened_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    closed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))

    @property
    def is_ahead(self) -> bool:
        """Whether it may still come."""
        return self.state in AHEAD and self.happened_at is None

    @property
    def is_tracked(self) -> bool:
        """Whether its owner is asked each working day how it stands."""
        return self.is_ahead and self.level == HIGH


IS_TRACKED: ColumnElement[bool] = and_(
    col(Risk.state).in_(AHEAD), col(Risk.happened_at).is_(None), col(Risk.level) == HIGH
)
# What has happened and what is high comes first, and last what nobody has weighed.
BY_LEVEL = (
    case(
        (col(Risk.happened_at).is_not(None), 0),
        (col(Risk.level) == HIGH, 1),
        (col(Risk.level) == MEDIUM, 2),
        (col(Risk.level) == LOW, 3),
        else_=4,
    ),
)


def of_projects(
    session: Session, team_id: str, project_ids: Iterable[int], *only: ColumnElement[bool], states: Iterable[str] = ()
) -> list[Risk]:
    """The risks of each project in turn in these states (all, where none is named), the highest first."""
    return matters.of_projects(session, Risk, team_id, project_ids, *only, states=states, by=BY_LEVEL)


def in_register(session: Session, team_id: str, project_id: int) -> list[Risk]:
    """The open risks of a project, the highest first."""
    return matters.where(session, Risk, team_id, col(Risk.project_id) == project_id, states=IN_REGISTER, by=BY_LEVEL)


def tracked(session: Session, team_id: str, project_id: int) -> list[Risk]:
    """Those of them of which the owner is asked each working day."""
    return matters.where(session, Risk, team_id, col(Risk.project_id) == project_id, IS_TRACKED)


def tracked_of(session: Session, team_id: str, user_id: str) -> list[Risk]:
    """Those of any project of which that person is asked."""
    return matters.where(session, Risk, team_id, col(Risk.owner_id) == user_id, IS_TRACKED)


def taken_from(session: Session, team_id: str, source: str, source_id: int) -> list[Risk]:
    """What came into the register from that kickoff meeting or report, whatever has become of it."""
    return matters.where(session, Risk, team_id, col(Risk.source) == source, col(Risk.source_id) == source_id)


def owned_by(session: Session, team_id: str, project_id: int, user_id: str, *, most: int | None = None) -> list[Risk]:
    """The open risks of the project that the person owns, oldest first; at most so many."""
    its = (col(Risk.project_id) == project_id, col(Risk.owner_id) == user_id)
    return matters.where(session, Risk, team_id, *its, states=IN_REGISTER, most=most)


def of_stage(session: Session, team_id: str, project_id: int, stage_id: int) -> list[Risk]:
    """The open risks that threaten the stage, or a task that stands in it; the highest first."""
    in_it = select(col(Task.id)).where(
        col(Task.team_id) == team_id, col(Task.stage_id) == stage_id, col(Task.deleted_at).is_(None)
    )
    is_its = or_(col(Risk.stage_id) == stage_id, col(Risk.task_id).in_(in_it))
    its = (col(Risk.project_id) == project_id, is_its)
    return matters.where(session, Risk, team_id, *its, states=IN_REGISTER, by=BY_LEVEL)


def of_task(session: Session, team_id: str, task_id: int, stage_id: int | None = None) -> list[Risk]:
    """The open risks that threaten the task, or its stage where one is given; the highest first."""
    is_its = col(Risk.task_id) == task_id
    if stage_id is not None:
        is_its = or_(is_its, col(Risk.stage_id) == stage_id)
    return matters.where(session, Risk, team_id, is_its, states=IN_REGISTER, by=BY_LEVEL)
