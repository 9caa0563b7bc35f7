"""Attachments of tasks: `/task attach …`, its form, files that are sent with a message, and taking away again."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from typing import Any

from pydantic import Field

from bot.process.kernel.work import Work
from bot.process.tasks import attachments
from bot.process.tasks import shown as standings
from bot.process.tasks.attachments import Attached, Handed
from bot.process.tasks.shown import Standing
from bot.slack import forms
from bot.slack.came import as_number, reading
from bot.slack.dispatch import Routes
from bot.slack.files import described, must_be_in_slack
from bot.slack.turn import Turn
from bot.words import links
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Offer, Refused
from bot.words.typed import tidy
from handlers.tasks import words as task_words
from storage.attachments import Attachment

routes = Routes[Turn]()

# What a form shows of what is attached already; a modal holds 100 blocks.
SHOWN_IN_FORM = 30
# How Slack shows a file that was deleted, or lies beyond what a workspace pays for.
NOT_THERE = ("tombstone", "hidden_by_limit")


class AttachForm(forms.Form):
    """The form of `/task attach`."""

    link: str = Field(default="", max_length=links.MOST_CHARACTERS)
    note: str = Field(default="", max_length=attachments.NOTE_AT_MOST)


@routes.command("/task", "attach", "attachments", "附件", "附加", "上传", "上傳")
async def attach(turn: Turn) -> None:
    """Keep links, and the files of the message, with a task; with neither, open the form."""
    number, rest = _number_and_rest(turn.words)
    found, files = links.ADDRESS.findall(rest), await _of_message(turn)
    if not rest and not files:
        await _open(turn, number)
        return
    note = links.ADDRESS.sub(" ", rest).strip(" ,，:：;；、")
    if not found and not files:
        raise Refused(
            _("Give a link that begins with https:// or http://, or attach a file with the button."),
            offer=Offer(_("Attach with a form"), "tasks.attach", str(number)),
        )
    await _attach(turn, number, found, files, " ".join(note.split()))


@routes.action("tasks.attach")
async def attach_pressed(turn: Turn) -> None:
    """The button under a task."""
    await _open(turn, turn.number)


@routes.view("tasks.attach")
async def submit(turn: Turn) -> None:
    """The form was sent."""
    form = forms.parse(AttachForm, turn.body["view"])
    chosen = [await described(turn.client, one) for one in forms.files(turn.body["view"], "files")]
    for one in chosen:
        must_be_in_slack(one, field="files")
    files = [Handed(one["id"], str(one.get("name") or one["id"])) for one in chosen]
    await _attach(turn, as_number(turn.target["number"]), [form.link] if form.link else [], files, form.note)


@routes.action("tasks.keep")
async def keep_files(turn: Turn) -> None:
    """The button beside a file that was sent into the thread of a card."""
    with reading():
        said = json.loads(turn.value)
        number, files = said["number"], [Handed(file_id, name, url) for file_id, name, url in said["files"]]
    await _attach(turn, as_number(number), [], files, "")


@routes.action("tasks.detach")
async def detach(turn: Turn) -> None:
    """Take something away, in the form or by the undo of what was attached."""
    removed = await turn.do(_each, attachments.remove, turn.value)
    await _show_change(turn, removed, is_removed=True)


@routes.action("tasks.reattach")
async def reattach(turn: Turn) -> None:
    """Bring back what was taken away."""
    back = await turn.do(_each, attachments.restore, turn.value)
    await _show_change(turn, back, is_removed=False)


def _each(work: Work, change: Callable[[Work, int], Attached], ids: str) -> list[Attached]:
    """All of them, or none."""
    return [change(work, as_number(one)) for one in ids.split(",")]


async def _attach(turn: Turn, number: int, found: Sequence[str], files: Sequence[Handed], note: str) -> None:
    done = await turn.do(attachments.attach, number, found, files, note)
    await turn.answer("tasks/attached", shown=done.shown, made=done.made, is_removed=False, can_undo=True)


async def _show_change(turn: Turn, done: list[Attached], *, is_removed: bool) -> None:
    made = [one for attached in done for one in attached.made]
    if (turn.body.get("view") or {}).get("type") == "modal":
        await turn.accept()
        said = _("Removed: %(name)s", name=made[0].name) if is_removed else _("Back again: %(name)s", name=made[0].name)
        form = await turn.see(_form, done[-1].shown.task.number, said, made[0] if is_removed else None)
        await turn.redraw(turn.body["view"]["id"], "tasks/form_attach", **form)
        return
    await turn.answer("tasks/attached", shown=done[-1].shown, made=made, is_removed=is_removed, can_undo=True)


async def _open(turn: Turn, number: int) -> None:
    form = await turn.see(_form, number, None, None)
    await turn.open("tasks/form_attach", kept_as=f"tasks.attach:{number}", **form)


def _form(work: Work, number: int, said: Text | None, removed: Attachment | None) -> dict[str, Any]:
    shown: Standing = attachments.to_attach(work, number)
    return {
        "shown": shown,
        "attached": standings.enclosed(work, shown.attachments)[-SHOWN_IN_FORM:],
        "removable": {one.id for one in shown.attachments if attachments.may_remove(work, shown, one)},
        "most": attachments.MOST_AT_ONCE,
        "said": said,
        "removed": removed,
        "about": {"number": number},
    }


def _number_and_rest(words: str) -> tuple[int, str]:
    line = tidy(words)
    found = task_words.NUMBER.match(line)
    if found is None:
        raise Refused(_("Which task? Name it by its number, for example `/task attach T-3 https://…`."))
    return int(found[1]), " ".join(words.split())[found.end() :].lstrip(" ,，:：;；、")


async def _of_message(turn: Turn) -> list[Handed]:
    """The files that were sent with the message which said the command: others see them there."""
    return await handed(turn) if turn.kind == "mention" else []


async def handed(turn: Turn) -> list[Handed]:
    """The files of the message that came."""
    there = [one for one in turn.event.get("files") or [] if one.get("mode") not in NOT_THERE]
    found = [await described(turn.client, one) for one in there[: attachments.MOST_AT_ONCE]]
    return [
        Handed(
            str(one["id"]),
            str(one.get("title") or one.get("name") or one["id"])[: attachments.NAME_AT_MOST],
            str(one.get("permalink") or ""),
        )
        for one in found
    ]
