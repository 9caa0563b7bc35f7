"""Cards that are still to be posted, as in somebody's morning, and are not wanted there any more."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session
from sqlmodel import col

from storage.cards import Card
from storage.outbox import DROPPED, IS_DUE, Outgoing


def drop(session: Session, team_id: str, key: str, now: datetime, note: str, but: Collection[str]) -> None:
    """Drop the drawings of a card in all lanes but these where it has not been posted yet: nobody wants it there."""
    unposted = update(Outgoing).where(*_unposted(team_id, key), col(Outgoing.lane).not_in(but))
    dropped = unposted.values(state=DROPPED, note=note, finished_at=now)
    session.execute(dropped.execution_options(synchronize_session=False))


def lanes(session: Session, team_id: str, key: str) -> set[str]:
    """Where the card is still to be posted: nobody has read it there."""
    return set(session.scalars(select(col(Outgoing.lane)).where(*_unposted(team_id, key))))


def _unposted(team_id: str, key: str) -> tuple[ColumnElement[bool], ...]:
    stands = select(1).where(
        col(Card.team_id) == team_id, col(Card.card) == key, col(Card.target) == col(Outgoing.lane)
    )
    return (
        col(Outgoing.team_id) == team_id,
        col(Outgoing.card) == key,
        IS_DUE,
        col(Outgoing.leased_until).is_(None),
        col(Outgoing.is_unsure).is_(False),
        ~stands.exists(),
    )


def dropped(session: Session, team_id: str, about: str, template: str, at: datetime) -> set[str]:
    """The lanes in which what is made of that template was dropped at that moment; surely nobody has it there."""
    found = select(col(Outgoing.lane)).where(
        col(Outgoing.team_id) == team_id,
        col(Outgoing.about) == about,
        col(Outgoing.template) == template,
        col(Outgoing.state) == DROPPED,
        col(Outgoing.finished_at) == at,
        col(Outgoing.is_unsure).is_(False),
    )
    return set(session.scalars(found))
