"""Where a risk stands, how it moves on, and how high it is."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from bot.process.kernel.transitions import Transitions
from bot.words.language import Text
from bot.words.language import text as _
from storage import risks as kept

# "Three times no change in a row asks for the next step or a date": process, 4.1.
STALE = 3


class State(StrEnum):
    """Where a risk stands."""

    NOTED = kept.NOTED
    OPEN = kept.OPEN
    LOWERING = kept.LOWERING
    CLOSING = kept.CLOSING
    HAPPENED = kept.HAPPENED
    CLOSED = kept.CLOSED
    WITHDRAWN = kept.WITHDRAWN


class Level(StrEnum):
    """How high it is."""

    HIGH = kept.HIGH
    MEDIUM = kept.MEDIUM
    LOW = kept.LOW


class Trend(StrEnum):
    """What its owner says of it."""

    SAME = "same"
    BETTER = "better"
    WORSE = "worse"


STATES = {
    State.NOTED: _("not weighed yet"),
    State.OPEN: _("watched"),
    State.LOWERING: _("asked to be lowered"),
    State.CLOSING: _("asked to be closed"),
    State.HAPPENED: _("has happened"),
    State.CLOSED: _("no longer a risk"),
    State.WITHDRAWN: _("withdrawn"),
}
LEVELS: Mapping[Level, Text] = {Level.HIGH: _("high"), Level.MEDIUM: _("medium"), Level.LOW: _("low")}
TRENDS: Mapping[Trend, Text] = {
    Trend.SAME: _("no change"),
    Trend.BETTER: _("better"),
    Trend.WORSE: _("worse"),
}
# From the lowest up; likelihood and impact are of three steps each.
ORDER = (Level.LOW, Level.MEDIUM, Level.HIGH)
STEPS = (1, 2, 3)
LIKELIHOODS: Mapping[int, Text] = {1: _("unlikely"), 2: _("possible"), 3: _("likely")}
IMPACTS: Mapping[int, Text] = {1: _("small"), 2: _("noticeable"), 3: _("serious")}
# How high a risk is of that likelihood and impact.
MATRIX: Mapping[tuple[int, int], Level] = {
    (1, 1): Level.LOW,
    (1, 2): Level.LOW,
    (1, 3): Level.MEDIUM,
    (2, 1): Level.LOW,
    (2, 2): Level.MEDIUM,
    (2, 3): Level.HIGH,
    (3, 1): Level.MEDIUM,
    (3, 2): Level.HIGH,
    (3, 3): Level.HIGH,
}
# How a risk comes to the PM as the department leaves whose head or liaison owns it.
LEAVE = "leave"
# Days have passed on which Liaison stood still and asked nobody.
NOT_ASKED = "not asked"
# How a risk ends with its project.
END = "end"
DID = {
    "note": _("noted it"),
    "weigh": _("weighed it"),
    "change": _("changed it"),
    "same": _("sees no change"),
    "better": _("sees it better"),
    "worse": _("sees it worse"),
    "next step": _("says the next step"),
    "happen": _("says that it has happened"),
    "ask to lower": _("asks to lower it"),
    "agree to lower": _("agrees: it is lower"),
    "ask to close": _("asks to close it"),
    "agree to close": _("agrees: it is closed"),
    "decline": _("does not agree yet"),
    "keep as happened": _("does not agree yet"),
    "become": _("made something of it"),
    "after review": _("is asked about: the stage that it threatens has passed its review"),
    "keep": _("keeps it as it is after the review"),
    "dismiss": _("sees no risk in it"),
    "withdraw": _("withdrew it"),
    "reopen": _("opened it again"),
    "hand over": _("handed it over"),
    NOT_ASKED: _("could not ask on days that have passed"),
    LEAVE: _("let the department of its owner leave the project"),
    "undo": _("took that back"),
    "go on": _("let it go on: the project had stood still"),
    END: _("closed the project: it is closed with it"),
}
_STANDING = (State.NOTED, State.OPEN, State.LOWERING, State.CLOSING, State.HAPPENED)

TRANSITIONS = Transitions(
    {
        (State.NOTED, "weigh"): State.OPEN,
        (State.NOTED, "withdraw"): State.WITHDRAWN,
        (State.NOTED, "dismiss"): State.CLOSED,
        (State.OPEN, "ask to lower"): State.LOWERING,
        (State.LOWERING, "agree to lower"): State.OPEN,
        (State.LOWERING, "decline"): State.OPEN,
        (State.OPEN, "ask to close"): State.CLOSING,
        (State.HAPPENED, "ask to close"): State.CLOSING,
        (State.CLOSING, "agree to close"): State.CLOSED,
        (State.CLOSING, "decline"): State.OPEN,
        (State.CLOSING, "keep as happened"): State.HAPPENED,
        (State.OPEN, "happen"): State.HAPPENED,
        (State.LOWERING, "happen"): State.HAPPENED,
        (State.CLOSING, "happen"): State.HAPPENED,
        (State.CLOSED, "reopen"): State.OPEN,
        **{(one, END): State.CLOSED for one in _STANDING},
    },
    STATES,
)


def level_of(likelihood: int | None, impact: int | None) -> Level | None:
    """How high a risk of that likelihood and impact is; None where one of them is not said."""
    return MATRIX.get((likelihood or 0, impact or 0))


def is_lower(level: str, than: str) -> bool:
    """Whether that level is lower than the other; none is lower than any."""
    return bool(than) and (not level or ORDER.index(Level(level)) < ORDER.index(Level(than)))
