"""App Home and `/liaison`: what is mine, and help."""

from __future__ import annotations

from bot.dispatch import NOTHING, Routes
from bot.process import projects, tasks
from bot.process.standings import Standing
from bot.process.work import Work
from bot.turn import Turn
from storage.projects import Project

routes = Routes()


@routes.command("/liaison", NOTHING, "help", "帮助", "幫助")
async def explain(turn: Turn) -> None:
    """Say what Liaison can do."""
    await turn.answer("home/help")


@routes.event("app_home_opened")
async def opened(turn: Turn) -> None:
    """Somebody opened App Home: show what is theirs now."""
    if turn.event.get("tab") != "home":
        return
    mine, taken_part = await turn.see(_mine)
    view = turn.rendered_view("home/home", mine=mine, projects=taken_part, phases=projects.PHASES)
    await turn.client.views_publish(user_id=turn.user_id, view=view)


def _mine(work: Work) -> tuple[list[Standing], list[Project]]:
    return tasks.mine(work), projects.mine(work)
