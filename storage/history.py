"""The audit trail: who changed what, for whom, when, from what to what. Rows are only ever added."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any, Generic, NamedTuple, TypeVar

from sqlalchemy import JSON, Column, Date, Index, Text, and_, inspect, or_, select
from sqlalchemy.orm import Session, aliased
from sqlalchemy.types import TypeEngine
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.statements import Prepared

# A slip of the finger is seen at once, and so long its act can be taken back; later, others have acted on it.
UNDO_MINUTES = 10
UNDO_WITHIN = timedelta(minutes=UNDO_MINUTES)
# What the trail calls it where something goes on to a successor.
HAND_OVER = "hand over"

R = TypeVar("R", bound=SQLModel)


class Change(SQLModel, table=True):
    """One act on one subject. `changes` maps a field to its value before and after."""

    __tablename__ = "history"
    __table_args__ = (Index("ix_history_subject", "team_id", "subject", "subject_id"),)

    id: int = Field(default=None, primary_key=True)
    team_id: str
    # The table the subject is kept in: "tasks", "projects".
    subject: str
    subject_id: int
    action: str
    # None: Liaison itself, at a time that came.
    actor_id: str | None = None
    on_behalf_of: str | None = None
    changes: dict[str, list[Any]] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    because: str = Field(default="", sa_column=Column(Text, nullable=False))
    at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))

    def is_undone_by(self, user_id: str) -> bool:
        """Whether the person took something back with it."""
        return self.action == "undo" and self.actor_id == user_id


_ADD = Prepared(lambda dialect: dialect.insert(Change.__table__))  # type: ignore[attr-defined]


def add(
    session: Session,
    team_id: str,
    subject: str,
    subject_id: int,
    action: str,
    at: datetime,
    *,
    actor_id: str | None = None,
    on_behalf_of: str | None = None,
    changes: Mapping[str, list[Any]] | None = None,
    because: str = "",
) -> None:
    """Write an act down."""
    act = {
        "team_id": team_id,
        "subject": subject,
        "subject_id": subject_id,
        "action": action,
        "actor_id": actor_id,
        "on_behalf_of": on_behalf_of,
        "changes": changes or {},
        "because": because,
        "at": at,
    }
    _ADD.put(session, act)


def stands(
    session: Session, team_id: str, actor_id: str, at: datetime, subject: str | None = None, subject_id: int = 0
) -> bool:
    """Whether everything that somebody did at that very moment is as they left it, or one subject of it.

    Nobody has acted on the same since: undone it, set it back by hand, or gone on from it.
    """
    later = aliased(Change)
    found = (
        select(col(Change.id))
        .where(col(Change.team_id) == team_id, col(Change.actor_id) == actor_id, col(Change.at) == at)
        .where(
            col(later.team_id) == col(Change.team_id),
            col(later.subject) == col(Change.subject),
            col(later.subject_id) == col(Change.subject_id),
            col(later.id) > col(Change.id),
            # What is done at once may be several acts on one subject.
            or_(col(later.at) != at, col(later.actor_id).is_distinct_from(actor_id)),
        )
    )
    if subject is not None:
        found = found.where(col(Change.subject) == subject, col(Change.subject_id) == subject_id)
    return session.scalar(found.limit(1)) is None


def of(session: Session, team_id: str, subject: str, subject_id: int) -> list[Change]:
    """Everything that happened to the subject, oldest first."""
    return list(
        session.scalars(
            select(Change)
            .where(
                col(Change.team_id) == team_id,
                col(Change.subject) == subject,
                col(Change.subject_id) == subject_id,
            )
            .order_by(col(Change.id))
        )
    )


def at_once(
    session: Session, team_id: str, subject: str, subject_id: int, action: str, *, actor_id: str, at: datetime
) -> list[Change]:
    """What somebody did so to the subject at that very moment, in its order."""
    done = of(session, team_id, subject, subject_id)
    return [one for one in done if one.action == action and one.actor_id == actor_id and one.at == at]


class Acted(NamedTuple, Generic[R]):
    """What was done to a row at one moment, in its order; and whether nobody has done anything to it since."""

    row: R
    changes: list[Change]
    stands: bool


def acted(
    session: Session,
    table: type[R],
    team_id: str,
    subject: str,
    project_id: int,
    *actions: str,
    actor_id: str,
    at: datetime,
) -> list[Acted[R]]:
    """What somebody did so at that very moment to the rows of a project in that table, in the order of their ids."""
    columns = inspect(table).local_table.c
    query = (
        select(table, Change)
        .join(Change, and_(col(Change.team_id) == columns.team_id, col(Change.subject_id) == columns.id))
        .where(columns.team_id == team_id, columns.project_id == project_id, col(Change.subject) == subject)
        .where(col(Change.action).in_(actions), col(Change.actor_id) == actor_id, col(Change.at) == at)
        .order_by(columns.id, col(Change.id))
    )
    found: dict[int, tuple[R, list[Change]]] = {}
    for row, change in session.execute(query):
        found.setdefault(change.subject_id, (row, []))[1].append(change)
    return [
        Acted(row, changes, stands(session, team_id, actor_id, at, subject, row_id))
        for row_id, (row, changes) in found.items()
    ]


def by_id(session: Session, team_id: str, number: int) -> Change | None:
    """One act of the workspace."""
    return session.scalar(select(Change).where(col(Change.team_id) == team_id, col(Change.id) == number))


def newest(
    session: Session, team_id: str, subject: str, subject_id: int, *actions: str, actor_id: str | None = None
) -> Change | None:
    """The last act of these kinds on the subject, of anybody or of that person."""
    query = select(Change).where(
        col(Change.team_id) == team_id,
        col(Change.subject) == subject,
        col(Change.subject_id) == subject_id,
        col(Change.action).in_(actions),
    )
    if actor_id is not None:
        query = query.where(col(Change.actor_id) == actor_id)
    return session.scalar(query.order_by(col(Change.id).desc()).limit(1))


def restore(row: SQLModel, last: Change) -> None:
    """Give a row back what it was before that change; what else was written down with it is no field of its."""
    for name, (before, _after) in values(type(row), last).items():
        setattr(row, name, before)


def values(table: type[SQLModel], change: Change) -> dict[str, tuple[Any, Any]]:
    """The fields of that table that were changed, before and after, as its rows hold them."""
    columns = inspect(table).local_table.c
    return {
        name: (_read(columns[name].type, before), _read(columns[name].type, after))
        for name, (before, after) in change.changes.items()
        if name in columns
    }


def _read(kind: TypeEngine[Any], written: Any) -> Any:
    """A value as it was before it was written down."""
    if written is None:
        return None
    if isinstance(kind, UtcDateTime):
        return datetime.fromisoformat(written)
    return date.fromisoformat(written) if isinstance(kind, Date) else written
