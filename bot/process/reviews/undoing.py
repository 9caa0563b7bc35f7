"""Taking back one's own last act on a review (撤销)."""

from __future__ import annotations

from bot.process.kernel import matters, nudges
from bot.process.kernel.work import Work
from bot.process.reviews import reminders
from bot.process.reviews.kind import REVIEWS
from bot.process.reviews.shown import Shown


def undo(work: Work, review_id: int, version: int) -> Shown:
    """Take back the actor's own last act; refused like `matters.take_back`."""
    review, _last = matters.take_back(work, REVIEWS, review_id, version)
    for kind in (reminders.REOPENED, reminders.DECIDED):
        nudges.forget(work, kind, review_id)
    return matters.changed(work, REVIEWS, review)
