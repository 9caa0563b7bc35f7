"""How a retrospective is shown: where it stands, who was asked, what they say together, the report and its actions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.process.kernel import calendars, matters, substitutes, timelines
from bot.process.kernel.rules import Role
from bot.process.kernel.work import Work
from bot.process.lessons import shown as lesson_shown
from bot.process.lessons.shown import Shown as Lesson
from bot.process.retrospectives.states import DID, STATES, Sort, State
from bot.words import marked
from bot.words.language import Text
from storage import lessons, people, retrospectives
from storage.history import Change
from storage.people import Person
from storage.projects import Project
from storage.retrospectives import Action, Answer, Retrospective

ANSWER = "retrospectives.answer"


@dataclass(frozen=True, slots=True)
class Said:
    """A line of the report: what is kept, stopped or started, whose it is, and by when."""

    sort: Sort
    title: str
    owner: Person | None
    due_on: date


@dataclass(frozen=True, slots=True)
class Followed:
    """An action with its owner; `is_late`: its day has passed and it is not done."""

    action: Action
    owner: Person | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Together:
    """What was answered, together: how many did, the means, the words of each question, without names."""

    number: int
    goal: float | None
    cooperation: float | None
    goal_words: Sequence[str]
    cooperation_words: Sequence[str]
    causes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """A retrospective as it is shown. `asked` are those who are asked and there, `silent` those of them who have not
    answered; `counted` names the calendar of the day to answer by.
    """

    retrospective: Retrospective
    project: Project
    pm: Person | None
    sponsor: Person | None
    asked: Sequence[Person]
    silent: Sequence[Person]
    answers: Sequence[Answer]
    report: Sequence[Said]
    actions: Sequence[Followed]
    lessons: Sequence[Lesson]
    counted: Text | None
    changed_by: Person | None
    changed_for: Person | None = None

    @property
    def hand(self) -> Text:
        """By whom it was changed last."""
        return substitutes.hand(self.changed_by, self.changed_for)

    @property
    def matter(self) -> Retrospective:
        """What is kept of it."""
        return self.retrospective

    @property
    def state(self) -> State:
        """Where it stands."""
        return State(self.retrospective.state)

    @property
    def words(self) -> Text:
        """Where it stands, in words."""
        return STATES[self.state]

    @property
    def is_written(self) -> bool:
        """Whether the report says anything."""
        return bool(self.retrospective.summary or self.report)

    @property
    def together(self) -> Together:
        """What was answered. Who said what is told to nobody."""
        given = [one for one in self.answers if one.answered_at is not None]
        goals = [one.goal for one in given if one.goal is not None]
        cooperation = [one.cooperation for one in given if one.cooperation is not None]
        return Together(
            len(given),
            _mean(goals),
            _mean(cooperation),
            _words(one.goal_words for one in given),
            _words(one.cooperation_words for one in given),
            _words(one.causes for one in given),
        )

    def of_sort(self, sort: str) -> list[Said]:
        """The lines of that sort."""
        return [one for one in self.report if one.sort == sort]


def one(work: Work, retrospective: Retrospective) -> Shown:
    """A retrospective as it is shown."""
    project = matters.project_of(work, retrospective)
    asked = retrospectives.answers(work.session, work.team_id, retrospective.id)
    actions = retrospectives.actions(work.session, work.team_id, project.id)
    lines = [(Sort(sort), line) for sort, found in retrospective.lines.items() for line in found]
    ids = {project.pm_id, project.sponsor_id, retrospective.changed_by, retrospective.changed_for}
    ids |= (
        {one.user_id for one in asked} | {one.owner_id for one in actions} | {line["owner_id"] for _sort, line in lines}
    )
    known = people.people(work.session, work.team_id, [one for one in ids if one])
    there = [known[one.user_id] for one in asked if one.user_id in known and known[one.user_id].is_there]
    answered = {one.user_id for one in asked if one.answered_at is not None}
    today = work.today(project.zone)
    learnt = lessons.of_project(work.session, work.team_id, project.id)
    calendar = calendars.of_project(work, project)
    return Shown(
        retrospective,
        project,
        known.get(project.pm_id),
        known.get(project.sponsor_id),
        there,
        [one for one in there if one.user_id not in answered],
        asked,
        [_said(sort, line, known) for sort, line in lines],
        [
            Followed(one, known.get(one.owner_id), one.state == retrospectives.OPEN and one.due_on < today)
            for one in actions
        ],
        lesson_shown.many(work, learnt),
        calendars.named(calendar, today, retrospective.answer_by) if retrospective.state == State.ASKING else None,
        known.get(retrospective.changed_by),
        known.get(retrospective.changed_for or ""),
    )


def many(work: Work, found: Sequence[Retrospective]) -> list[Shown]:
    """Retrospectives as they are shown, in the same order."""
    return [one(work, each) for each in found]


def concerns(work: Work, action: str, retrospective: Retrospective) -> dict[str, Any]:
    """Whose person an action on it is a matter of, for `rights.must`: who is asked, each for themselves."""
    if action != ANSWER or work.actor_id is None:
        return {}
    asked = retrospectives.answer_of(work.session, work.team_id, retrospective.id, work.actor_id)
    return {"who": {Role.SELF: asked.user_id if asked is not None else None}}


def told(_work: Work, change: Change) -> Text:
    """One change in words."""
    _before, title = change.changes.get("title", (None, ""))
    return timelines.told(change, DID, {"title": title or "–"})


def _said(sort: Sort, line: Mapping[str, Any], known: Mapping[str, Person]) -> Said:
    return Said(sort, str(line["title"]), known.get(line["owner_id"]), date.fromisoformat(line["due_on"]))


def _mean(found: Sequence[int]) -> float | None:
    return round(sum(found) / len(found), 1) if found else None


def _words(found: Any) -> list[str]:
    """What was said, line by line, in an order that tells nothing of who said it."""
    return sorted(line for one in found for line in marked.lines(one))
