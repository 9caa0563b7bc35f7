"""Where a request to change a plan stands, how it moves on, and what brings such requests about."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from bot.process.kernel.transitions import Transitions
from bot.words.language import Text
from bot.words.language import text as _
from storage import changes

# Whoever is asked to assess or to approve has so many working days, the day it was sent excluded: as for a plan.
ANSWER_DAYS = 3


class State(StrEnum):
    """Where a request stands."""

    DRAFT = changes.DRAFT
    SIGNING = changes.SIGNING
    RETURNED = changes.RETURNED
    SIGNED = changes.SIGNED
    REJECTED = changes.REJECTED
    WITHDRAWN = changes.WITHDRAWN
    ENDED = changes.ENDED


class Reason(StrEnum):
    """What brings a change about; the days that changes cost are told by it."""

    CUSTOMER = "customer"
    SCOPE = "scope"
    RISK = "risk"
    DISPUTE = "dispute"
    SUPPLIER = "supplier"
    RESOURCES = "resources"
    TECHNICAL = "technical"
    OTHER = "other"


STATES = {
    State.DRAFT: _("not sent yet"),
    State.SIGNING: _("is being assessed"),
    State.RETURNED: _("returned with reasons"),
    State.SIGNED: _("approved, in force"),
    State.REJECTED: _("rejected"),
    State.WITHDRAWN: _("withdrawn"),
    State.ENDED: _("ended with its project"),
}
# The same while PM and sponsor have the next word.
TO_APPROVE = _("waits for approval")
REASONS: Mapping[Reason, Text] = {
    Reason.CUSTOMER: _("wish of the customer or the market"),
    Reason.SCOPE: _("more or other work than planned"),
    Reason.RISK: _("a risk that has happened"),
    Reason.DISPUTE: _("outcome of a dispute"),
    Reason.SUPPLIER: _("supplier or partner"),
    Reason.RESOURCES: _("people or budget"),
    Reason.TECHNICAL: _("technical trouble"),
    Reason.OTHER: _("something else"),
}
# How a request ends with its project.
END = "end"
DID = {
    "request": _("asked for it"),
    "change": _("changed what is asked for"),
    "send": _("sent version %(edition)s to be assessed"),
    "recompute": _("the plan has changed, so its impact is other: version %(edition)s"),
    "sign": _("gave a word on version %(edition)s: %(places)s"),
    "withdraw": _("withdrew the word: %(places)s"),
    "pass": _("went on without an assessment: %(places)s"),
    "return": _("returned it"),
    "reject": _("rejected it"),
    "call off": _("withdrew the request"),
    "complete": _("approved version %(edition)s: the plan is baseline %(baseline)s"),
    "go on": _("the day to answer by has moved while the project stood still"),
    "undo": _("took that back"),
    END: _("closed the project: it ends with it"),
}

TRANSITIONS = Transitions(
    {
        (State.DRAFT, "change"): State.DRAFT,
        (State.DRAFT, "send"): State.SIGNING,
        (State.DRAFT, "call off"): State.WITHDRAWN,
        (State.DRAFT, END): State.ENDED,
        (State.SIGNING, "sign"): State.SIGNING,
        (State.SIGNING, "withdraw"): State.SIGNING,
        (State.SIGNING, "pass"): State.SIGNING,
        (State.SIGNING, "return"): State.RETURNED,
        (State.SIGNING, "reject"): State.REJECTED,
        (State.SIGNING, "call off"): State.WITHDRAWN,
        (State.SIGNING, "complete"): State.SIGNED,
        (State.SIGNING, END): State.ENDED,
        (State.RETURNED, "change"): State.RETURNED,
        (State.RETURNED, "send"): State.SIGNING,
        (State.RETURNED, "call off"): State.WITHDRAWN,
        (State.RETURNED, END): State.ENDED,
    },
    STATES,
)
