"""Where a lesson stands, and how it moves on."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from bot.process.kernel.transitions import Transitions
from bot.words.language import text as _
from storage import lessons

# "One that nobody took for a year is proposed for retirement": process, 5.2.
A_YEAR = timedelta(days=365)


class State(StrEnum):
    """Where a lesson stands."""

    KEPT = lessons.KEPT
    STALE = lessons.STALE
    RETIRED = lessons.RETIRED
    WITHDRAWN = lessons.WITHDRAWN


STATES = {
    State.KEPT: _("holds"),
    State.STALE: _("taken by nobody for a year"),
    State.RETIRED: _("retired"),
    State.WITHDRAWN: _("withdrawn"),
}
DID = {
    "learn": _("wrote it down"),
    "change": _("changed it"),
    "release": _("let everybody read it"),
    "hide": _("let the project's members alone read it"),
    "take": _("took it"),
    "pass": _("found it not relevant"),
    "become": _("made something of it"),
    "grow stale": _("nobody took it for a year"),
    "keep": _("keeps it"),
    "retire": _("retired it"),
    "bring back": _("brought it back"),
    "withdraw": _("withdrew it"),
    "template": _("added it to a template"),
    "undo": _("took that back"),
}

TRANSITIONS = Transitions(
    {
        (State.KEPT, "grow stale"): State.STALE,
        (State.STALE, "keep"): State.KEPT,
        (State.STALE, "retire"): State.RETIRED,
        (State.KEPT, "retire"): State.RETIRED,
        (State.RETIRED, "bring back"): State.KEPT,
        (State.KEPT, "withdraw"): State.WITHDRAWN,
    },
    STATES,
)
