"""Workspace admins, in the settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from bot.process.people import admins
from bot.slack import forms
from bot.slack.came import as_seen
from bot.slack.dispatch import Routes
from bot.slack.overtaken import Sheet, overtaken
from bot.slack.turn import Turn
from bot.words.language import text as _
from handlers.departments import editing as departments

routes = Routes[Turn]()


class AdminsForm(forms.Form):
    """Who are admins besides Slack's own."""

    named: list[str] = Field(default=[], max_length=50)


async def _edit(turn: Turn, about: Mapping[str, Any]) -> Sheet:
    """The form of who are admins."""
    listed = await turn.see(admins.listed)
    return {
        "template": "admins/form_edit",
        "about": {"page": about.get("page", 1), "stood": admins.stands(listed)},
        "admins": listed,
    }


@routes.action("admins.edit")
async def edit(turn: Turn) -> None:
    """Open the form."""
    await turn.push(**await _edit(turn, turn.target))


@routes.view("admins.edit")
@overtaken(_edit)
async def submit(turn: Turn) -> None:
    """The form was sent."""
    form = forms.parse(AdminsForm, turn.body["view"])
    still = await turn.do(admins.name, form.named, as_seen(turn.target.get("stood")))
    if still.of_slack or still.named:
        await departments.back(turn, _("The admins are saved."))
