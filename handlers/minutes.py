"""The minutes of weekly meetings: `/meeting notes` writes them, `/meeting minutes` shows earlier ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from bot.process.minutes import lists, writing
from bot.process.minutes.writing import Draft
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn

routes = Routes[Turn]()


class NotesForm(forms.Form):
    """The form of `/meeting notes`."""

    attended: list[str] = Field(default_factory=list)
    decisions: str = Field(default="", max_length=2500)
    actions: str = Field(default="", max_length=3000)


@routes.command("/meeting", "notes", "记录", "纪要", "記錄")
async def notes(turn: Turn) -> None:
    """Open the form for the meeting that is going on or was the last one."""
    await turn.open(**_sheet(await turn.see(writing.to_write, turn.words, turn.channel_id or "")))


@routes.action("minutes.edit")
async def edit(turn: Turn) -> None:
    """The button under minutes."""
    await turn.open(**await _minutes(turn, {"meeting": turn.number}))


async def _minutes(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of the minutes of a meeting."""
    return _sheet(await turn.see(writing.to_change, as_number(about["meeting"])))


@routes.view("minutes.write")
@overtaken(_minutes)
async def submit(turn: Turn) -> None:
    """The form was sent."""
    form, target = forms.parse(NotesForm, turn.body["view"]), turn.target
    meeting_id, version = as_number(target["meeting"]), as_number(target["version"])
    shown, remarks = await turn.do(
        writing.write_typed, meeting_id, form.attended, form.decisions, form.actions, version
    )
    await turn.answer("minutes/saved", shown=shown, remarks=remarks)


@routes.command("/meeting", "minutes", "历次纪要", "历史")
async def listed(turn: Turn) -> None:
    """Earlier minutes."""
    project, found = await turn.see(writing.listed, turn.words, turn.channel_id or "")
    await turn.answer("minutes/list", project=project, found=[(one, lists.counted(one)) for one in found])


@routes.action("minutes.show")
async def show(turn: Turn) -> None:
    """The minutes of one meeting, with its actions as they stand now."""
    await turn.answer("minutes/show", shown=await turn.see(writing.find, turn.number))


def _sheet(draft: Draft) -> Sheet:
    meeting_id = draft.meeting.id
    return {
        "template": "minutes/form",
        "about": {"meeting": meeting_id, "version": draft.version},
        "kept_as": f"minutes.write:{meeting_id}",
        "draft": draft,
    }
