"""What the kernel has to know of risks to find, move, show and undo them."""

from __future__ import annotations

from bot.process.kernel.kinds import Kind
from bot.process.risks import cards, reminders, shown
from bot.process.risks.states import TRANSITIONS
from bot.words.language import text as _
from storage.risks import Risk

RISKS = Kind(
    "risks",
    "K",
    "/risk",
    Risk,
    TRANSITIONS,
    many=shown.many,
    told=shown.told,
    concerns=shown.concerns,
    watch=reminders.watch,
    draw=cards.draw,
    unknown=_("There is no K-%(number)s here. `/risk list` shows the risks."),
    not_yours=_("That is not yours to do with K-%(number)s."),
    harmless=frozenset(
        {
            "weigh", "change", "same", "better", "worse", "next step", "happen", "ask to lower", "ask to close",
            "agree to lower", "agree to close", "decline", "keep as happened", "dismiss", "withdraw", "keep",
        }
    ),
)  # fmt: skip
