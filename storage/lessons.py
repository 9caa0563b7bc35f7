"""Lessons of projects (经验教训): when … then …, with what brings each to mind, and to whom it was offered since."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import (
    JSON,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    case,
    func,
    or_,
    select,
)
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage import matters
from storage.db import UtcDateTime
from storage.matters import WITHDRAWN, Matter
from storage.projects import Project
from storage.rows import kept
from storage.statements import among

__all__ = ["KEPT", "RETIRED", "STALE", "WITHDRAWN", "Lesson", "LessonOffer"]

KEPT, STALE, RETIRED = "kept", "stale", "retired"
# They are offered.
STANDING = (KEPT, STALE)
TOOK, PASSED = "took", "passed"


class Lesson(Matter, table=True):
    """One lesson: when `situation`, then `advice`. The project is the one that it was learnt in."""

    __tablename__ = "lessons"
    __table_args__ = (*matters.keys("lessons"), Index("ix_lessons_state", "team_id", "state", "scenario"))

    situation: str = Field(sa_column=Column(Text, nullable=False))
    advice: str = Field(sa_column=Column(Text, nullable=False))
    # What brings it to mind; what is empty says nothing. `stage` and `risk` are words, with commas between them.
    scenario: str = ""
    stage: str = ""
    risk: str = ""
    department_id: int | None = Field(default=None, sa_column=Column(Integer, ForeignKey("departments.id")))
    # The keys of the scenario templates that it was added to.
    templates: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    # Of a private project: when its PM let others read it.
    released_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    # When it was learnt, taken or kept last: a year after that somebody is asked whether it still holds.
    alive_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class LessonOffer(SQLModel, table=True):
    """That a lesson was offered in a project, to whom and when; and their answer, TOOK or PASSED, empty before."""

    __tablename__ = "lesson_offers"
    __table_args__ = (
        UniqueConstraint("lesson_id", "project_id"),
        Index("ix_lesson_offers_project", "team_id", "project_id", "user_id"),
    )

    id: int = Field(default=None, primary_key=True)
    team_id: str
    lesson_id: int = Field(sa_column=Column(Integer, ForeignKey("lessons.id"), nullable=False))
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), nullable=False))
    # The act in which it came to mind, and what that was: "proposal", "kickoff", "template", "risk", "review".
    cause: str
    occasion: str
    user_id: str
    offered_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    answer: str = ""
    answered_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    answered_by: str | None = None
    answered_for: str | None = None
    # What was made of it: "T-12", "K-3".
    made: str = ""


class Counts(NamedTuple):
    """How often a lesson was offered, taken, and found not relevant."""

    offered: int = 0
    took: int = 0
    passed: int = 0


def that_may_fit(
    session: Session, team_id: str, project_id: int, scenario: str, department_ids: Collection[int]
) -> list[Lesson]:
    """The standing lessons of other projects that fit neither another kind of project, where that is known, nor
    another department; private ones only where their PM let others read them.
    """
    of_scenario = [col(Lesson.scenario).in_(("", scenario))] if scenario else []
    query = (
        select(Lesson)
        .join(Project, col(Project.id) == col(Lesson.project_id))
        .where(
            col(Lesson.team_id) == team_id,
            col(Lesson.state).in_(STANDING),
            col(Lesson.project_id) != project_id,
            or_(col(Project.is_private).is_(False), col(Lesson.released_at).is_not(None)),
            or_(col(Lesson.department_id).is_(None), among(session, col(Lesson.department_id), department_ids)),
            *of_scenario,
        )
    )
    return list(session.scalars(query.order_by(col(Lesson.number))))


def readable(
    session: Session, team_id: str, project_ids: Iterable[int], states: Iterable[str], *only: ColumnElement[bool]
) -> list[Lesson]:
    """The lessons in these states that everybody may read, and those of these projects; the newest first."""
    public = select(col(Project.id)).where(col(Project.team_id) == team_id, col(Project.is_private).is_(False))
    seen = or_(
        col(Lesson.released_at).is_not(None),
        col(Lesson.project_id).in_(public),
        among(session, col(Lesson.project_id), project_ids),
    )
    return matters.where(session, Lesson, team_id, seen, *only, states=states, by=(col(Lesson.number).desc(),))


def of_project(session: Session, team_id: str, project_id: int) -> list[Lesson]:
    """The lessons that were learnt in the project, but for what was withdrawn."""
    return matters.where(session, Lesson, team_id, col(Lesson.project_id) == project_id, states=(KEPT, STALE, RETIRED))


def counts(session: Session, team_id: str, lesson_ids: Iterable[int]) -> dict[int, Counts]:
    """How often each of these was offered and answered, by its id; none of what never was."""
    answer = col(LessonOffer.answer)
    query = (
        select(
            col(LessonOffer.lesson_id),
            func.count(),
            func.sum(case((answer == TOOK, 1), else_=0)),
            func.sum(case((answer == PASSED, 1), else_=0)),
        )
        .where(col(LessonOffer.team_id) == team_id, among(session, col(LessonOffer.lesson_id), lesson_ids))
        .group_by(col(LessonOffer.lesson_id))
    )
    return {int(row[0]): Counts(int(row[1]), int(row[2]), int(row[3])) for row in session.execute(query)}


def offer(session: Session, team_id: str, offer_id: int, *, to_change: bool = False) -> LessonOffer | None:
    """One offer of the workspace; `to_change` holds it until the transaction ends."""
    found = kept(session, LessonOffer, offer_id, to_change=to_change)
    return found if found is not None and found.team_id == team_id else None


def offers_in(session: Session, team_id: str, project_ids: Sequence[int]) -> list[LessonOffer]:
    """What was offered in these projects, oldest first."""
    its = (col(LessonOffer.team_id) == team_id, among(session, col(LessonOffer.project_id), project_ids))
    return list(session.scalars(select(LessonOffer).where(*its).order_by(col(LessonOffer.id))))


def offers_of(session: Session, team_id: str, lesson_id: int) -> list[LessonOffer]:
    """Where a lesson was offered, oldest first."""
    its = (col(LessonOffer.team_id) == team_id, col(LessonOffer.lesson_id) == lesson_id)
    return list(session.scalars(select(LessonOffer).where(*its).order_by(col(LessonOffer.id))))
