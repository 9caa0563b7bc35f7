"""Words for a reader: marked strings, catalogues (gettext), and dates, times and numbers as the reader writes them.

`text` (imported as `_`) marks a string where it is written and is translated where it is read, so that one sentence
can be shown to several readers. English is the language of the source; catalogues lie in `templates/locales`.
"""

from __future__ import annotations

import gettext as gnu
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, get_day_names
from markupsafe import Markup

LOCALES = Path(__file__).resolve().parents[2] / "templates" / "locales"
DOMAIN = "liaison"
CHINESE = "zh_CN"
# Of English beside other languages than English.
INTERNATIONAL = "en-GB"
# What the zone files call the time of Beijing.
BEIJING = ("Asia/Shanghai", "Asia/Chongqing", "Asia/Chungking", "Asia/Harbin", "PRC")


@dataclass(frozen=True, slots=True)
class Text:
    """A marked string and what fills it; `number` chooses between the two forms of a plural."""

    message: str
    values: Mapping[str, Any] = field(default_factory=dict)
    plural: str | None = None
    number: int = 1

    def for_(self, reader: Reader) -> str:
        """The sentence in the reader's language, as plain text."""
        words = catalogue(reader.language)
        sentence = (
            words.ngettext(self.message, self.plural, self.number) if self.plural else words.gettext(self.message)
        )
        values = {name: _shown(value, reader) for name, value in self.values.items()}
        return sentence % values if values or "%%" in sentence else sentence


@dataclass(frozen=True, slots=True)
class Name(Text):
    """What somebody named in English, in Chinese or in both: each reader sees theirs, or the one there is."""

    zh: str = ""

    def for_(self, reader: Reader) -> str:
        """The name in the reader's language where it has one."""
        return (self.zh or self.message) if reader.language == CHINESE else (self.message or self.zh)


def text(message: str, /, **values: Any) -> Text:
    """Mark a string. Values may be texts, days and moments themselves; they are worded for the reader."""
    return Text(message, values)


def plural(singular: str, many: str, number: int, /, **values: Any) -> Text:
    """Mark a string that depends on a number, which it may show as `%(number)s`."""
    return Text(singular, {"number": number, **values}, many, number)


def joined(some: Iterable[Text | str], pattern: Text) -> Text | None:
    """Texts as one, put together by a pattern of `one` and `rest` ("%(one)s; %(rest)s"); None where there are none."""
    whole: Text | None = None
    for one in some:
        last = one if isinstance(one, Text) else Text("%(one)s", {"one": one})
        whole = Text(pattern.message, {"one": whole, "rest": last}) if whole is not None else last
    return whole


@dataclass(frozen=True, slots=True)
class Near:
    """A day or moment within a text, whose year is shown only where it is not that of `today`."""

    day: date | datetime
    today: date


@dataclass(frozen=True, slots=True)
class Country:
    """A country by its ISO 3166 code ("CN", "DE-BY"), for a text; anything else is shown as it is."""

    code: str


@dataclass(frozen=True, slots=True)
class Weekday:
    """A day of the week, Monday being 0, for a text."""

    number: int


@dataclass(frozen=True, slots=True)
class Zone:
    """A time zone by its name ("Asia/Shanghai"), for a text."""

    name: str


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads: a person, or a channel, for which the zone of a time is named."""

    locale: str = "en-US"
    zone: str = "UTC"
    is_channel: bool = False

    @property
    def language(self) -> str:
        """The catalogue to read from: `zh_CN` or `en`."""
        return CHINESE if self.locale.lower().startswith("zh") else "en"

    @property
    def dates(self) -> str:
        """The locale in which days and times are written: that of the words beside them."""
        return self.locale if self.language == CHINESE or self.locale.lower().startswith("en") else INTERNATIONAL

    def day(self, day: date, *, near: date | None = None) -> str:
        """A day with its weekday; the year only where it is not that of `near`."""
        with_year = near is None or day.year != near.year
        return _day_written(day, self.dates, with_year)

    def short_day(self, day: date) -> str:
        """A day without weekday and year, where there is little room: "Nov 25", 11月25日."""
        return str(format_skeleton("MMMd", day, locale=babel_locale(self.dates)))

    def weekday(self, number: int) -> str:
        """The name of a weekday; 0 is Monday."""
        return str(get_day_names("wide", locale=babel_locale(self.dates))[number])

    def country(self, code: str) -> str:
        """The name of a country by its ISO 3166 code, with its subdivision if one is named ("DE-BY")."""
        country, _dash, subdivision = code.partition("-")
        name = babel_locale(self.dates).territories.get(country)
        if name is None:
            return code
        if not subdivision:
            return str(name)
        return f"{name}（{subdivision}）" if self.language == CHINESE else f"{name} ({subdivision})"

    def zone_named(self, zone: str) -> str:
        """A zone as people call it: 北京时间, 柏林时间; in English, and where it has no such name, as it is written."""
        return zone if self.language != CHINESE else _zone_in_chinese(zone) or zone

    def clock(self, moment: time | datetime) -> str:
        """A time of day."""
        if isinstance(moment, datetime):
            moment = moment.astimezone(ZoneInfo(self.zone)).time()
        return _time_written(moment.replace(second=0, microsecond=0, tzinfo=None), self.dates)

    def moment(self, moment: datetime, *, near: datetime | None = None) -> str:
        """A moment in the reader's zone: day with weekday, and time; a channel also names the zone."""
        local = moment.astimezone(ZoneInfo(self.zone))
        day = self.day(local.date(), near=near.astimezone(ZoneInfo(self.zone)).date() if near else None)
        between = " " if self.language == CHINESE else ", "
        at = f"{day}{between}{self.clock(local.time())}"
        if not self.is_channel:
            return at
        return f"{at}（{self._zone(local)}）" if self.language == CHINESE else f"{at} {self._zone(local)}"

    def day_in(self, day: date, zone: str, *, near: date | None = None) -> str:
        """A day of another zone than the reader's, which is named."""
        named, said = self._zone(datetime.combine(day, time(12), ZoneInfo(zone))), self.day(day, near=near)
        return f"{said}（{named}）" if self.language == CHINESE else f"{said} ({named})"

    def _zone(self, local: datetime) -> str:
        """The zone of a moment beside it: how far it is from Greenwich, or in Chinese its name if it has one."""
        zone = _zone_in_chinese(str(local.tzinfo)) if self.language == CHINESE else None
        return zone or offset(local)

    def today(self, now: datetime) -> date:
        """The calendar day on which the reader lives at that moment."""
        return now.astimezone(ZoneInfo(self.zone)).date()


@cache
def catalogue(language: str) -> gnu.NullTranslations:
    """The words of a language; English is the source itself."""
    source = LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.po"
    if not source.exists():
        return gnu.NullTranslations()
    # Imported here: only readers of another language than the source need it.
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with source.open("rb") as lines:
        write_mo(compiled, read_po(lines, locale=language))
    compiled.seek(0)
    return gnu.GNUTranslations(compiled)


@lru_cache(maxsize=256)
def babel_locale(locale: str) -> Locale:
    """Babel's locale for Slack's (`zh-CN`, `en-GB`); one that it does not know reads as English."""
    try:
        return Locale.parse(locale, sep="-")
    except ValueError:
        return Locale.parse("en_US")
    except Exception as error:  # babel's UnknownLocaleError has no common base but this
        if type(error).__name__ != "UnknownLocaleError":
            raise
        return Locale.parse("en_US")


@cache
def _zone_in_chinese(zone: str) -> str | None:
    """A zone by its city, and China's by its capital; None where the city has no Chinese name."""
    if zone in BEIJING:
        return "北京时间"
    city = babel_locale("zh-CN").time_zones.get(zone, {}).get("city")
    return f"{city}时间" if city else None


def offset(local: datetime) -> str:
    """How far the zone is from Greenwich at that moment: GMT+8, GMT-3:30."""
    minutes = int((local.utcoffset() or timedelta()).total_seconds()) // 60
    hours, rest = divmod(abs(minutes), 60)
    return f"GMT{'-' if minutes < 0 else '+'}{hours}" + (f":{rest:02}" if rest else "")


# A day on screen is one of a few dozen, a time of day one of 1440; Babel takes as long for each as a small query does.


@lru_cache(maxsize=2_048)
def _day_written(day: date, locale: str, with_year: bool) -> str:
    return format_date(day, _day_pattern(locale, with_year), locale=babel_locale(locale))


@lru_cache(maxsize=4_096)
def _time_written(minute: time, locale: str) -> str:
    return format_time(minute, _time_pattern(locale), locale=babel_locale(locale))


@cache
def _day_pattern(locale: str, with_year: bool) -> str:
    if locale.lower().startswith("zh"):
        return "y年M月d日 EEE" if with_year else "M月d日 EEE"
    if locale == "en-US":
        return "EEE, MMM d, y" if with_year else "EEE, MMM d"
    return "EEE d MMM y" if with_year else "EEE d MMM"


@cache
def _time_pattern(locale: str) -> str:
    return "h:mm a" if locale == "en-US" else "HH:mm"


def _shown(value: Any, reader: Reader) -> Any:
    if isinstance(value, Text):
        return value.for_(reader)
    if isinstance(value, Near) and isinstance(value.day, datetime):
        noon = datetime.combine(value.today, time(12), ZoneInfo(reader.zone))
        return reader.moment(value.day, near=noon)
    if isinstance(value, Near):
        return reader.day(value.day, near=value.today)
    if isinstance(value, Country):
        return reader.country(value.code)
    if isinstance(value, Weekday):
        return reader.weekday(value.number)
    if isinstance(value, Zone):
        return reader.zone_named(value.name)
    if isinstance(value, datetime):
        return reader.moment(value)
    if isinstance(value, date):
        return reader.day(value)
    if isinstance(value, time):
        return reader.clock(value)
    return value if not isinstance(value, Markup) else str(value)
