"""A change as a picture: the tasks that move as they would stand, and below each as it stands before."""

from __future__ import annotations

from dataclasses import replace

from bot.plans.gantt import lines
from bot.plans.plan import PlanRow
from bot.process.changes import shown as change_shown
from bot.process.changes.impact import Row
from bot.process.changes.kind import CHANGES
from bot.process.kernel import calendars, matters
from bot.process.kernel.work import Work
from bot.process.plans import drawn
from bot.process.plans.drawn import Drawn
from bot.process.tasks import counting
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import tasks

ONLY = _("before and after")


def draw(work: Work, number: int) -> Drawn:
    """The picture of C-`number`. Raises Refused where there is none, and where it moves nothing."""
    shown = change_shown.one(work, matters.find(work, CHANGES, number))
    project, today = shown.project, work.today(shown.project.zone)
    rows = {str(one.task_id): one for one in shown.impact.moved}
    every = tasks.of_project(work.session, work.team_id, project.id)
    plan = drawn.plan_of(work, project, every)
    plan = replace(plan, rows=[_moved(one, rows[one.id]) if one.id in rows else one for one in plan.rows])
    there = [one.id for one in plan.rows if one.id in rows]
    if not there:
        raise Refused(_("C-%(number)s moves no task, so there is nothing to draw.", number=number))
    places = drawn.places_of(work, project, plan)
    title = f"C-{number} {shown.change.title} · {project.number}"
    chart = lines.chart(plan, title, today, calendars.of_project(work, project), places, only=there)
    moved = counting.of_tasks(one for one in every if str(one.id) in rows)
    return Drawn(project, chart, moved, counting.of_tasks(every), today, ONLY)


def _moved(row: PlanRow, gone: Row) -> PlanRow:
    """The row as it would stand; where a baseline is drawn stands what was before."""
    if gone.is_milestone:
        return replace(row, start=gone.due, end=gone.due, baseline=(gone.was_due, gone.was_due))
    return replace(row, start=gone.start, end=gone.due, baseline=(gone.was_start, gone.was_due))
