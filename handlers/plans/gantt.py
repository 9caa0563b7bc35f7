"""`/plan gantt`: the plan as a picture, to the person alone or to the channel; and the same as SVG."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from dataclasses import asdict, replace

from pydantic import TypeAdapter

from bot.documents import pictures, workbooks
from bot.plans.gantt import columns, layout
from bot.plans.gantt.page import Page
from bot.plans.gantt.svg import svg
from bot.process.plans import drawn
from bot.process.plans.drawn import Wanted
from bot.slack.came import reading
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import text as _
from handlers.tasks.table import TO_THE_CHANNEL

routes = Routes[Turn]()

# So many files are sent at once; of more pages it is said how to see less.
PAGES_AT_MOST = 4
NAME = _("Gantt")


@routes.command("/plan", "gantt", "chart", "甘特图", "甘特圖", "甘特", "图")
async def gantt(turn: Turn) -> None:
    """The plan of this channel's project, narrowed by what is typed."""
    words = turn.words.split()
    is_public = any(word.lower() in TO_THE_CHANNEL for word in words)
    line = " ".join(word for word in words if word.lower() not in TO_THE_CHANNEL)
    await _send(turn, await turn.see(drawn.wanted, turn.channel_id or "", line), is_public=is_public)


@routes.action("plans.gantt.whole", "plans.gantt.soon", "plans.gantt.late", "plans.gantt.critical")
async def gantt_pressed(turn: Turn) -> None:
    """The same by a button, which says of which project and what."""
    await _send(turn, _asked(turn))


@routes.action("plans.gantt.svg")
async def svg_pressed(turn: Turn) -> None:
    """The same as SVG, which can be made larger without loss."""
    await _send(turn, _asked(turn), is_svg=True)


def _asked(turn: Turn) -> Wanted:
    with reading():
        return TypeAdapter(Wanted).validate_json(turn.value)


async def _send(turn: Turn, asked: Wanted, *, is_public: bool = False, is_svg: bool = False) -> None:
    found = await turn.see(drawn.draw, asked)
    sheet = columns.PHONE if asked.is_for_phone else columns.DESK
    pages = layout.pages(found.chart, turn.reader, sheet)
    await turn.accept()
    channel_id = found.project.channel_id if is_public else None
    sent, is_more, where = 0, False, ""
    while (page := await asyncio.to_thread(_next, pages)) is not None:
        if sent == PAGES_AT_MOST:
            is_more = True
            break
        sent += 1
        content = await asyncio.to_thread(_written, page, is_svg)
        words = [
            found.project.number,
            NAME.for_(turn.reader),
            *([found.only.for_(turn.reader)] if found.only is not None else []),
            found.today.isoformat(),
            *([str(sent)] if sent > 1 else []),
        ]
        name = workbooks.file_name(*words, ending="svg" if is_svg else "png")
        where = await turn.send_file(name, content, "plans/gantt", channel_id=channel_id, drawn=found)
    await turn.answer(
        "plans/gantt_sent",
        drawn=found,
        asked=_kept(asked),
        near=_kept(replace(Wanted(asked.project_id), is_soon=True)),
        late=_kept(replace(Wanted(asked.project_id), is_late=True)),
        critical=_kept(replace(Wanted(asked.project_id), is_critical=True)),
        where=where,
        is_public=is_public and where == channel_id,
        is_svg=is_svg,
        is_more=is_more,
    )


def _next(pages: Iterator[Page]) -> Page | None:
    return next(pages, None)


def _written(page: Page, is_svg: bool) -> bytes:
    drawing = svg(page)
    return drawing.encode() if is_svg else pictures.png(drawing)


def _kept(asked: Wanted) -> str:
    """As a button keeps it."""
    return json.dumps({name: one for name, one in asdict(asked).items() if one not in (None, False)})
