"""Minutes as they stand in a list."""

from __future__ import annotations

from bot.process.minutes.shown import Shown
from bot.words.language import Text, plural
from bot.words.language import text as _


def counted(shown: Shown) -> Text:
    """How much stands in the minutes, for a list."""
    return _(
        "%(decisions)s, %(actions)s, %(left)s",
        decisions=plural("%(number)s decision", "%(number)s decisions", len(shown.decisions)),
        actions=plural("%(number)s action", "%(number)s actions", len(shown.actions)),
        left=plural("%(number)s open", "%(number)s open", shown.open_actions),
    )
