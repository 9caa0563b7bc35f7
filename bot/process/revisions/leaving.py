"""A department leaves a project, or is a part of another from now on: nothing is left there that waits for it.

What was done with it stays as it was; its running disputes are settled or decided before.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.process.handovers import asking, replacing
from bot.process.kernel import members, posts, rights
from bot.process.kernel.flow import Going
from bot.process.kernel.rules import Role
from bot.process.kernel.work import Work
from bot.process.projects import cards
from bot.process.revisions import joining, parts, parts_told
from bot.process.revisions.parts import Looked
from bot.process.revisions.shifted import LEAVE, MERGE, Choice, Shifted
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import departments, handovers, history, projects
from storage.departments import Department
from storage.projects import Project

# What the trail calls it where another department has initiated the project from then on.
INITIATE = "initiate"


def to_leave(work: Work, project_id: int, department_id: int) -> Looked:
    """What is open with the department, for a form in which it is settled; refused like `leave` itself."""
    looked = parts.look(work, parts.must(work, project_id), department_id)
    _must_leave(looked)
    return looked


def to_merge(work: Work, project_id: int, department_id: int) -> tuple[Looked, list[Department]]:
    """The same for a form in which another is chosen of which it is a part: those that take part come first."""
    looked = parts.look(work, parts.must(work, project_id), department_id)
    _must_merge(work, looked)
    return looked, [*looked.others, *parts.outside(work, looked.project)]


def leave(work: Work, project_id: int, department_id: int, choice: Choice, *, mark: str | None = None) -> Shifted:
    """Let the department leave; what is open with it goes to another or ends, as chosen by flow.

    Raises Refused for the initiating department, while a dispute of it runs, where something is open of which nobody
    said where it goes, or other things than when it was looked at (`mark`), and without a reason where something ends.
    """
    looked = parts.look(work, parts.must(work, project_id, to_change=True), department_id)
    _must_leave(looked)
    heir = _check(work, looked, choice, mark)
    people = posts.only_for(work, looked.project, looked.part)
    going = Going(department_id, heir.id if heir else None, choice.owner_id or None, people)
    over = {}
    for group in looked.chosen:
        ids = [one.id for one in group.found]
        if choice.is_given[group.flow]:
            over[group.flow] = group.parting.give(work, looked.project, ids, going)
        else:
            group.parting.end(work, looked.project, ids, choice.because)
    shifted = Shifted(looked.project, LEAVE, looked.department, heir, looked, over, choice)
    _go(work, shifted, going)
    return noted(work, shifted)


def merge(work: Work, project_id: int, department_id: int, into_id: int) -> Shifted:
    """Let the department be a part of another in this project: all that is open with it is that one's.

    One that took no part joins by it. Where the department has initiated the project, the other one has from now on,
    and its head is the sponsor if the department's was. Raises Refused while a dispute of it runs, and for an
    initiating department for everybody but workspace admins.
    """
    looked = parts.look(work, parts.must(work, project_id, to_change=True), department_id)
    _must_merge(work, looked)
    project = looked.project
    heir = departments.department(work.session, work.team_id, into_id)
    if heir is None or into_id == department_id:
        raise Refused(_("Choose the department of which it is a part."), field="into")
    has_joined = projects.part(work.session, project.id, into_id) is None
    if has_joined:
        joining.add(work, project, heir, heir.liaison_id)
    going = Going(department_id, into_id, is_merged=True)
    over = {
        group.flow: group.parting.give(work, project, [one.id for one in group.found], going) for group in looked.chosen
    }
    if looked.is_initiating:
        _initiate(work, looked, heir)
    shifted = Shifted(
        project,
        MERGE,
        looked.department,
        heir,
        looked,
        over,
        is_initiating=looked.is_initiating,
        heir_joined=has_joined,
    )
    _go(work, shifted, going)
    return noted(work, shifted)


def noted(work: Work, shifted: Shifted) -> Shifted:
    """The same with the change by which it can be taken back."""
    last = history.newest(work.session, work.team_id, "projects", shifted.project.id, shifted.did)
    return replace(shifted, change_id=last.id if last is not None else 0)


def _go(work: Work, shifted: Shifted, going: Going) -> None:
    """It takes part no more: all that follows, whatever was open."""
    project, looked = shifted.project, shifted.looked
    assert looked is not None, "it was looked at"  # noqa: S101 - a mistake of ours, not of a user
    part = looked.part
    was = {"department": shifted.department.key, "department_id": shifted.department.id, "position": part.position}
    was |= {"head_id": part.head_id, "liaison_id": part.liaison_id}
    changes: dict[str, tuple[Any, Any]] = {name: (value, None) for name, value in was.items()}
    if shifted.heir is not None:
        changes |= {"heir": (None, shifted.heir.key), "heir_id": (None, shifted.heir.id)}
        changes |= {"owner": (None, shifted.choice.owner_id or None), "heir_joined": (None, shifted.heir_joined)}
    work.session.delete(part)
    work.session.flush()
    work.record("projects", project.id, shifted.did, changes, because=shifted.choice.because)
    for _name, parting in parts.PARTINGS:
        parting.after(work, project, going)
    see_no_more(work, project, {part.head_id, part.liaison_id})
    for row in handovers.open_in(work.session, work.team_id, project.id):
        asking.settle(work, row, project)
    parts_told.tell(work, shifted)
    cards.draw(work, project)


def see_no_more(work: Work, project: Project, user_ids: set[str]) -> None:
    """Who held a post of it alone, and is not in the channel, is not in the project any more."""
    inside = projects.in_channel_of(work.session, project)
    gone = [one for one in user_ids if one not in inside and not posts.held(work, project, one)]
    projects.remove_members(work.session, project, gone)


def _initiate(work: Work, looked: Looked, heir: Department) -> None:
    project = looked.project
    changes = {"initiating_department_id": (project.initiating_department_id, heir.id)}
    project.initiating_department_id = heir.id
    work.session.add(project)
    work.session.flush()
    work.record("projects", project.id, INITIATE, changes)
    part = projects.part(work.session, project.id, heir.id)
    if part is not None and project.sponsor_id == looked.part.head_id != part.head_id:
        sponsor = members.there(work, part.head_id, "into")
        replacing.replace(work, project, "sponsor", project.sponsor_id, sponsor)


def _must_leave(looked: Looked) -> None:
    if looked.is_initiating:
        raise Refused(
            _(
                "%(department)s has initiated %(number)s and cannot leave it: its head is the sponsor. A workspace "
                "admin can let another department take its place: `/project departments %(number)s`.",
                department=looked.department.name,
                number=looked.project.number,
            )
        )
    parts.must_be_settled(looked)


def _must_merge(work: Work, looked: Looked) -> None:
    if looked.is_initiating and Role.ADMIN not in rights.roles_of(work, work.person, rights.Matter(looked.project)):
        raise Refused(
            _(
                "%(department)s has initiated %(number)s: only a workspace admin can let another one take its place.",
                department=looked.department.name,
                number=looked.project.number,
            )
        )
    parts.must_be_settled(looked)


def _check(work: Work, looked: Looked, choice: Choice, mark: str | None) -> Department | None:
    """Raises Refused for what was not said; the heir, where something is given."""
    if mark is not None and mark != looked.mark:
        raise Refused(else_is_open(looked).why)
    for group in looked.chosen:
        if group.flow not in choice.is_given:
            raise Refused(_("Say what becomes of each."), field=f"{group.flow}_others")
    open_flows = {group.flow for group in looked.chosen}
    given = [flow for flow in open_flows if choice.is_given[flow]]
    if len(given) < len(open_flows) and not choice.because:
        raise Refused(_("Say why, for what is cancelled."), field="because")
    heir = next((one for one in looked.others if one.id == choice.heir_id), None)
    if given and heir is None:
        raise Refused(_("Choose the department that takes over."), field="heir")
    if choice.owner_id and members.there(work, choice.owner_id, "owner_id").is_guest:
        raise Refused(_("A guest can only take over tasks. Choose a full member."), field="owner_id")
    return heir


def else_is_open(looked: Looked) -> Refused:
    """Something else is open than when it was looked at."""
    return Refused(
        _(
            "Something else is open with %(department)s by now. Look at it and send it again.",
            department=looked.department.name,
        )
    )
