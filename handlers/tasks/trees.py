"""Splitting tasks (`/task split`), deleting them (`/task delete`), and bringing them back."""

from __future__ import annotations

from pydantic import Field

from bot.process.tasks import edits, trees
from bot.process.tasks import forms as task_forms
from bot.process.tasks.shown import Standing
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from handlers.tasks import words

routes = Routes[Turn]()


class SplitForm(forms.Form):
    """The form of `/task split`."""

    lines: str = Field(max_length=3000)


@routes.command("/task", "split", "拆分")
async def split(turn: Turn) -> None:
    """Split a task into subtasks."""
    await _open(turn, _number(turn, _("Which task? Name it by its number, for example `/task split T-3`.")))


@routes.action("tasks.split")
async def split_pressed(turn: Turn) -> None:
    """The button under a task."""
    await _open(turn, turn.number)


@routes.view("tasks.split")
async def submit_split(turn: Turn) -> None:
    """The lines were sent."""
    form, number = forms.parse(SplitForm, turn.body["view"]), as_number(turn.target["number"])
    made, remarks = await turn.do(task_forms.split, number, form.lines)
    await turn.answer("tasks/split", parent=number, made=made, remarks=remarks)


@routes.command("/task", "delete", "remove", "删除", "刪除")
async def delete(turn: Turn) -> None:
    """Ask before a task is deleted."""
    number = _number(turn, _("Which task? Name it by its number, for example `/task delete T-3`."))
    await turn.answer("tasks/delete", shown=await turn.see(edits.to_edit, number))


@routes.action("tasks.delete")
async def delete_confirmed(turn: Turn) -> None:
    """It is to be deleted."""
    await _answer(turn, await turn.do(edits.delete, turn.number), "deleted")


@routes.action("tasks.restore")
async def restore(turn: Turn) -> None:
    """It is to come back."""
    await _answer(turn, await turn.do(edits.restore, turn.number), "restored")


def _number(turn: Turn, otherwise: Text) -> int:
    said = words.read(turn.words)
    if said is None:
        raise Refused(otherwise)
    return said.number


async def _open(turn: Turn, number: int) -> None:
    shown = await turn.see(trees.to_split, number)
    await turn.open("tasks/form_split", about={"number": number}, kept_as=f"tasks.split:{number}", shown=shown)


async def _answer(turn: Turn, shown: Standing, happened: str) -> None:
    await turn.answer("tasks/updated", shown=shown, happened=happened, can_undo=False, changes={}, just_before=None)
