"""A change that reaches further than who makes it sees: refused once, with what it does; who sends it again knows.

What it does may be more by then: that they do not know.
"""

from __future__ import annotations

import hashlib
from datetime import timedelta

from bot.process.kernel.work import Work
from bot.words.language import Reader, Text
from bot.words.refused import Offer, Refused
from storage import events

# Who has read what a change does may send the same again for so long.
IS_KNOWN_FOR = timedelta(hours=1)


class Weighed(Refused):
    """A change was not saved, as whoever makes it has not read yet what it does; `mark` tells it from others, and from
    the same that does something else. `does` is what it does, where it is chosen beside what becomes of that.
    """

    def __init__(
        self, why: Text, mark: str, *, field: str | None = None, offer: Offer | None = None, does: Text | None = None
    ) -> None:
        super().__init__(why, field=field, offer=offer)
        self.does = does or why
        read = why.for_(Reader("en-US", "UTC"))
        self.mark = f"{mark}:{hashlib.sha256(read.encode()).hexdigest()[:16]}"


def note_known(work: Work, weighed: Weighed) -> None:
    """The actor has read what that change does."""
    events.note_anew(work.session, work.team_id, f"{weighed.mark}:{work.person.user_id}", work.now)


def must_be_known(work: Work, weighed: Weighed) -> None:
    """Raises it unless the actor has read so lately."""
    at = events.noted_at(work.session, work.team_id, f"{weighed.mark}:{work.actor_id}")
    if at is None or work.now - at > IS_KNOWN_FOR:
        raise weighed
