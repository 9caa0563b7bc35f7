"""Deciding on a proposal: approved, returned with comments, rejected; and taking that back."""

from __future__ import annotations

from typing import Any

from bot.process.kernel import matters
from bot.process.kernel.work import Work
from bot.process.projects.channel import everybody
from bot.process.proposals import cards, content, starting
from bot.process.proposals import shown as proposal_shown
from bot.process.proposals.kind import PROPOSALS
from bot.process.proposals.proposing import let_go
from bot.process.proposals.shown import Shown
from bot.process.proposals.states import State
from bot.words.language import Text, joined
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import people, projects, proposals
from storage.departments import Department
from storage.projects import Project
from storage.proposals import Proposal

DECIDE = "proposals.decide"


def approve(work: Work, proposal_id: int, version: int) -> Shown:
    """Let the proposed project come to life; everybody named in it is told what they are.

    Raises Refused where it was changed since that version was looked at, and where its PM or sponsor has left; a second
    press is told that the first did it.
    """
    _must_not_be_done(work, proposal_id)
    proposal = _to_decide(work, proposal_id, version)
    project = projects.project(work.session, work.team_id, proposal.project_id, to_change=True)
    assert project is not None, "kept by a foreign key"  # noqa: S101 - a mistake of ours, not of a user
    why = _unnamable(work, project)
    if why is not None and _is_there(work, proposal):
        raise Refused(_("%(why)s Return the proposal, so that somebody else is named.", why=why))
    if why is not None:
        raise Refused(_("%(why)s Reject the proposal; somebody else can propose the project anew.", why=why))
    matters.move(work, PROPOSALS, proposal, "approve", note="", **_decided(work))
    starting.come_to_life(
        work, project, proposals.departments_of(work.session, proposal), is_private=proposal.wants_private
    )
    shown = matters.changed(work, PROPOSALS, proposal)
    cards.tell_approved(work, shown)
    starting.tell_named(work, project, sorted(everybody(work, project) - {proposal.created_by}))
    return shown


def send_back(work: Work, proposal_id: int, comments: str) -> Shown:
    """Return it with comments: whoever proposed changes it and sends it again.

    Raises Refused without a word, and where nobody could send it again.
    """
    proposal = _to_decide(work, proposal_id)
    if not comments:
        raise Refused(_("Say what is to be changed, so that it can be."), field="reason")
    if not _is_there(work, proposal):
        proposer = people.person(work.session, work.team_id, proposal.created_by)
        name = proposer.name if proposer is not None else "?"
        if _unnamable(work, matters.project_of(work, proposal)) is not None:
            raise Refused(_("%(name)s, who proposed it, has left and cannot send it again. Reject it.", name=name))
        raise Refused(
            _("%(name)s, who proposed it, has left and cannot send it again. Approve it, or reject it.", name=name)
        )
    matters.move(work, PROPOSALS, proposal, "return", because=comments, note=comments, **_decided(work))
    return _told(work, proposal, "proposals/returned")


def reject(work: Work, proposal_id: int, reason: str) -> Shown:
    """It comes to no project, for that reason. Raises Refused without one."""
    proposal = _to_decide(work, proposal_id)
    if not reason:
        raise Refused(
            _("Say why: whoever proposed it and whoever proposes the like will want to know."), field="reason"
        )
    matters.move(work, PROPOSALS, proposal, "reject", because=reason, note=reason, **_decided(work))
    let_go(work, proposal, "drop")
    return _told(work, proposal, "proposals/rejected")


def undo(work: Work, proposal_id: int, version: int) -> Shown:
    """Take back the actor's own last move; refused like `matters.take_back`."""
    proposal, last = matters.take_back(work, PROPOSALS, proposal_id, version)
    if last.action in ("reject", "withdraw"):
        let_go(work, proposal, "propose again")
    was_untold = bool(work.unsay(cards.turn_of(proposal), "it was taken back"))
    shown = matters.changed(work, PROPOSALS, proposal)
    if was_untold:
        return shown
    if last.action == "withdraw":
        readers = cards.readers(work, proposal)
        cards.tell_readers(work, readers, "proposals/taken_back", shown=shown, decides=True)
    else:
        cards.tell_proposer(work, shown, "proposals/taken_back", decides=False)
    return shown


def headed(work: Work, department: Department, old_head: str) -> None:
    """A department has another head, or other deputies: they are asked about what it has proposed."""
    is_another = department.head_id != old_head
    for proposal, project in proposals.of_department(work.session, work.team_id, department.id):
        # The head of the initiating department is the sponsor.
        if is_another and project.sponsor_id == old_head:
            project.sponsor_id = department.head_id
            work.session.add(project)
        if is_another and proposal.state == State.WAITING:
            matters.alter(work, PROPOSALS, proposal, "ask another", noted={"head": (old_head, department.head_id)})
        matters.changed(work, PROPOSALS, proposal)


def _must_not_be_done(work: Work, proposal_id: int) -> None:
    """Raises Refused for who has approved it already: nothing of that is left to be saved."""
    proposal = matters.held(work, PROPOSALS, proposal_id)
    if proposal.state == State.APPROVED and proposal.decided_by == work.person.user_id:
        project = matters.project_of(work, proposal)
        raise Refused(
            _("You have approved %(number)s · %(name)s already.", number=project.number, name=project.name),
            offer=PROPOSALS.show(proposal.number),
        )


def _to_decide(work: Work, proposal_id: int, version: int | None = None) -> Proposal:
    """The proposal, held. Raises Refused for whoever may not decide, and for who proposed it where another is asked."""
    proposal = matters.held(work, PROPOSALS, proposal_id, to=DECIDE, version=version)
    shown = proposal_shown.one(work, proposal)
    if proposal_shown.is_own(work, shown):
        names = joined((one.name for one in shown.deciders), _("%(one)s, %(rest)s"))
        raise Refused(_("You proposed it yourself, so %(who)s decides.", who=names or _("nobody yet")))
    return proposal


def _unnamable(work: Work, project: Project) -> Text | None:
    """Why the PM or the sponsor that is proposed cannot be that; None where both can."""
    try:
        content.check_people(work, project.pm_id, project.sponsor_id)
    except Refused as why:
        return why.why
    return None


def _is_there(work: Work, proposal: Proposal) -> bool:
    """Whether whoever proposed it can still change it."""
    proposer = people.person(work.session, work.team_id, proposal.created_by)
    return proposer is not None and proposer.is_there


def _told(work: Work, proposal: Proposal, template: str) -> Shown:
    work.unsay(cards.turn_of(proposal), "it has gone on")
    shown = matters.changed(work, PROPOSALS, proposal)
    cards.tell_proposer(work, shown, template)
    return shown


def _decided(work: Work) -> dict[str, Any]:
    """Who decides now, and for whom."""
    principal = work.acting_for.user_id if work.acting_for else None
    return {"decided_by": work.person.user_id, "decided_for": principal, "decided_at": work.now}
