"""What happens when something comes back: a timer that was set, an answer of Slack that was asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.documents.document import Document
from bot.process import deadlines
from bot.process.every import EVERY
from bot.process.kernel.flow import FollowUp
from bot.process.kernel.rooms import Drawing, Wanted
from bot.process.kernel.work import Work

TIMERS: Mapping[str, Callable[[Work, int], None]] = {
    **{kind: timer.run for one in EVERY for kind, timer in one.timers.items()},
    deadlines.BACK: deadlines.back,
    **deadlines.SWEEPS,
}

CARDS: Mapping[str, Callable[[Work, Wanted], Drawing | None]] = {
    template: card for one in EVERY for template, card in one.cards.items()
}

DOCUMENTS: Mapping[str, Callable[[Work, int, str], Document | None]] = {
    name: document for one in EVERY for name, document in one.documents.items()
}

FOLLOW_UPS: Mapping[str, FollowUp] = {name: follow for one in EVERY for name, follow in one.follow_ups.items()}
