"""What waits in the outbox for somebody's morning."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from storage.cards import Card
from storage.outbox import DROPPED, DUE, GATHERED, GATHERING, IS_DUE, Outgoing
from storage.rows import to_hold
from storage.statements import among


def until(session: Session, team_id: str, lane: str, moment: datetime) -> list[Outgoing]:
    """What the person is to be told by then and nobody has begun to send, oldest first; not what renews a card.

    It is held until the transaction ends: nobody begins to send it meanwhile.
    """
    stands = select(1).where(
        col(Card.team_id) == team_id, col(Card.card) == col(Outgoing.card), col(Card.target) == lane
    )
    query = select(Outgoing).where(
        *_waiting(team_id, lane),
        col(Outgoing.due_at) <= moment,
        col(Outgoing.method).in_(("chat.postMessage", "card")),
        ~stands.exists(),
    )
    return list(session.scalars(to_hold(query.order_by(col(Outgoing.id)), skip_locked=True)))


def next_after(session: Session, team_id: str, lane: str, moment: datetime) -> datetime | None:
    """When the person is told next what waits for a moment after that one."""
    query = select(func.min(col(Outgoing.due_at))).where(*_waiting(team_id, lane), col(Outgoing.due_at) > moment)
    return session.scalar(query)


def drop(session: Session, rows: Collection[Outgoing], now: datetime, note: str) -> None:
    """These are not sent."""
    _finish(session, rows, now, DROPPED, note)


def gather(session: Session, rows: Collection[Outgoing], now: datetime, note: str) -> None:
    """These are said within another message, if they are still to be said when it goes out."""
    _finish(session, rows, now, GATHERED, note)


def gathered(session: Session, ids: Sequence[int], now: datetime) -> list[Outgoing]:
    """Those of these rows that are still to be said, in their order."""
    is_news = or_(col(Outgoing.expires_at).is_(None), col(Outgoing.expires_at) > now)
    query = select(Outgoing).where(among(session, col(Outgoing.id), ids), col(Outgoing.state) == GATHERED, is_news)
    return list(session.scalars(query.order_by(col(Outgoing.id))))


def put_off(session: Session, rows: Collection[Outgoing], until: datetime) -> None:
    """These are said then; not what was never to wait."""
    for row in rows:
        if row.due_at > row.created_at:
            row.due_at = until
            session.add(row)
    session.flush()


def let_go(session: Session, ids: Sequence[int]) -> None:
    """The message within which these were to be said will not be: each is said by itself."""
    rows = update(Outgoing).where(among(session, col(Outgoing.id), ids), col(Outgoing.state) == GATHERED)
    session.execute(rows.values(state=DUE, note="", finished_at=None))


def _finish(session: Session, rows: Collection[Outgoing], now: datetime, state: str, note: str) -> None:
    finished = update(Outgoing).where(among(session, col(Outgoing.id), [one.id for one in rows]))
    session.execute(finished.values(state=state, note=note, finished_at=now))


def _waiting(team_id: str, lane: str) -> tuple:  # type: ignore[type-arg]
    return (
        col(Outgoing.team_id) == team_id,
        col(Outgoing.lane) == lane,
        IS_DUE,
        col(Outgoing.leased_until).is_(None),
        col(Outgoing.tried_at).is_(None),
        col(Outgoing.is_unsure).is_(False),
        col(Outgoing.template) != GATHERING,
    )
