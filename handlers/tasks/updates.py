"""Updating tasks: `/task update …`, a line that begins with a number, the form, undo."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field

from bot.process.plans import shifting_back
from bot.process.plans.shifted import Shifted
from bot.process.projects import finding as project_finding
from bot.process.tasks import batches, updates
from bot.process.tasks import undo as task_undo
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from bot.slack import forms
from bot.slack.came import as_number, reading
from bot.slack.dispatch import ANY, Routes
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn
from bot.words.language import text as _
from bot.words.refused import Refused
from handlers.tasks import list_words, lists, order_words, words
from handlers.tasks.batches import open_batch
from handlers.tasks.shifting import Draft, save

routes = Routes[Turn]()

# Slack's bound on the options of a menu.
CHOICES = 100


class UpdateForm(forms.Form):
    """The form of one task."""

    number: int | None = None
    status: Status
    progress: int | None = Field(default=None, ge=0, le=100)
    due_on: date | None = None
    owner_id: str | None = None
    note: str = Field(default="", max_length=500)


@routes.command("/task", ANY)
async def guess(turn: Turn) -> None:
    """A line of a task's number and how far it is, is an update, one of a list's words a list; no other is known."""
    turn.words = order_words.in_order(turn.words)
    if words.read(turn.words) is not None:
        await update(turn)
        return
    if list_words.asks(turn.words):
        await lists.list_tasks(turn)
        return
    raise turn.machine.dispatch.unknown("/task", turn.words, typed=turn.typed)


@routes.command("/task", "update", "更新")
async def update(turn: Turn) -> None:
    """Update a task by a line, or with a form where the line says too little."""
    turn.words = order_words.in_order(turn.words)
    said = words.read(turn.words)
    if said is not None and said.update is not None:
        await save(turn, said.number, said.update)
    elif said is not None:
        await _open_form(turn, Draft(number=said.number))
    elif turn.words:
        raise Refused(_("Which task? Name it by its number, for example `/task update T-3 done`."))
    else:
        await _open_mine(turn)


@routes.action("tasks.open")
async def open_form(turn: Turn) -> None:
    """The button on a card."""
    await _open_form(turn, Draft(number=turn.number))


@routes.action("tasks.draft")
async def open_draft(turn: Turn) -> None:
    """The button beside a line that was refused: the form with what the line said."""
    with reading():
        draft = Draft.model_validate_json(turn.value)
    await _open_form(turn, draft)


@routes.action("tasks.tell_held")
async def tell_held(turn: Turn) -> None:
    """The button under a move that made others too late."""
    shown, held = await turn.do(updates.tell_held, turn.number)
    await turn.answer("tasks/told", shown=shown, held=held)


@routes.action("tasks.update.number")
async def choose_task(turn: Turn) -> None:
    """Another task was chosen in the form: show its values."""
    await turn.redraw(turn.body["view"]["id"], **await _update_form(turn, {"number": turn.number}))


async def _update_form(turn: Turn, about: Mapping[str, Any], said: Draft | None = None) -> Sheet:
    """The form of one task, filled with what a line said of it."""
    found, mine, may_assign = await turn.see(updates.to_choose, as_number(about["number"]))
    task = found.task
    seen = {
        "status": task.status,
        "progress": task.progress,
        "due_on": task.due_on.isoformat() if task.due_on else None,
        "owner_id": task.owner_id,
    }
    typed = said.model_dump(mode="json", exclude_none=True) if said else {}
    return {
        "template": "tasks/form_update",
        "about": {"number": task.number, "version": task.version, "seen": seen},
        "kept_as": f"tasks.update:{task.number}",
        "shown": found,
        "choices": [(one.task.number, f"T-{one.task.number} · {one.task.title}") for one in mine[:CHOICES]],
        "typed": {**seen, "note": "", **typed},
        "may_assign": may_assign,
    }


@routes.view("tasks.update")
@overtaken(_update_form)
async def submit_update(turn: Turn) -> None:
    """The form was sent. What somebody else changed meanwhile is shown in it, and nothing typed is lost."""
    form = forms.parse(UpdateForm, turn.body["view"])
    target = turn.target
    number = form.number or as_number(target["number"])
    is_shown = number == target["number"]
    seen = target["seen"] if is_shown else {}
    said = Update(
        # What was left as it stood is not said: a percentage alone says how far the task is.
        status=form.status if form.status != seen.get("status") else None,
        progress=form.progress if form.progress != seen.get("progress") else None,
        note=form.note,
        version=target["version"] if is_shown else None,
        due_on=form.due_on,
        owner_id=form.owner_id,
    )
    await save(turn, number, said)


@routes.action("tasks.done")
async def finish(turn: Turn) -> None:
    """The button of somebody for whom the task waits."""
    await save(turn, turn.number, Update(Status.DONE))


@routes.action("tasks.undo")
async def undo(turn: Turn) -> None:
    """Take the update of that answer back."""
    task_id, _colon, version = turn.value.partition(":")
    await _say_undone(turn, await turn.do(task_undo.undo, as_number(task_id), as_number(version)))


@routes.command("/task", "undo", "撤销", "撤銷", "撤消", "撤回")
async def undo_last(turn: Turn) -> None:
    """Take one's last update in this channel's project back; elsewhere, in any."""
    project = await turn.see(project_finding.here, turn.channel_id or "")
    undone = await turn.do(shifting_back.undo_last, project)
    if isinstance(undone, Shifted):
        await turn.answer("plans/shift_undone", told=undone)
    else:
        await _say_undone(turn, undone)


async def _say_undone(turn: Turn, undone: task_undo.Undone) -> None:
    await turn.answer("tasks/updated", **undone._asdict(), can_undo=False, just_before=None)


async def _open_mine(turn: Turn) -> None:
    """One's open tasks on one screen; the form of the only one, which has more room."""
    mine = await turn.see(batches.mine)
    if not mine:
        await turn.answer("tasks/nothing_open")
    elif len(mine) == 1:
        await _open_form(turn, Draft(number=mine[0].shown.task.number))
    else:
        await open_batch(turn, mine)


async def _open_form(turn: Turn, said: Draft) -> None:
    is_said = bool(said.model_dump(exclude={"number"}, exclude_defaults=True))
    await turn.open(**await _update_form(turn, {"number": said.number}, said), is_afresh=is_said)
