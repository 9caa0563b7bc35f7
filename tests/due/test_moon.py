"""The table of days by the moon, against the festivals that the library of holidays has."""

from __future__ import annotations

from datetime import date

import pytest
from holidays.calendars.chinese import _ChineseLunisolar

from bot.due.moon import FIRST_YEAR, YEARS, day_of, festival
from bot.due.words import NotADate


@pytest.mark.parametrize(
    ("name", "month", "day"),
    [("LUNAR_NEW_YEAR", 1, 1), ("DRAGON_BOAT", 5, 5), ("MID_AUTUMN", 8, 15), ("DOUBLE_NINTH", 9, 9)],
)
def test_every_year_has_its_festivals_where_the_library_has_them(name: str, month: int, day: int) -> None:
    known = getattr(_ChineseLunisolar, f"{name}_DATES")
    for year in range(FIRST_YEAR, FIRST_YEAR + len(YEARS)):
        assert day_of(year, month, day) == date(year, *known[year]), year


def test_the_eve_is_the_day_before_the_year_begins() -> None:
    assert festival("除夕", 2027) == date(2027, 2, 5)
    assert festival("腊八", 2027) == date(2027, 1, 15)
    with pytest.raises(NotADate):
        day_of(2026, 12, 30)
