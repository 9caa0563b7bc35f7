"""What can be drawn of a text, and how wide that is."""

from __future__ import annotations

import pytest

from bot.documents import pictures


@pytest.mark.parametrize(
    ("text", "drawn"),
    [
        ("Mould 试模 – Ø 3,5", "Mould 试模 – Ø 3,5"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("fair 🎪 on 𝟛 Oct", "fair □ on 3 Oct"),
        ("two\nlines\tof\u2009it ", "two lines of it"),
        ("\u202ereversed\u200b \x07bell \ufeff", "reversed bell"),
        ("ชื่อ", "□□□□"),
    ],
)
def test_no_character_of_a_text_is_lost(text: str, drawn: str) -> None:
    assert pictures.drawable(text) == drawn


def test_widths_are_those_of_the_font() -> None:
    assert pictures.width("计划", 13) == 26
    assert pictures.width("iii", 100) < pictures.width("WWW", 100) / 2


def test_the_stand_in_itself_can_be_drawn() -> None:
    assert pictures.drawable(pictures.STAND_IN) == pictures.STAND_IN
