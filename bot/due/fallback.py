"""Dates with the month as a word, in the other languages of the readers, through dateparser.

dateparser accepts nonsense ("T-12" is the year 2113), so it is asked for little and believed less: it never detects
the language, must find a day and a month, and every number of the phrase must come back in what it found.
"""

from __future__ import annotations

from datetime import datetime, time
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from bot.due.words import NotADate, Reason
from bot.words.patterns import Pattern

if TYPE_CHECKING:
    from dateparser.date import DateDataParser

# A leap year with nothing else to it: what the phrase does not say is never taken from here.
BASE = datetime(2000, 1, 1)  # noqa: DTZ001 – dateparser wants a naive one

_WORD = Pattern(r"[^\W\d_]{3,}")
_NUMBER = Pattern("[0-9]+")
_YEAR = Pattern("(?<![0-9])[0-9]{4}(?![0-9])")
_NOT_A_DATE = Pattern(r"[^\w\s.,:'’/-]|_")


class Found(NamedTuple):
    """The parts that a phrase names; the year only if it was written in four digits."""

    year: int | None
    month: int
    day: int
    at: time | None


@lru_cache(maxsize=64)
def parser(language: str, order: str) -> DateDataParser:
    """Build the parser of one language, which takes a tenth of a second the first time."""
    from dateparser.data.languages_info import language_order
    from dateparser.date import DateDataParser

    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["day", "month"],
        "RELATIVE_BASE": BASE,
        "DATE_ORDER": order,
        "PREFER_LOCALE_DATE_ORDER": False,
        "SKIP_TOKENS": [],
    }
    return DateDataParser(languages=[language if language in language_order else "en"], settings=settings)


def named_date(phrase: str, language: str, order: str) -> Found:
    """Read "12. Dezember 2026" or "1er décembre à 15:00" in one language; raises NotADate for all else."""
    if not _WORD.search(phrase) or not _NUMBER.search(phrase) or _NOT_A_DATE.search(phrase):
        raise NotADate(Reason.UNKNOWN)
    found = parser(language, order).get_date_data(phrase)
    moment = found.date_obj
    if moment is None or moment.tzinfo is not None or not {"day", "month"} <= set(found.parts):
        raise NotADate(Reason.UNKNOWN)
    year = _YEAR.search(phrase)
    expected = [moment.day]
    if year:
        expected.append(moment.year)
    if "time" in found.parts:
        expected += [moment.hour, moment.minute] if moment.minute or ":" in phrase else [moment.hour]
    numbers = [int(written) for written in _NUMBER.findall(phrase)]
    if "pm" in phrase.split() and moment.hour not in numbers:
        numbers = [written + 12 if written == moment.hour - 12 else written for written in numbers]
    if sorted(numbers) != sorted(expected) or bool(year) != ("year" in found.parts):
        raise NotADate(Reason.UNKNOWN)
    return Found(
        moment.year if year else None, moment.month, moment.day, moment.time() if "time" in found.parts else None
    )
