"""`/project status`: how a project stands and is heading; the same as a picture, and as a page for Word."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from bot.documents import pictures, word, workbooks
from bot.plans.gantt import columns, layout
from bot.plans.gantt.lines import Chart
from bot.plans.gantt.svg import svg
from bot.process import health, onepage
from bot.process.plans import forecasts
from bot.process.projects import finding
from bot.slack.came import as_number
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import Reader
from handlers import proposals as proposed

routes = Routes[Turn]()

# Narrower than on a desk, so that its letters are read on paper.
NARROW = replace(columns.DESK, name=200, time=740)
AS_WORD = ("word", "docx", "report", "文档", "报告", "報告")
AS_PICTURE = ("picture", "png", "chart", "图", "图片", "圖片")


@routes.command("/project", "status", "状态", "现状", "進展", "进展")
async def tell_status(turn: Turn) -> None:
    """How a project stands and is heading, what it waits for and on whom; in words, as a picture or for Word."""
    words = turn.words.lower().split()
    number = next((one for one in turn.words.split() if one.lower() not in (*AS_WORD, *AS_PICTURE)), "")
    project = await turn.see(finding.only, turn.channel_id or "", number)
    if project.is_unbegun:
        await proposed.show_of(turn, project)
    elif set(words) & set(AS_WORD):
        await _send_word(turn, project.id)
    elif set(words) & set(AS_PICTURE):
        await _send_picture(turn, project.id)
    else:
        status = await turn.see(health.status, project)
        # A second or two where there are thousands of tasks.
        await turn.accept()
        await turn.answer("projects/status", status=status, outlook=await turn.see(forecasts.of, project))


@routes.action("projects.status.word")
async def word_pressed(turn: Turn) -> None:
    """The page for Word."""
    await _send_word(turn, turn.number)


@routes.action("projects.status.picture")
async def picture_pressed(turn: Turn) -> None:
    """Stages and milestones as a picture."""
    await _send_picture(turn, turn.number)


@routes.action("projects.waits.next", "projects.waits.back")
async def tell_waits(turn: Turn) -> None:
    """All that the project waits for, a page at a time."""
    project_id, _colon, number = turn.value.partition(":")
    project, page = await turn.see(health.waits_for, as_number(project_id), as_number(number))
    await turn.answer("projects/waits", project=project, page=page)


async def _send_word(turn: Turn, project_id: int) -> None:
    found = await turn.see(onepage.of, project_id)
    await turn.accept()
    made = await asyncio.to_thread(_written, found, turn)
    await _send(turn, found, made, "docx")


async def _send_picture(turn: Turn, project_id: int) -> None:
    found = await turn.see(onepage.to_draw, project_id)
    await turn.accept()
    assert found.chart is not None, "else it was refused"  # noqa: S101 - a mistake of ours, not of a user
    made = await asyncio.to_thread(_drawn, found.chart, turn.reader)
    await _send(turn, found, made, "png")


async def _send(turn: Turn, found: onepage.OnePage, made: bytes, ending: str) -> None:
    words = (found.project.number, onepage.NAME.for_(turn.reader), found.today.isoformat())
    name = workbooks.file_name(*words, ending=ending)
    where = await turn.send_file(name, made, "projects/onepage", project=found.project)
    await turn.answer("projects/onepage_sent", project=found.project, where=where)


def _written(found: onepage.OnePage, turn: Turn) -> bytes:
    picture = _drawn(found.chart, turn.reader) if found.chart is not None else None
    return word.write(onepage.paper(found, turn.reader, picture), turn.machine.clock.now())


def _drawn(chart: Chart, reader: Reader) -> bytes:
    """A chart on one page, as narrow as its time allows; of a time that takes more than one the first."""
    pages = list(layout.pages(chart, reader, NARROW))
    if len(pages) > 1:
        pages = list(layout.pages(chart, reader, columns.DESK))
    return pictures.png(svg(pages[0]))
