"""The outbox: everything Liaison has decided to tell Slack and has not yet told it.

A row is one Slack call. Rows of one *lane* (a channel, a person, one project's set-up) go out in the order they came,
patient ones after all others; lanes are independent. What takes rows and finishes them stands in `storage/sending.py`.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any, cast

from sqlalchemy import (
    BigInteger,
    Column,
    CursorResult,
    Executable,
    Index,
    Integer,
    Text,
    UniqueConstraint,
    Update,
    and_,
    bindparam,
    case,
    delete,
    false,
    func,
    literal_column,
    select,
    text,
    update,
)
from sqlalchemy.orm import Session, aliased
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.statements import Prepared

# States of a row. DUE waits or is being sent; HELD, and what is PARKED until an admin allows it, may come back (see
# `storage/returning.py`); the others are final.
DUE, SENT, DROPPED, PARKED, DEAD, HELD = "due", "sent", "dropped", "parked", "dead", "held"
# It goes out within another message that was to go to the same person, unless it is settled before that does.
GATHERED = "gathered"
# The template of that other message.
GATHERING = "home/morning"
# How the note of a parked row begins that is no mistake of ours.
TO_ALLOW = "not allowed: "
# The arguments of a card that is drawn when it goes out; a message that is has a JSON list, of what it is drawn.
# One that somebody's act is said by is posted again where it was removed.
NOT_DRAWN, SAID = "", "[]"


def _index_of(state: str, name: str, *columns: str) -> Index:
    """An index of the rows in one state, so that what was ever sent costs nothing."""
    of_state = text(f"state = '{state}'")
    return Index(name, *columns, sqlite_where=of_state)


def _new_token() -> str:
    return secrets.token_hex(12)


class Outgoing(SQLModel, table=True):
    """One call to Slack that must happen once."""

    __tablename__ = "outbox"
    __table_args__ = (
        UniqueConstraint("team_id", "dedupe_key"),
        _index_of(DUE, "ix_outbox_lane", "team_id", "lane", "is_patient", "id"),
        _index_of(DUE, "ix_outbox_due", "due_at"),
        _index_of(DUE, "ix_outbox_about", "team_id", "about"),
        _index_of(DUE, "ix_outbox_card", "team_id", "card"),
        _index_of(DUE, "ix_outbox_leased", "leased_until"),
        _index_of(PARKED, "ix_outbox_parked", "team_id"),
        _index_of(HELD, "ix_outbox_held", "team_id"),
        _index_of(DEAD, "ix_outbox_dead", "team_id", "lane"),
    )

    id: int = Field(default=None, sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True))
    team_id: str
    lane: str
    # A Web API method (`chat.postMessage`, `pins.add`, …), or `card`: post it, or update it where it stands.
    method: str
    # The call's arguments as JSON, or what `is_to_draw`; a message's channel may be a person's id.
    arguments: str = Field(sa_column=Column(Text, nullable=False))
    template: str = ""
    dedupe_key: str
    # What the message carries in Slack as metadata, to be found again by; it says nothing to whoever reads it there.
    token: str = Field(default_factory=_new_token)
    # The subject it speaks of ("tasks:12"): when that is settled, what has not gone out is dropped.
    about: str = ""
    # The project that it shows; whether its reader may see that, and it belongs in its channel, is asked when it goes.
    project_id: int | None = None
    # The card this row draws ("tasks:12"), if it draws one.
    card: str | None = None
    # The card in whose thread it goes ("digests:4"); where that stands is looked up when it is sent.
    under: str | None = None
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
    # When it was first taken to be sent; from then on nothing of its lane overtakes it.
    tried_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    leased_until: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    fence: int = 0
    # One of very many of which none is urgent: whatever else its lane has to say goes first.
    is_patient: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    note: str = Field(default="", sa_column=Column(Text, nullable=False))
    # Where it stands in Slack once sent.
    sent_channel: str | None = None
    sent_ts: str | None = None
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    finished_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


# Written out, because neither database uses a partial index for a bound value.
IS_DUE = col(Outgoing.state) == literal_column("'due'")


_rows = Outgoing.__table__  # type: ignore[attr-defined]
_ADD = Prepared(lambda dialect: dialect.insert(_rows).on_conflict_do_nothing(index_elements=["team_id", "dedupe_key"]))
# What a row is before anything is known of it.
_FRESH = {name: None for name in Outgoing.model_fields if name != "id"} | {
    "template": "",
    "about": "",
    "state": DUE,
    "attempts": 0,
    "is_unsure": False,
    "fence": 0,
    "is_patient": False,
    "note": "",
}


def _redrawn() -> Update:
    """A drawing that has not gone out yet is replaced."""
    waiting = (
        _rows.c.team_id == bindparam("of_team"),
        _rows.c.card == bindparam("of_card"),
        _rows.c.lane == bindparam("of_lane"),
        _rows.c.state == literal_column("'due'"),
        _rows.c.leased_until.is_(None),
        _rows.c.is_unsure.is_(False),
    )
    # Drawn anew because of something urgent, it is no longer patient.
    is_patient = and_(_rows.c.is_patient, bindparam("patient", type_=_rows.c.is_patient.type))
    # And what was to be said by it still is.
    is_still_said = and_(_rows.c.arguments == SAID, bindparam("drawn", type_=_rows.c.arguments.type) == NOT_DRAWN)
    arguments = case((is_still_said, SAID), else_=bindparam("drawn", type_=_rows.c.arguments.type))
    drawn = {"arguments": arguments, "template": bindparam("by"), "is_patient": is_patient}
    return update(_rows).where(*waiting).values(drawn)


def _redraw_or_add(dialect: Any) -> Executable:
    """Both in one statement, as PostgreSQL can: nobody waits to hear whether there was a drawing to replace."""
    redrawn = _redrawn().returning(_rows.c.id).cte("redrawn")
    row = select(*(bindparam(f"new_{name}", type_=_rows.c[name].type) for name in _FRESH))
    added = dialect.insert(_rows).from_select(list(_FRESH), row.where(~select(redrawn.c.id).exists()))
    return cast(Executable, added.on_conflict_do_nothing(index_elements=["team_id", "dedupe_key"]))


_REDRAW = Prepared(lambda _dialect: _redrawn())
_REDRAW_OR_ADD = Prepared(_redraw_or_add)


def add(session: Session, row: Mapping[str, Any]) -> None:
    """Queue a call, given as the columns of `Outgoing`, unless one with the same dedupe key was ever queued."""
    _ADD.put(session, _whole(row))


def redraw(session: Session, row: Mapping[str, Any]) -> None:
    """Queue the drawing of a card; a drawing that has not gone out yet is replaced, so only the latest is sent."""
    drawing = {
        "of_team": row["team_id"],
        "of_card": row["card"],
        "of_lane": row["lane"],
        "drawn": row["arguments"],
        "by": row["template"],
        "patient": row.get("is_patient", False),
    }
    if session.get_bind().dialect.name == "postgresql":
        _REDRAW_OR_ADD.put(session, drawing | {f"new_{name}": value for name, value in _whole(row).items()})
    elif not _REDRAW.run(session, drawing):
        add(session, row)


def _whole(row: Mapping[str, Any]) -> dict[str, Any]:
    """Every column of a row that is new."""
    return {**_FRESH, "token": _new_token(), **row}


def drop_about(
    session: Session, team_id: str, about: str, now: datetime, note: str, to: Collection[str] | None = None
) -> int:
    """Drop what still waits to be said about a settled subject, and return how much that was; cards stay.

    `to` names the lanes in which it is dropped: all of them where it is None. What is being sent at this moment is not
    sent again should it fail.
    """
    about_it = update(Outgoing).where(
        col(Outgoing.team_id) == team_id, col(Outgoing.about) == about, col(Outgoing.method) != "card"
    )
    if to is not None:
        about_it = about_it.where(col(Outgoing.lane).in_(to))
    unsaid = _drop_gathered(session, about_it, note)
    about_it = about_it.where(IS_DUE)
    session.execute(about_it.where(col(Outgoing.leased_until).is_not(None)).values(expires_at=now))
    waiting = about_it.where(col(Outgoing.leased_until).is_(None))
    dropped = session.execute(waiting.values(state=DROPPED, note=note, finished_at=now))
    return unsaid + cast("CursorResult[Any]", dropped).rowcount


def _drop_gathered(session: Session, about_it: Update, note: str) -> int:
    """Drop what of it is to be said within another message; how much of that nobody has begun to send.

    What was gathered and is said by now stays as it is.
    """
    within = aliased(Outgoing)
    message = select(1).where(
        col(within.team_id) == col(Outgoing.team_id),
        col(within.lane) == col(Outgoing.lane),
        col(within.template) == GATHERING,
        col(within.created_at) == col(Outgoing.finished_at),
        col(within.state) == literal_column("'due'"),
    )
    gathered = about_it.where(col(Outgoing.state) == GATHERED).values(state=DROPPED, note=note)
    unsaid = session.execute(gathered.where(message.where(col(within.leased_until).is_(None)).exists()))
    session.execute(gathered.where(message.exists()))
    return cast("CursorResult[Any]", unsaid).rowcount


def is_to_draw(arguments: str) -> bool:
    """Whether a row of these arguments is drawn when it goes out."""
    return arguments == NOT_DRAWN or arguments.startswith("[")


def sweep(session: Session, before: datetime, limit: int) -> int:
    """Delete up to `limit` rows finished before that moment and say how many; parked ones stay for the admin."""
    finished = (
        select(col(Outgoing.id))
        .where(col(Outgoing.state).in_([SENT, DROPPED, DEAD, GATHERED]), col(Outgoing.finished_at) < before)
        .order_by(col(Outgoing.id))
        .limit(limit)
    )
    result = session.execute(
        delete(Outgoing).where(col(Outgoing.id).in_(finished)).execution_options(synchronize_session=False)
    )
    return int(result.rowcount)  # type: ignore[attr-defined]


def counts(session: Session) -> Mapping[str, int]:
    """How many rows wait, and how many are parked for the administrator; for the metrics and `liaison doctor`."""
    rows = select(func.count()).select_from(Outgoing)
    is_parked = col(Outgoing.state) == literal_column("'parked'")
    return {
        DUE: int(session.execute(rows.where(IS_DUE)).scalar_one()),
        PARKED: int(session.execute(rows.where(is_parked)).scalar_one()),
    }


def message_arguments(target: str, text: str, blocks: str, *, thread_ts: str | None = None) -> str:
    """The arguments of a message as JSON; `blocks` is a JSON array already."""
    head: dict[str, Any] = {"channel": target, "text": text}
    if thread_ts:
        head["thread_ts"] = thread_ts
    return json.dumps(head, ensure_ascii=False)[:-1] + f', "blocks": {blocks}}}'
