"""Where a dispute stands, and how it moves on."""

from __future__ import annotations

from enum import StrEnum

from bot.process.kernel.transitions import Transitions
from bot.words.language import text as _


class State(StrEnum):
    """Where a dispute stands."""

    OPEN = "open"
    SETTLED = "settled"
    ESCALATED = "escalated"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


class Turn(StrEnum):
    """Of what people are told while it runs; none of it is worth reading when it is over."""

    CONFIRM = "confirm"
    MAJOR = "major"
    NAME = "name"
    MEETING = "meeting"
    WARNING = "warning"
    ESCALATED = "escalated"


STATES = {
    State.OPEN: _("open: the sides look for consensus"),
    State.SETTLED: _("settled by consensus"),
    State.ESCALATED: _("escalated: waits for a decision"),
    State.DECIDED: _("decided"),
    State.WITHDRAWN: _("dispute withdrawn"),
}
DID = {
    "raise": _("raised it"),
    "state a position": _("stated the position of %(department)s"),
    "propose": _("proposed a text"),
    "confirm": _("confirmed the text for %(department)s"),
    "settle": _("confirmed the text for %(department)s: settled"),
    "call the meeting": _("called the special meeting"),
    "ask for major": _("asked to mark it as major"),
    "mark major": _("marked it as major"),
    "leave normal": _("left it normal"),
    "escalate": _("escalated it"),
    "decide": _("decided it"),
    "withdraw": _("withdrew it"),
    "hand over": _("handed it over"),
    "become": _("made something of it"),
    "undo": _("took that back"),
}

TRANSITIONS = Transitions(
    {
        (State.OPEN, "state a position"): State.OPEN,
        (State.OPEN, "propose"): State.OPEN,
        (State.OPEN, "confirm"): State.OPEN,
        (State.OPEN, "call the meeting"): State.OPEN,
        (State.OPEN, "settle"): State.SETTLED,
        (State.OPEN, "withdraw"): State.WITHDRAWN,
        (State.OPEN, "escalate"): State.ESCALATED,
        (State.ESCALATED, "state a position"): State.ESCALATED,
        (State.ESCALATED, "propose"): State.ESCALATED,
        (State.ESCALATED, "confirm"): State.ESCALATED,
        (State.ESCALATED, "call the meeting"): State.ESCALATED,
        (State.ESCALATED, "decide"): State.DECIDED,
    },
    STATES,
)
