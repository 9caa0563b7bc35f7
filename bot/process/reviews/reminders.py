"""What of a review waits for whom: its submission, opinions, what comes of silence, and conditions that have lapsed.

Days are the project's: working days of its calendar, by the clock of its zone.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.process.kernel import asks, calendars, nudges, substitutes
from bot.process.kernel.asks import Asked
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.process.reviews import lines as review_lines
from bot.process.reviews import shown as review_shown
from bot.process.reviews.shown import Shown
from bot.process.reviews.states import NOTICE_DAYS, State
from storage import matters as kept
from storage import people, projects, reviews
from storage.projects import Project
from storage.reviews import Review
from storage.rows import read_ahead

# The kinds of reminders; each can be muted and snoozed on its own.
SUBMIT, OPINION, SILENCE, LAPSED = "reviews.submit", "reviews.opinion", "reviews.silence", "reviews.lapsed"
KINDS = (SUBMIT, OPINION, SILENCE, LAPSED)
# What is told and waits for nobody: what became of it, that it is open again, that a task was let begin.
DECIDED, REOPENED, STARTED = "reviews.decided", "reviews.reopened", "reviews.started"
LOOK = "reviews.look"
A_DAY = timedelta(days=1)


def watch(work: Work, review: Review) -> None:
    """After every change: what of it waits for whom, and when it is looked at again."""
    shown = review_shown.one(work, review)
    wanted = _asks(work, shown)
    asks.settle(work, KINDS, review.id, wanted)
    standing = {one.kind for one in wanted if one.since <= work.now}
    for kind in KINDS:
        if kind not in standing:
            nudges.forget(work, kind, review.id)
    if OPINION in standing:
        waited_for = _waited_for(shown)
        standing_in = {one.user_id for who in waited_for for one in substitutes.covering(work, who)}
        nudges.forget(work, OPINION, review.id, but=waited_for | standing_in)
    wake(work, shown)


def recount(work: Work, project: Project) -> None:
    """A calendar has changed: when somebody is asked may be another day; the day for the opinions itself stays."""
    for review in reviews.of_projects(work.session, work.team_id, [project.id], states=reviews.AHEAD):
        watch(work, review)


def look_at(work: Work, review_id: int) -> datetime | None:
    """When it is looked at again; now, where the day for the opinions has passed and nobody has shown them."""
    review = kept.by_id(work.session, Review, work.team_id, review_id)
    if review is None:
        return None
    shown = review_shown.one(work, review)
    if shown.is_late and not shown.is_shown:
        return work.now
    return min((one for one in moments(work, shown) if one > work.now), default=None)


def asked(work: Work, review_id: int) -> list[Asked]:
    """Who has the next word about a review."""
    review = kept.by_id(work.session, Review, work.team_id, review_id)
    return _asks(work, review_shown.one(work, review)) if review is not None else []


def lines(work: Work, user_id: str, review_ids: Sequence[int]) -> list[Waiting]:
    """What of these reviews waits for the person."""
    found = read_ahead(work.session, Review, review_ids)
    return [one for shown in review_shown.many(work, found) for one in _of(work, shown, user_id)]


def nudge_of(kind: str) -> Callable[[Work, str, int], Waiting | None]:
    """What of a reminder of that kind still stands."""

    def nudge(work: Work, user_id: str, review_id: int) -> Waiting | None:
        return next((one for one in lines(work, user_id, [review_id]) if one.kind == kind), None)

    return nudge


def news_of(kind: str) -> Callable[[Work, str, int], Waiting | None]:
    """What of the news of a review is still to be told."""

    def nudge(work: Work, _user_id: str, review_id: int) -> Waiting | None:
        review = kept.by_id(work.session, Review, work.team_id, review_id)
        if review is None:
            return None
        shown = review_shown.one(work, review)
        is_its = {
            DECIDED: shown.state in (State.PASSED, State.RETURNED),
            REOPENED: shown.state in (State.SUBMITTED, State.RETURNED),
            STARTED: bool(shown.started),
        }
        return review_lines.news(kind, shown) if is_its[kind] else None

    return nudge


def submits(work: Work, shown: Shown) -> str | None:
    """Who is asked to submit: the liaison of the lead department; while they have left, its head."""
    part = projects.part(work.session, shown.project.id, shown.review.department_id)
    if part is None:
        return None
    found = people.person(work.session, work.team_id, part.liaison_id)
    return part.head_id if found is not None and found.is_deactivated else part.liaison_id


def wake(work: Work, shown: Shown) -> None:
    """Look again at the next moment that asks for it; never while the project stands still."""
    upcoming = [one for one in moments(work, shown) if one > work.now]
    if not upcoming or shown.project.is_still:
        work.let_sleep(LOOK, shown.review.id)
    else:
        work.wake(LOOK, shown.review.id, min(upcoming))


def moments(work: Work, shown: Shown) -> list[datetime]:
    """Whenever it is to be looked at."""
    review, project = shown.review, shown.project
    if shown.state is State.PLANNED:
        days = [notice_day(work, shown), review.due_on + A_DAY]
    elif shown.state is State.SUBMITTED and review.opinions_by is not None and review.submitted_at is not None:
        calendar = calendars.of_project(work, project)
        day = review.submitted_at.astimezone(ZoneInfo(project.zone)).date()
        since = calendar.next_working_day(day, inclusive=True)
        days = [*asks.half_and_last(since, review.opinions_by, calendar), review.opinions_by + A_DAY]
    elif shown.state is State.PASSED:
        days = [one.condition.due_on + A_DAY for one in shown.conditions if not one.is_met]
    else:
        days = []
    return [asks.beginning(day, project) for day in days]


def notice_day(work: Work, shown: Shown) -> date:
    """The day from which its lead department is asked to submit it."""
    return calendars.of_project(work, shown.project).add_working_days(shown.review.due_on, -NOTICE_DAYS)


def _asks(work: Work, shown: Shown) -> list[Asked]:
    review, project = shown.review, shown.project
    found = []
    if shown.state in (State.PLANNED, State.RETURNED):
        since = review.decided_at or review.changed_at
        if shown.state is State.PLANNED:
            since = asks.beginning(notice_day(work, shown), project)
        found.append(Asked(SUBMIT, project.id, since, post=asks.LIAISON, department_id=review.department_id))
    if shown.state is State.SUBMITTED:
        since = review.submitted_at or review.changed_at
        found += [Asked(OPINION, project.id, since, user_id=one) for one in sorted(_waited_for(shown))]
        if shown.missing and review.opinions_by is not None:
            silent = Asked(SILENCE, project.id, asks.beginning(review.opinions_by + A_DAY, project))
            found += [silent._replace(post=asks.PM), silent._replace(user_id=project.sponsor_id)]
    if shown.lapsed:
        since = asks.beginning(min(one.condition.due_on for one in shown.lapsed) + A_DAY, project)
        found.append(Asked(LAPSED, project.id, since, post=asks.PM))
    return found


def _waited_for(shown: Shown) -> set[str]:
    return {one.seat.signer.person_id for one in shown.missing if one.seat.signer.person_id}


def _of(work: Work, shown: Shown, user_id: str) -> list[Waiting]:
    project, found = shown.project, []
    is_asked = shown.state is State.RETURNED or (
        shown.state is State.PLANNED and notice_day(work, shown) <= shown.today
    )
    if is_asked and user_id == submits(work, shown):
        found.append(review_lines.submit(SUBMIT, shown))
    if shown.state is State.SUBMITTED:
        own = [one for one in shown.missing if one.seat.signer.person_id == user_id]
        if own:
            found.append(review_lines.opinion(OPINION, shown, own))
        others = [one for one in shown.missing if one not in own]
        if shown.is_late and others and user_id in (project.pm_id, project.sponsor_id):
            found.append(review_lines.silence(SILENCE, shown, others))
    if shown.lapsed and user_id == project.pm_id:
        found.append(review_lines.lapsed(LAPSED, shown))
    return found
