"""What the kernel has to know of disputes (争议) to find, move, show and undo them.

A dispute is open for 24 hours; with consensus it is settled, without it is escalated and decided. What the sides say
after it was escalated is what the decision is made from. It is withdrawn only while nobody else has said anything.
"""

from __future__ import annotations

from bot.process.disputes import cards, reminders, shown
from bot.process.disputes.states import TRANSITIONS
from bot.process.kernel.kinds import Kind
from bot.words.language import text as _
from storage.disputes import Dispute

DISPUTES = Kind(
    "disputes",
    "D",
    "/dispute",
    Dispute,
    TRANSITIONS,
    many=shown.many,
    told=shown.told,
    concerns=shown.concerns,
    watch=reminders.watch,
    draw=cards.draw,
    unknown=_("There is no D-%(number)s here. `/dispute list` shows the disputes."),
    not_yours=_("D-%(number)s is not yours to act on in that way."),
    harmless=frozenset({"confirm", "withdraw"}),
    between=lambda dispute: dispute.sides,
)
