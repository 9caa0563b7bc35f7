"""How what is open ends when a project is closed: all of a flow alike, or one by one, a page after another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.process.kernel.flow import Open
from bot.process.phases.looking import Looked
from bot.process.phases.moved import Choice

CANCELLED, DONE, EACH = "cancelled", "done", "each"
# What stands on a page: each is an input of the form, of which Slack takes a hundred blocks.
A_PAGE = 40


@dataclass(frozen=True, slots=True)
class Said:
    """What was said of it: by flow what is done after all, and how the others end; of single ones, by flow and id.

    `rest` is how all ends of which nothing was said yet on the pages that were not gone through.
    """

    done: Mapping[str, frozenset[int]]
    others: Mapping[str, str]
    single: Mapping[tuple[str, int], str] = field(default_factory=dict)
    rest: str = EACH


@dataclass(frozen=True, slots=True)
class Page:
    """Some of what is gone through one by one: which page it is, of how many, and how much there is in all."""

    number: int
    pages: int
    total: int
    found: list[tuple[str, Open]]

    @property
    def first(self) -> int:
        """The place of the first of them among all."""
        return (self.number - 1) * A_PAGE + 1

    @property
    def is_last(self) -> bool:
        """Whether none comes after it."""
        return self.number >= self.pages


def page(looked: Looked, said: Said, number: int) -> Page | None:
    """That page, counted from 1; None where nothing is gone through one by one, or no more."""
    found = [
        (group.flow, one)
        for group in looked.chosen
        if said.others.get(group.flow) == EACH
        for one in group.found
        if one.id not in said.done.get(group.flow, ())
    ]
    begin = (number - 1) * A_PAGE
    if said.rest != EACH or begin >= len(found):
        return None
    return Page(number, -(-len(found) // A_PAGE), len(found), found[begin : begin + A_PAGE])


def choices(looked: Looked, said: Said) -> dict[str, Choice]:
    """How each ends, by flow; without the flows of which it was not said of everything."""
    found: dict[str, Choice] = {}
    for group in looked.chosen:
        others, done = said.others.get(group.flow), said.done.get(group.flow, frozenset())
        if others == EACH:
            ends = {one.id: said.single.get((group.flow, one.id), said.rest) for one in group.found}
            if any(end == EACH for one, end in ends.items() if one not in done):
                continue
            done, others = done | {one for one, end in ends.items() if end == DONE}, CANCELLED
        if others is not None:
            found[group.flow] = Choice(done, others == DONE)
    return found
