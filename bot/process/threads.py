"""What stands above a thread: the matter of the card there, by which a reply is understood."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from bot.process.flows import FLOWS
from bot.process.kernel.flow import Thread
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Offer, Refused
from storage import cards as kept_cards

THREADS: Mapping[str, Thread] = {one.name: one.thread for one in FLOWS if one.thread is not None}


class Matter(NamedTuple):
    """What a card is of: its flow, and its number there."""

    flow: str
    number: int

    def can_be_said(self) -> Refused:
        """What Liaison understands in that thread, where it did not understand a line."""
        said = Text(THREADS[self.flow].can_be_said.message, {"number": self.number})
        return Refused(said, offer=Offer(_("Show it"), f"{self.flow}.show", str(self.number)))


def matter_at(work: Work, channel_id: str, ts: str) -> Matter | None:
    """What the card that stands there is of; None for any other message, and where it is gone."""
    card = kept_cards.card_at(work.session, work.team_id, channel_id, ts)
    flow, _colon, row_id = (card or "").partition(":")
    if flow not in THREADS or not row_id.isdecimal():
        return None
    found = THREADS[flow].found(work.session, work.team_id, int(row_id))
    is_there = found is not None and getattr(found, "deleted_at", None) is None
    return Matter(flow, found.number) if is_there else None
