"""What an act brings to mind: behind the answer to it, one quiet line where lessons of earlier projects may fit."""

from __future__ import annotations

from bot.process.lessons import offering
from bot.slack.turn import Turn


async def after(turn: Turn, project_id: int) -> None:
    """To be called behind the answer to whatever lets an occasion arise (bot/process/kernel/occasions.py)."""
    number = await turn.see(offering.in_act, turn.cause, project_id)
    if number:
        await turn.answer("lessons/came", number=number, project_id=project_id)
