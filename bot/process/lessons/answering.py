"""Whoever a lesson was offered to answers: took it (已采纳), or not relevant (不适用); both are counted.

What was taken can become a task or a risk of the project, once that has begun.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.process.kernel import matters, rights
from bot.process.kernel.flow import Made
from bot.process.kernel.rules import Role
from bot.process.kernel.work import Work
from bot.process.lessons import reminders
from bot.process.lessons import shown as lesson_shown
from bot.process.lessons.kind import LESSONS
from bot.process.lessons.shown import Shown
from bot.process.lessons.states import State
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import lessons, projects
from storage import matters as kept
from storage.departments import Department
from storage.lessons import PASSED, TOOK, Lesson, LessonOffer
from storage.projects import Project

ANSWER = "lessons.answer"
UNKNOWN = _("That lesson is not offered any more. `/lesson list` shows the lessons.")


@dataclass(frozen=True, slots=True)
class Offered:
    """A lesson as it was offered in a project, and what came of that; `has_begun`: a task or a risk can be made of it,
    `answers`: it is the reader's to answer.
    """

    offer: LessonOffer
    project: Project
    shown: Shown
    answers: bool = False

    @property
    def has_begun(self) -> bool:
        """Whether the project runs, so that something can be made of it there."""
        return not self.project.is_unbegun and not self.project.is_still


def offered_in(work: Work, project_id: int) -> list[Offered]:
    """What was offered to the actor in the project and is not answered; without any, what they were offered at all.

    Raises Refused for a project that the actor may not see, and where nothing was.
    """
    project = rights.seen(work, project_id)
    found = [one for one in lessons.offers_in(work.session, work.team_id, [project_id]) if _is_mine(work, one)]
    several = _shown(work, project, [one for one in found if not one.answer] or found)
    if not several:
        raise Refused(_("No lesson was offered to you in %(project)s.", project=project.number))
    return several


def of_lesson(work: Work, lesson_id: int) -> list[Offered]:
    """Where the lesson was offered to the actor and something is still to be said, or made of it."""
    found = []
    for one in lessons.offers_of(work.session, work.team_id, lesson_id):
        is_open = not one.answer or (one.answer == TOOK and not one.made)
        project = projects.project(work.session, work.team_id, one.project_id)
        if is_open and project is not None and _is_mine(work, one) and rights.may_see(work, project):
            found += _shown(work, project, [one])
    return found


def take(work: Work, offer_id: int) -> Offered:
    """They took it: it holds for another year. Raises Refused for whom it was not offered to, and where it is gone."""
    return _answer(work, offer_id, TOOK)


def pass_over(work: Work, offer_id: int) -> Offered:
    """It is not relevant there. Raises Refused like `take`, and where something was made of it already."""
    return _answer(work, offer_id, PASSED)


def reconsider(work: Work, offer_id: int) -> Offered:
    """Take the answer back. Raises Refused like `pass_over`."""
    return _answer(work, offer_id, "")


def to_become(work: Work, offer_id: int) -> Offered:
    """What was taken, for the form of what it becomes. Raises Refused where it was not taken, and before the project
    has begun.
    """
    offered = _held(work, offer_id)
    if offered.offer.answer != TOOK:
        raise Refused(_("Take the lesson first: then something can be made of it."))
    if not offered.has_begun:
        raise Refused(
            _("%(project)s has not begun: a task or a risk is made of it then.", project=offered.project.number)
        )
    return offered


def to_task(work: Work, offer_id: int) -> tuple[Offered, list[Department]]:
    """The same for a task, with the departments that can lead it."""
    offered = to_become(work, offer_id)
    return offered, [made for _part, made in projects.taking_part(work.session, offered.project)]


def becomes(work: Work, offer_id: int, made: Made) -> str:
    """It is that, too, from now on; what it is called itself. Refused like `to_become`."""
    offered = to_become(work, offer_id)
    offered.offer.made = made.label
    work.session.add(offered.offer)
    work.session.flush()
    lesson = offered.shown.lesson
    work.record("lessons", lesson.id, "become", {"in": (None, offered.project.id)})
    return LESSONS.called(lesson.number)


def _answer(work: Work, offer_id: int, answer: str) -> Offered:
    offered = _held(work, offer_id)
    offer = offered.offer
    if offer.answer == answer:
        work.does_nothing()
        return offered
    if offer.made and answer != TOOK:
        raise Refused(_("%(made)s was made of it: that stays, and so does the answer.", made=offer.made))
    before, lesson = offer.answer, offered.shown.lesson
    offer.answer, offer.answered_at = answer, work.now if answer else None
    offer.answered_by = work.person.user_id if answer else None
    offer.answered_for = work.acting_for.user_id if answer and work.acting_for else None
    work.session.add(offer)
    work.session.flush()
    did = {TOOK: "take", PASSED: "pass"}.get(answer, "undo")
    work.record("lessons", lesson.id, did, {"in": (None, offered.project.id), "answer": (before, answer)})
    if answer == TOOK:
        _keep_alive(work, lesson.id)
    reminders.watch_offers(work, offered.project.id)
    return Offered(offer, offered.project, lesson_shown.one(work, lesson), answers=True)


def _keep_alive(work: Work, lesson_id: int) -> None:
    """Somebody took it: nobody asks for a year whether it still holds."""
    lesson = kept.by_id(work.session, Lesson, work.team_id, lesson_id, to_change=True)
    if lesson is None:
        return
    lesson.alive_at = work.now
    if lesson.state == State.STALE:
        lesson.state = LESSONS.moves.after(lesson.state, "keep")
    lesson.version += 1
    work.session.add(lesson)
    work.session.flush()
    reminders.watch(work, lesson)


def _held(work: Work, offer_id: int) -> Offered:
    offer = lessons.offer(work.session, work.team_id, offer_id, to_change=True)
    if offer is None:
        raise Refused(UNKNOWN)
    project = rights.seen(work, offer.project_id, UNKNOWN)
    why = _("That lesson was not offered to you.")
    rights.must(work, ANSWER, project, why, who={Role.SELF: offer.user_id})
    several = _shown(work, project, [offer])
    if not several:
        raise Refused(UNKNOWN)
    return several[0]


def _is_mine(work: Work, offer: LessonOffer) -> bool:
    project = projects.project(work.session, work.team_id, offer.project_id)
    return project is not None and rights.may(work, ANSWER, project, who={Role.SELF: offer.user_id})


def _shown(work: Work, project: Project, found: Sequence[LessonOffer]) -> list[Offered]:
    """These offers, as far as their lessons may still be read."""
    pairs = [(one, kept.by_id(work.session, Lesson, work.team_id, one.lesson_id)) for one in found]
    standing = [(one, lesson) for one, lesson in pairs if lesson is not None and _is_read(work, lesson)]
    shown = lesson_shown.many(work, [lesson for _offer, lesson in standing])
    return [
        Offered(one, project, seen, rights.may(work, ANSWER, project, who={Role.SELF: one.user_id}))
        for (one, _lesson), seen in zip(standing, shown, strict=True)
    ]


def _is_read(work: Work, lesson: Lesson) -> bool:
    if lesson.state == State.WITHDRAWN:
        return False
    return lesson_shown.is_readable(work, lesson) or rights.may_see(work, matters.project_of(work, lesson))
