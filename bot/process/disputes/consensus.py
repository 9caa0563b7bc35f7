"""Consensus: a text is proposed, and the dispute is settled when both sides confirm exactly that one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from bot.process.disputes import cards, escalations, reminders
from bot.process.disputes import shown as dispute_shown
from bot.process.disputes import sides as dispute_sides
from bot.process.disputes.moves import changed, hash_of, move
from bot.process.disputes.shown import Shown
from bot.process.disputes.states import TRANSITIONS, State, Turn
from bot.process.kernel import quiet
from bot.process.kernel.rooms import room_of
from bot.process.kernel.work import Work
from bot.process.requests import contract
from bot.words.language import Name
from bot.words.language import text as _
from bot.words.refused import Offer, Refused
from storage import disputes, history
from storage import requests as stored_requests
from storage.disputes import Dispute, Proposal
from storage.projects import Project

# As with requests: a slip of the finger is seen at once.
UNDO_WITHIN = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class NewText:
    """A text that would settle it; where it is about a disputed request, what becomes of that."""

    text: str
    request_outcome: str = ""
    needed_by: date | None = None


def state_position(
    work: Work, dispute_id: int, text: str, version: int | None = None, department_id: int | None = None
) -> Shown:
    """One side says how it sees it; saying it again replaces what it said.

    Raises Refused for who stands for neither side, without words, and where it was changed since it was looked at.
    """
    dispute, project = dispute_sides.held(work, dispute_id, version)
    dispute_sides.must(work, "disputes.state", dispute, project)
    side = dispute_sides.side_of(work, dispute, project, department_id)
    if not text:
        raise Refused(_("Say how your department sees it."), field="position")
    field = dispute_sides.called(dispute, side) + "_position"
    before = getattr(dispute, field)
    move(work, dispute, "state a position", {field: (before, text), "department": (None, side)}, because=text)
    setattr(dispute, field, text)
    shown = changed(work, dispute)
    cards.note(work, shown, "state a position", dispute_sides.name_of(work, side), text)
    return shown


def propose(work: Work, dispute_id: int, asked: NewText) -> Shown:
    """Propose a text. Who proposes for a side confirms it with that; the confirmations of an earlier text are void.

    A second submit of the same form finds the first text. Raises Refused for who may not, and without words.
    """
    known = disputes.proposal_caused_by(work.session, work.team_id, work.cause)
    dispute, project = dispute_sides.held(work, dispute_id)
    if known is not None:
        return dispute_shown.one(work, dispute)
    dispute_sides.must(work, "disputes.propose", dispute, project)
    side = None if dispute_sides.is_manager(work, project) else dispute_sides.side_of(work, dispute, project, None)
    if not asked.text:
        raise Refused(_("Write the text that both sides are to confirm."), field="text")
    _check_day(work, project, asked)
    before = disputes.latest(work.session, work.team_id, [dispute.id]).get(dispute.id)
    version = before.version + 1 if before else 1
    move(work, dispute, "propose", {"text": (before.version if before else None, version)}, because=asked.text)
    proposal = Proposal(
        team_id=work.team_id,
        dispute_id=dispute.id,
        cause=work.cause,
        version=version,
        text=asked.text,
        request_outcome=asked.request_outcome,
        needed_by=asked.needed_by,
        content_hash=hash_of(dispute, asked.text, asked.request_outcome, asked.needed_by, version),
        proposed_by=work.person.user_id,
        proposed_for=work.acting_for.user_id if work.acting_for else None,
        created_at=work.now,
    )
    if side is not None:
        _confirm_for(work, dispute, proposal, side)
    work.session.add(proposal)
    work.session.flush()
    work.unsay(dispute_shown.turn_of(dispute, Turn.CONFIRM), "a newer text stands")
    shown = changed(work, dispute)
    cards.note(work, shown, "propose", word=asked.text)
    cards.ask(work, shown, [one for side in shown.unconfirmed for one in side.people], Turn.CONFIRM)
    return shown


def confirm(work: Work, proposal_id: int) -> Shown:
    """One side confirms exactly this text; with the second side it is settled, while the clock runs.

    Raises Refused for a text that is no longer the one that stands, and where one person would confirm for both sides.
    """
    proposal = disputes.proposal(work.session, work.team_id, proposal_id)
    if proposal is None:
        raise dispute_sides.unknown("")
    dispute, project = dispute_sides.held(work, proposal.dispute_id)
    # Both sides may press at the same moment: what the other one did is seen now that the dispute is held.
    work.session.refresh(proposal)
    dispute_sides.must(work, "disputes.confirm", dispute, project)
    # Who presses again because the answer never came is told that it is over, not that they had confirmed.
    TRANSITIONS.after(State(dispute.state), "confirm")
    _check_stands(work, dispute, proposal)
    side = _side_to_confirm(work, dispute, project, proposal)
    settles = (
        dispute.state == State.OPEN
        and getattr(proposal, f"{dispute_sides.other(dispute_sides.called(dispute, side))}_by") is not None
    )
    verb = "settle" if settles else "confirm"
    move(work, dispute, verb, {"text": (None, proposal.version), "department": (None, side)})
    _confirm_for(work, dispute, proposal, side)
    work.session.add(proposal)
    work.session.flush()
    if not settles:
        shown = changed(work, dispute)
        _let_rest(work, shown)
        cards.note(work, shown, verb, dispute_sides.name_of(work, side))
        return shown
    dispute.outcome, dispute.content_hash = proposal.text, proposal.content_hash
    return ended(
        work, dispute, project, proposal.request_outcome, proposal.needed_by, verb, dispute_sides.name_of(work, side)
    )


def withdraw(work: Work, dispute_id: int) -> Shown:
    """Who raised it takes it back, as long as nobody else has said anything.

    Raises Refused later: then the sides confirm a text that says so.
    """
    dispute, project = dispute_sides.held(work, dispute_id)
    dispute_sides.must(work, "disputes.withdraw", dispute, project)
    TRANSITIONS.after(State(dispute.state), "withdraw")
    texts = disputes.proposals(work.session, work.team_id, dispute_id)
    if dispute.other_position or any(one.proposed_by != dispute.raised_by for one in texts):
        raise Refused(
            _(
                "Others have answered, so D-%(number)s is not yours alone to withdraw. "
                "Propose a text that says so, and let both sides confirm it.",
                number=dispute.number,
            ),
            offer=Offer(_("Propose a text"), "disputes.propose", str(dispute_id)),
        )
    move(work, dispute, "withdraw", {})
    return ended(work, dispute, project, "keep", None, "withdraw")


def undo(work: Work, dispute_id: int, version: int) -> Shown:
    """Take back the actor's own last move: a confirmation that settled nothing yet, or a withdrawal.

    Raises Refused when somebody has acted since, and after UNDO_WITHIN. The clock never stood still meanwhile.
    """
    dispute, project = dispute_sides.found(work, dispute_id)
    last = history.of(work.session, work.team_id, "disputes", dispute_id)[-1]
    if last.is_undone_by(work.person.user_id) and dispute.version == version + 1:
        raise Refused(
            _(
                "That is undone already. `/dispute show D-%(number)s` shows where it stands.",
                number=dispute.number,
            )
        )
    is_mine = last.actor_id == work.person.user_id and last.action in ("confirm", "withdraw")
    if dispute.version != version or not is_mine or work.now - last.at > UNDO_WITHIN:
        raise Refused(
            _(
                "That can no longer be undone. `/dispute show D-%(number)s` shows where it stands.",
                number=dispute.number,
            )
        )
    if last.action == "confirm":
        proposal = disputes.latest(work.session, work.team_id, [dispute_id])[dispute_id]
        called = dispute_sides.called(dispute, last.changes["department"][1])
        for field in ("by", "for", "at"):
            setattr(proposal, f"{called}_{field}", None)
        work.session.add(proposal)
    else:
        dispute.state, dispute.closed_at = State.OPEN, None
        if dispute.request_id is not None:
            flow_request(work, dispute, project, "dispute", None)
    work.record("disputes", dispute_id, "undo", {"state": (last.changes.get("state", [None, None])[1], dispute.state)})
    escalations.if_over(work, dispute)
    shown = changed(work, dispute)
    cards.note(work, shown, "undo")
    return shown


def ended(
    work: Work,
    dispute: Dispute,
    project: Project,
    request_outcome: str,
    needed_by: date | None,
    verb: str,
    department: Name | None = None,
) -> Shown:
    """It is settled, decided or withdrawn: the request follows, reminders stop, and whoever should, hears of it."""
    dispute.closed_at = work.now
    flow_request(work, dispute, project, request_outcome, needed_by)
    for what in Turn:
        work.unsay(dispute_shown.turn_of(dispute, what), "the dispute is over")
    shown = changed(work, dispute)
    cards.note(work, shown, verb, department)
    for task in shown.tasks:
        if verb == "withdraw":
            work.record("tasks", task.id, "dispute withdrawn", because=f"D-{dispute.number}")
        else:
            work.record("tasks", task.id, "dispute", because=f"D-{dispute.number} · {dispute.outcome}")
    if verb == "withdraw":
        return shown
    if (room := room_of(project)) is not None:
        work.say("disputes/outcome", to=room, about=dispute_shown.about(dispute), shown=shown)
    reminders.tell_outcome(work, shown)
    return shown


def flow_request(work: Work, dispute: Dispute, project: Project, outcome: str, needed_by: date | None) -> None:
    """What the dispute came to becomes of the request that it is about, where that waits for it."""
    request = stored_requests.request(work.session, work.team_id, dispute.request_id or 0, to_change=True)
    if request is None:
        return
    if outcome == "dispute" and request.state == stored_requests.OBJECTED:
        contract.dispute(work, request, project, dispute.subject)
    elif request.state != stored_requests.DISPUTED:
        return
    elif outcome == "keep":
        contract.undispute(work, request, project)
    elif outcome == "withdraw":
        contract.drop(work, request, project, f"D-{dispute.number}: {dispute.outcome}")
    else:
        contract.resolve(work, request, project, f"D-{dispute.number}: {dispute.outcome}", needed_by)


def to_act(work: Work, dispute_id: int, action: str) -> Shown:
    """The dispute, for a form in which the actor will do that; refused like the operation itself."""
    dispute, project = dispute_sides.found(work, dispute_id)
    dispute_sides.must(work, action, dispute, project)
    if dispute.state not in disputes.RUNNING:
        TRANSITIONS.after(State(dispute.state), "propose")
    return dispute_shown.one(work, dispute)


def own_sides(work: Work, dispute_id: int) -> list[tuple[int, Name]]:
    """The sides that the actor may speak for."""
    dispute, project = dispute_sides.found(work, dispute_id)
    return [(side, dispute_sides.name_of(work, side)) for side in dispute_sides.sides_of(work, dispute, project)]


def confirms_by_proposing(work: Work, dispute_id: int) -> Name | None:
    """The side for which the actor confirms a text by proposing it; None for the PM, who proposes to both."""
    dispute, project = dispute_sides.found(work, dispute_id)
    dispute_sides.must(work, "disputes.propose", dispute, project)
    if dispute_sides.is_manager(work, project):
        return None
    sides = dispute_sides.sides_of(work, dispute, project)
    return dispute_sides.name_of(work, sides[0]) if sides else None


def _side_to_confirm(work: Work, dispute: Dispute, project: Project, proposal: Proposal) -> int:
    """The side for which the actor confirms. Raises Refused where it has, and where they confirmed for the other."""
    sides = dispute_sides.sides_of(work, dispute, project)
    missing = [one for one in sides if getattr(proposal, f"{dispute_sides.called(dispute, one)}_by") is None]
    if not missing:
        raise Refused(_("%(name)s has confirmed this text already.", name=dispute_sides.name_of(work, sides[0])))
    side = dispute_sides.side_of(work, dispute, project, missing[0])
    other = dispute_sides.other(dispute_sides.called(dispute, side))
    for_other = {getattr(proposal, f"{other}_by"), getattr(proposal, f"{other}_for")} - {None}
    me = {work.person.user_id, *([work.acting_for.user_id] if work.acting_for else [])}
    if me & for_other:
        raise Refused(
            _(
                "You have confirmed it for the other side. For %(name)s somebody else confirms: "
                "a text that one person agrees with themselves is no consensus.",
                name=dispute_sides.name_of(work, side),
            )
        )
    return side


def _confirm_for(work: Work, dispute: Dispute, proposal: Proposal, side: int) -> None:
    called = dispute_sides.called(dispute, side)
    setattr(proposal, f"{called}_by", work.person.user_id)
    setattr(proposal, f"{called}_for", work.acting_for.user_id if work.acting_for else None)
    setattr(proposal, f"{called}_at", work.now)


def _let_rest(work: Work, shown: Shown) -> None:
    """Whoever can confirm for none but a side that has done so is asked no more."""
    done = quiet.readers(work, (one for side in shown.sides for one in side.people))
    asked = quiet.readers(work, (one for side in shown.unconfirmed for one in side.people))
    work.unsay(dispute_shown.turn_of(shown.dispute, Turn.CONFIRM), "their side has confirmed it", to=done - asked)


def _check_stands(work: Work, dispute: Dispute, proposal: Proposal) -> None:
    last = disputes.latest(work.session, work.team_id, [dispute.id])[dispute.id]
    if last.id != proposal.id:
        raise Refused(
            _("The text has changed: version %(number)s stands now. Read it before you confirm.", number=last.version),
            offer=Offer(_("Show it"), "disputes.show", str(dispute.number)),
        )


def _check_day(work: Work, project: Project, asked: NewText) -> None:
    if asked.needed_by is not None and asked.needed_by < work.today(project.zone):
        raise Refused(_("That day has passed."), field="needed_by")
