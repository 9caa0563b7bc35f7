"""What the kernel has to know of reviews to find, move, show and undo them."""

from __future__ import annotations

from bot.process.kernel.kinds import Kind
from bot.process.reviews import cards, reminders, shown
from bot.process.reviews.states import TRANSITIONS
from bot.words.language import text as _
from storage.reviews import Review

REVIEWS = Kind(
    "reviews",
    "Q",
    "/review",
    Review,
    TRANSITIONS,
    many=shown.many,
    told=shown.told,
    concerns=shown.concerns,
    watch=reminders.watch,
    draw=cards.draw,
    unknown=_("There is no Q-%(number)s here. `/review list` shows the reviews."),
    not_yours=_("That is not yours to do with Q-%(number)s."),
    harmless=frozenset({"submit", "reopen", "withdraw"}),
)
