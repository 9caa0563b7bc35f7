"""MS Project's XML (MSPDI): tasks in the order of the outline, links, assignments, calendars, the first baseline.

Only the number and the name of a task are required; every other field may be missing. Source: Microsoft's schema
`mspdi_pj12.xsd` and its notes on the elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from xml.etree.ElementTree import Element

from bot.plans.network import Kind
from bot.plans.plan import LeftOut, Plan, PlanCalendar, PlanDay, PlanLink, PlanRow, Problem, Why, last_day
from bot.plans.reading.tables.fields import Field, fields_of
from bot.plans.reading.xml import text_of

FORMAT = "MS Project XML"
KINDS = {"0": Kind.FF, "1": Kind.FS, "2": Kind.SF, "3": Kind.SS}
# Formats of a lag (LagFormat): a part of the length of the task before, or elapsed time.
PERCENT, ELAPSED = frozenset({19, 20, 51, 52}), frozenset({4, 6, 8, 10, 12, 36, 38, 40, 42, 44})
# Constraints by which the author's day is meant: must start on, must finish on; and not to start before it.
MUST, NOT_BEFORE = frozenset({"2", "3"}), "4"
# Kinds of an exception of a calendar (Type) that mean each day from its first to its last.
EACH_DAY = ("", "1")
MINUTES_A_DAY, MINUTES_AROUND_THE_CLOCK, WEEK_DAYS = 480, 1_440, 7
TENTHS = 10
# Who is nobody in an assignment.
NOBODY = "-65535"
_LENGTH = re.compile(r"-?P(?:(\d+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?(?:([\d.]+)S)?)?")
_MOST_EXCEPTION_DAYS = 3_660


class _Times(NamedTuple):
    """How the file counts: minutes a working day, and when that begins."""

    minutes: float
    begins: time


def is_one(root: Element) -> bool:
    """Whether it is MS Project's."""
    return root.tag == "Project" and root.find("Tasks") is not None


def read(root: Element) -> Plan:
    """The plan."""
    times = _Times(
        float(text_of(root, "MinutesPerDay") or 0) or MINUTES_A_DAY, _clock(text_of(root, "DefaultStartTime"))
    )
    plan = Plan(FORMAT, start=_day(text_of(root, "StartDate")))
    by_number = dict(_calendars(plan, root))
    plan.calendars = {calendar.name: calendar for calendar in by_number.values()}
    plan.calendar = by_number.get(text_of(root, "CalendarUID"), plan.calendar)
    owners, departments = _owners(root), _department_fields(root)
    above: list[PlanRow] = []
    for element in root.iterfind("Tasks/Task"):
        row = _row(plan, element, times)
        if row is None:
            continue
        del above[max(row.level - 1, 0) :]
        row.level, row.parent = len(above) + 1, above[-1].id if above else None
        above.append(row)
        row.owner = ", ".join(owners.get(row.id, ()))
        row.department = _own_field(element, departments)
        own = by_number.get(text_of(element, "CalendarUID"))
        row.calendar = own.name if own is not None else ""
        row.days = _length(plan, row) if row.days is None else row.days
        plan.rows.append(row)
    _link(plan, root, times)
    return plan


def _row(plan: Plan, element: Element, times: _Times) -> PlanRow | None:
    """A task; None for the project itself, for an empty line, and for what is left out."""
    number, title = text_of(element, "UID"), text_of(element, "Name")
    if not number or text_of(element, "IsNull") == "1":
        return None
    if number == "0" or (text_of(element, "OutlineLevel") == "0" and text_of(element, "Summary") == "1"):
        plan.start = plan.start or _day(text_of(element, "Start"))
        return None
    if text_of(element, "Active") == "0":
        plan.left_out.append(LeftOut(title or number, Why.INACTIVE))
        return None
    if text_of(element, "ExternalTask") == "1":
        plan.left_out.append(LeftOut(title or number, Why.ELSEWHERE))
        return None
    start, end = _moment(plan, element, "Start", number), _moment(plan, element, "Finish", number)
    days = _days(text_of(element, "Duration"), times)
    shown_as = text_of(element, "DurationFormat")
    is_elapsed = shown_as.isdigit() and int(shown_as) in ELAPSED
    is_summary = text_of(element, "Summary") == "1"
    # A task that lies on days off has no working time, and is one nevertheless where it says so.
    lasts = text_of(element, "Milestone") == "0" and start is not None and end is not None and start < end
    is_milestone = not is_summary and (text_of(element, "Milestone") == "1" or (days == 0 and not lasts))
    level = text_of(element, "OutlineLevel")
    return PlanRow(
        id=number,
        title=title,
        level=int(level) if level.isdigit() else 1,
        code=text_of(element, "OutlineNumber") or text_of(element, "WBS"),
        is_summary=is_summary,
        is_milestone=is_milestone,
        is_pinned=text_of(element, "Manual") == "1" or text_of(element, "ConstraintType") in MUST,
        is_at_start=is_milestone and start is not None and start.time() <= times.begins,
        start=start.date() if start else None,
        end=_end(start, end, times, is_milestone=is_milestone),
        # Time that passes while nobody works is no length in working days; its dates are counted.
        days=0 if is_milestone else None if is_elapsed else days,
        not_before=_not_before(element),
        progress=_percent(plan, element, number),
        note=text_of(element, "Notes"),
        baseline=_baseline(element, times, is_milestone=is_milestone),
    )


def _length(plan: Plan, row: PlanRow) -> float | None:
    """In working days, where only its dates tell it."""
    if row.start is None or row.end is None or row.end < row.start:
        return None
    calendar = plan.calendars.get(row.calendar, plan.calendar).counted()
    return calendar.working_days_between(row.start - timedelta(days=1), row.end) or None


def _end(start: datetime | None, end: datetime | None, times: _Times, *, is_milestone: bool) -> date | None:
    """The last day. Who works around the clock ends when the next day begins."""
    if end is None:
        return None
    is_later = start is not None and end.date() > start.date()
    return last_day(end.date(), is_morning=not is_milestone and is_later and end.time() <= times.begins)


def _not_before(element: Element) -> date | None:
    return _day(text_of(element, "ConstraintDate")) if text_of(element, "ConstraintType") == NOT_BEFORE else None


def _baseline(element: Element, times: _Times, *, is_milestone: bool) -> tuple[date | None, date | None]:
    for one in element.iterfind("Baseline"):
        if text_of(one, "Number") in ("", "0"):
            start, end = _read_moment(text_of(one, "Start")), _read_moment(text_of(one, "Finish"))
            return start.date() if start else None, _end(start, end, times, is_milestone=is_milestone)
    return None, None


def _link(plan: Plan, root: Element, times: _Times) -> None:
    rows = {row.id: row for row in plan.rows}
    for element in root.iterfind("Tasks/Task"):
        after = text_of(element, "UID")
        for one in element.iterfind("PredecessorLink"):
            before = text_of(one, "PredecessorUID")
            if text_of(one, "CrossProject") == "1":
                plan.left_out.append(LeftOut(f"{before} → {after}", Why.LINK_ELSEWHERE))
            elif before in rows and after in rows:
                kind = KINDS.get(text_of(one, "Type"), Kind.FS)
                plan.links.append(_lagging(PlanLink(before, after, kind), one, rows[before], times))
            elif after in rows:
                plan.left_out.append(LeftOut(f"{before} → {after}", Why.NOTHING_BEFORE))


def _lagging(link: PlanLink, element: Element, before: PlanRow, times: _Times) -> PlanLink:
    """With its lag: tenths of a working minute, whatever is displayed, but for parts and elapsed time."""
    stored, shown = text_of(element, "LinkLag"), text_of(element, "LagFormat")
    number = float(stored) if re.fullmatch(r"-?\d+(\.\d+)?", stored) else 0.0
    shown_as = int(shown) if shown.isdigit() else 0
    if shown_as in PERCENT:
        return replace(link, lag=round(number / 100 * (before.days or 0), 4))
    minutes = number / TENTHS
    if shown_as in ELAPSED:
        return replace(link, elapsed=round(minutes / MINUTES_AROUND_THE_CLOCK, 4))
    return replace(link, lag=round(minutes / times.minutes, 4))


def _owners(root: Element) -> dict[str, list[str]]:
    """By task who works on it, in the order of the file."""
    names = {text_of(one, "UID"): text_of(one, "Name") for one in root.iterfind("Resources/Resource")}
    found: dict[str, list[str]] = {}
    for one in root.iterfind("Assignments/Assignment"):
        who = text_of(one, "ResourceUID")
        if who != NOBODY and names.get(who):
            working = found.setdefault(text_of(one, "TaskUID"), [])
            if names[who] not in working:
                working.append(names[who])
    return found


def _department_fields(root: Element) -> frozenset[str]:
    """The fields of one's own that are called as a lead department is."""
    own = root.iterfind("ExtendedAttributes/ExtendedAttribute")
    return frozenset(
        text_of(one, "FieldID")
        for one in own
        if any(field is Field.DEPARTMENT for field, _certain in fields_of(text_of(one, "Alias")))
    )


def _own_field(element: Element, fields: frozenset[str]) -> str:
    own = element.iterfind("ExtendedAttribute") if fields else ()
    return next((text_of(one, "Value") for one in own if text_of(one, "FieldID") in fields), "")


def _calendars(plan: Plan, root: Element) -> Iterator[tuple[str, PlanCalendar]]:
    """By number; one that builds on another has what that one has, where it does not say otherwise."""
    elements = {text_of(one, "UID"): one for one in root.iterfind("Calendars/Calendar")}
    for number, element in elements.items():
        lineage, base = [element], text_of(element, "BaseCalendarUID")
        while base in elements and elements[base] not in lineage:
            lineage.append(elements[base])
            base = text_of(elements[base], "BaseCalendarUID")
        yield number, _calendar(plan, lineage)


def _calendar(plan: Plan, lineage: list[Element]) -> PlanCalendar:
    week, own = {0: True, 1: True, 2: True, 3: True, 4: True, 5: False, 6: False}, dict[date, PlanDay]()
    for element in reversed(lineage):
        for one in element.iterfind("WeekDays/WeekDay"):
            day_type, works = text_of(one, "DayType"), text_of(one, "DayWorking") == "1"
            if day_type.isdigit() and 1 <= int(day_type) <= WEEK_DAYS:
                # 1 is Sunday.
                week[(int(day_type) - 2) % WEEK_DAYS] = works
            elif day_type == "0":
                own |= _exception(one, works=works)
        for one in element.iterfind("Exceptions/Exception"):
            if text_of(one, "Type") in EACH_DAY or text_of(one, "Occurrences") in ("", "0", "1"):
                own |= _exception(one, works=text_of(one, "DayWorking") == "1")
            else:
                what = f"{text_of(element, 'Name')}: {text_of(one, 'Name')}"
                plan.left_out.append(LeftOut(what, Why.REPEATS))
    weekend = [day for day, works in week.items() if not works]
    name = text_of(lineage[0], "Name") or text_of(lineage[0], "UID")
    days = [own[day] for day in sorted(own)]
    return PlanCalendar(name, weekend, days) if len(weekend) < WEEK_DAYS else PlanCalendar(name, days=days)


def _exception(element: Element, *, works: bool) -> dict[date, PlanDay]:
    first, last = _day(text_of(element, "TimePeriod/FromDate")), _day(text_of(element, "TimePeriod/ToDate"))
    if first is None or last is None or (last - first).days > _MOST_EXCEPTION_DAYS:
        return {}
    label = text_of(element, "Name")
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return {day: PlanDay(day, works, label) for day in days}


def _percent(plan: Plan, element: Element, number: str) -> int | None:
    stored = text_of(element, "PercentComplete")
    if not stored:
        return None
    if not re.fullmatch(r"\d{1,3}", stored) or int(stored) > 100:
        plan.problems.append(Problem(number, "PercentComplete", stored, Why.NO_PERCENT))
        return None
    return int(stored)


def _days(length: str, times: _Times) -> float | None:
    """PT40H0M0S in working days; None for what names no length."""
    found = _LENGTH.fullmatch(length)
    if not length or found is None or not any(found.groups()):
        return None
    days, hours, minutes, seconds = (float(one or 0) for one in found.groups())
    return round(((days * 24 + hours) * 60 + minutes + seconds / 60) / times.minutes, 4)


def _moment(plan: Plan, element: Element, name: str, number: str) -> datetime | None:
    stored = text_of(element, name)
    found = _read_moment(stored)
    if stored and found is None:
        plan.problems.append(Problem(number, name, stored, Why.NO_DAY))
    return found


def _read_moment(stored: str) -> datetime | None:
    try:
        return datetime.fromisoformat(stored).replace(tzinfo=None)
    except ValueError:
        return None


def _day(stored: str) -> date | None:
    found = _read_moment(stored)
    return found.date() if found else None


def _clock(stored: str) -> time:
    try:
        return time.fromisoformat(stored)
    except ValueError:
        return time(8)
