"""Where a retrospective stands, and how it moves on; and what is asked in it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from bot.process.kernel.transitions import Transitions
from bot.words.language import Text
from bot.words.language import text as _
from storage import retrospectives

# So many working days the core team has to answer, unless the PM says another day.
ANSWER_DAYS = 5
STEPS = (5, 4, 3, 2, 1)


class State(StrEnum):
    """Where a retrospective stands."""

    ASKING = retrospectives.ASKING
    TOGETHER = retrospectives.TOGETHER
    POSTED = retrospectives.POSTED
    WITHDRAWN = retrospectives.WITHDRAWN


class Sort(StrEnum):
    """What the report says is to be done: go on with it, end it, begin it."""

    KEEP = "keep"
    STOP = "stop"
    START = "start"


STATES = {
    State.ASKING: _("the core team is asked"),
    State.TOGETHER: _("the report is being written"),
    State.POSTED: _("the report is posted"),
    State.WITHDRAWN: _("retrospective withdrawn"),
}
SORTS: Mapping[Sort, Text] = {Sort.KEEP: _("Keep"), Sort.STOP: _("Stop"), Sort.START: _("Start")}
GOAL: Mapping[int, Text] = {
    5: _("5 – met in full, or more"),
    4: _("4 – met, but for little"),
    3: _("3 – met in part"),
    2: _("2 – hardly met"),
    1: _("1 – not met"),
}
COOPERATION: Mapping[int, Text] = {
    5: _("5 – as one team"),
    4: _("4 – well, with few delays"),
    3: _("3 – it worked, with effort"),
    2: _("2 – often one waited for the other"),
    1: _("1 – each for themselves"),
}
ACTION_STATES: Mapping[str, Text] = {
    retrospectives.OPEN: _("to do"),
    retrospectives.DONE: _("done"),
    retrospectives.DROPPED: _("not any more"),
}
DID = {
    "ask": _("asked the core team"),
    "change": _("changed whom is asked, or until when"),
    "answer": _("answered"),
    "gather": _("showed the answers together"),
    "write": _("wrote the report"),
    "post": _("posted the report"),
    "withdraw": _("withdrew it"),
    "finish": _("did what was to be done: %(title)s"),
    "drop": _("dropped what was to be done: %(title)s"),
    "again": _("took up again what was to be done: %(title)s"),
    "give": _("changed owner or day of what was to be done: %(title)s"),
    "hand over": _("handed over what was to be done: %(title)s"),
    "go on": _("the day to answer by has moved while the project stood still"),
    "undo": _("took that back"),
}

TRANSITIONS = Transitions(
    {
        (State.ASKING, "change"): State.ASKING,
        (State.ASKING, "gather"): State.TOGETHER,
        (State.ASKING, "withdraw"): State.WITHDRAWN,
        (State.TOGETHER, "write"): State.TOGETHER,
        (State.TOGETHER, "post"): State.POSTED,
        (State.TOGETHER, "withdraw"): State.WITHDRAWN,
        (State.POSTED, "write"): State.POSTED,
        (State.POSTED, "post"): State.POSTED,
        (State.WITHDRAWN, "ask"): State.ASKING,
    },
    STATES,
)
