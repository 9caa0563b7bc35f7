"""Channels and people that Slack says cannot be written to, until they can be again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import (
    Column,
    delete,
    update,
)
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.outbox import DEAD, IS_DUE, Outgoing
from storage.statements import note_or_hold


class DeadTarget(SQLModel, table=True):
    """A channel or person that Slack says cannot be written to; its people have been told once."""

    __tablename__ = "dead_targets"

    team_id: str = Field(primary_key=True)
    target: str = Field(primary_key=True)
    error: str
    since: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


def mark_dead(session: Session, team_id: str, target: str, error: str, now: datetime) -> bool:
    """Note that nobody can be reached there, and stop what waits for it; False when that was known."""
    if not note_or_hold(session, DeadTarget, team_id=team_id, target=target, error=error, since=now):
        return False
    session.execute(
        update(Outgoing)
        .where(col(Outgoing.team_id) == team_id, col(Outgoing.lane) == target, IS_DUE)
        .values(state=DEAD, note=error, finished_at=now, leased_until=None)
    )
    return True


def revive(session: Session, team_id: str, target: str) -> None:
    """The channel or person can be reached again."""
    session.execute(delete(DeadTarget).where(col(DeadTarget.team_id) == team_id, col(DeadTarget.target) == target))


def is_dead(session: Session, team_id: str, target: str) -> bool:
    """Whether Slack said that nobody can be reached there."""
    return session.get(DeadTarget, (team_id, target)) is not None
