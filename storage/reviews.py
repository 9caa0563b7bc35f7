"""Milestone reviews of stages (节点质量评审), their conditions, which stages they lock, and the queries over them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, ColumnElement, ForeignKey, Index, Integer, Text, and_, or_, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage import matters
from storage.db import UtcDateTime
from storage.matters import WITHDRAWN, Matter
from storage.signatures import Signer
from storage.statements import among
from storage.tasks import IS_DONE, Task

__all__ = ["ENDED", "PASSED", "PLANNED", "RETURNED", "SUBMITTED", "WITHDRAWN", "Review"]

PLANNED, SUBMITTED, RETURNED, PASSED, ENDED = "planned", "submitted", "returned", "passed", "ended"
# It has not passed yet: what it locks is locked.
AHEAD = (PLANNED, SUBMITTED, RETURNED)
# Under which its reviewers and who submitted stand among the signers, and as what.
SUBJECT, BY_LEAD = "reviews", "submit"
# The sides that oppose each other: nobody reviews what they submitted.
WORK_SIDE, REVIEW_SIDE = "work", "review"


class Review(Matter, table=True):
    """The review of a stage. Days are calendar days in the project's zone."""

    __tablename__ = "reviews"
    __table_args__ = (*matters.keys("reviews"), Index("ix_reviews_stage", "team_id", "stage_id"))

    title: str
    # A stage that is empty may be gone.
    stage_id: int
    # The lead department, which submits.
    department_id: int = Field(sa_column=Column(Integer, ForeignKey("departments.id"), nullable=False))
    # When it is planned to be submitted, and within how many working days of the project the opinions are due then.
    due_on: date
    days: int
    # Counts what was submitted: each is another content. 0 before.
    edition: int = 0
    # What was submitted: links and files, each {"name", "url"}; the delivery standard beside them; and a word.
    deliverables: list[dict[str, Any]] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    standard: str = Field(default="", sa_column=Column(Text, nullable=False))
    note: str = Field(default="", sa_column=Column(Text, nullable=False))
    # What stood against it when it was submitted, in words of the project's language.
    stood: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    submitted_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    submitted_by: str | None = None
    submitted_for: str | None = None
    # The last day for opinions, since when they are shown together, and when it passed or was returned.
    opinions_by: date | None = None
    shown_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    decided_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class ReviewLock(SQLModel, table=True):
    """A stage whose tasks cannot be started before the review has passed."""

    __tablename__ = "review_locks"
    __table_args__ = (Index("ix_review_locks_stage", "team_id", "stage_id"),)

    review_id: int = Field(sa_column=Column(Integer, ForeignKey("reviews.id"), primary_key=True))
    stage_id: int = Field(primary_key=True)
    team_id: str


class Condition(SQLModel, table=True):
    """What a reviewer asks for besides: whose, and by when. It becomes a task once the review passes."""

    __tablename__ = "review_conditions"
    __table_args__ = (Index("ix_review_conditions_review", "review_id"), Index("ix_review_conditions_task", "task_id"))

    id: int = Field(default=None, primary_key=True)
    team_id: str
    review_id: int = Field(sa_column=Column(Integer, ForeignKey("reviews.id"), nullable=False))
    # Of which submission, and whose.
    edition: int
    signer_id: int = Field(sa_column=Column(Integer, ForeignKey("signers.id"), nullable=False))
    position: int
    title: str
    owner_id: str
    department_id: int = Field(sa_column=Column(Integer, ForeignKey("departments.id"), nullable=False))
    due_on: date
    task_id: int | None = Field(default=None, sa_column=Column(Integer, ForeignKey("tasks.id")))


class ReviewStart(SQLModel, table=True):
    """A task that the sponsor let begin although its stage was locked: that stands there for good."""

    __tablename__ = "review_starts"

    task_id: int = Field(sa_column=Column(Integer, ForeignKey("tasks.id"), primary_key=True))
    team_id: str
    # The reviews that it did not wait for.
    review_ids: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    reason: str = Field(sa_column=Column(Text, nullable=False))
    started_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    started_by: str
    started_for: str | None = None


def of_projects(
    session: Session, team_id: str, project_ids: Iterable[int], *only: ColumnElement[bool], states: Iterable[str] = ()
) -> list[Review]:
    """The reviews of each project in turn in these states (all, where none is named), the soonest first."""
    return matters.of_projects(session, Review, team_id, project_ids, *only, states=states, by=(col(Review.due_on),))


def reviewed_by(
    session: Session, team_id: str, project_id: int, user_id: str, *, most: int | None = None
) -> list[Review]:
    """The reviews of the project that have not passed and in which the person is a reviewer; at most so many."""
    its = select(col(Signer.subject_id)).where(
        col(Signer.team_id) == team_id,
        col(Signer.subject) == SUBJECT,
        col(Signer.person_id) == user_id,
        col(Signer.side) == REVIEW_SIDE,
        col(Signer.ended_at).is_(None),
    )
    only = (col(Review.project_id) == project_id, col(Review.id).in_(its))
    return matters.where(session, Review, team_id, *only, states=AHEAD, most=most)


def lapsed(today: date) -> ColumnElement[bool]:
    """Of a review that has passed: whether a condition of it was not met by its day."""
    return (
        select(col(Condition.id))
        .outerjoin(Task, col(Task.id) == col(Condition.task_id))
        .where(
            col(Condition.review_id) == col(Review.id),
            col(Condition.edition) == col(Review.edition),
            col(Condition.due_on) < today,
            or_(col(Task.id).is_(None), col(Task.deleted_at).is_not(None), ~IS_DONE),
        )
        .exists()
    )


def locking(session: Session, team_id: str, stage_id: int, today: date) -> list[Review]:
    """The reviews that lock the stage on that day: they have not passed, or have with a condition that has lapsed."""
    its = select(col(ReviewLock.review_id)).where(
        col(ReviewLock.team_id) == team_id, col(ReviewLock.stage_id) == stage_id
    )
    holds = or_(col(Review.state).in_(AHEAD), and_(col(Review.state) == PASSED, lapsed(today)))
    return matters.where(session, Review, team_id, col(Review.id).in_(its), holds, by=(col(Review.due_on),))


def locks(session: Session, review_ids: Iterable[int]) -> dict[int, list[int]]:
    """The stages that these reviews lock, by the review."""
    found: dict[int, list[int]] = {}
    rows = session.execute(
        select(col(ReviewLock.review_id), col(ReviewLock.stage_id))
        .where(among(session, col(ReviewLock.review_id), review_ids))
        .order_by(col(ReviewLock.stage_id))
    )
    for review_id, stage_id in rows:
        found.setdefault(review_id, []).append(stage_id)
    return found


def set_locks(session: Session, team_id: str, review_id: int, stage_ids: Sequence[int]) -> None:
    """It locks exactly these stages."""
    for one in session.scalars(select(ReviewLock).where(col(ReviewLock.review_id) == review_id)):
        session.delete(one)
    session.flush()
    session.add_all(ReviewLock(review_id=review_id, stage_id=one, team_id=team_id) for one in dict.fromkeys(stage_ids))
    session.flush()


def conditions(session: Session, review_ids: Iterable[int]) -> dict[int, list[tuple[Condition, Task | None]]]:
    """What was asked for besides in these reviews, with the tasks of it, by the review; of every submission."""
    found: dict[int, list[tuple[Condition, Task | None]]] = {}
    rows = session.execute(
        select(Condition, Task)
        .outerjoin(Task, col(Task.id) == col(Condition.task_id))
        .where(among(session, col(Condition.review_id), review_ids))
        .order_by(col(Condition.signer_id), col(Condition.position), col(Condition.id))
    )
    for condition, task in rows:
        found.setdefault(condition.review_id, []).append((condition, task))
    return found


def set_conditions(session: Session, review: Review, signer_id: int, wanted: Sequence[Condition]) -> None:
    """A reviewer asks for exactly these besides, of what is submitted now."""
    known = select(Condition).where(
        col(Condition.review_id) == review.id,
        col(Condition.edition) == review.edition,
        col(Condition.signer_id) == signer_id,
    )
    for one in session.scalars(known):
        session.delete(one)
    session.flush()
    session.add_all(wanted)
    session.flush()


def of_condition(session: Session, team_id: str, task_id: int) -> int | None:
    """The review of which that task is a condition."""
    its = (col(Condition.team_id) == team_id, col(Condition.task_id) == task_id)
    return session.execute(select(col(Condition.review_id)).where(*its)).scalar()


def start_of(session: Session, team_id: str, task_id: int | None) -> ReviewStart | None:
    """That the sponsor let the task begin in spite of a review; None where nobody did."""
    found = session.get(ReviewStart, task_id) if task_id is not None else None
    return found if found is not None and found.team_id == team_id else None


def starts(session: Session, team_id: str, project_id: int) -> list[tuple[ReviewStart, Task]]:
    """What the sponsor let begin so in the project, in its order."""
    rows = session.execute(
        select(ReviewStart, Task)
        .join(Task, col(Task.id) == col(ReviewStart.task_id))
        .where(col(ReviewStart.team_id) == team_id, col(Task.project_id) == project_id)
        .order_by(col(ReviewStart.started_at), col(ReviewStart.task_id))
    )
    return [(start, task) for start, task in rows]
