"""The form of a task's plan, in two steps: what it asks for becomes a plan, and a task is added or edited by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.process.kernel.work import Work
from bot.process.projects import finding as project_finding
from bot.process.tasks import attachments, edits, fields, lines, links, plans, remarks, trees
from bot.process.tasks.fields import Filled
from bot.process.tasks.plans import NewTask
from bot.process.tasks.shown import Standing
from bot.words.language import Text
from storage.projects import Project
from storage.tasks import Task

# What can be ticked.
MILESTONE, AT_START, PINNED = TRAITS = ("milestone", "at_start", "pinned")


@dataclass(frozen=True, slots=True)
class Basics:
    """Step 1: what a task is, its place, and why its planned end moves. Of the traits see TRAITS; no days: 0."""

    title: str
    department_id: int
    owner_id: str | None = None
    due_on: date | None = None
    starts_on: date | None = None
    place: str = ""
    note: str = ""
    days: int = 0
    traits: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Standard:
    """Step 2: the delivery standard, who cooperates, and what it waits for; the last three as they are typed."""

    description: str
    output: str
    format: str
    quality: str
    parts: str
    waits_for: Sequence[str]
    lags: str


def where_to_add(work: Work, channel_id: str) -> list[Project]:
    """The projects that can be meant there. Raises Refused for who may add tasks in none of them."""
    choices = project_finding.meant(work, channel_id)
    plans.must_add(work, choices)
    return choices


def filled_in(work: Work, number: int) -> Filled:
    """A task with all that its form shows. Raises Refused for who may not edit it."""
    return fields.filled(work, edits.to_edit(work, number))


def traits_of(task: Task) -> list[str]:
    """What is ticked of a task."""
    ticked = {MILESTONE: task.is_milestone, AT_START: task.is_at_start, PINNED: task.is_pinned}
    return [name for name in TRAITS if ticked[name]]


def add(work: Work, project_id: int, first: Basics, second: Standard | None, link: str = "") -> Standing:
    """Add the task that the form describes, with a link to what it was made of. Raises Refused as `adding` does."""
    return attachments.add_task(work, _asked(work, project_id, first, second), link)


def edit(
    work: Work, project_id: int, number: int, first: Basics, second: Standard | None, *, version: int
) -> tuple[Standing, bool]:
    """Change T-`number` to what the form says; what it does not show stays as it is. Raises Refused as `edits` does."""
    asked = _asked(work, project_id, first, second, number)
    return edits.edit(work, number, asked, version=version, because=first.note)


def split(work: Work, number: int, typed: str) -> tuple[list[Standing], list[Text]]:
    """Split T-`number` into what is typed, a part a line, and say what to know of the days typed.

    Raises Refused as `trees.split` does.
    """
    shown = trees.to_split(work, number)
    said = lines.subtasks(work, shown.project, shown.task, typed)
    made = trees.split(work, number, said)
    dated = [(one, line.hour) for one, line in zip(made, said, strict=True) if line.due_on is not None]
    return made, remarks.of_several(work, dated)


def _asked(work: Work, project_id: int, first: Basics, second: Standard | None, number: int | None = None) -> NewTask:
    stage, parent = fields.placed(work, project_id, first.place)
    traits = set(first.traits)
    plan = NewTask(project_id, first.title, first.department_id, first.owner_id, first.due_on)
    if number is not None:
        plan = fields.plan_of(edits.to_edit(work, number))
    plan = replace(
        plan,
        title=" ".join(first.title.split()),
        department_id=first.department_id,
        owner_id=first.owner_id,
        due_on=first.due_on,
        starts_on=first.starts_on,
        days=first.days or None,
        is_milestone=MILESTONE in traits,
        is_at_start=MILESTONE in traits and AT_START in traits,
        is_pinned=PINNED in traits,
        stage=stage,
        parent=parent,
    )
    if second is None:
        return plan
    before = [one.number for one in plan.waits_for or ()]
    return replace(
        plan,
        description=second.description,
        output=second.output,
        format=second.format,
        quality=second.quality,
        parts=fields.read_parts(work, project_id, second.parts),
        waits_for=links.read(second.waits_for, second.lags, before),
    )
