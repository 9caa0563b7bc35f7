"""What the kernel has to know of charters to find, move, show and undo them."""

from __future__ import annotations

from bot.process.charters import cards, reminders, shown
from bot.process.charters.states import TRANSITIONS
from bot.process.kernel.kinds import Kind
from bot.process.projects import numbering
from bot.words.language import text as _
from storage.charters import Charter

CHARTERS = Kind(
    "charters",
    "P",
    "/project",
    Charter,
    TRANSITIONS,
    many=shown.many,
    told=shown.told,
    concerns=shown.concerns,
    watch=reminders.AWAITED.watch,
    draw=cards.draw,
    unknown=_("There is no such charter here. `/project charter` shows the one of a project."),
    not_yours=_("The charter of %(matter)s is not yours to change."),
    # A signature has its own way back, until all have signed.
    harmless=frozenset({"change", "stop", "return"}),
    named=numbering.label,
)
