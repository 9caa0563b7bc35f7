"""People of a workspace as Slack knows them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import JSON, Column, func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.rows import kept, read_before, to_hold
from storage.statements import among, insert
from storage.zones import FALLBACK, ZoneName


class Workspace(SQLModel, table=True):
    """A Slack workspace that installed Liaison."""

    __tablename__ = "workspaces"

    team_id: str = Field(primary_key=True)
    name: str
    bot_user_id: str
    # Set when the workspace removed the app: nothing is sent there any more.
    gone_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    # Set while the steps of the first hour are put aside, for every admin.
    steps_aside_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    # The admins who were told where to begin.
    greeted: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    # The scopes that Liaison asks for and the installed app was not granted, as Slack said last.
    lacks: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))


class Person(SQLModel, table=True):
    """A Slack account. `locale` and `zone` are Slack's (`zh-CN`, `Asia/Shanghai`)."""

    __tablename__ = "people"

    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    name: str
    # The other names by which somebody may be written: the full one, and the one that Slack once had for mentions.
    real_name: str = ""
    username: str = ""
    email: str = ""
    locale: str = "en-US"
    zone: str = Field(default=FALLBACK, sa_type=ZoneName)
    # Slack's admins and owners; whom those named is kept apart, for Slack's own updates write over what is Slack's.
    is_admin: bool = False
    is_named_admin: bool = False
    is_guest: bool = False
    is_bot: bool = False
    is_deactivated: bool = False
    # When Slack had them so, by its own clock; None where it did not say.
    as_of: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))

    @property
    def is_provisional(self) -> bool:
        """Whether Slack has not told of this person yet: what stands here is a guess, made when they acted."""
        return not self.username

    @property
    def is_there(self) -> bool:
        """Whether this is a person, and has not left."""
        return not (self.is_bot or self.is_deactivated)

    @property
    def may_administer(self) -> bool:
        """Whether the person is a workspace admin, by Slack's word or by being named."""
        return (self.is_admin or self.is_named_admin) and self.is_there and not self.is_guest


@dataclass(frozen=True, slots=True)
class Account:
    """What Slack tells of a person; see `keep`."""

    user_id: str
    name: str
    email: str
    locale: str
    zone: str
    is_admin: bool
    is_guest: bool
    is_bot: bool
    is_deactivated: bool
    real_name: str = ""
    username: str = ""
    as_of: datetime | None = None


def workspace(session: Session, team_id: str, *, to_change: bool = False) -> Workspace | None:
    """The workspace, or None where Liaison was never installed. `to_change` holds it until the transaction ends."""
    return kept(session, Workspace, team_id, to_change=to_change)


def gone(session: Session) -> list[Workspace]:
    """The workspaces that removed the app, or whose token Slack does not take."""
    return list(session.scalars(select(Workspace).where(col(Workspace.gone_at).is_not(None))))


def person(session: Session, team_id: str, user_id: str) -> Person | None:
    """One person of the workspace."""
    return kept(session, Person, team_id, user_id)


def hold(session: Session, team_id: str, user_ids: Iterable[str]) -> None:
    """Hold these people until the transaction ends, so that such acts come one after the other."""
    found = select(Person).where(col(Person.team_id) == team_id, among(session, col(Person.user_id), list(user_ids)))
    session.execute(to_hold(found.order_by(col(Person.user_id)))).all()


def people(session: Session, team_id: str, user_ids: Iterable[str]) -> dict[str, Person]:
    """The people with these ids, by id; unknown ids are left out."""
    named: dict[str, Person] = {}
    unread = []
    for user_id in set(user_ids):
        read = read_before(session, Person, team_id, user_id)
        if read is None:
            unread.append(user_id)
        else:
            named[user_id] = read
    if unread:
        found = session.scalars(
            select(Person).where(col(Person.team_id) == team_id, among(session, col(Person.user_id), unread))
        )
        named.update((one.user_id, one) for one in found)
    return named


def known_as(session: Session, team_id: str, words: Iterable[str]) -> list[Person]:
    """Those whose id, name, other names or email address is one of the words, whatever its case."""
    wanted = set(words)
    lowered = {word.lower() for word in wanted}
    if not wanted:
        return []
    columns = (col(Person.name), col(Person.real_name), col(Person.username), col(Person.email))
    is_called = [test for one in columns for test in (one.in_(wanted), func.lower(one).in_(lowered))]
    found = select(Person).where(col(Person.team_id) == team_id, or_(col(Person.user_id).in_(wanted), *is_called))
    return list(session.scalars(found.order_by(col(Person.user_id))))


def called(session: Session, team_id: str, words: str) -> list[Person]:
    """The people who are there and have that name, whatever its case; else those whose first name it is."""
    found = [one for one in known_as(session, team_id, [words]) if one.is_there]
    if found or not words.strip():
        return found
    names, first = (col(Person.name), col(Person.real_name)), f"{words.strip()} "
    begins = [one.istartswith(first, autoescape=True) for one in names]
    named = session.scalars(select(Person).where(col(Person.team_id) == team_id, or_(*begins)))
    return sorted((one for one in named if one.is_there), key=lambda one: one.user_id)


def everybody(session: Session, team_id: str) -> list[Person]:
    """Everybody of the workspace who is still there."""
    return list(
        session.scalars(select(Person).where(col(Person.team_id) == team_id, col(Person.is_deactivated).is_(False)))
    )


def admins(session: Session, team_id: str) -> list[Person]:
    """The workspace admins, Slack's first, each kind by name."""
    found = session.scalars(
        select(Person).where(
            col(Person.team_id) == team_id, or_(col(Person.is_admin).is_(True), col(Person.is_named_admin).is_(True))
        )
    )
    return sorted((one for one in found if one.may_administer), key=lambda one: (not one.is_admin, one.name.lower()))


def commonest(session: Session, team_id: str) -> tuple[str, str] | None:
    """The locale and zone that most people of the workspace have; None where nobody is known."""
    row = session.execute(
        select(col(Person.locale), col(Person.zone))
        .where(col(Person.team_id) == team_id, col(Person.is_bot).is_(False), col(Person.is_guest).is_(False))
        .group_by(col(Person.locale), col(Person.zone))
        .order_by(func.count().desc(), col(Person.locale), col(Person.zone))
        .limit(1)
    ).first()
    return (row[0], row[1]) if row is not None else None


def keep(session: Session, team_id: str, accounts: Iterable[Account]) -> list[Account]:
    """Store what Slack tells of these people over what was known before; an empty locale or zone changes nothing.

    A page of the list may be written after a newer event, and an event heard after a newer page: of what is older
    nothing is taken. Returns what was.
    """
    accounts = list(accounts)
    told = {one.user_id: one for one in accounts}
    known = people(session, team_id, told)
    new = [Person(team_id=team_id, user_id=user_id, name=told[user_id].name) for user_id in sorted(told.keys() - known)]
    for one in new:
        _take(one, told[one.user_id])
    if new:
        # All at once; and whoever reads the same people at this moment may have been faster.
        session.execute(insert(session, Person).on_conflict_do_nothing(), [one.model_dump() for one in new])
        known |= people(session, team_id, (one.user_id for one in new))
    return [one for one in accounts if _take(known[one.user_id], one)]


def _take(person: Person, account: Account) -> bool:
    """Whether it is not older than what is known."""
    if person.as_of is not None and account.as_of is not None and account.as_of < person.as_of:
        return False
    for field in account.__dataclass_fields__:
        value = getattr(account, field)
        if value not in ("", None) or field == "email":
            setattr(person, field, value)
    return True
