"""Drafts: what a person has typed into a form and not yet sent."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, delete, select, tuple_
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.rows import kept


class Draft(SQLModel, table=True):
    """One unfinished form of one person."""

    __tablename__ = "drafts"

    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    form: str = Field(primary_key=True)
    content: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


def row(session: Session, team_id: str, user_id: str, form: str) -> Draft | None:
    """What the person has typed into that form so far, if anything; held until this transaction ends."""
    return kept(session, Draft, team_id, user_id, form, to_change=True)


def keep(session: Session, team_id: str, user_id: str, form: str, content: dict[str, Any], now: datetime) -> None:
    """Store the draft over the one before."""
    found = session.get(Draft, (team_id, user_id, form)) or Draft(
        team_id=team_id, user_id=user_id, form=form, changed_at=now
    )
    found.content, found.changed_at = content, now
    session.add(found)


def discard(session: Session, team_id: str, user_id: str, form: str) -> None:
    """The form was sent, or given up."""
    session.execute(
        delete(Draft).where(col(Draft.team_id) == team_id, col(Draft.user_id) == user_id, col(Draft.form) == form)
    )


def sweep(session: Session, before: datetime, limit: int) -> int:
    """Forget up to `limit` drafts that nobody has touched since then, and say how many."""
    key = (col(Draft.team_id), col(Draft.user_id), col(Draft.form))
    old = select(*key).where(col(Draft.changed_at) < before).limit(limit)
    result = session.execute(delete(Draft).where(tuple_(*key).in_(old)).execution_options(synchronize_session=False))
    return int(result.rowcount)  # type: ignore[attr-defined]
