"""《项目任务分工与进度跟踪表》 in Slack (`/task table`) and as Excel (`/task export`)."""

from __future__ import annotations

import asyncio

from bot.documents import workbooks
from bot.process.projects import finding
from bot.process.tasks import table as task_table
from bot.process.tasks.table import NAME
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn

routes = Routes[Turn]()

# Words that ask for the file in the channel instead of to oneself.
TO_THE_CHANNEL = ("channel", "here", "频道", "頻道")


@routes.command("/task", "table", "跟踪表", "表格", "跟蹤表")
async def table(turn: Turn) -> None:
    """The table, a page at a time."""
    project = await turn.see(finding.only, turn.channel_id or "", turn.words.partition(" ")[0])
    await _show(turn, project.id, 1)


@routes.action("tasks.table.next", "tasks.table.back")
async def turn_page(turn: Turn) -> None:
    """Another page of the table."""
    project_id, _colon, number = turn.value.partition(":")
    await _show(turn, as_number(project_id), as_number(number))


@routes.command("/task", "export", "excel", "导出", "匯出")
async def export(turn: Turn) -> None:
    """The table as Excel: to the person alone, or to the channel if asked."""
    words = turn.words.split()
    is_public = any(word.lower() in TO_THE_CHANNEL for word in words)
    number = next((word for word in words if word.lower() not in TO_THE_CHANNEL), "")
    project = await turn.see(finding.only, turn.channel_id or "", number)
    await _send(turn, project.id, project.channel_id if is_public else None)


@routes.action("tasks.table.excel")
async def export_pressed(turn: Turn) -> None:
    """The button under the table."""
    await _send(turn, turn.number, None)


async def _show(turn: Turn, project_id: int, number: int) -> None:
    await turn.answer("tasks/table", page=await turn.see(task_table.page, project_id, number))


async def _send(turn: Turn, project_id: int, channel_id: str | None) -> None:
    whole = await turn.see(task_table.whole, project_id)
    await turn.accept()
    content = await asyncio.to_thread(workbooks.write, [whole.sheet], turn.machine.clock.now(), turn.reader)
    name = workbooks.file_name(whole.project.number, NAME.for_(turn.reader), whole.today.isoformat())
    where = await turn.send_file(name, content, "tasks/sheet", channel_id=channel_id, project=whole.project)
    await turn.answer("tasks/sheet_sent", project=whole.project, where=where, is_public=where == channel_id)
