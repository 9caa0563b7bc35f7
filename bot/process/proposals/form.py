"""The form of a new project: what somebody has typed into it, kept until they send it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from bot.process.departments.editing import cannot_be_named
from bot.process.kernel import rights
from bot.process.kernel.work import Work
from bot.process.proposals.starting import NEW, DepartmentNamed, NewProject
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import departments, drafts, people


def begin(work: Work) -> dict[str, Any]:
    """What the actor has typed into the form of a new project before, if they sent none of it yet.

    Raises Refused for those who may not start one, before they type anything.
    """
    rights.must(work, "projects.create", None, _("Guests cannot start a project."))
    return drafts.draft(work.session, work.team_id, work.person.user_id, NEW)


def describe(work: Work, typed: Mapping[str, Any]) -> dict[str, Any]:
    """Keep what was typed into the form of a new project so far, and return all of it."""
    draft = {**begin(work), **typed}
    if "starts_on" not in draft or "ends_on" not in draft:
        # Sent from another window meanwhile.
        raise Refused(
            _("The first step of this form is not kept any more. Close it, and open it anew with `/project new`.")
        )
    if date.fromisoformat(draft["ends_on"]) <= date.fromisoformat(draft["starts_on"]):
        raise Refused(_("The project must end after it starts."), field="ends_on")
    _must_be_there(work, draft.get("pm_id"), "pm_id")
    drafts.keep(work.session, work.team_id, work.person.user_id, NEW, draft, work.now)
    return draft


def name_department(work: Work, named: DepartmentNamed) -> dict[str, Any]:
    """Add a department to the form of a new project; it is made when the project is."""
    is_known = departments.named(work.session, work.team_id, named.name) is not None
    if is_known or named.name.lower() in {one.name.lower() for one in departments_offered(work)}:
        raise Refused(_("%(name)s is among the departments already.", name=named.name), field="name")
    _must_be_there(work, named.head_id, "head_id")
    _must_be_there(work, named.liaison_id, "liaison_id")
    draft = begin(work)
    new = [*draft.get("new", []), [named.name, named.head_id, named.liaison_id]]
    chosen = [*draft.get("departments", []), named.name]
    return describe(work, {"new": new, "departments": chosen, "initiating": draft.get("initiating") or named.name})


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
    draft = drafts.draft(work.session, work.team_id, work.person.user_id, NEW)
    return [*known, *(DepartmentNamed(*one) for one in draft.get("new", []))]


def drafted(work: Work, chosen: list[str], initiating: str, is_private: bool) -> NewProject:
    """The project that the actor has described, with these departments and a new channel."""
    draft = begin(work)
    offered = {one.name: one for one in departments_offered(work)}
    return NewProject(
        name=draft.get("name", ""),
        objective=draft.get("objective", ""),
        pm_id=draft.get("pm_id", work.person.user_id),
        starts_on=date.fromisoformat(draft["starts_on"]) if "starts_on" in draft else date.max,
        ends_on=date.fromisoformat(draft["ends_on"]) if "ends_on" in draft else date.max,
        meeting_weekday=draft.get("meeting_weekday", 0),
        meeting_time=time.fromisoformat(draft.get("meeting_time", "10:00")),
        initiating=initiating,
        departments=[offered[name] for name in chosen if name in offered],
        is_private=is_private,
    )
