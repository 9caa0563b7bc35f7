"""The cards that Liaison keeps up to date, and where they stand in Slack."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import Index, UniqueConstraint, and_, func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.outbox import IS_DUE, Outgoing
from storage.statements import among

# Where a card stands that somebody has removed: nowhere, and it is not posted again for being drawn anew.
REMOVED = ""


class Card(SQLModel, table=True):
    """A message that is re-rendered whole from state and updated in place."""

    __tablename__ = "cards"
    __table_args__ = (
        UniqueConstraint("team_id", "card", "target"),
        # A reply names the message above it.
        Index("ix_cards_place", "team_id", "channel_id", "ts"),
    )

    id: int = Field(default=None, primary_key=True)
    team_id: str
    card: str
    # The channel or person it was meant for, and the channel and ts where it stands.
    target: str
    channel_id: str
    ts: str


def card(session: Session, team_id: str, key: str, target: str) -> Card | None:
    """Where this card stands in that channel, if it was posted."""
    return session.scalar(
        select(Card).where(col(Card.team_id) == team_id, col(Card.card) == key, col(Card.target) == target)
    )


def cards(session: Session, team_id: str, keys: Sequence[str]) -> list[Card]:
    """Where these cards stand, in whatever channels."""
    query = select(Card).where(col(Card.team_id) == team_id, among(session, col(Card.card), keys))
    return list(session.scalars(query.order_by(col(Card.id))))


def named(session: Session, team_id: str, key: str) -> list[Card]:
    """The cards of that name, and those whose name goes on behind a colon, oldest first; but for what was removed."""
    is_named = or_(col(Card.card) == key, col(Card.card).startswith(f"{key}:", autoescape=True))
    query = select(Card).where(col(Card.team_id) == team_id, is_named, col(Card.ts) != REMOVED)
    return list(session.scalars(query.order_by(col(Card.id))))


def standing(session: Session, team_id: str, keys: Sequence[str], target: str) -> set[str]:
    """Those of these cards that stand in that channel, or are about to."""
    stand = select(col(Card.card)).where(
        col(Card.team_id) == team_id,
        col(Card.target) == target,
        col(Card.ts) != REMOVED,
        among(session, col(Card.card), keys),
    )
    waiting = select(col(Outgoing.card)).where(
        col(Outgoing.team_id) == team_id, IS_DUE, col(Outgoing.lane) == target, among(session, col(Outgoing.card), keys)
    )
    return {key for query in (stand, waiting) for key in session.scalars(query) if key is not None}


def cards_in(session: Session, team_id: str, target: str) -> list[str]:
    """The cards that stand in that channel."""
    return list(session.scalars(select(col(Card.card)).where(col(Card.team_id) == team_id, col(Card.target) == target)))


def card_due_at(session: Session, team_id: str, key: str, target: str) -> datetime | None:
    """When a drawing of this card that still waits comes due; None where none waits."""
    return session.scalar(
        select(func.min(col(Outgoing.due_at))).where(
            col(Outgoing.team_id) == team_id, col(Outgoing.card) == key, col(Outgoing.lane) == target, IS_DUE
        )
    )


def card_at(session: Session, team_id: str, channel_id: str, ts: str) -> str | None:
    """Which card stands at that place, if one does."""
    return session.scalar(
        select(col(Card.card)).where(
            col(Card.team_id) == team_id, col(Card.channel_id) == channel_id, col(Card.ts) == ts
        )
    )


def coming(session: Session, team_id: str, lanes: Collection[str]) -> set[str]:
    """What the cards bear in Slack that are being posted in these lanes: it may show them before it says where."""
    standing = and_(
        col(Card.team_id) == col(Outgoing.team_id),
        col(Card.card) == col(Outgoing.card),
        col(Card.target) == col(Outgoing.lane),
        col(Card.ts) != REMOVED,
    )
    posted = select(col(Outgoing.token)).where(
        col(Outgoing.team_id) == team_id,
        IS_DUE,
        col(Outgoing.lane).in_(lanes),
        col(Outgoing.card).is_not(None),
        col(Outgoing.tried_at).is_not(None),
        ~select(1).where(standing).exists(),
    )
    return set(session.scalars(posted))
