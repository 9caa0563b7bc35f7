"""Days and moments in words ("next fri", 明天下午3点), read as the actor means them, or refused with what to write."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from zoneinfo import ZoneInfo

from bot.calendars import Calendar
from bot.due.phrases import Due, NotADate, Reason, read_due
from bot.due.reading import MOST_YEARS
from bot.due.roughly import roughly
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from bot.words.typed import quoted

# Why a phrase is not taken; anything else is not understood.
NOT_A_DATE = {
    Reason.VAGUE: _("That names no day."),
    Reason.AMBIGUOUS: _("That can mean more than one day."),
    Reason.IMPOSSIBLE: _("There is no such day."),
    Reason.WRONG_WEEKDAY: _("That day is another weekday."),
    Reason.YEAR_NEEDED: _("Please say the year too."),
    Reason.PAST: _("That day has passed."),
    Reason.TOO_FAR: _("That is too far ahead."),
}


def read(
    work: Work,
    words: str,
    *,
    zone: str,
    calendar: Calendar,
    field: str,
    past: bool = False,
    examples: Sequence[str] = (),
) -> Due:
    """What the words name, by the clocks of the zone and the working days of the calendar.

    Raises Refused about that field of a form, with examples: these, or any date.
    """
    try:
        return meant(work, words, zone=zone, calendar=calendar, past=past)
    except NotADate as wrong:
        shown = " · ".join(examples or wrong.examples)
        said = _("%(why)s Say for example %(examples)s.", why=why_not(words, wrong), examples=shown)
        raise Refused(said, field=field) from None


def read_roughly(
    work: Work, words: str, *, zone: str, calendar: Calendar, field: str, is_end: bool = False, past: bool = False
) -> date:
    """The day that the words name; where they name a period ("early 2027"), its first day, or (`is_end`) its last.

    For what is planned months ahead, and shown as a date before anything is kept. Raises Refused like `read`.
    """
    try:
        return meant(work, words, zone=zone, calendar=calendar, past=past).day
    except NotADate:
        today = work.today(zone)
        day = roughly(words, today, is_end=is_end)
        if day is not None and (past or day >= today):
            return day
    return read(work, words, zone=zone, calendar=calendar, field=field, past=past).day


def meant(
    work: Work, words: str, *, zone: str, calendar: Calendar, past: bool = False, now: datetime | None = None
) -> Due:
    """The same for who has more to say than a refusal; `now` is when it is said, where not now. Raises NotADate."""
    return read_due(
        words, now=now or work.now, zone=ZoneInfo(zone), locale=work.person.locale, calendar=calendar, past=past
    )


def why_not(words: str, wrong: NotADate) -> Text:
    """Why these words are not taken as a date."""
    typed, known = quoted(words), NOT_A_DATE.get(wrong.reason)
    if not typed:
        return NOT_A_DATE[Reason.VAGUE]
    if known is None:
        return _("I could not read “%(words)s” as a date.", words=typed)
    if wrong.read_as is not None and any(sign in typed for sign in "/.-"):
        month, day = wrong.read_as
        return _(
            "“%(words)s”, read as day %(day)s of month %(month)s: %(why)s",
            words=typed,
            day=day,
            month=month,
            why=known,
        )
    return _("“%(words)s”: %(why)s", words=typed, why=known)


def to_type(examples: Sequence[str]) -> str:
    """Examples as they are shown to who types a line."""
    return " · ".join(f"`{one}`" for one in examples)


def must_be_ahead(day: date | None, today: date, field: str) -> None:
    """Raises Refused about that field for a day before today, and for one so far ahead that no phrase could name it;
    none is named, none is wrong.
    """
    if day is not None and day < today:
        raise Refused(NOT_A_DATE[Reason.PAST], field=field)
    if day is not None and day.year - today.year > MOST_YEARS:
        raise Refused(NOT_A_DATE[Reason.TOO_FAR], field=field)
