"""Nudges: what a person is to be reminded of, a row a person and matter; and desks, a person's place and wishes."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import (
    JSON,
    BigInteger,
    Column,
    Index,
    Integer,
    UniqueConstraint,
    and_,
    delete,
    func,
    or_,
    select,
    text,
    true,
    update,
)
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.rows import kept, to_hold
from storage.statements import among, insert

_UNTOLD = text("told_at IS NULL")


class Desk(SQLModel, table=True):
    """Where a person's reminders lie, numbered so that a timer can name it."""

    __tablename__ = "desks"
    __table_args__ = (UniqueConstraint("team_id", "user_id"),)

    id: int = Field(default=None, primary_key=True)
    team_id: str
    user_id: str
    # The kinds of reminder that the person does not want.
    muted: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    # The moment for which the desk's timer is set.
    wakes_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    # How much the person was told on the last day on which they were told anything, by their clock.
    told: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    told_on: date | None = None


class Nudge(SQLModel, table=True):
    """One reminder of one person. It stays after it was told, so that the same is not told twice.

    It is told again where it is due after it was told.
    """

    __tablename__ = "nudges"
    __table_args__ = (
        UniqueConstraint("team_id", "user_id", "kind", "subject_id"),
        Index("ix_nudges_subject", "team_id", "kind", "subject_id"),
        Index("ix_nudges_due", "team_id", "user_id", "due_at", sqlite_where=_UNTOLD),
    )

    id: int = Field(default=None, sa_column=Column(BigInteger().with_variant(Integer, "sqlite"), primary_key=True))
    team_id: str
    user_id: str
    kind: str
    subject_id: int
    # Not before this moment.
    due_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    # Snoozed: it comes at that moment, not on the working morning after it.
    is_exact: bool = False
    # What it was told about; with the same mark it is not told again.
    mark: str = ""
    told_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    # Whom the person stands in for here.
    principal_id: str | None = None
    # The project that stands still, for which it is put aside until that goes on.
    held_for: int | None = Field(default=None, index=True)

    @property
    def is_coming(self) -> bool:
        """Whether it is to be told, or told again."""
        return self.held_for is None and (self.told_at is None or self.told_at < self.due_at)


# To be told, or told again.
_IS_COMING = and_(
    col(Nudge.held_for).is_(None), or_(col(Nudge.told_at).is_(None), col(Nudge.told_at) < col(Nudge.due_at))
)


def desk(session: Session, team_id: str, user_id: str) -> Desk:
    """The person's desk, made where there is none; held until the transaction ends: two may lay something on it."""
    query = to_hold(select(Desk).where(col(Desk.team_id) == team_id, col(Desk.user_id) == user_id))
    found = session.scalar(query)
    if found is None:
        session.execute(
            insert(session, Desk).values(team_id=team_id, user_id=user_id, muted=[]).on_conflict_do_nothing()
        )
        found = session.scalars(query).one()
    return found


def has_desk(session: Session, team_id: str, user_id: str) -> bool:
    """Whether anything was ever kept for the person."""
    query = select(col(Desk.id)).where(col(Desk.team_id) == team_id, col(Desk.user_id) == user_id)
    return session.execute(query).scalar() is not None


def muted(session: Session, team_id: str, user_id: str) -> list[str]:
    """The kinds of reminder that the person does not want."""
    query = select(col(Desk.muted)).where(col(Desk.team_id) == team_id, col(Desk.user_id) == user_id)
    return list(session.scalar(query) or [])


def desk_numbered(session: Session, team_id: str, desk_id: int) -> Desk | None:
    """One desk of the workspace; held until the transaction ends."""
    found = kept(session, Desk, desk_id, to_change=True)
    return found if found and found.team_id == team_id else None


def nudge(session: Session, team_id: str, user_id: str, kind: str, subject_id: int) -> Nudge | None:
    """The reminder of that person about that matter."""
    return session.scalar(
        select(Nudge).where(
            col(Nudge.team_id) == team_id,
            col(Nudge.user_id) == user_id,
            col(Nudge.kind) == kind,
            col(Nudge.subject_id) == subject_id,
        )
    )


def begun(session: Session, team_id: str, user_id: str, kind: str, subject_id: int, now: datetime) -> Nudge:
    """The reminder of that person about that matter, which is due; made where there is none."""
    found = nudge(session, team_id, user_id, kind, subject_id)
    found = found or Nudge(team_id=team_id, user_id=user_id, kind=kind, subject_id=subject_id, due_at=now)
    found.due_at, found.told_at = now, None
    session.add(found)
    return found


def is_untold(session: Session, team_id: str, kind: str, subject_id: int) -> bool:
    """Whether somebody is still to hear of that matter for the first time."""
    its = (col(Nudge.team_id) == team_id, col(Nudge.kind) == kind, col(Nudge.subject_id) == subject_id)
    return (
        session.execute(select(col(Nudge.id)).where(*its, col(Nudge.told_at).is_(None)).limit(1)).scalar() is not None
    )


def is_known(session: Session, team_id: str, kind: str, subject_id: int) -> bool:
    """Whether anybody is reminded of that matter, or was."""
    its = (col(Nudge.team_id) == team_id, col(Nudge.kind) == kind, col(Nudge.subject_id) == subject_id)
    return session.execute(select(col(Nudge.id)).where(*its).limit(1)).scalar() is not None


def untold(session: Session, team_id: str, user_id: str, until: datetime) -> list[Nudge]:
    """The reminders of a person that may be told, or told again, by that moment, oldest first."""
    return list(
        session.scalars(
            select(Nudge)
            .where(
                col(Nudge.team_id) == team_id,
                col(Nudge.user_id) == user_id,
                _IS_COMING,
                col(Nudge.due_at) <= until,
            )
            .order_by(col(Nudge.due_at), col(Nudge.id))
        )
    )


def standing(session: Session, team_id: str, user_id: str, until: datetime) -> list[Nudge]:
    """The reminders that are the person's own, told already or due by that moment."""
    return list(
        session.scalars(
            select(Nudge)
            .where(
                col(Nudge.team_id) == team_id,
                col(Nudge.user_id) == user_id,
                col(Nudge.principal_id).is_(None),
                or_(col(Nudge.told_at).is_not(None), col(Nudge.due_at) <= until),
            )
            .order_by(col(Nudge.id))
        )
    )


def first_untold(session: Session, team_id: str, user_id: str) -> tuple[datetime | None, datetime | None]:
    """When the person's next reminder is due: of those for a morning, and of those snoozed to a moment."""
    rows = session.execute(
        select(col(Nudge.is_exact), func.min(col(Nudge.due_at)))
        .where(col(Nudge.team_id) == team_id, col(Nudge.user_id) == user_id, _IS_COMING)
        .group_by(col(Nudge.is_exact))
    )
    moments = {bool(is_exact): moment for is_exact, moment in rows}
    return moments.get(False), moments.get(True)


def waiting(session: Session, team_id: str, kind: str, subject_id: int, whose: str | None = None) -> list[Nudge]:
    """The reminders of a matter that wait for a morning, to be told or told again, and are not snoozed.

    `whose`: of that person alone, and of who stands in for them.
    """
    for_whom = func.coalesce(col(Nudge.principal_id), col(Nudge.user_id))
    return list(
        session.scalars(
            select(Nudge).where(
                col(Nudge.team_id) == team_id,
                col(Nudge.kind) == kind,
                col(Nudge.subject_id) == subject_id,
                _IS_COMING,
                col(Nudge.is_exact).is_(False),
                for_whom == whose if whose is not None else true(),
            )
        )
    )


def coming(session: Session, team_id: str, user_id: str) -> set[tuple[str, int]]:
    """What the person is to be told, or told again, at any time: kinds and subjects."""
    its = (col(Nudge.team_id) == team_id, col(Nudge.user_id) == user_id, _IS_COMING)
    rows = session.execute(select(col(Nudge.kind), col(Nudge.subject_id)).where(*its))
    return {(kind, subject_id) for kind, subject_id in rows}


def put_off(session: Session, team_id: str, user_id: str, now: datetime) -> set[tuple[str, int]]:
    """What the person has snoozed to a moment that is still to come: kinds and subjects."""
    its = (col(Nudge.team_id) == team_id, col(Nudge.user_id) == user_id, col(Nudge.is_exact), col(Nudge.due_at) > now)
    rows = session.execute(select(col(Nudge.kind), col(Nudge.subject_id)).where(*its, _IS_COMING))
    return {(kind, subject_id) for kind, subject_id in rows}


def forget(
    session: Session,
    team_id: str,
    kind: str,
    subject_id: int,
    user_id: str | None = None,
    but: Collection[str] = (),
) -> None:
    """The matter is settled: nobody, or not this person, is reminded of it; `but` are those who are, still."""
    gone = delete(Nudge).where(
        col(Nudge.team_id) == team_id, col(Nudge.kind) == kind, col(Nudge.subject_id) == subject_id
    )
    if user_id is not None:
        gone = gone.where(col(Nudge.user_id) == user_id)
    if but:
        for_whom = func.coalesce(col(Nudge.principal_id), col(Nudge.user_id))
        gone = gone.where(for_whom.not_in(but))
    session.execute(gone)


def forget_stand_ins(session: Session, team_id: str, kind: str, subject_id: int, principal_id: str) -> None:
    """Forget what those who stand in for the person were reminded of."""
    session.execute(
        delete(Nudge).where(
            col(Nudge.team_id) == team_id,
            col(Nudge.kind) == kind,
            col(Nudge.subject_id) == subject_id,
            col(Nudge.principal_id) == principal_id,
        )
    )


def tell_what_was_told(session: Session, team_id: str, user_id: str, since: datetime, now: datetime) -> None:
    """What of the person's own was told since then is told again from now on."""
    session.execute(
        update(Nudge)
        .where(
            col(Nudge.team_id) == team_id,
            col(Nudge.user_id) == user_id,
            col(Nudge.principal_id).is_(None),
            col(Nudge.told_at) >= since,
        )
        .values(told_at=None, due_at=now, is_exact=False)
    )


def mark_told(session: Session, nudge_ids: list[int], now: datetime) -> None:
    """These were told."""
    told = update(Nudge).where(among(session, col(Nudge.id), nudge_ids))
    session.execute(told.values(told_at=now, is_exact=False))


def tell_again(session: Session, nudge_ids: list[int], at: datetime) -> None:
    """These are told again, not before that moment."""
    session.execute(update(Nudge).where(among(session, col(Nudge.id), nudge_ids)).values(due_at=at))


def release(session: Session, team_id: str, project_id: int) -> set[str]:
    """The project goes on: what was put aside for it is told on a morning again; answers to whom."""
    held = (col(Nudge.team_id) == team_id, col(Nudge.held_for) == project_id)
    found = set(session.scalars(select(col(Nudge.user_id)).where(*held)))
    session.execute(update(Nudge).where(*held).values(held_for=None, is_exact=False))
    return found
