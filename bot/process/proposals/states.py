"""Where a proposal stands, and how it moves on."""

from __future__ import annotations

from enum import StrEnum

from bot.process.kernel.transitions import Transitions
from bot.words.language import text as _
from storage import matters, proposals

# The head has so many working days for an answer, the day it was sent excluded.
ANSWER_DAYS = 3


class State(StrEnum):
    """Where a proposal stands."""

    WAITING = proposals.WAITING
    RETURNED = proposals.RETURNED
    APPROVED = proposals.APPROVED
    REJECTED = proposals.REJECTED
    WITHDRAWN = matters.WITHDRAWN


STATES = {
    State.WAITING: _("waits to be approved"),
    State.RETURNED: _("returned with comments"),
    State.APPROVED: _("approved"),
    State.REJECTED: _("rejected"),
    State.WITHDRAWN: _("withdrawn"),
}
DID = {
    "propose": _("proposed it"),
    "approve": _("approved it"),
    "return": _("returned it with comments"),
    "reject": _("rejected it"),
    "withdraw": _("withdrew it"),
    "send again": _("sent it again"),
    "ask another": _("is the head of the initiating department now, and is asked"),
    "undo": _("took that back"),
}

TRANSITIONS = Transitions(
    {
        (State.WAITING, "approve"): State.APPROVED,
        (State.WAITING, "return"): State.RETURNED,
        (State.WAITING, "reject"): State.REJECTED,
        (State.WAITING, "withdraw"): State.WITHDRAWN,
        (State.RETURNED, "send again"): State.WAITING,
        (State.RETURNED, "reject"): State.REJECTED,
        (State.RETURNED, "withdraw"): State.WITHDRAWN,
    },
    STATES,
)
