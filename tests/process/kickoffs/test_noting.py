"""The lines of a kickoff's minutes, read: whose contribution each is."""

from __future__ import annotations

import pytest

from bot.process.kickoffs.noting import contributions
from bot.words.refused import Refused
from storage.departments import Department


def named(number: int, english: str, chinese: str | None = None) -> Department:
    return Department(id=number, team_id="T1", name_en=english, name_zh=chinese, head_id="U1", liaison_id="U2")


DESIGN, SALES, FINANCE = named(1, "Design", "设计部"), named(2, "Sales"), named(3, "Finance", "财务部")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", {}),
        ("设计部：\nSales:", {}),
        ("设计部：主视觉", {1: "主视觉"}),
        ("design: Artwork\n SALES : a list", {1: "Artwork", 2: "a list"}),
        ("Design: Artwork\nBudget: 20,000\n\nSales: a list", {1: "Artwork\nBudget: 20,000", 2: "a list"}),
        ("Design: first\nSales: a list\n设计部：second", {1: "first\nsecond", 2: "a list"}),
    ],
)
def test_a_line_belongs_to_the_department_it_begins_with_or_goes_on(typed: str, said: dict[int, str]) -> None:
    assert contributions([DESIGN, SALES], typed, [DESIGN, SALES, FINANCE]) == said


@pytest.mark.parametrize(("typed", "line"), [("Artwork", 1), ("\nBudget: 20,000", 2), ("Design: a\n财务部：预算", 2)])
def test_a_line_of_nobody_who_takes_part_is_named(typed: str, line: int) -> None:
    with pytest.raises(Refused) as refused:
        contributions([DESIGN, SALES], typed, [DESIGN, SALES, FINANCE])
    assert refused.value.field == "contributions"
    assert refused.value.why.values["line"] == line
