"""What drives a task or a milestone: the chain of tasks that hold it, each in turn, where it is at the earliest."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from bot.plans.plan import Plan, PlanLink, PlanRow
from bot.plans.scheduled import day_of, scheduled
from bot.plans.scheduling import Place, Schedule
from bot.process.kernel import calendars
from bot.process.kernel.work import Work
from bot.process.plans import drawn
from bot.process.tasks import finding, links
from bot.process.tasks import shown as standings
from bot.process.tasks.shown import Standing
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import tasks
from storage.projects import Project


class Step(NamedTuple):
    """A task of the chain, its days at the earliest, and how it waits for the one before; None where that is by its end
    alone.
    """

    name: str
    first: date
    last: date
    by: Text | None
    is_milestone: bool


class Driven(NamedTuple):
    """The chain, first to last. `slack` is in working days: by how much the task may be later than at the earliest
    without moving the end of the plan.
    """

    project: Project
    shown: Standing
    steps: list[Step]
    slack: int
    ends: date
    held: Text


DONE = _("it is done, and stands where it was done")
PINNED = _("its dates are pinned")
UNDER_WAY = _("it is under way")
BEGINS = _("it waits for nothing, and stands where it is planned")


def drives(work: Work, number: int) -> Driven:
    """What drives that task. Raises Refused for one that the actor may not see, and for a plan with links in a circle,
    or without a date.
    """
    task = finding.numbered(work, number)
    project = finding.project_of(work, task.project_id)
    every = tasks.of_project(work.session, work.team_id, project.id)
    plan = drawn.plan_of(work, project, every)
    if plan.begins is None and plan.ends is None:
        raise Refused(
            _("No task of %(project)s has a date yet, so nothing can be computed of it.", project=project.number)
        )
    begins = max(work.today(project.zone), project.starts_on)
    held = replace(plan, rows=_held(plan))
    found, places = scheduled(held, begins, calendars.of_project(work, project), drawn.of_rows(work, plan))
    key = _last_in(plan, places, str(task.id))
    chain = found.drivers(key)
    known = {row.id: row for row in plan.rows}
    numbers = {str(one.id): one.number for one in every}
    tied = {(one.before, one.after): one for one in plan.links}
    steps: list[Step] = []
    for place, one in enumerate(chain):
        row = known.get(one.partition(":")[0])
        if row is None or (steps and steps[-1].name == _name(numbers, row.id, row.title)):
            continue
        before = chain[place - 1].partition(":")[0] if place else ""
        steps.append(_step(found, one, _name(numbers, row.id, row.title), tied.get((before, row.id)), numbers))
    first = known[chain[0].partition(":")[0]]
    return Driven(
        project,
        standings.one(work, task),
        steps,
        places[key].slack,
        day_of(found.ends, is_end=True),
        _why(first),
    )


def _held(plan: Plan) -> list[PlanRow]:
    """The rows, of which stand where they do what has begun and what waits for nothing: as in a pull to the earliest,
    so that both end on one day.
    """
    above = {row.id: row.parent for row in plan.rows}
    waiting = {link.after for link in plan.links}

    def waits(key: str | None) -> bool:
        return key is not None and (key in waiting or waits(above.get(key)))

    return [replace(row, is_pinned=row.is_pinned or bool(row.progress) or not waits(row.id)) for row in plan.rows]


def _why(first: PlanRow) -> Text:
    if first.progress:
        return DONE if first.progress == drawn.WHOLE else UNDER_WAY
    return PINNED if first.is_pinned else BEGINS


def _last_in(plan: Plan, places: Mapping[str, Place], key: str) -> str:
    """The task itself; of one that has subtasks the one of them that ends last."""
    inner = [row.id for row in plan.rows if row.parent == key]
    return _last_in(plan, places, max(inner, key=lambda one: places[one].early_end)) if inner else key


def _name(numbers: dict[str, int], row_id: str, title: str) -> str:
    return f"T-{numbers[row_id]} · {title}" if row_id in numbers else title


def _step(found: Schedule[str], key: str, name: str, link: PlanLink | None, numbers: dict[str, int]) -> Step:
    place = found.of(key)
    is_milestone = place.early_start == place.early_end
    last = day_of(place.early_end, is_end=True)
    by = links.by_what(numbers[link.before], link.kind, math.ceil(link.lag)) if link is not None else None
    return Step(name, last if is_milestone else day_of(place.early_start, is_end=False), last, by, is_milestone)
