"""What a project is made of, changed in its course: `/project edit`."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import Field, field_validator

from bot.process.kernel.matters import UNDO_MINUTES
from bot.process.projects import finding
from bot.process.revisions import basics, undoing
from bot.process.revisions.edited import Basics, Edited
from bot.slack import forms
from bot.slack.came import as_number, reading
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn
from handlers.weighing import weighing

routes = Routes[Turn]()


class BasicsForm(forms.Form):
    """The form of `/project edit`."""

    name: str = Field(max_length=80)
    objective: str = Field(default="", max_length=1500)
    starts_on: date
    ends_on: date
    sponsor_id: str

    @field_validator("name")
    @classmethod
    def _on_one_line(cls, name: str) -> str:
        return " ".join(name.split())


async def _form(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of the basic information as it stands."""
    project = await turn.see(basics.to_edit, as_number(about["project"]))
    return {
        "template": "revisions/form_edit",
        "about": {"project": project.id, "mark": basics.mark(project)},
        "kept_as": f"projects.edit:{project.id}",
        "project": project,
    }


@routes.command("/project", "edit", "change", "编辑", "修改", "編輯")
async def edit(turn: Turn) -> None:
    """Open the form."""
    project = await turn.see(finding.only, turn.channel_id or "", turn.words.partition(" ")[0])
    await turn.open(**await _form(turn, {"project": project.id}))


@routes.action("projects.edit")
async def open_edit(turn: Turn) -> None:
    """The button on the project."""
    await turn.open(**await _form(turn, {"project": turn.number}))


@routes.view("projects.edit")
@overtaken(_form)
async def submit_edit(turn: Turn) -> None:
    """The basic information was said anew."""
    form = forms.parse(BasicsForm, turn.body["view"])
    with reading():
        project_id, mark = as_number(turn.target["project"]), str(turn.target["mark"])
    async with weighing(turn):
        edited = await turn.do(basics.edit, project_id, Basics(**form.model_dump()), mark)
    await answer(turn, edited)


@routes.action("projects.undo_edit")
async def undo(turn: Turn) -> None:
    """The button beside what was edited."""
    project_id, _colon, change_id = turn.value.partition(":")
    await answer(turn, await turn.do(undoing.undo, as_number(project_id), as_number(change_id)))


async def answer(turn: Turn, edited: Edited) -> None:
    """What was edited, with the way back."""
    sponsors = await turn.see(basics.sponsors, edited)
    await turn.answer("revisions/done", edited=edited, people=sponsors, minutes=UNDO_MINUTES)
