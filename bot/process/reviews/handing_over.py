"""Opinions that somebody is asked for go on to a successor; what they have said stays theirs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.process.kernel import matters
from bot.process.kernel.work import Work
from bot.process.reviews import deciding, signed
from bot.process.reviews.kind import REVIEWS
from bot.process.reviews.states import STATES, State
from bot.words.language import Near, Text
from bot.words.language import text as _
from storage import history, reviews
from storage.handovers import Run
from storage.history import HAND_OVER
from storage.projects import Project
from storage.reviews import Review


def count(work: Work, project: Project, user_id: str) -> int:
    """In how many open reviews the person is a reviewer."""
    return len(reviews.reviewed_by(work.session, work.team_id, project.id, user_id))


def pass_on(work: Work, project: Project, old: str, new: str, most: int) -> list[Text]:
    """In at most `most` of them somebody else is; in lines."""
    return _lines(work, project, _pass_on(work, project, old, new, most))


def portion(work: Work, project: Project, run: Run, most: int) -> int:
    """The next of them of whom a run is about are the successor's."""
    return len(_pass_on(work, project, run.old_id, run.new_id, most))


def of_owner(work: Work, project: Project, user_id: str) -> list[Text]:
    """The open reviews in which the person is a reviewer."""
    return _lines(work, project, reviews.reviewed_by(work.session, work.team_id, project.id, user_id))


def of_department(work: Work, project: Project, department_id: int) -> list[Text]:
    """The open reviews that a department submits, for its new liaison or head."""
    found = reviews.of_projects(work.session, work.team_id, [project.id], states=reviews.AHEAD)
    return _lines(work, project, [one for one in found if one.department_id == department_id])


def of_project(work: Work, project: Project) -> list[Text]:
    """The open reviews of a project, for its new manager or sponsor."""
    return _lines(work, project, reviews.of_projects(work.session, work.team_id, [project.id], states=reviews.AHEAD))


def take_back(work: Work, project: Project, old: str, new: str, at: datetime) -> int:
    """What the actor passed on at that moment is the person's again; how much that was."""
    number = 0
    for review in reviews.reviewed_by(work.session, work.team_id, project.id, new):
        done = history.at_once(
            work.session, work.team_id, REVIEWS.flow, review.id, HAND_OVER, actor_id=work.person.user_id, at=at
        )
        if any(one.changes.get("reviewer") == [old, new] for one in done):
            number += _hand(work, review, "undo", new, old)
    return number


def _pass_on(work: Work, project: Project, old: str, new: str, most: int) -> list[Review]:
    found = reviews.reviewed_by(work.session, work.team_id, project.id, old, most=most)
    for review in found:
        _hand(work, review, HAND_OVER, old, new)
    return found


def _hand(work: Work, review: Review, did: str, old: str, new: str) -> bool:
    is_handed = False
    for seat in signed.seats(review, signed.asked(work, review)):
        if seat.signer.person_id == old:
            seat.signer.person_id, is_handed = new, True
            work.session.add(seat.signer)
    work.session.flush()
    matters.alter(work, REVIEWS, review, did, noted={"reviewer": (old, new)})
    deciding.ask_for_opinions(work, matters.changed(work, REVIEWS, review), only=new)
    return is_handed


def _lines(work: Work, project: Project, found: Iterable[Review]) -> list[Text]:
    return [
        _(
            "Q-%(number)s · %(title)s · due %(day)s · %(state)s",
            number=one.number,
            title=one.title,
            day=Near(one.opinions_by or one.due_on, work.today(project.zone)),
            state=STATES[State(one.state)],
        )
        for one in found
    ]
