"""Reviewers give their opinions (评审意见): pass, pass with conditions, or return with changes.

They are hidden until all are in or the day has come; until then each can be given anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from bot.process.kernel import matters, rights, signatures, substitutes
from bot.process.kernel.rules import Role
from bot.process.kernel.work import Work
from bot.process.reviews import conditions, deciding, signed
from bot.process.reviews import shown as review_shown
from bot.process.reviews.kind import REVIEWS
from bot.process.reviews.shown import Opinion, Shown
from bot.process.reviews.states import State, Verdict
from bot.words.language import text as _
from bot.words.refused import Overtaken, Refused
from storage import reviews
from storage.reviews import Review

OPINE = "reviews.opine"
OWN = _("You have submitted it, and nobody reviews what they submitted. The PM can name another reviewer.")


@dataclass(frozen=True, slots=True)
class Said:
    """What the form of an opinion says; `edition` is the submission that it is about."""

    verdict: Verdict
    edition: int
    word: str = ""
    conditions: str = ""


def give(work: Work, review_id: int, signer_id: int, said: Said) -> Shown:
    """Give an opinion, or another one before they are shown.

    Raises Refused for who is not the reviewer of that perspective, for who submitted it, without a word where it is
    returned, and without conditions where it passes with some; Overtaken where it was submitted anew meanwhile.
    """
    review = matters.held(work, REVIEWS, review_id)
    opinion = _must_be_own(work, review, signer_id)
    if said.edition != review.edition:
        raise Overtaken(
            _("Q-%(number)s was submitted anew meanwhile. Look at it before you say anything.", number=review.number),
            offer=REVIEWS.show(review.number),
        )
    word, signer = said.word.strip(), opinion.seat.signer
    if said.verdict is Verdict.RETURN and not word:
        raise Refused(_("Say what is to be changed."), field="word")
    wanted = []
    if said.verdict is Verdict.CONDITIONS:
        wanted = conditions.read(work, matters.project_of(work, review), review, signer, said.conditions)
        if not wanted:
            why = _("Write each condition on a line: what, whose, by when. `@lin Second drop test by 12-10`")
            raise Refused(why, field="conditions")
    elif said.conditions.strip() and said.verdict is Verdict.PASS:
        raise Refused(_("There are conditions: choose “pass with conditions”, or take them out."), field="verdict")
    reviews.set_conditions(work.session, review, signer.id, wanted)
    asked, document = signed.asked(work, review), signed.document(review)
    if said.verdict is Verdict.RETURN:
        signatures.send_back(work, asked, signer, document, word)
    else:
        signatures.sign(work, asked, signer, document, OWN, word)
    matters.alter(work, REVIEWS, review, "opinion", noted={"place": (None, signer.role)})
    return deciding.changed(work, review)


def to_give(work: Work, review_id: int, signer_id: int | None = None) -> tuple[Shown, Opinion]:
    """The review and the actor's place in it, for the form of an opinion: the first that is missing, or that one.

    Refused like `give` for who has none.
    """
    review = matters.held(work, REVIEWS, review_id)
    opinion = _must_be_own(work, review, signer_id)
    return review_shown.one(work, review), opinion


def own(work: Work, shown: Shown) -> list[Opinion]:
    """The places of a review in which the actor can give an opinion now; for buttons, and their own words."""
    hats = substitutes.hats(work, work.person.user_id)
    return [one for one in shown.opinions if one.seat.signer.person_id in hats]


def _must_be_own(work: Work, review: Review, signer_id: int | None) -> Opinion:
    shown = review_shown.one(work, review)
    mine = own(work, shown)
    found = next((one for one in mine if one.word is None), None) or next(iter(mine), None)
    if signer_id is not None:
        found = next((one for one in shown.opinions if one.seat.signer.id == signer_id), None)
    if found is None:
        matters.must(work, REVIEWS, OPINE, review)
        raise Refused(_("That is not yours to do with Q-%(number)s.", number=review.number))
    why = _("The opinion on %(what)s is not yours to give.", what=found.label)
    rights.must(work, OPINE, shown.project, why, who={Role.REVIEWER: found.seat.signer.person_id})
    if shown.state is not State.SUBMITTED or (shown.is_shown and found.word is not None):
        raise Refused(
            _("No opinion is asked for: Q-%(number)s is %(state)s.", number=review.number, state=shown.words)
            if shown.state is not State.SUBMITTED
            else _("The opinions of Q-%(number)s are shown: what was said stands.", number=review.number),
            offer=REVIEWS.show(review.number),
        )
    me = {work.person.user_id, *([work.acting_for.user_id] if work.acting_for else [])}
    if me & {review.submitted_by, review.submitted_for}:
        raise Refused(OWN)
    return found
