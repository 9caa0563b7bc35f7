"""What the kernel has to know of changes to find, move, show and undo them."""

from __future__ import annotations

from bot.process.changes import cards, reminders, shown
from bot.process.changes.states import TRANSITIONS
from bot.process.kernel.kinds import Kind
from bot.words.language import text as _
from storage.changes import ChangeRequest

CHANGES = Kind(
    "changes",
    "C",
    "/change",
    ChangeRequest,
    TRANSITIONS,
    many=shown.many,
    told=shown.told,
    concerns=shown.concerns,
    watch=reminders.watch,
    draw=cards.draw,
    unknown=_("There is no C-%(number)s here. `/change list` shows the changes."),
    not_yours=_("That is not yours to do with C-%(number)s."),
    # What is approved is undone only by another change.
    harmless=frozenset({"call off", "return", "reject"}),
)
