"""A signer's word on a charter: signed, returned with reasons, withdrawn; and that it goes on without one."""

from __future__ import annotations

from bot.process.charters import cards, rounding, sections, writing
from bot.process.charters.kind import CHARTERS
from bot.process.charters.shown import Shown
from bot.process.charters.states import State
from bot.process.kernel import signing
from bot.process.kernel.places import Place
from bot.process.kernel.work import Work
from bot.words.language import text as _
from bot.words.refused import Overtaken, Refused
from storage import history, people, unposted
from storage.charters import Charter
from storage.projects import Project
from storage.signatures import Signer

SIGNING = rounding.SIGNING


def sign(work: Work, charter_id: int, edition: int) -> Shown:
    """The actor signs that version in all places that are theirs, with one word.

    Raises Refused for who is not asked, where it is another version that is to be signed now, and for the head of a
    department that has joined since it was sent: what it contributes is not said yet.
    """
    charter, project = signing.held(work, SIGNING, charter_id, "sign")
    if edition != charter.edition:
        raise Overtaken(
            _("Version %(number)s is to be signed now. Read it before you sign.", number=charter.edition),
            offer=CHARTERS.show(charter.number),
        )
    asked, document = rounding.look_round(work, charter, project)
    own = _said(work, charter, project, signing.own(work, SIGNING, project, asked, document))
    return signing.sign(work, SIGNING, charter, project, asked, document, own)


def send_back(work: Work, charter_id: int, reasons: str) -> Shown:
    """The actor does not sign it, for these reasons: it goes back to the PM; refused like `signing.send_back`."""
    return signing.send_back(work, SIGNING, charter_id, reasons)


def withdraw(work: Work, charter_id: int) -> Shown:
    """The actor takes their signatures back, before all have signed; refused like `signing.withdraw`."""
    return signing.withdraw(work, SIGNING, charter_id)


def pass_over(work: Work, charter_id: int, signer_id: int, reasons: str) -> Shown:
    """The sponsor goes on without who never answered; refused like `signing.pass_over`."""
    return signing.pass_over(work, SIGNING, charter_id, signer_id, reasons)


def passable(work: Work, charter_id: int) -> tuple[Shown, list[Place]]:
    """The charter and the signatures without which the actor may go on; refused like `pass_over`."""
    return signing.passable(work, SIGNING, charter_id)


def undo(work: Work, charter_id: int, version: int) -> Shown:
    """Take back the actor's own last move; refused like `matters.take_back`.

    Who is asked again has the document, or gets it where it was dropped by that move.
    """
    done = history.of(work.session, work.team_id, CHARTERS.flow, charter_id)
    shown = signing.undo(work, SIGNING, charter_id, version)
    if shown.state == State.SIGNING and done[-1].action in ("stop", "return"):
        unsent = unposted.dropped(work.session, work.team_id, shown.charter.turn, cards.DOCUMENT, done[-1].at)
        cards.send_papers(work, shown, to=unsent)
    return shown


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
