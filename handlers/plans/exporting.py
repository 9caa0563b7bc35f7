"""`/plan export`: the plan as a file of MS Project's, to the person alone or to the channel."""

from __future__ import annotations

import asyncio

from bot.documents import workbooks
from bot.plans.writing import ms_project
from bot.process.plans import exported
from bot.process.projects import finding
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import text as _
from handlers.tasks.table import TO_THE_CHANNEL

routes = Routes[Turn]()

NAME = _("Plan")


@routes.command("/plan", "export", "xml", "导出", "匯出")
async def export(turn: Turn) -> None:
    """The plan of this channel's project, or of the one that is named."""
    words = turn.words.split()
    is_public = any(word.lower() in TO_THE_CHANNEL for word in words)
    number = next((word for word in words if word.lower() not in TO_THE_CHANNEL), "")
    project = await turn.see(finding.only, turn.channel_id or "", number)
    found = await turn.see(exported.plan, project.id)
    await turn.accept()
    title = f"{project.number} {project.name}"
    content = await asyncio.to_thread(ms_project.write, found.plan, title)
    name = workbooks.file_name(project.number, NAME.for_(turn.reader), found.today.isoformat(), ending="xml")
    channel_id = project.channel_id if is_public else None
    where = await turn.send_file(name, content, "plans/file", channel_id=channel_id, project=project)
    await turn.answer("plans/exported", project=project, where=where, is_public=is_public and where == channel_id)
