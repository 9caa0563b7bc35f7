"""The card of a review in its project's channel, and what is said there once it is decided."""

from __future__ import annotations

from dataclasses import replace

from bot.process.kernel import reviewed
from bot.process.kernel.rooms import Drawing, Wanted, room_of
from bot.process.kernel.work import Work
from bot.process.reviews.shown import Shown, one
from bot.process.reviews.states import State
from storage import matters, reviews
from storage.reviews import Review
from storage.stages import Stage

# The template of a review's card.
CARD = "reviews/card"


def draw(work: Work, review: Review) -> Shown:
    """Post or renew it."""
    shown = one(work, review)
    room = room_of(shown.project)
    if room is not None:
        work.redraw(CARD, review.id, card=f"reviews:{review.id}", room=room, project=shown.project)
    return shown


def card(work: Work, wanted: Wanted) -> Drawing | None:
    """What it shows; None where there is no channel."""
    review = matters.by_id(work.session, Review, work.team_id, wanted.subject_id)
    if review is None:
        return None
    shown = with_against(work, one(work, review))
    room = room_of(shown.project)
    return Drawing(room, {"shown": shown}) if room is not None else None


def with_against(work: Work, shown: Shown) -> Shown:
    """The same with what stands against submitting it, or stood while it is reviewed: as things are now."""
    if shown.state not in (State.PLANNED, State.RETURNED, State.SUBMITTED):
        return shown
    return replace(shown, against=tuple(reviewed.against(work, shown.project, shown.review.stage_id)))


def tell(work: Work, shown: Shown) -> None:
    """The channel hears what became of it."""
    room, review = room_of(shown.project), shown.review
    if room is not None:
        about = f"reviews:{review.id}:decided:{review.edition}"
        waits = {stage.id: _still(work, shown, stage) for stage in shown.locks}
        free = [stage for stage in shown.locks if not waits[stage.id]]
        still = [(stage, waits[stage.id]) for stage in shown.locks if waits[stage.id]]
        work.say("reviews/decided", to=room, about=about, project=shown.project, shown=shown, free=free, still=still)


def _still(work: Work, shown: Shown, stage: Stage) -> list[Review]:
    """The other reviews for which the stage waits, now that this one has passed."""
    today = work.today(shown.project.zone)
    found = reviews.locking(work.session, work.team_id, stage.id, today)
    return [one for one in found if one.id != shown.review.id]
