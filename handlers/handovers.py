"""Handover: `/project handover`, the question that the PM is asked, and the form that names successors."""

from __future__ import annotations

import re

from bot.process.handovers import asking
from bot.process.projects import finding
from bot.slack import forms
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused
from bot.words.typed import MENTION

routes = Routes[Turn]()

NUMBER = Pattern(r"\bP-\d{4}-\d+\b", re.IGNORECASE)


@routes.command("/project", "handover", "交接", "移交")
async def hand_over(turn: Turn) -> None:
    """Hand over from one person to another, or with a form where only the one is named."""
    named = MENTION.findall(turn.words)
    number = NUMBER.search(turn.words)
    project = await turn.see(finding.find, number[0]) if number else None
    project = project or await turn.see(finding.here, turn.channel_id or "")
    if project is None or not 1 <= len(named) <= 2:
        raise Refused(_("Who succeeds whom? For example `/project handover @lin @wang` in the project's channel."))
    if len(named) == 1:
        await _open(turn, project.id, named[0])
        return
    await turn.answer("handovers/handed", handed=await turn.do(asking.all_to, project.id, *named))


@routes.action("handovers.open")
async def open_form(turn: Turn) -> None:
    """The button on the question."""
    project_id, _colon, user_id = turn.value.partition(":")
    await _open(turn, as_number(project_id), user_id)


@routes.view("handovers.successors")
async def submit(turn: Turn) -> None:
    """The successors were chosen."""
    target = turn.target
    chosen = {name: str(user_id) for name, user_id in forms.values(turn.body["view"]).items()}
    handed = await turn.do(asking.hand_over, as_number(target["project"]), str(target["person"]), chosen)
    await turn.answer("handovers/handed", handed=handed)


async def _open(turn: Turn, project_id: int, user_id: str) -> None:
    asked = await turn.see(asking.question, project_id, user_id)
    if not asked.held:
        name, number = asked.person.name, asked.project.number
        raise Refused(_("%(name)s has nothing to hand over in %(project)s.", name=name, project=number))
    await turn.open("handovers/form_successors", about={"project": project_id, "person": user_id}, asked=asked)
