"""The grammar of due phrases put together: a day, perhaps a time, perhaps a weekday beside it, perhaps "before"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.calendars import first_instant
from bot.due import counts, dates, festivals, moon, points
from bot.due.reading import MOST_YEARS, Reading, Said
from bot.due.times import AT_THE_END, AT_THE_START, split_time
from bot.due.words import ENGLISH_NUMBER, NUMBER, WEEKDAY, WEEKDAYS, NotADate, Reason, normalise, number
from bot.words.patterns import Pattern

# No due phrase is longer; whatever is costs no time.
MOST_CHARACTERS = 80

END_OF_WORKING_DAY = time(18)

LEAD = Pattern(
    "(?:(?:on or before|due|by|on|until|till|til|latest|deadline|no later than|not later than|up to|at the latest)"
    "(?::| )+(?:on |by )?|"
    "(?:截止|截至|最晚|最迟|不晚于|不迟于|预计)(?:日期|时间)?[到至为于在]?:?|到|在|于)+"
)
_UNTIL = Pattern("(?:之前|以前|前|为止|之内|截止)$")
_REMAINING = Pattern(r" ?\((?:in|还有)[^()]*\)$")
_DATED_WEEKDAY = (
    Pattern(rf"(?P<weekday>{WEEKDAY})\.? (?P<date>.+)"),
    Pattern(rf"(?P<date>.+) (?P<weekday>{WEEKDAY})"),
    Pattern("周(?P<weekday>[一二三四五六日])(?P<date>.+)"),
    Pattern("(?P<date>.+)周(?P<weekday>[一二三四五六日])"),
)
_SIDE_UNIT = "working days?|business days?|workdays?|days?|weeks?|fortnights?|months?"
_BESIDE = (
    Pattern(rf"(?P<n>{ENGLISH_NUMBER}) (?P<unit>{_SIDE_UNIT}) (?P<side>from|after|before) (?P<anchor>.+)"),
    Pattern("(?:the )?(?P<unit>working day|day) (?P<side>after|before) (?P<anchor>.+)"),
    Pattern(f"(?P<anchor>.+?)[的之以]?(?P<side>前|后)第?(?P<n>{NUMBER})个?(?P<unit>工作日|天|日|周|月)"),
)
_FORMS = dates.FORMS + counts.FORMS + festivals.FORMS + points.FORMS + moon.FORMS
# Every form of a day and of a time.
FORMS = (*(form for form, _read in _FORMS), *AT_THE_END, *AT_THE_START)


@dataclass(frozen=True)
class Due:
    """A day, perhaps with a time, by which something is due in the writer's zone.

    `moment` is in UTC. `counted_in` names the calendar whose working days decided the day; `provisional` says that
    this calendar is not published yet for the days concerned.
    """

    day: date
    time: time | None
    zone: ZoneInfo
    moment: datetime
    counted_in: str | None = None
    provisional: bool = False


def tidy(text: str) -> str:
    """Normalise a phrase that is worth reading."""
    if len(text) > MOST_CHARACTERS:
        raise NotADate(Reason.TOO_LONG)
    phrase = _REMAINING.sub("", normalise(text))
    if not phrase:
        raise NotADate(Reason.EMPTY)
    if len(phrase) > 2 * MOST_CHARACTERS:
        raise NotADate(Reason.TOO_LONG)
    return phrase


def read_phrase(phrase: str, said: Said) -> tuple[Due, bool]:
    """Read a normalised phrase by our own grammar; also say whether it is firm: hardly ever part of a title."""
    phrase = LEAD.sub("", phrase, count=1) if LEAD.match(phrase) else phrase
    day, at, timed = _day_and_time(phrase, said)
    due = settle(day, at, said, timed=timed)
    return due, day.firm or (timed and day.day != said.today)


def _day_and_time(phrase: str, said: Said) -> tuple[Reading, time | None, bool]:
    """Split a phrase into its day and its time; the flag says that a time, or the end of the day, was named."""
    refused = NotADate(Reason.UNKNOWN)
    try:
        return _day(phrase, said), None, False
    except NotADate as answer:
        if answer.reason is not Reason.UNKNOWN:
            refused = answer
    for clock in split_time(phrase):
        try:
            if not clock.day:
                return _next_time(clock.at(), said), clock.at(), True
            # "before Friday 6pm" is at that hour of the Friday; "before Friday" is the working day before it.
            return _day(clock.day.removeprefix("before "), said), clock.at(), True
        except NotADate as answer:
            if answer.reason is not Reason.UNKNOWN:
                refused = answer
    raise refused


def _next_time(at: time | None, said: Said) -> Reading:
    """Give the day on which a time said alone comes next; "EOD" is always today's."""
    ahead = at is None or said.past or at > said.now.time()
    return Reading(said.today if ahead else said.today + timedelta(days=1), firm=at is None)


def _day(phrase: str, said: Said) -> Reading:
    """Read a day without a time: a form, a form beside its weekday, or either with "before" or 前."""
    if (reading := _form(phrase, said)) or (reading := _dated_weekday(phrase, said)):
        return reading
    if phrase.startswith("before "):
        reading = _day(phrase.removeprefix("before "), said)
        if not reading.plain:
            return reading
        day = said.calendar.add_working_days(reading.day, -1)
        return Reading(day, leans_on=(day, reading.day), plain=False, firm=reading.firm)
    for beside in _BESIDE:
        if match := beside.fullmatch(phrase):
            return _counted_beside(match, said)
    if until := _UNTIL.search(phrase):
        return _day(phrase[: until.start()], said)._replace(firm=True)
    raise NotADate(Reason.UNKNOWN)


def _counted_beside(match: re.Match[str], said: Said) -> Reading:
    """Read "a week from Friday", "2 days before Christmas", 国庆前一天: days counted from another."""
    counts_it = match.groupdict()
    n, unit = number(counts_it.get("n") or "1"), counts.unit_of(match["unit"])
    sign = -1 if match["side"] in ("before", "前") else 1
    anchor = _day(match["anchor"], said)
    return counts.counted_from(anchor.day, sign * n, unit, said, firm=True)


def _form(phrase: str, said: Said) -> Reading | None:
    for form, read in _FORMS:
        if match := form.fullmatch(phrase):
            return read(match, said)
    return None


def _dated_weekday(phrase: str, said: Said) -> Reading | None:
    """Read "Fri 27 Nov" and 11月27日周五; the weekday must be that of the date."""
    for form in _DATED_WEEKDAY:
        if match := form.fullmatch(phrase):
            for date_form, read in dates.FORMS:
                if dated := date_form.fullmatch(match["date"]):
                    reading = read(dated, said)
                    if reading.day.weekday() != WEEKDAYS[match["weekday"]]:
                        raise NotADate(Reason.WRONG_WEEKDAY)
                    return reading._replace(firm=True)
    return None


def settle(reading: Reading, at: time | None, said: Said, *, timed: bool = False) -> Due:
    """Make the answer of a reading, or refuse a day that is past or too far."""
    day, now, zone = reading.day, said.now, said.zone
    if reading.moment is not None:
        moment = reading.moment.astimezone(UTC)
        at = reading.moment.astimezone(zone).time()
    else:
        named = at or END_OF_WORKING_DAY
        if reading.or_today and timed and first_instant(datetime.combine(said.today, named), zone) > now:
            day = said.today
        moment = first_instant(datetime.combine(day, named), zone)
        if at is None and day == said.today and moment < now:
            moment = first_instant(datetime.combine(day, time(23, 59, 59)), zone)
    if not said.past and (day < said.today or (at is not None and moment < now)):
        raise NotADate(Reason.PAST, read_as=(day.month, day.day))
    if abs(day.year - said.today.year) > MOST_YEARS:
        raise NotADate(Reason.TOO_FAR if day > said.today else Reason.PAST)
    span = reading.leans_on
    return Due(
        day=day,
        time=at,
        zone=zone,
        moment=moment,
        counted_in=said.calendar.name if span else None,
        provisional=said.calendar.is_provisional_between(*span) if span else False,
    )
