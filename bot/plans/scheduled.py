"""A plan that was read, as the network in which it is scheduled, and what comes of that for each of its rows."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType

from bot.calendars import Calendar
from bot.plans.network import Circle, Kind, Link, Network, Task
from bot.plans.plan import Plan, PlanLink, PlanRow, Problem, Why
from bot.plans.scheduling import Place, Schedule, broken, schedule
from bot.plans.workdays import Workdays
from bot.words.language import text as _
from bot.words.refused import Refused

# The first of a plan that names no day.
UNDATED = date(2000, 1, 3)
# Percent.
DONE = 100
NO_CALENDARS: Mapping[str, Calendar] = MappingProxyType({})


def network_of(
    plan: Plan, calendar: Calendar | None = None, of_rows: Mapping[str, Calendar] = NO_CALENDARS
) -> Network[str]:
    """The tasks and milestones of a plan. What a link ties to a stage, it ties to all that is in the stage.

    All count in `calendar`, but for rows that name one of `of_rows`; or in those of the plan. Fractions of days are
    worked on the day on which they begin or end: lengths and lags are rounded up. Raises Refused for links in a circle,
    which is shown.
    """
    origin = plan.begins or UNDATED
    usual = Workdays(calendar or plan.calendar.counted(), origin)
    counted = of_rows if calendar else {name: one.counted() for name, one in plan.calendars.items()}
    own = {name: Workdays(one, origin) for name, one in counted.items()}
    hubs, links = _links(plan)
    every_day = Workdays(Calendar("every day", weekend=frozenset()), origin)
    try:
        tasks = [_task(row, own.get(row.calendar, usual)) for row in plan.rows if not row.is_summary]
        tasks += [Task(hub, 0, every_day if counts_all else usual) for hub, counts_all in hubs.items()]
        return Network(tasks, links)
    except Circle as circle:
        titles = {row.id: row.title for row in plan.rows}
        named = [titles[key] for key in map(str, circle.keys) if key in titles]
        raise Refused(_("The links go in a circle: %(circle)s.", circle=" → ".join(named))) from None
    except (ValueError, OverflowError):
        raise _beyond() from None


def scheduled(
    plan: Plan, begins: date, calendar: Calendar | None = None, of_rows: Mapping[str, Calendar] = NO_CALENDARS
) -> tuple[Schedule[str], Mapping[str, Place]]:
    """The schedule of a plan that begins on that day, and the place of each row by its id; a stage has that of what is
    in it. Raises Refused as `network_of` does.
    """
    network = network_of(plan, calendar, of_rows)
    try:
        found = schedule(network, begins.toordinal())
    except OverflowError:
        raise _beyond() from None
    places = {row.id: found.of(row.id) for row in plan.rows if not row.is_summary}
    within = _within(plan)
    for row in plan.rows:
        if row.is_summary and (inner := [places[one] for one in within[row.id]]):
            places[row.id] = _of_stage(inner)
    return found, places


def as_planned(plan: Plan) -> Plan:
    """The same, in which nothing begins before its day: what is critical then is so by the present dates."""
    return replace(plan, rows=[_not_earlier(row) for row in plan.rows])


def _not_earlier(row: PlanRow) -> PlanRow:
    if row.start is None or row.is_summary:
        return row
    stands_at_end = row.is_milestone and not row.is_at_start
    return replace(row, not_before=row.start + timedelta(days=1) if stands_at_end else row.start)


def broken_links(
    plan: Plan, calendar: Calendar | None = None, of_rows: Mapping[str, Calendar] = NO_CALENDARS
) -> list[PlanLink]:
    """The links that the plan's own dates do not keep; none where they go in a circle."""
    try:
        pairs = {(before, after) for before, after, _tie in broken(network_of(plan, calendar, of_rows))}
    except Refused:
        return []
    return [one for one in plan.links if (one.before, one.after) in pairs]


def without_length(plan: Plan) -> list[Problem]:
    """The tasks of which nothing says how long they are: in a schedule each is counted as one working day."""
    return [
        Problem(row.id, "Duration", "", Why.ONE_DAY)
        for row in plan.rows
        if not row.is_summary and not row.is_milestone and row.days is None and (row.start is None or row.end is None)
    ]


def _beyond() -> Refused:
    return Refused(
        _("This plan cannot be counted: two tasks have one number, or a length or lag goes beyond any calendar.")
    )


def day_of(instant: int, *, is_end: bool) -> date:
    """The day that begins or ends with an instant."""
    return date.fromordinal(instant) - timedelta(days=1) if is_end else date.fromordinal(instant)


def _task(row: PlanRow, workdays: Workdays) -> Task[str]:
    start = row.start.toordinal() if row.start else None
    if row.is_milestone and row.start is not None and not row.is_at_start:
        start = (row.end or row.start).toordinal() + 1
    days = 0 if row.is_milestone else max(_days(row, workdays.calendar), 1)
    is_done = row.progress == DONE
    if is_done and start is None and row.end is not None:
        evening = row.end.toordinal() + 1
        start = workdays.day(workdays.number(evening) - days) if days else evening
    return Task(
        row.id,
        days,
        workdays,
        start,
        # What is done is where it was done, whatever else moves.
        is_pinned=row.is_pinned or is_done,
        not_before=row.not_before.toordinal() if row.not_before else None,
    )


def _days(row: PlanRow, calendar: Calendar) -> int:
    """Its length in working days: of its days where it has both, since those are the author's."""
    if row.start is not None and row.end is not None:
        return calendar.working_days_between(row.start - timedelta(days=1), row.end)
    return math.ceil(row.days or 1)


def _links(plan: Plan) -> tuple[Mapping[str, bool], list[Link[str]]]:
    """The links between tasks. What waits for a stage waits for a milestone of its own, behind all that is in it; and
    what waits for elapsed days for one to which every day counts, as is said of each.
    """
    stages = {row.id for row in plan.rows if row.is_summary}
    within, hubs, links = _within(plan), dict[str, bool](), list[Link[str]]()
    for one in plan.links:
        before = one.before
        if before in stages:
            leaves = Kind.FS if one.kind.leaves_at_end else Kind.SS
            before = f"{one.before}:{leaves}"
            if before not in hubs:
                links += [Link(inner, before, leaves) for inner in within[one.before]]
            hubs[before] = False
        kind, lag = one.kind, math.ceil(one.lag)
        if one.elapsed is not None:
            passed = f"{before}:{one.after}:{one.elapsed}"
            links.append(Link(before, passed, Kind.FS if kind.leaves_at_end else Kind.SS, math.ceil(one.elapsed)))
            before, kind, lag = passed, Kind.FF if kind.arrives_at_end else Kind.FS, 0
            hubs[passed] = True
        after = within[one.after] if one.after in stages else [one.after]
        links += [Link(before, inner, kind, lag) for inner in after]
    return hubs, links


def _within(plan: Plan) -> Mapping[str, list[str]]:
    """By stage the tasks that are in it, however deep."""
    parents = {row.id: row.parent for row in plan.rows}
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in plan.rows:
        above = row.parent if not row.is_summary else None
        while above is not None:
            found[above].append(row.id)
            above = parents.get(above)
    return found


def _of_stage(inner: Iterable[Place]) -> Place:
    inner = list(inner)
    return Place(
        early_start=min(one.early_start for one in inner),
        early_end=max(one.early_end for one in inner),
        late_start=min(one.late_start for one in inner),
        late_end=max(one.late_end for one in inner),
        slack=min(one.slack for one in inner),
        free_slack=min(one.free_slack for one in inner),
    )
