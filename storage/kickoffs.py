"""The kickoff meeting (启动会) of each project, what was said in it, and the queries over them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from sqlalchemy import JSON, Column, ForeignKey, Integer, Text, UniqueConstraint, delete, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.rows import kept, to_hold

CALLED, CANCELLED, NOTED = "called", "cancelled", "noted"


class Kickoff(SQLModel, table=True):
    """The kickoff meeting of a project: one a project. What was said stands in texts, a line a matter."""

    __tablename__ = "kickoffs"
    __table_args__ = (UniqueConstraint("project_id"),)

    id: int = Field(default=None, primary_key=True)
    team_id: str = Field(index=True)
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), nullable=False))
    state: str = CALLED
    starts_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    minutes: int
    place: str = ""
    # People's ids: who is invited, and who came.
    invited: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    attended: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    # Who said that they cannot come, and why; by their ids.
    declined: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    # The tasks that became of what was decided.
    task_ids: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    # How often it was called, for the calendars of people.
    calls: int = 1
    # Whether the goal fits the company's strategy.
    alignment: str = Field(default="", sa_column=Column(Text, nullable=False))
    risks: str = Field(default="", sa_column=Column(Text, nullable=False))
    questions: str = Field(default="", sa_column=Column(Text, nullable=False))
    decisions: str = Field(default="", sa_column=Column(Text, nullable=False))
    # Counts the changes, so that a stale form is seen to be stale; by what it was changed last, so that the same is
    # not done twice.
    version: int = 1
    cause: str
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    created_by: str
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    changed_by: str
    # Whom they stood in for.
    changed_for: str | None = None

    @property
    def ends_at(self) -> datetime:
        """When it is over."""
        return self.starts_at + timedelta(minutes=self.minutes)


class Contribution(SQLModel, table=True):
    """What a department is to contribute, as it was said in the kickoff meeting."""

    __tablename__ = "kickoff_contributions"

    kickoff_id: int = Field(sa_column=Column(Integer, ForeignKey("kickoffs.id"), primary_key=True))
    department_id: int = Field(sa_column=Column(Integer, ForeignKey("departments.id"), primary_key=True))
    team_id: str
    said: str = Field(sa_column=Column(Text, nullable=False))


def kickoff(session: Session, team_id: str, kickoff_id: int, *, to_change: bool = False) -> Kickoff | None:
    """One of the workspace; `to_change` holds it until the transaction ends."""
    found = kept(session, Kickoff, kickoff_id, to_change=to_change)
    return found if found and found.team_id == team_id else None


def of_project(session: Session, team_id: str, project_id: int, *, to_change: bool = False) -> Kickoff | None:
    """That of the project; None where none was called. `to_change` holds it until the transaction ends."""
    query = select(Kickoff).where(col(Kickoff.team_id) == team_id, col(Kickoff.project_id) == project_id)
    return session.scalar(to_hold(query) if to_change else query)


def contributions(session: Session, kickoff_id: int) -> dict[int, str]:
    """What each department is to contribute, by its id."""
    query = select(Contribution).where(col(Contribution.kickoff_id) == kickoff_id)
    return {one.department_id: one.said for one in session.scalars(query)}


def set_contributions(session: Session, found: Kickoff, said: Mapping[int, str]) -> None:
    """These departments contribute this, and no others."""
    session.execute(
        delete(Contribution)
        .where(col(Contribution.kickoff_id) == found.id)
        .execution_options(synchronize_session="fetch")
    )
    for department_id, what in said.items():
        session.add(Contribution(kickoff_id=found.id, department_id=department_id, team_id=found.team_id, said=what))
    session.flush()
