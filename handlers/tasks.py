"""Tasks: `/task …`, its forms and buttons."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from pydantic import Field

from bot import forms
from bot.dispatch import NOTHING, Routes
from bot.language import text as _
from bot.process import projects, task_updates, tasks
from bot.process.refused import Refused
from bot.process.standings import Happening, Standing
from bot.process.tasks import NewTask
from bot.process.work import Work
from bot.turn import Turn
from handlers import task_words
from storage.projects import Project

routes = Routes()

# What a modal's timeline can show before it becomes a wall.
CHANGES_SHOWN = 12
# Slack's bound on the options of a menu.
CHOICES = 100


class AddForm(forms.Form):
    """The form of `/task add`."""

    project: int | None = None
    title: str = Field(max_length=150)
    department_id: int
    owner_id: str
    starts_on: date | None = None
    due_on: date
    output: str = Field(default="", max_length=2000)


@routes.command("/task", NOTHING, "help", "帮助", "幫助")
async def explain(turn: Turn) -> None:
    """Say what `/task` can do."""
    await turn.answer("tasks/help")


@routes.command("/task", "show", "查看", "详情")
async def show(turn: Turn) -> None:
    """One task with its timeline."""
    said = task_words.read(turn.words)
    if said is None:
        raise Refused(_("Which task? Name it by its number, for example `/task show T-3`."))
    await _show(turn, said.number)


@routes.action("tasks.show")
async def show_pressed(turn: Turn) -> None:
    """The button on a card."""
    await _show(turn, int(turn.value))


@routes.command("/task", "add", "new", "添加", "新建")
async def add(turn: Turn) -> None:
    """Add a task with a form, filled with what the line says."""
    choices = await turn.see(projects.mine)
    here = await turn.see(projects.here, turn.channel_id or "")
    project = here or (choices[0] if choices else None)
    if project is None:
        raise Refused(_("You take part in no project yet. `/project new` starts one."))
    draft = await turn.see(_drafted, project, turn.words)
    await turn.open("tasks/form_add", **await _add_form(turn, project, [project] if here else choices, draft))


@routes.action("tasks.add.project")
async def choose_project(turn: Turn) -> None:
    """Another project was chosen in the form: offer its departments."""
    choices = await turn.see(projects.mine)
    project = next((one for one in choices if one.id == int(turn.value)), None)
    if project is not None:
        form = await _add_form(turn, project, choices, {})
        await turn.redraw(turn.body["view"]["id"], "tasks/form_add", **form)


@routes.view("tasks.add")
async def submit_add(turn: Turn) -> None:
    """The form was sent."""
    form = forms.parse(AddForm, turn.body["view"])
    asked = NewTask(
        project_id=form.project or int(turn.target["project"]),
        title=" ".join(form.title.split()),
        department_id=form.department_id,
        owner_id=form.owner_id,
        due_on=form.due_on,
        starts_on=form.starts_on,
        output=form.output,
    )
    shown = await turn.do(tasks.add, asked)
    await turn.answer("tasks/updated", shown=shown, happened="added", can_undo=False, changes={}, just_before=None)


async def _show(turn: Turn, number: int) -> None:
    shown, happened, can_update = await turn.see(_timeline, number)
    await turn.answer(
        "tasks/show",
        shown=shown,
        happened=happened[-CHANGES_SHOWN:],
        earlier=max(len(happened) - CHANGES_SHOWN, 0),
        can_update=can_update,
    )


def _timeline(work: Work, number: int) -> tuple[Standing, list[Happening], bool]:
    shown, happened = tasks.timeline(work, number)
    return shown, happened, task_updates.may_update(work, shown)


def _drafted(work: Work, project: Project, line: str) -> dict[str, Any]:
    """What a line says of a new task: "Print posters by next Friday @lin"."""
    owner = task_words.MENTION.search(line)
    line = " ".join(task_words.MENTION.sub(" ", line).split())
    title, due = tasks.read_line(work, project, line)
    owner_id = owner[1] if owner else work.person.user_id
    return {
        "title": title,
        "due_on": due,
        "owner_id": owner_id,
        "department_id": tasks.department_of(work, project, owner_id),
    }


async def _add_form(turn: Turn, project: Project, choices: list[Project], draft: dict[str, Any]) -> dict[str, Any]:
    overview = await turn.see(projects.overview, project)
    defaults = {"title": "", "due_on": None, "owner_id": turn.user_id, "department_id": None}
    return {
        "project": project,
        "choices": [(one.id, f"{one.number} {one.name}") for one in choices[:CHOICES]],
        "departments": [(made.id, made.name.for_(turn.reader)) for _part, made in overview["departments"]],
        "target": json.dumps({"project": project.id, "channel": turn.channel_id}),
        "draft": {**defaults, **draft},
    }
