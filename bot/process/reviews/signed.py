"""What reviewers put their word to: what was submitted, as it was; and which words were said of it.

Each perspective is a place of a reviewer, and who submitted has signed on the opposing side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from bot.process.kernel import matters, signatures
from bot.process.kernel.rounds import Signed
from bot.process.kernel.signatures import NOBODY, Document, Round, Section
from bot.process.kernel.work import Work
from bot.process.reviews import states
from bot.words.language import Text
from bot.words.language import text as _
from storage import matters as kept
from storage.reviews import BY_LEAD, REVIEW_SIDE, SUBJECT, Review
from storage.signatures import TAKEN_BACK, Signature, Signer

NAME = _("Milestone review")


class Seat(NamedTuple):
    """The place of a reviewer, and what they said of what is submitted now."""

    signer: Signer
    word: Signature | None


def document(review: Review) -> Document:
    """What is reviewed: each submission is another content, also where it says the same."""
    content = {
        "submission": review.edition,
        "deliverables": [{"name": one["name"], "url": one["url"]} for one in review.deliverables],
        "standard": review.standard,
        "note": review.note,
    }
    return Document(review.edition, (Section("submission", content),))


def asked(work: Work, review: Review) -> Round:
    """Who is asked, and all that was said."""
    return signatures.of(work, SUBJECT, [review.id]).get(review.id, NOBODY)


def rounds(work: Work, review_ids: Iterable[int]) -> Mapping[int, Round]:
    """The same of several."""
    return signatures.of(work, SUBJECT, review_ids)


def seats(review: Review, of: Round) -> list[Seat]:
    """The places of the reviewers, in their order, each with the word of it that counts now."""
    last = {one.signer_id: one for one in of.given if one.version == review.edition}
    given = {key: one for key, one in last.items() if one.verdict != TAKEN_BACK}
    return [Seat(one, given.get(one.id)) for one in of.signers if one.side == REVIEW_SIDE]


def today(work: Work, review_id: int) -> Signed | None:
    """The review as it reads today, to verify a word on it; None where opinions are hidden still."""
    review = kept.by_id(work.session, Review, work.team_id, review_id)
    if review is None or (review.edition and review.shown_at is None):
        return None
    return Signed(matters.project_of(work, review), NAME, document(review), asked(work, review), _as_what)


def _as_what(signer: Signer) -> Text:
    return _("who submitted it") if signer.role == BY_LEAD else states.label(signer.role)
