"""What is the same of every matter as it is shown: where it stands, that in words, and by whose hand it came there."""

from __future__ import annotations

from abc import ABC, abstractmethod
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeVar

from bot.process.kernel import substitutes
from bot.process.kernel.transitions import Transitions
from bot.words.language import Text
from storage.matters import Matter
from storage.people import Person

T = TypeVar("T", bound=StrEnum)


class Shows(ABC, Generic[T]):
    """A matter as it is shown, whose states and moves are `moves`; its fields are those of the flow."""

    __slots__ = ()

    moves: ClassVar[Transitions[Any]]
    changed_by: Person | None
    changed_for: Person | None

    @property
    @abstractmethod
    def matter(self) -> Matter:
        """What is kept of it."""

    @property
    def state(self) -> T:
        """Where it stands."""
        found: T = next(one for one in self.moves.words if one == self.matter.state)
        return found

    @property
    def words(self) -> Text:
        """Where it stands, in words."""
        return self.moves.words[self.state]

    @property
    def hand(self) -> Text:
        """By whom it was changed last."""
        return substitutes.hand(self.changed_by, self.changed_for)
