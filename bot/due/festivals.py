"""Festivals and public holidays: 国庆, 春节前, 除夕, 节后, "before Christmas".

Before a festival is the last working day before it, after a festival the first one after.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from bot.calendars import country_year
from bot.due import moon
from bot.due.reading import Form, Reading, Said
from bot.due.words import NotADate, Reason
from bot.words.patterns import Pattern

# Festivals by the solar year, and those by the moon under the name that the holidays library gives them.
SOLAR = {"元旦": (1, 1), "五一": (5, 1), "劳动": (5, 1), "国庆": (10, 1), "十一": (10, 1), "圣诞": (12, 25)}
SOLAR |= {"双十一": (11, 11), "双十二": (12, 12), "平安夜": (12, 24), "跨年夜": (12, 31)}
LUNAR = {"春节": "春节", "过年": "春节", "清明": "清明节", "端午": "端午节", "中秋": "中秋节"}
MOON = (*moon.EVE, *moon.FESTIVALS)
ENGLISH_FESTIVALS = {
    **{
        "christmas": "圣诞",
        "christmas day": "圣诞",
        "xmas": "圣诞",
        "christmas eve": "平安夜",
        "new year's eve": "跨年夜",
        "new year": "元旦",
        "new year's": "元旦",
    },
    **{"new year's day": "元旦", "new years": "元旦", "spring festival": "春节", "chinese new year": "春节"},
    **{"lunar new year": "春节", "cny": "春节", "mid-autumn": "中秋", "mid-autumn festival": "中秋"},
    **{"mid autumn festival": "中秋", "dragon boat festival": "端午", "tomb-sweeping day": "清明", "qingming": "清明"},
}
# A year has holidays; the calendar of a country that has none for longer is not asked further.
HOLIDAY_WITHIN = 366
# What these words mean depends on the country.
OF_CHINA = {"national day": "国庆", "golden week": "国庆", "labour day": "五一", "labor day": "五一", "may day": "五一"}


@lru_cache(maxsize=256)
def festival(name: str, year: int) -> date:
    """Give the day of a Chinese festival, or of Christmas, in a year of the western calendar."""
    if name in SOLAR:
        return date(year, *SOLAR[name])
    if name in MOON:
        return moon.festival(name, year)
    named = country_year("CN", year, "zh_CN").holidays
    found = [day for day, names in named.items() if LUNAR[name] in names.split("; ")]
    if not found:
        raise NotADate(Reason.TOO_FAR)
    return min(found)


def _festival(match: re.Match[str], said: Said) -> Reading:
    """Read a festival itself, or the working day beside it; the next one that has not passed."""
    written = match["name"]
    name = ENGLISH_FESTIVALS.get(written, written)
    if written in OF_CHINA:
        if not said.calendar.country.startswith("CN"):
            raise NotADate(Reason.AMBIGUOUS)
        name = OF_CHINA[written]
    side = match["side"] or ""
    if name == "十一" and not side:
        raise NotADate(Reason.UNKNOWN)
    year = said.today.year
    if which := match["which"]:
        day = festival(name, year + "今明后".index(which[0]))
    else:
        day = next(found for found in (festival(name, year), festival(name, year + 1)) if found >= said.today)
    if side in ("before", "前", "之前", "以前"):
        before = said.calendar.add_working_days(day, -1)
        return Reading(before, leans_on=(before, day - timedelta(days=1)), plain=False, firm=True)
    if side in ("after", "后", "之后", "以后"):
        after = said.calendar.add_working_days(day, 1)
        return Reading(after, leans_on=(day, after), plain=False, firm=True)
    return Reading(day)


def _holiday(match: re.Match[str], said: Said) -> Reading:
    """Read 节前 and 节后 as the working day before or after the public holiday that comes next by the calendar."""
    calendar, first = said.calendar, said.today
    if not calendar.country:
        raise NotADate(Reason.AMBIGUOUS)
    is_before = match["side"] in ("前", "之前", "以前")
    if is_before and calendar.reason_off(first):
        first = calendar.next_working_day(first, inclusive=True)
    ahead = (first + timedelta(n) for n in range(HOLIDAY_WITHIN))
    holiday = next((day for day in ahead if calendar.reason_off(day)), None)
    if holiday is None:
        raise NotADate(Reason.TOO_FAR)
    day = calendar.add_working_days(holiday, -1 if is_before else 1)
    return Reading(day, leans_on=(min(day, holiday), max(day, holiday)), plain=False, firm=True)


# 节后第一个工作日 says what 节后 says.
_WORKING_DAY_BESIDE = "(?:的?(?:第一|最后一)个?(?:工作日|天))?"
_NAMES = "|".join(sorted((*ENGLISH_FESTIVALS, *OF_CHINA), key=len, reverse=True))

FORMS: tuple[Form, ...] = tuple(
    (Pattern(form), function)
    for form, function in (
        (
            f"(?P<which>今年|明年)?(?P<name>{'|'.join((*SOLAR, *LUNAR, *MOON))})节?"
            f"(?:假期|长假|放假|黄金周|假)?(?:(?P<side>之前|以前|前|之后|以后|后){_WORKING_DAY_BESIDE})?",
            _festival,
        ),
        (f"节(?:假日|日)?(?P<side>之前|以前|前|之后|以后|后){_WORKING_DAY_BESIDE}", _holiday),
        (rf"(?P<which>)(?:(?P<side>before|after) )?(?:the )?(?P<name>{_NAMES})(?: holidays?| break)?", _festival),
    )
)
