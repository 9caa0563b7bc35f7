"""A task as the network of a plan knows it (`bot.plans`): where it stands, and where a link lets it stand.

A task without a planned start is as long as it says, or a day, up to its planned end.
"""

from __future__ import annotations

from datetime import date, timedelta

from bot.calendars import Calendar
from bot.plans import network
from bot.plans.network import Kind, Tie
from bot.plans.workdays import Workdays
from storage.tasks import Task


def planned(
    task: Task, due_on: date, calendar: Calendar | Workdays, starts_on: date | None = None
) -> network.Task[int]:
    """The task, due on that day, in the working days of that calendar, or in those that several tasks share; it begins
    on the day of its plan where no other is given.
    """
    starts_on = starts_on or task.starts_on
    workdays = calendar if isinstance(calendar, Workdays) else Workdays(calendar, due_on)
    evening = due_on.toordinal() + 1
    if task.is_milestone:
        return network.Task(task.id, 0, workdays, due_on.toordinal() if task.is_at_start else evening)
    if starts_on is None:
        days = max(task.days or 1, 1)
        return network.Task(task.id, days, workdays, workdays.day(workdays.number(evening) - days))
    days = max(workdays.calendar.working_days_between(starts_on - timedelta(days=1), due_on), 1)
    return network.Task(task.id, days, workdays, starts_on.toordinal())


def leaves(before: Task, due_on: date, kind: Kind) -> int | None:
    """The instant at which what waits for that end, or for that beginning, may follow; None where it is not known."""
    if before.is_milestone:
        return due_on.toordinal() + (not before.is_at_start)
    if kind.leaves_at_end:
        return due_on.toordinal() + 1
    return before.starts_on.toordinal() if before.starts_on is not None else None


def earliest(waiting: network.Task[int], instant: int, kind: Kind, lag: int) -> int:
    """The first position at which it keeps a link that leaves at that instant."""
    before = network.Task(0, 0, waiting.calendar, instant)
    return network.earliest(Tie(0, None, kind, lag), before, instant, waiting)


def day_of(waiting: network.Task[int], task: Task, end: int) -> date:
    """The day on which it is done that ends with that instant; a milestone may stand at the start of one instead."""
    if task.is_milestone and task.is_at_start:
        return date.fromordinal(waiting.calendar.day(waiting.calendar.number(end)))
    return date.fromordinal(end) - timedelta(days=1)
