"""States and moves as data: a table at the top of each flow, and the walker over it."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused

State = TypeVar("State", bound=StrEnum)


class Transitions(Generic[State]):
    """The moves of one flow. `words` names each state for the people who read a refusal."""

    def __init__(self, moves: Mapping[tuple[State, str], State], words: Mapping[State, Text]) -> None:
        self.moves = dict(moves)
        self.words = dict(words)

    def after(self, state: State, move: str) -> State:
        """The state that `move` leads to.

        Raises Refused when the table has no such move from `state`.
        """
        try:
            return self.moves[state, move]
        except KeyError:
            raise Refused(
                _("That is not possible now. It stands at: %(state)s.", state=self.words.get(state, _(str(state))))
            ) from None

    def may(self, state: State, move: str) -> bool:
        """Whether the table has that move."""
        return (state, move) in self.moves

    def lines(self) -> list[str]:
        """The table as lines `from | move | to`, for the documentation."""
        return [f"{before} | {move} | {after}" for (before, move), after in self.moves.items()]
