"""Proposals of projects (项目立项申请表) and the queries over them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, Text, UniqueConstraint, delete, exists, or_, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage import matters
from storage.db import UtcDateTime
from storage.departments import Department
from storage.matters import WITHDRAWN, Matter
from storage.projects import Project

WAITING, RETURNED, APPROVED, REJECTED = "waiting", "returned", "approved", "rejected"
# Somebody has the next word.
OPEN = (WAITING, RETURNED)
# It came to no project.
DROPPED = (REJECTED, WITHDRAWN)


class Proposal(Matter, table=True):
    """What is proposed of a project besides what the project itself says: name, objective, days, PM, sponsor.

    `number` is the project's without its dashes: 2026007 of P-2026-007.
    """

    __tablename__ = "proposals"
    __table_args__ = (*matters.keys("proposals"), UniqueConstraint("project_id"))

    scenario: str
    background: str = Field(sa_column=Column(Text, nullable=False))
    # One a line: they become the checklist of the acceptance.
    outcomes: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    # Whether the project's channel is to be private.
    wants_private: bool = False
    # The last day on which an answer is not late; a calendar day in the project's zone.
    decide_by: date
    # When it was sent last.
    sent_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    # The last word with which it was returned, rejected or approved; by whom, for whom and when.
    note: str = Field(default="", sa_column=Column(Text, nullable=False))
    decided_by: str | None = None
    decided_for: str | None = None
    decided_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class ProposalDepartment(SQLModel, table=True):
    """A department that is to take part."""

    __tablename__ = "proposal_departments"
    __table_args__ = (Index("ix_proposal_departments_department", "team_id", "department_id"),)

    team_id: str
    proposal_id: int = Field(sa_column=Column(Integer, ForeignKey("proposals.id"), primary_key=True))
    department_id: int = Field(sa_column=Column(Integer, ForeignKey("departments.id"), primary_key=True))
    position: int = 0


def of_project(session: Session, team_id: str, project_id: int) -> Proposal | None:
    """The proposal by which the project came to be, or is to; None of one that was started without."""
    its = (col(Proposal.team_id) == team_id, col(Proposal.project_id) == project_id)
    return session.scalar(select(Proposal).where(*its))


def departments_of(session: Session, proposal: Proposal) -> list[Department]:
    """The departments that are to take part, in the order in which they were named."""
    query = (
        select(Department)
        .join(ProposalDepartment, col(ProposalDepartment.department_id) == col(Department.id))
        .where(col(ProposalDepartment.proposal_id) == proposal.id, col(Department.team_id) == proposal.team_id)
    )
    return list(session.scalars(query.order_by(col(ProposalDepartment.position))))


def set_departments(session: Session, proposal: Proposal, department_ids: Iterable[int]) -> None:
    """These are to take part, and no other."""
    session.execute(delete(ProposalDepartment).where(col(ProposalDepartment.proposal_id) == proposal.id))
    session.add_all(
        ProposalDepartment(team_id=proposal.team_id, proposal_id=proposal.id, department_id=one, position=position)
        for position, one in enumerate(dict.fromkeys(department_ids))
    )
    session.flush()


def of_department(session: Session, team_id: str, department_id: int) -> list[tuple[Proposal, Project]]:
    """The open proposals that the department initiates, with what is known of their projects; the oldest first."""
    query = (
        select(Proposal, Project)
        .join(Project, col(Project.id) == col(Proposal.project_id))
        .where(col(Proposal.team_id) == team_id, col(Proposal.state).in_(OPEN))
        .where(col(Project.initiating_department_id) == department_id)
    )
    return [(row[0], row[1]) for row in session.execute(query.order_by(col(Proposal.number)))]


def naming(session: Session, team_id: str, department_id: int) -> list[Project]:
    """The projects of the proposals that name the department as one that is to take part, or that initiates them."""
    is_named = exists().where(
        col(ProposalDepartment.proposal_id) == col(Proposal.id), col(ProposalDepartment.department_id) == department_id
    )
    query = (
        select(Project)
        .join(Proposal, col(Proposal.project_id) == col(Project.id))
        .where(col(Proposal.team_id) == team_id, or_(is_named, col(Project.initiating_department_id) == department_id))
    )
    return list(session.scalars(query.order_by(col(Project.id))))


def listed(session: Session, team_id: str, states: Iterable[str] = ()) -> list[Proposal]:
    """The proposals in these states (all, where none is named), the newest first."""
    return matters.where(session, Proposal, team_id, states=states, by=(col(Proposal.created_at).desc(),))
