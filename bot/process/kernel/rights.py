"""Who may do what, and when: one table of action, role and whose department. Everything not listed is refused.

A flow has a row for it in its `flow.py` and asks `must` in the operation. A substitute may do what the principal may,
and it is recorded as done for the principal. Whoever is deactivated, and every bot, has no role at all; a guest, or
somebody of another workspace, only those by which they are named. What the phase of a project does not allow, nobody
may (`gates`).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from bot.process.kernel import able, gates, substitutes
from bot.process.kernel.rules import RUNNING, Phase, Right, Role
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Offer, Refused
from storage import departments, membership, people, projects
from storage.people import Person
from storage.projects import Project

# What those are called whom a refusal names.
LIAISON, HEAD, DEPUTY = _("liaison"), _("head"), _("deputy head")
PM, SPONSOR, ADMIN = _("PM"), _("sponsor"), _("admin")
# The roles that a single person has in a matter, as `who` names them; those are named first who are nearest to it.
OF_ONE_PERSON = {
    Role.SELF: _("the person"),
    Role.OWNER: _("owner"),
    Role.DECIDER: _("decider"),
    Role.REVIEWER: _("reviewer"),
    Role.PROPOSER: _("proposer"),
}
BY_MEMBERSHIP = frozenset((Role.GUEST, Role.PARTICIPANT))
UNKNOWN = _("There is no such project here. `/project list` shows yours.")
# A refusal sends to a few admins, not to a list of them.
ADMINS_NAMED = 3

Departments = int | Collection[int] | None
Named = Mapping[Role, str | None]
NOBODY: Named = MappingProxyType({})


def must(
    work: Work,
    action: str,
    project: Project | None,
    why: Text,
    *,
    department_id: Departments = None,
    who: Named = NOBODY,
    about: Any = None,
) -> None:
    """Let the actor pass if the table gives one of their roles the action; else for somebody they substitute now.

    `department_id` is the department concerned (or several), `who` names the person of each role that a single person
    has in the matter, `about` is the row that it is done to, where something may lock that. Sets `work.acting_for`.
    Raises Refused with `why`, completed by who can; and where the project's phase does not allow it to anybody. A
    project that the actor may not see is refused before by `see`.
    """
    if project is not None and project.is_unbegun:
        # Nobody can do with it what is of a project that has begun.
        must_be_open(work, action, project)
    matter = Matter(project, _several(department_id), who)
    passes, work.acting_for = _passes(work, action, matter)
    if passes:
        must_be_open(work, action, project, about=about)
        return
    able_ones = _able(work, action, matter)
    raise Refused(_("%(why)s %(who)s can.", why=why, who=able_ones) if able_ones else why)


def must_be_open(work: Work, action: str, project: Project | None, *, about: Any = None) -> None:
    """Let whoever may pass if the project's phase allows the action, and nothing locks what it is done to.

    Raises Refused, saying where the project stands and who can let it go on; to them it offers that.
    """
    if project is not None and not gates.is_open(work, action, project):
        raise _shut(work, action, project)
    if (locked := gates.lock(work, action, about)) is not None:
        raise Refused(locked.why, offer=locked.offer)


def must_stay_open(work: Work, action: str, project: Project, *, department_id: Departments = None) -> None:
    """The same for something that begins now: nobody lets the project stand still, or one of these departments leave
    it, before it is kept.
    """
    if projects.phase_held(work.session, project.id) != project.phase:
        work.session.refresh(project)
        must_be_open(work, action, project)
    if not projects.all_take_part(work.session, project.id, set(_several(department_id))):
        raise Refused(_("That department takes no part in %(project)s.", project=project.number))


def may(
    work: Work,
    action: str,
    project: Project | None,
    *,
    department_id: Departments = None,
    who: Named = NOBODY,
    about: Any = None,
) -> bool:
    """Whether the actor passes, and nothing stands against it; for buttons that only those see who can use them."""
    if not gates.is_open(work, action, project) or gates.lock(work, action, about) is not None:
        return False
    return _passes(work, action, Matter(project, _several(department_id), who))[0]


def passes(
    work: Work, action: str, project: Project | None, *, department_id: Departments = None, who: Named = NOBODY
) -> tuple[bool, Person | None]:
    """The same, and for whom where they pass only as a substitute; for one of many things that one act does."""
    if not gates.is_open(work, action, project):
        return False, None
    return _passes(work, action, Matter(project, _several(department_id), who))


def who_may(
    work: Work, action: str, project: Project | None, *, department_id: Departments = None, who: Named = NOBODY
) -> Text | None:
    """Who can, by name and role; None where nobody is there who could."""
    return _able(work, action, Matter(project, _several(department_id), who))


def is_own(
    work: Work, action: str, project: Project | None, *, department_id: Departments = None, who: Named = NOBODY
) -> bool:
    """Whether the actor passes by what they are themselves, and not for somebody they substitute."""
    matter = Matter(project, _several(department_id), who)
    return bool(roles_of(work, work.person, matter) & work.rules.rights[action].roles)


def deputised(work: Work, project: Project, department_id: int) -> Person | None:
    """The head of that department for whom the actor acts in it as a deputy; None for who is head or liaison there, and
    for everybody else. A head who has left has no deputies any more who act for them: they are asked themselves.
    """
    me = work.person.user_id
    for liaison, head, deputies in _posts(work, project, department_id):
        if me in deputies and me not in (head, liaison):
            found = people.person(work.session, work.team_id, head)
            return found if found is not None and found.is_there else None
    return None


def see(work: Work, project: Project | None, otherwise: Text) -> Project:
    """The project, if it exists and the actor may see it.

    Raises Refused with the same words for a project that does not exist and for one that is private to others.
    """
    if project is None or not may_see(work, project):
        raise Refused(otherwise)
    return project


def seen(work: Work, project_id: int | None, otherwise: Text = UNKNOWN) -> Project:
    """The project of that id.

    Raises Refused when there is none that the actor may see. Whoever looks up something of a project by its number says
    `otherwise` what it says where there is no such thing: ids that come back from Slack may be forged, and what belongs
    to a project that one may not see does not exist.
    """
    found = projects.project(work.session, work.team_id, project_id) if project_id is not None else None
    return see(work, found, otherwise)


def may_see(work: Work, project: Project) -> bool:
    """Whether the actor may see the project: open ones every full member, private ones only who is in them; one that
    is only proposed those whom the proposal concerns.
    """
    if project.is_unbegun:
        return _passes(work, "proposals.see", of_proposed(project))[0]
    if not project.is_private and is_full_member(work.person):
        return True
    return _passes(work, "projects.see", Matter(project))[0]


class Matter(NamedTuple):
    """What an action is about: a project, the departments concerned, and who is what in it."""

    project: Project | None
    departments: tuple[int, ...] = ()
    who: Named = NOBODY


def of_proposed(project: Project) -> Matter:
    """What somebody may do with a project that is only proposed is a matter of these."""
    return Matter(project, (project.initiating_department_id,), {Role.PROPOSER: project.created_by})


def is_full_member(person: Person) -> bool:
    """Whether somebody is of the workspace itself."""
    return person.is_there and not person.is_guest


def roles_of(work: Work, person: Person, matter: Matter) -> set[Role]:
    """What that person is to this matter."""
    return _named_roles(work, person, matter) | _member_roles(work, person, matter)


def _is_one_of(work: Work, person: Person, matter: Matter, roles: Collection[Role]) -> bool:
    """Whether that person is one of these to the matter; who takes part is asked only where that could be it."""
    if not _named_roles(work, person, matter).isdisjoint(roles):
        return True
    return not BY_MEMBERSHIP.isdisjoint(roles) and not _member_roles(work, person, matter).isdisjoint(roles)


def _named_roles(work: Work, person: Person, matter: Matter) -> set[Role]:
    if not person.is_there:
        return set()
    named = {role for user_id, role, _word in _named(work, matter) if user_id == person.user_id}
    if not person.is_guest:
        named.add(Role.FULL_MEMBER)
        if person.may_administer:
            named.add(Role.ADMIN)
    return named


def _member_roles(work: Work, person: Person, matter: Matter) -> set[Role]:
    if not person.is_there or matter.project is None:
        return set()
    if not membership.is_member(work.session, matter.project, person.user_id, work.now):
        return set()
    return {Role.GUEST if person.is_guest else Role.PARTICIPANT}


def _shut(work: Work, action: str, project: Project) -> Refused:
    """The project's phase does not allow it."""
    phase, standing = Phase(project.phase), gates.standing(work, project)
    if standing is None or not (RUNNING & work.rules.gates[action] or project.is_unbegun):
        return Refused(gates.only_in(work, action, project))
    way, said = gates.WAYS_ON.get(phase, ("", standing))
    who = _able(work, way, of_proposed(project) if project.is_unbegun else Matter(project)) if way else None
    if who is None:
        return Refused(standing)
    is_offered = phase in gates.BUTTONS and may(work, way, project)
    offer = Offer(gates.BUTTONS[phase], way, str(project.id)) if is_offered else None
    return Refused(Text(said.message, {"state": standing, "who": who, "number": project.number}), offer=offer)


def _able(work: Work, action: str, matter: Matter) -> Text | None:
    """Who can, by name and role."""
    right = work.rules.rights[action]
    return able.named(work, _candidates(work, right, matter), with_substitutes=right.by_substitute)


def _passes(work: Work, action: str, matter: Matter) -> tuple[bool, Person | None]:
    """Whether the actor passes, and for whom where it is only as a substitute."""
    right = work.rules.rights[action]
    if _is_one_of(work, work.person, matter, right.roles):
        return True, None
    if not right.by_substitute or not work.person.is_there or work.person.is_guest:
        return False, None
    for principal in substitutes.principals(work, work.person.user_id):
        if _is_one_of(work, principal, matter, right.roles):
            return True, principal
    return False, None


def _named(work: Work, matter: Matter) -> list[tuple[str | None, Role, Text]]:
    """Everybody who is named in the matter, with their role and its word; those come first who are nearest to it."""
    project = matter.project
    posts = [one for department in matter.departments for one in _posts(work, project, department)]
    return [
        *[(matter.who.get(role), role, word) for role, word in OF_ONE_PERSON.items()],
        *[(user_id, Role.LIAISON, LIAISON) for user_id, _head, _deputies in posts],
        *[(user_id, Role.HEAD, HEAD) for _liaison, user_id, _deputies in posts],
        (project.pm_id if project else None, Role.PM, PM),
        (project.sponsor_id if project else None, Role.SPONSOR, SPONSOR),
        *[(user_id, Role.HEAD, DEPUTY) for _liaison, _head, deputies in posts for user_id in deputies],
    ]


def _posts(work: Work, project: Project | None, department_id: int) -> list[tuple[str, str, list[str]]]:
    """The department's liaison, head and deputies, who act as its head; liaison and head as the project has them, where
    it has begun.
    """
    own = departments.department(work.session, work.team_id, department_id)
    has_parts = project is not None and own is not None and not project.is_unbegun
    part = projects.part(work.session, project.id, department_id) if project and has_parts else own
    return [(part.liaison_id, part.head_id, own.deputies)] if own is not None and part is not None else []


def _candidates(work: Work, right: Right, matter: Matter) -> list[tuple[str, Text]]:
    """Those whom a refusal can send to."""
    able_here = [(user_id, word) for user_id, role, word in _named(work, matter) if user_id and role in right.roles]
    if Role.ADMIN in right.roles:
        admins = people.admins(work.session, work.team_id)[:ADMINS_NAMED]
        able_here += [(one.user_id, ADMIN) for one in admins]
    return able_here


def _several(departments: Departments) -> tuple[int, ...]:
    if departments is None:
        return ()
    return (departments,) if isinstance(departments, int) else tuple(departments)
