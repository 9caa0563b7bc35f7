"""What people do in the sandbox, for the page and the control API alike.

Each act answers an `Outcome`: what the person sees once the app has acknowledged. What the app does later is seen
when the world has settled. What Slack's interface itself refuses is an outcome that is not ok.
"""

from typing import Any

from bot.sandbox.acts.base import Outcome
from bot.sandbox.acts.modals import Modals
from bot.sandbox.acts.people import People
from bot.sandbox.acts.words import Words

# The acts by name, as the control API calls them.
NAMES = frozenset(
    {
        "types",
        "edits",
        "shortcut",
        "press",
        "suggests",
        "fills",
        "submits",
        "closes",
        "opens_home",
        "joins",
        "leaves",
        "invites",
        "reacts",
        "uploads",
        "attaches",
        "reads",
        "arrives",
        "changes",
        "regroups",
        "deactivates",
        "archives",
        "converts",
        "renames",
        "shares",
    }
)


class Acts(Words, Modals, People):
    """All of them."""

    async def do(self, name: str, /, **kwargs: Any) -> Outcome:
        """An act by name; raises KeyError for an unknown one, TypeError for arguments that it does not take."""
        if name not in NAMES:
            raise KeyError(name)
        outcome: Outcome = await getattr(self, name)(**kwargs)
        return outcome


__all__ = ["NAMES", "Acts", "Outcome"]
