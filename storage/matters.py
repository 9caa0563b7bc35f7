"""What is kept of every numbered thing that has a state (R-7, D-3), and the queries over any kind of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol, TypeVar, cast

from sqlalchemy import ColumnElement, Index, UniqueConstraint, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.rows import kept
from storage.statements import among

# The state of what was taken back before anything came of it, whatever its kind.
WITHDRAWN = "withdrawn"


class Matter(SQLModel):
    """The columns of a matter of a project; its kind adds its own."""

    id: int = Field(default=None, primary_key=True)
    team_id: str
    project_id: int = Field(foreign_key="projects.id")
    # The view, trigger or event that made it, which may come twice.
    cause: str
    # The 7 of R-7.
    number: int
    state: str
    # Counts the changes, so that a stale form is seen to be stale.
    version: int = 1
    created_at: datetime = Field(sa_type=UtcDateTime)
    # Who made it and whom they stood in for; whose it is now is the kind's to say.
    created_by: str = ""
    created_for: str | None = None
    changed_at: datetime = Field(sa_type=UtcDateTime)
    changed_by: str
    changed_for: str | None = None


class OfCause(Protocol):
    """A row that something made which may come twice; every matter, and parts of some."""

    team_id: str
    cause: str


M = TypeVar("M", bound=Matter)
Caused = TypeVar("Caused", bound=OfCause)


def keys(table: str) -> tuple[UniqueConstraint | Index, ...]:
    """What a table of matters is unique in and looked up by."""
    return (
        UniqueConstraint("team_id", "number"),
        UniqueConstraint("team_id", "cause"),
        Index(f"ix_{table}_project", "team_id", "project_id", "state"),
    )


def by_id(
    session: Session, table: type[Caused], team_id: str, row_id: int | None, *, to_change: bool = False
) -> Caused | None:
    """One row of the workspace; `to_change` holds it until the transaction ends."""
    if row_id is None:
        return None
    found: Caused | None = kept(session, cast(Any, table), row_id, to_change=to_change)
    return found if found and found.team_id == team_id else None


def numbered(session: Session, table: type[M], team_id: str, number: int) -> M | None:
    """The matter of that number in the workspace."""
    return session.scalar(select(table).where(col(table.team_id) == team_id, col(table.number) == number))


def caused_by(session: Session, table: type[Caused], team_id: str, cause: str) -> Caused | None:
    """What this view, trigger or event has already made."""
    return session.scalar(select(table).where(col(table.team_id) == team_id, col(table.cause) == cause))


def changed_last_by(session: Session, table: type[M], team_id: str, user_id: str, since: datetime) -> M | None:
    """The matter that somebody was the last to change, of those the newest, where that was since then."""
    return session.scalar(
        select(table)
        .where(col(table.team_id) == team_id, col(table.changed_by) == user_id, col(table.changed_at) >= since)
        .order_by(col(table.changed_at).desc(), col(table.id).desc())
        .limit(1)
    )


def where(
    session: Session,
    table: type[M],
    team_id: str,
    *conditions: ColumnElement[bool],
    states: Iterable[str] = (),
    by: Iterable[Any] = (),
    most: int | None = None,
) -> list[M]:
    """At most so many matters of the workspace that are in one of the states (all, where none is named) and so.

    In the order of the columns `by`, and then of their numbers.
    """
    query = select(table).where(col(table.team_id) == team_id, *conditions)
    if states := list(states):
        query = query.where(col(table.state).in_(states))
    return list(session.scalars(query.order_by(*by, col(table.number)).limit(most)))


def of_projects(
    session: Session,
    table: type[M],
    team_id: str,
    project_ids: Iterable[int],
    *conditions: ColumnElement[bool],
    states: Iterable[str] = (),
    by: Iterable[Any] = (),
) -> list[M]:
    """The same of each of these projects in turn."""
    of_these = among(session, col(table.project_id), project_ids)
    return where(session, table, team_id, of_these, *conditions, states=states, by=(col(table.project_id), *by))
