"""The form of a project that runs already (`/project new`): what was typed into it is kept until it is sent."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from bot.calendars import is_known_country
from bot.process.kernel import calendars, drafts, rights
from bot.process.kernel.drafts import Entered
from bot.process.kernel.members import cannot_be_named
from bot.process.kernel.work import Work
from bot.process.proposals.starting import NEW, DepartmentNamed, NewProject
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import departments, people
from storage.departments import Department

FIRST_STEP_GONE = _("The first step of this form is not kept any more. Close it, and open it anew with `/project new`.")


def may_start(work: Work) -> None:
    """Raises Refused for those who may not start a project, before they type anything."""
    rights.must(work, "projects.create", None, _("Guests cannot start a project."))


def country_to_ask_for(work: Work) -> str | None:
    """The country to offer in the form of the first project; None where the organisation counts in one already."""
    return calendars.main_key(work) if calendars.is_open(work) else None


def check(work: Work, starts_on: date, ends_on: date, pm_id: str, country: str = "") -> None:
    """Raises Refused, beside the field, for what is wrong with the first step of the form."""
    may_start(work)
    if ends_on <= starts_on:
        raise Refused(_("The project must end after it starts."), field="ends_on")
    _must_be_there(work, pm_id, "pm_id")
    if country and not is_known_country(country):
        raise Refused(_("No public holidays are known for that country."), field="country")


def name_department(work: Work, named: DepartmentNamed, opened: str) -> Text | None:
    """Add a department to the form of a new project; it is made when the project is.

    One that the workspace knows is chosen as it stands there; one that was named before, in whatever case, keeps its
    name and its place, and has the people that are named now: what is returned says so. `opened` is the form's opening.
    """
    _must_be_there(work, named.head_id, "head_id")
    _must_be_there(work, named.liaison_id, "liaison_id")
    typed, known = drafts.typed(work, NEW).changed, departments.named(work.session, work.team_id, named.name)
    before = next((one for one in typed.get("new", []) if _is_called(one[0], named.name)), None)
    name = known.key if known else before[0] if before else named.name
    said = [name, named.head_id, named.liaison_id]
    others = [said if one is before else one for one in typed.get("new", [])]
    new = [one for one in others if one is not said] if known else others if before else [*others, said]
    as_now = [name if _is_called(one, named.name) else one for one in typed.get("departments") or []]
    initiating = typed.get("initiating") or name
    changed = {
        "new": new,
        "departments": list(dict.fromkeys([*as_now, name])),
        "initiating": name if _is_called(initiating, named.name) else initiating,
    }
    drafts.keep(work, NEW, Entered(opened, changed))
    if known:
        return _chosen_as_known(work, known)
    return _named_before(work, name, named) if before and before != said else None


def looked_over(work: Work, chosen: list[str], initiating: str, opened: str) -> bool:
    """Whether what the form offers is not what there is; what was chosen is then what still can be."""
    offered = [one.name for one in departments_offered(work)]
    if all(one in offered for one in chosen) and (chosen or not offered):
        return False
    known = [_as_known(work, one) for one in chosen]
    still = list(dict.fromkeys(one for one in known if one in offered))
    drafts.keep(work, NEW, Entered(opened, {"departments": still, "initiating": _as_known(work, initiating)}))
    return True


def _as_known(work: Work, name: str) -> str:
    """The key of a department that the workspace has come to know by that name; else the name."""
    known = departments.named(work.session, work.team_id, name) if name else None
    return known.key if known else name


def _is_called(name: str, other: str) -> bool:
    return name.lower() == other.lower()


def _named_before(work: Work, name: str, now: DepartmentNamed) -> Text:
    head, liaison = _names(work, now.head_id, now.liaison_id)
    return _(
        "%(name)s was named before, and stands here once: its head is %(head)s now, its liaison %(liaison)s.",
        name=name,
        head=head,
        liaison=liaison,
    )


def _names(work: Work, *user_ids: str) -> list[str]:
    named = people.people(work.session, work.team_id, user_ids)
    return [named[one].name if one in named else "?" for one in user_ids]


def _chosen_as_known(work: Work, known: Department) -> Text:
    head, liaison = _names(work, known.head_id, known.liaison_id)
    return _(
        "%(name)s is a department of the workspace already and is chosen as it stands there: "
        "head %(head)s, liaison %(liaison)s.",
        name=known.name,
        head=head,
        liaison=liaison,
    )


def _must_be_there(work: Work, user_id: str | None, field: str) -> None:
    """Raise Refused, beside the field, for an app or somebody who has left; who is not known yet may be anybody."""
    person = people.person(work.session, work.team_id, user_id) if user_id else None
    if person is not None and not person.is_there and (why := cannot_be_named(person)) is not None:
        raise Refused(why, field=field)


def departments_offered(work: Work) -> list[DepartmentNamed]:
    """The departments of the workspace, and those that the actor has just named."""
    known = [
        DepartmentNamed(one.key, one.head_id, one.liaison_id, one.name)
        for one in departments.all_of(work.session, work.team_id)
    ]
    new = [DepartmentNamed(*one) for one in drafts.typed(work, NEW).changed.get("new", [])]
    return [*known, *(one for one in new if departments.named(work.session, work.team_id, one.name) is None)]


def drafted(work: Work, basics: Mapping[str, Any], chosen: list[str], initiating: str) -> NewProject:
    """The project that the first step describes, with these departments and a new channel."""
    offered = {one.name: one for one in departments_offered(work)}
    return NewProject(
        **basics, initiating=initiating, departments=[offered[name] for name in chosen if name in offered]
    )
