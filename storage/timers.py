"""Timers: moments at which a flow wants to look at a subject again. Rows, so that a restart forgets none."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import (
    Column,
    Executable,
    Index,
    Integer,
    bindparam,
    delete,
    func,
    select,
    tuple_,
)
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.statements import Prepared, insert


class Timer(SQLModel, table=True):
    """One moment for one subject and kind (`tasks.alert` of project 7)."""

    __tablename__ = "timers"
    __table_args__ = (
        # All of a timer: what is due is read from the index alone, and the table is kept by its key alone.
        Index("ix_timers_due", "due_at", "team_id", "kind", "subject_id", "attempts"),
        {"sqlite_with_rowid": False},
    )

    team_id: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    subject_id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    due_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    # Failures so far; each pushes the next try further away.
    attempts: int = 0


class HeldTimer(SQLModel, table=True):
    """A timer of a workspace that is gone: it stands apart, so that what is due is read past none of them."""

    __tablename__ = "held_timers"

    team_id: str = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    subject_id: int = Field(sa_column=Column(Integer, primary_key=True, autoincrement=False))
    due_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    attempts: int = 0


class Due(NamedTuple):
    """A timer that has come due. By moment first: in that order they are fired."""

    due_at: datetime
    team_id: str
    kind: str
    subject_id: int
    attempts: int


_timers = Timer.__table__  # type: ignore[attr-defined]
_held = HeldTimer.__table__  # type: ignore[attr-defined]
_SUBJECT = ["team_id", "kind", "subject_id"]
_COLUMNS = [column.name for column in _timers.c]
_FIELDS = [_timers.c[name] for name in Due._fields]
_KEY = list(_timers.primary_key)
# The order of the index, from which they are read.
_IN_ORDER = [_timers.c.due_at, *_KEY]
_FIRST = (
    select(*_FIELDS)
    .where(_timers.c.due_at <= bindparam("now", type_=_timers.c.due_at.type))
    .order_by(*_IN_ORDER)
    .limit(bindparam("limit"))
)
# SQLite has one writer: what it has read is there to be deleted, and a range costs less than each row by its key.
_DELETE_THROUGH = delete(_timers).where(
    tuple_(*_IN_ORDER) <= tuple_(*(bindparam(f"last_{column.name}", type_=column.type) for column in _IN_ORDER))
)
_TAKE = (
    delete(_timers)
    .where(tuple_(*_KEY).in_(_FIRST.with_only_columns(*_KEY).with_for_update(skip_locked=True)))
    .returning(*_FIELDS)
)


def _set(dialect: Any) -> Executable:
    timer = dialect.insert(_timers)
    return cast(
        Executable,
        timer.on_conflict_do_update(index_elements=_SUBJECT, set_={"due_at": timer.excluded.due_at, "attempts": 0}),
    )


_SET = Prepared(_set)
_PUT_BACK = Prepared(lambda dialect: dialect.insert(_timers).on_conflict_do_nothing(index_elements=_SUBJECT))


def set_timer(session: Session, team_id: str, kind: str, subject_id: int, due_at: datetime) -> None:
    """Set the timer of this subject and kind, moving it when it is already set."""
    _SET.put(session, {"team_id": team_id, "kind": kind, "subject_id": subject_id, "due_at": due_at, "attempts": 0})


def cancel(session: Session, team_id: str, kind: str, subject_id: int) -> None:
    """Take the timer away, if there is one."""
    session.execute(
        delete(Timer).where(col(Timer.team_id) == team_id, col(Timer.kind) == kind, col(Timer.subject_id) == subject_id)
    )


def due_of(session: Session, team_id: str, kind: str, subject_id: int) -> datetime | None:
    """The moment that is set for this subject and kind."""
    return session.scalar(
        select(col(Timer.due_at)).where(
            col(Timer.team_id) == team_id, col(Timer.kind) == kind, col(Timer.subject_id) == subject_id
        )
    )


def next_due(session: Session) -> datetime | None:
    """The moment of the earliest timer."""
    return session.execute(select(func.min(_timers.c.due_at))).scalar()


def claim(session: Session, now: datetime, limit: int) -> Sequence[Due]:
    """Take up to `limit` timers due by `now`, earliest first; they are gone once the transaction commits.

    On PostgreSQL other instances skip the claimed rows; on SQLite there is one writer.
    """
    connection = session.connection()
    if connection.dialect.name != "sqlite":
        return sorted(map(Due._make, connection.execute(_TAKE, {"now": now, "limit": limit}).all()))
    taken = list(map(Due._make, connection.execute(_FIRST, {"now": now, "limit": limit}).all()))
    if taken:
        last = taken[-1]._asdict()
        connection.execute(_DELETE_THROUGH, {f"last_{column.name}": last[column.name] for column in _IN_ORDER})
    return taken


def put_back(session: Session, timer: Due, due_at: datetime) -> None:
    """Give a timer that failed another moment, unless its subject has set a new one meanwhile."""
    _PUT_BACK.put(session, timer._replace(due_at=due_at, attempts=timer.attempts + 1)._asdict())


def set_missing(session: Session, team_id: str, kind: str, subject_id: int, due_at: datetime) -> None:
    """Set the timer of this subject and kind unless it is set."""
    _PUT_BACK.put(
        session, {"team_id": team_id, "kind": kind, "subject_id": subject_id, "due_at": due_at, "attempts": 0}
    )


def hold(session: Session, team_id: str) -> None:
    """The workspace is gone: none of its timers comes due until they are released."""
    of_team = _timers.c.team_id == team_id
    held = insert(session, HeldTimer).from_select(_COLUMNS, select(*_timers.c).where(of_team))
    newer = {name: held.excluded[name] for name in ("due_at", "attempts")}
    session.execute(held.on_conflict_do_update(index_elements=_SUBJECT, set_=newer))
    session.execute(delete(_timers).where(of_team))


def release(session: Session, team_id: str) -> None:
    """The workspace is there again; a timer that was set meanwhile stays as it was set."""
    of_team = _held.c.team_id == team_id
    back = insert(session, Timer).from_select(_COLUMNS, select(*(_held.c[name] for name in _COLUMNS)).where(of_team))
    session.execute(back.on_conflict_do_nothing(index_elements=_SUBJECT))
    session.execute(delete(_held).where(of_team))


def due_counts(session: Session, now: datetime) -> tuple[int, int]:
    """How many timers are due, and how many are set in all."""
    due = session.execute(select(func.count()).select_from(_timers).where(_timers.c.due_at <= now)).scalar_one()
    return int(due), int(session.execute(select(func.count()).select_from(_timers)).scalar_one())
