"""A task with all that an act on it asks for next, in one query.

What is read here is found in the session afterwards: `session.get` of the project, the department, its part in the
project, the actor and their place among the members, and the people named costs no query of its own. A query costs ten
times its rows.
"""

from __future__ import annotations

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session, aliased
from sqlmodel import col

from storage.departments import Department
from storage.people import Person
from storage.projects import Project, ProjectDepartment, ProjectMember
from storage.tasks import Task

_actor, _owner, _changed_by = aliased(Person), aliased(Person), aliased(Person)
_NUMBERED = (
    select(Task, Project, Department, ProjectDepartment, ProjectMember, _actor, _owner, _changed_by)
    .outerjoin(Project, col(Project.id) == col(Task.project_id))
    .outerjoin(Department, col(Department.id) == col(Task.department_id))
    .outerjoin(
        ProjectDepartment,
        and_(
            col(ProjectDepartment.project_id) == col(Task.project_id),
            col(ProjectDepartment.department_id) == col(Task.department_id),
        ),
    )
    .outerjoin(
        ProjectMember,
        and_(col(ProjectMember.project_id) == col(Task.project_id), col(ProjectMember.user_id) == bindparam("seen_by")),
    )
    .outerjoin(_actor, and_(col(_actor.team_id) == col(Task.team_id), col(_actor.user_id) == bindparam("seen_by")))
    .outerjoin(_owner, and_(col(_owner.team_id) == col(Task.team_id), col(_owner.user_id) == col(Task.owner_id)))
    .outerjoin(
        _changed_by,
        and_(col(_changed_by.team_id) == col(Task.team_id), col(_changed_by.user_id) == col(Task.changed_by)),
    )
    .where(col(Task.team_id) == bindparam("team_id"), col(Task.number) == bindparam("number"))
)
_NUMBERED_TO_CHANGE = _NUMBERED.with_for_update(of=Task)


def numbered(
    session: Session, team_id: str, number: int, *, seen_by: str | None, to_change: bool = False
) -> Task | None:
    """The task T-`number` of the workspace, for this person; `to_change` holds it until the transaction ends."""
    query = _NUMBERED_TO_CHANGE if to_change else _NUMBERED
    found = session.execute(query, {"team_id": team_id, "number": number, "seen_by": seen_by}).first()
    return found[0] if found else None
