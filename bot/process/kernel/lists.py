"""Lists that are read a page at a time, and the words by which they are asked for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar

from bot.words.language import Text

T = TypeVar("T")
Made = TypeVar("Made")
# A list that is read in a channel: about a phone's screen.
LINES_A_PAGE = 10


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A page of a list: what is on it, its number, how many lines there are in all, and how many a page takes."""

    lines: Sequence[T]
    number: int
    total: int
    size: int = LINES_A_PAGE

    def of(self, lines: Sequence[Made]) -> Page[Made]:
        """The same page with what was made of its lines."""
        return Page(lines, self.number, self.total, self.size)

    @property
    def pages(self) -> int:
        """How many there are."""
        return max(1, -(-self.total // self.size))

    @property
    def first(self) -> int:
        """The number of its first line."""
        return (self.number - 1) * self.size + 1

    @property
    def last(self) -> int:
        """The number of its last line."""
        return self.first + len(self.lines) - 1

    @property
    def has_next(self) -> bool:
        """Whether there is another page."""
        return self.number < self.pages


def page_of(found: Sequence[T], number: int, size: int = LINES_A_PAGE) -> Page[T]:
    """One page of a list, the last one where `number` lies beyond it."""
    number = min(max(number, 1), max(1, -(-len(found) // size)))
    return Page(found[(number - 1) * size : number * size], number, len(found), size)


class Scope(NamedTuple):
    """What a list can be of: the words that ask for it, and what stands above it."""

    words: tuple[str, ...]
    title: Text


def meant(scopes: Mapping[str, Scope], words: str) -> str | None:
    """The scope that somebody asks for with these words."""
    said = " ".join(words.lower().split())
    return next((name for name, one in scopes.items() if said in one.words), None)
