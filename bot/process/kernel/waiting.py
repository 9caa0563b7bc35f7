"""What waits for a person (待你处理): one line with its buttons, on App Home, in the inbox and in a reminder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from bot.words.language import Text
from bot.words.refused import Offer
from storage.people import Person

_NEVER = datetime.max.replace(tzinfo=UTC)
# What runs out within it comes before what is late already: it can still be averted.
RUNS_OUT_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits for somebody. `kind` and `subject_id` name it for a reminder; `due_at` is UTC.

    `principal` is whom the reader stands in for; None where it is the reader's own. `is_to_do` is no where another
    has to do it, or nobody: then it is told once. `is_news`: nothing waits, something has happened. `own_of` is whose
    own matter it is: who asked for an answer does not give it in another's stead. `of` is the flow's name for what it
    is about, where that is no row of the flow itself. `is_personal`: nobody has it in another's stead.
    """

    kind: str
    subject_id: int
    line: Text
    due_at: datetime | None = None
    buttons: tuple[Offer, ...] = ()
    principal: Person | None = None
    is_major: bool = False
    is_to_do: bool = True
    is_news: bool = False
    own_of: str = ""
    is_personal: bool = False
    of: str = ""

    @property
    def matter(self) -> str:
        """The flow and the row that it is about."""
        return f"{self.of or self.kind.partition('.')[0]}:{self.subject_id}"

    def is_overdue(self, now: datetime) -> bool:
        """Whether the reader should have done it by now."""
        return self.is_to_do and self.due_at is not None and self.due_at <= now

    def is_due(self, since: datetime, until: datetime) -> bool:
        """Whether the reader is to have done it within that time."""
        return self.is_to_do and self.due_at is not None and since < self.due_at <= until

    def instead_of(self, principal: Person | None) -> Waiting:
        """The same for the substitute of that person."""
        return replace(self, principal=principal)

    def can_be_given_by(self, user_id: str, principal: Person | None) -> bool:
        """Whether that person may have it in that one's stead, where it is not theirs anyway."""
        return principal is None or (not self.is_personal and self.own_of != user_id)


def by_urgency(found: Iterable[Waiting], now: datetime) -> list[Waiting]:
    """Most urgent first: what is major, then what runs out within RUNS_OUT_WITHIN, then what is due soonest, then what
    is due at no particular time.
    """

    def urgency(one: Waiting) -> tuple[bool, bool, datetime, str, int]:
        due_at = one.due_at or _NEVER
        runs_out = now < due_at <= now + RUNS_OUT_WITHIN
        return (not one.is_major, not runs_out, due_at, one.kind, one.subject_id)

    return sorted(found, key=urgency)
