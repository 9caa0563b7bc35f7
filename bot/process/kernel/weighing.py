"""A change that reaches further than who makes it sees: refused once, with what it does; who sends it again knows."""

from __future__ import annotations

from datetime import timedelta

from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.refused import Offer, Refused
from storage import events

# Who has read what a change does may send the same again for so long.
IS_KNOWN_FOR = timedelta(hours=1)


class Weighed(Refused):
    """A change was not saved, as whoever makes it has not read yet what it does; `mark` tells it from others."""

    def __init__(self, why: Text, mark: str, *, field: str | None = None, offer: Offer | None = None) -> None:
        super().__init__(why, field=field, offer=offer)
        self.mark = mark


def note_known(work: Work, weighed: Weighed) -> None:
    """The actor has read what that change does."""
    events.note_anew(work.session, work.team_id, f"{weighed.mark}:{work.person.user_id}", work.now)


def is_known(work: Work, mark: str) -> bool:
    """Whether the actor has read so lately."""
    at = events.noted_at(work.session, work.team_id, f"{mark}:{work.actor_id}")
    return at is not None and work.now - at <= IS_KNOWN_FOR
