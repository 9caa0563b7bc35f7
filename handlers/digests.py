"""The digest before a weekly meeting: `/meeting digest` shows it as it would be now."""

from __future__ import annotations

from bot.process.digests import posting
from bot.process.digests.snapshot import SHOWN_AT_MOST
from bot.slack.dispatch import Routes
from bot.slack.turn import Turn

routes = Routes[Turn]()


@routes.command("/meeting", "digest", "摘要", "会前摘要", "會前摘要")
async def present(turn: Turn) -> None:
    """Show the person alone how the project stands."""
    taken = await turn.see(posting.present, turn.words, turn.channel_id or "")
    await turn.answer("digests/present", taken=taken, most=SHOWN_AT_MOST)
