"""Dates with the month as a word, in the other languages of the readers, through dateparser.

dateparser accepts nonsense ("T-12" is the year 2113), so it is asked for little and believed less: it never detects
the language, must find a day and a month, every number of the phrase must come back in what it found, and every word
must be a month, a weekday (that of the day) or one that only joins them: "après le 1er décembre" is not that day.
English and Chinese are read by our own grammar alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, time
from functools import lru_cache
from importlib import import_module
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


# Words that join the parts of a date and change nothing of it, in any of the languages.
_JOINING = frozenset(
    {
        *("de", "del", "do", "da", "di", "du", "d", "le", "la", "el", "il", "den", "der", "dem", "des", "die", "am"),
        *("um", "uhr", "à", "a", "às", "as", "alle", "ore", "kl", "klokken", "o", "h", "er", "re", "om", "op", "van"),
        *("г", "года", "в", "roku", "r", "pm"),
    }
)
_OWN_GRAMMAR = ("en", "zh")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october")
_LETTERS = Pattern(r"[^\W\d_]+")


class Found(NamedTuple):
    """The parts that a phrase names; the year only if it was written in four digits, the weekday if it was written."""

    year: int | None
    month: int
    day: int
    at: time | None
    weekday: int | None


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


@lru_cache(maxsize=64)
def _names(language: str) -> tuple[frozenset[str], Mapping[str, int]]:
    """The names of the months of a language, and of its weekdays with their numbers, as dateparser has them."""
    info = import_module(f"dateparser.data.date_translation_data.{language}").info
    months = {name.lower() for month in (*_MONTHS, "november", "december") for name in info.get(month, ())}
    weekdays = {name.lower(): n for n, one in enumerate(_WEEKDAYS) for name in info.get(one, ())}
    return frozenset(months), weekdays


def _weekday_of(phrase: str, language: str) -> int | None:
    """The weekday that the phrase names. Raises NotADate for a word that is none of a date."""
    months, weekdays = _names(language)
    words = [word.lower() for word in _LETTERS.findall(phrase)]
    if not all(word in months or word in _JOINING or word in weekdays for word in words):
        raise NotADate(Reason.UNKNOWN)
    return next((weekdays[word] for word in words if word not in months and word in weekdays), None)


def named_date(phrase: str, language: str, order: str) -> Found:
    """Read "12. Dezember 2026" or "1er décembre à 15:00" in one language; raises NotADate for all else."""
    from dateparser.data.languages_info import language_order

    if language in _OWN_GRAMMAR or language not in language_order:
        raise NotADate(Reason.UNKNOWN)
    if not _WORD.search(phrase) or not _NUMBER.search(phrase) or _NOT_A_DATE.search(phrase):
        raise NotADate(Reason.UNKNOWN)
    found = parser(language, order).get_date_data(phrase)
    moment = found.date_obj
    if moment is None or moment.tzinfo is not None or not {"day", "month"} <= set(found.parts):
        raise NotADate(Reason.UNKNOWN)
    weekday = _weekday_of(phrase, language)
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
    at = moment.time() if "time" in found.parts else None
    return Found(moment.year if year else None, moment.month, moment.day, at, weekday)
