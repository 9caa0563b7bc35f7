"""Retrospectives of projects (复盘), one a project: who was asked, what they answered, the report, and its actions."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, Text, UniqueConstraint, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage import matters
from storage.db import UtcDateTime
from storage.matters import WITHDRAWN, Matter
from storage.rows import kept
from storage.statements import among

__all__ = ["ASKING", "DONE", "DROPPED", "OPEN", "POSTED", "TOGETHER", "WITHDRAWN", "Action", "Answer", "Retrospective"]

ASKING, TOGETHER, POSTED = "asking", "together", "posted"
# Of an action.
OPEN, DONE, DROPPED = "open", "done", "dropped"


class Retrospective(Matter, table=True):
    """The retrospective of a project. `number` is the project's without its dashes: 2026007 of P-2026-007."""

    __tablename__ = "retrospectives"
    __table_args__ = (*matters.keys("retrospectives"), UniqueConstraint("project_id"))

    # The last day on which an answer is taken: a calendar day in the project's zone; and when the answers were asked.
    answer_by: date
    asked_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    # When the answers were shown together, and the report was posted last.
    gathered_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    posted_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    # What the report says on top, and what to keep, stop and start, by kind: what, whose, by when, as plain data.
    summary: str = Field(default="", sa_column=Column(Text, nullable=False))
    lines: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))

    @property
    def about(self) -> str:
        """What its messages are filed under."""
        return f"retrospectives:{self.id}"


class Answer(SQLModel, table=True):
    """One of those who are asked, and what they say; nobody answers for another. `goal` and `cooperation` are 1 to 5,
    None before.
    """

    __tablename__ = "retrospective_answers"
    __table_args__ = (
        UniqueConstraint("retrospective_id", "user_id"),
        Index("ix_retrospective_answers_project", "team_id", "project_id", "user_id"),
    )

    id: int = Field(default=None, primary_key=True)
    team_id: str
    retrospective_id: int = Field(sa_column=Column(Integer, ForeignKey("retrospectives.id"), nullable=False))
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), nullable=False))
    user_id: str
    goal: int | None = None
    goal_words: str = Field(default="", sa_column=Column(Text, nullable=False))
    cooperation: int | None = None
    cooperation_words: str = Field(default="", sa_column=Column(Text, nullable=False))
    causes: str = Field(default="", sa_column=Column(Text, nullable=False))
    answered_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class Action(SQLModel, table=True):
    """A line of the report that somebody sees to, by a day; `kind` is "keep", "stop" or "start"."""

    __tablename__ = "retrospective_actions"
    __table_args__ = (
        Index("ix_retrospective_actions_project", "team_id", "project_id", "state"),
        Index("ix_retrospective_actions_owner", "team_id", "owner_id", "state"),
    )

    id: int = Field(default=None, primary_key=True)
    team_id: str
    retrospective_id: int = Field(sa_column=Column(Integer, ForeignKey("retrospectives.id"), nullable=False))
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), nullable=False))
    kind: str
    position: int
    title: str
    owner_id: str
    due_on: date
    state: str = OPEN
    note: str = Field(default="", sa_column=Column(Text, nullable=False))
    version: int = 1
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    ended_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    changed_by: str
    changed_for: str | None = None


def of_project(session: Session, team_id: str, project_id: int, *, to_change: bool = False) -> Retrospective | None:
    """The retrospective of the project; None before somebody has called one."""
    its = (col(Retrospective.team_id) == team_id, col(Retrospective.project_id) == project_id)
    found: Retrospective | None = session.scalar(select(Retrospective).where(*its))
    if found is None or not to_change:
        return found
    return matters.by_id(session, Retrospective, team_id, found.id, to_change=True)


def answers(session: Session, team_id: str, retrospective_id: int) -> list[Answer]:
    """Those who are asked, with what they said."""
    its = (col(Answer.team_id) == team_id, col(Answer.retrospective_id) == retrospective_id)
    return list(session.scalars(select(Answer).where(*its).order_by(col(Answer.id))))


def answer_of(
    session: Session, team_id: str, retrospective_id: int, user_id: str, *, to_change: bool = False
) -> Answer | None:
    """What that person is asked; None where they are not."""
    found = next((one for one in answers(session, team_id, retrospective_id) if one.user_id == user_id), None)
    return kept(session, Answer, found.id, to_change=True) if found is not None and to_change else found


def not_asked(session: Session, gone: Iterable[Answer]) -> None:
    """These are not asked any more."""
    for one in gone:
        session.delete(one)
    session.flush()


def action(session: Session, team_id: str, action_id: int, *, to_change: bool = False) -> Action | None:
    """One action of the workspace; `to_change` holds it until the transaction ends."""
    found = kept(session, Action, action_id, to_change=to_change)
    return found if found is not None and found.team_id == team_id else None


def actions(session: Session, team_id: str, project_id: int) -> list[Action]:
    """The actions of a project's retrospective, in their order."""
    its = (col(Action.team_id) == team_id, col(Action.project_id) == project_id)
    return list(session.scalars(select(Action).where(*its).order_by(col(Action.position), col(Action.id))))


def owned_by(session: Session, team_id: str, project_id: int, user_id: str, *, most: int | None = None) -> list[Action]:
    """The open actions of the project that the person owns, soonest due first; at most so many."""
    its = (col(Action.team_id) == team_id, col(Action.project_id) == project_id, col(Action.owner_id) == user_id)
    query = select(Action).where(*its, col(Action.state) == OPEN).order_by(col(Action.due_on), col(Action.id))
    return list(session.scalars(query.limit(most)))


def open_actions(session: Session, team_id: str, project_ids: Iterable[int]) -> list[Action]:
    """The open actions of these projects, soonest due first."""
    its = (
        col(Action.team_id) == team_id,
        col(Action.state) == OPEN,
        among(session, col(Action.project_id), project_ids),
    )
    return list(session.scalars(select(Action).where(*its).order_by(col(Action.due_on), col(Action.id))))
