"""What of lessons waits for whom: an offer for its answer, one that nobody took for a year for its PM's word.

Neither rings: they stand on Home and in the inbox, and go when nobody asks any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.process.kernel import asks, matters
from bot.process.kernel.asks import Asked
from bot.process.kernel.waiting import Waiting
from bot.process.kernel.work import Work
from bot.process.lessons import shown as lesson_shown
from bot.process.lessons.states import A_YEAR, TRANSITIONS, State
from bot.words.language import plural
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import lessons, people, projects
from storage import matters as kept
from storage.lessons import Lesson, LessonOffer
from storage.rows import read_ahead

# The kinds of reminders: what of a project was offered, by the project; and what is to be retired, by the lesson.
OFFERED, RETIRE = "lessons.offered", "lessons.retire"
OFFERS, LESSONS = (OFFERED,), (RETIRE,)
LOOK = "lessons.look"
# After so long nobody is asked any more about an offer.
ASKED_FOR = timedelta(days=14)


def watch(work: Work, lesson: Lesson) -> None:
    """After every change: who is asked whether it still holds, and when that is looked at."""
    asks.settle(work, LESSONS, lesson.id, _asked(work, lesson))
    if lesson.state == State.KEPT:
        work.wake(LOOK, lesson.id, lesson.alive_at + A_YEAR)
    else:
        work.let_sleep(LOOK, lesson.id)


def look(work: Work, lesson_id: int) -> None:
    """A timer's operation: a year has passed; where nobody took it, its PM is asked whether it still holds."""
    lesson = kept.by_id(work.session, Lesson, work.team_id, lesson_id, to_change=True)
    if lesson is None or lesson.state != State.KEPT:
        return
    if lesson.alive_at + A_YEAR > work.now:
        work.wake(LOOK, lesson_id, lesson.alive_at + A_YEAR)
        return
    before, lesson.state = lesson.state, TRANSITIONS.after(State.KEPT, "grow stale")
    lesson.version += 1
    work.session.add(lesson)
    work.session.flush()
    work.record("lessons", lesson.id, "grow stale", {"state": (before, lesson.state)})
    watch(work, lesson)


def look_at(work: Work, lesson_id: int) -> datetime | None:
    """When a year will have passed."""
    lesson = kept.by_id(work.session, Lesson, work.team_id, lesson_id)
    return lesson.alive_at + A_YEAR if lesson is not None and lesson.state == State.KEPT else None


def watch_offers(work: Work, project_id: int) -> None:
    """After an offer in the project, or an answer to one: who is still asked for theirs."""
    asks.settle(work, OFFERS, project_id, asked_in(work, project_id))


def asked_in(work: Work, project_id: int) -> list[Asked]:
    """Who was offered something in the project and has not answered; once each, until nobody asks any more."""
    found: dict[str, datetime] = {}
    for one in lessons.offers_in(work.session, work.team_id, [project_id]):
        if not one.answer:
            found[one.user_id] = max(one.offered_at, found.get(one.user_id, one.offered_at))
    return [Asked(OFFERED, project_id, at, at + ASKED_FOR, user_id=user_id) for user_id, at in found.items()]


def asked(work: Work, lesson_id: int) -> list[Asked]:
    """Who is asked whether a lesson still holds."""
    lesson = kept.by_id(work.session, Lesson, work.team_id, lesson_id)
    return _asked(work, lesson) if lesson is not None else []


def offer_lines(work: Work, user_id: str, project_ids: Sequence[int]) -> list[Waiting]:
    """One line a project in which the person has offers to answer."""
    found: dict[int, list[LessonOffer]] = {}
    for one in lessons.offers_in(work.session, work.team_id, project_ids):
        if one.user_id == user_id and not one.answer and one.offered_at + ASKED_FOR > work.now:
            found.setdefault(one.project_id, []).append(one)
    lines = []
    for project_id, its in found.items():
        project = projects.project(work.session, work.team_id, project_id)
        if project is not None:
            line = plural(
                "%(project)s: %(number)s lesson of earlier projects may fit",
                "%(project)s: %(number)s lessons of earlier projects may fit",
                len(its),
                project=project.number,
            )
            offer = Offer(_("Look at them"), "lessons.offered", str(project_id))
            # Nobody is late with it.
            lines.append(Waiting(OFFERED, project_id, line, None, (offer,)))
    return lines


def lines(work: Work, user_id: str, lesson_ids: Sequence[int]) -> list[Waiting]:
    """Those of these lessons of which the person says whether they still hold."""
    found = []
    person = people.person(work.session, work.team_id, user_id)
    for lesson in read_ahead(work.session, Lesson, lesson_ids):
        project = matters.project_of(work, lesson)
        is_theirs = user_id == project.pm_id or (person is not None and person.may_administer)
        if lesson.team_id != work.team_id or lesson.state != State.STALE or not is_theirs:
            continue
        line = _("Nobody took this lesson for a year: %(lesson)s", lesson=lesson_shown.brief(lesson))
        offers = (
            Offer(_("Retire"), "lessons.retire", str(lesson.id)),
            Offer(_("It still holds"), "lessons.keep", str(lesson.id)),
        )
        found.append(Waiting(RETIRE, lesson.id, line, None, offers))
    return found


def nudge_offered(work: Work, user_id: str, project_id: int) -> Waiting | None:
    """What was offered in a project, as it waits for the person."""
    return next(iter(offer_lines(work, user_id, [project_id])), None)


def nudge_retire(work: Work, user_id: str, lesson_id: int) -> Waiting | None:
    """A lesson that is to be retired, as it waits for the person."""
    return next(iter(lines(work, user_id, [lesson_id])), None)


def _asked(work: Work, lesson: Lesson) -> list[Asked]:
    """The PM of the project that it was learnt in; where they have left, an admin."""
    if lesson.state != State.STALE:
        return []
    pm = people.person(work.session, work.team_id, matters.project_of(work, lesson).pm_id)
    since = lesson.alive_at + A_YEAR
    if pm is not None and pm.is_there:
        return [Asked(RETIRE, lesson.project_id, since, post=asks.PM)]
    return [Asked(RETIRE, lesson.project_id, since, user_id=asks.ADMINS)]
