"""What somebody who changed the weekly meeting is told."""

from __future__ import annotations

from datetime import datetime

from bot.process.meetings.shown import Shown
from bot.slack.turn import Turn


async def answer(turn: Turn, shown: Shown, what: str, was: datetime | None = None) -> None:
    """Say what was done to the meeting; `was` is when it would have been."""
    await turn.answer("meetings/done", shown=shown, what=what, was=was)
