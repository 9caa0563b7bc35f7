"""Reviews of a project that stands still, goes on and ends, and of a department that takes part in it no more.

While it stands still the days for opinions and conditions do not pass. With the project what has not passed ends.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.process.kernel import calendars, matters, undoing
from bot.process.kernel.flow import Back, Going, Life, Open, Parting
from bot.process.kernel.work import Work
from bot.process.reviews import reminders
from bot.process.reviews import shown as review_shown
from bot.process.reviews.kind import REVIEWS
from bot.process.reviews.states import END, State
from bot.words.language import Near, Text, plural
from bot.words.language import text as _
from storage import history, reviews
from storage.history import HAND_OVER
from storage.projects import Project
from storage.reviews import AHEAD, PASSED, Review


def is_open(work: Work, project: Project) -> list[Open]:
    """The reviews that have not passed."""
    found = reviews.of_projects(work.session, work.team_id, [project.id], states=AHEAD)
    return [
        Open(
            shown.review.id,
            f"Q-{shown.review.number}",
            shown.review.title,
            _people(work, shown),
            is_late=(shown.is_late or shown.is_due) and not project.is_still,
            button=REVIEWS.show(shown.review.number),
        )
        for shown in review_shown.many(work, found)
    ]


def ahead(work: Work, project: Project) -> list[Text]:
    """By when opinions are due, were the project to go on now."""
    since, today = project.phase_since or work.now, work.today(project.zone)
    return [
        _(
            "Q-%(number)s · %(title)s: opinions by %(day)s instead of %(was)s",
            number=one.number, title=one.title, day=Near(day, today), was=Near(one.opinions_by or today, today),
        )
        for one in _in_review(work, project)
        if (day := _moved(work, project, one.opinions_by, since)) is not None
    ]  # fmt: skip


def go_on(work: Work, project: Project, since: datetime) -> None:
    """The days that had not passed go on with the working days that were left of them."""
    for review in reviews.of_projects(work.session, work.team_id, [project.id], states=(*AHEAD, PASSED)):
        fields: dict[str, Any] = {}
        if review.state == State.SUBMITTED and (day := _moved(work, project, review.opinions_by, since)) is not None:
            fields["opinions_by"] = day
        moved = _move_conditions(work, project, review, since)
        if fields or moved:
            matters.alter(work, REVIEWS, review, "go on", **fields)
        if review.state in AHEAD or moved:
            matters.changed(work, REVIEWS, review)


def end(work: Work, _project: Project, review_ids: Collection[int], _is_done: bool, because: str) -> None:
    """These end with the project."""
    for review_id in sorted(review_ids):
        review = REVIEWS.row(work.session, work.team_id, review_id)
        if review is not None:
            matters.move(work, REVIEWS, review, END, because=because)
            matters.changed(work, REVIEWS, review)


def bring_back(work: Work, project: Project, at: datetime, _with_done: bool) -> int:
    """What ended at that moment stands as it did."""
    count = 0
    for review in reviews.of_projects(work.session, work.team_id, [project.id], states=(reviews.ENDED,)):
        last = history.of(work.session, work.team_id, REVIEWS.flow, review.id)[-1]
        if last.at == at and last.action == END:
            undoing.restore(work, REVIEWS.flow, review, last)
            matters.changed(work, REVIEWS, review)
            count += 1
    return count


def waits_for(work: Work, project: Project, department_id: int) -> list[Open]:
    """The reviews that it has to submit, or has submitted."""
    its = {one.id for one in _led(work, project, department_id)}
    return [one for one in is_open(work, project) if one.id in its]


def after(work: Work, project: Project, going: Going) -> None:
    """The heir submits what the department would have; without one the initiating department."""
    heir = going.heir or project.initiating_department_id
    for review in _led(work, project, going.gone):
        if heir != going.gone:
            matters.alter(work, REVIEWS, review, HAND_OVER, department_id=heir)
            matters.changed(work, REVIEWS, review)


def take_back(work: Work, project: Project, at: datetime, _going: Going) -> Back:
    """The department submits again what it had to before, where nobody has gone on with it."""
    found = history.acted(
        work.session, Review, work.team_id, REVIEWS.flow, project.id, HAND_OVER, actor_id=work.person.user_id, at=at
    )
    back = [one for one in found if one.stands]
    for one in back:
        for change in reversed(one.changes):
            undoing.restore(work, REVIEWS.flow, one.row, change)
        matters.changed(work, REVIEWS, one.row)
    kept = [Text("%(what)s", {"what": f"Q-{one.row.number} · {one.row.title}"}) for one in found if not one.stands]
    return Back(len(back), kept)


def _people(work: Work, shown: review_shown.Shown) -> tuple[str, ...]:
    if shown.state is State.SUBMITTED:
        return tuple(one.seat.signer.person_id for one in shown.missing if one.seat.signer.person_id)
    return tuple(filter(None, [reminders.submits(work, shown)]))


def _in_review(work: Work, project: Project) -> list[Review]:
    return reviews.of_projects(work.session, work.team_id, [project.id], states=(reviews.SUBMITTED,))


def _led(work: Work, project: Project, department_id: int) -> list[Review]:
    found = reviews.of_projects(work.session, work.team_id, [project.id], states=(*AHEAD, PASSED))
    return [one for one in found if one.department_id == department_id]


def _moved(work: Work, project: Project, day: date | None, since: datetime) -> date | None:
    """To which day that one moves; None for one that had passed before, and for none."""
    zone, today = ZoneInfo(project.zone), work.today(project.zone)
    stood = since.astimezone(zone).date()
    if day is None or day < stood or today == stood:
        return None
    calendar = calendars.of_project(work, project)
    first = calendar.next_working_day(today, inclusive=True)
    moved = calendar.add_working_days(first, calendar.working_days_between(stood, day))
    return moved if moved != day else None


def _move_conditions(work: Work, project: Project, review: Review, since: datetime) -> bool:
    is_moved = False
    for one, task in reviews.conditions(work.session, [review.id]).get(review.id, []):
        is_open = one.edition == review.edition and (task is None or task.status != "done")
        day = _moved(work, project, one.due_on, since) if is_open else None
        if day is not None:
            one.due_on, is_moved = day, True
            work.session.add(one)
    work.session.flush()
    return is_moved


LIFE = Life(
    words=lambda number: plural(
        "%(number)s review that has not passed", "%(number)s reviews that have not passed", number
    ),
    open=is_open,
    go_on=go_on,
    ahead=ahead,
    end=end,
    bring_back=bring_back,
)
PARTING = Parting(words=LIFE.words, open=waits_for, after=after, take_back=take_back)
