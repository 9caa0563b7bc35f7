"""A channel that has another id: Slack gives it one when a private channel is shared with another workspace."""

from __future__ import annotations

from sqlalchemy import func, update
from sqlalchemy.orm import Session
from sqlmodel import col

from storage.cards import Card
from storage.dead_targets import revive
from storage.outbox import DEAD, DUE, HELD, PARKED, Outgoing


def readdress(session: Session, team_id: str, old: str, new: str) -> None:
    """What stands in the channel stands under the new id, and what waits for it waits for that.

    What is on its way to the old one at this moment dies there, and is the new one's then.
    """
    cards = update(Card).where(col(Card.team_id) == team_id)
    waits = update(Outgoing).where(
        col(Outgoing.team_id) == team_id, col(Outgoing.lane) == old, col(Outgoing.state).in_([DUE, HELD, PARKED, DEAD])
    )
    said = func.replace(col(Outgoing.arguments), f'"channel": "{old}"', f'"channel": "{new}"')
    for change in (
        cards.where(col(Card.target) == old).values(target=new),
        cards.where(col(Card.channel_id) == old).values(channel_id=new),
        waits.values(lane=new, arguments=said),
    ):
        session.execute(change.execution_options(synchronize_session=False))
    revive(session, team_id, old)
