"""`/plan drives T-9`: which tasks hold one where it is."""

from __future__ import annotations

from bot.process.plans import driving
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn
from bot.words.language import text as _
from bot.words.refused import Refused
from handlers.tasks import words

routes = Routes[Turn]()


@routes.command("/plan", "drives", "why", "drive", "驱动", "为什么", "依据")
async def drives(turn: Turn) -> None:
    """The chain of tasks that hold one where it is at the earliest."""
    said = words.read(turn.words)
    if said is None:
        raise Refused(_("Which task? Name it by its number, for example `/plan drives T-9`."))
    await turn.answer("plans/driven", driven=await turn.see(driving.drives, said.number))
