"""Lessons are offered (提示经验教训) to whoever begins something that their trigger fits: at most a few, once each.

A trigger says which kind of project, department, stage or kind of risk. It fits where nothing that it says is otherwise
and something of it is so; what an occasion says nothing of is left open. What somebody has answered in a project is
offered there to nobody any more.
"""

from __future__ import annotations

from typing import NamedTuple

from bot.process.kernel.occasions import REVIEW, RISK, Occasion
from bot.process.kernel.work import Work
from bot.process.lessons import reminders
from bot.words.patterns import Pattern
from storage import lessons
from storage.lessons import Counts, Lesson, LessonOffer

# More than that nobody reads beside what they are about to do.
MOST = 3
# They come often in a project of one kind and of one department: what fits has to speak of the thing itself.
ABOUT_ONE_THING = frozenset({RISK, REVIEW})
_COMMA = Pattern(r"[,，、;；]")


class Fit(NamedTuple):
    """How well a lesson fits an occasion: how much of its trigger is so, and whether the template brings it."""

    of_template: bool
    matched: int


def offer(work: Work, occasion: Occasion) -> None:
    """Offer the actor what fits, at most MOST in that project that they have not answered."""
    project = occasion.project
    if work.actor is None:
        return
    offered = {one.lesson_id: one for one in lessons.offers_in(work.session, work.team_id, [project.id])}
    standing = sum(one.user_id == work.person.user_id and not one.answer for one in offered.values())
    found = [one for one in fitting(work, occasion) if _is_open(work, offered.get(one.id))]
    for lesson in found[: max(MOST - standing, 0)]:
        _offer(work, occasion, lesson, offered.get(lesson.id))
    if found:
        reminders.watch_offers(work, project.id)


def fitting(work: Work, occasion: Occasion) -> list[Lesson]:
    """The lessons that fit, the best first: of those that fit as well, what was taken more often, then the newest."""
    found = lessons.that_may_fit(
        work.session, work.team_id, occasion.project.id, occasion.scenario, occasion.department_ids
    )
    fits = [(fit, one) for one in found if (fit := fit_of(one, occasion)) is not None]
    counted = lessons.counts(work.session, work.team_id, [one.id for _fit, one in fits])

    def rank(pair: tuple[Fit, Lesson]) -> tuple[bool, int, int, int]:
        fit, one = pair
        return (not fit.of_template, -fit.matched, -counted.get(one.id, Counts()).took, -one.number)

    return [one for _fit, one in sorted(fits, key=rank)]


def fit_of(lesson: Lesson, occasion: Occasion) -> Fit | None:
    """How well the lesson fits; None where it does not."""
    of_template = bool(occasion.template) and occasion.template in lesson.templates
    said: list[bool] = []
    of_it: list[bool] = []
    if lesson.scenario and occasion.scenario:
        said.append(lesson.scenario == occasion.scenario)
    if lesson.department_id is not None:
        said.append(lesson.department_id in occasion.department_ids)
    if lesson.stage and occasion.stages:
        of_it.append(_any_in(lesson.stage, " ".join(occasion.stages)))
    is_about_it = bool(lesson.risk) and _any_in(lesson.risk, occasion.words)
    if is_about_it or (lesson.risk and occasion.name in ABOUT_ONE_THING):
        # What a project is called says nothing of its risks; what a risk says does.
        of_it.append(is_about_it)
    if of_template:
        return Fit(True, sum(said) + sum(of_it))
    needed = of_it if occasion.name in ABOUT_ONE_THING else [*said, *of_it]
    return Fit(False, len(said) + len(of_it)) if needed and all(said) and all(of_it) else None


def in_act(work: Work, cause: str, project_id: int) -> int:
    """How many lessons that act has brought to the actor's mind, which they have not answered."""
    found = lessons.offers_in(work.session, work.team_id, [project_id])
    return sum(one.cause == cause and one.user_id == work.person.user_id and not one.answer for one in found)


def _any_in(words: str, said: str) -> bool:
    """Whether one of these words, with commas between them, stands in what was said."""
    parts = [one.strip().casefold() for one in _COMMA.split(words)]
    return any(one in said.casefold() for one in parts if one)


def _is_open(work: Work, before: LessonOffer | None) -> bool:
    """Whether it is to be offered: never before, or to somebody else who has not answered."""
    return before is None or (not before.answer and before.user_id != work.person.user_id)


def _offer(work: Work, occasion: Occasion, lesson: Lesson, before: LessonOffer | None) -> None:
    offered = before or LessonOffer(
        team_id=work.team_id,
        lesson_id=lesson.id,
        project_id=occasion.project.id,
        cause=work.cause,
        occasion=occasion.name,
        user_id=work.person.user_id,
        offered_at=work.now,
    )
    offered.cause, offered.occasion = work.cause, occasion.name
    offered.user_id, offered.offered_at = work.person.user_id, work.now
    work.session.add(offered)
    work.session.flush()
