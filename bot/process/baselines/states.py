"""Where the confirmation of a plan stands, and how it moves on."""

from __future__ import annotations

from enum import StrEnum

from bot.process.kernel.transitions import Transitions
from bot.words.language import text as _
from storage import rounds

# Whoever is asked to confirm has so many working days, the day it was sent excluded: as for a charter.
CONFIRM_DAYS = 3


class State(StrEnum):
    """Where the confirmation of a plan stands."""

    DRAFT = rounds.DRAFT
    SIGNING = rounds.SIGNING
    RETURNED = rounds.RETURNED
    SIGNED = rounds.SIGNED


STATES = {
    State.DRAFT: _("not sent"),
    State.SIGNING: _("waits for confirmation"),
    State.RETURNED: _("returned with reasons"),
    State.SIGNED: _("confirmed by all"),
}
DID = {
    "begin": _("began the confirmation of the plan"),
    "send": _("sent version %(edition)s of the plan for confirmation"),
    "replan": _("the plan has changed, it is version %(edition)s: %(places)s"),
    "stop": _("stopped the round of confirmation"),
    "sign": _("confirmed version %(edition)s: %(places)s"),
    "return": _("returned it: %(places)s"),
    "withdraw": _("withdrew the confirmation: %(places)s"),
    "pass": _("went on without a confirmation: %(places)s"),
    "complete": _("version %(edition)s is baseline %(baseline)s"),
    "change": _("baseline %(baseline)s by a change that was approved: version %(edition)s is to be confirmed"),
    "go on": _("the day to confirm by has moved while the project stood still"),
    "undo": _("took that back"),
}

# What stands of the words when the plan changes is in kernel/signatures.py; a plan itself changes where its tasks do.
TRANSITIONS = Transitions(
    {
        (State.DRAFT, "send"): State.SIGNING,
        (State.DRAFT, "withdraw"): State.DRAFT,
        (State.SIGNING, "stop"): State.DRAFT,
        (State.SIGNING, "sign"): State.SIGNING,
        (State.SIGNING, "pass"): State.SIGNING,
        (State.SIGNING, "withdraw"): State.SIGNING,
        (State.SIGNING, "return"): State.RETURNED,
        (State.SIGNING, "complete"): State.SIGNED,
        (State.DRAFT, "change"): State.SIGNING,
        (State.SIGNING, "change"): State.SIGNING,
        (State.RETURNED, "change"): State.SIGNING,
        (State.SIGNED, "change"): State.SIGNING,
        (State.RETURNED, "send"): State.SIGNING,
        (State.RETURNED, "withdraw"): State.RETURNED,
    },
    STATES,
)
