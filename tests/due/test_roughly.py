"""A period roughly said: its first day where something starts, its last where it ends."""

from __future__ import annotations

from datetime import date

import pytest

from bot.due.roughly import roughly

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("early 2027", "2027-01-01", "2027-03-31"), ("2027年初", "2027-01-01", "2027-03-31"),
        ("明年初", "2027-01-01", "2027-03-31"), ("mid-2027", "2027-06-01", "2027-07-31"),
        ("2027年年中", "2027-06-01", "2027-07-31"), ("late 2027", "2027-10-01", "2027-12-31"),
        ("2027年底", "2027-10-01", "2027-12-31"), ("今年年底", "2026-10-01", "2026-12-31"),
        ("Q1 2027", "2027-01-01", "2027-03-31"), ("2027 Q3", "2027-07-01", "2027-09-30"),
        ("2027年一季度", "2027-01-01", "2027-03-31"), ("2027年第四季度", "2027-10-01", "2027-12-31"),
        ("the second quarter of 2027", "2027-04-01", "2027-06-30"), ("H1 2027", "2027-01-01", "2027-06-30"),
        ("明年下半年", "2027-07-01", "2027-12-31"), ("first half of next year", "2027-01-01", "2027-06-30"),
        ("2027年2月", "2027-02-01", "2027-02-28"), ("2027年3月中旬", "2027-03-11", "2027-03-20"),
        ("March 2027", "2027-03-01", "2027-03-31"), ("late Feb 2028", "2028-02-21", "2028-02-29"),
        ("2027", "2027-01-01", "2027-12-31"), ("２０２７年底", "2027-10-01", "2027-12-31"),
    ],
)  # fmt: skip
def test_a_period_has_its_first_and_its_last_day(words: str, first: str, last: str) -> None:
    assert str(roughly(words, TODAY, is_end=False)) == first
    assert str(roughly(words, TODAY, is_end=True)) == last


@pytest.mark.parametrize(
    "words", ["soon", "early", "Q5 2027", "Lamp 2027", "2027年13月", "the fifth quarter of 2027", ""]
)
def test_what_names_no_period_is_left_to_others(words: str) -> None:
    assert roughly(words, TODAY, is_end=False) is None
