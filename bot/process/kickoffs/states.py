"""Where a kickoff meeting stands, and how it moves on."""

from __future__ import annotations

from enum import StrEnum

from bot.process.kernel.transitions import Transitions
from bot.words.language import text as _
from storage import kickoffs


class State(StrEnum):
    """Where a kickoff meeting stands."""

    CALLED = kickoffs.CALLED
    CANCELLED = kickoffs.CANCELLED
    NOTED = kickoffs.NOTED


STATES = {
    State.CALLED: _("called"),
    State.CANCELLED: _("cancelled"),
    State.NOTED: _("held, with minutes"),
}

TRANSITIONS = Transitions(
    {
        (State.CALLED, "call"): State.CALLED,
        (State.CALLED, "cancel"): State.CANCELLED,
        (State.CALLED, "note"): State.NOTED,
        (State.CANCELLED, "call"): State.CALLED,
        (State.NOTED, "note"): State.NOTED,
    },
    STATES,
)
