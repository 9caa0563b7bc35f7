"""The plan of a project as a file of MS Project's, with the calendars in which its departments count."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from bot.calendars import Calendar
from bot.plans.plan import Plan, PlanCalendar
from bot.plans.writing.ms_project import days_of
from bot.process.kernel import calendars, rights
from bot.process.kernel.rooms import reader_of
from bot.process.kernel.work import Work
from bot.process.plans import drawn
from bot.words.language import CHINESE
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import tasks
from storage.projects import Project
from storage.tasks import Task

# Days off are written out so long after the last day of the plan: what moves is counted in them, too.
AFTER = timedelta(days=366)


class Exported(NamedTuple):
    """The plan, of which project, and the day there."""

    project: Project
    plan: Plan
    today: date


def plan(work: Work, project_id: int) -> Exported:
    """The plan of the project. Raises Refused for one that the actor may not see, and where it has no task."""
    project = rights.seen(work, project_id)
    every = tasks.of_project(work.session, work.team_id, project.id)
    if not every:
        raise Refused(
            _(
                "%(project)s has no task yet, so there is no plan to export. `/plan import` reads one, `/task add` "
                "adds a task.",
                project=project.number,
            )
        )
    today = work.today(project.zone)
    made = drawn.plan_of(work, project, every)
    first = min(project.starts_on, made.begins or today)
    last = max(project.ends_on, made.ends or today) + AFTER
    own = calendars.of_project(work, project)
    made.start = made.begins
    made.calendar = _written(work, own, first, last)
    _count(work, project, every, made, (first, last))
    return Exported(project, made, today)


def _count(work: Work, project: Project, every: Sequence[Task], made: Plan, span: tuple[date, date]) -> None:
    """Say of each row in which calendar it counts, where that is not the project's."""
    of_task: dict[str, Task] = {str(one.id): one for one in every}
    project_own = calendars.of_project(work, project)
    for row in made.rows:
        task = of_task.get(row.id)
        counted = calendars.of_plan(work, project, task.department_id) if task is not None else project_own
        row.calendar = ""
        if counted != project_own:
            row.calendar = _name(work, counted)
            made.calendars.setdefault(row.calendar, _written(work, counted, *span))


def _written(work: Work, calendar: Calendar, first: date, last: date) -> PlanCalendar:
    language = CHINESE if work.person.locale.lower().startswith("zh") else "en_US"
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    works = {day: (calendar.is_working(day), calendar.reason_off(day, language)) for day in days}
    return days_of(_name(work, calendar), works)


def _name(work: Work, calendar: Calendar) -> str:
    return calendars.called(calendar.name).for_(reader_of(work.person))
