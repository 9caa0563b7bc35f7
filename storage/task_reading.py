"""A task with all that an act on it asks for next, in one query.

What is read here is found in the session afterwards: `session.get` of the project, the department, its part in the
project, the actor and their place among the members, and the people named costs no query of its own. A query costs ten
times its rows.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import and_, bindparam, select
from sqlalchemy.orm import Session

from storage.departments import Department
from storage.people import Person
from storage.projects import Project, ProjectDepartment, ProjectMember
from storage.rows import Part
from storage.statements import Prepared
from storage.tasks import Task

_people = Person.__table__  # type: ignore[attr-defined]
_actor, _owner, _changed_by = _people.alias("actor"), _people.alias("owner"), _people.alias("changed_by")
# The task comes first.
_PARTS = (
    Part(Task),
    Part(Project),
    Part(Department),
    Part(ProjectDepartment),
    Part(ProjectMember),
    Part(Person, _actor),
    Part(Person, _owner),
    Part(Person, _changed_by),
)
_tasks, _projects, _departments, _taking_part, _members = (part.source.c for part in _PARTS[:5])
_NUMBERED = (
    select(*(column for part in _PARTS for column in part.columns))
    .select_from(_PARTS[0].source)
    .outerjoin(_PARTS[1].source, _projects.id == _tasks.project_id)
    .outerjoin(_PARTS[2].source, _departments.id == _tasks.department_id)
    .outerjoin(
        _PARTS[3].source,
        and_(_taking_part.project_id == _tasks.project_id, _taking_part.department_id == _tasks.department_id),
    )
    .outerjoin(
        _PARTS[4].source,
        and_(_members.project_id == _tasks.project_id, _members.user_id == bindparam("seen_by")),
    )
    .outerjoin(_actor, and_(_actor.c.team_id == _tasks.team_id, _actor.c.user_id == bindparam("seen_by")))
    .outerjoin(_owner, and_(_owner.c.team_id == _tasks.team_id, _owner.c.user_id == _tasks.owner_id))
    .outerjoin(_changed_by, and_(_changed_by.c.team_id == _tasks.team_id, _changed_by.c.user_id == _tasks.changed_by))
    .where(_tasks.team_id == bindparam("team_id"), _tasks.number == bindparam("number"))
)
_READ = Prepared(lambda _dialect: _NUMBERED)
_HOLD = Prepared(lambda _dialect: _NUMBERED.with_for_update(of=_PARTS[0].source))


def numbered(
    session: Session, team_id: str, number: int, *, seen_by: str | None, to_change: bool = False
) -> Task | None:
    """The task T-`number` of the workspace, for this person; `to_change` holds it until the transaction ends."""
    session.flush()
    query = _HOLD if to_change else _READ
    found = query.first(session, {"team_id": team_id, "number": number, "seen_by": seen_by})
    if found is None:
        return None
    read: list[Any] = []
    start = 0
    for part in _PARTS:
        end = start + len(part.columns)
        # The task alone is held.
        read.append(part.of(session, found[start:end], is_held=to_change and not read))
        start = end
    task: Task = read[0]
    return task
