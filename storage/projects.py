"""Projects, the departments that take part, and who may see them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from sqlalchemy import Column, ForeignKey, Index, Integer, UniqueConstraint, and_, delete, false, func, select, update
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from storage.db import UtcDateTime
from storage.departments import Department
from storage.people import Person
from storage.rows import kept, to_hold
from storage.statements import among, insert
from storage.zones import ZoneName

# The phases in which a project stands still: nothing of it comes due, waits for anybody or is told.
SUSPENDED, CLOSED, ARCHIVED, DROPPED = "suspended", "closed", "archived", "not begun"
STILL = (SUSPENDED, CLOSED, ARCHIVED, DROPPED)
# Of these nothing is left to be done.
OVER = (CLOSED, ARCHIVED, DROPPED)
# They ran, and are looked back on.
BEHIND = (CLOSED, ARCHIVED)
# It is a proposal: nothing takes part in it yet, or ever will. Both are private to those whom the proposal concerns.
PROPOSED = "proposed"
UNBEGUN = (PROPOSED, DROPPED)


class Project(SQLModel, table=True):
    """A cross-department project. `zone` is the project's time zone; `locale` the language of its channel."""

    __tablename__ = "projects"
    __table_args__ = (
        UniqueConstraint("team_id", "number"),
        UniqueConstraint("team_id", "cause"),
        *(Index(f"ix_projects_{post}", "team_id", f"{post}_id") for post in ("pm", "sponsor", "second_decider")),
    )

    id: int = Field(default=None, primary_key=True)
    team_id: str = Field(index=True)
    # The view, trigger or event that created it: a second submit finds the first result.
    cause: str
    number: str
    name: str
    objective: str
    phase: str
    # The phase that it goes back to when it is resumed or reopened; since when it is in the present one, by whom it
    # came there, and for whom they acted. Nobody: it has been there from its first day.
    phase_before: str = Field(default="", sa_column_kwargs={"server_default": ""})
    phase_since: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    phase_by: str | None = None
    phase_for: str | None = None
    # Since when it is accepted, by the last signature that was missing; to be closed then.
    accepted_at: datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    initiating_department_id: int = Field(sa_column=Column(Integer, ForeignKey("departments.id"), nullable=False))
    pm_id: str
    sponsor_id: str
    # Who decides a dispute to which the sponsor is a party.
    second_decider_id: str | None = None
    # How the 24 hours of a dispute are counted here: "real" or "working".
    dispute_clock: str = "real"
    starts_on: date
    ends_on: date
    zone: str = Field(sa_type=ZoneName)
    locale: str
    # The country whose working days are counted (ISO 3166), and the hour at which the project's day begins.
    calendar: str
    morning: time = time(9)
    channel_id: str | None = Field(default=None, index=True)
    channel_name: str | None = None
    # How many names were tried for a channel of its own.
    channel_attempts: int = 0
    is_private: bool = False
    # What the last delay alert said, so that an unchanged one is not repeated.
    alerted: str = ""
    # By how many working days a task of a confirmed plan may move within its slack without a request to change it;
    # None: by all of its slack.
    tolerance: int | None = None
    created_at: datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    created_by: str

    @property
    def is_still(self) -> bool:
        """Whether nothing of it comes due, waits for anybody or is told."""
        return self.phase in STILL

    @property
    def is_unbegun(self) -> bool:
        """Whether it is a proposal and nothing more."""
        return self.phase in UNBEGUN

    @property
    def since(self) -> date | None:
        """The day, in its zone, on which it came to its phase; None where it began there."""
        return self.phase_since.astimezone(ZoneInfo(self.zone)).date() if self.phase_since is not None else None

    @property
    def is_over(self) -> bool:
        """Whether nothing of it is left to be done."""
        return self.phase in OVER


# Of queries for what is of projects that run.
IS_STILL = col(Project.phase).in_(STILL)
IS_UNBEGUN = col(Project.phase).in_(UNBEGUN)


class ProjectDepartment(SQLModel, table=True):
    """A department taking part in a project, with its head and liaison there."""

    __tablename__ = "project_departments"
    __table_args__ = tuple(
        Index(f"ix_project_departments_{post}", "team_id", f"{post}_id") for post in ("head", "liaison")
    )

    team_id: str = Field(index=True)
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), primary_key=True))
    department_id: int = Field(sa_column=Column(Integer, ForeignKey("departments.id"), primary_key=True))
    position: int = 0
    head_id: str
    liaison_id: str


class ProjectMember(SQLModel, table=True):
    """Somebody who may see the project: named in it, or a member of its channel."""

    __tablename__ = "project_members"

    team_id: str = Field(index=True)
    project_id: int = Field(sa_column=Column(Integer, ForeignKey("projects.id"), primary_key=True))
    user_id: str = Field(primary_key=True, index=True)
    # Seen in the channel, and not seen to leave it.
    in_channel: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


def project(session: Session, team_id: str, project_id: int, *, to_change: bool = False) -> Project | None:
    """One project of the workspace; `to_change` holds it until the transaction ends."""
    found = kept(session, Project, project_id, to_change=to_change)
    return found if found and found.team_id == team_id else None


def phase_held(session: Session, project_id: int) -> str:
    """In which phase the project is now; nobody moves it to another before the transaction ends."""
    held = select(col(Project.phase)).where(col(Project.id) == project_id).with_for_update(read=True, key_share=True)
    return session.execute(held).scalar_one()


def caused_by(session: Session, team_id: str, cause: str) -> Project | None:
    """The project that this view, trigger or event has already created."""
    return session.scalar(select(Project).where(col(Project.team_id) == team_id, col(Project.cause) == cause))


def numbered(session: Session, team_id: str, number: str) -> Project | None:
    """The project of that number (`P-2026-001`)."""
    return session.scalar(select(Project).where(col(Project.team_id) == team_id, col(Project.number) == number.upper()))


def in_channel(session: Session, team_id: str, channel_id: str) -> Project | None:
    """The project whose home this channel is."""
    return session.scalar(select(Project).where(col(Project.team_id) == team_id, col(Project.channel_id) == channel_id))


def add_members(session: Session, project: Project, user_ids: Iterable[str]) -> None:
    """These people may see the project from now on."""
    rows = [
        {"team_id": project.team_id, "project_id": project.id, "user_id": user_id}
        for user_id in dict.fromkeys(user_ids)
    ]
    if rows:
        session.execute(insert(session, ProjectMember).on_conflict_do_nothing(), rows)


def enter(session: Session, project: Project, user_ids: Iterable[str]) -> None:
    """These people are in the project's channel, and may see the project from now on."""
    rows = [
        {"team_id": project.team_id, "project_id": project.id, "user_id": user_id, "in_channel": True}
        for user_id in sorted(set(user_ids))
    ]
    if rows:
        entered = insert(session, ProjectMember)
        session.execute(
            entered.on_conflict_do_update(index_elements=["project_id", "user_id"], set_={"in_channel": True}), rows
        )


def leave(session: Session, project: Project, user_id: str) -> None:
    """The person is not in the project's channel any more; they may still see the project."""
    session.execute(
        update(ProjectMember)
        .where(col(ProjectMember.project_id) == project.id, col(ProjectMember.user_id) == user_id)
        .values(in_channel=False)
    )


def in_channel_of(session: Session, project: Project) -> set[str]:
    """The ids of those who are known to be in the project's channel."""
    return set(
        session.scalars(
            select(col(ProjectMember.user_id)).where(
                col(ProjectMember.project_id) == project.id, col(ProjectMember.in_channel).is_(True)
            )
        )
    )


def leave_all(session: Session, project: Project) -> None:
    """The project has another channel: nobody is known to be in it yet."""
    session.execute(update(ProjectMember).where(col(ProjectMember.project_id) == project.id).values(in_channel=False))


def outside_channel_of(session: Session, project: Project) -> set[str]:
    """The ids of those who may see the project and are not known to be in its channel."""
    return set(
        session.scalars(
            select(col(ProjectMember.user_id)).where(
                col(ProjectMember.project_id) == project.id, col(ProjectMember.in_channel).is_(False)
            )
        )
    )


def remove_members(session: Session, project: Project, user_ids: Iterable[str]) -> None:
    """These people may not see the project any more."""
    session.execute(
        delete(ProjectMember).where(
            col(ProjectMember.project_id) == project.id, among(session, col(ProjectMember.user_id), user_ids)
        )
    )


def members(session: Session, project: Project) -> list[Person]:
    """Everybody named in the project or in its channel who has not left the workspace."""
    return list(
        session.scalars(
            select(Person)
            .join(
                ProjectMember,
                and_(
                    col(ProjectMember.user_id) == col(Person.user_id), col(ProjectMember.team_id) == col(Person.team_id)
                ),
            )
            .where(col(ProjectMember.project_id) == project.id, col(Person.team_id) == project.team_id)
            .where(col(Person.is_deactivated).is_(False), col(Person.is_bot).is_(False))
            .order_by(col(Person.name), col(Person.user_id))
        )
    )


def all_of(session: Session, team_id: str) -> list[Project]:
    """Every project of the workspace, oldest first."""
    return list(session.scalars(select(Project).where(col(Project.team_id) == team_id).order_by(col(Project.id))))


def part(session: Session, project_id: int | None, department_id: int) -> ProjectDepartment | None:
    """The department as it takes part in the project, with its head and liaison there; None where it does not."""
    return kept(session, ProjectDepartment, project_id, department_id)


def all_take_part(session: Session, project_id: int, department_ids: set[int]) -> bool:
    """Whether all of these departments take part in the project now, whatever was read of that before."""
    query = select(func.count()).where(
        col(ProjectDepartment.project_id) == project_id,
        among(session, col(ProjectDepartment.department_id), department_ids),
    )
    return not department_ids or session.execute(query).scalar_one() == len(department_ids)


def with_department(
    session: Session, team_id: str, department_id: int, *, to_change: bool = False
) -> list[tuple[Project, ProjectDepartment]]:
    """The projects in which the department takes part, oldest first; `to_change` holds them until the end."""
    query = (
        select(Project, ProjectDepartment)
        .join(ProjectDepartment, col(ProjectDepartment.project_id) == col(Project.id))
        .where(col(Project.team_id) == team_id, col(ProjectDepartment.department_id) == department_id)
        .order_by(col(Project.id))
    )
    return [(row[0], row[1]) for row in session.execute(to_hold(query) if to_change else query)]


def taking_part(session: Session, project: Project) -> Sequence[tuple[ProjectDepartment, Department]]:
    """The departments of the project, in the order they were named."""
    rows = session.execute(
        select(ProjectDepartment, Department)
        .join(Department, col(Department.id) == col(ProjectDepartment.department_id))
        .where(
            col(ProjectDepartment.project_id) == project.id,
            col(ProjectDepartment.team_id) == project.team_id,
        )
        .order_by(col(ProjectDepartment.position))
    )
    return [(row[0], row[1]) for row in rows]
