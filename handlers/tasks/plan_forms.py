"""The form of a task's plan, in two steps: what it holds, what it is opened with, and the plan that it asks for."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from pydantic import Field

from bot.process.kernel.work import Work
from bot.process.projects import cards as project_cards
from bot.process.tasks import edits
from bot.process.tasks import fields as task_fields
from bot.process.tasks.fields import Filled, Offered
from bot.process.tasks.plans import NewTask
from bot.slack import forms
from bot.slack.turn import Turn
from bot.words.language import Text
from storage.projects import Project

# Slack's bound on the options of a menu.
CHOICES = 100
TITLE_AT_MOST = 150


class Basics(forms.Form):
    """Step 1: what a task cannot be without, and its place."""

    project: int | None = None
    title: str = Field(max_length=TITLE_AT_MOST)
    department_id: int
    owner_id: str
    starts_on: date | None = None
    due_on: date
    place: str = ""
    note: str = Field(default="", max_length=500)


class Standard(forms.Form):
    """Step 2: the delivery standard, who cooperates, and what it waits for."""

    description: str = Field(default="", max_length=2000)
    output: str = Field(default="", max_length=500)
    format: str = Field(default="", max_length=500)
    quality: str = Field(default="", max_length=500)
    parts: str = Field(default="", max_length=2000)
    waits_for: list[str] = Field(default_factory=list)
    lags: str = Field(default="", max_length=200)


def filled_in(work: Work, number: int) -> Filled:
    """A task with all that its form shows. Raises Refused for who may not edit it."""
    return task_fields.filled(work, edits.to_edit(work, number))


def asked_for(
    work: Work, project_id: int, first: Basics, second: Standard | None, number: int | None = None
) -> NewTask:
    """The plan that a form asks for; what it does not show stays as it is."""
    stage, parent = task_fields.placed(work, project_id, first.place)
    plan = NewTask(project_id, first.title, first.department_id, first.owner_id, first.due_on)
    if number is not None:
        plan = task_fields.plan_of(edits.to_edit(work, number))
    plan = replace(
        plan,
        title=" ".join(first.title.split()),
        department_id=first.department_id,
        owner_id=first.owner_id,
        due_on=first.due_on,
        starts_on=first.starts_on,
        stage=stage,
        parent=parent,
    )
    if second is None:
        return plan
    return replace(
        plan,
        **second.model_dump(include={"description", "output", "format", "quality"}),
        parts=task_fields.read_parts(work, project_id, second.parts),
        waits_for=task_fields.read_waits(second.waits_for, second.lags),
    )


async def first_step(
    turn: Turn,
    project: Project,
    choices: list[Project],
    draft: dict[str, Any],
    place: Offered | None = None,
    filled: Filled | None = None,
) -> dict[str, Any]:
    """What step 1 is opened with: what was typed or stands there already, and what may be chosen."""
    overview = await turn.see(project_cards.overview, project)
    task = filled.shown.task if filled else None
    defaults = {"title": "", "due_on": None, "starts_on": None, "owner_id": turn.user_id, "department_id": None}
    target = {"project": project.id, "channel": turn.channel_id, "can_choose": len(choices) > 1}
    target |= {name: kept for name, kept in turn.target.items() if name == "link"}
    if task is not None:
        target |= {"number": task.number, "version": task.version}
    label = place.label.for_(turn.reader) if place and isinstance(place.label, Text) else place.label if place else ""
    return {
        "project": project,
        "choices": [(one.id, f"{one.number} {one.name}") for one in choices[:CHOICES]],
        "departments": [(made.id, made.name.for_(turn.reader)) for _part, made in overview["departments"]],
        "target": json.dumps(target),
        "draft": {**defaults, **draft},
        "place": (place.value, label) if place else None,
        "number": task.number if task else None,
        "problem": None,
    }


def second_step(turn: Turn, target: dict[str, Any], filled: Filled | None) -> dict[str, Any]:
    """What step 2 is opened with; `target` keeps what step 1 held."""
    task = filled.shown.task if filled else None
    fields = ("description", "output", "format", "quality")
    return {
        "title": target["first"]["title"],
        "target": json.dumps(target, ensure_ascii=False),
        "draft": {name: getattr(task, name) if task else "" for name in fields},
        "waits_for": [(one.value, one.label) for one in filled.waits_for] if filled else [],
        "parts": "\n".join(f"{name.for_(turn.reader)}: {text}" for name, text in filled.parts) if filled else "",
        "lags": filled.lags if filled else "",
        "number": task.number if task else None,
    }
