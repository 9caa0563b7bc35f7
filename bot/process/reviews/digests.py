"""What a digest says of reviews: those that have not passed, and those that lock again; the soonest first."""

from __future__ import annotations

from bot.process.kernel.work import Work
from bot.process.reviews import shown as review_shown
from bot.process.reviews.shown import Shown
from bot.process.reviews.states import State
from storage import reviews
from storage.projects import Project


def open_ones(work: Work, project: Project) -> list[Shown]:
    """These reviews of the project."""
    states = (*reviews.AHEAD, reviews.PASSED)
    found = review_shown.many(work, reviews.of_projects(work.session, work.team_id, [project.id], states=states))
    return [one for one in found if one.state is not State.PASSED or one.lapsed]


def is_stuck(shown: Shown) -> bool:
    """Whether it is late, was returned, or locks again: the meeting is to speak of it."""
    return shown.is_due or shown.is_late or bool(shown.lapsed) or shown.state is State.RETURNED
