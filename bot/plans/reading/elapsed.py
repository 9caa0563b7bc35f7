"""Lags in which days off count too, in working days: by the days that the file itself gives."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date, timedelta

from bot.calendars import Calendar
from bot.plans.plan import Plan, PlanCalendar, PlanLink, PlanRow

WEEK_DAYS = 7


def count(plan: Plan) -> None:
    """Say of each such lag how many working days of the task that waits it takes."""
    if any(one.elapsed is not None for one in plan.links):
        rows = {row.id: row for row in plan.rows}
        calendars = {name: one.counted() for name, one in plan.calendars.items()} | {"": plan.calendar.counted()}
        for place, one in enumerate(plan.links):
            after = rows[one.after].calendar
            own = plan.calendars.get(after, plan.calendar)
            plan.links[place] = _counted(one, rows[one.before], own, calendars.get(after, calendars[""]))


def _counted(link: PlanLink, before: PlanRow, own: PlanCalendar, calendar: Calendar) -> PlanLink:
    if link.elapsed is None:
        return link
    leaves = before.end if link.kind.leaves_at_end else before.start and before.start - timedelta(days=1)
    if leaves is None:
        # Nobody knows yet which days off are passed: so many of a week's days are worked.
        return replace(link, lag=round(link.elapsed * (WEEK_DAYS - len(own.weekend)) / WEEK_DAYS, 4))
    return replace(link, lag=_working_days(calendar, leaves, math.ceil(link.elapsed)))


def _working_days(calendar: Calendar, leaves: date, days: int) -> int:
    """Between the evening of that day and the one so many days later, or earlier."""
    arrives = leaves + timedelta(days=days)
    if days < 0:
        return -calendar.working_days_between(arrives, leaves)
    return calendar.working_days_between(leaves, arrives)
