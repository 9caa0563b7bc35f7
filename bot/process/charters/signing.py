"""A signer's word on a charter: signed, returned with reasons, withdrawn; and that it goes on without one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.process.charters import cards, rounding, sections, signed, writing
from bot.process.charters.kind import CHARTERS
from bot.process.charters.shown import Place, Shown
from bot.process.charters.states import TRANSITIONS, State
from bot.process.kernel import matters, rights, rounds, signatures
from bot.process.kernel.signatures import Document, Round
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Overtaken, Refused
from storage import people
from storage.charters import Charter
from storage.projects import Project
from storage.signatures import PASSED, SIGNED, Signature, Signer

RETURN, PASS = "charters.return", "charters.sponsor"
NOT_YOURS = _("That is not yours to sign.")


def sign(work: Work, charter_id: int, edition: int) -> Shown:
    """The actor signs that version in all places that are theirs, with one word.

    Raises Refused for who is not asked, where it is another version that is to be signed now, and for the head of a
    department that has joined since it was sent: what it contributes is not said yet.
    """
    charter, project = _held(work, charter_id)
    if edition != charter.edition:
        raise Overtaken(
            _("Version %(number)s is to be signed now. Read it before you sign.", number=charter.edition),
            offer=CHARTERS.show(charter.number),
        )
    TRANSITIONS.after(State(charter.state), "sign")
    asked, document = rounding.look_round(work, charter, project)
    own = _said(work, charter, project, _own(work, project, asked, document))
    rounds.sign_each(work, asked, own, document, project, signed.ACTIONS, NOT_YOURS)
    matters.move(work, CHARTERS, charter, "sign", noted=signed.noted(charter, own))
    _let_rest(work, charter)
    return rounding.after_word(work, charter, project, asked, document)


def send_back(work: Work, charter_id: int, reasons: str) -> Shown:
    """The actor does not sign it, for these reasons: it goes back to the PM.

    Raises Refused for who is not asked, and without a reason.
    """
    charter, project = _held(work, charter_id)
    TRANSITIONS.after(State(charter.state), "return")
    asked, document = rounding.look_round(work, charter, project)
    own = _own(work, project, asked, document)
    for signer in own:
        _enter(work, project, signer)
        signatures.send_back(work, asked, signer, document, reasons)
    matters.move(
        work,
        CHARTERS,
        charter,
        "return",
        because=reasons,
        noted=signed.noted(charter, own),
        note=reasons,
        returned_by=work.person.user_id,
        returned_for=work.acting_for.user_id if work.acting_for else None,
        returned_at=work.now,
    )
    work.unsay(cards.turn_of(charter), "it was returned")
    shown = matters.changed(work, CHARTERS, charter)
    cards.tell_manager(work, shown, "charters/returned")
    return shown


def withdraw(work: Work, charter_id: int) -> Shown:
    """The actor takes their signatures back, before all have signed.

    Raises Refused for who has signed nothing, and once all have.
    """
    charter, project = _held(work, charter_id)
    TRANSITIONS.after(State(charter.state), "withdraw")
    if charter.is_signed_by_all:
        raise Refused(
            _("All have signed version %(number)s: that can no longer be withdrawn.", number=charter.edition),
            offer=CHARTERS.show(charter.number),
        )
    asked, document = rounding.look_round(work, charter, project)
    standing = asked.standing(document)
    own = [
        one
        for one in asked.signers
        if one.id in standing
        and standing[one.id].verdict == SIGNED
        and rounds.is_word_of(standing[one.id], work.person.user_id)
        and rounds.may(work, one, project, signed.ACTIONS)
    ]
    if not own:
        raise Refused(_("You have signed nothing here that could be withdrawn."))
    for signer in own:
        _enter(work, project, signer)
        signatures.take_back(work, asked, signer, document)
    rounds.ask_again(work, asked._replace(signers=own), document)
    matters.move(work, CHARTERS, charter, "withdraw", noted=signed.noted(charter, own))
    shown = matters.changed(work, CHARTERS, charter)
    cards.tell_manager(work, shown, "charters/withdrawn")
    return shown


def pass_over(work: Work, charter_id: int, signer_id: int, reasons: str) -> Shown:
    """The sponsor goes on without who never answered; the reason stands there for good.

    Raises Refused without a reason, before the day to sign by has passed, and for the sponsor's own place.
    """
    charter, project = to_pass(work, charter_id, signer_id)
    asked, document = rounding.look_round(work, charter, project)
    signer = next(one for one in asked.signers if one.id == signer_id)
    signatures.pass_over(work, asked, signer, document, reasons)
    matters.move(work, CHARTERS, charter, "pass", because=reasons, noted=signed.noted(charter, [signer]))
    return rounding.after_word(work, charter, project, asked, document)


def to_pass(work: Work, charter_id: int, signer_id: int) -> tuple[Charter, Project]:
    """The charter, for a form in which the actor goes on without that signature; refused like `pass_over`."""
    charter = matters.held(work, CHARTERS, charter_id, to=PASS)
    project = matters.project_of(work, charter)
    TRANSITIONS.after(State(charter.state), "pass")
    asked, document = rounding.look_round(work, charter, project)
    signer = next((one for one in rounds.missing(asked, document) if one.id == signer_id), None)
    if signer is None:
        raise Refused(_("That signature is not missing any more."), offer=CHARTERS.show(charter.number))
    if rights.is_own(work, signed.ACTIONS[signer.role], project, department_id=signer.department_id):
        raise Refused(_("That signature is your own: sign, or return the charter with your reasons."))
    if charter.sign_by is not None and work.today(project.zone) <= charter.sign_by:
        raise Refused(
            _("They have until %(day)s. After that you may go on without who has not answered.", day=charter.sign_by)
        )
    return charter, project


def passable(work: Work, charter_id: int) -> tuple[Shown, list[Place]]:
    """The charter and the signatures without which the actor may go on; refused like `pass_over`."""
    shown = matters.to_act(work, CHARTERS, charter_id, PASS, "pass")
    project = shown.project
    found = [
        one
        for one in shown.missing
        if not rights.is_own(work, signed.ACTIONS[one.signer.role], project, department_id=one.signer.department_id)
    ]
    if not found:
        raise Refused(_("No signature but your own is missing: sign, or return the charter with your reasons."))
    to_pass(work, charter_id, found[0].signer.id)
    return shown, found


def undo(work: Work, charter_id: int, version: int) -> Shown:
    """Take back the actor's own last move; refused like `matters.take_back`."""
    charter, last = matters.take_back(work, CHARTERS, charter_id, version)
    project = matters.project_of(work, charter)
    if last.action == "return":
        asked, document = rounding.look_round(work, charter, project)
        places = last.changes["places"][1]
        for signer in asked.signers:
            if signer.department_id in places:
                signatures.take_back(work, asked, signer, document)
        if not work.unsay(cards.turn_of(charter), "it was taken back"):
            cards.tell_manager(work, matters.changed(work, CHARTERS, charter), "charters/taken_back")
            return CHARTERS.one(work, charter)
    return matters.changed(work, CHARTERS, charter)


def _held(work: Work, charter_id: int) -> tuple[Charter, Project]:
    charter = matters.held(work, CHARTERS, charter_id, to=RETURN)
    return charter, matters.project_of(work, charter)


def _own(work: Work, project: Project, asked: Round, document: Document) -> list[Signer]:
    """The places that wait for the actor. Raises Refused where none does."""
    standing = asked.standing(document)
    places = [one for one in asked.signers if rounds.may(work, one, project, signed.ACTIONS)]
    own = [one for one in places if one.id not in standing]
    if not own:
        raise Refused(_stands(work, [standing[one.id] for one in places]))
    return own


def _stands(work: Work, words: Sequence[Signature]) -> Text:
    """Why nothing waits for the actor where these words stand: their own, that of who may sign there, too, or none."""
    if any(rounds.is_word_of(one, work.person.user_id) and one.verdict == SIGNED for one in words):
        return _("You have signed this version already; nothing here waits for you.")
    if any(one.verdict == PASSED for one in words):
        return _("The sponsor went on without your signature; nothing here waits for you any more.")
    if not words:
        return NOT_YOURS
    return _("%(name)s has signed there already; nothing here waits for you.", name=signatures.hand(work, words[0]))


def _said(work: Work, charter: Charter, project: Project, own: list[Signer]) -> list[Signer]:
    """Those of these places for which something stands there to be signed. Raises Refused where that is none."""
    unsaid = set(writing.unsaid(work, charter.sent, project))
    found = [one for one in own if sections.of_department(one.department_id or 0) not in unsaid]
    if not found:
        pm = people.person(work.session, work.team_id, project.pm_id)
        raise Refused(
            _(
                "The charter does not say yet what your department contributes. %(name)s writes it and sends it again; "
                "then it is yours to sign.",
                name=pm.name if pm is not None else "?",
            ),
            offer=CHARTERS.show(charter.number),
        )
    return found


def _enter(work: Work, project: Project, signer: Signer) -> None:
    """Act in that place: as oneself, or for whom one stands in."""
    rights.must(work, signed.ACTIONS[signer.role], project, NOT_YOURS, department_id=signer.department_id)


def _let_rest(work: Work, charter: Charter) -> None:
    """Who has signed is told no more of what waited for them."""
    readers: set[Any] = {work.person.user_id, *([work.acting_for.user_id] if work.acting_for else [])}
    work.unsay(cards.turn_of(charter), "they have signed", to=readers)
