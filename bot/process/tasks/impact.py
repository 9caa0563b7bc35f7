"""What a later planned end does to the tasks that wait for it: said before it is saved, and told where that is wanted.

Only those that directly wait are looked at; the rest of the plan is the schedule's to say.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.plans.network import Kind
from bot.process.kernel import calendars
from bot.process.kernel.weighing import Weighed, must_be_known
from bot.process.kernel.work import Work
from bot.process.tasks import acting, links, planning
from bot.process.tasks.states import Status
from bot.words.language import Name, Near, Text, joined, plural
from bot.words.language import text as _
from bot.words.refused import Offer
from storage import dependencies
from storage.dependencies import Dependency
from storage.people import Person
from storage.projects import Project
from storage.tasks import Task

# So many are named one by one.
NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Held:
    """A task that cannot begin as planned, and who acts for it: on which day it could, and by how many working days
    that is too late.

    Of one whose end is held, or which is a milestone, `could_end` is the day on which it could be done. Of one that has
    begun before what it waits for is done, both are None: it is by how much that ends after it.
    """

    task: Task
    owner: Person | None
    could_start: date | None
    days: int
    could_end: date | None = None
    # Its department, where nobody owns it: the liaison only acts for it.
    department: Name | None = None

    @property
    def whose(self) -> Name | str:
        """Whose it is."""
        if self.department is not None:
            return self.department
        return self.owner.name if self.owner is not None else "?"

    def too_late(self, near: Callable[[date], Near]) -> Text | None:
        """It could begin on 4 December only, 2 working days too late; None of one that has begun."""
        late = plural("%(number)s working day", "%(number)s working days", self.days)
        if self.could_start is not None:
            return _("could begin on %(day)s only, %(late)s too late", day=near(self.could_start), late=late)
        if self.could_end is not None:
            return _("could be done on %(day)s only, %(late)s too late", day=near(self.could_end), late=late)
        return None


def weighed(task: Task, due_on: date, held: Text, today: date, offer: Offer) -> Weighed:
    """A move was not saved: others would be too late by it, and whoever moves it has not read so yet."""
    why = _(
        "Not saved yet, because it makes others too late: %(held)s. Send it again to move T-%(number)s to "
        "%(day)s all the same; their owners can be told after that.",
        held=held,
        number=task.number,
        day=Near(due_on, today),
    )
    does = _(
        "Not saved yet: T-%(number)s on %(day)s makes others too late: %(held)s.",
        held=held,
        number=task.number,
        day=Near(due_on, today),
    )
    return Weighed(why, _mark(task, due_on), field="due_on", offer=offer, does=does)


def weigh(work: Work, task: Task, project: Project, due_on: date, offer: Offer) -> None:
    """Raises Weighed where the planned end, moved to that day, makes tasks too late and the actor does not know so."""
    held = added(work, task, project, due_on)
    if held:
        today = work.today(project.zone)
        must_be_known(work, weighed(task, due_on, said(held, today), today, offer))


def added(work: Work, task: Task, project: Project, due_on: date) -> list[Held]:
    """The tasks that are too late, or later than they were, if the task is due on that day."""
    was = task.due_on
    if not task.successors or (was is not None and due_on <= was):
        return []
    before = {one.task.id: one.days for one in _held(work, task, project, was)} if was is not None else {}
    return [one for one in _held(work, task, project, due_on) if one.days > before.get(one.task.id, 0)]


def standing(work: Work, task: Task, project: Project) -> list[Held]:
    """The tasks that are too late as the task is planned now."""
    if not task.successors or task.status == Status.DONE or task.due_on is None:
        return []
    return _held(work, task, project, task.due_on)


def worst(work: Work, task: Task, project: Project) -> tuple[Task, Held] | None:
    """What of all that the task waits for makes it latest, and how late that is; None where nothing does."""
    before = dependencies.predecessors(work.session, work.team_id, [task.id]).get(task.id, ())
    found = [
        (other, held)
        for link, other in before
        if other.due_on is not None and (held := _one(work, project, other, other.due_on, link, task)) is not None
    ]
    return max(found, key=lambda one: one[1].days, default=None)


def said(held: Sequence[Held], today: date) -> Text:
    """T-9 of Wang Lei could begin on 4 December only, 2 working days too late; …"""
    lines = [_line(one, today) for one in held[:NAMED_AT_MOST]]
    if len(held) > NAMED_AT_MOST:
        lines.append(plural("%(number)s more task", "%(number)s more tasks", len(held) - NAMED_AT_MOST))
    return joined(lines, _("%(one)s; %(rest)s")) or Text("")


def _line(one: Held, today: date) -> Text:
    whose = {"number": one.task.number, "name": one.whose}
    what = one.too_late(lambda day: Near(day, today))
    if what is None:
        late = plural("%(number)s working day", "%(number)s working days", one.days)
        return _("T-%(number)s of %(name)s, under way, is due %(late)s before that", late=late, **whose)
    return _("T-%(number)s of %(name)s %(what)s", what=what, **whose)


def _held(work: Work, task: Task, project: Project, due_on: date) -> list[Held]:
    beside = dependencies.successors(work.session, work.team_id, [task.id]).get(task.id, ())
    found = [_one(work, project, task, due_on, link, other) for link, other in beside]
    return [one for one in found if one is not None]


def _one(work: Work, project: Project, before: Task, due_on: date, link: Dependency, waiting: Task) -> Held | None:
    """How late the waiting task is by what it waits for, due on that day; what is not scheduled is never late."""
    kind = Kind(link.kind)
    if waiting.due_on is None or waiting.status == Status.DONE or not links.holds_up(kind, before.status):
        return None
    calendar = calendars.of_plan(work, project, waiting.department_id)
    has_begun = waiting.status != Status.NOT_STARTED
    if has_begun and not kind.arrives_at_end:
        days = calendar.working_days_between(waiting.due_on, due_on) if kind.leaves_at_end else 0
        return _of(work, Held(waiting, acting.person(work, waiting), None, days)) if days > 0 else None
    planned, leaves = planning.planned(waiting, waiting.due_on, calendar), planning.leaves(before, due_on, kind)
    if leaves is None:
        return None
    at, now = planning.earliest(planned, leaves, kind, link.lag), planned.position(planned.start or 0)
    days = planned.between(now, at)
    if days <= 0:
        return None
    owner = acting.person(work, waiting)
    if planned.days and not kind.arrives_at_end:
        return _of(work, Held(waiting, owner, date.fromordinal(planned.start_at(at)), days))
    could_end = planning.day_of(planned, waiting, planned.end_at(at))
    return _of(work, Held(waiting, owner, None, days, could_end=could_end))


def _of(work: Work, held: Held) -> Held:
    return held if held.task.owner_id is not None else replace(held, department=acting.department(work, held.task))


def _mark(task: Task, due_on: date) -> str:
    return f"weighed:{task.id}:{due_on.isoformat()}"
