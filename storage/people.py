"""People of a workspace as Slack knows them, and the departments they form."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Column, UniqueConstraint, func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime


class Workspace(SQLModel, table=True):
    """A Slack workspace that installed Liaison."""

    __tablename__ = "workspaces"

    team_id: str = Field(primary_key=True)
    name: str
    bot_user_id: str
    # Set when the workspace removed the app: nothing is sent there any more.
    gone_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class Person(SQLModel, table=True):
    """A Slack account. `locale` and `zone` are Slack's (`zh-CN`, `Asia/Shanghai`)."""

    __tablename__ = "people"

    team_id: str = Field(primary_key=True)
    user_id: str = Field(primary_key=True)
    name: str
    email: str = ""
    locale: str = "en-US"
    zone: str = "UTC"
    is_admin: bool = False
    is_guest: bool = False
    is_bot: bool = False
    is_deactivated: bool = False


class Department(SQLModel, table=True):
    """A department of the organisation; its head and liaison are Slack user ids."""

    __tablename__ = "departments"
    __table_args__ = (UniqueConstraint("team_id", "name"),)

    id: int | None = Field(default=None, primary_key=True)
    team_id: str = Field(index=True)
    name: str
    head_id: str
    liaison_id: str


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


def workspace(session: Session, team_id: str) -> Workspace | None:
    """The workspace, or None where Liaison was never installed."""
    return session.get(Workspace, team_id)


def person(session: Session, team_id: str, user_id: str) -> Person | None:
    """One person of the workspace."""
    return session.get(Person, (team_id, user_id))


def people(session: Session, team_id: str, user_ids: Iterable[str]) -> dict[str, Person]:
    """The people with these ids, by id; unknown ids are left out."""
    named: dict[str, Person] = {}
    unread = []
    for user_id in set(user_ids):
        read = session.identity_map.get(identity_key(Person, (team_id, user_id)))
        if read is None:
            unread.append(user_id)
        else:
            named[user_id] = read
    if unread:
        found = session.scalars(select(Person).where(col(Person.team_id) == team_id, col(Person.user_id).in_(unread)))
        named.update((one.user_id, one) for one in found)
    return named


def everybody(session: Session, team_id: str) -> list[Person]:
    """Everybody of the workspace who is still there."""
    return list(
        session.scalars(select(Person).where(col(Person.team_id) == team_id, col(Person.is_deactivated).is_(False)))
    )


def keep(session: Session, team_id: str, accounts: Iterable[Account]) -> None:
    """Store what Slack tells of these people over what was known before; an empty locale or zone changes nothing."""
    for account in accounts:
        known = session.get(Person, (team_id, account.user_id)) or Person(
            team_id=team_id, user_id=account.user_id, name=account.name
        )
        for field in account.__dataclass_fields__:
            value = getattr(account, field)
            if value != "" or field == "email":
                setattr(known, field, value)
        session.add(known)


def department(session: Session, team_id: str, department_id: int) -> Department | None:
    """One department of the workspace."""
    found = session.get(Department, department_id)
    return found if found and found.team_id == team_id else None


def department_named(session: Session, team_id: str, name: str) -> Department | None:
    """The department of that name, whatever its case."""
    return session.scalar(
        select(Department).where(col(Department.team_id) == team_id, func.lower(col(Department.name)) == name.lower())
    )


def department_names(session: Session, team_id: str, department_ids: Iterable[int]) -> dict[int, str]:
    """The names of these departments, by id."""
    found = (department(session, team_id, one) for one in set(department_ids))
    return {one.id: one.name for one in found if one is not None and one.id is not None}


def departments(session: Session, team_id: str) -> list[Department]:
    """Every department of the workspace, in the order they were made."""
    return list(
        session.scalars(select(Department).where(col(Department.team_id) == team_id).order_by(col(Department.id)))
    )
