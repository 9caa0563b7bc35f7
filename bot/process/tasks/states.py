"""Where a task stands, and how it moves on."""

from __future__ import annotations

from enum import StrEnum

from bot.process.kernel.transitions import Transitions
from bot.words.language import text as _


class Status(StrEnum):
    """What people said of a task."""

    NOT_STARTED = "not started"
    IN_PROGRESS = "in progress"
    DONE = "done"


# Not a status that is kept: what the calendar makes of one.
DELAYED = "delayed"
STATUSES = {
    Status.NOT_STARTED: _("not started"),
    Status.IN_PROGRESS: _("in progress"),
    Status.DONE: _("done"),
}

TRANSITIONS = Transitions(
    {
        (Status.NOT_STARTED, "start"): Status.IN_PROGRESS,
        (Status.NOT_STARTED, "finish"): Status.DONE,
        (Status.IN_PROGRESS, "progress"): Status.IN_PROGRESS,
        (Status.IN_PROGRESS, "finish"): Status.DONE,
        (Status.IN_PROGRESS, "set back"): Status.NOT_STARTED,
        (Status.DONE, "reopen"): Status.IN_PROGRESS,
        (Status.DONE, "set back"): Status.NOT_STARTED,
    },
    STATUSES,
)
# The move that leads from one status to another.
MOVES = {(before, after): move for (before, move), after in TRANSITIONS.moves.items()}
