"""Workspace admins, in the settings."""

from __future__ import annotations

from pydantic import Field

from bot.process.people import admins
from bot.slack import forms
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import text as _
from handlers.departments import editing as departments

routes = Routes[Turn]()


class AdminsForm(forms.Form):
    """Who are admins besides Slack's own."""

    named: list[str] = Field(default=[], max_length=50)


@routes.action("admins.edit")
async def edit(turn: Turn) -> None:
    """Open the form."""
    listed = await turn.see(admins.listed)
    await turn.push("admins/form_edit", about={"page": turn.target.get("page", 1)}, admins=listed)


@routes.view("admins.edit")
async def submit(turn: Turn) -> None:
    """The form was sent."""
    form = forms.parse(AdminsForm, turn.body["view"])
    still = await turn.do(admins.name, form.named)
    if still.of_slack or still.named:
        await departments.back(turn, _("The admins are saved."))
