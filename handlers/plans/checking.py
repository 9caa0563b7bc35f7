"""`/plan check`: which links the present dates break, and what has no date; with push and pull for who runs it."""

from __future__ import annotations

from bot.process.plans import checking
from bot.process.projects import finding
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn

routes = Routes[Turn]()


@routes.command("/plan", "check", "检查", "檢查", "核对")
async def check(turn: Turn) -> None:
    """The plan of this channel's project, or of the one that is named."""
    project = await turn.see(finding.only, turn.channel_id or "", turn.words.partition(" ")[0])
    await _answer(turn, project.id)


@routes.action("plans.check")
async def check_pressed(turn: Turn) -> None:
    """The same by a button."""
    await _answer(turn, turn.number)


async def _answer(turn: Turn, project_id: int) -> None:
    await turn.answer("plans/checked", checked=await turn.see(checking.check, project_id))
