"""What the kernel has to know of the confirmation of plans to find, move, show and undo it."""

from __future__ import annotations

from bot.process.baselines import cards, reminders, shown
from bot.process.baselines.states import TRANSITIONS
from bot.process.kernel.kinds import Kind
from bot.process.projects import numbering
from bot.words.language import text as _
from storage.baselines import Confirmation

CONFIRMATIONS = Kind(
    "baselines",
    "P",
    "/plan",
    Confirmation,
    TRANSITIONS,
    many=shown.many,
    told=shown.told,
    concerns=shown.concerns,
    watch=reminders.watch,
    draw=cards.draw,
    unknown=_("No plan was sent for confirmation here. `/plan confirm` sends the one of a project."),
    not_yours=_("The plan of %(matter)s is not yours to send or confirm."),
    # A word has its own way back, until all have given theirs.
    harmless=frozenset({"stop", "return"}),
    named=numbering.label,
)
