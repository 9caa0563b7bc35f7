"""Whether somebody holds any post, in any project or department."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session
from sqlmodel import col

from storage.departments import Department
from storage.projects import Project, ProjectDepartment


def holds_one(session: Session, team_id: str, user_id: str, *, but: Collection[int] = (), but_in: int = 0) -> bool:
    """Whether the person is head or liaison of a department, or in a project, or PM or sponsor of one.

    `but` are departments, and `but_in` is a project, that do not count.
    """
    of_department = exists().where(
        col(Department.team_id) == team_id,
        or_(col(Department.head_id) == user_id, col(Department.liaison_id) == user_id),
        col(Department.id).not_in(but),
    )
    of_part = exists().where(
        col(ProjectDepartment.team_id) == team_id,
        or_(col(ProjectDepartment.head_id) == user_id, col(ProjectDepartment.liaison_id) == user_id),
        col(ProjectDepartment.project_id) != but_in,
    )
    of_project = exists().where(
        col(Project.team_id) == team_id,
        or_(col(Project.pm_id) == user_id, col(Project.sponsor_id) == user_id),
        col(Project.id) != but_in,
    )
    return bool(session.scalar(select(or_(of_department, of_part, of_project))))
