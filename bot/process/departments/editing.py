"""Departments (部门) of the organisation: what workspace admins say of them, and the Slack user groups they follow.

A project keeps its own head and liaison of each department; `posts` carries a change into running ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.process.calendars import recounts
from bot.process.departments import naming, posts
from bot.process.departments.naming import Described
from bot.process.departments.posts import Replaced
from bot.process.flows import FLOWS
from bot.process.kernel import calendars, members, rights
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Overtaken, Refused
from storage import departments, people, projects, proposals
from storage.departments import Department
from storage.people import Person

# Slack tells of changes at once; this notices what it did not tell.
LOOK_AT_GROUP, GROUP_EVERY = "departments.group", timedelta(days=1)
# The follow-up that hears who is in a group.
MEMBERS = "departments.members"
EDIT = "departments.edit"
NAMES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Shown:
    """A department as the settings show it."""

    department: Department
    head: Person | None
    liaison: Person | None
    deputies: Sequence[Person]
    calendar: Text | None


def may_edit(work: Work) -> bool:
    """Whether the actor may change departments; for what is shown only to those who may."""
    return rights.may(work, EDIT, None)


def listed(work: Work) -> list[Shown]:
    """Every department, in the order they were made.

    Raises Refused for everybody but workspace admins.
    """
    must_edit(work)
    found = departments.all_of(work.session, work.team_id)
    named = people.people(
        work.session, work.team_id, {one for made in found for one in (made.head_id, made.liaison_id, *made.deputies)}
    )
    names = {key: words for key, words in calendars.choices(work) if key}
    return [
        Shown(
            made,
            named.get(made.head_id),
            named.get(made.liaison_id),
            [named[one] for one in made.deputies if one in named],
            names.get(made.calendar, calendars.called(made.calendar)) if made.calendar else None,
        )
        for made in found
    ]


def find(work: Work, department_id: int, *, to_change: bool = False) -> Department:
    """The department, for a form in which it is changed; `to_change` holds it until the transaction ends.

    Raises Refused for everybody but workspace admins, and where there is none.
    """
    must_edit(work)
    found = departments.department(work.session, work.team_id, department_id, to_change=to_change)
    if found is None:
        raise Refused(_("That department is no longer there."))
    return found


def add(work: Work, said: Described) -> Department:
    """Make a department; a second submit of the same form finds the first one.

    Raises Refused for everybody but workspace admins, for a name that is taken and for people who cannot be named.
    """
    known = departments.caused_by(work.session, work.team_id, work.cause)
    if known is not None:
        return known
    must_edit(work)
    check(work, said)
    new = made(work, said, cause=work.cause)
    naming.tell(work, [(new, None)])
    return new


def made(work: Work, said: Described, *, cause: str | None = None) -> Department:
    """Store a department that was checked."""
    new = Department(team_id=work.team_id, cause=cause, **(asdict(said) | {"deputies": list(said.deputies)}))
    work.session.add(new)
    work.session.flush()
    work.record("departments", new.id, "create", {name: (None, value) for name, value in said_of(new).items()})
    _follow(work, new)
    return new


def change(
    work: Work, department_id: int, said: Described, *, version: int, also_in_projects: bool = False
) -> Department:
    """Change a department; `version` is the one that the form was opened over.

    Raises Refused as `add` does, and Overtaken where somebody else has changed it meanwhile.
    """
    found = find(work, department_id, to_change=True)
    if described(found) == said:
        return found
    if found.version != version:
        raise Overtaken(
            _("Somebody has changed %(name)s meanwhile. This was not saved; look and send it again.", name=found.name)
        )
    check(work, said, but=found)
    before = described(found)
    told = changed(work, found, said, also_in_projects=also_in_projects)
    naming.tell(work, [(found, before)], but=told)
    return found


def changed(work: Work, found: Department, said: Described, *, also_in_projects: bool) -> set[str]:
    """Store a change that was checked, and carry it into running projects if that is wanted; who was told so."""
    before = described(found)
    old, new = asdict(before), asdict(said)
    for name, value in new.items():
        setattr(found, name, list(value) if name == "deputies" else value)
    found.version += 1
    work.session.add(found)
    changes = {name: (old[name], new[name]) for name in new if old[name] != new[name]}
    work.record("departments", found.id, "change", changes)
    if before.group_id != said.group_id:
        _follow(work, found)
    if "calendar" in changes:
        recounts.of_department(work, found.id)
    if changes.keys() & {"head_id", "deputies"}:
        for flow in FLOWS:
            flow.headed(work, found, before.head_id)
    if not also_in_projects or not posts.pass_on(work, found, before.head_id, before.liaison_id):
        return set()
    return {said.head_id, said.liaison_id} - {before.head_id, before.liaison_id}


def concerned(work: Work, department_id: int, said: Described) -> list[Replaced]:
    """The running projects that have the head or liaison whom the admin replaces; nothing is changed yet.

    Raises Refused as `change` does for what is wrong with what was said.
    """
    found = find(work, department_id)
    check(work, said, but=found)
    return posts.held(work, found, head_id=said.head_id, liaison_id=said.liaison_id)


def remove(work: Work, department_id: int) -> Department:
    """Delete a department that nothing names; its history stays.

    Raises Refused for everybody but workspace admins, and where it is used, with where.
    """
    found = find(work, department_id, to_change=True)
    used = projects.with_department(work.session, work.team_id, department_id)
    if used:
        raise Refused(_used_in(found, [f"{project.number} {project.name}" for project, _part in used]))
    proposed = proposals.naming(work.session, work.team_id, department_id)
    if proposed:
        names = _named(f"{project.number} {project.name}" for project in proposed)
        raise Refused(_("%(name)s cannot be removed: it is named in what was proposed: %(projects)s.",
                        name=found.name, projects=names))  # fmt: skip
    if departments.is_referred_to(work.session, found):
        raise Refused(_("%(name)s cannot be removed: tasks or requests name it.", name=found.name))
    before = {name: (value, None) for name, value in said_of(found).items()}
    work.record("departments", department_id, "remove", before)
    work.let_sleep(LOOK_AT_GROUP, department_id)
    departments.remove(work.session, found)
    return found


# Following a user group.


def look_at_group(work: Work, department_id: int) -> None:
    """Ask Slack who is in the group that the department follows, now and every day."""
    found = departments.department(work.session, work.team_id, department_id)
    if found is None or found.group_id is None:
        return
    about = f"departments:{department_id}"
    asked = {"usergroup": found.group_id}
    work.call("usergroups.users.list", asked, lane=about, about=about, then=MEMBERS, subject_id=department_id)
    work.wake(LOOK_AT_GROUP, department_id, work.now + GROUP_EVERY)


def look_at(work: Work, department_id: int) -> datetime | None:
    """When the group is looked at: now, where one is followed; from then on every day."""
    found = departments.department(work.session, work.team_id, department_id)
    return work.now if found is not None and found.group_id is not None else None


def members_told(work: Work, department_id: int, answer: Mapping[str, Any]) -> None:
    """Slack said who is in the group."""
    found = departments.department(work.session, work.team_id, department_id)
    if found is not None and found.group_id is not None:
        departments.set_members(work.session, found, answer["users"])


def group_gone(work: Work, department_id: int, error: str) -> None:
    """Slack knows no such group: the department follows none from now on. Its people stay until a group is chosen."""
    found = departments.department(work.session, work.team_id, department_id)
    if found is None or found.group_id is None or error != "no_such_subteam":
        return
    work.record("departments", department_id, "unfollow", {"group_id": (found.group_id, None)}, because=error)
    found.group_id, found.group_handle = None, ""
    found.version += 1
    work.let_sleep(LOOK_AT_GROUP, department_id)


def group_changed(work: Work, group_id: str) -> None:
    """Slack tells that a group changed: ask who is in it, since what it tells may be late or out of order."""
    for one in departments.following(work.session, work.team_id, group_id):
        look_at_group(work, one.id)


def _follow(work: Work, one: Department) -> None:
    departments.set_members(work.session, one, [])
    work.let_sleep(LOOK_AT_GROUP, one.id)
    look_at_group(work, one.id)


# What is checked.


def check(work: Work, said: Described, *, but: Department | None = None) -> None:
    """Raise Refused, beside the field, for what cannot be kept; `but` is the department that is changed."""
    if not said.name_en and not said.name_zh:
        raise Refused(_("Give the department a name, in English or in Chinese."), field="name_en")
    for field, name in (("name_en", said.name_en), ("name_zh", said.name_zh)):
        taken = departments.named(work.session, work.team_id, name) if name else None
        if taken is not None and taken is not but:
            raise Refused(_("There is a department %(name)s already.", name=taken.name), field=field)
    for field, user_ids in (
        ("head_id", [said.head_id]), ("liaison_id", [said.liaison_id]), ("deputies", said.deputies),
    ):  # fmt: skip
        for user_id in user_ids:
            why = members.cannot_be_named(people.person(work.session, work.team_id, user_id))
            if why is not None:
                raise Refused(why, field=field)
    if said.calendar and said.calendar not in {key for key, _words in calendars.choices(work)}:
        raise Refused(_("That calendar is no longer there."), field="calendar")


def described(one: Department) -> Described:
    """What is said of the department now."""
    return Described(**{**said_of(one), "deputies": tuple(one.deputies)})


def said_of(one: Department) -> dict[str, Any]:
    """The same, as history keeps it."""
    return {name: getattr(one, name) for name in Described.__dataclass_fields__}


def must_edit(work: Work) -> None:
    """Raises Refused for everybody but workspace admins."""
    rights.must(work, EDIT, None, _("Departments are set up by workspace admins."))


def _used_in(one: Department, names: Iterable[str]) -> Text:
    return _("%(name)s cannot be removed: it takes part in %(projects)s.", name=one.name, projects=_named(names))


def _named(names: Iterable[str]) -> str:
    named = list(names)
    return " · ".join([*named[:NAMES_SHOWN], *(["…"] if len(named) > NAMES_SHOWN else [])])
