"""The outbox: everything Liaison has decided to tell Slack and has not yet told it, and the cards it keeps up to date.

A row is one Slack call. Rows of one *lane* (a channel, a person, one project's set-up) go out in the order they came;
lanes are independent. A row is leased while it is being sent; its fence makes sure that only the holder of the newest
lease may finish it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    BigInteger,
    Column,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    and_,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session, aliased
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime

# States of a row. DUE waits or is being sent; the others are final.
DUE, SENT, DROPPED, PARKED, DEAD = "due", "sent", "dropped", "parked", "dead"


class Outgoing(SQLModel, table=True):
    """One call to Slack that must happen once."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("team_id", "dedupe_key"),
        Index("ix_outbox_lane", "state", "team_id", "lane", "id"),
        Index("ix_outbox_due", "state", "due_at"),
        Index("ix_outbox_about", "team_id", "about", "state"),
    )

    id: int | None = Field(
        default=None, sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True)
    )
    team_id: str
    lane: str
    # A Web API method (`chat.postMessage`, `pins.add`, …), or `card`: post it, or update it where it stands.
    method: str
    # The call's arguments as JSON; a message's channel may be a person's id.
    arguments: str = Field(sa_column=Column(Text, nullable=False))
    template: str = ""
    dedupe_key: str
    # The subject it speaks of ("tasks:12"): when that is settled, what has not gone out is dropped.
    about: str = ""
    # The card this row draws ("tasks:12"), if it draws one.
    card: str | None = None
    # What happens with Slack's answer: a name in the application's table of follow-ups.
    then: str | None = None
    subject_id: int | None = None
    due_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    # After this moment it is pointless and is dropped.
    expires_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    state: str = DUE
    attempts: int = 0
    # True after an attempt whose outcome nobody knows: look before sending again.
    is_unsure: bool = False
    leased_until: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    fence: int = 0
    note: str = Field(default="", sa_column=Column(Text, nullable=False))
    # Where it stands in Slack once sent.
    sent_channel: str | None = None
    sent_ts: str | None = None
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    finished_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class Card(SQLModel, table=True):
    """A message that is re-rendered whole from state and updated in place."""

    __tablename__ = "cards"
    __table_args__ = (UniqueConstraint("team_id", "card", "target"),)

    id: int | None = Field(default=None, primary_key=True)
    team_id: str
    card: str
    # The channel or person it was meant for, and the channel and ts where it stands.
    target: str
    channel_id: str
    ts: str


class DeadTarget(SQLModel, table=True):
    """A channel or person that Slack says cannot be written to; its people have been told once."""

    __tablename__ = "dead_targets"

    team_id: str = Field(primary_key=True)
    target: str = Field(primary_key=True)
    error: str
    since: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class Claimed(NamedTuple):
    """A leased row and, for a card, where it stands already."""

    id: int
    team_id: str
    lane: str
    method: str
    arguments: str
    template: str
    card: str | None
    then: str | None
    subject_id: int | None
    expires_at: datetime | None
    attempts: int
    is_unsure: bool
    created_at: datetime
    fence: int
    card_channel: str | None
    card_ts: str | None


def add(session: Session, row: Outgoing) -> None:
    """Queue a call, unless one with the same dedupe key was ever queued."""
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    values = row.model_dump(exclude={"id"})
    session.execute(
        dialect.insert(Outgoing).values(**values).on_conflict_do_nothing(index_elements=["team_id", "dedupe_key"])
    )


def redraw(session: Session, row: Outgoing) -> None:
    """Queue the drawing of a card; a drawing that has not gone out yet is replaced, so only the latest is sent."""
    replaced = session.execute(
        update(Outgoing)
        .where(
            col(Outgoing.team_id) == row.team_id,
            col(Outgoing.card) == row.card,
            col(Outgoing.lane) == row.lane,
            col(Outgoing.state) == DUE,
            col(Outgoing.leased_until).is_(None),
            col(Outgoing.is_unsure).is_(False),
        )
        .values(arguments=row.arguments, template=row.template)
    )
    if not replaced.rowcount:  # type: ignore[attr-defined]
        add(session, row)


def drop_about(session: Session, team_id: str, about: str, now: datetime, note: str) -> None:
    """Drop what still waits to be said about a settled subject."""
    session.execute(
        update(Outgoing)
        .where(
            col(Outgoing.team_id) == team_id,
            col(Outgoing.about) == about,
            col(Outgoing.state) == DUE,
            col(Outgoing.leased_until).is_(None),
            col(Outgoing.card).is_(None),
        )
        .values(state=DROPPED, note=note, finished_at=now)
    )


def next_due(session: Session) -> datetime | None:
    """The earliest moment at which a row may be sent."""
    return session.execute(
        select(func.min(func.coalesce(col(Outgoing.leased_until), col(Outgoing.due_at)))).where(
            col(Outgoing.state) == DUE
        )
    ).scalar()


def claim(session: Session, now: datetime, lease: timedelta, limit: int) -> Sequence[Claimed]:
    """Lease the first waiting row of up to `limit` lanes that is due by `now` and that nobody holds."""
    earlier = aliased(Outgoing)
    first_of_lane = ~exists(
        select(1).where(
            col(earlier.state) == DUE,
            col(earlier.team_id) == col(Outgoing.team_id),
            col(earlier.lane) == col(Outgoing.lane),
            col(earlier.id) < col(Outgoing.id),
        )
    )
    ids = list(
        session.scalars(
            select(col(Outgoing.id))
            .where(
                col(Outgoing.state) == DUE,
                col(Outgoing.due_at) <= now,
                or_(col(Outgoing.leased_until).is_(None), col(Outgoing.leased_until) <= now),
                first_of_lane,
            )
            .order_by(col(Outgoing.due_at), col(Outgoing.id))
            .limit(limit)
            .with_for_update(skip_locked=True)
        )
    )
    if not ids:
        return []
    session.execute(
        update(Outgoing)
        .where(col(Outgoing.id).in_(ids))
        .values(leased_until=now + lease, fence=Outgoing.fence + 1)
        .execution_options(synchronize_session=False)
    )
    fields = [getattr(Outgoing, name) for name in Claimed._fields[:-2]]
    rows = session.execute(
        select(*fields, col(Card.channel_id), col(Card.ts))
        .outerjoin(
            Card,
            and_(
                col(Card.team_id) == col(Outgoing.team_id),
                col(Card.card) == col(Outgoing.card),
                col(Card.target) == col(Outgoing.lane),
            ),
        )
        .where(col(Outgoing.id).in_(ids))
        .order_by(col(Outgoing.due_at), col(Outgoing.id))
    )
    return [Claimed(*row) for row in rows]  # type: ignore[call-arg]


def _settle(session: Session, claimed: Claimed, **values: Any) -> bool:
    """Change a leased row; False when the lease was lost to another holder."""
    result = session.execute(
        update(Outgoing)
        .where(col(Outgoing.id) == claimed.id, col(Outgoing.fence) == claimed.fence, col(Outgoing.state) == DUE)
        .values(leased_until=None, **values)
    )
    return bool(result.rowcount)  # type: ignore[attr-defined]


def finish(session: Session, claimed: Claimed, now: datetime, *, channel: str | None, ts: str | None) -> bool:
    """The call happened. A card remembers where it stands."""
    if not _settle(session, claimed, state=SENT, finished_at=now, sent_channel=channel, sent_ts=ts):
        return False
    if claimed.card and claimed.card_ts is None and channel and ts:
        session.add(Card(team_id=claimed.team_id, card=claimed.card, target=claimed.lane, channel_id=channel, ts=ts))
    return True


def retry(session: Session, claimed: Claimed, due_at: datetime, *, note: str, unsure: bool) -> bool:
    """The call did not happen, or nobody knows (`unsure`): again at `due_at`."""
    return _settle(
        session, claimed, due_at=due_at, attempts=claimed.attempts + 1, is_unsure=claimed.is_unsure or unsure, note=note
    )


def give_up(session: Session, claimed: Claimed, now: datetime, *, state: str, note: str) -> bool:
    """The call will not happen: DROPPED (pointless), PARKED (our mistake) or DEAD (nobody there)."""
    return _settle(session, claimed, state=state, note=note, finished_at=now)


def forget_card(session: Session, claimed: Claimed) -> None:
    """The card is gone in Slack (somebody deleted it): the next drawing posts a new one."""
    session.execute(
        delete(Card).where(
            col(Card.team_id) == claimed.team_id, col(Card.card) == claimed.card, col(Card.target) == claimed.lane
        )
    )


def card(session: Session, team_id: str, key: str, target: str) -> Card | None:
    """Where this card stands in that channel, if it was posted."""
    return session.scalar(
        select(Card).where(col(Card.team_id) == team_id, col(Card.card) == key, col(Card.target) == target)
    )


def mark_dead(session: Session, team_id: str, target: str, error: str, now: datetime) -> bool:
    """Note that nobody can be reached there, and stop what waits for it; False when that was known."""
    if session.get(DeadTarget, (team_id, target)):
        return False
    session.add(DeadTarget(team_id=team_id, target=target, error=error, since=now))
    session.execute(
        update(Outgoing)
        .where(col(Outgoing.team_id) == team_id, col(Outgoing.lane) == target, col(Outgoing.state) == DUE)
        .values(state=DEAD, note=error, finished_at=now, leased_until=None)
    )
    return True


def revive(session: Session, team_id: str, target: str) -> None:
    """The channel or person can be reached again."""
    session.execute(delete(DeadTarget).where(col(DeadTarget.team_id) == team_id, col(DeadTarget.target) == target))


def is_dead(session: Session, team_id: str, target: str) -> bool:
    """Whether Slack said that nobody can be reached there."""
    return session.get(DeadTarget, (team_id, target)) is not None


def stop_workspace(session: Session, team_id: str, now: datetime, note: str) -> None:
    """The workspace is gone: nothing that waits for it goes out."""
    session.execute(
        update(Outgoing)
        .where(col(Outgoing.team_id) == team_id, col(Outgoing.state) == DUE)
        .values(state=DEAD, note=note, finished_at=now, leased_until=None)
    )


def sweep(session: Session, before: datetime) -> int:
    """Delete rows finished before that moment; parked ones stay for the administrator. Returns how many."""
    result = session.execute(
        delete(Outgoing).where(col(Outgoing.state).in_([SENT, DROPPED, DEAD]), col(Outgoing.finished_at) < before)
    )
    return int(result.rowcount)  # type: ignore[attr-defined]


def counts(session: Session) -> Mapping[str, int]:
    """How many rows stand in each state; for the metrics and `liaison doctor`."""
    rows = session.execute(select(col(Outgoing.state), func.count()).group_by(col(Outgoing.state)))
    return {row[0]: int(row[1]) for row in rows}


def message_arguments(target: str, text: str, blocks: str, *, thread_ts: str | None = None) -> str:
    """The arguments of a message as JSON; `blocks` is a JSON array already."""
    head: dict[str, Any] = {"channel": target, "text": text}
    if thread_ts:
        head["thread_ts"] = thread_ts
    return json.dumps(head, ensure_ascii=False)[:-1] + f', "blocks": {blocks}}}'
