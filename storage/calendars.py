"""The organisation's calendars: the country each builds on, its own days, and what others were told of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    ForeignKey,
    Integer,
    Text,
    UniqueConstraint,
    and_,
    bindparam,
    delete,
    or_,
    select,
)
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.departments import Department
from storage.projects import PROPOSED, Project, ProjectDepartment
from storage.rows import to_hold
from storage.statements import insert


class OrganisationCalendar(SQLModel, table=True):
    """A calendar of the workspace.

    The key of a country's calendar is the country ("CN"); one with a name of its own has the key "own-7". A country
    of which nothing is set has no row.
    """

    __tablename__ = "calendars"
    __table_args__ = (UniqueConstraint("team_id", "key"), UniqueConstraint("team_id", "name"))

    id: int = Field(default=None, primary_key=True)
    team_id: str
    key: str
    # Empty for a country's calendar, which is called as the reader calls the country.
    name: str | None = None
    country: str
    # The one that new projects and departments count in.
    is_main: bool = False
    # The days off of each week, as digits from 0 for Monday ("56"); None for the country's usual ones.
    weekend: str | None = None
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class CalendarDay(SQLModel, table=True):
    """A day that the organisation set itself: off, or a make-up working day."""

    __tablename__ = "calendar_days"

    calendar_id: int = Field(sa_column=Column(Integer, ForeignKey("calendars.id"), primary_key=True))
    day: date = Field(primary_key=True)
    team_id: str
    is_working: bool
    name: str = ""
    # Where it came from: empty where somebody typed it, else the name of the file.
    source: str = ""


class CountryDays(SQLModel, table=True):
    """The working days of a year of a country as they were last counted, a character a day: "1" working, "0" off."""

    __tablename__ = "calendar_countries"

    team_id: str = Field(primary_key=True)
    country: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    working: str = Field(sa_column=Column(Text, nullable=False))
    is_provisional: bool


class CalendarNotice(SQLModel, table=True):
    """What a project's channel knows of the working days while a change waits to be told; see `CountryDays`."""

    __tablename__ = "calendar_notices"

    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), primary_key=True))
    team_id: str
    first_day: date
    working: str = Field(sa_column=Column(Text, nullable=False))


class Stored(NamedTuple):
    """A calendar's own day as it is read to count with; `day` is None for a calendar without one."""

    key: str
    name: str | None
    country: str
    day: date | None
    is_working: bool | None
    label: str | None
    # Whether it is the organisation's.
    is_main: bool = False
    # As `OrganisationCalendar.weekend`.
    weekend: str | None = None


_calendars = OrganisationCalendar.__table__  # type: ignore[attr-defined]
_days = CalendarDay.__table__  # type: ignore[attr-defined]
_base = _calendars.alias("base")
# The calendar of that key, the country's calendar that it builds on, and the organisation's; prebuilt, since commands
# wait for it.
_TO_COUNT = (
    select(
        _calendars.c.key,
        _calendars.c.name,
        _calendars.c.country,
        _days.c.day,
        _days.c.is_working,
        _days.c.name,
        _calendars.c.is_main,
        _calendars.c.weekend,
    )
    .select_from(_calendars.outerjoin(_days, _days.c.calendar_id == _calendars.c.id))
    .where(
        _calendars.c.team_id == bindparam("team_id"),
        or_(
            _calendars.c.key == bindparam("key"),
            _calendars.c.is_main.is_(True),
            _calendars.c.key
            == select(_base.c.country)
            .where(_base.c.team_id == bindparam("team_id"), _base.c.key == bindparam("key"))
            .scalar_subquery(),
        ),
    )
)


def to_count(session: Session, team_id: str, key: str) -> Sequence[Stored]:
    """The own days of that calendar, of the country's calendar beneath it, and of the organisation's; one query."""
    return [Stored._make(row) for row in session.execute(_TO_COUNT, {"team_id": team_id, "key": key})]


def calendar(session: Session, team_id: str, key: str) -> OrganisationCalendar | None:
    """The calendar of that key, None for a country of which nothing is set."""
    return session.scalar(
        select(OrganisationCalendar).where(
            col(OrganisationCalendar.team_id) == team_id, col(OrganisationCalendar.key) == key
        )
    )


def calendars(session: Session, team_id: str) -> list[OrganisationCalendar]:
    """Every calendar of the workspace: the main one first, then in the order they were made."""
    return list(
        session.scalars(
            select(OrganisationCalendar)
            .where(col(OrganisationCalendar.team_id) == team_id)
            .order_by(col(OrganisationCalendar.is_main).desc(), col(OrganisationCalendar.id))
        )
    )


def main(session: Session, team_id: str) -> OrganisationCalendar | None:
    """The organisation's calendar, where one was chosen."""
    return session.scalar(
        select(OrganisationCalendar).where(
            col(OrganisationCalendar.team_id) == team_id, col(OrganisationCalendar.is_main).is_(True)
        )
    )


def first_used(session: Session, team_id: str) -> str | None:
    """The key of the calendar of the workspace's first project."""
    counted = select(col(Project.calendar)).where(col(Project.team_id) == team_id)
    return session.scalar(counted.order_by(col(Project.id)).limit(1))


def days(session: Session, calendar_id: int, first: date = date.min, last: date = date.max) -> list[CalendarDay]:
    """The own days of a calendar from one day to another, both included, in their order."""
    return list(
        session.scalars(
            select(CalendarDay)
            .where(col(CalendarDay.calendar_id) == calendar_id, col(CalendarDay.day).between(first, last))
            .order_by(col(CalendarDay.day))
        )
    )


def keep_days(session: Session, found: Iterable[CalendarDay]) -> None:
    """Set these days over what was set before."""
    for one in found:
        session.merge(one)


def remove_days(session: Session, calendar_id: int, which: Iterable[date]) -> None:
    """Leave these days to the country's calendar again."""
    session.execute(
        delete(CalendarDay).where(col(CalendarDay.calendar_id) == calendar_id, col(CalendarDay.day).in_(list(which)))
    )


def projects_counting_in(session: Session, team_id: str, keys: Iterable[str]) -> list[Project]:
    """The projects that count in one of these calendars."""
    return list(
        session.scalars(
            select(Project)
            .where(col(Project.team_id) == team_id, col(Project.calendar).in_(list(keys)))
            .order_by(col(Project.id))
        )
    )


def projects_concerned(session: Session, team_id: str, keys: Iterable[str]) -> list[Project]:
    """The projects that count in one of these calendars, or in which a department does; an empty key is "none".

    They are held until the transaction ends.
    """
    wanted = list(keys)
    is_theirs = col(Project.calendar).in_(wanted)
    return _with_departments(session, team_id, col(Department.calendar).in_(wanted), is_theirs)


def projects_of_department(session: Session, team_id: str, department_id: int) -> list[Project]:
    """The projects in which the department takes part, or which it has proposed; held until the transaction ends."""
    return _with_departments(session, team_id, col(Department.id) == department_id)


def _with_departments(
    session: Session, team_id: str, which: ColumnElement[bool], *others: ColumnElement[bool]
) -> list[Project]:
    """The projects in which one of these departments takes part, and those `others`."""
    of_departments = (
        select(col(ProjectDepartment.project_id))
        .join(Department, col(Department.id) == col(ProjectDepartment.department_id))
        .where(col(ProjectDepartment.team_id) == team_id, which)
    )
    # No department takes part yet in what is only proposed, but the one that proposes it answers by its days.
    its = select(col(Department.id)).where(col(Department.team_id) == team_id, which)
    is_proposed = and_(col(Project.phase) == PROPOSED, col(Project.initiating_department_id).in_(its))
    return list(
        session.scalars(
            to_hold(
                select(Project)
                .where(col(Project.team_id) == team_id, or_(col(Project.id).in_(of_departments), is_proposed, *others))
                .order_by(col(Project.id))
            )
        )
    )


def notice(session: Session, project_id: int) -> CalendarNotice | None:
    """The change that waits to be told to a project."""
    return session.get(CalendarNotice, project_id)


def country_days(session: Session, team_id: str) -> dict[tuple[str, int], CountryDays]:
    """How the countries' years were last counted, by country and year."""
    found = session.scalars(select(CountryDays).where(col(CountryDays.team_id) == team_id))
    return {(one.country, one.year): one for one in found}


def keep_country_days(session: Session, found: CountryDays) -> None:
    """Remember how a country's year is counted now."""
    statement = insert(session, CountryDays).values(found.model_dump())
    session.execute(
        statement.on_conflict_do_update(
            index_elements=["team_id", "country", "year"],
            set_={"working": statement.excluded.working, "is_provisional": statement.excluded.is_provisional},
        )
    )
