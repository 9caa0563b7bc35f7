"""`/liaison reliability`: how reliable a department was in a quarter, and the same as Excel."""

from __future__ import annotations

import asyncio

from bot.documents import workbooks
from bot.process.reliability import reading
from bot.process.reliability.quarters import Quarter
from bot.process.reliability.reading import Report
from bot.process.reliability.sheet import NAME, sheets
from bot.slack.came import as_number
from bot.slack.came import reading as as_read
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn

routes = Routes[Turn]()

# Behind the department and the quarter.
AS_EXCEL = ("excel", "xlsx", "export", "导出", "匯出", "下载", "下載")


@routes.command(
    "/liaison", "reliability", "可靠性", "协作可靠性", "協作可靠性", "部门协作可靠性", "可靠性季报", "季报", "季報"
)
async def show(turn: Turn) -> None:
    """The report as a message to the person alone, or as a file."""
    words = turn.words.split()
    is_file = bool(words) and words[-1].lower() in AS_EXCEL
    report = await turn.see(reading.asked, " ".join(words[:-1] if is_file else words))
    if is_file:
        await _send(turn, report)
        return
    await turn.answer("reliability/report", report=report)


@routes.action("reliability.excel")
async def export(turn: Turn) -> None:
    """The button below the figures."""
    with as_read():
        department, year, number = (as_number(one) for one in turn.value.split(":"))
        quarter = Quarter(year, number)
        _ = quarter.first
    await _send(turn, await turn.see(reading.of, department, quarter))


async def _send(turn: Turn, report: Report) -> None:
    await turn.accept()
    content = await asyncio.to_thread(workbooks.write, sheets(report), turn.machine.clock.now(), turn.reader)
    called = (report.department.name, NAME, report.quarter.words)
    name = workbooks.file_name(*(one.for_(turn.reader) for one in called))
    where = await turn.send_file(name, content, "reliability/file", report=report)
    await turn.answer("reliability/sent", report=report, where=where)
