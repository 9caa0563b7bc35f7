"""Tables and charts of Slack hold so many characters: what is cut for them, and that it stays told apart."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as some
from markupsafe import Markup

from bot.words.markup import fitted, labels

# Letters that Slack may count twice are among them.
WORDS = some.text(alphabet="ab 部长😀&", max_size=60)
CELLS = some.one_of(WORDS, some.integers(0, 99).map(lambda number: (number, f"{number} %")))


def length(cell: Any) -> int:
    return len((cell[1] if isinstance(cell, tuple) else cell).encode("utf-16-le")) // 2


@given(some.lists(some.lists(CELLS, min_size=2, max_size=4), min_size=1, max_size=8), some.integers(200, 400))
def test_a_table_fits_and_only_its_longest_cells_are_cut(rows: list[list[Any]], most: int) -> None:
    found = fitted(rows, most)
    assert sum(length(cell) for row in found for cell in row) <= most
    pairs = [pair for old, new in zip(rows, found, strict=True) for pair in zip(old, new, strict=True)]
    cut = [(was, now) for was, now in pairs if was != now]
    kept = [length(was) for was, now in pairs if was == now and isinstance(was, str)]
    assert all(now.endswith("…") and length(now) < length(was) for was, now in cut)
    assert all(length(was) >= max(kept, default=0) for was, _now in cut)


def test_what_was_escaped_is_read_as_it_was_typed() -> None:
    assert fitted([[Markup("R&amp;D"), "<b>"]], 100) == [["R&D", "<b>"]]


@given(some.lists(WORDS, max_size=20))
def test_no_two_names_of_a_chart_are_the_same_and_each_fits(names: list[str]) -> None:
    found = labels(names)
    assert len({*found}) == len(found) == len(names)
    assert all(1 <= length(one) <= 20 for one in found)


def test_branches_of_one_name_stay_told_apart_by_their_endings() -> None:
    found = labels(["Customer Service Centre Berlin", "Customer Service Centre Munich"])
    assert found == ["Customer Serv…Berlin", "Customer Serv…Munich"]
