"""Handovers: what somebody who is gone was named for in a project, and whether it has been passed on."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, UniqueConstraint, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.rows import kept, to_hold


class Handover(SQLModel, table=True):
    """The question who succeeds a person in a project: one a person and project, opened again when they go again."""

    __tablename__ = "handovers"
    __table_args__ = (
        UniqueConstraint("team_id", "project_id", "person_id"),
        Index("ix_handovers_asked", "team_id", "asked_id"),
    )

    id: int = Field(default=None, primary_key=True)
    team_id: str
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), nullable=False))
    person_id: str
    # Why it is asked: "left", "deactivated", "wanted"; several in the order in which they came, with spaces between.
    why: str
    # Who was asked in a message; None until then.
    asked_id: str | None = None
    opened_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    settled_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    # How it ended: "handed over", "back", "closed" (the project); and the view or trigger that settled it.
    outcome: str = ""
    settled_cause: str = ""

    @property
    def whys(self) -> list[str]:
        """Every reason for which it is asked."""
        return self.why.split(" ")


class Run(SQLModel, table=True):
    """What one person passes on to another in a project, in portions, because it is very much."""

    __tablename__ = "handover_runs"
    __table_args__ = (Index("ix_handover_runs_person", "team_id", "project_id", "old_id"),)

    id: int = Field(default=None, primary_key=True)
    team_id: str
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), nullable=False))
    old_id: str
    new_id: str
    # Who asked for it, and for whom they stood in; all of it is done in their name.
    asked_by: str
    asked_for: str | None = None
    # What was made later is not passed on.
    asked_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    # The names of the posts that the successor took besides, to be told of all in one message.
    posts: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    # How many tasks and requests there were to pass on, and how many were.
    total: int
    done: int = 0
    # Tasks are passed on by their id: none is visited twice.
    last_task_id: int = 0
    ended_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


def run(session: Session, team_id: str, run_id: int) -> Run | None:
    """One run of the workspace; held until the transaction ends."""
    found = kept(session, Run, run_id, to_change=True)
    return found if found and found.team_id == team_id else None


def run_of_person(session: Session, team_id: str, project_id: int, old_id: str) -> Run | None:
    """What the person is passing on in the project at the moment."""
    return session.scalar(
        select(Run).where(
            col(Run.team_id) == team_id,
            col(Run.project_id) == project_id,
            col(Run.old_id) == old_id,
            col(Run.ended_at).is_(None),
        )
    )


def runs_to(session: Session, team_id: str, project_id: int, new_id: str) -> list[Run]:
    """What is being passed on to the person in the project at the moment; held until the transaction ends."""
    return list(
        session.scalars(
            to_hold(
                select(Run).where(
                    col(Run.team_id) == team_id,
                    col(Run.project_id) == project_id,
                    col(Run.new_id) == new_id,
                    col(Run.ended_at).is_(None),
                )
            )
        )
    )


def handover(session: Session, team_id: str, handover_id: int) -> Handover | None:
    """One handover of the workspace; held until the transaction ends."""
    found = kept(session, Handover, handover_id, to_change=True)
    return found if found and found.team_id == team_id else None


def of_person(session: Session, team_id: str, project_id: int, person_id: str) -> Handover | None:
    """The handover of that person in that project, if it was ever asked for; held until the transaction ends."""
    return session.scalar(
        to_hold(
            select(Handover).where(
                col(Handover.team_id) == team_id,
                col(Handover.project_id) == project_id,
                col(Handover.person_id) == person_id,
            )
        )
    )


def open_of_person(session: Session, team_id: str, person_id: str) -> list[Handover]:
    """The handovers of that person, in any project, that are not settled."""
    return list(
        session.scalars(
            select(Handover).where(
                col(Handover.team_id) == team_id,
                col(Handover.person_id) == person_id,
                col(Handover.settled_at).is_(None),
            )
        )
    )


def open_in(session: Session, team_id: str, project_id: int) -> list[Handover]:
    """The handovers of that project that are not settled."""
    return list(
        session.scalars(
            select(Handover).where(
                col(Handover.team_id) == team_id,
                col(Handover.project_id) == project_id,
                col(Handover.settled_at).is_(None),
            )
        )
    )
