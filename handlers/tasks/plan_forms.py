"""The form of a task's plan, in two steps: what it holds, and what it is opened with."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import Field

from bot.process.projects import cards as project_cards
from bot.process.tasks import forms as task_forms
from bot.process.tasks.fields import Filled, Offered
from bot.process.tasks.lines import TITLE_AT_MOST
from bot.slack import forms
from bot.slack.overtaken import Sheet
from bot.slack.turn import Turn
from bot.words.language import Text, plural
from bot.words.language import text as _
from storage.projects import Project

# Slack's bound on the options of a menu.
CHOICES = 100
# Working days that a task is offered to take: by days, then by weeks, then by months.
LENGTHS = (*range(1, 21), *range(25, 61, 5), *range(80, 261, 20))


class Basics(forms.Form):
    """Step 1: what a task is, and its place."""

    project: int | None = None
    title: str = Field(max_length=TITLE_AT_MOST)
    department_id: int
    owner_id: str | None = None
    starts_on: date | None = None
    due_on: date | None = None
    days: int = 0
    traits: list[str] = Field(default_factory=list)
    place: str = ""
    note: str = Field(default="", max_length=500)

    def said(self) -> task_forms.Basics:
        """As the process takes it."""
        return task_forms.Basics(**self.model_dump(exclude={"project"}))


class Standard(forms.Form):
    """Step 2: the delivery standard, who cooperates, and what it waits for."""

    description: str = Field(default="", max_length=2000)
    output: str = Field(default="", max_length=500)
    format: str = Field(default="", max_length=500)
    quality: str = Field(default="", max_length=500)
    parts: str = Field(default="", max_length=2000)
    waits_for: list[str] = Field(default_factory=list)
    lags: str = Field(default="", max_length=200)

    def said(self) -> task_forms.Standard:
        """As the process takes it."""
        return task_forms.Standard(**self.model_dump())


def _lengths(turn: Turn, stands: int | None) -> list[tuple[int, str]]:
    """How many working days a task may take, with what stands; 0: as many as lie between its days."""
    offered = sorted({*LENGTHS, stands} if stands else LENGTHS)
    counted = [(one, plural("takes %(number)s working day", "takes %(number)s working days", one)) for one in offered]
    return [(one, words.for_(turn.reader)) for one, words in ((0, _("Length: by its days")), *counted)]


async def first_step(
    turn: Turn,
    project: Project,
    choices: list[Project],
    draft: dict[str, Any],
    place: Offered | None = None,
    filled: Filled | None = None,
    problem: Text | None = None,
) -> Sheet:
    """Step 1 with what was typed or stands there already, and what may be chosen."""
    overview = await turn.see(project_cards.overview, project)
    task = filled.shown.task if filled else None
    defaults: dict[str, Any] = {
        "title": "",
        "due_on": None,
        "starts_on": None,
        "owner_id": turn.user_id,
        "department_id": None,
    }
    defaults |= {"days": 0, "traits": []}
    about = {"project": project.id, "can_choose": len(choices) > 1}
    if task is not None:
        about |= {"number": task.number, "version": task.version}
    label = place.label.for_(turn.reader) if place and isinstance(place.label, Text) else place.label if place else ""
    return {
        "template": "tasks/form_plan",
        "about": about,
        "kept_as": f"tasks.edit:{task.number}" if task else f"tasks.add:{project.id}",
        "project": project,
        "choices": [(one.id, f"{one.number} {one.name}") for one in choices[:CHOICES]],
        "departments": [(made.id, made.name.for_(turn.reader)) for _part, made in overview["departments"]],
        "draft": {**defaults, **draft},
        "place": (place.value, label) if place else None,
        "lengths": _lengths(turn, task.days if task is not None else None),
        "number": task.number if task else None,
        "problem": problem,
    }


def second_step(turn: Turn, title: str, filled: Filled | None) -> Sheet:
    """Step 2 over step 1, about the same."""
    task = filled.shown.task if filled else None
    fields = ("description", "output", "format", "quality")
    return {
        "template": "tasks/form_standard",
        "about": turn.target,
        "kept_as": turn.draft,
        "title": title,
        "draft": {name: getattr(task, name) if task else "" for name in fields},
        "waits_for": [(one.value, one.label) for one in filled.waits_for] if filled else [],
        "parts": "\n".join(f"{name.for_(turn.reader)}: {text}" for name, text in filled.parts) if filled else "",
        "lags": filled.lags if filled else "",
        "number": task.number if task else None,
    }
