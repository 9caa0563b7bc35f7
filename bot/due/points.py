"""Named points: end of month, 月底, 下月初, EOW, 季度末, 国庆前, "before Christmas"; and words too vague to take.

The end of a period is its last working day, because whoever promises something for the end of the month means before
everybody has gone; where that has passed, its last day. Its beginning is the first working day. Before a festival is
the last working day before it, after a festival the first one after.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

from bot.calendars import country_year
from bot.due.reading import Form, Reading, Said, add_months, periods_ahead
from bot.due.words import DATE_NUMBER, MONTH, MONTHS, NotADate, Reason, number
from bot.words.patterns import Pattern

# Festivals by the solar year, and those by the moon under the name that the holidays library gives them.
SOLAR = {"元旦": (1, 1), "五一": (5, 1), "劳动": (5, 1), "国庆": (10, 1), "十一": (10, 1), "圣诞": (12, 25)}
SOLAR |= {"双十一": (11, 11), "双十二": (12, 12), "平安夜": (12, 24), "跨年夜": (12, 31)}
LUNAR = {"春节": "春节", "过年": "春节", "清明": "清明节", "端午": "端午节", "中秋": "中秋节"}
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
# What these words mean depends on the country.
OF_CHINA = {"national day": "国庆", "golden week": "国庆", "labour day": "五一", "labor day": "五一", "may day": "五一"}


def _end(first: date, last: date, said: Said) -> Reading:
    """Take the last working day of a period, or its last day once that has passed."""
    day = said.calendar.last_working_day(first, last)
    if day is None or (day < said.today and not said.past):
        day = last
    return Reading(day, leans_on=(day, last), plain=False, firm=True)


def _beginning(first: date, said: Said) -> Reading:
    day = said.calendar.next_working_day(first, inclusive=True)
    return Reading(day, leans_on=(first, day), firm=True)


def _period(unit: str, ahead: int, said: Said) -> tuple[date, date]:
    """Give the first and last day of this week, month, quarter or year, or of one so many ahead."""
    today = said.today
    if unit == "week":
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=ahead)
        return monday, monday + timedelta(days=6)
    length = {"month": 1, "quarter": 3, "year": 12}[unit]
    first = add_months(date(today.year, (today.month - 1) // length * length + 1, 1), ahead * length)
    return first, add_months(first, length) - timedelta(days=1)


UNITS = {"周": "week", "月": "month", "季": "quarter", "季度": "quarter", "年": "year"}
LETTERS = {"w": "week", "m": "month", "q": "quarter", "y": "year"}


def _period_edge(match: re.Match[str], said: Said) -> Reading:
    """Read the end or the beginning of this or a coming week, month, quarter or year."""
    written, which, edge = match["unit"], match["which"] or "", match["edge"]
    unit = UNITS.get(written) or LETTERS.get(written, written)
    ahead = {"今": 0, "明": 1, "后": 2}.get(which[:1], periods_ahead(which))
    if edge not in ("beginning", "start", "初"):
        return _end(*_period(unit, ahead, said), said)
    reading = _beginning(_period(unit, ahead, said)[0], said)
    if not which and reading.day < said.today and not said.past:
        reading = _beginning(_period(unit, 1, said)[0], said)
    return reading


def _month_edge(match: re.Match[str], said: Said) -> Reading:
    """Read "end of June", 6月底, 明年3月初."""
    month = MONTHS.get(match["month"]) or number(match["month"])
    if not 1 <= month <= 12:
        raise NotADate(Reason.IMPOSSIBLE)
    year, written = said.today.year, match["y"]
    if written:
        year = year + "今明后".index(written) if written in "今明后" else number(written)
    elif month < said.today.month and not said.past:
        year += 1
    if not date.min.year <= year < date.max.year:
        raise NotADate(Reason.TOO_FAR)
    first = date(year, month, 1)
    if match["edge"] in ("beginning", "start", "初"):
        return _beginning(first, said)
    return _end(first, add_months(first, 1) - timedelta(days=1), said)


def _quarter_end(match: re.Match[str], said: Said) -> Reading:
    quarter, year = number(match["q"]), said.today.year
    if match["y"]:
        year = year + "今明后".index(match["y"]) if match["y"] in "今明后" else number(match["y"])
    elif quarter < (said.today.month + 2) // 3 and not said.past:
        year += 1
    if not date.min.year <= year < date.max.year:
        raise NotADate(Reason.TOO_FAR)
    first = date(year, 3 * quarter - 2, 1)
    return _end(first, add_months(first, 3) - timedelta(days=1), said)


@lru_cache(maxsize=256)
def festival(name: str, year: int) -> date:
    """Give the day of a Chinese festival, or of Christmas, in a year of the western calendar."""
    if name in SOLAR:
        return date(year, *SOLAR[name])
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


def _vague(match: re.Match[str], said: Said) -> Reading:
    raise NotADate(Reason.VAGUE)


_THE = "(?:the )?"
_WHICH = "(?P<which>this |next |current )?"
_UNIT = "(?P<unit>week|month|quarter|year)"
_NAMES = "|".join(sorted((*ENGLISH_FESTIVALS, *OF_CHINA), key=len, reverse=True))
_VAGUE = (
    "soon|asap|as soon as possible|later|whenever|sometime|someday|eventually|tbd|tba|tbc|n/a|never|none|"
    "(?:this |next |the )?(?:week|month|quarter|year|weekend)(?: after next)?|"
    rf"(?:early|mid|late)[ -](?:{MONTH}|week|month|year|next week|next month)|middle of .*|(?:a )?few days|"
    "尽快|马上|立刻|立即|稍后|改天|有空|过几天|过两天|几天后|数天后|近期|近日|待定|随时|以后|将来|不急|"
    "(?:本|这个?|下个?|下下个?)?(?:周|月|季度|年|周末)|(?:今|明|后)年|年中|月中|"
    "(?:.*月|本|下)?(?:上旬|中旬|下旬|月?中)|(?:上|下)半(?:年|月)"
)

FORMS: tuple[Form, ...] = tuple(
    (Pattern(form), function)
    for form, function in (
        ("(?:本|这个?|下个?|下下个?)?周末", _vague),
        (rf"{_THE}(?P<edge>end|close|beginning|start) of {_THE}{_WHICH}{_UNIT}", _period_edge),
        (r"(?P<which>)(?P<edge>eo)(?P<unit>[wmqy])", _period_edge),
        (rf"{_WHICH}{_UNIT}(?: |-|'s )(?P<edge>end)", _period_edge),
        ("(?P<edge>within )(?P<which>this |next )(?P<unit>week|month|quarter|year)", _period_edge),
        (
            "(?P<which>本|这个?|当|下个?|下下个?)?(?P<unit>周|月|季度?)(?P<edge>底|末|初|之内|以内|内|结束)",
            _period_edge,
        ),
        ("(?P<which>今|明|后)?(?P<unit>年)年?(?P<edge>底|末|初|内)", _period_edge),
        (rf"{_THE}(?P<edge>end|beginning|start) of (?P<month>{MONTH})(?: (?P<y>[0-9]{{4}}))?", _month_edge),
        (rf"(?:(?P<y>今|明|后|[0-9]{{4}})年)?(?P<month>{DATE_NUMBER})月(?:份)?(?P<edge>底|末|初)", _month_edge),
        (rf"{_THE}end of q(?P<q>[1-4])(?: (?P<y>[0-9]{{4}}))?", _quarter_end),
        ("q(?P<q>[1-4])(?: (?P<y>[0-9]{4}))?(?: end|末|底|结束)", _quarter_end),
        ("(?:(?P<y>今|明|后|[0-9]{4})年)?(?:第?(?P<q>[一二三四1-4])季度?)(?:末|底|结束)", _quarter_end),
        (
            f"(?P<which>今年|明年)?(?P<name>{'|'.join((*SOLAR, *LUNAR))})节?"
            "(?:假期|长假|放假|黄金周|假)?(?P<side>之前|以前|前|之后|以后|后)?",
            _festival,
        ),
        (rf"(?P<which>)(?:(?P<side>before|after) )?{_THE}(?P<name>{_NAMES})(?: holidays?| break)?", _festival),
        (_VAGUE, _vague),
    )
)
