"""`/project portfolio`: projects side by side, as a table, a picture or Excel; to the person alone."""

from __future__ import annotations

import asyncio

from bot.documents import pictures, workbooks
from bot.plans.gantt import layout
from bot.plans.gantt.lines import Chart
from bot.plans.gantt.page import Page
from bot.plans.gantt.svg import svg
from bot.process.kernel.work import Work
from bot.process.portfolio import drawn, rows, sheet
from bot.process.portfolio.rows import Portfolio
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from handlers.plans.gantt import PAGES_AT_MOST
from handlers.standing import AS_PICTURE

routes = Routes[Turn]()

AS_EXCEL = ("excel", "xlsx", "export", "导出", "表格", "匯出")


@routes.command("/project", "portfolio", "overview", "项目总览", "总览", "總覽")
async def portfolio(turn: Turn) -> None:
    """The projects that one leads, or all for an admin; narrowed by what is typed."""
    words = turn.words.split()
    line = " ".join(one for one in words if one.lower() not in (*AS_EXCEL, *AS_PICTURE))
    if any(one.lower() in AS_EXCEL for one in words):
        await _send_excel(turn, line)
    elif any(one.lower() in AS_PICTURE for one in words):
        await _send_picture(turn, line)
    else:
        await _show(turn, line, 1)


@routes.action("portfolio.show")
async def show_pressed(turn: Turn) -> None:
    """The button on Home."""
    await _show(turn, "", 1)


@routes.action("portfolio.page.next", "portfolio.page.back")
async def turn_page(turn: Turn) -> None:
    """Another page of it."""
    line, _colon, number = turn.value.rpartition(":")
    await _show(turn, line, as_number(number))


@routes.action("portfolio.excel")
async def excel_pressed(turn: Turn) -> None:
    """The workbook of what is shown."""
    await _send_excel(turn, turn.value)


@routes.action("portfolio.picture")
async def picture_pressed(turn: Turn) -> None:
    """The picture of what is shown."""
    await _send_picture(turn, turn.value)


async def _show(turn: Turn, line: str, number: int) -> None:
    # Home takes no table.
    template = "portfolio/lines" if turn.is_at_home else "portfolio/table"
    await turn.answer(template, portfolio=await turn.see(rows.of, line), number=number)


async def _send_excel(turn: Turn, line: str) -> None:
    found, made = await turn.see(_with_sheet, line)
    await turn.accept()
    now = turn.machine.clock.now()
    content = await asyncio.to_thread(workbooks.write, [made], now, turn.reader)
    name = workbooks.file_name(sheet.NAME.for_(turn.reader), turn.reader.today(now).isoformat())
    await turn.send_file(name, content, "portfolio/file", portfolio=found)
    await turn.answer("portfolio/file_sent", portfolio=found, is_picture=False, is_more=False)


async def _send_picture(turn: Turn, line: str) -> None:
    found, chart = await turn.see(_with_chart, line)
    pages = list(layout.pages(chart, turn.reader))
    await turn.accept()
    for number, page in enumerate(pages[:PAGES_AT_MOST], start=1):
        content = await asyncio.to_thread(_png, page)
        words = [drawn.NAME.for_(turn.reader), chart.today.isoformat(), *([str(number)] if len(pages) > 1 else [])]
        name = workbooks.file_name(*words, ending="png")
        await turn.send_file(name, content, "portfolio/file", portfolio=found)
    is_more = len(pages) > PAGES_AT_MOST
    await turn.answer("portfolio/file_sent", portfolio=found, is_picture=True, is_more=is_more)


def _with_sheet(work: Work, line: str) -> tuple[Portfolio, workbooks.Sheet]:
    found = rows.of(work, line)
    return found, sheet.sheet(work, found)


def _with_chart(work: Work, line: str) -> tuple[Portfolio, Chart]:
    found = rows.of(work, line)
    return found, drawn.chart(work, found)


def _png(page: Page) -> bytes:
    return pictures.png(svg(page))
