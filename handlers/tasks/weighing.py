"""A move that makes others too late is refused once, with what it does; who sends it again knows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.process.tasks import impact
from bot.process.tasks.impact import Weighed
from bot.slack.turn import Turn


@asynccontextmanager
async def weighing(turn: Turn) -> AsyncIterator[None]:
    """Note what the person reads now of a move that is refused within."""
    try:
        yield
    except Weighed as why:
        await turn.keep(impact.note_known, why)
        raise
