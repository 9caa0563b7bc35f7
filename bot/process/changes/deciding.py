"""The words on a change: assessed by departments that it touches; approved, returned, rejected by PM and sponsor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.process.changes import asking, cards, rounding, signed
from bot.process.changes import shown as change_shown
from bot.process.changes.kind import CHANGES
from bot.process.changes.rounding import CHANGING
from bot.process.changes.shown import Shown
from bot.process.changes.states import State
from bot.process.kernel import matters, rounds, signing
from bot.process.kernel.places import Place
from bot.process.kernel.work import Work
from bot.words.language import text as _
from bot.words.refused import Overtaken, Refused
from storage.changes import Assessment, ChangeRequest
from storage.signatures import Signer

DECIDE = "changes.decide"


@dataclass(frozen=True, slots=True)
class Said:
    """What a department says of a change: what it means for schedule, cost and scope; whether it advises against it."""

    schedule: str = ""
    cost: str = ""
    scope: str = ""
    is_against: bool = False


def to_assess(work: Work, change_id: int) -> tuple[Shown, str]:
    """The change, for the form in which the actor assesses it, and the mark of what they read; refused as `assess`."""
    shown = matters.to_act(work, CHANGES, change_id, CHANGING.enter, "sign")
    mine = change_shown.of_person(work, shown, work.person.user_id)
    asked = [one.signer for one in shown.missing]
    found = [one for one in asked if rounds.may(work, one, shown.project, CHANGING.actions)]
    if not found:
        raise Refused(CHANGING.words.nothing_waits)
    _own(found, is_assessing=True)
    return shown, cards.mark(shown, mine)


def assess(work: Work, change_id: int, said: Said, mark: str) -> Shown:
    """The actor assesses it for all departments that are theirs, with one word.

    Raises Refused for who is not asked, without a reason by who advises against it, and where it is other than read.
    """
    if said.is_against and not (said.schedule or said.cost or said.scope):
        raise Refused(_("Say what speaks against it: that is read before it is decided."), field="schedule")
    change, own = _give(work, change_id, mark, is_assessing=True)
    given = signed.asked(work, change).given[-own:]
    for one in given:
        work.session.add(
            Assessment(
                signature_id=one.id,
                team_id=work.team_id,
                change_id=change.id,
                schedule=said.schedule,
                cost=said.cost,
                scope=said.scope,
                is_against=said.is_against,
            )
        )
    work.session.flush()
    return CHANGES.one(work, change)


def approve(work: Work, change_id: int, mark: str) -> Shown:
    """The actor approves it as PM, as sponsor, or as both; with the last approval it is in force.

    Raises Refused for others, while an assessment is missing, and where it is other than they read.
    """
    change, _own_places = _give(work, change_id, mark, is_assessing=False)
    return CHANGES.one(work, change)


def send_back(work: Work, change_id: int, reasons: str) -> Shown:
    """It goes back to who asked for it, to ask for something else. Raises Refused for others than PM and sponsor."""
    change = matters.held(work, CHANGES, change_id, to=DECIDE)
    _decide(
        work,
        change,
        "return",
        reasons,
        returned_at=work.now,
        returned_by=work.person.user_id,
        returned_for=work.acting_for.user_id if work.acting_for else None,
    )
    work.unsay(change.turn, "it was returned")
    shown = matters.changed(work, CHANGES, change)
    cards.tell(work, shown, "changes/decided")
    return shown


def reject(work: Work, change_id: int, reasons: str) -> Shown:
    """It is not made. Raises Refused for others than PM and sponsor, and without a reason."""
    change = matters.held(work, CHANGES, change_id, to=DECIDE)
    _decide(work, change, "reject", reasons, decided_at=work.now)
    work.unsay(change.turn, "it was rejected")
    shown = matters.changed(work, CHANGES, change)
    cards.tell(work, shown, "changes/decided")
    return shown


def call_off(work: Work, change_id: int) -> Shown:
    """Who asked for it, or the PM, takes the request back before it is decided."""
    change = matters.held(work, CHANGES, change_id, to=asking.EDIT)
    matters.move(work, CHANGES, change, "call off", decided_at=work.now)
    work.unsay(change.turn, "it was withdrawn")
    return matters.changed(work, CHANGES, change)


def withdraw(work: Work, change_id: int) -> Shown:
    """The actor takes their word back, before it is approved; refused like `signing.withdraw`."""
    signing.withdraw(work, CHANGING, change_id)
    change = matters.held(work, CHANGES, change_id)
    # Without an assessment PM and sponsor are not asked any more.
    signed.gathered(work, change, matters.project_of(work, change))
    return matters.changed(work, CHANGES, change)


def pass_over(work: Work, change_id: int, signer_id: int, reasons: str) -> Shown:
    """The sponsor goes on without an assessment that nobody gave; refused like `signing.pass_over`."""
    rounding.must_be_missing(work, change_id)
    return signing.pass_over(work, CHANGING, change_id, signer_id, reasons)


def passable(work: Work, change_id: int) -> tuple[Shown, list[Place]]:
    """The change and the assessments without which the actor may go on; refused like `pass_over`."""
    rounding.must_be_missing(work, change_id)
    return signing.passable(work, CHANGING, change_id)


def undo(work: Work, change_id: int, version: int) -> Shown:
    """Take back the actor's own last move; refused like `matters.take_back`."""
    change, _last = matters.take_back(work, CHANGES, change_id, version)
    if change.state == State.SIGNING:
        rounding.look_round(work, change, matters.project_of(work, change))
    shown = matters.changed(work, CHANGES, change)
    if not work.unsay(change.turn, "it was taken back"):
        cards.tell(work, shown, "changes/decided")
    return shown


def _give(work: Work, change_id: int, mark: str, *, is_assessing: bool) -> tuple[ChangeRequest, int]:
    """The actor's word in all places that wait for them; in how many that is."""
    change, project = signing.held(work, CHANGING, change_id, "sign")
    read = change.edition, {one.id for one in signed.asked(work, change).signers}
    asked, document = rounding.look_round(work, change, project)
    is_same = read == (change.edition, {one.id for one in asked.signers})
    if is_same:
        own = _own(signing.own(work, CHANGING, project, asked, document), is_assessing=is_assessing)
    shown = CHANGES.one(work, change)
    if not is_same or mark != cards.mark(shown, change_shown.of_person(work, shown, work.person.user_id)):
        raise Overtaken(
            _("What this change does is other than when you read it. Look at it again before you answer."),
            offer=CHANGES.show(change.number),
        )
    signing.sign(work, CHANGING, change, project, asked, document, own)
    return change, len(own)


def _own(found: list[Signer], *, is_assessing: bool) -> list[Signer]:
    """Those of the actor's places that are of that sort. Raises Refused where none is."""
    own = [one for one in found if (one.role == signed.HEAD) == is_assessing]
    if own:
        return own
    if is_assessing:
        raise Refused(_("It has been assessed; what waits for you is to approve it."))
    raise Refused(_("It is still being assessed, also by you; after that it is yours to approve."))


def _decide(work: Work, change: ChangeRequest, move: str, reasons: str, **fields: Any) -> None:
    if not reasons.strip():
        raise Refused(_("Say why, so that who asked for it can go on from there."), field="reason")
    matters.move(work, CHANGES, change, move, because=reasons, note=reasons, **fields)
