"""The answer to whoever raised a dispute or marked one as major."""

from __future__ import annotations

from bot.process.disputes.kind import DISPUTES
from bot.process.disputes.shown import Shown
from bot.slack.turn import Turn
from bot.words.language import Text
from handlers import matters


async def answer(turn: Turn, shown: Shown, said: Text | None) -> None:
    """How it stands; where it is major and nobody can decide it, that somebody is to be named."""
    if shown.needs_decider:
        await turn.answer("disputes/nobody_decides", shown=shown)
    else:
        await matters.answer(turn, DISPUTES, shown, said)
