"""The form of a new project: what somebody has typed into it, kept until they send it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from bot.process.departments.editing import cannot_be_named
from bot.process.kernel import rights
from bot.process.kernel.work import Work
from bot.process.proposals.starting import NEW, DepartmentNamed, NewProject
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import departments, drafts, people
from storage.departments import Department


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


def name_department(work: Work, named: DepartmentNamed) -> tuple[dict[str, Any], Text | None]:
    """Add a department to the form of a new project; it is made when the project is. Said again, it replaces the first.

    One that the workspace knows is chosen as it stands there: the second value says so.
    """
    _must_be_there(work, named.head_id, "head_id")
    _must_be_there(work, named.liaison_id, "liaison_id")
    draft, known = begin(work), departments.named(work.session, work.team_id, named.name)
    others = [one for one in draft.get("new", []) if not _is_called(one[0], named.name)]
    new = others if known else [*others, [named.name, named.head_id, named.liaison_id]]
    name = known.key if known else named.name
    chosen = [one for one in draft.get("departments", []) if one != name and not _is_called(one, named.name)]
    initiating = draft.get("initiating") or name
    typed = {
        "new": new,
        "departments": [*chosen, name],
        "initiating": name if _is_called(initiating, named.name) else initiating,
        "drawn": draft.get("drawn", 0) + 1,
    }
    return describe(work, typed), _chosen_as_known(work, known) if known else None


def looked_over(work: Work, typed: Mapping[str, Any]) -> dict[str, Any] | None:
    """The form anew, with what was typed, where what it offers is not what there is; None where it can be sent."""
    offered = [one.name for one in departments_offered(work)]
    chosen = list(typed.get("departments") or [])
    if all(one in offered for one in chosen) and (chosen or not offered):
        return None
    drawn = begin(work).get("drawn", 0) + 1
    known = [_as_known(work, one) for one in chosen]
    initiating = _as_known(work, typed.get("initiating") or "")
    still = list(dict.fromkeys(one for one in known if one in offered))
    return describe(work, {**typed, "departments": still, "initiating": initiating, "drawn": drawn})


def _as_known(work: Work, name: str) -> str:
    """The key of a department that the workspace has come to know by that name; else the name."""
    known = departments.named(work.session, work.team_id, name) if name else None
    return known.key if known else name


def _is_called(name: str, other: str) -> bool:
    return name.lower() == other.lower()


def _chosen_as_known(work: Work, known: Department) -> Text:
    named = people.people(work.session, work.team_id, [known.head_id, known.liaison_id])
    head, liaison = (named[one].name if one in named else "?" for one in (known.head_id, known.liaison_id))
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
    draft = drafts.draft(work.session, work.team_id, work.person.user_id, NEW)
    new = [DepartmentNamed(*one) for one in draft.get("new", [])]
    return [*known, *(one for one in new if departments.named(work.session, work.team_id, one.name) is None)]


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
