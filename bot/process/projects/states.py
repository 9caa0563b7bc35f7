"""Where a project stands, and how it moves on."""

from __future__ import annotations

from enum import StrEnum

from bot.process.kernel.transitions import Transitions
from bot.words.language import text as _


class Phase(StrEnum):
    """Where a project stands."""

    INITIATION = "initiation"
    PLANNING = "planning"
    EXECUTION = "execution"
    CLOSING = "closing"
    CLOSED = "closed"


PHASES = {
    Phase.INITIATION: _("initiation"),
    Phase.PLANNING: _("planning"),
    Phase.EXECUTION: _("execution"),
    Phase.CLOSING: _("closing"),
    Phase.CLOSED: _("closed"),
}
TRANSITIONS = Transitions(
    {
        (Phase.INITIATION, "sign the charter"): Phase.PLANNING,
        (Phase.PLANNING, "confirm the plan"): Phase.EXECUTION,
        (Phase.EXECUTION, "start acceptance"): Phase.CLOSING,
        (Phase.CLOSING, "accept"): Phase.CLOSED,
    },
    PHASES,
)
