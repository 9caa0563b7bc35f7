"""A change that reaches far is refused once, with what it does; who sends it again knows."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.process.kernel import weighing as weighed
from bot.process.kernel.weighing import Weighed
from bot.slack.turn import Turn


@asynccontextmanager
async def weighing(turn: Turn) -> AsyncIterator[None]:
    """Note what the person reads now of a change that is refused within."""
    try:
        yield
    except Weighed as why:
        await turn.keep(weighed.note_known, why)
        raise
