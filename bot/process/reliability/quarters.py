"""Quarters of a year, and how people say them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from bot.words.language import Text
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Refused

_MONTHS = 3
_NUMBERS = {"一": 1, "二": 2, "三": 3, "四": 4}
# The quarter stands behind the department: in words of its own, but for Chinese ones.
_NAMED = Pattern(
    r"(?:^|\s)(?:(?P<year>\d{4})[\s/-]*)?q(?P<number>[1-4])$"
    r"|(?:^|\s)q(?P<number2>[1-4])[\s/-]*(?P<year2>\d{4})$"
    r"|(?:(?P<year3>\d{4})\s*年?\s*)?第?\s*(?P<number3>[一二三四1-4])\s*季度?$",
    re.IGNORECASE,
)
_LAST = Pattern(r"(?:^|\s)(?:the\s+)?(?:last|previous)(?:\s+quarter)?$|上一?个?季度?$|上一?個?季度?$", re.IGNORECASE)
_THIS = Pattern(
    r"(?:^|\s)(?:the\s+)?(?:this|running|current)(?:\s+quarter)?$|本季度?$|[这這][个個]?季度?$|[当當]前季度?$",
    re.IGNORECASE,
)


class Quarter(NamedTuple):
    """The third quarter of 2026 is (2026, 3)."""

    year: int
    number: int

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, _MONTHS * (self.number - 1) + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        return self.after.first - timedelta(days=1)

    @property
    def after(self) -> Quarter:
        """The one that follows."""
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)

    @property
    def before(self) -> Quarter:
        """The one that it follows."""
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    @property
    def words(self) -> Text:
        """As it is called."""
        return _("Q%(number)s %(year)s", number=self.number, year=str(self.year))


def of(day: date) -> Quarter:
    """The quarter in which the day is."""
    return Quarter(day.year, (day.month - 1) // _MONTHS + 1)


def read(words: str, today: date) -> tuple[str, Quarter]:
    """What was typed before the quarter, and the quarter: the last full one where none is named.

    A number without a year is the newest such quarter that has begun. Raises Refused for one that has not.
    """
    running = of(today)
    found = _LAST.search(words)
    if found is not None:
        return words[: found.start()].strip(), running.before
    found = _THIS.search(words)
    if found is not None:
        return words[: found.start()].strip(), running
    found = _NAMED.search(words)
    if found is None:
        return words.strip(), running.before
    said = found.groupdict()
    number = said["number"] or said["number2"] or said["number3"]
    year = said["year"] or said["year2"] or said["year3"]
    quarter = Quarter(int(year or running.year), _NUMBERS.get(number) or int(number))
    if quarter > running and not year:
        quarter = Quarter(quarter.year - 1, quarter.number)
    must_have_begun(quarter, today)
    return words[: found.start()].strip(), quarter


def must_have_begun(quarter: Quarter, today: date) -> None:
    """Raises Refused for a quarter that has not begun, and for one before all that is kept."""
    if quarter > of(today):
        raise Refused(_("%(quarter)s has not begun yet.", quarter=quarter.words))
    if quarter.year < 2000:
        raise Refused(_("Nothing is kept of %(quarter)s.", quarter=quarter.words))
