"""Moments said of a meeting: to when it moves ("Fri 3pm", "4pm", 推迟一天), and until when it pauses (到1月4日)."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.due import lengths
from bot.due.phrases import Due, NotADate, examples_in, leaves_out, names_part_of_day
from bot.process.kernel import calendars, phrases
from bot.process.kernel.work import Work
from bot.words.language import text as _
from bot.words.patterns import Pattern
from bot.words.refused import Offer, Refused
from bot.words.typed import quoted
from storage.meetings import Meeting, Series
from storage.projects import Project

_LATER = Pattern(
    r"(?:推迟|推遲|延后|延後|延期|顺延|順延|往后推|晚)(?P<zh>[^到至]+?)了?$|(?:by )?(?P<en>.+?) later$", re.IGNORECASE
)
_EARLIER = Pattern(r"(?:提前|提早|早)(?P<zh>[^到至]+?)了?$|(?:by )?(?P<en>.+?) earlier$", re.IGNORECASE)

_UNTIL = Pattern(
    r"(?:until|till?|up to|to)\s+(?P<en>.+)|(?:一?直到|一?直至|到|至)\s*(?P<zh>.+?)(?:为止|恢复)?$", re.IGNORECASE
)
_FOR_GOOD = Pattern(
    r"(?:until|till)\s+(?:further notice|(?:i|we|somebody) resumes? it|resumed)|(?:直到|等)?另行通知(?:为止)?",
    re.IGNORECASE,
)


def read(work: Work, project: Project, series: Series, meeting: Meeting, words: str) -> tuple[date, time]:
    """The day and time. Raises Refused for what is no moment."""
    zone = ZoneInfo(series.zone)
    starts = meeting.starts_at.astimezone(zone)
    calendar = calendars.of_project(work, project)
    for form, sign in ((_LATER, 1), (_EARLIER, -1)):
        if (found := form.match(words.strip())) and (length := lengths.read(found["zh"] or found["en"])):
            if length.unit in ("hour", "minute"):
                moved = meeting.starts_at + sign * timedelta(**{f"{length.unit}s": length.n})
                return moved.astimezone(zone).date(), moved.astimezone(zone).time()
            if length.unit == "working":
                return calendar.add_working_days(starts.date(), sign * int(length.n)), starts.time()
            days = timedelta(days=int(length.n * (7 if length.unit == "week" else 1)))
            return starts.date() + sign * days, starts.time()
    if names_part_of_day(words):
        raise Refused(
            _(
                "At what hour? “%(words)s” names none. Say for example %(examples)s.",
                words=quoted(words),
                examples=phrases.to_type(examples_in(work.person.locale)[:1]),
            ),
            field="words",
        )
    due = _said_of(work, project, series, starts, words)
    if due is None or due.moment <= work.now:
        due = phrases.read(work, words, zone=series.zone, calendar=calendar, field="words")
    return due.day, due.time or series.time


def read_until(work: Work, project: Project, series: Series, words: str) -> date | None:
    """The day on which a pause ends, by the clocks of the series; None for one without end.

    Raises Refused for words that name no such day.
    """
    if not words or _FOR_GOOD.fullmatch(words):
        return None
    calendar = calendars.of_project(work, project)
    length = lengths.read(words)
    if length is not None and length.unit not in ("hour", "minute"):
        return length.last_from(work.today(series.zone), calendar) + timedelta(days=1)
    named = _UNTIL.fullmatch(words)
    if named is None:
        raise _no_end(project, words)
    due = phrases.read(work, named["en"] or named["zh"], zone=series.zone, calendar=calendar, field="words")
    if due.time is not None:
        raise _no_end(project, words)
    return due.day


def _no_end(project: Project, words: str) -> Refused:
    return Refused(
        _(
            "“%(words)s” names no day on which a pause ends. Say for example `/meeting pause until 4 Jan` or "
            "`/meeting pause for 3 weeks`; without it the meeting pauses until `/meeting resume`. "
            "One meeting alone is left out by `/meeting cancel`.",
            words=quoted(words),
        ),
        offer=Offer(_("Pause it until it is resumed"), "meetings.pause", str(project.id)),
    )


def _said_of(work: Work, project: Project, series: Series, starts: datetime, words: str) -> Due | None:
    """What a phrase names that leaves its week, or its day, to the meeting; None for one that leaves out neither."""
    left_out = leaves_out(words)
    if not left_out:
        return None
    midnight = datetime.combine(starts.date(), time(), starts.tzinfo)
    now = midnight if left_out == "day" else midnight - timedelta(days=starts.weekday(), minutes=1)
    try:
        calendar = calendars.of_project(work, project)
        return phrases.meant(work, words, zone=series.zone, calendar=calendar, now=now)
    except NotADate:
        return None
