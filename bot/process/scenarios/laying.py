"""A template laid from a day on: the days of each row, in the calendars of the departments that lead them.

Of a built-in template they follow from lengths and links. Of one that was made of a project each row has its own, as so
many working days behind the first; where other calendars would break a link that the plan kept, what waits is pushed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.calendars import Calendar
from bot.plans.network import Kind, Network, earliest
from bot.plans.plan import Plan, PlanLink, PlanRow
from bot.plans.scheduled import as_planned, day_of, network_of, scheduled
from bot.plans.scheduling import Place, Schedule
from bot.plans.workdays import Workdays
from bot.process.scenarios.template import Offset, Row, Template, Tie
from bot.words.language import text as _
from bot.words.refused import Refused

Days = tuple[date | None, date | None]
NO_DAYS: Days = (None, None)
# The calendar in which the rows of a role count.
Counted = Callable[[str], Calendar]
TOO_FAR = _("From that day on the plan would end beyond any calendar. Choose an earlier first day.")


@dataclass(frozen=True, slots=True)
class Laid:
    """The days of each row by its key; which rows a link has pushed behind their own; and all as a plan with these
    days, with the place of each row that has some.
    """

    days: Mapping[str, Days]
    moved: frozenset[str]
    plan: Plan
    places: Mapping[str, Place]

    @property
    def first(self) -> date | None:
        """Its first day."""
        return min(self._all, default=None)

    @property
    def last(self) -> date | None:
        """Its last one."""
        return max(self._all, default=None)

    @property
    def undated(self) -> int:
        """How many tasks have no day."""
        return sum(not row.is_summary and (row.start or row.end) is None for row in self.plan.rows)

    @property
    def _all(self) -> list[date]:
        return [day for days in self.days.values() for day in days if day is not None]


def offset(workdays: Workdays, day: date) -> Offset:
    """That day, as a template keeps it."""
    number = workdays.number(day.toordinal() + 1) - 1
    return Offset(number, day.toordinal() - workdays.day(number))


def lay(template: Template, begins: date, counted: Counted, usual: Calendar) -> Laid:
    """The template from that day on; what no role counts in `usual`. Raises Refused for links in a circle, and for what
    goes beyond any calendar.
    """
    calendars = {role.key: counted(role.key) for role in template.roles}
    try:
        own = {} if template.is_computed else _own_days(template, begins, calendars, usual)
        plan = as_plan(template, own, {one.key: calendars.get(one.role, usual) for one in template.rows})
        counting = _counting(template, plan, own, is_kept=True)
        found, places = scheduled(as_planned(counting), begins, usual, calendars)
    except (OverflowError, ValueError):
        raise Refused(TOO_FAR, field="begins") from None
    moved = _moved(found, counting)
    days = _days(template, own, places, moved)
    for row in plan.rows:
        row.start, row.end = days[row.id]
    return Laid(days, moved, replace(plan, links=[_link(one) for one in template.ties]), places)


def broken_ties(template: Template, begins: date, counted: Counted, usual: Calendar) -> list[Tie]:
    """The links that the days of the template, which begins on that day, do not keep."""
    calendars = {role.key: counted(role.key) for role in template.roles}
    own = _own_days(template, begins, calendars, usual)
    plan = as_plan(template, own, {one.key: calendars.get(one.role, usual) for one in template.rows})
    found = _unkept(network_of(_counting(template, plan, own), usual, calendars), begins)
    parents = {row.key: row.parent for row in template.rows}
    # What a task with subtasks waits for, each of them waits for.
    broken = {(before, up, kind, lag) for before, after, kind, lag in found for up in (after, parents[after])}
    return [one for one in template.ties if (one.before, one.after, one.kind, one.lag) in broken]


def as_plan(template: Template, days: Mapping[str, Days], calendars: Mapping[str, Calendar]) -> Plan:
    """The rows of a template as those of a plan, with these days. What has one of its two days has the other by its
    length, since a schedule needs both.
    """
    holding = template.holding
    levels = dict[str, int]()
    rows = []
    for row in template.rows:
        levels[row.key] = levels.get(row.parent or "", 0) + 1
        is_summary = row.is_stage or row.key in holding
        start, end = _both(row, days.get(row.key, NO_DAYS), calendars[row.key])
        rows.append(
            PlanRow(
                row.key,
                row.title,
                levels[row.key],
                row.parent,
                row.key if template.is_computed else "",
                is_summary=is_summary,
                is_milestone=row.is_milestone,
                is_at_start=row.is_at_start,
                start=start,
                end=end,
                days=float(row.days) if row.days else None,
                # Its role names its calendar.
                calendar=row.role,
            )
        )
    return Plan("Liaison", rows)


def _counting(template: Template, plan: Plan, own: Mapping[str, Days], *, is_kept: bool = False) -> Plan:
    """The same with its links, and without what has no day in a plan that has days; with `is_kept` without the links
    that its own days do not keep.
    """
    undated = {row.key for row in template.rows if not row.is_stage and own.get(row.key) == NO_DAYS}
    ties = [one for one in template.ties if one.is_kept or not is_kept]
    links = [_link(one) for one in ties if not undated & {one.before, one.after}]
    return replace(plan, rows=[row for row in plan.rows if row.id not in undated], links=links)


def _unkept(network: Network[str], begins: date) -> set[tuple[str, str, Kind, int]]:
    """Which links between tasks are not kept by the days on which these are planned. What stands for a task with
    subtasks is where these are.
    """
    tasks, at = network.tasks, dict[int, int]()
    found: set[tuple[str, str, Kind, int]] = set()
    for place in network.order:
        task = tasks[place]
        allowed = [(tie, earliest(tie, tasks[tie.other], at[tie.other], task)) for tie in network.before[place]]
        if task.start is None:
            at[place] = max((first for _tie, first in allowed), default=task.position(begins.toordinal()))
            continue
        at[place] = task.position(task.start)
        for tie, first in allowed:
            if at[place] < first:
                found.add((tasks[tie.other].key.partition(":")[0], task.key, tie.kind, tie.lag))
    return found


def _moved(found: Schedule[str], plan: Plan) -> frozenset[str]:
    """What a link has pushed behind its own day."""
    moved = set()
    for row in plan.rows:
        if not row.is_summary:
            task = found.network.tasks[found.network.places[row.id]]
            if task.start is not None and found.of(row.id).early_start > task.start_at(task.position(task.start)):
                moved.add(row.id)
    return frozenset(moved)


def _own_days(template: Template, begins: date, calendars: Mapping[str, Calendar], usual: Calendar) -> dict[str, Days]:
    """The days of each row by its offsets alone."""
    counting = {key: Workdays(calendar, begins) for key, calendar in calendars.items()}
    rest = Workdays(usual, begins)
    found: dict[str, Days] = {}
    for row in template.rows:
        workdays = counting.get(row.role, rest)
        start = _day(workdays, row.start, begins) if row.start is not None else None
        end = _day(workdays, row.end, start or begins) if row.end is not None else None
        found[row.key] = (start, end)
    return found


def _day(workdays: Workdays, at: Offset, least: date) -> date:
    """The day of an offset, not before that day. A day off stays one where there is one, as the weekend of a move."""
    day = date.fromordinal(workdays.day(at.number))
    later = day + timedelta(days=at.after)
    following = date.fromordinal(workdays.day(at.number + 1))
    if at.after:
        day = later if later < following else following
    return day if day >= least else workdays.calendar.next_working_day(least, inclusive=True)


def _both(row: Row, days: Days, calendar: Calendar) -> Days:
    start, end = days
    if row.is_milestone or (start is None) is (end is None):
        return (end or start, end or start) if row.is_milestone else days
    more = max(row.days or 1, 1) - 1
    if start is None and end is not None:
        return calendar.add_working_days(end, -more), end
    assert start is not None, "one of them is there"  # noqa: S101 - a mistake of ours, not of a user
    return start, calendar.add_working_days(start, more)


def _days(
    template: Template, own: Mapping[str, Days], places: Mapping[str, Place], moved: frozenset[str]
) -> dict[str, Days]:
    """The days of each row: those of its place, where they are computed or it was pushed, else its own."""
    if template.is_computed:
        return {row.key: _laid(row, places[row.key], None) for row in template.rows}
    found = {row.key: _laid(row, places[row.key], own[row.key]) if row.key in moved else own[row.key]
             for row in template.rows}  # fmt: skip
    for row in template.rows:
        inner = [one for one in template.rows if one.parent == row.key]
        if inner and not row.is_stage:
            found[row.key] = _around(row, found[row.key], inner, [found[one.key] for one in inner])
    return found


def _around(row: Row, own: Days, inner: Sequence[Row], days: Sequence[Days]) -> Days:
    """The days of what holds others: it begins with the first of them where it did so in the project, ends with the
    last, and spans them where it did; other calendars, and pushes, may have moved these.
    """
    start, end = own
    firsts = [(one.start or one.end, first or last) for one, (first, last) in zip(inner, days, strict=True)]
    lasts = [(one.end, last) for one, (_first, last) in zip(inner, days, strict=True)]
    begun = [(was, now) for was, now in firsts if was is not None and now is not None]
    ended = [(was, now) for was, now in lasts if was is not None and now is not None]
    if start is not None and row.start is not None and begun:
        was, first = min(was for was, _now in begun), min(now for _was, now in begun)
        start = first if row.start == was else min(start, first) if row.start < was else start
    if end is not None and row.end is not None and ended:
        was, last = max(was for was, _now in ended), max(now for _was, now in ended)
        end = last if row.end == was else max(end, last) if row.end > was else end
    return start, end


def _laid(row: Row, place: Place, own: Days | None) -> Days:
    """The days of a place; a row that has one of the two days in the template has that one alone."""
    if row.is_milestone:
        day = day_of(place.early_start, is_end=not row.is_at_start)
        return None, day
    start, end = day_of(place.early_start, is_end=False), day_of(place.early_end, is_end=True)
    if own is None:
        return start, end
    return (start if own[0] is not None else None), (end if own[1] is not None else None)


def _link(one: Tie) -> PlanLink:
    return PlanLink(one.before, one.after, one.kind, one.lag)
