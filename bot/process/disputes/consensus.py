"""Consensus: a text is proposed, and the dispute is settled when both sides confirm exactly that one."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.process.disputes import cards, escalations, moves, reminders, sides, signed
from bot.process.disputes import shown as dispute_shown
from bot.process.disputes.kind import DISPUTES
from bot.process.disputes.shown import Shown
from bot.process.disputes.states import TRANSITIONS, State, Turn
from bot.process.kernel import matters, notes, partners, phrases, quiet, signatures
from bot.process.kernel.rooms import room_of
from bot.process.kernel.signatures import Document, Round
from bot.process.kernel.work import Work
from bot.process.requests import contract
from bot.words.language import Name
from bot.words.language import text as _
from bot.words.refused import Offer, Refused
from storage import disputes, history
from storage import requests as stored_requests
from storage.disputes import Dispute, Proposal
from storage.matters import by_id, caused_by
from storage.requests import Request


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
    dispute = sides.held(work, dispute_id, "disputes.state", version)
    side = sides.side_of(work, dispute, department_id)
    if not text:
        raise Refused(_("Say how your department sees it."), field="position")
    position = {f"{sides.called(dispute, side)}_position": text}
    noted = {"department": (None, side)}
    matters.move(work, DISPUTES, dispute, "state a position", because=text, noted=noted, **position)
    shown = matters.changed(work, DISPUTES, dispute)
    notes.note(work, DISPUTES, dispute, "state a position", text, department=side)
    return shown


def propose(work: Work, dispute_id: int, asked: NewText) -> Shown:
    """Propose a text. Who proposes for a side confirms it with that; the confirmations of an earlier text are void.

    A second submit of the same form finds the first text. Raises Refused for who may not, and without words.
    """
    if (known := caused_by(work.session, Proposal, work.team_id, work.cause)) is not None:
        return dispute_shown.one(work, matters.held(work, DISPUTES, known.dispute_id))
    dispute = sides.held(work, dispute_id, "disputes.propose")
    side = None if sides.is_manager(work, dispute) else sides.side_of(work, dispute)
    if not asked.text:
        raise Refused(_("Write the text that both sides are to confirm."), field="text")
    phrases.must_be_ahead(asked.needed_by, work.today(matters.project_of(work, dispute).zone), "needed_by")
    before = disputes.latest(work.session, work.team_id, [dispute.id]).get(dispute.id)
    version = before.version + 1 if before else 1
    noted = {"text": (before.version if before else None, version)}
    matters.move(work, DISPUTES, dispute, "propose", because=asked.text, noted=noted)
    proposal = Proposal(
        team_id=work.team_id,
        dispute_id=dispute.id,
        cause=work.cause,
        version=version,
        text=asked.text,
        request_outcome=asked.request_outcome,
        needed_by=asked.needed_by,
        content_hash="",
        proposed_by=work.person.user_id,
        proposed_for=work.acting_for.user_id if work.acting_for else None,
        created_at=work.now,
    )
    signing, document = signed.asked_of(work, dispute), signed.of_text(dispute, proposal)
    proposal.content_hash = signatures.bound(document, signing.signer("side", dispute.raising_department_id))
    work.session.add(proposal)
    if side is not None:
        _sign(work, signing, document, side)
    work.unsay(dispute_shown.turn_of(dispute, Turn.CONFIRM), "a newer text stands")
    shown = matters.changed(work, DISPUTES, dispute)
    notes.note(work, DISPUTES, dispute, "propose", asked.text)
    cards.ask(work, shown, [one for side in shown.unconfirmed for one in side.people], Turn.CONFIRM)
    return shown


def confirm(work: Work, proposal_id: int) -> Shown:
    """One side confirms exactly this text; with the second side it is settled, while the clock runs.

    Raises Refused for a text that is no longer the one that stands, and where one person would confirm for both sides.
    """
    proposal = by_id(work.session, Proposal, work.team_id, proposal_id)
    if proposal is None:
        raise DISPUTES.no_such()
    dispute = sides.held(work, proposal.dispute_id, "disputes.confirm")
    # Who presses again because the answer never came is told that it is over, not that they had confirmed.
    TRANSITIONS.after(State(dispute.state), "confirm")
    _check_stands(work, dispute, proposal)
    # Both sides may press at the same moment: what the other one did is seen now that the dispute is held.
    asked, document = signed.asked_of(work, dispute), signed.of_text(dispute, proposal)
    confirmed = signed.confirmed(asked, document)
    side = _side_to_confirm(work, dispute, confirmed)
    _sign(work, asked, document, side)
    settles = dispute.state == State.OPEN and bool(confirmed)
    verb = "settle" if settles else "confirm"
    bound: dict[str, Any] = {}
    if settles:
        bound = {"outcome": proposal.text, "content_hash": proposal.content_hash, "closed_at": work.now}
    noted = {"text": (None, proposal.version), "department": (None, side)}
    matters.move(work, DISPUTES, dispute, verb, noted=noted, **bound)
    if settles:
        return ended(work, dispute, proposal.request_outcome, proposal.needed_by, verb, side)
    shown = matters.changed(work, DISPUTES, dispute)
    _let_rest(work, shown)
    notes.note(work, DISPUTES, dispute, verb, department=side)
    return shown


def withdraw(work: Work, dispute_id: int) -> Shown:
    """Who raised it, or stands for the side that did, takes it back, as long as nobody else has said anything.

    Raises Refused later: then the sides confirm a text that says so.
    """
    dispute = sides.held(work, dispute_id, "disputes.withdraw")
    TRANSITIONS.after(State(dispute.state), "withdraw")
    texts = disputes.proposals(work.session, work.team_id, dispute_id)
    project = matters.project_of(work, dispute)
    request = by_id(work.session, Request, work.team_id, dispute.request_id)
    objection = sides.objection_of(work, project, request, dispute.other_department_id)
    own = {*_raised_by(work, dispute), work.person.user_id}
    if dispute.other_position != objection or any(one.proposed_by not in own for one in texts):
        raise Refused(
            _(
                "Others have answered, so D-%(number)s is not yours alone to withdraw. "
                "Propose a text that says so, and let both sides confirm it.",
                number=dispute.number,
            ),
            offer=Offer(_("Propose a text"), "disputes.propose", str(dispute_id)),
        )
    matters.move(work, DISPUTES, dispute, "withdraw", closed_at=work.now)
    return ended(work, dispute, "keep", None, "withdraw")


def _raised_by(work: Work, dispute: Dispute) -> set[str]:
    """Who raised it, and whose it was to withdraw before it was handed over."""
    done = history.of(work.session, work.team_id, DISPUTES.flow, dispute.id)
    return {dispute.raised_by, *(str(one.changes["raised_by"][0]) for one in done if "raised_by" in one.changes)}


def undo(work: Work, dispute_id: int, version: int) -> Shown:
    """Take back the actor's own last move: a confirmation that settled nothing yet, or a withdrawal.

    Refused like `matters.take_back`. The clock never stood still meanwhile.
    """
    dispute, last = matters.take_back(work, DISPUTES, dispute_id, version)
    if last.action == "confirm":
        proposal = disputes.latest(work.session, work.team_id, [dispute_id])[dispute_id]
        asked, side = signed.asked_of(work, dispute), last.changes["department"][1]
        signatures.take_back(work, asked, asked.signer("side", side), signed.of_text(dispute, proposal))
    else:
        flow_request(work, dispute, "dispute", None)
    escalations.if_over(work, dispute)
    shown = matters.changed(work, DISPUTES, dispute)
    if last.action == "withdraw":
        cards.end(work, shown)
    notes.note(work, DISPUTES, dispute, "undo")
    return shown


def ended(
    work: Work,
    dispute: Dispute,
    request_outcome: str,
    needed_by: date | None,
    verb: str,
    side: int | None = None,
) -> Shown:
    """It is settled, decided or withdrawn: the request follows, reminders stop, and whoever should, hears of it."""
    flow_request(work, dispute, request_outcome, needed_by)
    shown = matters.changed(work, DISPUTES, dispute)
    cards.end(work, shown)
    notes.note(work, DISPUTES, dispute, verb, department=side)
    for task in shown.tasks:
        if verb == "withdraw":
            work.record("tasks", task.id, "dispute withdrawn", because=f"D-{dispute.number}")
        else:
            work.record("tasks", task.id, "dispute", because=f"D-{dispute.number} · {dispute.outcome}")
    if verb == "withdraw":
        return shown
    if (room := room_of(shown.project)) is not None:
        work.say("disputes/outcome", to=room, about=dispute_shown.about(dispute), shown=shown)
    reminders.tell_outcome(work, shown)
    return shown


def flow_request(work: Work, dispute: Dispute, outcome: str, needed_by: date | None) -> None:
    """What the dispute came to becomes of the request that it is about, where that waits for it."""
    request = by_id(work.session, Request, work.team_id, dispute.request_id, to_change=True)
    if request is None:
        return
    if outcome == "dispute" and request.state in (*stored_requests.UNANSWERED, stored_requests.OBJECTED):
        contract.dispute(work, request, dispute.subject)
    elif request.state != stored_requests.DISPUTED:
        return
    elif outcome == "keep":
        contract.undispute(work, request)
    elif outcome == "withdraw":
        contract.drop(work, request, f"D-{dispute.number}: {dispute.outcome}")
    else:
        contract.resolve(work, request, f"D-{dispute.number}: {dispute.outcome}", needed_by)


def own_sides(work: Work, dispute_id: int) -> list[tuple[int, Name]]:
    """The sides that the actor may speak for."""
    dispute = matters.held(work, DISPUTES, dispute_id)
    return [(side, partners.name(work, side)) for side in moves.sides_of(work, dispute)]


def confirms_by_proposing(work: Work, dispute_id: int) -> Name | None:
    """The side for which the actor confirms a text by proposing it; None for the PM, who proposes to both."""
    dispute = matters.held(work, DISPUTES, dispute_id, to="disputes.propose")
    own = [] if sides.is_manager(work, dispute) else moves.sides_of(work, dispute)
    return partners.name(work, own[0]) if own else None


def _side_to_confirm(work: Work, dispute: Dispute, confirmed: Container[int]) -> int:
    """The side for which the actor confirms. Raises Refused where it has."""
    own = moves.sides_of(work, dispute)
    missing = [one for one in own if one not in confirmed]
    if not missing:
        raise Refused(_("%(name)s has confirmed this text already.", name=partners.name(work, own[0])))
    return sides.side_of(work, dispute, missing[0])


def _sign(work: Work, asked: Round, document: Document, side: int) -> None:
    """The actor confirms it for that side. Raises Refused where they have for the other."""
    opposed = _(
        "You have confirmed it for the other side. For %(name)s somebody else confirms: "
        "a text that one person agrees with themselves is no consensus.",
        name=partners.name(work, side),
    )
    signatures.sign(work, asked, asked.signer("side", side), document, opposed)


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
            offer=DISPUTES.show(dispute.number),
        )
