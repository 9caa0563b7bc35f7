"""Days by the moon (农历): 腊月廿八, 正月十五, 农历八月十五, 除夕.

The calendar is a table, for no library that is at hand has more of it than its festivals; a test holds it against
those. A month of it has 29 or 30 days, and in some years one month is followed by a leap month of its own number.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.due.reading import HALF_A_YEAR, Form, Reading, Said
from bot.due.words import NotADate, Reason, number
from bot.words.patterns import Pattern

FIRST_YEAR = 2020
# Of each year: bit 15 is its first month (1: 30 days) and so on, bits 0–3 are the leap month, bit 16 is its length.
NEW_YEAR_2020 = date(2020, 1, 25)
YEARS = (
    *(0x07954, 0x06AA0, 0x0AD50, 0x05B52, 0x04B60, 0x0A6E6, 0x0A4E0, 0x0D260, 0x0EA65, 0x0D530),
    *(0x05AA0, 0x076A3, 0x096D0, 0x04AFB, 0x04AD0, 0x0A4D0, 0x1D0B6, 0x0D250, 0x0D520, 0x0DD45),
    *(0x0B5A0, 0x056D0, 0x055B2, 0x049B0, 0x0A577, 0x0A4B0, 0x0AA50, 0x1B255, 0x06D20, 0x0ADA0),
    *(0x14B63, 0x09370, 0x049F8, 0x04970, 0x064B0, 0x168A6, 0x0EA50, 0x06B20, 0x1A6C4, 0x0AAE0),
)
MONTHS = {"正": 1, "冬": 11, "腊": 12}
FESTIVALS = {"元宵": (1, 15), "七夕": (7, 7), "重阳": (9, 9), "腊八": (12, 8)}
# The last day of the year has no number of its own: its month may have 29 days.
EVE = ("除夕", "大年三十", "大年夜", "年三十")


def day_of(year: int, month: int, day: int) -> date:
    """The day of a month of a year of the moon, not of its leap month.

    Raises NotADate for a day that the month lacks, and for a year beyond the table.
    """
    if not FIRST_YEAR <= year < FIRST_YEAR + len(YEARS):
        raise NotADate(Reason.TOO_FAR)
    first = NEW_YEAR_2020 + timedelta(sum(_days(one) for one in YEARS[: year - FIRST_YEAR]))
    bits = YEARS[year - FIRST_YEAR]
    if not 1 <= month <= 12 or not 1 <= day <= _month(bits, month):
        raise NotADate(Reason.IMPOSSIBLE)
    before = sum(_month(bits, one) for one in range(1, month))
    return first + timedelta(before + (_leap(bits) if 0 < bits & 0xF < month else 0) + day - 1)


def festival(name: str, year: int) -> date:
    """A festival by the moon in a year of the western calendar."""
    if name in EVE:
        return day_of(year, 1, 1) - timedelta(1)
    found = [day_of(one, *FESTIVALS[name]) for one in (year - 1, year)]
    return next((day for day in found if day.year == year), found[-1])


def _month(bits: int, month: int) -> int:
    return 30 if bits >> (16 - month) & 1 else 29


def _leap(bits: int) -> int:
    return 0 if not bits & 0xF else 30 if bits >> 16 else 29


def _days(bits: int) -> int:
    return sum(_month(bits, month) for month in range(1, 13)) + _leap(bits)


def _by_the_moon(match: re.Match[str], said: Said) -> Reading:
    """Read 腊月廿八 as the next one; where that is more than half a year ahead, the last one may be meant."""
    month = MONTHS.get(match["month"]) or number(match["month"])
    day = number(match["day"].removeprefix("初"))
    found, lacking = [], 0
    for year in range(said.today.year - 1, said.today.year + 2):
        try:
            found.append(day_of(year, month, day))
        except NotADate as refused:
            if refused.reason is not Reason.IMPOSSIBLE:
                raise
            lacking += 1
    ahead = [one for one in found if one >= said.today]
    if said.past and found:
        return Reading(min(found, key=lambda one: abs(one - said.today)), firm=True)
    if not ahead:
        raise NotADate(Reason.IMPOSSIBLE if lacking else Reason.YEAR_NEEDED)
    if (ahead[0] - said.today).days > HALF_A_YEAR:
        raise NotADate(Reason.YEAR_NEEDED)
    return Reading(ahead[0], firm=True)


def _new_year_day(match: re.Match[str], said: Said) -> Reading:
    """Read 大年初三 as the third day of the year."""
    day = number(match["day"].removeprefix("初"))
    found = [day_of(year, 1, day) for year in (said.today.year, said.today.year + 1)]
    return Reading(next(one for one in found if one >= said.today), firm=True)


_DAY = "(?P<day>初?[一二三四五六七八九十廿卅]{1,3})[日号]?"
FORMS: tuple[Form, ...] = tuple(
    (Pattern(form), function)
    for form, function in (
        (rf"(?:农历|阴历|旧历)?(?P<month>[正冬腊])月{_DAY}", _by_the_moon),
        (rf"(?:农历|阴历|旧历)(?P<month>[一二三四五六七八九十]{{1,2}})月{_DAY}", _by_the_moon),
        (r"(?:大年|年)(?P<day>初[一二三四五六七八九十])", _new_year_day),
    )
)
