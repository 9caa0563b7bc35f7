"""The weekly meeting (跨部门例会) of each project: its series, a row for each meeting, and the queries over them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time

from sqlalchemy import JSON, Column, ForeignKey, Index, Integer, Text, UniqueConstraint, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.projects import ProjectDepartment
from storage.rows import kept
from storage.statements import among
from storage.zones import ZoneName

PLANNED, HELD, CANCELLED, PAUSED = "planned", "held", "cancelled", "paused"
# Where nothing else was chosen.
MINUTES, DIGEST_LEAD_MINUTES, REMINDER_HOURS = 60, 120, (24, 4)


class Series(SQLModel, table=True):
    """When a project meets each week: one a project. `time` is the wall's in `zone`; a calendar day is one there."""

    __tablename__ = "meeting_series"

    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), primary_key=True))
    team_id: str = Field(index=True)
    # 0 is Monday, as in datetime.date.weekday().
    weekday: int
    time: time
    zone: str = Field(sa_type=ZoneName)
    minutes: int = MINUTES
    # Where it is told of; None is the project's own channel.
    channel_id: str | None = None
    # The digest goes out so long before the meeting, the reminders of reports so many hours, longest first.
    digest_lead_minutes: int = DIGEST_LEAD_MINUTES
    reminder_hours: list[int] = Field(
        default_factory=lambda: list(REMINDER_HOURS), sa_column=Column(JSON, nullable=False)
    )
    # Until somebody resumes it; else until the day from which there are meetings again, where one was said.
    is_paused: bool = False
    paused_until: date | None = None
    # The day from which the weekday and the time are these; people's calendars show it from here on.
    since: date
    # Counts the changes, for the calendars of people, and so that a stale form is seen to be stale.
    sequence: int = 0
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    # None is Liaison itself, which made it with the project.
    changed_by: str | None = None
    # Whom they stood in for.
    changed_for: str | None = None

    @property
    def is_unset(self) -> bool:
        """Whether nobody has said yet when the project meets."""
        return self.is_paused and self.changed_by is None and self.paused_until is None


class Meeting(SQLModel, table=True):
    """One meeting. `planned_on` is the day that the series gives, before a holiday or a person moves it."""

    __tablename__ = "meetings"
    __table_args__ = (
        UniqueConstraint("project_id", "planned_on"),
        Index("ix_meetings_project", "team_id", "project_id", "state", "starts_at"),
    )

    id: int = Field(default=None, primary_key=True)
    team_id: str
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), nullable=False))
    planned_on: date
    starts_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    minutes: int
    state: str = PLANNED
    # Somebody moved it: the calendar and the series no longer do.
    moved_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    # Why it was moved or cancelled.
    why: str = Field(default="", sa_column=Column(Text, nullable=False))
    # What the channel was told at the beginning of its week; empty where nothing had to be.
    told: str = ""
    held_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    changed_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    # None is Liaison itself, which made it.
    changed_by: str | None = None
    # Whom they stood in for.
    changed_for: str | None = None


def series(session: Session, team_id: str, project_id: int, *, to_change: bool = False) -> Series | None:
    """The project's series; `to_change` holds it until the transaction ends."""
    found = kept(session, Series, project_id, to_change=to_change)
    return found if found and found.team_id == team_id else None


def in_channel(session: Session, team_id: str, channel_id: str) -> list[Series]:
    """The series for which that channel was chosen."""
    return list(
        session.scalars(select(Series).where(col(Series.team_id) == team_id, col(Series.channel_id) == channel_id))
    )


def meeting(session: Session, team_id: str, meeting_id: int, *, to_change: bool = False) -> Meeting | None:
    """One meeting of the workspace; `to_change` holds it until the transaction ends."""
    found = kept(session, Meeting, meeting_id, to_change=to_change)
    return found if found and found.team_id == team_id else None


def upcoming(session: Session, team_id: str, project_id: int) -> Meeting | None:
    """The project's next meeting, or the one that is going on; None while the series is paused."""
    query = select(Meeting).where(
        col(Meeting.team_id) == team_id, col(Meeting.project_id) == project_id, col(Meeting.state) == PLANNED
    )
    return session.scalars(query.order_by(col(Meeting.starts_at)).limit(1)).first()


def last_held(session: Session, team_id: str, project_id: int, *, before: datetime | None = None) -> Meeting | None:
    """The project's last meeting that was held, or the last one that began before that moment."""
    query = select(Meeting).where(
        col(Meeting.team_id) == team_id, col(Meeting.project_id) == project_id, col(Meeting.state) == HELD
    )
    if before is not None:
        query = query.where(col(Meeting.starts_at) < before)
    return session.scalars(query.order_by(col(Meeting.starts_at).desc()).limit(1)).first()


def of_project(session: Session, team_id: str, project_id: int, *, since: date | None = None) -> list[Meeting]:
    """Every meeting of the project by the day that the series gave it, oldest first; from that day on."""
    query = select(Meeting).where(col(Meeting.team_id) == team_id, col(Meeting.project_id) == project_id)
    if since is not None:
        query = query.where(col(Meeting.planned_on) >= since)
    return list(session.scalars(query.order_by(col(Meeting.planned_on))))


def ahead(session: Session, team_id: str, project_id: int, now: datetime) -> list[Meeting]:
    """The project's meetings that have not begun, whether they are to be or not, soonest first."""
    query = select(Meeting).where(
        col(Meeting.team_id) == team_id, col(Meeting.project_id) == project_id, col(Meeting.starts_at) > now
    )
    return list(session.scalars(query.order_by(col(Meeting.starts_at))))


def ahead_of_liaison(session: Session, team_id: str, user_id: str, now: datetime) -> list[int]:
    """The planned meetings that have not begun, by id, of the projects in which the person is a liaison."""
    query = select(col(Meeting.id)).where(
        col(Meeting.team_id) == team_id,
        col(Meeting.state) == PLANNED,
        col(Meeting.starts_at) > now,
        col(Meeting.project_id).in_(
            select(col(ProjectDepartment.project_id)).where(
                col(ProjectDepartment.team_id) == team_id, col(ProjectDepartment.liaison_id) == user_id
            )
        ),
    )
    return list(session.scalars(query.order_by(col(Meeting.id))))


def planned_of(session: Session, team_id: str, project_ids: Iterable[int]) -> list[Meeting]:
    """The planned meetings of these projects, soonest first."""
    wanted = list(project_ids)
    if not wanted:
        return []
    return list(
        session.scalars(
            select(Meeting)
            .where(
                col(Meeting.team_id) == team_id,
                among(session, col(Meeting.project_id), wanted),
                col(Meeting.state) == PLANNED,
            )
            .order_by(col(Meeting.starts_at))
        )
    )
