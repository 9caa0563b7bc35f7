"""A plan as MS Project's XML (MSPDI): what `bot.plans.reading.ms_project` reads back equal.

Every task keeps its days: one with a start begins not before it, and is moved there by its links alone. Elements stand
in the order of Microsoft's schema `mspdi_pj12.xsd`, which is a sequence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from xml.etree.ElementTree import Element, SubElement, tostring

from bot.documents.word import clean
from bot.plans.network import Kind
from bot.plans.plan import Plan, PlanCalendar, PlanDay, PlanLink, PlanRow

NAMESPACE = "http://schemas.microsoft.com/project"
TYPES: Mapping[Kind, str] = {Kind.FF: "0", Kind.FS: "1", Kind.SF: "2", Kind.SS: "3"}
# A working day as MS Project has it where nobody says otherwise: eight hours, with an hour between.
BEGINS, ENDS = time(8), time(17)
HOURS = ((time(8), time(12)), (time(13), time(17)))
MINUTES_A_DAY, TENTHS, DAYS_A_WEEK = 480, 10, 7
# The text field in which MS Project shows the lead department (Text1), and what stands above it.
DEPARTMENT_FIELD, DEPARTMENT = "188743731", "Department"
# Lengths and lags are shown in days.
IN_DAYS = "7"
# Constraints: on that day, not before it, not to end before it.
MUST_START, MUST_FINISH, NOT_BEFORE, ENDS_NOT_BEFORE = "2", "3", "4", "6"


def write(plan: Plan, title: str) -> bytes:
    """The file."""
    root = Element("Project", xmlns=NAMESPACE)
    _texts(root, Name=title, Title=title, ScheduleFromStart="1")
    if plan.begins is not None:
        _texts(root, StartDate=_moment(plan.begins, BEGINS))
    calendars = [plan.calendar, *(one for one in plan.calendars.values() if one != plan.calendar)]
    _texts(root, CalendarUID="1", DefaultStartTime=BEGINS.isoformat(), DefaultFinishTime=ENDS.isoformat())
    _texts(root, MinutesPerDay=str(MINUTES_A_DAY), MinutesPerWeek=str(MINUTES_A_DAY * 5), DaysPerMonth="20")
    fields = SubElement(root, "ExtendedAttributes")
    _texts(SubElement(fields, "ExtendedAttribute"), FieldID=DEPARTMENT_FIELD, FieldName="Text1", Alias=DEPARTMENT)
    within = SubElement(root, "Calendars")
    for number, calendar in enumerate(calendars, 1):
        _calendar(within, str(number), calendar)
    numbers = {row.id: str(number) for number, row in enumerate(plan.rows, 1)}
    of_calendar = {one.name: str(number) for number, one in enumerate(calendars, 1)}
    _tasks(SubElement(root, "Tasks"), plan, numbers, of_calendar)
    _owners(root, plan.rows, numbers)
    written: bytes = tostring(root, encoding="UTF-8", xml_declaration=True)
    return written


def _tasks(within: Element, plan: Plan, numbers: Mapping[str, str], of_calendar: Mapping[str, str]) -> None:
    waits: dict[str, list[PlanLink]] = {}
    for link in plan.links:
        waits.setdefault(link.after, []).append(link)
    for row in plan.rows:
        task = SubElement(within, "Task")
        number = numbers[row.id]
        _texts(task, UID=number, ID=number, Name=row.title, Active="1", Manual="0", IsNull="0")
        _texts(task, WBS=row.code, OutlineLevel=str(row.level))
        _days(task, row, plan)
        _texts(task, DurationFormat=IN_DAYS, Milestone=_flag(row.is_milestone), Summary=_flag(row.is_summary))
        if row.progress is not None:
            _texts(task, PercentComplete=str(row.progress))
        _constraint(task, row, of_calendar)
        _texts(task, Notes=row.note)
        for link in waits.get(row.id, ()):
            _link(task, link, numbers)
        if row.department:
            _texts(SubElement(task, "ExtendedAttribute"), FieldID=DEPARTMENT_FIELD, Value=row.department)
        if None not in row.baseline:
            _baseline(task, row)


def _days(task: Element, row: PlanRow, plan: Plan) -> None:
    """Start, end and length, as far as there are any; a milestone stands at the end of its day, or at its start."""
    if row.is_milestone:
        day = row.start or row.end
        at = BEGINS if row.is_at_start else ENDS
        moment = _moment(day, at) if day is not None else ""
        _texts(task, Start=moment, Finish=moment, Duration=_length(0))
        return
    if row.start is not None:
        _texts(task, Start=_moment(row.start, BEGINS))
    if row.end is not None:
        _texts(task, Finish=_moment(row.end, ENDS))
    days = row.days
    if days is None and row.start is not None and row.end is not None:
        counted = plan.calendars.get(row.calendar, plan.calendar).counted()
        days = counted.working_days_between(date.fromordinal(row.start.toordinal() - 1), row.end)
    if days is not None:
        _texts(task, Duration=_length(days))


def _constraint(task: Element, row: PlanRow, of_calendar: Mapping[str, str]) -> None:
    """What holds it on its days, and the calendar that is its own."""
    kind, moment = "0", ""
    if row.is_pinned and row.is_milestone and row.end is not None:
        kind, moment = MUST_FINISH, _moment(row.end, BEGINS if row.is_at_start else ENDS)
    elif row.start is not None and not row.is_summary:
        kind, moment = MUST_START if row.is_pinned else NOT_BEFORE, _moment(row.start, BEGINS)
    elif row.end is not None and not row.is_summary:
        kind, moment = MUST_FINISH if row.is_pinned else ENDS_NOT_BEFORE, _moment(row.end, ENDS)
    _texts(task, ConstraintType=kind, CalendarUID=of_calendar.get(row.calendar, "-1"), ConstraintDate=moment)


def _link(task: Element, link: PlanLink, numbers: Mapping[str, str]) -> None:
    lag = round(link.lag * MINUTES_A_DAY * TENTHS)
    one = SubElement(task, "PredecessorLink")
    _texts(one, PredecessorUID=numbers[link.before], Type=TYPES[link.kind], CrossProject="0")
    _texts(one, LinkLag=str(lag), LagFormat=IN_DAYS)


def _baseline(task: Element, row: PlanRow) -> None:
    start, end = row.baseline
    assert start is not None, "both were asked for"  # noqa: S101 - a mistake of ours, not of a user
    assert end is not None, "both were asked for"  # noqa: S101 - a mistake of ours, not of a user
    begins = ENDS if row.is_milestone and not row.is_at_start else BEGINS
    ends = BEGINS if row.is_milestone and row.is_at_start else ENDS
    _texts(SubElement(task, "Baseline"), Number="0", Start=_moment(start, begins), Finish=_moment(end, ends))


def _owners(root: Element, rows: Sequence[PlanRow], numbers: Mapping[str, str]) -> None:
    """Each who owns a task as a resource, and what they are assigned to."""
    names = list(dict.fromkeys(row.owner for row in rows if row.owner))
    of = {name: str(number) for number, name in enumerate(names, 1)}
    resources = SubElement(root, "Resources")
    for name, number in of.items():
        _texts(SubElement(resources, "Resource"), UID=number, ID=number, Name=name, Type="1", IsNull="0")
    assignments = SubElement(root, "Assignments")
    for at, row in enumerate((one for one in rows if one.owner), 1):
        one = SubElement(assignments, "Assignment")
        _texts(one, UID=str(at), TaskUID=numbers[row.id], ResourceUID=of[row.owner], Units="1")


def _calendar(within: Element, number: str, calendar: PlanCalendar) -> None:
    one = SubElement(within, "Calendar")
    _texts(one, UID=number, Name=calendar.name, IsBaseCalendar="1", BaseCalendarUID="-1")
    week = SubElement(one, "WeekDays")
    for day in range(DAYS_A_WEEK):
        # Sunday is 1, and Monday 0 with us.
        weekday = (day - 1) % DAYS_A_WEEK
        _hours(week, "WeekDay", works=weekday not in calendar.weekend, DayType=str(day + 1))
    if calendar.days:
        exceptions = SubElement(one, "Exceptions")
        for other in calendar.days:
            _exception(exceptions, other.day, other.label, works=other.is_working)


def _exception(within: Element, day: date, label: str, *, works: bool) -> None:
    one = SubElement(within, "Exception")
    _texts(one, EnteredByOccurrences="0")
    span = SubElement(one, "TimePeriod")
    _texts(span, FromDate=_moment(day, time()), ToDate=_moment(day, time(23, 59)))
    _texts(one, Occurrences="1", Name=label, Type="1", DayWorking=_flag(works))
    _working_times(one, works=works)


def _hours(within: Element, name: str, *, works: bool, **said: str) -> None:
    one = SubElement(within, name)
    _texts(one, **said, DayWorking=_flag(works))
    _working_times(one, works=works)


def _working_times(within: Element, *, works: bool) -> None:
    if works:
        times = SubElement(within, "WorkingTimes")
        for first, last in HOURS:
            _texts(SubElement(times, "WorkingTime"), FromTime=first.isoformat(), ToTime=last.isoformat())


def _texts(within: Element, **said: str) -> None:
    """Elements with these texts, in this order; none of what is empty."""
    for name, text in said.items():
        if text:
            SubElement(within, name).text = clean(text)


def _moment(day: date, at: time) -> str:
    return f"{day.isoformat()}T{at.isoformat()}"


def _length(days: float) -> str:
    minutes = round(days * MINUTES_A_DAY)
    return f"PT{minutes // 60}H{minutes % 60}M0S"


def _flag(is_so: bool) -> str:
    return "1" if is_so else "0"


def days_of(name: str, works: Mapping[date, tuple[bool, str]]) -> PlanCalendar:
    """A calendar of these days, which follow each other: whether each is worked, and what makes it a day off. What most
    weeks have is its week, what is other than that its single days.
    """
    worked: dict[int, list[bool]] = {}
    for day, (is_working, _label) in works.items():
        worked.setdefault(day.weekday(), []).append(is_working)
    weekend = [weekday for weekday, all_of in sorted(worked.items()) if sum(all_of) * 2 < len(all_of)]
    return PlanCalendar(name, weekend, list(_others(works, weekend)))


def _others(works: Mapping[date, tuple[bool, str]], weekend: Iterable[int]) -> Iterable[PlanDay]:
    off = frozenset(weekend)
    for day, (is_working, label) in works.items():
        if is_working == (day.weekday() in off):
            yield PlanDay(day, is_working, label)
