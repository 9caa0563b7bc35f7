"""Back from a moment that is fixed, in working time: working days count with all their hours, others with none."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.calendars import Calendar, first_instant
from bot.process.kernel.quiet import HOURS

# The last of somebody's working hours before a moment.
AN_HOUR = timedelta(hours=1)


def before(moment: datetime, span: timedelta, calendar: Calendar, zone: str) -> datetime:
    """The moment (UTC) that lies so much of the calendar's working days earlier, by the clocks of that zone."""
    local = ZoneInfo(zone)
    day = moment.astimezone(local).date()
    while True:
        start = first_instant(datetime.combine(day, time()), local)
        if calendar.is_working(day):
            if span <= moment - start:
                return moment - span
            span -= moment - start
        moment, day = start, day - timedelta(days=1)


def last_hour(moment: datetime, calendar: Calendar, zone: str) -> datetime:
    """The beginning (UTC) of the last working hour that is over by that moment."""
    local = ZoneInfo(zone)
    day = moment.astimezone(local).date()
    start, end = (first_instant(datetime.combine(day, one), local) for one in HOURS)
    if calendar.is_working(day) and moment - AN_HOUR >= start:
        return min(moment, end) - AN_HOUR
    day = calendar.add_working_days(day, -1)
    return first_instant(datetime.combine(day, HOURS.end), local) - AN_HOUR
