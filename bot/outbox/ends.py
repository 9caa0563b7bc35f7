"""Why an attempt to deliver a row ends without Slack's answer to it."""

from __future__ import annotations


class NotYet(Exception):
    """The row must wait, as Slack's pace or our lease has it; until when, in steady seconds."""

    def __init__(self, until: float) -> None:
        self.until = until


class Pointless(Exception):
    """Nobody would gain by it; says why."""


class Removed(Exception):
    """Somebody has removed the card that was to be drawn anew."""


class NoThread(Exception):
    """The card in whose thread it was to go does not stand."""
