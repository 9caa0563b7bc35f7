"""Who may do what: one table of role and action. Everything not listed is refused."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from bot.language import Text
from bot.language import text as _
from bot.process.refused import Refused
from bot.process.work import Work
from storage import people, projects
from storage.people import Person
from storage.projects import Project, ProjectDepartment


class Role(StrEnum):
    """What a person is to the matter at hand."""

    FULL_MEMBER = "full member"
    PARTICIPANT = "project member"
    PM = "PM"
    SPONSOR = "sponsor"
    HEAD = "head of the department"
    LIAISON = "liaison of the department"
    OWNER = "owner"
    ADMIN = "workspace admin"


# HEAD and LIAISON are those of the department concerned (the task's lead department), not of any department.
RIGHTS: dict[str, frozenset[Role]] = {
    "projects.create": frozenset({Role.FULL_MEMBER}),
    "projects.see": frozenset({Role.PARTICIPANT, Role.PM, Role.SPONSOR, Role.ADMIN}),
    "projects.edit": frozenset({Role.PM}),
    "tasks.add": frozenset({Role.PM, Role.HEAD, Role.LIAISON}),
    "tasks.update": frozenset({Role.OWNER, Role.PM, Role.HEAD, Role.LIAISON}),
}


def roles_of(
    work: Work, project: Project | None, *, department_id: int | None = None, owner_id: str | None = None
) -> set[Role]:
    """What the actor is to this project, department and task."""
    person = work.person
    roles: set[Role] = set()
    if not person.is_guest and not person.is_bot:
        roles.add(Role.FULL_MEMBER)
        if person.is_admin:
            roles.add(Role.ADMIN)
    if project is None:
        return roles
    if project.pm_id == person.user_id:
        roles.add(Role.PM)
    if project.sponsor_id == person.user_id:
        roles.add(Role.SPONSOR)
    if owner_id == person.user_id:
        roles.add(Role.OWNER)
    if department_id is not None:
        part = work.session.get(ProjectDepartment, (project.id, department_id))
        if part and part.head_id == person.user_id:
            roles.add(Role.HEAD)
        if part and part.liaison_id == person.user_id:
            roles.add(Role.LIAISON)
    if projects.is_member(work.session, project, person.user_id):
        roles.add(Role.PARTICIPANT)
    return roles


def must(
    work: Work,
    action: str,
    project: Project | None,
    why: Text,
    *,
    department_id: int | None = None,
    owner_id: str | None = None,
) -> None:
    """Let the actor pass if the table gives one of their roles the action.

    Raises Refused with `why`, completed by who can. A project that the actor may not see is refused before by `see`.
    """
    roles = roles_of(work, project, department_id=department_id, owner_id=owner_id)
    if roles & RIGHTS[action] and not work.person.is_deactivated:
        return
    able = _able(work, action, project, department_id=department_id, owner_id=owner_id)
    if not able:
        raise Refused(why)
    raise Refused(_("%(why)s %(who)s can.", why=why, who=able))


def may(
    work: Work, action: str, project: Project, *, department_id: int | None = None, owner_id: str | None = None
) -> bool:
    """Whether the actor passes; for buttons that are shown only to those who can use them."""
    return bool(roles_of(work, project, department_id=department_id, owner_id=owner_id) & RIGHTS[action])


def see(work: Work, project: Project | None, otherwise: Text) -> Project:
    """The project, if it exists and the actor may see it.

    Raises Refused with the same words for a project that does not exist and for one that is private to others.
    """
    if project is None or not may_see(work, project):
        raise Refused(otherwise)
    return project


def may_see(work: Work, project: Project) -> bool:
    """Whether the actor may see the project: open ones every full member, private ones only who is in them."""
    roles = roles_of(work, project)
    is_open = not project.is_private and Role.FULL_MEMBER in roles
    return is_open or bool(roles & RIGHTS["projects.see"])


def _able(
    work: Work, action: str, project: Project | None, *, department_id: int | None, owner_id: str | None
) -> Text | None:
    """Those who can, by name and role: "Lin (liaison) or Zhao (PM)"."""
    if project is None:
        return None
    allowed = RIGHTS[action]
    part = work.session.get(ProjectDepartment, (project.id, department_id)) if department_id is not None else None
    candidates: list[tuple[str | None, Role, Text]] = [
        (owner_id, Role.OWNER, _("owner")),
        (part.liaison_id if part else None, Role.LIAISON, _("liaison")),
        (part.head_id if part else None, Role.HEAD, _("head")),
        (project.pm_id, Role.PM, _("PM")),
        (project.sponsor_id, Role.SPONSOR, _("sponsor")),
    ]
    named = [(user_id, word) for user_id, role, word in candidates if user_id and role in allowed]
    known = people.people(work.session, work.team_id, [user_id for user_id, _word in named])
    return either([(known[user_id], word) for user_id, word in named if user_id in known])


def either(candidates: Iterable[tuple[Person, Text]]) -> Text | None:
    """Name the candidates: "A (owner), B (liaison) or C (PM)"; a person once, with the first role."""
    first: dict[str, Text] = {}
    for person, word in candidates:
        first.setdefault(person.name, word)
    named = [_("%(name)s (%(role)s)", name=name, role=word) for name, word in first.items()]
    if not named:
        return None
    sentence = named[-1]
    for number, one in enumerate(reversed(named[:-1])):
        pattern = _("%(one)s or %(rest)s") if number == 0 else _("%(one)s, %(rest)s")
        sentence = Text(pattern.message, {"one": one, "rest": sentence})
    return sentence
