"""What the kernel has to know of acceptances to find, move, show and undo them."""

from __future__ import annotations

from bot.process.acceptance import cards, reminders, shown
from bot.process.acceptance.states import TRANSITIONS
from bot.process.kernel.kinds import Kind
from bot.words.language import text as _
from storage.acceptances import Acceptance

ACCEPTANCES = Kind(
    "acceptance",
    "A",
    "/project acceptance",
    Acceptance,
    TRANSITIONS,
    many=shown.many,
    told=shown.told,
    concerns=shown.concerns,
    watch=reminders.watch,
    draw=cards.draw,
    unknown=_("There is no such acceptance here. `/project acceptance` shows the one of a project."),
    not_yours=_("%(matter)s is not yours to run or judge."),
    # A verdict is given anew, and a signature has its own way back, until all have signed.
    harmless=frozenset({"change", "group", "stop"}),
)
