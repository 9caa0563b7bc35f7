"""GanttProject's files (.gan): tasks within tasks, and links that stand in the task waited for.

Lengths are working days of the file's calendar; where it only shows weekends, they are worked. Source: files of
GanttProject 2.8 to 3.3.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import Element

from bot.calendars import Calendar
from bot.plans.network import Kind
from bot.plans.plan import LeftOut, Plan, PlanCalendar, PlanDay, PlanLink, PlanRow, Problem, Why

FORMAT = "GanttProject"
KINDS = {"1": Kind.SS, "2": Kind.FS, "3": Kind.FF, "4": Kind.SF}
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
# What a day is: one that only has an event on it is worked or not as its week has it.
WORKING, NEUTRAL = "WORKING_DAY", "NEUTRAL"


def is_one(root: Element) -> bool:
    """Whether it is GanttProject's."""
    return root.tag == "project" and root.find("tasks") is not None


def read(root: Element) -> Plan:
    """The plan."""
    plan = Plan(FORMAT)
    names = {one.get("id", ""): one.get("name", "") for one in root.iterfind("resources/resource")}
    owners: dict[str, list[str]] = {}
    for one in root.iterfind("allocations/allocation"):
        if names.get(one.get("resource-id", "")):
            owners.setdefault(one.get("task-id", ""), []).append(names[one.get("resource-id", "")])
    tasks = list(_tasks(root, None))
    plan.calendar = _calendar(root, [start for _, one, _ in tasks if (start := _day(one.get("start", "")))])
    counted = plan.calendar.counted()
    for parent, one, level in tasks:
        row = _row(plan, counted, one, parent, level)
        row.owner = ", ".join(owners.get(row.id, ()))
        plan.rows.append(row)
    _link(plan, [one for _parent, one, _level in tasks])
    return plan


def _tasks(above: Element, parent: str | None, level: int = 1) -> Iterator[tuple[str | None, Element, int]]:
    for one in above.iterfind("tasks/task" if level == 1 else "task"):
        yield parent, one, level
        yield from _tasks(one, one.get("id", ""), level + 1)


def _row(plan: Plan, calendar: Calendar, one: Element, parent: str | None, level: int) -> PlanRow:
    number = one.get("id", "")
    start = _day(one.get("start", ""))
    if start is None and one.get("start"):
        plan.problems.append(Problem(number, "start", one.get("start", ""), Why.NO_DAY))
    is_milestone = one.get("meeting") == "true"
    length = one.get("duration", "")
    days = 0 if is_milestone else int(length) if length.isdigit() else None
    percent = one.get("complete", "")
    return PlanRow(
        id=number,
        title=one.get("name", ""),
        level=level,
        parent=parent,
        is_summary=one.find("task") is not None,
        is_milestone=is_milestone,
        # A milestone has a day, and no hour on it.
        is_at_start=is_milestone,
        start=start,
        end=_end(calendar, start, days),
        days=days,
        progress=int(percent) if percent.isdigit() and int(percent) <= 100 else None,
        note=(one.findtext("notes") or "").strip(),
    )


def _end(calendar: Calendar, start: date | None, days: int | None) -> date | None:
    """The last of so many working days from the first one on."""
    if start is None or not days:
        return start
    first = calendar.next_working_day(start, inclusive=True)
    return calendar.add_working_days(first, days - 1)


def _link(plan: Plan, tasks: list[Element]) -> None:
    known = {row.id for row in plan.rows}
    for task in tasks:
        for one in task.iterfind("depend"):
            before, after, lag = task.get("id", ""), one.get("id", ""), one.get("difference", "0")
            if after not in known:
                plan.left_out.append(LeftOut(f"{before} → {after}", Why.NOTHING_AFTER))
                continue
            kind = KINDS.get(one.get("type", ""), Kind.FS)
            plan.links.append(PlanLink(before, after, kind, _number(lag)))


def _calendar(root: Element, starts: list[date]) -> PlanCalendar:
    week = root.find("calendars/day-types/default-week")
    shown = root.find("calendars/day-types/only-show-weekends")
    weekend = [5, 6]
    if week is not None:
        weekend = [number for number, name in enumerate(WEEKDAYS) if week.get(name) == "1"]
    if (shown is not None and shown.get("value") == "true") or len(weekend) == len(WEEKDAYS):
        weekend = []
    own: dict[date, PlanDay] = {}
    years = range(min(starts).year - 1, max(starts).year + 6) if starts else range(0)
    for one in root.iterfind("calendars/date"):
        if one.get("type") == NEUTRAL:
            continue
        # Without a year it is one of each.
        for year in (one.get("year"),) if one.get("year") else years:
            day = _of(year, one.get("month"), one.get("date"))
            if day is not None:
                own[day] = PlanDay(day, one.get("type") == WORKING, (one.text or "").strip())
    return PlanCalendar(root.get("name") or FORMAT, weekend, [own[day] for day in sorted(own)])


def _of(year: object, month: object, day: object) -> date | None:
    try:
        return date(int(str(year)), int(str(month)), int(str(day)))
    except ValueError:
        return None


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _number(written: str) -> float:
    try:
        found = float(written)
    except ValueError:
        return 0
    return found if math.isfinite(found) else 0
