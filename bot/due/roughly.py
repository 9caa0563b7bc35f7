"""A period roughly said ("early 2027", "Q1 2027", 明年初, 2027年一季度), for who plans what is months ahead.

It names no day: whoever asks says whether its first or its last day is meant, and shows what that is. What `phrases`
reads as a day is read there, and not here.

- **Early**, 年初, is the first quarter; **mid**, 年中, is June and July; **late**, 年底, the last quarter. Of a month
  they are its first ten days, the next ten, and the rest.
- A **half** (上半年, H1), a **quarter** (Q1, 一季度), a **month** and a **year** are those of the calendar.
"""

from __future__ import annotations

import calendar
from collections.abc import Mapping
from datetime import date

from bot.due.words import normalise
from bot.words.patterns import Pattern

# Months from and to, of what is said of a year.
_OF_A_YEAR: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(("early", "beginning of", "start of", "初", "年初"), (1, 3)),
    **dict.fromkeys(("mid", "middle of", "中", "年中"), (6, 7)),
    **dict.fromkeys(("late", "end of", "底", "末", "年底", "年末"), (10, 12)),
    **dict.fromkeys(("first half of", "上半年"), (1, 6)),
    **dict.fromkeys(("second half of", "下半年"), (7, 12)),
}
# Days from and to, of what is said of a month; 0 is its last.
_OF_A_MONTH: Mapping[str, tuple[int, int]] = {
    **dict.fromkeys(("early", "beginning of", "start of", "初", "上旬"), (1, 10)),
    **dict.fromkeys(("mid", "middle of", "中", "中旬"), (11, 20)),
    **dict.fromkeys(("late", "end of", "底", "末", "下旬"), (21, 0)),
}
_ORDER = {"一": 1, "二": 2, "三": 3, "四": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "first": 1, "second": 2,
          "third": 3, "fourth": 4}  # fmt: skip
_YEARS = {"今年": 0, "明年": 1, "后年": 2, "this year": 0, "next year": 1}
_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip

_YEAR = r"(?P<year>\d{4}|今年|明年|后年|this year|next year)"
_PART = r"(?P<part>early|mid|late|beginning of|middle of|end of|start of|first half of|second half of)"
_MONTH = r"(?P<month>[a-z]{3,9})\.?"
_FORMS = (
    Pattern(rf"^{_YEAR}年?(?P<part>年?[初中底末]|上半年|下半年)?$"),
    Pattern(rf"^(?:the )?{_PART}[ -]?{_YEAR}$"),
    Pattern(rf"^{_YEAR}年?[ -]?(?:第?(?P<quarter>[一二三四1-4])季度?|q(?P<q>[1-4])|h(?P<h>[12]))$"),
    Pattern(rf"^(?:the )?(?P<quarter>[a-z1-4]+) quarter(?: of)? {_YEAR}$"),
    Pattern(rf"^(?:q(?P<q>[1-4])|h(?P<h>[12]))[ /,of-]*{_YEAR}$"),
    Pattern(rf"^{_YEAR}年?(?P<number>1[0-2]|0?[1-9])月份?(?P<part>[初中底末]|上旬|中旬|下旬)?$"),
    Pattern(rf"^(?:the )?(?:{_PART}[ -]?)?{_MONTH},? ?{_YEAR}$"),
)


def roughly(words: str, today: date, *, is_end: bool) -> date | None:
    """The first day of the period that the words name, or (`is_end`) its last; None where they name none.

    `today` says which year is this one.
    """
    said = " ".join(normalise(words).lower().replace("年 ", "年").split())
    for form in _FORMS:
        found = form.match(said)
        if found is not None and (days := _days(found.groupdict(), today)) is not None:
            return days[is_end]
    return None


def _days(said: Mapping[str, str | None], today: date) -> tuple[date, date] | None:
    named = said["year"] or ""
    year = int(named) if named.isdecimal() else today.year + _YEARS[named]
    part = said.get("part")
    month = _month(said)
    if said.get("month") and month is None:
        return None
    if month is not None:
        first, last = _OF_A_MONTH[part] if part else (1, 0)
        return date(year, month, first), date(year, month, last or calendar.monthrange(year, month)[1])
    if part:
        return _months(year, *_OF_A_YEAR[part])
    if quarter := said.get("quarter") or said.get("q"):
        number = int(quarter) if quarter.isdecimal() else _ORDER.get(quarter)
        return _months(year, 3 * number - 2, 3 * number) if number else None
    if half := said.get("h"):
        return _months(year, 6 * int(half) - 5, 6 * int(half))
    return _months(year, 1, 12)


def _month(said: Mapping[str, str | None]) -> int | None:
    if number := said.get("number"):
        return int(number)
    name = said.get("month") or ""
    return next((at for at, one in enumerate(_MONTHS, 1) if name in (one, one[:3], one[:4])), None)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
