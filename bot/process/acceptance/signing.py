"""A word on the report: signed, withdrawn; that it goes on without one; and the paper of who is not in Slack."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bot.process.acceptance import judging, rounding, sections, signed
from bot.process.acceptance.judging import Judged
from bot.process.acceptance.kind import ACCEPTANCES
from bot.process.acceptance.rounding import SIGNING
from bot.process.acceptance.sections import PAPER
from bot.process.acceptance.shown import Shown
from bot.process.acceptance.states import State
from bot.process.kernel import matters, rounds, signing
from bot.process.kernel.places import Place
from bot.process.kernel.work import Work
from bot.words.language import text as _
from bot.words.refused import Overtaken, Refused
from storage.acceptances import Acceptance


class File(NamedTuple):
    """A file as Slack knows it."""

    file_id: str
    name: str
    url: str = ""


def sign(work: Work, acceptance_id: int, edition: int) -> Shown:
    """The actor signs that version of the report in all places that are theirs, with one word.

    Raises Refused for who is not asked, for who has not judged yet, and where it is another version by now.
    """
    acceptance, project = signing.held(work, SIGNING, acceptance_id, "sign")
    if edition != acceptance.edition:
        raise Overtaken(
            _("Version %(number)s is to be signed now. Read it before you sign.", number=acceptance.edition),
            offer=ACCEPTANCES.show(acceptance.number),
        )
    asked, judged, document = rounding.read(work, acceptance, project)
    in_person = asked._replace(signers=[one for one in asked.signers if one.role != PAPER])
    own = signing.own(work, SIGNING, project, in_person, document)
    if not all(sections.has_judged(acceptance, judged, one) for one in own):
        raise Refused(_("Judge every line first; then sign."), offer=ACCEPTANCES.show(acceptance.number))
    return signing.sign(work, SIGNING, acceptance, project, asked, document, own)


def withdraw(work: Work, acceptance_id: int) -> Shown:
    """The actor takes their signatures back, before all have signed; refused like `signing.withdraw`."""
    return signing.withdraw(work, SIGNING, acceptance_id)


def pass_over(work: Work, acceptance_id: int, signer_id: int, reasons: str) -> Shown:
    """The sponsor goes on without who never answered; refused like `signing.pass_over`. That is no verdict."""
    return signing.pass_over(work, SIGNING, acceptance_id, signer_id, reasons)


def passable(work: Work, acceptance_id: int) -> tuple[Shown, list[Place]]:
    """The acceptance and the words without which the actor may go on; refused like `pass_over`."""
    shown, found = signing.passable(work, SIGNING, acceptance_id)
    return shown, [one for one in found if not one.is_unsaid]


def undo(work: Work, acceptance_id: int, version: int) -> Shown:
    """Take back the actor's own last move; refused like `matters.take_back`."""
    return signing.undo(work, SIGNING, acceptance_id, version)


def to_record(work: Work, acceptance_id: int) -> Shown:
    """The acceptance, for the form in which its PM records a paper; refused like `record`."""
    acceptance = matters.held(work, ACCEPTANCES, acceptance_id, to="acceptance.run")
    _must_be_on_paper(acceptance)
    return ACCEPTANCES.one(work, acceptance)


def record(work: Work, acceptance_id: int, said: Mapping[int, Judged], paper: File) -> Shown:
    """The PM records what who is not in Slack has judged and signed, with the paper itself: once all is judged on it.

    Raises Refused where nobody is to sign on paper, and beside the input where a verdict is not whole.
    """
    acceptance = matters.held(work, ACCEPTANCES, acceptance_id, to="acceptance.run")
    _must_be_on_paper(acceptance)
    project = matters.project_of(work, acceptance)
    asked = rounding.read(work, acceptance, project).asked
    signer = next(one for one in asked.signers if one.role == PAPER)
    was_signing = acceptance.state == State.SIGNING
    judging.put_paper(work, acceptance, project, signer, dict(said))
    matters.move(
        work,
        ACCEPTANCES,
        acceptance,
        "paper",
        noted={**signed.noted(acceptance, [signer]), "name": (None, acceptance.customer_name)},
        paper_file=paper.file_id,
        paper_name=paper.name,
        paper_url=paper.url,
    )
    asked, _judged, document = rounding.read(work, acceptance, project)
    # By the PM's hand, whoever they stand in for besides: it is the paper that is signed.
    rounds.sign_each(work, asked, [signer], document, project, SIGNING.actions, SIGNING.words.not_yours)
    if was_signing:
        return rounding.report(work, acceptance, project, asked)
    return rounding.after_word(work, acceptance, project, asked, document)


def _must_be_on_paper(acceptance: Acceptance) -> None:
    ACCEPTANCES.moves.after(acceptance.state, "paper")
    if not acceptance.customer_name:
        raise Refused(_("Nobody of this acceptance group signs on paper."), offer=ACCEPTANCES.show(acceptance.number))
