"""Where a request stands, and how it moves on."""

from __future__ import annotations

from enum import StrEnum

from bot.process.kernel.transitions import Transitions
from bot.words.language import text as _

# "At least 2 working days before the needed-by date": process, 3.3.
NOTICE_DAYS = 2


# How a request ends with its project.
FULFIL, CANCEL = "fulfil", "cancel"
# How it ends with a department that leaves the project, and where its two departments become one.
LEAVE, MERGE = "leave", "become one"


class State(StrEnum):
    """Where a request stands."""

    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    OBJECTED = "objected"
    DISPUTED = "disputed"
    RETURNED = "returned"
    DELIVERED = "delivered"
    CONFIRMED = "confirmed"
    WITHDRAWN = "withdrawn"


STATES = {
    State.SUBMITTED: _("submitted"),
    State.ACCEPTED: _("accepted"),
    State.OBJECTED: _("objected"),
    State.DISPUTED: _("disputed"),
    State.RETURNED: _("returned"),
    State.DELIVERED: _("delivered"),
    State.CONFIRMED: _("confirmed"),
    State.WITHDRAWN: _("withdrawn"),
}
DID = {
    "ask": _("asked"),
    "accept": _("accepted it"),
    "object": _("objected"),
    "dispute": _("raised a dispute"),
    "resolve": _("takes what the dispute came to"),
    "withdraw the dispute": _("is objected to again: the dispute was withdrawn"),
    "wait again": _("asks for an answer again: the dispute was withdrawn"),
    "escalate": _("turned to the head of the asked department"),
    "take the alternative": _("took the alternative"),
    "withdraw": _("withdrew it"),
    "deliver": _("delivered it"),
    "confirm": _("confirmed the delivery"),
    "return": _("returned it"),
    "assign": _("named who does it"),
    "hand over": _("handed it over"),
    "undo": _("took that back"),
    "go on": _("let it go on: the project had stood still"),
    "fulfil": _("closed the project: it is fulfilled"),
    "cancel": _("closed the project: it is not needed any more"),
    "leave": _("let a department leave the project: it is not needed any more"),
    "become one": _("let the two departments become one: there is nothing left to ask"),
}
# While a dispute about it runs, a request waits for that.
_OPEN = (State.SUBMITTED, State.OBJECTED, State.ACCEPTED, State.RETURNED, State.DELIVERED)

TRANSITIONS = Transitions(
    {
        (State.SUBMITTED, "accept"): State.ACCEPTED,
        (State.SUBMITTED, "object"): State.OBJECTED,
        (State.SUBMITTED, "withdraw"): State.WITHDRAWN,
        (State.SUBMITTED, "dispute"): State.DISPUTED,
        (State.OBJECTED, "take the alternative"): State.ACCEPTED,
        (State.OBJECTED, "withdraw"): State.WITHDRAWN,
        (State.OBJECTED, "dispute"): State.DISPUTED,
        (State.DISPUTED, "resolve"): State.ACCEPTED,
        (State.DISPUTED, "drop"): State.WITHDRAWN,
        (State.DISPUTED, "withdraw the dispute"): State.OBJECTED,
        (State.DISPUTED, "wait again"): State.SUBMITTED,
        (State.ACCEPTED, "object"): State.OBJECTED,
        (State.ACCEPTED, "deliver"): State.DELIVERED,
        (State.RETURNED, "object"): State.OBJECTED,
        (State.RETURNED, "deliver"): State.DELIVERED,
        (State.DELIVERED, "confirm"): State.CONFIRMED,
        (State.DELIVERED, "return"): State.RETURNED,
        **{(one, FULFIL): State.CONFIRMED for one in _OPEN},
        **{(one, move): State.WITHDRAWN for one in _OPEN for move in (CANCEL, LEAVE, MERGE)},
    },
    STATES,
)
