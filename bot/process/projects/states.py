"""Where a project stands, and how it moves on."""

from __future__ import annotations

from bot.process.kernel.gates import PHASES
from bot.process.kernel.rules import RUNNING, Phase
from bot.process.kernel.transitions import Transitions

# In the order of a project's life.
_RUNNING = [one for one in Phase if one in RUNNING]


def resume(before: Phase) -> str:
    """The move by which a suspended project is again in the phase that it was in."""
    return f"resume {before}"


def reopen(before: Phase) -> str:
    """The same of a project that is closed, or archived."""
    return f"reopen {before}"


TRANSITIONS = Transitions(
    {
        (Phase.PROPOSED, "approve"): Phase.INITIATION,
        (Phase.PROPOSED, "drop"): Phase.DROPPED,
        (Phase.DROPPED, "propose again"): Phase.PROPOSED,
        (Phase.INITIATION, "sign the charter"): Phase.PLANNING,
        (Phase.PLANNING, "confirm the plan"): Phase.EXECUTION,
        (Phase.EXECUTION, "start acceptance"): Phase.CLOSING,
        (Phase.CLOSING, "accept"): Phase.CLOSED,
        **{(one, "suspend"): Phase.SUSPENDED for one in _RUNNING},
        **{(Phase.SUSPENDED, resume(one)): one for one in _RUNNING},
        **{(one, "close"): Phase.CLOSED for one in (*_RUNNING, Phase.SUSPENDED)},
        (Phase.CLOSED, "archive"): Phase.ARCHIVED,
        **{(Phase.CLOSED, reopen(one)): one for one in _RUNNING},
        **{(Phase.ARCHIVED, reopen(one)): one for one in _RUNNING},
    },
    PHASES,
)
