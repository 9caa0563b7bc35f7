"""Handover: `/project handover`, looked at before it is done; the question that the PM is asked, and its form."""

from __future__ import annotations

import re
from datetime import UTC, datetime

from bot.process.handovers import handing, taking_back
from bot.process.projects import finding
from bot.slack import forms
from bot.slack.came import as_number, reading
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
    if not 1 <= len(named) <= 2:
        raise Refused(_("Who succeeds whom? For example `/project handover @lin @wang` in the project's channel."))
    project = await turn.see(finding.only, turn.channel_id or "", number[0] if number else "")
    if len(named) == 1:
        await _open(turn, project.id, named[0])
        return
    await turn.answer("handovers/preview", shown=await turn.see(handing.preview, project.id, *named))


@routes.action("handovers.all_to")
async def all_to(turn: Turn) -> None:
    """The button beneath what would be handed over."""
    with reading():
        project_id, user_id, successor_id = turn.value.split(":")
    handed = await turn.do(handing.all_to, as_number(project_id), user_id, successor_id)
    await turn.answer("handovers/handed", handed=handed)


@routes.action("handovers.undo")
async def undo(turn: Turn) -> None:
    """The button beside what was handed over."""
    with reading():
        project_id, user_id, at, *successors = turn.value.split(" ")
        moment = datetime.fromisoformat(at).astimezone(UTC)
    taken = await turn.do(taking_back.take_back, as_number(project_id), user_id, successors, moment)
    await turn.answer("handovers/undone", taken=taken)


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
    handed = await turn.do(handing.hand_over, as_number(target["project"]), str(target["person"]), chosen)
    await turn.answer("handovers/handed", handed=handed)


async def _open(turn: Turn, project_id: int, user_id: str) -> None:
    asked = await turn.see(handing.question, project_id, user_id)
    if not asked.held:
        name, number = asked.person.name, asked.project.number
        raise Refused(_("%(name)s has nothing to hand over in %(project)s.", name=name, project=number))
    await turn.open("handovers/form_successors", about={"project": project_id, "person": user_id}, asked=asked)
