"""The basic information of a project (项目基本信息) is edited: name, objective, period, sponsor.

A period that leaves something outside is refused once, with what that is (`weighing`). Nobody's dates are moved by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any

from bot.process.handovers import replacing
from bot.process.kernel import canonical, members, rights
from bot.process.kernel.work import Work
from bot.process.meetings import series as meetings
from bot.process.projects import cards, channel
from bot.process.revisions import effects, telling
from bot.process.revisions.edited import Basics, Edited
from bot.words.language import text as _
from bot.words.refused import Overtaken, Refused
from storage import history, people, projects
from storage.people import Person
from storage.projects import Project

EDIT = "projects.edit"
# What the trail calls it.
DID = "edit"
SPONSOR = "sponsor"


def of(project: Project) -> Basics:
    """What stands."""
    return Basics(**{name: getattr(project, name) for name in Basics.__dataclass_fields__})


def mark(project: Project) -> str:
    """What tells what stands from what stands later."""
    return canonical.hash_of(asdict(of(project)))[:16]


def to_edit(work: Work, project_id: int) -> Project:
    """The project, for the form in which the actor will edit it; refused like `edit` itself."""
    return _must(work, project_id)


def edit(work: Work, project_id: int, said: Basics, seen: str) -> Edited:
    """Change what is said otherwise than it stands; `seen` is the mark of what the form was opened over.

    Raises Refused for a period that ends before it starts and for a sponsor who cannot be one, Weighed for one that
    leaves something outside, Overtaken where somebody has edited it meanwhile.
    """
    project = _must(work, project_id, to_change=True)
    stands = asdict(of(project))
    changes = {name: (stands[name], value) for name, value in asdict(said).items() if value != stands[name]}
    if not changes:
        work.does_nothing()
        return Edited(project, {})
    if mark(project) != seen:
        raise _overtaken(work, project)
    if said.ends_on <= said.starts_on:
        raise Refused(_("The project must end after it starts."), field="ends_on")
    effects.weigh(work, project, said.starts_on, said.ends_on)
    if "sponsor_id" in changes:
        _must_be_sponsor(work, said.sponsor_id)
    return change(work, project, changes, DID)


def change(work: Work, project: Project, changes: Mapping[str, tuple[Any, Any]], did: str) -> Edited:
    """Store these changes, which were checked, and all that follows from them."""
    work.record("projects", project.id, did, changes)
    noted = history.newest(work.session, work.team_id, "projects", project.id, did)
    edited = Edited(project, changes, noted.id if noted and did == DID else 0, did != DID)
    for name in changes.keys() - {"sponsor_id"}:
        setattr(project, name, changes[name][1])
    work.session.add(project)
    work.session.flush()
    if "sponsor_id" in changes:
        before, after = changes["sponsor_id"]
        replacing.replace(work, project, SPONSOR, before, members.there(work, after, "sponsor_id"))
    if "name" in changes:
        channel.set_topic(work, project)
    if "starts_on" in changes:
        edited = replace(edited, meeting=meetings.begin_with(work, project, changes["starts_on"][0]))
    telling.tell(work, edited)
    cards.draw(work, project)
    return edited


def sponsors(work: Work, edited: Edited) -> dict[str, Person]:
    """The sponsors before and after, by id."""
    return people.people(work.session, work.team_id, edited.changes.get("sponsor_id", ()))


def _must(work: Work, project_id: int, *, to_change: bool = False) -> Project:
    if to_change:
        projects.project(work.session, work.team_id, project_id, to_change=True)
    project = rights.seen(work, project_id)
    rights.must(work, EDIT, project, _("You cannot change %(number)s.", number=project.number))
    return project


def _must_be_sponsor(work: Work, user_id: str) -> None:
    found = members.there(work, user_id, "sponsor_id")
    if found.is_guest:
        raise Refused(_("%(name)s is a guest; name a full member.", name=found.name), field="sponsor_id")


def _overtaken(work: Work, project: Project) -> Overtaken:
    last = history.newest(work.session, work.team_id, "projects", project.id, DID)
    by = people.person(work.session, work.team_id, last.actor_id) if last and last.actor_id else None
    if by is None or by.user_id == work.actor_id:
        return Overtaken(
            _("%(number)s was changed meanwhile. This was not saved; look and send it again.", number=project.number)
        )
    return Overtaken(
        _(
            "%(name)s has changed %(number)s meanwhile. This was not saved; look and send it again.",
            name=by.name,
            number=project.number,
        )
    )
