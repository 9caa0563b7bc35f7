"""`/plan export`: the plan as a file of MS Project's, or all documents of the project as one workbook."""

from __future__ import annotations

import asyncio

from bot.documents import workbooks
from bot.plans.writing import ms_project
from bot.process import books
from bot.process.plans import exported
from bot.process.projects import finding
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import text as _
from handlers.tasks.table import TO_THE_CHANNEL
from storage.projects import Project

routes = Routes[Turn]()

NAME, DOCUMENTS = _("Plan"), _("Project documents")
# Words that ask for the workbook.
AS_WORKBOOK = ("excel", "xlsx", "workbook", "工作簿", "表格", "工作表")


@routes.command("/plan", "export", "xml", "导出", "匯出")
async def export(turn: Turn) -> None:
    """The plan of this channel's project, or of the one that is named."""
    words = turn.words.split()
    is_public = any(word.lower() in TO_THE_CHANNEL for word in words)
    number = next((word for word in words if word.lower() not in (*TO_THE_CHANNEL, *AS_WORKBOOK)), "")
    project = await turn.see(finding.only, turn.channel_id or "", number)
    if any(word.lower() in AS_WORKBOOK for word in words):
        await _send_book(turn, project.id, project.channel_id if is_public else None)
    else:
        await _send_plan(turn, project, is_public=is_public)


@routes.action("plans.export.workbook")
async def workbook_pressed(turn: Turn) -> None:
    """The workbook instead, or as well."""
    await _send_book(turn, turn.number, None)


async def _send_plan(turn: Turn, project: Project, *, is_public: bool) -> None:
    found = await turn.see(exported.plan, project.id)
    await turn.accept()
    title = f"{project.number} {project.name}"
    content = await asyncio.to_thread(ms_project.write, found.plan, title)
    name = workbooks.file_name(project.number, NAME.for_(turn.reader), found.today.isoformat(), ending="xml")
    channel_id = project.channel_id if is_public else None
    where = await turn.send_file(name, content, "plans/file", channel_id=channel_id, project=project)
    await turn.answer("plans/exported", project=project, where=where, is_public=is_public and where == channel_id)


async def _send_book(turn: Turn, project_id: int, channel_id: str | None) -> None:
    found = await turn.see(books.book, project_id)
    await turn.accept()
    content = await asyncio.to_thread(workbooks.write, found.sheets, turn.machine.clock.now(), turn.reader)
    name = workbooks.file_name(found.project.number, DOCUMENTS.for_(turn.reader), found.today.isoformat())
    where = await turn.send_file(name, content, "plans/workbook", channel_id=channel_id, project=found.project)
    await turn.answer("plans/workbook_sent", project=found.project, where=where, is_public=where == channel_id)
