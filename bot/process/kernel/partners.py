"""The departments of a project among which one turns to another, for help or in a dispute."""

from __future__ import annotations

from bot.process.kernel import substitutes
from bot.process.kernel.work import Work
from bot.words.language import Name
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import departments, people, projects
from storage.departments import Department
from storage.people import Person
from storage.projects import Project


def among(work: Work, project: Project) -> list[Department]:
    """The departments that take part. Raises Refused where one takes part alone."""
    parts = [made for _part, made in projects.taking_part(work.session, project)]
    if len(parts) == 1:
        raise Refused(
            _(
                "%(department)s is the only department in %(project)s: there is no other one to turn to.",
                department=parts[0].name,
                project=project.number,
            )
        )
    return parts


def named(work: Work, department_id: int) -> Department:
    """The department of that id, which a matter is kept with."""
    found = departments.department(work.session, work.team_id, department_id)
    assert found is not None, "kept by a foreign key"  # noqa: S101 - a mistake of ours, not of a user
    return found


def part_of(work: Work, project: Project, department_id: int, field: str) -> Department:
    """A department of the project. Raises Refused about that field for one that takes no part."""
    parts = projects.taking_part(work.session, project)
    found = next((made for _part, made in parts if made.id == department_id), None)
    if found is None:
        raise Refused(_("That department takes no part in %(project)s.", project=project.number), field=field)
    return found


def speakers(work: Work, project: Project, department_id: int) -> dict[str, Person]:
    """Who speaks for a department of the project, by id: liaison, head and deputies, and who stands in for one now."""
    part, own = projects.part(work.session, project.id, department_id), named(work, department_id)
    ids = {*own.deputies, *((part.liaison_id, part.head_id) if part is not None else ())}
    found = people.people(work.session, work.team_id, ids)
    for user_id in list(found):
        found |= {one.user_id: one for one in substitutes.covering(work, user_id)}
    return found


def name(work: Work, department_id: int) -> Name:
    """What that department is called."""
    return named(work, department_id).name
