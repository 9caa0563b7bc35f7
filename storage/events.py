"""Events of Slack that have been dealt with. Slack delivers an event up to four times."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Column, Index, delete
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime


class SeenEvent(SQLModel, table=True):
    """One event that changed something."""

    __tablename__ = "seen_events"
    __table_args__ = (Index("ix_seen_events_at", "at"),)

    team_id: str = Field(primary_key=True)
    event: str = Field(primary_key=True)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


def first_time(session: Session, team_id: str, event: str, now: datetime) -> bool:
    """Note the event; False when it was noted before."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    # PostgreSQL's driver does not count the rows of an insert that met a conflict; what comes back tells.
    noted = session.execute(
        dialect.insert(SeenEvent)
        .values(team_id=team_id, event=event, at=now)
        .on_conflict_do_nothing()
        .returning(col(SeenEvent.event))
    )
    return noted.first() is not None


def sweep(session: Session, before: datetime) -> None:
    """Forget events older than any redelivery."""
    session.execute(delete(SeenEvent).where(col(SeenEvent.at) < before))
