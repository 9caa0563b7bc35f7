"""What waits to be said and need not be any more, whatever each row speaks of."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from storage.outbox import DROPPED, IS_DUE, Outgoing
from storage.statements import among


def held_back(session: Session, team_id: str, now: datetime) -> dict[int, str]:
    """The messages and cards that wait for a later moment than now, by id: what they speak of."""
    waiting = (col(Outgoing.team_id) == team_id, IS_DUE, col(Outgoing.due_at) > now)
    is_read = col(Outgoing.method).in_(("chat.postMessage", "card"))
    rows = session.execute(select(col(Outgoing.id), col(Outgoing.about)).where(*waiting, is_read)).all()
    return {int(row_id): str(about) for row_id, about in rows}


def drop(session: Session, row_ids: Collection[int], now: datetime, note: str) -> None:
    """These need not be said any more; what is being sent at this moment is not sent again should it fail."""
    these = update(Outgoing).where(among(session, col(Outgoing.id), row_ids), IS_DUE)
    session.execute(these.where(col(Outgoing.leased_until).is_not(None)).values(expires_at=now))
    left = these.where(col(Outgoing.leased_until).is_(None))
    session.execute(left.values(state=DROPPED, note=note, finished_at=now))
