"""The departments of a project: who takes part, who else could, what is open with one that is to go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.process.flows import FLOWS
from bot.process.kernel import rights
from bot.process.kernel.flow import Open, Parting
from bot.process.kernel.work import Work
from bot.words.language import Text, joined
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import departments, people, projects
from storage.departments import Department
from storage.people import Person
from storage.projects import Project, ProjectDepartment

ACTION = "projects.departments"
PARTINGS: tuple[tuple[str, Parting], ...] = tuple((one.name, one.parting) for one in FLOWS if one.parting is not None)
# A refusal names so many disputes.
NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Group:
    """What is open of one flow with a department."""

    flow: str
    parting: Parting
    found: Sequence[Open]

    @property
    def words(self) -> Text:
        """How much that is, in words."""
        return self.parting.words(len(self.found))


@dataclass(frozen=True, slots=True)
class Looked:
    """A department that is to take part no more, what is open with it, and the others that take part."""

    project: Project
    part: ProjectDepartment
    department: Department
    groups: Sequence[Group]
    others: Sequence[Department]

    @property
    def chosen(self) -> list[Group]:
        """What is given to another department, or ends."""
        return [one for one in self.groups if one.parting.is_chosen]

    @property
    def is_initiating(self) -> bool:
        """Whether it is the department that initiated the project."""
        return self.project.initiating_department_id == self.department.id

    @property
    def mark(self) -> str:
        """What tells it from what is open later."""
        return "-".join(f"{group.flow}:{','.join(str(one.id) for one in group.found)}" for group in self.chosen)


@dataclass(frozen=True, slots=True)
class Listed:
    """A project's departments as they take part, each with head and liaison; `can_change` them, the actor may."""

    project: Project
    parts: Sequence[tuple[ProjectDepartment, Department]]
    people: dict[str, Person]
    can_change: bool


def listed(work: Work, project_id: int) -> Listed:
    """Who takes part in a project that the actor may see."""
    project = rights.seen(work, project_id)
    parts = projects.taking_part(work.session, project)
    named = {one for part, _made in parts for one in (part.head_id, part.liaison_id)}
    known = people.people(work.session, work.team_id, named)
    return Listed(project, parts, known, rights.may(work, ACTION, project))


def must(work: Work, project_id: int, *, to_change: bool = False) -> Project:
    """The project, held where its departments are to be changed; Raises Refused for who may not."""
    if to_change:
        projects.project(work.session, work.team_id, project_id, to_change=True)
    project = rights.seen(work, project_id)
    why = _("Who takes part in %(number)s is not yours to decide.", number=project.number)
    rights.must(work, ACTION, project, why)
    return project


def look(work: Work, project: Project, department_id: int) -> Looked:
    """What is open with the department. Raises Refused for one that takes no part."""
    parts = projects.taking_part(work.session, project)
    found = next(((part, made) for part, made in parts if made.id == department_id), None)
    if found is None:
        raise Refused(_("That department takes no part in %(project)s.", project=project.number))
    groups = [Group(name, one, one.open(work, project, department_id)) for name, one in PARTINGS]
    others = [made for _part, made in parts if made.id != department_id]
    return Looked(project, *found, [one for one in groups if one.found], others)


def must_be_settled(looked: Looked) -> None:
    """Raises Refused where a dispute of the department runs, with a button that shows it."""
    running = [one for group in looked.groups if group.parting.is_settled_first for one in group.found]
    if running:
        raise Refused(
            _(
                "%(department)s is a party to %(disputes)s. That is settled or decided first.",
                department=looked.department.name,
                disputes=joined((one.label for one in running[:NAMED_AT_MOST]), _("%(one)s, %(rest)s")),
            ),
            offer=running[0].button,
        )


def outside(work: Work, project: Project) -> list[Department]:
    """The departments of the workspace that take no part in the project."""
    taking = {made.id for _part, made in projects.taking_part(work.session, project)}
    return [one for one in departments.all_of(work.session, work.team_id) if one.id not in taking]
