"""What cannot go out for a reason that may pass, and what becomes of it when that has passed.

A workspace whose token Slack does not take has all its rows held back; a call for which the app lacks a right is parked
alone. Nothing of it is lost; what has expired or is old news by then is dropped, and says so in its note.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Column, ColumnElement, Select, delete, func, literal_column, or_, select, update
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.outbox import DROPPED, DUE, HELD, IS_DUE, PARKED, TO_ALLOW, Outgoing
from storage.rows import to_hold
from storage.statements import note_or_hold

# The call by which Slack is asked whether it takes the token again; it is never held back.
PROBE = "auth.test"
# Liaison may be away so long without anybody missing a message; what is older stands in cards, inbox and Home.
OLD_NEWS = timedelta(days=3)
# And of the rest a person, or a channel, reads so many at once.
MOST_A_LANE = 5

# Written out, because neither database uses a partial index for a bound value.
_IS_HELD = col(Outgoing.state) == literal_column(f"'{HELD}'")
_IS_PARKED = col(Outgoing.state) == literal_column(f"'{PARKED}'")
_IS_MESSAGE = col(Outgoing.method) == "chat.postMessage"


class MissingScope(SQLModel, table=True):
    """A scope that the app was not granted, as Slack names it, and the method that needed it; admins have been told."""

    __tablename__ = "missing_scopes"

    team_id: str = Field(primary_key=True)
    scope: str = Field(primary_key=True)
    method: str
    since: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


def parked_to_allow(note: str = "") -> ColumnElement[bool]:
    """The rows that are parked until that is allowed; empty: whatever it is."""
    return _IS_PARKED & col(Outgoing.note).startswith(f"{TO_ALLOW}{note}", autoescape=True)


def hold(session: Session, team_id: str, note: str) -> None:
    """Slack takes no call for the workspace: what waits for it is held back."""
    session.execute(
        update(Outgoing)
        .where(col(Outgoing.team_id) == team_id, IS_DUE, col(Outgoing.method) != PROBE)
        .execution_options(synchronize_session=False)
        # What is under way at this moment may have happened.
        .values(
            state=HELD,
            note=note,
            is_unsure=or_(col(Outgoing.is_unsure), col(Outgoing.leased_until).is_not(None)),
            leased_until=None,
        )
    )


def bring_back(session: Session, team_id: str, now: datetime) -> None:
    """Slack takes calls for the workspace again: what was held back, or waited to be allowed, is tried again."""
    _bring_back(session, team_id, now, _IS_HELD)
    _bring_back(session, team_id, now, parked_to_allow())


def note_lack(session: Session, team_id: str, scope: str, method: str, now: datetime) -> bool:
    """Note that the app lacks a scope; False when that was known."""
    return note_or_hold(session, MissingScope, team_id=team_id, scope=scope, method=method, since=now)


def granted(session: Session, team_id: str, scopes: Collection[str], now: datetime) -> None:
    """These are the app's scopes: what was parked for want of one of them is tried again."""
    for one in session.scalars(to_hold(_lacking(team_id))).all():
        if any(each.strip() in scopes for each in one.scope.split(",")):
            session.execute(
                delete(MissingScope).where(col(MissingScope.team_id) == team_id, col(MissingScope.scope) == one.scope)
            )
            _take_back_telling(session, team_id, one.scope, now)
            _bring_back(session, team_id, now, parked_to_allow(f"missing_scope {one.scope} "))


def allow(session: Session, team_id: str, error: str, now: datetime) -> None:
    """Slack may not answer with that word any more: what was parked for it is tried again."""
    _bring_back(session, team_id, now, parked_to_allow(error))


def lacking(session: Session, team_id: str) -> list[MissingScope]:
    """The scopes that the app lacks."""
    return list(session.scalars(_lacking(team_id)))


def _lacking(team_id: str) -> Select[MissingScope]:
    return select(MissingScope).where(col(MissingScope.team_id) == team_id).order_by(col(MissingScope.scope))


def about_scope(scope: str) -> str:
    """What the message speaks of by which admins are told."""
    return f"scopes:{scope}"


def parked_for(session: Session) -> list[tuple[str, str, int]]:
    """What is parked until an administrator looks: method, note, and how many rows; for `liaison doctor`."""
    rows = (
        select(col(Outgoing.method), col(Outgoing.note), func.count())
        .where(_IS_PARKED)
        .group_by(col(Outgoing.method), col(Outgoing.note))
        .order_by(col(Outgoing.method), col(Outgoing.note))
    )
    return [(method, note, int(times)) for method, note, times in session.execute(rows)]


def _take_back_telling(session: Session, team_id: str, scope: str, now: datetime) -> None:
    """Nobody is told any more that the scope is lacking."""
    session.execute(
        update(Outgoing)
        .where(col(Outgoing.team_id) == team_id, col(Outgoing.about) == about_scope(scope), or_(IS_DUE, _IS_PARKED))
        .values(state=DROPPED, note="it is granted", finished_at=now, leased_until=None)
    )


def _bring_back(session: Session, team_id: str, now: datetime, which: ColumnElement[bool]) -> None:
    rows = update(Outgoing).where(col(Outgoing.team_id) == team_id, which).execution_options(synchronize_session=False)
    dropped = {"state": DROPPED, "finished_at": now}
    session.execute(rows.where(col(Outgoing.expires_at) <= now).values(note="expired", **dropped))
    is_old = _IS_MESSAGE & (col(Outgoing.due_at) < now - OLD_NEWS)
    session.execute(rows.where(is_old).values(note="old news", **dropped))
    newest_first = func.row_number().over(partition_by=col(Outgoing.lane), order_by=col(Outgoing.id).desc())
    came_due = (
        select(col(Outgoing.id), newest_first.label("place"))
        .where(col(Outgoing.team_id) == team_id, which, _IS_MESSAGE, col(Outgoing.due_at) <= now)
        .subquery()
    )
    too_many = select(came_due.c.id).where(came_due.c.place > MOST_A_LANE)
    session.execute(rows.where(col(Outgoing.id).in_(too_many)).values(note="too many at once", **dropped))
    session.execute(rows.values(state=DUE, note="", finished_at=None))
