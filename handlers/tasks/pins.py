"""`/task pin T-4`, `/task unpin T-4`, and the buttons under a task."""

from __future__ import annotations

from bot.process.tasks import pinning
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from handlers.tasks import words

routes = Routes[Turn]()


@routes.command("/task", "pin", "固定", "固定日期")
async def pin(turn: Turn) -> None:
    """The dates of a task are not moved with others'."""
    await _pin(
        turn, _number(turn, _("Which task? Name it by its number, for example `/task pin T-3`.")), is_pinned=True
    )


@routes.command("/task", "unpin", "取消固定", "解除固定")
async def unpin(turn: Turn) -> None:
    """They are moved again."""
    why = _("Which task? Name it by its number, for example `/task unpin T-3`.")
    await _pin(turn, _number(turn, why), is_pinned=False)


@routes.action("tasks.pin")
async def pin_pressed(turn: Turn) -> None:
    """The button under a task."""
    await _pin(turn, turn.number, is_pinned=True)


@routes.action("tasks.unpin")
async def unpin_pressed(turn: Turn) -> None:
    """The other one."""
    await _pin(turn, turn.number, is_pinned=False)


def _number(turn: Turn, why: Text) -> int:
    said = words.read(turn.words)
    if said is None:
        raise Refused(why)
    return said.number


async def _pin(turn: Turn, number: int, *, is_pinned: bool) -> None:
    shown, is_changed = await turn.do(pinning.pin, number, is_pinned=is_pinned)
    await turn.answer("tasks/pinned", shown=shown, is_pinned=is_pinned, is_changed=is_changed)
