"""Who reviews (评审人): somebody else is named for a perspective, or another perspective is added."""

from __future__ import annotations

from bot.process.kernel import matters, members, signatures
from bot.process.kernel.signatures import Place
from bot.process.kernel.work import Work
from bot.process.reviews import deciding, planning, signed, states
from bot.process.reviews import shown as review_shown
from bot.process.reviews.kind import REVIEWS
from bot.process.reviews.shown import Opinion, Shown
from bot.process.reviews.states import PERSPECTIVES_AT_MOST, State
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import reviews
from storage.reviews import REVIEW_SIDE, SUBJECT, Review


def name_reviewer(work: Work, review_id: int, signer_id: int, user_id: str | None) -> Shown:
    """Somebody else reviews from that perspective; what was said there is asked for anew.

    Raises Refused for everybody but the PM, once opinions of that perspective are shown, and for who has left.
    """
    review = matters.held(work, REVIEWS, review_id, to=planning.PLAN)
    project = matters.project_of(work, review)
    seat = next((one for one in signed.seats(review, signed.asked(work, review)) if one.signer.id == signer_id), None)
    if seat is None or review.state not in reviews.AHEAD or (review.shown_at is not None and seat.word is not None):
        raise Refused(_("Nobody else is asked there any more."), offer=REVIEWS.show(review.number))
    person = members.there(work, user_id, "reviewer")
    if person.user_id == seat.signer.person_id:
        return REVIEWS.one(work, review)
    if seat.word is not None:
        raise Refused(_("The opinion is there already; nobody else is asked for it."), field="reviewer")
    _must_not_be(work, person.user_id, review, "reviewer")
    before, seat.signer.person_id = seat.signer.person_id, person.user_id
    work.session.add(seat.signer)
    noted = {"place": (None, seat.signer.role), "reviewer": (before, person.user_id)}
    matters.alter(work, REVIEWS, review, "name", noted=noted)
    planning.let_in(work, project, review, [planning.place_of(seat.signer)])
    shown = matters.changed(work, REVIEWS, review)
    deciding.ask_for_opinions(work, shown, only=person.user_id)
    return shown


def add_perspective(work: Work, review_id: int, typed: str, user_id: str | None) -> Shown:
    """It is reviewed from another perspective, too. Raises Refused once it is in review, and like `plan`."""
    review = matters.held(work, REVIEWS, review_id, to=planning.PLAN)
    _must_be_before(review)
    known = [one.signer for one in signed.seats(review, signed.asked(work, review))]
    person = members.there(work, user_id, "reviewer")
    key = states.perspective(typed)[: planning.TITLE_AT_MOST]
    if not key or key in [one.role for one in known] or len(known) >= PERSPECTIVES_AT_MOST:
        raise Refused(
            _("Name a perspective that is not there yet; %(number)s at most.", number=PERSPECTIVES_AT_MOST),
            field="perspective",
        )
    places = [Place(key, person_id=person.user_id, side=REVIEW_SIDE)]
    signatures.ask(work, SUBJECT, review.id, places)
    noted = {"place": (None, key), "reviewer": (None, user_id)}
    matters.alter(work, REVIEWS, review, "change", noted=noted)
    planning.let_in(work, matters.project_of(work, review), review, places)
    return matters.changed(work, REVIEWS, review)


def to_name(work: Work, review_id: int, signer_id: int) -> tuple[Shown, Opinion]:
    """The review and that place in it, for the form; refused like `name_reviewer`."""
    review = matters.held(work, REVIEWS, review_id, to=planning.PLAN)
    shown = review_shown.one(work, review)
    place = next((one for one in shown.opinions if one.seat.signer.id == signer_id), None)
    if place is None or place.word is not None or review.state not in reviews.AHEAD:
        raise Refused(_("Nobody else is asked there any more."), offer=REVIEWS.show(review.number))
    return shown, place


def to_add(work: Work, review_id: int) -> Shown:
    """The review, for the form of another perspective; refused like `add_perspective`."""
    shown = matters.to_act(work, REVIEWS, review_id, planning.PLAN)
    _must_be_before(shown.review)
    return shown


def _must_be_before(review: Review) -> None:
    if review.state not in (State.PLANNED, State.RETURNED):
        raise Refused(_("It is in review already. A perspective is added before that."), field="perspective")


def _must_not_be(work: Work, user_id: str, review: Review, field: str) -> None:
    if review.state == State.SUBMITTED and user_id in (review.submitted_by, review.submitted_for):
        raise Refused(_("Nobody reviews what they submitted: name somebody else."), field=field)
