"""Splitting tasks (`/task split`), deleting them (`/task delete`), and bringing them back."""

from __future__ import annotations

import json

from pydantic import Field

from bot.process.kernel import lines as kernel_lines
from bot.process.kernel.work import Work
from bot.process.tasks import edits, trees
from bot.process.tasks import fields as task_fields
from bot.process.tasks.shown import Standing
from bot.process.tasks.trees import SubtaskSaid
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from handlers.tasks import words

routes = Routes[Turn]()

TITLE_AT_MOST = 150


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
    made = await turn.do(_split, number, form.lines)
    await turn.answer("tasks/split", parent=number, made=made)


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
    target = json.dumps({"number": number, "channel": turn.channel_id})
    await turn.open("tasks/form_split", shown=shown, target=target)


async def _answer(turn: Turn, shown: Standing, happened: str) -> None:
    await turn.answer("tasks/updated", shown=shown, happened=happened, can_undo=False, changes={}, just_before=None)


def _split(work: Work, number: int, lines: str) -> list[Standing]:
    shown = trees.to_split(work, number)
    typed = [line for line in lines.splitlines() if line.strip()]
    return trees.split(work, number, [_said(work, shown, at, line) for at, line in enumerate(typed, 1)])


def _said(work: Work, shown: Standing, at: int, line: str) -> SubtaskSaid:
    """A line of a split: "Print, by Friday, @lin"."""
    rest, owner_id = line, None
    try:
        if (owner := task_fields.owner_in(work, shown.project, line)) is not None:
            rest, owner_id = line.replace(owner[0], " ", 1), owner[1]
        rest = " ".join(rest.split()).strip(" |,，;；")
        title, due, _is_counted = kernel_lines.read_line(work, shown.project, rest)
    except Refused as refused:
        return SubtaskSaid(at, rest, problem=refused.why)
    title = title.strip(" |,，;；")
    if not title or len(title) > TITLE_AT_MOST:
        return SubtaskSaid(at, title, problem=_("a title has 1 to %(number)s characters", number=TITLE_AT_MOST))
    return SubtaskSaid(at, title, owner_id, due)
