"""Tasks: `/task …`, its forms and buttons."""

from __future__ import annotations

from typing import Any

from bot.process.disputes import lists as dispute_lists
from bot.process.kernel.matters import UNDO_MINUTES
from bot.process.kernel.work import Work
from bot.process.reviews import locking
from bot.process.risks import lists as risk_lists
from bot.process.tasks import attachments, cards, comments, edits, finding, lists, trees, updates
from bot.process.tasks import shown as standings
from bot.slack.dispatch import NOTHING, Routes
from bot.slack.turn import Turn
from bot.words.language import text as _
from bot.words.refused import Refused
from handlers.tasks import words
from storage import origins, reviews

routes = Routes[Turn]()

# What a modal's timeline can show before it becomes a wall.
CHANGES_SHOWN = 12


@routes.command("/task", NOTHING, "help", "帮助", "幫助", "?", "？")
async def explain(turn: Turn) -> None:
    """Say what `/task` can do."""
    await turn.answer("tasks/help", undo_minutes=UNDO_MINUTES)


@routes.command("/task", "show", "查看", "详情")
async def show(turn: Turn) -> None:
    """One task with its timeline."""
    said = words.read(turn.words)
    if said is None:
        raise Refused(_("Which task? Name it by its number, for example `/task show T-3`."))
    await _show(turn, said.number)


@routes.action("tasks.show")
async def show_pressed(turn: Turn) -> None:
    """The button on a card."""
    await _show(turn, turn.number)


@routes.action("tasks.post")
async def post(turn: Turn) -> None:
    """The button of a task that has no card yet."""
    await turn.answer("tasks/posted", shown=await turn.do(comments.show_in_channel, turn.number))


async def _show(turn: Turn, number: int) -> None:
    found = await turn.see(_whole, number)
    happened = found.pop("happened")
    await turn.answer(
        "tasks/show",
        **found,
        happened=happened[-CHANGES_SHOWN:],
        earlier=max(len(happened) - CHANGES_SHOWN, 0),
    )


def _whole(work: Work, number: int) -> dict[str, Any]:
    """Everything about a task, and what the actor can do with it."""
    shown, happened = finding.timeline(work, number)
    subtasks, followed_by = trees.around(work, shown.task)
    return {
        "shown": shown,
        "code": lists.code_of(work, shown.task),
        "happened": happened,
        "subtasks": subtasks,
        "followed_by": followed_by,
        "disputes": dispute_lists.numbers_of_task(work, shown.task),
        "reviews": locking.locking(work, shown.task),
        "emergency": reviews.start_of(work.session, work.team_id, shown.task.id),
        "risks": risk_lists.of_task(work, shown.task),
        "origins": origins.of(work.session, work.team_id, "tasks", shown.task.id),
        "attached": standings.enclosed(work, shown.attachments),
        "can_attach": shown.task.deleted_at is None and attachments.may_attach(work, shown),
        "can_post": shown.task.deleted_at is None and not cards.stands(work, shown),
        "can_update": updates.may_update(work, shown),
        "can_edit": edits.may_edit(work, shown),
    }
