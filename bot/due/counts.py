"""Days from today: weekdays ("next fri", 下周五), tomorrow and 后天, "in 3 days", 2个工作日后, 半小时后."""

from __future__ import annotations

import re
from datetime import UTC, date, timedelta

from bot.due.reading import Form, Reading, Said, add_months, periods_ahead
from bot.due.words import ENGLISH_NUMBER, NUMBER, WEEKDAY, WEEKDAYS, NotADate, Reason, number
from bot.words.patterns import Pattern

# More days than this are refused before they are counted: it is more than the longest project.
MOST_DAYS = 9 * 366

# 30周 without 后 is more likely the thirtieth week of the year than thirty weeks from now.
MOST_BARE_WEEKS = 12

# 半个月 is 15 days, as Chinese law counts it.
HALF_A_MONTH = timedelta(days=15)

DAYS_FROM_TODAY = {
    **{"大前天": -3, "前天": -2, "昨天": -1, "今天": 0, "当天": 0, "明天": 1, "明": 1, "后天": 2, "大后天": 3},
    **{"the day before yesterday": -2, "yesterday": -1, "today": 0, "tomorrow": 1, "tmr": 1, "tmrw": 1},
    **{"the day after tomorrow": 2, "day after tomorrow": 2, "next day": 1, "the next day": 1, "the following day": 1},
    **{"次日": 1, "翌日": 1, "隔天": 1, "第二天": 1},
}

CHINESE_UNITS = {
    **{"工作日": "working", "天": "day", "日": "day", "周": "week", "月": "month", "季度": "quarter", "年": "year"},
    **{"小时": "hour", "钟头": "hour", "分钟": "minute"},
}


def _weekday_of_week(match: re.Match[str], said: Said) -> Reading:
    """Read "next fri", 下周五, 本周三: weeks run from Monday to Sunday, in every language."""
    weeks = 2 if "after next" in match[0] else periods_ahead(match["which"])
    monday = said.today - timedelta(days=said.today.weekday())
    return Reading(monday + timedelta(days=7 * weeks + WEEKDAYS[match["weekday"]]), firm=True)


def _bare_weekday(match: re.Match[str], said: Said) -> Reading:
    """Read "friday" as the next one to come; today is not meant unless a time still ahead is said with it."""
    days = (WEEKDAYS[match["weekday"]] - said.today.weekday() - 1) % 7 + 1
    return Reading(said.today + timedelta(days=days), or_today=days == 7, firm="周" in match[0])


def _day_word(match: re.Match[str], said: Said) -> Reading:
    return Reading(said.today + timedelta(days=DAYS_FROM_TODAY[match[0]]), firm=match[0] != "明")


def unit_of(written: str) -> str:
    """What is counted: "wks", "business days", 工作日."""
    if written in CHINESE_UNITS:
        return CHINESE_UNITS[written]
    if written.startswith(("wo", "wd")):
        return "working"
    initials = {"w": "week", "b": "working", "d": "day", "h": "hour", "f": "fortnight", "y": "year", "q": "quarter"}
    return initials.get(written[0], "minute" if written.startswith("min") else "month")


def _english_count(match: re.Match[str], said: Said) -> Reading:
    unit, n = unit_of(match["unit"]), number(match["n"])
    return _counted(-n if match["ago"] else n, unit, said, firm=bool(match["lead"] or match["later"]))


def _half(match: re.Match[str], said: Said) -> Reading:
    unit, sign = match["unit"], -1 if match["ago"] else 1
    n, smaller = {"hour": (30, "minute"), "month": (HALF_A_MONTH.days, "day"), "year": (6, "month")}[unit]
    return _counted(sign * n, smaller, said, firm=True)


def _plus(match: re.Match[str], said: Said) -> Reading:
    """Read T+3 as three working days from today, unless it names other days."""
    unit = "working" if not match["unit"] else "day"
    return _counted(number(match["n"]), unit, said, firm=False)


def _next_working_day(match: re.Match[str], said: Said) -> Reading:
    return counted_from(said.today, 1, "working", said, firm=True)


def _chinese_count(match: re.Match[str], said: Said) -> Reading:
    unit = CHINESE_UNITS[match["unit"]]
    ago = match["when"] in ("前", "之前", "以前")
    firm = bool(match["lead"] or match["when"])
    half = match["n"] == "半" or bool(match["half"])
    n = 0 if match["n"] == "半" else number(match["n"])
    if unit == "week" and n > MOST_BARE_WEEKS and not firm:
        raise NotADate(Reason.AMBIGUOUS)
    if not half:
        return _counted(-n if ago else n, unit, said, firm=firm)
    if unit == "month":
        day = add_months(said.today, -n if ago else n) + (-HALF_A_MONTH if ago else HALF_A_MONTH)
        return Reading(day, firm=firm)
    if unit not in ("hour", "year"):
        raise NotADate(Reason.VAGUE)
    n, smaller = (60 * n + 30, "minute") if unit == "hour" else (12 * n + 6, "month")
    return _counted(-n if ago else n, smaller, said, firm=firm)


def _counted(n: int, unit: str, said: Said, *, firm: bool) -> Reading:
    """Count from today; hours and minutes from this minute, in real time."""
    if n == 0:
        raise NotADate(Reason.VAGUE)
    if unit in ("hour", "minute"):
        step = timedelta(hours=n) if unit == "hour" else timedelta(minutes=n)
        exactly = said.now.astimezone(UTC) + step
        moment = exactly.replace(second=0, microsecond=0)
        if moment < exactly and n > 0:
            moment += timedelta(minutes=1)
        return Reading(moment.astimezone(said.now.tzinfo).date(), moment=moment, firm=firm)
    return counted_from(said.today, n, unit, said, firm=firm)


def counted_from(today: date, n: int, unit: str, said: Said, *, firm: bool) -> Reading:
    """Count days, weeks, months or working days from a day."""
    if unit in ("month", "quarter", "year"):
        return Reading(add_months(today, n * {"month": 1, "quarter": 3, "year": 12}[unit]), firm=firm)
    n *= {"week": 7, "fortnight": 14}.get(unit, 1)
    if abs(n) > MOST_DAYS:
        raise NotADate(Reason.TOO_FAR)
    if unit == "working":
        day = said.calendar.add_working_days(today, n)
        return Reading(day, leans_on=(today, day), firm=firm)
    return Reading(today + timedelta(days=n), firm=firm)


_ENGLISH_UNIT = (
    "working days?|business days?|work days?|workdays?|wd|bd|days?|d|weeks?|wks?|w|months?|mths?|quarters?|years?|yrs?|"
    "fortnights?|hours?|hrs?|h|minutes?|mins?"
)
_CHINESE_UNIT = "工作日|天|周|小时|钟头|分钟"
_LATER = "之后|以后|过后|后|之内|以内|内"
_AFTER = f"{_LATER}|之前|以前|前"

# A weekday and nothing of its week.
BARE_WEEKDAY = Pattern(rf"{WEEKDAY}\.?|周[一二三四五六日1-7]")

FORMS: tuple[Form, ...] = tuple(
    (Pattern(form), function)
    for form, function in (
        (rf"(?P<weekday>{WEEKDAY})\.?", _bare_weekday),
        ("周(?P<weekday>[一二三四五六日1-7])", _bare_weekday),
        (rf"(?:(?:this )?coming|upcoming) (?P<weekday>{WEEKDAY})", _bare_weekday),
        (rf"(?P<which>this|next|last) (?:week )?(?:on )?(?P<weekday>{WEEKDAY})", _weekday_of_week),
        (rf"(?P<weekday>{WEEKDAY})(?: of)? (?P<which>this|next|last) week", _weekday_of_week),
        (rf"(?P<weekday>{WEEKDAY})(?P<which>) (?:the week )?after next", _weekday_of_week),
        ("(?P<which>本|这个?|下个?|下下个?|上个?|上上个?)周(?P<weekday>[一二三四五六日1-7])", _weekday_of_week),
        ("|".join(sorted(DAYS_FROM_TODAY, key=len, reverse=True)), _day_word),
        (
            rf"(?P<lead>in |within |after |\+ ?)?(?P<n>{ENGLISH_NUMBER})[ -]?(?P<unit>{_ENGLISH_UNIT})"
            r"(?P<later> from now| from today| later|'s?(?: time)?| time)?(?P<ago> ago)?",
            _english_count,
        ),
        (r"t ?\+ ?(?P<n>[0-9]{1,3})(?: ?(?:个?工作日|working days?|wd|bd)| ?(?P<unit>天|日|days?|d))?", _plus),
        ("(?:the )?next (?:working|business) ?day|下一?个工作日", _next_working_day),
        (r"(?:in |within )?half an? (?P<unit>hour|month|year)(?: from now| later)?(?P<ago> ago)?", _half),
        (
            rf"(?P<lead>再?过|\+)?(?P<n>{NUMBER}|半)个?(?P<half>半)?(?P<unit>{_CHINESE_UNIT})(?P<when>{_AFTER})?",
            _chinese_count,
        ),
        (rf"(?P<lead>再?过)?(?P<n>{NUMBER}|半)个(?P<half>半)?(?P<unit>月)(?P<when>{_AFTER})?", _chinese_count),
        # 25日前 is "by the 25th", as 12月25日前 is; three days ago is 三天前.
        (rf"(?P<lead>再?过)?(?P<n>{NUMBER}|半)个?(?P<unit>日)(?P<half>半)?(?P<when>{_LATER})", _chinese_count),
        (rf"(?P<lead>再?过)?(?P<n>{NUMBER}|半)个?(?P<unit>年|季度)(?P<half>半)?(?P<when>{_AFTER})", _chinese_count),
    )
)
