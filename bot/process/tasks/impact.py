"""What a later planned end does to the tasks that wait for it: said before it is saved, and told where that is wanted.

Only those that directly wait are looked at; the rest of the plan is the schedule's to say.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.process.kernel import calendars
from bot.process.kernel.weighing import Weighed, must_be_known
from bot.process.kernel.work import Work
from bot.process.tasks.states import Status
from bot.words.language import Near, Text, joined, plural
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import dependencies, people
from storage.dependencies import Dependency
from storage.people import Person
from storage.projects import Project
from storage.tasks import Task

# So many are named one by one.
NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Held:
    """A task that cannot begin as planned: on which day it could, and by how many working days that is too late.

    Of one that has begun it is by how much what it waits for ends after it; `could_start` is None.
    """

    task: Task
    owner: Person | None
    could_start: date | None
    days: int


def weighed(task: Task, due_on: date, held: Text, today: date, offer: Offer) -> Weighed:
    """A move was not saved: others would be too late by it, and whoever moves it has not read so yet."""
    why = _(
        "Not saved yet, because it makes others too late: %(held)s. Send it again to move T-%(number)s to "
        "%(day)s all the same; their owners can be told after that.",
        held=held,
        number=task.number,
        day=Near(due_on, today),
    )
    return Weighed(why, _mark(task, due_on), field="due_on", offer=offer)


def weigh(work: Work, task: Task, project: Project, due_on: date, offer: Offer) -> None:
    """Raises Weighed where the planned end, moved to that day, makes tasks too late and the actor does not know so."""
    held = added(work, task, project, due_on)
    if held:
        today = work.today(project.zone)
        must_be_known(work, weighed(task, due_on, said(held, today), today, offer))


def added(work: Work, task: Task, project: Project, due_on: date) -> list[Held]:
    """The tasks that are too late, or later than they were, if the task is due on that day."""
    if not task.successors or due_on <= task.due_on:
        return []
    before = {one.task.id: one.days for one in _held(work, task, project, task.due_on)}
    return [one for one in _held(work, task, project, due_on) if one.days > before.get(one.task.id, 0)]


def standing(work: Work, task: Task, project: Project) -> list[Held]:
    """The tasks that are too late as the task is planned now."""
    return _held(work, task, project, task.due_on) if task.successors and task.status != Status.DONE else []


def worst(work: Work, task: Task, project: Project) -> tuple[Task, Held] | None:
    """What of all that the task waits for makes it latest, and how late that is; None where nothing does."""
    before = dependencies.predecessors(work.session, work.team_id, [task.id]).get(task.id, ())
    found = [
        (other, held)
        for link, other in before
        if other.status != Status.DONE and (held := _one(work, project, other.due_on, link, task)) is not None
    ]
    return max(found, key=lambda one: one[1].days, default=None)


def said(held: Sequence[Held], today: date) -> Text:
    """T-9 of Wang Lei could begin on 4 December only, 2 working days too late; …"""
    lines = [_line(one, today) for one in held[:NAMED_AT_MOST]]
    if len(held) > NAMED_AT_MOST:
        lines.append(plural("%(number)s more task", "%(number)s more tasks", len(held) - NAMED_AT_MOST))
    return joined(lines, _("%(one)s; %(rest)s")) or Text("")


def _line(one: Held, today: date) -> Text:
    late = plural("%(number)s working day", "%(number)s working days", one.days)
    whose = {"number": one.task.number, "name": one.owner.name if one.owner else "?", "late": late}
    if one.could_start is None:
        return _("T-%(number)s of %(name)s, under way, is due %(late)s before that", **whose)
    day = Near(one.could_start, today)
    return _("T-%(number)s of %(name)s could begin on %(day)s only, %(late)s too late", day=day, **whose)


def _held(work: Work, task: Task, project: Project, due_on: date) -> list[Held]:
    beside = dependencies.successors(work.session, work.team_id, [task.id]).get(task.id, ())
    found = [_one(work, project, due_on, link, other) for link, other in beside]
    return [one for one in found if one is not None]


def _one(work: Work, project: Project, due_on: date, link: Dependency, waiting: Task) -> Held | None:
    """How late the waiting task is by what it waits for, due on that day; a task without a start by its own end."""
    calendar = calendars.of_project(work, project)
    could_start = None
    if waiting.status == Status.DONE:
        return None
    if waiting.status == Status.NOT_STARTED:
        could_start = calendar.add_working_days(due_on, link.lag + 1)
        days = calendar.working_days_between(waiting.starts_on or waiting.due_on, could_start)
    else:
        days = calendar.working_days_between(waiting.due_on, due_on)
    owner = people.person(work.session, work.team_id, waiting.owner_id)
    return Held(waiting, owner, could_start, days) if days > 0 else None


def _mark(task: Task, due_on: date) -> str:
    return f"weighed:{task.id}:{due_on.isoformat()}"
