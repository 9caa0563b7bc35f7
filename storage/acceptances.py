"""Acceptances of projects (项目验收): checklists, the verdicts of those who judge, what is still to be put right; and
the queries over them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import Any, TypedDict

from sqlalchemy import JSON, Column, ColumnElement, ForeignKey, Index, Integer, Text, UniqueConstraint, and_, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage import matters
from storage.db import UtcDateTime
from storage.rounds import DRAFT, SIGNED, SIGNING, Rounded
from storage.statements import among

__all__ = [
    "DRAFT", "JUDGING", "MET", "NOT_MET", "REMAINDER", "SIGNED", "SIGNING", "Acceptance", "Item", "Rectification",
    "Verdict",
]  # fmt: skip

# It waits for verdicts.
JUDGING = "judging"
MET, REMAINDER, NOT_MET = "met", "remainder", "not met"


class Item(TypedDict):
    """A line of a checklist: its key in it, what is to be judged, and by what one sees that.

    `of` is the rectification after which it is judged again; 0 in a first acceptance.
    """

    key: int
    words: str
    evidence: str
    of: int


class Acceptance(Rounded, table=True):
    """An acceptance of a project, or a re-acceptance of what was not met in one before."""

    __tablename__ = "acceptances"
    __table_args__ = (*matters.keys("acceptances"), UniqueConstraint("project_id", "ordinal"))

    # 1 for the first of the project; all others are re-acceptances.
    ordinal: int = 1
    # The edition of the charter from which the checklist is; 0 where it was typed in.
    charter_edition: int = 0
    items: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    # Who judges for the customer: somebody by id, or by name where they are not in Slack.
    customer_id: str | None = None
    customer_name: str = ""
    # The paper that who is not in Slack has signed: the file, as Slack knows it.
    paper_file: str = ""
    paper_name: str = ""
    paper_url: str = ""
    # What came of each line, by its key; empty until all have signed.
    results: dict[str, str] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    signed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))

    @property
    def about(self) -> str:
        """What its cards and messages are filed under."""
        return f"acceptance:{self.id}"

    @property
    def is_again(self) -> bool:
        """Whether it is a re-acceptance."""
        return self.ordinal > 1

    @property
    def is_asking(self) -> bool:
        """Whether it waits for verdicts or signatures."""
        return self.state in (JUDGING, SIGNING)


class Verdict(SQLModel, table=True):
    """What is said of one line in one place of the acceptance group. `mark` is that of the line as it was judged."""

    __tablename__ = "acceptance_verdicts"
    __table_args__ = (UniqueConstraint("acceptance_id", "item", "signer_id"),)

    id: int = Field(default=None, primary_key=True)
    team_id: str
    acceptance_id: int = Field(sa_column=Column(Integer, ForeignKey("acceptances.id"), nullable=False))
    item: int
    signer_id: int = Field(sa_column=Column(Integer, ForeignKey("signers.id"), nullable=False))
    verdict: str
    # What is missing; who sees to it, and until when: a calendar day in the project's zone. Nothing of it where met.
    words: str = Field(default="", sa_column=Column(Text, nullable=False))
    department_id: int | None = Field(default=None, sa_column=Column(Integer, ForeignKey("departments.id")))
    due_on: date | None = None
    mark: str
    given_by: str
    given_for: str | None = None
    given_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class Rectification(SQLModel, table=True):
    """What is still to be put right (整改) after an acceptance, for one line of it.

    Of a remainder the PM agrees to the proof, and then the line is met; without one it lapses when its day has passed.
    Of what was not met the proof is what the re-acceptance looks at.
    """

    __tablename__ = "rectifications"
    __table_args__ = (Index("ix_rectifications_project", "team_id", "project_id"),)

    id: int = Field(default=None, primary_key=True)
    team_id: str
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), nullable=False))
    acceptance_id: int = Field(sa_column=Column(Integer, ForeignKey("acceptances.id"), nullable=False))
    item: int
    title: str
    words: str = Field(sa_column=Column(Text, nullable=False))
    is_remainder: bool = False
    department_id: int = Field(sa_column=Column(Integer, ForeignKey("departments.id"), nullable=False))
    made_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    due_on: date
    proof: str = Field(default="", sa_column=Column(Text, nullable=False))
    proved_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    proved_by: str | None = None
    proved_for: str | None = None
    # Why the PM did not take the last proof.
    note: str = Field(default="", sa_column=Column(Text, nullable=False))
    agreed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    lapsed_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))

    @property
    def is_open(self) -> bool:
        """Whether its department has something to do."""
        return self.proved_at is None and self.agreed_at is None

    @property
    def holds_up(self) -> bool:
        """Whether it is a remainder without which the project is not accepted yet."""
        return self.is_remainder and self.agreed_at is None and self.lapsed_at is None


def of_project(session: Session, team_id: str, project_id: int) -> list[Acceptance]:
    """The acceptances of a project, the first one first."""
    its = (col(Acceptance.team_id) == team_id, col(Acceptance.project_id) == project_id)
    return list(session.scalars(select(Acceptance).where(*its).order_by(col(Acceptance.ordinal))))


def verdicts(session: Session, acceptance_ids: Iterable[int]) -> list[Verdict]:
    """All that was said in these acceptances, oldest first."""
    its = among(session, col(Verdict.acceptance_id), acceptance_ids)
    return list(session.scalars(select(Verdict).where(its).order_by(col(Verdict.id))))


def rectifications(session: Session, team_id: str, *only: ColumnElement[bool]) -> list[Rectification]:
    """Those of the workspace of which that holds, soonest due first."""
    found = select(Rectification).where(col(Rectification.team_id) == team_id, *only)
    return list(session.scalars(found.order_by(col(Rectification.due_on), col(Rectification.id))))


def of_acceptances(session: Session, team_id: str, ids: Collection[int]) -> list[Rectification]:
    """What came of these acceptances."""
    return rectifications(session, team_id, among(session, col(Rectification.acceptance_id), ids)) if ids else []


def in_project(session: Session, team_id: str, project_id: int) -> list[Rectification]:
    """What came of all acceptances of a project."""
    return rectifications(session, team_id, col(Rectification.project_id) == project_id)


def rectification(
    session: Session, team_id: str, rectification_id: int, *, to_change: bool = False
) -> Rectification | None:
    """One of the workspace; `to_change` holds it until the transaction ends."""
    its = and_(col(Rectification.team_id) == team_id, col(Rectification.id) == rectification_id)
    query = select(Rectification).where(its)
    return session.scalar(query.with_for_update() if to_change else query)


def by_id(session: Session, team_id: str, acceptance_id: int, *, to_change: bool = False) -> Acceptance | None:
    """One acceptance of the workspace; `to_change` holds it until the transaction ends."""
    return matters.by_id(session, Acceptance, team_id, acceptance_id, to_change=to_change)


def last_of(session: Session, team_id: str, project_id: int, *, to_change: bool = False) -> Acceptance | None:
    """The last acceptance of the project: it alone can be open."""
    its = (col(Acceptance.team_id) == team_id, col(Acceptance.project_id) == project_id)
    last = session.scalar(select(col(Acceptance.id)).where(*its).order_by(col(Acceptance.ordinal).desc()).limit(1))
    return by_id(session, team_id, last, to_change=to_change) if last is not None else None


def verdict(session: Session, acceptance_id: int, item: int, signer_id: int) -> Verdict | None:
    """What is said of that line in that place."""
    its = (col(Verdict.acceptance_id) == acceptance_id, col(Verdict.item) == item, col(Verdict.signer_id) == signer_id)
    return session.scalar(select(Verdict).where(*its))
