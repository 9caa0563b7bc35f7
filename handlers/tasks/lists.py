"""Lists of tasks: `/task list …`, and the buttons that turn their pages."""

from __future__ import annotations

import json
from dataclasses import asdict

from pydantic import BaseModel

from bot.process.tasks import lists as task_lists
from bot.process.tasks.lists import Page, Scope
from bot.slack.came import as_number, reading
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from handlers.tasks import list_words
from storage.task_lists import Shown

routes = Routes[Turn]()


class Turned(BaseModel):
    """The list that a button under it turns, before the number of the page."""

    project_id: int | None = None
    shown: Shown = Shown.OPEN
    owner_id: str | None = None
    department_id: int | None = None
    stage_id: int | None = None
    text: str = ""
    has_no_owner: bool = False
    has_no_date: bool = False


@routes.command("/task", "list", "列表", "清单")
async def list_tasks(turn: Turn) -> None:
    """The tasks of this channel's project, elsewhere one's own; narrowed by what is typed."""
    asked = list_words.read(turn.words)
    scope = await turn.see(task_lists.read_scope, turn.channel_id or "", asked)
    await _answer(turn, await turn.see(task_lists.page, scope, 1))


@routes.command("/task", "board", "看板")
async def board(turn: Turn) -> None:
    """Every task of a project, done ones too, whether its card stands in the channel or not."""
    scope = await turn.see(task_lists.board, turn.channel_id or "", list_words.of_board(turn.words))
    await _answer(turn, await turn.see(task_lists.page, scope, 1))


@routes.action("tasks.page.next", "tasks.page.back")
async def turn_page(turn: Turn) -> None:
    """Another page of a list."""
    asked, _colon, number = turn.value.rpartition(":")
    with reading():
        scope = Scope(**Turned.model_validate_json(asked).model_dump())
    await _answer(turn, await turn.see(task_lists.page, scope, as_number(number)))


@routes.action("tasks.late")
async def list_late(turn: Turn) -> None:
    """The button on a delay alert."""
    scope = Scope(project_id=turn.number, shown=Shown.LATE)
    await _answer(turn, await turn.see(task_lists.page, scope, 1))


async def _answer(turn: Turn, page: Page) -> None:
    kept = {name: one for name, one in asdict(page.scope).items() if one not in (None, "", False)}
    await turn.answer("tasks/list", page=page, scope=json.dumps(kept, ensure_ascii=False))
