"""Proposing a project: sent, sent again after it was returned, withdrawn."""

from __future__ import annotations

from typing import Any

from bot.process.kernel import calendars, matters, occasions
from bot.process.kernel.rules import Phase
from bot.process.kernel.work import Work
from bot.process.projects import moving, numbering
from bot.process.proposals import cards, content, starting
from bot.process.proposals.content import OF_PROJECT, OF_PROPOSAL, Proposed
from bot.process.proposals.kind import PROPOSALS
from bot.process.proposals.shown import Shown
from bot.process.proposals.states import State
from storage import projects, proposals
from storage.projects import Project
from storage.proposals import Proposal

REVISE = "proposals.revise"


def propose(work: Work, said: Proposed) -> Shown:
    """Propose a project, which has its number from now on; a second submit of the same form finds the first one.

    Raises Refused for guests, and for what cannot be proposed.
    """
    if (known := matters.begun(work, PROPOSALS)) is not None:
        return known
    content.may_propose(work)
    content.check(work, said)
    calendars.hold(work)
    number = starting.next_number(work, work.person.zone)
    project = _project(work, said, number)
    proposal = matters.begin(
        work,
        PROPOSALS,
        project,
        "propose",
        noted=("number",),
        number=number,
        state=State.WAITING,
        decide_by=content.decide_by(work, project, work.now),
        sent_at=work.now,
        **said.of(OF_PROPOSAL),
    )
    proposals.set_departments(work.session, proposal, said.departments)
    shown = matters.changed(work, PROPOSALS, proposal)
    occasions.arise(work, occasions.PROPOSAL, project, words=f"{said.name}\n{said.objective}")
    return shown


def send_again(work: Work, proposal_id: int, said: Proposed, version: int) -> Shown:
    """Send a returned proposal again, changed or not; whoever decides is told what is other.

    Raises Refused for what cannot be proposed, and where it was changed since that version was looked at.
    """
    proposal = matters.held(work, PROPOSALS, proposal_id, to=REVISE, version=version)
    content.check(work, said)
    project = _held(work, proposal)
    was = content.kept(work, proposal, project)
    noted = _changes(was, said, (*OF_PROJECT, "departments"))
    for name, value in said.of(OF_PROJECT).items():
        setattr(project, name, value)
    work.session.add(project)
    proposals.set_departments(work.session, proposal, said.departments)
    matters.move(
        work,
        PROPOSALS,
        proposal,
        "send again",
        noted=noted,
        decide_by=content.decide_by(work, project, work.now),
        sent_at=work.now,
        decided_by=None,
        decided_for=None,
        decided_at=None,
        **said.of(OF_PROPOSAL),
    )
    work.unsay(cards.turn_of(proposal), "it was sent again")
    shown = matters.changed(work, PROPOSALS, proposal)
    cards.tell_sent_again(work, shown)
    return shown


def to_revise(work: Work, proposal_id: int) -> tuple[Shown, Proposed]:
    """The proposal and what it says, for a form in which the actor changes it; refused like `send_again`."""
    shown = matters.to_act(work, PROPOSALS, proposal_id, REVISE, "send again")
    return shown, content.kept(work, shown.proposal, shown.project)


def withdraw(work: Work, proposal_id: int) -> Shown:
    """Whoever proposed it does not want it any more; who has read that it waits for them is told."""
    proposal = matters.held(work, PROPOSALS, proposal_id, to=REVISE)
    readers = cards.readers(work, proposal)
    matters.move(work, PROPOSALS, proposal, "withdraw")
    let_go(work, proposal, "drop")
    work.unsay(cards.turn_of(proposal), "it was withdrawn")
    shown = matters.changed(work, PROPOSALS, proposal)
    cards.tell_readers(work, readers, "proposals/withdrawn", shown=shown)
    return shown


def let_go(work: Work, proposal: Proposal, move: str) -> None:
    """It comes to no project (`drop`), or may come to one after all (`propose again`)."""
    moving.move(work, _held(work, proposal), move)


def _project(work: Work, said: Proposed, number: int) -> Project:
    """What is kept of a project that is only proposed. It is private until it comes to life."""
    project = Project(
        team_id=work.team_id,
        cause=work.cause,
        number=numbering.label(number),
        phase=Phase.PROPOSED,
        phase_since=work.now,
        phase_by=work.person.user_id,
        zone=work.person.zone,
        locale=work.person.locale,
        calendar=calendars.main_key(work),
        is_private=True,
        created_at=work.now,
        created_by=work.person.user_id,
        **said.of(OF_PROJECT),
    )
    work.session.add(project)
    work.session.flush()
    work.record("projects", project.id, "propose", {"number": (None, project.number), "name": (None, project.name)})
    return project


def _held(work: Work, proposal: Proposal) -> Project:
    found = projects.project(work.session, work.team_id, proposal.project_id, to_change=True)
    assert found is not None, "kept by a foreign key"  # noqa: S101 - a mistake of ours, not of a user
    return found


def _changes(was: Proposed, now: Proposed, names: tuple[str, ...]) -> dict[str, tuple[Any, Any]]:
    """What of these fields is other; the order in which departments were chosen says nothing."""
    before, after = was.of(names), now.of(names)
    is_same = {name: before[name] == after[name] for name in names}
    is_same["departments"] = set(was.departments) == set(now.departments)
    return {name: (before[name], after[name]) for name in names if not is_same[name]}
