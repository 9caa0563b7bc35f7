"""What Slack delivered and has been dealt with: it may come again, or after something that happened later.

Slack delivers an event up to four times. What people do is delivered once, but whatever stands between Slack and
Liaison may repeat it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, cast

from sqlalchemy import Column, Executable, Index, delete, select, tuple_
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.statements import Prepared, among, note_or_hold


class SeenEvent(SQLModel, table=True):
    """One delivery that changed something, by its id; or the last word about a thing that changes, by its name."""

    __tablename__ = "seen_events"
    __table_args__ = (Index("ix_seen_events_at", "at"),)

    team_id: str = Field(primary_key=True)
    event: str = Field(primary_key=True)
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


_seen = SeenEvent.__table__  # type: ignore[attr-defined]
# PostgreSQL's driver does not count the rows of an insert that met a conflict; what comes back tells.
_NOTE = Prepared(lambda dialect: dialect.insert(_seen).on_conflict_do_nothing().returning(_seen.c.event))


def _unless_newer(dialect: Any) -> Executable:
    noted = dialect.insert(_seen)
    newer = noted.on_conflict_do_update(
        index_elements=["team_id", "event"], set_={"at": noted.excluded.at}, where=_seen.c.at <= noted.excluded.at
    )
    return cast(Executable, newer.returning(_seen.c.event))


_NOTE_NEWS = Prepared(_unless_newer)


def _always(dialect: Any) -> Executable:
    noted = dialect.insert(_seen)
    return cast(
        Executable, noted.on_conflict_do_update(index_elements=["team_id", "event"], set_={"at": noted.excluded.at})
    )


_NOTE_ANEW = Prepared(_always)


def must_be_first(session: Session, team_id: str, event: str, now: datetime, otherwise: Exception) -> None:
    """Note the event; `otherwise` is raised when it was noted before: here, by what is asked next, or by the commit."""
    _NOTE.put(session, {"team_id": team_id, "event": event, "at": now}, otherwise=otherwise)


def note_anew(session: Session, team_id: str, event: str, now: datetime) -> None:
    """Note that this was dealt with at this moment; it may have been before."""
    _NOTE_ANEW.put(session, {"team_id": team_id, "event": event, "at": now})


def noted_at(session: Session, team_id: str, event: str) -> datetime | None:
    """When that was dealt with last; None where it was not."""
    found = session.get(SeenEvent, (team_id, event))
    return found.at if found is not None else None


def noted_since(session: Session, team_id: str, subjects: Iterable[str], since: datetime) -> dict[str, datetime]:
    """Of which of these things something was told that happened since then, and when the last of it did."""
    found = select(col(SeenEvent.event), col(SeenEvent.at)).where(
        col(SeenEvent.team_id) == team_id, among(session, col(SeenEvent.event), subjects), col(SeenEvent.at) >= since
    )
    return {row[0]: row[1] for row in session.execute(found)}


def is_news(session: Session, team_id: str, subject: str, at: datetime) -> bool:
    """Note what was said at that moment about a thing; False when something later has been heard about it.

    Events may overtake each other: who left and came back must not be gone because the leaving is heard last.
    """
    return _NOTE_NEWS.first(session, {"team_id": team_id, "event": subject, "at": at}) is not None


def hold(session: Session, team_id: str, name: str, now: datetime) -> None:
    """Have others who name the same wait until this transaction ends, whether there is a row of it or not."""
    note_or_hold(session, SeenEvent, team_id=team_id, event=name, at=now)


def beat(session: Session, now: datetime) -> None:
    """Write one row, the same each time: so one sees whether anything can be written."""
    _NOTE_ANEW.put(session, {"team_id": "", "event": "beat", "at": now})


def sweep(session: Session, before: datetime, limit: int) -> int:
    """Forget up to `limit` events older than any redelivery, and say how many: no statement may take long."""
    key = (col(SeenEvent.team_id), col(SeenEvent.event))
    old = select(*key).where(col(SeenEvent.at) < before).limit(limit)
    result = session.execute(
        delete(SeenEvent).where(tuple_(*key).in_(old)).execution_options(synchronize_session=False)
    )
    return int(result.rowcount)  # type: ignore[attr-defined]
