"""Refusals of Slack's that may pass and that no scope mends: the organisation's keys are away, or its leave is.

What is parked for one is tried again, slowly, a row at a time; the first call that Slack takes releases all of it. As
that call may have been about another channel, it does so once in PAUSE.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Column, Select, false, select, update
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage import returning
from storage.db import UtcDateTime
from storage.outbox import DUE, Outgoing
from storage.rows import to_hold
from storage.statements import note_or_hold

PAUSE = timedelta(minutes=10)


class Refusal(SQLModel, table=True):
    """Slack's word for it, since when, and when all that waits for it was last tried; whether admins have been told."""

    __tablename__ = "refusals"

    team_id: str = Field(primary_key=True)
    error: str = Field(primary_key=True)
    since: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    released_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    is_told: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


def note(session: Session, team_id: str, error: str, now: datetime) -> None:
    """Slack refuses with this word; perhaps it did before."""
    note_or_hold(session, Refusal, team_id=team_id, error=error, since=now, is_told=False)


def to_try(session: Session, team_id: str) -> tuple[list[Refusal], bool]:
    """Those that are not over, held; and whether that is all: a row may just be parked for another."""
    found = _of_team(team_id)
    free = list(session.scalars(to_hold(found, skip_locked=True)))
    return free, len(free) == len(session.scalars(found).all())


def _of_team(team_id: str) -> Select[Refusal]:
    return select(Refusal).where(col(Refusal.team_id) == team_id).order_by(col(Refusal.error))


def taken(session: Session, team_id: str, now: datetime) -> None:
    """Slack took a call: whatever is parked for a refusal is tried again."""
    for one in session.scalars(to_hold(_of_team(team_id))):
        if one.released_at is None or one.released_at <= now - PAUSE:
            one.released_at = now
            returning.allow(session, team_id, one.error, now)


def try_one(session: Session, refusal: Refusal) -> bool:
    """Have the newest row that is parked for it tried again; False where there is none: it is over."""
    parked = returning.parked_to_allow(refusal.error)
    newest = select(col(Outgoing.id)).where(col(Outgoing.team_id) == refusal.team_id, parked)
    row_id = session.scalar(newest.order_by(col(Outgoing.id).desc()).limit(1))
    if row_id is None:
        return False
    session.execute(update(Outgoing).where(col(Outgoing.id) == row_id).values(state=DUE, note="", finished_at=None))
    return True
