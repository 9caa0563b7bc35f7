"""What the kernel has to know of proposals to find, move, show and undo them."""

from __future__ import annotations

from bot.process.kernel.kinds import Kind
from bot.process.projects import numbering
from bot.process.proposals import cards, reminders, shown
from bot.process.proposals.states import TRANSITIONS
from bot.words.language import text as _
from storage.proposals import Proposal

PROPOSALS = Kind(
    "proposals",
    "P",
    "/project",
    Proposal,
    TRANSITIONS,
    many=shown.many,
    told=shown.told,
    concerns=shown.concerns,
    watch=reminders.watch,
    draw=cards.draw,
    unknown=_("There is no such proposal here. `/project proposals` shows them."),
    not_yours=_("%(matter)s is not yours to decide."),
    # Approved, the project is there and its people know; that is ended by closing it.
    harmless=frozenset({"return", "reject", "withdraw"}),
    named=numbering.label,
)
