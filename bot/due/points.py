"""Named points: end of month, 月底, 下月初, EOW, 季度末, W50, "first Monday of December"; and words too vague to take.

The end of a period is its last working day, because whoever promises something for the end of the month means before
everybody has gone; where that has passed, its last day. Its beginning is the first working day.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from bot.due.reading import HALF_A_YEAR, Form, Reading, Said, add_months, periods_ahead
from bot.due.words import DATE_NUMBER, MONTH, MONTHS, NUMBER, WEEKDAY, WEEKDAYS, NotADate, Reason, number
from bot.words.patterns import Pattern

NTH = {
    **{"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "fifth": 5, "5th": 5},
    "last": -1,
}
WEEKS_OF_A_MONTH = 5


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
    year = _year(match["y"], said) if match["y"] else said.today.year
    if not match["y"] and month < said.today.month and not said.past:
        year += 1
    first = date(year, month, 1)
    if match["edge"] in ("beginning", "start", "初"):
        return _beginning(first, said)
    return _end(first, add_months(first, 1) - timedelta(days=1), said)


def _quarter_end(match: re.Match[str], said: Said) -> Reading:
    quarter = number(match["q"])
    year = _year(match["y"], said) if match["y"] else said.today.year
    if not match["y"] and quarter < (said.today.month + 2) // 3 and not said.past:
        year += 1
    first = date(year, 3 * quarter - 2, 1)
    return _end(first, add_months(first, 3) - timedelta(days=1), said)


def _weekend(match: re.Match[str], said: Said) -> Reading:
    """Read 本周末, "this weekend" as its last day: the Sunday of its week."""
    _monday, sunday = _period("week", periods_ahead(match["which"] or ""), said)
    return Reading(sunday, firm=bool(match["which"]) or "周" in match[0])


def _week(match: re.Match[str], said: Said) -> Reading:
    """Read KW 50, W50, 第50周 as the end of that week of the year, as ISO 8601 counts them."""
    week, today = number(match["week"]), said.today
    # 第3周 is more likely one of a month or a project.
    if week <= WEEKS_OF_A_MONTH and not match["y"]:
        raise NotADate(Reason.AMBIGUOUS)
    years = [_year(match["y"], said)] if match["y"] else [today.year, today.year + 1]
    for year in years:
        try:
            monday = date.fromisocalendar(year, week, 1)
        except ValueError:
            raise NotADate(Reason.IMPOSSIBLE) from None
        sunday = monday + timedelta(days=6)
        if sunday >= today or said.past or match["y"]:
            if year != today.year and not match["y"] and (monday - today).days > HALF_A_YEAR:
                break
            return _end(monday, sunday, said)
    raise NotADate(Reason.YEAR_NEEDED)


def _nth(match: re.Match[str], said: Said) -> Reading:
    """Read "first Monday of December", "last working day of the month", 下个月第二个周五, 本月最后一天."""
    first, last = _span_named(match, said)
    what, nth = match["what"], match["nth"]
    n = -1 if "last" in nth or "最后" in nth else NTH.get(nth) or number(nth.removeprefix("第"))
    days = [first + timedelta(one) for one in range((last - first).days + 1)]
    is_counted = what.startswith(("work", "business", "工作日"))
    if is_counted:
        days = [day for day in days if said.calendar.is_working(day)]
    elif what not in ("day", "天"):
        days = [day for day in days if day.weekday() == WEEKDAYS[what.removeprefix("周")]]
    if not -len(days) <= n <= len(days) or not days:
        raise NotADate(Reason.IMPOSSIBLE)
    day = days[n - 1 if n > 0 else n]
    return Reading(day, leans_on=((first, day) if n > 0 else (day, last)) if is_counted else None, firm=True)


def _span_named(match: re.Match[str], said: Said) -> tuple[date, date]:
    """Give the first and last day of the week, month … that a phrase names."""
    if match["month"]:
        month = MONTHS.get(match["month"]) or number(match["month"])
        if not 1 <= month <= 12:
            raise NotADate(Reason.IMPOSSIBLE)
        year = _year(match["y"], said) if match["y"] else said.today.year
        if not match["y"] and month < said.today.month and not said.past:
            year += 1
        first = date(year, month, 1)
        return first, add_months(first, 1) - timedelta(days=1)
    unit = match["unit"]
    return _period(UNITS.get(unit, unit), periods_ahead(match["which"] or ""), said)


def _year(written: str, said: Said) -> int:
    year = said.today.year + "今明后".index(written) if written in "今明后" else number(written)
    if not date.min.year <= year < date.max.year:
        raise NotADate(Reason.TOO_FAR)
    return year


def _vague(match: re.Match[str], said: Said) -> Reading:
    raise NotADate(Reason.VAGUE)


_THE = "(?:the )?"
_WHICH = "(?P<which>this |next |current )?"
_UNIT = "(?P<unit>week|month|quarter|year)"
_VAGUE = (
    "soon|asap|as soon as possible|later|whenever|sometime|someday|eventually|tbd|tba|tbc|n/a|never|none|"
    "(?:this |next |the )?(?:week|month|quarter|year)(?: after next)?|weekend after next|"
    rf"(?:early|mid|late)[ -](?:{MONTH}|week|month|year|next week|next month)|middle of .*|(?:a )?few days|"
    "尽快|马上|立刻|立即|稍后|改天|有空|过几天|过两天|几天后|数天后|近期|近日|待定|随时|以后|将来|不急|"
    "(?:本|这个?|下个?|下下个?)?(?:周|月|季度|年)|(?:今|明|后)年|年中|月中|"
    "(?:.*月|本|下)?(?:上旬|中旬|下旬|月?中)|(?:上|下)半(?:年|月)"
)

FORMS: tuple[Form, ...] = tuple(
    (Pattern(form), function)
    for form, function in (
        ("(?P<which>本|这个?|下个?|下下个?)?周末", _weekend),
        ("(?P<which>this |next |the |this coming |coming )?weekend", _weekend),
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
        (r"(?:kw|cw|week|wk|w) ?(?P<week>[0-9]{1,2})(?:[ /-]?(?P<y>20[0-9]{2}))?", _week),
        (r"(?P<y>20[0-9]{2})[ -]?w(?P<week>[0-9]{1,2})", _week),
        (rf"(?:(?P<y>今|明|[0-9]{{4}})年)?第(?P<week>{NUMBER})周", _week),
        (
            rf"{_THE}(?P<nth>{'|'.join(NTH)}) (?P<what>{WEEKDAY}|(?:working |business |work)?day) (?:of|in) {_THE}"
            rf"(?:(?P<which>this |next |current )?(?P<unit>week|month|quarter|year)|(?P<month>{MONTH})"
            r"(?: (?P<y>[0-9]{4}))?)",
            _nth,
        ),
        (
            "(?:(?P<which>本|这个?|当|下个?|下下个?)?(?P<unit>周|月|季度)|"
            rf"(?:(?P<y>今|明|后|[0-9]{{4}})年)?(?P<month>{DATE_NUMBER})月份?)的?"
            "(?P<nth>第[一二三四五1-5]|最后一?)个?(?P<what>周[一二三四五六日]|工作日|天)",
            _nth,
        ),
        (_VAGUE, _vague),
    )
)
