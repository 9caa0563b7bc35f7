"""Days by their date: 2026-12-01, 12/1, 12月1日, 十二月廿五, "Dec 1st", 15号, "the 15th of next month"."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from bot.due.reading import HALF_A_YEAR, MOST_YEARS, Form, Reading, Said, add_months, exact, periods_ahead
from bot.due.words import DATE_NUMBER, MONTH, MONTHS, NotADate, Reason, number
from bot.words.patterns import Pattern


def full_year(written: str, said: Said) -> int:
    """Read a year of two digits as one of this century."""
    year = number(written)
    return year + said.today.year // 100 * 100 if len(written) == 2 else year


def without_year(month: int, day: int, said: Said) -> date:
    """Choose the year of a day and month: the next one, or the nearest one where the past is allowed."""
    if not 1 <= month <= 12 or not 1 <= day <= (29 if month == 2 else monthrange(2026, month)[1]):
        raise NotADate(Reason.IMPOSSIBLE)
    today = said.today
    around = [
        date(year, month, day)
        for year in (today.year - 1, today.year, today.year + 1)
        if day <= monthrange(year, month)[1]
    ]
    if not around:
        raise NotADate(Reason.IMPOSSIBLE)
    if said.past:
        return min(around, key=lambda found: abs(found - today))
    ahead = [found for found in around if found >= today]
    if not ahead:
        raise NotADate(Reason.IMPOSSIBLE if (month, day) == (2, 29) else Reason.YEAR_NEEDED)
    if ahead[0].year != today.year and (ahead[0] - today).days > HALF_A_YEAR:
        raise NotADate(Reason.YEAR_NEEDED)
    return ahead[0]


def _year_first(match: re.Match[str], said: Said) -> Reading:
    year, month, day = (number(part) for part in match.group("y", "m", "d"))
    return Reading(exact(full_year(match["y"], said) if year < 100 else year, month, day), firm=True)


def _this_or_next_year(match: re.Match[str], said: Said) -> Reading:
    year = said.today.year + "去今明后".index(match["which"]) - 1
    return Reading(exact(year, number(match["m"]), number(match["d"])), firm=True)


def _month_and_day(match: re.Match[str], said: Said) -> Reading:
    return Reading(without_year(number(match["m"]), number(match["d"]), said), firm="月" in match[0])


def _in_order(match: re.Match[str], said: Said) -> Reading:
    """Read 12/1 or 12/1/2026 as the writer's locale orders it, unless only the other order is possible."""
    a, b = int(match["a"]), int(match["b"])
    written = match["y"] or ""
    month_first = said.order.index("M") < said.order.index("D")
    if (match["sign"] == "." and len(written) in (2, 4)) or (a > 12 >= b):
        month_first = False
    elif b > 12 >= a:
        month_first = True
    month, day = (a, b) if month_first else (b, a)
    if not written:
        try:
            return Reading(without_year(month, day, said))
        except NotADate as refused:
            raise NotADate(refused.reason, read_as=(month, day) if max(a, b) <= 12 and a != b else None) from None
    if len(written) < 4 and said.order.startswith("Y"):
        return _short_year(match, said)
    if len(written) == 1:
        raise NotADate(Reason.UNKNOWN)
    return Reading(exact(full_year(written, said), month, day), firm=True)


def _short_year(match: re.Match[str], said: Said) -> Reading:
    """Read 26/12/1 where the year stands first; "06.12.26" is 6 December everywhere, unless no such year is near."""
    first = (match["a"].zfill(2), match["b"], match["y"])
    if match["sign"] != "." or len(match["y"]) == 1:
        return Reading(_day_of(first, said), firm=True)
    near = []
    for parts in (first[::-1], first):
        try:
            day = _day_of(parts, said)
        except NotADate:
            continue
        if abs(day.year - said.today.year) <= MOST_YEARS and (said.past or day >= said.today):
            near.append(day)
    if len(set(near)) > 1:
        raise NotADate(Reason.AMBIGUOUS)
    return Reading(near[0] if near else _day_of(first[::-1], said), firm=True)


def _day_of(parts: tuple[str, ...], said: Said) -> date:
    year, month, day = parts
    return exact(full_year(year.zfill(2), said), int(month), int(day))


def _named_month(match: re.Match[str], said: Said) -> Reading:
    month, day = MONTHS[match["month"]], int(match["d"])
    if match["y"]:
        return Reading(exact(int(match["y"]), month, day), firm=True)
    return Reading(without_year(month, day, said))


def _ordinal_day(match: re.Match[str], said: Said) -> Reading:
    """Read "the first of December", "December first"."""
    month, day = MONTHS[match["month"]], ORDINALS[match["d"].replace(" ", "-")]
    return Reading(exact(int(match["y"]), month, day) if match["y"] else without_year(month, day, said), firm=True)


def _day_of_month(match: re.Match[str], said: Said) -> Reading:
    """Read "the 15th" or 15号 as the next one, and 下月15号 as what it says."""
    day, which = number(match["d"]), match["which"]
    if which:
        first = add_months(said.today.replace(day=1), periods_ahead(which))
        return Reading(exact(first.year, first.month, day))
    if not 1 <= day <= 31:
        raise NotADate(Reason.IMPOSSIBLE)
    first = said.today.replace(day=1)
    if day < said.today.day and not said.past:
        first = add_months(first, 1)
    return Reading(exact(first.year, first.month, day))


_ORDINAL = "(?:st|nd|rd|th)"
_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_TEENS = ("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth")
_DAYS = (*_ONES, *_TEENS, "eighteenth", "nineteenth", "twentieth", *(f"twenty-{one}" for one in _ONES))
ORDINALS = {name: day for day, name in enumerate((*_DAYS, "thirtieth", "thirty-first"), start=1)}
_WRITTEN = f"(?P<d>{'|'.join(sorted(ORDINALS, key=len, reverse=True)).replace('-', '[ -]')})"

FORMS: tuple[Form, ...] = tuple(
    (Pattern(form), function)
    for form, function in (
        (r"(?P<y>[0-9]{4})(?P<sign>[-/.])(?P<m>[0-9]{1,2})(?P=sign)(?P<d>[0-9]{1,2})", _year_first),
        (r"(?P<y>20[0-9]{2})(?P<m>[0-9]{2})(?P<d>[0-9]{2})", _year_first),
        (
            rf"(?P<y>[0-9]{{4}}|[0-9]{{2}}|[〇零一二三四五六七八九]{{4}})年(?P<m>{DATE_NUMBER})月(?P<d>{DATE_NUMBER})[日号]?",
            _year_first,
        ),
        (rf"(?P<which>[去今明后])年(?P<m>{DATE_NUMBER})月(?P<d>{DATE_NUMBER})[日号]?", _this_or_next_year),
        (rf"(?P<m>{DATE_NUMBER})月(?P<d>{DATE_NUMBER})[日号]?", _month_and_day),
        (r"(?P<a>[0-9]{1,2})(?P<sign>[-/.])(?P<b>[0-9]{1,2})(?:(?P=sign)(?P<y>[0-9]{4}|[0-9]{1,2}))?", _in_order),
        (
            rf"(?:the )?(?P<d>[0-9]{{1,2}}){_ORDINAL}?(?: of)?[ -]?(?P<month>{MONTH})\.?[ -]?(?P<y>[0-9]{{4}})?",
            _named_month,
        ),
        (rf"(?P<month>{MONTH})\.? ?(?:the )?(?P<d>[0-9]{{1,2}}){_ORDINAL}?(?: (?P<y>[0-9]{{4}}))?", _named_month),
        (rf"(?:the )?{_WRITTEN}(?: of)? (?P<month>{MONTH})\.?(?: (?P<y>[0-9]{{4}}))?", _ordinal_day),
        (rf"(?P<month>{MONTH})\.? (?:the )?{_WRITTEN}(?: (?P<y>[0-9]{{4}}))?", _ordinal_day),
        (rf"(?P<which>)(?:the )?(?P<d>[0-9]{{1,2}}){_ORDINAL}", _day_of_month),
        (rf"(?:the )?(?P<d>[0-9]{{1,2}}){_ORDINAL} (?:of )?(?P<which>this|next|last) month", _day_of_month),
        (rf"(?P<which>)(?P<d>{DATE_NUMBER})[日号]", _day_of_month),
        (rf"(?P<which>本|这个?|当|下个?|下下个?|上个?)月(?P<d>{DATE_NUMBER})[日号]?", _day_of_month),
    )
)
