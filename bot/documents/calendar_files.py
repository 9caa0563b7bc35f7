"""Days off and make-up working days from an `.ics` file: what it sets, and how much of it was not read and why."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, timedelta, tzinfo
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from bot.documents import encodings
from bot.documents.calendar_events import NotRead, Span, beginnings, span
from bot.documents.calendar_series import Replacing, Series, is_cancelled, series_of
from bot.documents.calendar_words import Kind, kind_of
from bot.words.language import Text, joined
from bot.words.language import text as _
from bot.words.refused import Refused

# Imported where it reads, before its limits hold.
READ_WITH = ("icalendar", "dateutil.rrule")
# A country's holidays of ten years take a tenth of this.
MOST_BYTES = 1_000_000
MOST_EVENTS, MOST_DAYS = 5_000, 1_500
# A recurring event is expanded so many years ahead, this one included.
YEARS_AHEAD = 3
LONGEST_NAME = 80
NAMES_SHOWN = 3
# A make-up working day that is written with its hours lasts as long as a shift does.
SHORTEST_SHIFT = timedelta(hours=4)
# Why events are not read, in the order in which it is told.
WHY = {
    "timed": _("at an hour of the day"),
    "undated": _("without a date that can be read"),
    "recurring": _("recurring in a way that is not known here"),
    "cancelled": _("called off"),
    "neither": _("observances, solar terms and the like, on which people work"),
    "unclear": _("off or working, which their names do not say"),
    "outside": _("in other years"),
    "other": _("tasks and notes"),
}


class FileDay(NamedTuple):
    """A day that the file sets."""

    day: date
    is_working: bool
    name: str


class Unread(NamedTuple):
    """How many events were not read for one reason (of WHY), and what the first of them are called."""

    why: str
    number: int
    names: list[str]


@dataclass(frozen=True, slots=True)
class Found:
    """The days of a file in their order; `guessed` names how its text was read where it does not say so itself."""

    days: list[FileDay]
    unread: list[Unread] = field(default_factory=list)
    guessed: str = ""


def read(content: bytes, year: int, zone: str) -> Found:
    """The days of the file from the beginning of that year on; a make-up working day beats a day off.

    `zone` is that of whoever sends it, in which moments of UTC are read where the file names none. Not in this process:
    see `bot/documents/apart.py`. Raises Refused with the reason for a file that is no calendar, names no day, or holds
    more than anybody's calendar does.
    """
    text, guessed = encodings.decoded(_unfolded(content))
    reading = _Reading(date(year, 1, 1), date(year + YEARS_AHEAD, 1, 1))
    for one in _calendars(text):
        reading.take_all(one, _zone_of(one, zone))
    if not reading.found:
        none = _("The file names no day off and no working day from %(year)s on.", year=str(year))
        why = joined([none, *map(told, reading.unread)], Text("%(one)s\n%(rest)s"))
        raise Refused(why or none, field="file")
    return Found([reading.found[day] for day in sorted(reading.found)], reading.unread, guessed)


def told(unread: Unread) -> Text:
    """What was not read for one reason, in words."""
    named = joined([*unread.names, *(["…"] if unread.number > len(unread.names) else [])], _("%(one)s, %(rest)s"))
    return _("Not read: %(number)s %(why)s (%(names)s)", number=unread.number, why=WHY[unread.why], names=named)


class _Reading:
    """What is read of the events of a file."""

    def __init__(self, first: date, end: date) -> None:
        self.first, self.end = first, end
        self.found: dict[date, FileDay] = {}
        self._left: dict[str, list[str]] = {}
        self._number = 0

    @property
    def unread(self) -> list[Unread]:
        """What was not read, by reason."""
        found = [(why, self._left[why]) for why in WHY if why in self._left]
        return [Unread(why, len(names), list(dict.fromkeys(names))[:NAMES_SHOWN]) for why, names in found]

    def take_all(self, calendar: Any, zone: tzinfo) -> None:
        """All events of a calendar."""
        events = calendar.walk("VEVENT")
        self._number += len(events)
        if self._number > MOST_EVENTS:
            raise Refused(_("The file has more than %(number)s events.", number=MOST_EVENTS), field="file")
        is_called_off = str(calendar.get("method", "")).strip().upper() == "CANCEL"
        has_marks = any("X-APPLE-SPECIAL-DAY" in one for one in events)
        for series in series_of(events, zone):
            for event in series.outdated:
                self._leave(event, "cancelled")
            self._take_series(series, zone, has_marks=has_marks, is_called_off=is_called_off)
        for other in (*calendar.walk("VTODO"), *calendar.walk("VJOURNAL")):
            self._leave(other, "other")

    def _take_series(self, series: Series, zone: tzinfo, *, has_marks: bool, is_called_off: bool) -> None:
        """An event at all its times, but for those that another of the file stands for."""
        is_called_off = is_called_off or any(map(is_cancelled, series.events))
        later: dict[date, set[date]] = {}
        for event in series.events:
            self._read(event, series, later, zone, has_marks=has_marks, is_called_off=is_called_off)
        for one in series.replacing:
            self._read(one.event, one, later, zone, has_marks=has_marks, is_called_off=is_called_off)

    def _read(
        self,
        event: Any,
        place: Series | Replacing,
        later: dict[date, set[date]],
        zone: tzinfo,
        *,
        has_marks: bool,
        is_called_off: bool,
    ) -> None:
        """An event: a series' own, or one in the place of some of its times; what cannot be read is left."""
        if is_called_off or is_cancelled(event):
            self._leave(event, "cancelled")
            return
        try:
            spanned = span(event, zone)
            begins = (
                place.moved(spanned.first, later)
                if isinstance(place, Replacing)
                else place.without_replaced(set(beginnings(event, spanned, zone, self.end)), later)
            )
        except NotRead as unread:
            self._leave(event, unread.why)
        else:
            self._take(event, spanned, begins, has_marks=has_marks)

    def _take(self, event: Any, spanned: Span, begins: set[date], *, has_marks: bool) -> None:
        kind = _kind(event, has_marks=has_marks)
        is_shift = kind is Kind.WORKING and spanned.hours is not None and spanned.hours >= SHORTEST_SHIFT
        if spanned.hours is not None and not is_shift:
            self._leave(event, "timed")
            return
        if kind in (Kind.NEITHER, Kind.UNCLEAR):
            self._leave(event, kind.value)
            return
        days = {first + timedelta(days=number) for first in begins for number in range(spanned.days)}
        within = sorted(day for day in days if self.first <= day < self.end)
        if days and not within:
            self._leave(event, "outside")
        for day in within:
            if kind is Kind.WORKING or day not in self.found:
                self.found[day] = FileDay(day, kind is Kind.WORKING, _name(event))
        if len(self.found) > MOST_DAYS:
            raise Refused(_("The file names more than %(number)s days.", number=MOST_DAYS), field="file")

    def _leave(self, event: Any, why: str) -> None:
        self._left.setdefault(why, []).append(_name(event))


def _unfolded(content: bytes) -> bytes:
    """With each line in one: programs break lines also amid the bytes of a character."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content
    return re.sub(rb"\r?\n[ \t]", b"", content)


def _calendars(text: str) -> list[Any]:
    # A tenth of a second to import, and hardly ever needed.
    from icalendar import Calendar

    lines = re.sub(r"\r\n?", "\n", text.replace("\x00", "")).strip()
    try:
        found = Calendar.from_ical(lines + "\n", multiple=True)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        if isinstance(error.__context__, MemoryError):
            raise MemoryError from error
        raise Refused(
            _("The file is no calendar that can be read. Export it from your calendar program again, as .ics."),
            field="file",
        ) from None
    if not any(one.walk("VEVENT") for one in found):
        raise Refused(_("The file has no events."), field="file")
    return list(found)


def _zone_of(calendar: Any, zone: str) -> tzinfo:
    """The zone that the file names for all of it, else the one that is given."""
    try:
        return ZoneInfo(str(calendar.get("x-wr-timezone") or zone).strip())
    except (ValueError, OSError):
        return ZoneInfo(zone)


def _kind(event: Any, *, has_marks: bool) -> Kind:
    listed = event.get("categories", [])
    several = listed if isinstance(listed, list) else [listed]
    categories = [str(one) for each in several for one in getattr(each, "cats", [])]
    mark, name, about = (str(event.get(one, "")) for one in ("x-apple-special-day", "summary", "description"))
    return kind_of(mark, encodings.visible(name), categories, about, others_are_marked=has_marks)


def _name(event: Any) -> str:
    return " ".join(encodings.visible(str(event.get("summary", ""))).split())[:LONGEST_NAME] or "?"
