"""The states and moves of a dispute (争议), and what every change of one brings with it.

It is open for 24 hours; with consensus it is settled, without it is escalated and decided. What the sides say after it
was escalated is what the decision is made from. It is withdrawn only while nobody else has said anything.
"""

from __future__ import annotations

import hashlib
import json
from typing import Any

from bot.process.disputes import cards, reminders
from bot.process.disputes.shown import Shown
from bot.process.disputes.states import TRANSITIONS, State
from bot.process.kernel.work import Work
from storage.disputes import Dispute


def move(work: Work, dispute: Dispute, verb: str, changes: dict[str, tuple[Any, Any]], because: str = "") -> None:
    """Make a move of the table, and write it down."""
    after = TRANSITIONS.after(State(dispute.state), verb)
    if after != dispute.state:
        changes = {**changes, "state": (dispute.state, after)}
    dispute.state = after
    work.record("disputes", dispute.id, verb, changes, because=because)


def changed(work: Work, dispute: Dispute) -> Shown:
    """Everything that follows from a change: the cards, and the moments at which it is looked at again."""
    dispute.version += 1
    if work.actor is not None:
        work.sign(dispute)
    work.session.add(dispute)
    work.session.flush()
    reminders.watch(work, dispute)
    return cards.draw(work, dispute)


def hash_of(dispute: Dispute, text: str, *bound: object) -> str:
    """What a signature is bound to: the dispute, the text, and whatever else it says."""
    content = [dispute.team_id, dispute.number, dispute.subject, text, *(str(one) for one in bound)]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()
