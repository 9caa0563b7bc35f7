"""Updating tasks: `/task update …`, a line that begins with a number, the form, undo."""

from __future__ import annotations

import json
from typing import Any

from pydantic import Field

from bot import forms
from bot.dispatch import ANY, Routes
from bot.language import text as _
from bot.process import task_updates, tasks
from bot.process.refused import Refused
from bot.process.standings import Standing, Status
from bot.process.task_updates import Update
from bot.process.work import Work
from bot.turn import Turn
from handlers import task_words

routes = Routes()

# Slack's bound on the options of a menu.
CHOICES = 100


class UpdateForm(forms.Form):
    """The form of `/task update`."""

    number: int | None = None
    status: Status
    progress: int | None = Field(default=None, ge=0, le=100)
    note: str = Field(default="", max_length=500)


@routes.command("/task", ANY)
async def guess(turn: Turn) -> None:
    """A line that begins with a task's number is an update; anything else is a word nobody knows."""
    if task_words.read(turn.words) is not None:
        await update(turn)
        return
    raise turn.machine.dispatch.unknown("/task", turn.words, typed=turn.typed)


@routes.command("/task", "update", "更新")
async def update(turn: Turn) -> None:
    """Update a task by a line, or with a form where the line says too little."""
    said = task_words.read(turn.words)
    if said is not None and said.update is not None:
        await _save(turn, said.number, said.update)
    elif said is not None:
        await _open_form(turn, said.number)
    elif turn.words:
        raise Refused(_("Which task? Name it by its number, for example `/task update T-3 done`."))
    else:
        await _open_form(turn, None)


@routes.action("tasks.open")
async def open_form(turn: Turn) -> None:
    """The button on a card."""
    await _open_form(turn, int(turn.value))


@routes.action("tasks.update.number")
async def choose_task(turn: Turn) -> None:
    """Another task was chosen in the form: show its values."""
    number = int(turn.value)
    found, mine = await turn.see(_one_and_mine, number)
    await turn.redraw(turn.body["view"]["id"], "tasks/form_update", **_update_form(turn, found, mine))


@routes.view("tasks.update")
async def submit_update(turn: Turn) -> None:
    """The form was sent."""
    form = forms.parse(UpdateForm, turn.body["view"])
    target = turn.target
    number = form.number or int(target["number"])
    said = Update(
        form.status, form.progress, form.note, version=target["version"] if number == target["number"] else None
    )
    await _save(turn, number, said)


@routes.action("tasks.done")
async def finish(turn: Turn) -> None:
    """The button of somebody for whom the task waits."""
    await _save(turn, int(turn.value), Update(Status.DONE))


@routes.action("tasks.undo")
async def undo(turn: Turn) -> None:
    """Take the last update back."""
    task_id, _colon, version = turn.value.partition(":")
    shown = await turn.do(task_updates.undo, int(task_id), int(version))
    await turn.answer("tasks/updated", shown=shown, happened="undone", can_undo=False)


async def _save(turn: Turn, number: int, said: Update) -> None:
    shown, is_changed = await turn.do(task_updates.update, number, said)
    await turn.answer(
        "tasks/updated", shown=shown, happened="updated" if is_changed else "unchanged", can_undo=is_changed
    )


async def _open_form(turn: Turn, number: int | None) -> None:
    found, mine = await turn.see(_one_and_mine, number)
    if found is None:
        await turn.answer("tasks/nothing_open")
        return
    await turn.open("tasks/form_update", **_update_form(turn, found, mine))


def _one_and_mine(work: Work, number: int | None) -> tuple[Standing | None, list[Standing]]:
    """The task that was named, else the most urgent of the actor's; and the actor's open tasks."""
    mine = tasks.mine(work)
    if number is None:
        return (mine[0] if mine else None), mine
    found = task_updates.to_update(work, number)
    return found, mine if any(one.task.number == number for one in mine) else []


def _update_form(turn: Turn, found: Standing | None, mine: list[Standing]) -> dict[str, Any]:
    assert found is not None, "a form is about a task"  # noqa: S101 - a mistake of ours, not of a user
    target = {"number": found.task.number, "version": found.task.version, "channel": turn.channel_id}
    return {
        "shown": found,
        "choices": [(one.task.number, f"T-{one.task.number} · {one.task.title}") for one in mine[:CHOICES]],
        "target": json.dumps(target),
    }
