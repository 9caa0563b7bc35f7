"""What waits to be said of a project and need not be any more."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import or_, update
from sqlalchemy.orm import Session
from sqlmodel import col

from storage.outbox import DROPPED, IS_DUE, Outgoing


def drop(session: Session, team_id: str, project_id: int, kinds: Iterable[str], now: datetime, note: str) -> None:
    """Messages and cards that wait for a later moment and speak of matters of these kinds need not be said.

    What is being sent at this moment is not sent again should it fail.
    """
    its = update(Outgoing).where(
        col(Outgoing.team_id) == team_id,
        col(Outgoing.project_id) == project_id,
        IS_DUE,
        col(Outgoing.due_at) > now,
        col(Outgoing.method).in_(("chat.postMessage", "card")),
        or_(*(col(Outgoing.about).startswith(f"{kind}:") for kind in kinds)),
    )
    its = its.execution_options(synchronize_session=False)
    session.execute(its.where(col(Outgoing.leased_until).is_not(None)).values(expires_at=now))
    left = its.where(col(Outgoing.leased_until).is_(None))
    session.execute(left.values(state=DROPPED, note=note, finished_at=now))
