"""Substitutes (代理人): who acts for whom, from when to when."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Column, Index, UniqueConstraint, or_, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.rows import kept
from storage.zones import ZoneName


class Substitution(SQLModel, table=True):
    """One window in which `substitute_id` may act for `principal_id`.

    `first_on` and `last_on` are whole days in `zone`, the principal's when it was set; `begins_at` and `ends_at` are
    the moments they make (the end is no longer in it). One that was ended early or cancelled keeps when and by whom.
    """

    __tablename__ = "substitutions"
    __table_args__ = (
        UniqueConstraint("team_id", "cause"),
        Index("ix_substitutions_principal", "team_id", "principal_id", "ends_at"),
        Index("ix_substitutions_substitute", "team_id", "substitute_id", "ends_at"),
    )

    id: int = Field(default=None, primary_key=True)
    team_id: str
    cause: str
    principal_id: str
    substitute_id: str
    first_on: date
    last_on: date
    zone: str = Field(sa_type=ZoneName)
    begins_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    ends_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    created_by: str
    ended_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    ended_by: str | None = None


def substitution(session: Session, team_id: str, window_id: int, *, to_change: bool = False) -> Substitution | None:
    """One window of the workspace; `to_change` holds it until the transaction ends."""
    found = kept(session, Substitution, window_id, to_change=to_change)
    return found if found and found.team_id == team_id else None


def caused_by(session: Session, team_id: str, cause: str) -> Substitution | None:
    """The window that this view or trigger has already made."""
    return session.scalar(
        select(Substitution).where(col(Substitution.team_id) == team_id, col(Substitution.cause) == cause)
    )


def of_substitute(session: Session, team_id: str, user_id: str, at: datetime) -> list[Substitution]:
    """The windows in which the person acts for others at that moment, oldest first."""
    return list(
        session.scalars(
            select(Substitution)
            .where(
                col(Substitution.team_id) == team_id,
                col(Substitution.substitute_id) == user_id,
                col(Substitution.ends_at) > at,
                col(Substitution.begins_at) <= at,
                col(Substitution.ended_at).is_(None),
            )
            .order_by(col(Substitution.id))
        )
    )


def of_principals(session: Session, team_id: str, user_ids: Collection[str], at: datetime) -> list[Substitution]:
    """The windows in which others act for these people at that moment, oldest first."""
    return list(
        session.scalars(
            select(Substitution)
            .where(
                col(Substitution.team_id) == team_id,
                col(Substitution.principal_id).in_(user_ids),
                col(Substitution.ends_at) > at,
                col(Substitution.begins_at) <= at,
                col(Substitution.ended_at).is_(None),
            )
            .order_by(col(Substitution.id))
        )
    )


def overlapping(
    session: Session, team_id: str, user_ids: Collection[str], begins_at: datetime, ends_at: datetime
) -> list[Substitution]:
    """The windows that these people have a part in, as principal or substitute, within that span; soonest first."""
    return list(
        session.scalars(
            select(Substitution)
            .where(
                col(Substitution.team_id) == team_id,
                or_(col(Substitution.principal_id).in_(user_ids), col(Substitution.substitute_id).in_(user_ids)),
                col(Substitution.ends_at) > begins_at,
                col(Substitution.begins_at) < ends_at,
                col(Substitution.ended_at).is_(None),
            )
            .order_by(col(Substitution.begins_at), col(Substitution.id))
        )
    )


def over_between(session: Session, team_id: str, user_id: str, since: datetime, at: datetime) -> list[Substitution]:
    """The windows that the person had a part in and that ended by themselves in that time, soonest first."""
    return list(
        session.scalars(
            select(Substitution)
            .where(
                col(Substitution.team_id) == team_id,
                or_(col(Substitution.principal_id) == user_id, col(Substitution.substitute_id) == user_id),
                col(Substitution.ends_at) > since,
                col(Substitution.ends_at) <= at,
                col(Substitution.ended_at).is_(None),
            )
            .order_by(col(Substitution.ends_at), col(Substitution.id))
        )
    )


def not_over(session: Session, team_id: str, at: datetime) -> list[Substitution]:
    """The windows of the workspace that are open or still to come, soonest first."""
    return list(
        session.scalars(
            select(Substitution)
            .where(
                col(Substitution.team_id) == team_id,
                col(Substitution.ends_at) > at,
                col(Substitution.ended_at).is_(None),
            )
            .order_by(col(Substitution.begins_at), col(Substitution.id))
        )
    )
