"""Departments of an organisation, and who belongs to each."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import JSON, Column, ForeignKey, Integer, UniqueConstraint, delete, func, or_, select
from sqlalchemy.orm import Session
from sqlmodel import Field, SQLModel, col

from bot.words.language import Name
from storage.rows import kept


class Department(SQLModel, table=True):
    """A department of the organisation, known by an English name, a Chinese one, or both; people are Slack user ids."""

    __tablename__ = "departments"
    __table_args__ = (
        UniqueConstraint("team_id", "name_en"),
        UniqueConstraint("team_id", "name_zh"),
        UniqueConstraint("team_id", "cause"),
    )

    id: int = Field(default=None, primary_key=True)
    team_id: str = Field(index=True)
    # None, not empty, where there is none: several departments may lack a name in one language.
    name_en: str | None = None
    name_zh: str | None = None
    head_id: str
    liaison_id: str
    # Those who stand beside the head (副职), in the order they were named.
    deputies: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    # The calendar it counts working days in: a country (ISO 3166) or the key of a named one; empty: the organisation's.
    calendar: str = ""
    # The Slack user group whose members are the department's, and the handle that it had when it was chosen.
    group_id: str | None = Field(default=None, index=True)
    group_handle: str = ""
    # The view that created it; None where it came with a project or a list.
    cause: str | None = None
    # Counts the changes, so that a form that was opened before one does not undo it.
    version: int = 1

    @property
    def name(self) -> Name:
        """What it is called, in the language of whoever reads."""
        return Name(self.name_en or "", zh=self.name_zh or "")

    @property
    def key(self) -> str:
        """The one name by which forms know it: the English one, else the Chinese."""
        return self.name_en or self.name_zh or ""


class DepartmentMember(SQLModel, table=True):
    """Somebody of a department, as the user group says that it follows."""

    __tablename__ = "department_members"

    team_id: str = Field(index=True)
    department_id: int = Field(sa_column=Column(Integer, ForeignKey("departments.id"), primary_key=True))
    user_id: str = Field(primary_key=True, index=True)


def department(session: Session, team_id: str, department_id: int, *, to_change: bool = False) -> Department | None:
    """One department of the workspace; `to_change` holds it until the transaction ends."""
    found = kept(session, Department, department_id, to_change=to_change)
    return found if found and found.team_id == team_id else None


def named(session: Session, team_id: str, *names: str) -> Department | None:
    """The department that has one of the names, in either language and whatever its case; the oldest of several."""
    wanted = [name.lower() for name in names if name]
    if not wanted:
        return None
    in_english, in_chinese = func.lower(col(Department.name_en)), func.lower(col(Department.name_zh))
    return session.scalar(
        select(Department)
        .where(col(Department.team_id) == team_id, or_(in_english.in_(wanted), in_chinese.in_(wanted)))
        .order_by(col(Department.id))
        .limit(1)
    )


def names(session: Session, team_id: str, department_ids: Iterable[int]) -> dict[int, Name]:
    """The names of these departments, by id."""
    found = (department(session, team_id, one) for one in set(department_ids))
    return {one.id: one.name for one in found if one is not None}


def all_of(session: Session, team_id: str) -> list[Department]:
    """Every department of the workspace, in the order they were made."""
    return list(
        session.scalars(select(Department).where(col(Department.team_id) == team_id).order_by(col(Department.id)))
    )


def calendar_of_person(session: Session, team_id: str, user_id: str) -> str:
    """The calendar of the department that a person is liaison, head or member of; empty where none has its own."""
    is_liaison, is_head = col(Department.liaison_id) == user_id, col(Department.head_id) == user_id
    is_member = select(DepartmentMember).where(
        col(DepartmentMember.department_id) == col(Department.id), col(DepartmentMember.user_id) == user_id
    )
    found = session.scalars(
        select(col(Department.calendar))
        .where(
            col(Department.team_id) == team_id,
            col(Department.calendar) != "",
            or_(is_liaison, is_head, is_member.exists()),
        )
        .order_by(is_liaison.desc(), is_head.desc(), col(Department.id))
        .limit(1)
    )
    return found.first() or ""


def caused_by(session: Session, team_id: str, cause: str) -> Department | None:
    """The department that this view has already created."""
    return session.scalar(select(Department).where(col(Department.team_id) == team_id, col(Department.cause) == cause))


def following(session: Session, team_id: str, group_id: str) -> list[Department]:
    """The departments that follow that user group."""
    return list(
        session.scalars(
            select(Department).where(col(Department.team_id) == team_id, col(Department.group_id) == group_id)
        )
    )


def is_referred_to(session: Session, one: Department) -> bool:
    """Whether anything but its own list of members names the department: a project, a task, a request."""
    of_its_own = {Department.__tablename__, DepartmentMember.__tablename__}
    for table in SQLModel.metadata.sorted_tables:
        for column in table.columns if table.name not in of_its_own else ():
            targets = {key.target_fullname for key in column.foreign_keys}
            if (
                "departments.id" in targets
                and session.scalar(select(column).where(column == one.id).limit(1)) is not None
            ):
                return True
    return False


def remove(session: Session, one: Department) -> None:
    """Delete the department, which nothing refers to."""
    session.execute(delete(DepartmentMember).where(col(DepartmentMember.department_id) == one.id))
    session.delete(one)
    session.flush()


def members(session: Session, one: Department) -> list[str]:
    """Who belongs to the department: its head, deputies and liaison, and the members of the group that it follows."""
    followed = session.scalars(
        select(col(DepartmentMember.user_id))
        .where(col(DepartmentMember.team_id) == one.team_id, col(DepartmentMember.department_id) == one.id)
        .order_by(col(DepartmentMember.user_id))
    )
    return list(dict.fromkeys([one.head_id, *one.deputies, one.liaison_id, *followed]))


def of_person(session: Session, team_id: str, user_id: str) -> list[Department]:
    """The departments to which the person belongs."""
    return [one for one in all_of(session, team_id) if user_id in members(session, one)]


def set_members(session: Session, one: Department, user_ids: Iterable[str]) -> None:
    """The group has these members now."""
    session.execute(delete(DepartmentMember).where(col(DepartmentMember.department_id) == one.id))
    session.add_all(
        DepartmentMember(team_id=one.team_id, department_id=one.id, user_id=user_id)
        for user_id in dict.fromkeys(user_ids)
    )
    session.flush()
