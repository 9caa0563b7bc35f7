"""Whether something is noted for the first time, asked for at once."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.orm import Session

from storage import events


class NotedBefore(Exception):
    """It was."""


def is_first(session: Session, team_id: str, event: str, now: datetime) -> bool:
    """Note the event; False when it was noted before."""
    try:
        events.must_be_first(session, team_id, event, now, NotedBefore())
        session.execute(text("SELECT 1"))
    except NotedBefore:
        return False
    return True
