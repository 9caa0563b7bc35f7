"""Lists that are read a page at a time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page(Generic[T]):
    """A page of a list: what is on it, its number and how many pages and lines there are in all."""

    lines: Sequence[T]
    number: int
    pages: int
    total: int


def page_of(found: Sequence[T], number: int, lines: int) -> Page[T]:
    """One page of a list, the last one where `number` lies beyond it."""
    pages = max(1, -(-len(found) // lines))
    number = min(max(number, 1), pages)
    return Page(found[(number - 1) * lines : number * lines], number, pages, len(found))


# A list that is read in a channel: about a phone's screen.
LINES_A_PAGE = 10


def paged(found: Sequence[T], scope: str, number: int) -> tuple[Sequence[T], dict[str, Any]]:
    """One page (from 1) of what a scope holds, and where it lies in the whole, as `pager` of the templates asks."""
    before = (max(number, 1) - 1) * LINES_A_PAGE
    shown = found[before : before + LINES_A_PAGE]
    last, total = before + len(shown), len(found)
    place = {"first": before + 1, "last": last, "total": total, "page": number, "has_next": last < total}
    return shown, {**place, "scope": scope}
