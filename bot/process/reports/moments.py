"""When a report is asked for: so many hours of working days before the digest, within the liaison's working hours.

Where the next working hour would be too late, the reminder comes in the last one that is over before the digest.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.process.kernel import calendars, countback, quiet
from bot.process.kernel.work import Work
from bot.process.meetings import shown as meeting_shown
from storage.meetings import Meeting, Series
from storage.people import Person


class Moment(NamedTuple):
    """When somebody is reminded, and of which of the series' reminders that is."""

    at: datetime
    hours: int


def moments(work: Work, person: Person, series: Series, meeting: Meeting) -> list[Moment]:
    """When the person is reminded of a report for the meeting, soonest first; never twice at one moment."""
    calendar, zone = calendars.of_person(work, person), person.zone
    digest = meeting_shown.digest_at(series, meeting)
    latest = countback.last_hour(digest, calendar, zone)
    found = {}
    for hours in sorted(series.reminder_hours, reverse=True):
        at = countback.before(digest, timedelta(hours=hours), calendar, zone)
        held = min(calendar.next_working_moment(at, ZoneInfo(zone), quiet.HOURS), latest)
        found[held] = Moment(held, hours)
    return sorted(found.values())


def have_begun(work: Work, person: Person, series: Series, meeting: Meeting) -> bool:
    """Whether the person is asked for that report by now."""
    return any(one.at <= work.now for one in moments(work, person, series, meeting)[:1])
