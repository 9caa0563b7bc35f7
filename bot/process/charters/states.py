"""Where a charter stands, and how it moves on."""

from __future__ import annotations

from enum import StrEnum

from bot.process.kernel.transitions import Transitions
from bot.words.language import text as _
from storage import charters

# Whoever is asked to sign has so many working days, the day it was sent excluded: as for a proposal.
SIGN_DAYS = 3


class State(StrEnum):
    """Where a charter stands."""

    DRAFT = charters.DRAFT
    SIGNING = charters.SIGNING
    RETURNED = charters.RETURNED
    SIGNED = charters.SIGNED


STATES = {
    State.DRAFT: _("being written"),
    State.SIGNING: _("waits for signatures"),
    State.RETURNED: _("returned with reasons"),
    State.SIGNED: _("signed by all"),
}
DID = {
    "begin": _("began the charter"),
    "change": _("changed: %(sections)s"),
    "send": _("sent version %(edition)s for signature"),
    "stop": _("stopped the round of signatures"),
    "sign": _("signed version %(edition)s: %(places)s"),
    "return": _("returned it: %(places)s"),
    "withdraw": _("withdrew the signature: %(places)s"),
    "pass": _("went on without a signature: %(places)s"),
    "complete": _("version %(edition)s is in force"),
    "go on": _("the day to sign by has moved while the project stood still"),
    "undo": _("took that back"),
}

# What stands of the signatures when a section changes is in kernel/signatures.py; to be signed it is sent anew.
TRANSITIONS = Transitions(
    {
        (State.DRAFT, "change"): State.DRAFT,
        (State.DRAFT, "send"): State.SIGNING,
        (State.DRAFT, "withdraw"): State.DRAFT,
        (State.SIGNING, "change"): State.DRAFT,
        (State.SIGNING, "stop"): State.DRAFT,
        (State.SIGNING, "sign"): State.SIGNING,
        (State.SIGNING, "pass"): State.SIGNING,
        (State.SIGNING, "withdraw"): State.SIGNING,
        (State.SIGNING, "return"): State.RETURNED,
        (State.SIGNING, "complete"): State.SIGNED,
        (State.RETURNED, "change"): State.RETURNED,
        (State.RETURNED, "send"): State.SIGNING,
        (State.RETURNED, "withdraw"): State.RETURNED,
        (State.SIGNED, "change"): State.DRAFT,
    },
    STATES,
)
