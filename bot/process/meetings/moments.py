"""To when a meeting is to move, in words that are said of it: "Fri 3pm", "4pm", "a day later", 推迟一天."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.due import lengths
from bot.due.phrases import Due, NotADate, leaves_out
from bot.process.kernel import calendars, phrases
from bot.process.kernel.work import Work
from bot.words.patterns import Pattern
from storage.meetings import Meeting, Series
from storage.projects import Project

_LATER = Pattern(
    r"(?:推迟|推遲|延后|延後|延期|顺延|順延|往后推|晚)(?P<zh>[^到至]+?)了?$|(?:by )?(?P<en>.+?) later$", re.IGNORECASE
)
_EARLIER = Pattern(r"(?:提前|提早|早)(?P<zh>[^到至]+?)了?$|(?:by )?(?P<en>.+?) earlier$", re.IGNORECASE)


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
    due = _said_of(work, project, series, starts, words)
    if due is None or due.moment <= work.now:
        due = phrases.read(work, words, zone=series.zone, calendar=calendar, field="words")
    return due.day, due.time or series.time


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
