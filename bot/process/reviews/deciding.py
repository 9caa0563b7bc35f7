"""What comes of the opinions: they are shown together once all are in or their day has come, and the strictest decides.

One that asks for changes returns it. Without one it passes when all are in; what is asked for besides becomes tasks.
Silence passes nothing: the PM names another reviewer, or the sponsor goes on without an opinion.
"""

from __future__ import annotations

from bot.process.kernel import asks, matters, nudges, reviewed, signatures
from bot.process.kernel.work import Work
from bot.process.reviews import cards, conditions, reminders, signed
from bot.process.reviews import shown as review_shown
from bot.process.reviews.kind import REVIEWS
from bot.process.reviews.shown import Opinion, Shown
from bot.process.reviews.states import State, Verdict
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import matters as kept
from storage.reviews import Review
from storage.signatures import RETURNED
from storage.tasks import Task

WITHOUT = "reviews.pass"


def settle(work: Work, review: Review) -> None:
    """Show the opinions where it is time, and decide where they do; the review is not drawn yet."""
    project = matters.project_of(work, review)
    seats = signed.seats(review, signed.asked(work, review))
    words = [one.word for one in seats if one.word is not None]
    is_whole = len(words) == len(seats)
    has_come = review.opinions_by is not None and review.opinions_by < work.today(project.zone)
    if review.shown_at is None:
        if not (is_whole or has_come):
            return
        matters.alter(work, REVIEWS, review, "show", shown_at=work.now)
    if any(one.verdict == RETURNED for one in words):
        matters.move(work, REVIEWS, review, "return", decided_at=work.now)
    elif is_whole:
        matters.move(work, REVIEWS, review, "pass", decided_at=work.now)
        conditions.make_tasks(work, review, project)
        reviewed.passed(work, project, review.stage_id, REVIEWS.called(review.number))


def changed(work: Work, review: Review) -> Shown:
    """Settle it after a word on it; who is to know hears what became of it."""
    settle(work, review)
    shown = matters.changed(work, REVIEWS, review)
    if shown.state in (State.PASSED, State.RETURNED):
        cards.tell(work, shown)
        told = {shown.project.pm_id, review.submitted_by, reminders.submits(work, shown)} - {None, work.actor_id}
        for user_id in sorted(one for one in told if one):
            nudges.remind(work, user_id, reminders.DECIDED, review.id)
    return shown


def pass_over(work: Work, review_id: int, signer_id: int, reasons: str) -> Shown:
    """The sponsor goes on without the opinion of who never gave one; the reason stands there for good.

    Raises Refused without a reason, before the day for the opinions has passed, where it is there or their own, and
    where nobody has given any.
    """
    review, shown, asked = _to_pass(work, review_id, signer_id)
    seat = next(one.seat for one in shown.opinions if one.seat.signer.id == signer_id)
    signatures.pass_over(work, asked, seat.signer, signed.document(review), reasons.strip())
    noted = {"place": (None, seat.signer.role)}
    matters.alter(work, REVIEWS, review, "pass over", because=reasons, noted=noted)
    return changed(work, review)


def to_pass(work: Work, review_id: int, signer_id: int) -> tuple[Shown, Opinion]:
    """The review and that place in it, for the form in which the sponsor goes on without; refused like `pass_over`."""
    _review, shown, _asked = _to_pass(work, review_id, signer_id)
    return shown, next(one for one in shown.opinions if one.seat.signer.id == signer_id)


def _to_pass(work: Work, review_id: int, signer_id: int) -> tuple[Review, Shown, signatures.Round]:
    review = matters.held(work, REVIEWS, review_id, to=WITHOUT)
    shown = review_shown.one(work, review)
    if not any(one.seat.signer.id == signer_id for one in shown.missing) or shown.state is not State.SUBMITTED:
        raise Refused(_("That opinion is not missing."), offer=REVIEWS.show(review.number))
    if not shown.is_late:
        raise Refused(_("They have until %(day)s.", day=review.opinions_by), offer=REVIEWS.show(review.number))
    own = {work.person.user_id, *([work.acting_for.user_id] if work.acting_for else [])}
    if any(one.seat.signer.id == signer_id and one.seat.signer.person_id in own for one in shown.missing):
        raise Refused(_("It is your own opinion that is missing: give it."), offer=REVIEWS.show(review.number))
    if not any(one.seat.signer.id != signer_id and one.verdict not in (None, Verdict.OVER) for one in shown.opinions):
        raise Refused(
            _("Nobody has said anything yet: a review passes on an opinion at least. The PM can name other reviewers."),
            offer=REVIEWS.show(review.number),
        )
    if work.person.user_id in (review.submitted_by, review.submitted_for):
        raise Refused(
            _("You submitted it: somebody else has to say how it goes on."), offer=REVIEWS.show(review.number)
        )
    return review, shown, signed.asked(work, review)


def ask_for_opinions(work: Work, shown: Shown, only: str | None = None) -> None:
    """The reviewers hear as soon as they work that an opinion is asked for."""
    if shown.state is not State.SUBMITTED:
        return
    for user_id in sorted({one.seat.signer.person_id for one in shown.missing if one.seat.signer.person_id}):
        if user_id != work.actor_id and only in (None, user_id):
            asks.remind_now(work, user_id, reminders.OPINION, shown.review.id)


def ask_to_submit(work: Work, shown: Shown) -> None:
    """The lead department hears that it is to be submitted."""
    liaison_id = reminders.submits(work, shown)
    if liaison_id is not None and liaison_id != work.actor_id:
        nudges.remind(work, liaison_id, reminders.SUBMIT, shown.review.id)


def look(work: Work, review_id: int) -> None:
    """A timer's operation: who is asked is reminded; opinions are shown once their day has come; lapses are told."""
    review = kept.by_id(work.session, Review, work.team_id, review_id, to_change=True)
    if review is None:
        return
    shown = review_shown.one(work, review)
    if shown.state is State.PLANNED:
        ask_to_submit(work, shown)
        cards.draw(work, review)
    elif shown.state is State.SUBMITTED:
        _look_at_opinions(work, review, shown)
        return
    elif shown.lapsed:
        tell_lapsed(work, shown)
        matters.changed(work, REVIEWS, review)
    reminders.wake(work, shown)


def tell_lapsed(work: Work, shown: Shown) -> None:
    """The PM hears of a condition that has lapsed, in the morning."""
    mark = ",".join(str(one.condition.id) for one in shown.lapsed)
    nudges.remind(work, shown.project.pm_id, reminders.LAPSED, shown.review.id, mark=mark)


def task_done(work: Work, task: Task) -> None:
    """A task is done, or is not any more: as a condition it may lock or let go; the card says so."""
    review_id = conditions.of_task(work, task)
    review = kept.by_id(work.session, Review, work.team_id, review_id, to_change=True)
    if review is not None and review.state == State.PASSED:
        reminders.watch(work, review)
        cards.draw(work, review)


def _look_at_opinions(work: Work, review: Review, shown: Shown) -> None:
    for user_id in sorted({one.seat.signer.person_id for one in shown.missing if one.seat.signer.person_id}):
        nudges.remind(work, user_id, reminders.OPINION, review.id)
    if not shown.is_late:
        reminders.wake(work, shown)
        return
    after = changed(work, review)
    if after.missing and after.state is State.SUBMITTED:
        for user_id in sorted({shown.project.pm_id, shown.project.sponsor_id}):
            nudges.remind(work, user_id, reminders.SILENCE, review.id, mark=str(review.edition))
