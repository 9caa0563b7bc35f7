"""Where a plan is heading: what is late goes on from today, what waits for it is pushed, and nothing is pulled earlier.

Each task keeps its days unless it has to move. One that has begun needs what is left of its length, from today; one
that should have begun begins today; a milestone that should be reached is reached today at the earliest. What is done
is where it was done, and what is pinned stays, whatever waits.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.calendars import Calendar
from bot.plans import moving
from bot.plans.plan import Plan, PlanRow
from bot.plans.scheduled import NO_CALENDARS, as_planned, day_of, network_of, scheduled
from bot.plans.scheduling import Place

# Percent.
DONE = 100


@dataclass(frozen=True, slots=True)
class Forecast:
    """The plan as it will be if nobody does anything about it. `ends` is its last day, `meant` that of its reference.

    `behind` are the working days between the two; fewer than none are ahead. `late` are the rows that pushed it.
    `slack` says by row how many of its working days it may slip without moving the end, `drivers` by which rows it is
    held there.
    """

    plan: Plan
    ends: date
    meant: date
    behind: int
    late: frozenset[str]
    slack: Mapping[str, int]
    drivers: Mapping[str, Sequence[str]]


def forecast(
    plan: Plan,
    reference: Mapping[str, date],
    today: date,
    calendar: Calendar,
    wanted: Sequence[str],
    of_rows: Mapping[str, Calendar] = NO_CALENDARS,
    *,
    meant: date | None = None,
) -> Forecast | None:
    """The forecast of a plan; `reference` is by row the day on which it was to end at first, where that is another than
    now. Of the `wanted` rows it is said what drives them. None where nothing has a date.

    Rows that name one of `of_rows` count in that. `meant` is the last day of the reference where that is one plan, as a
    baseline is: with what is out of the plan since, and without what is new in it.

    Raises Refused for a plan that cannot be counted.
    """
    begins = plan.begins or plan.ends
    if begins is None:
        return None
    dated = [_dated(row, of_rows.get(row.calendar, calendar)) for row in plan.rows]
    expected = (_expected(row, today, of_rows.get(row.calendar, calendar)) for row in dated)
    changed = {row.id: row for row in expected if row is not None}
    going = replace(plan, rows=[changed.get(row.id, row) for row in dated])
    moves = moving.push(network_of(going, calendar, of_rows), changed).moved
    rows = [_moved(row, moves[row.id]) if row.id in moves else row for row in going.rows]
    heading = replace(going, rows=rows)
    found, places = scheduled(as_planned(heading), begins, calendar, of_rows)
    leaves = [row for row in rows if not row.is_summary and row.end is not None]
    # What holds others may have an end of its own behind theirs, and the plan does not end before that.
    ends = max((row.end for row in rows if row.end), default=begins)
    before = {row.id: row for row in plan.rows}
    meant = meant or max(
        (day for row in leaves if (day := reference.get(row.id) or before[row.id].end) is not None), default=ends
    )
    return Forecast(
        heading,
        ends,
        meant,
        calendar.working_days_between(meant, ends),
        frozenset(changed),
        {key: place.slack for key, place in places.items()},
        {one: _held_by(heading, places, found.drivers(one), one) for one in wanted if one in places},
    )


def left_of(days: int, progress: int | None) -> int:
    """How many of its working days are still to be worked, of what has begun; one at least."""
    return max(math.ceil(days * (DONE - (progress or 0)) / DONE), 1)


def _dated(row: PlanRow, calendar: Calendar) -> PlanRow:
    """With the day on which it has to begin, where only its end is said."""
    if row.is_summary or row.is_milestone or row.start is not None or row.end is None:
        return row
    more = max(math.ceil(row.days or 1), 1) - 1
    return replace(row, start=calendar.add_working_days(row.end, -more) if more else row.end)


def _expected(row: PlanRow, today: date, calendar: Calendar) -> PlanRow | None:
    """The row where it will be at the earliest, as things are; None where it keeps its days."""
    if row.is_summary or row.progress == DONE or row.end is None or (row.start is None and not row.is_milestone):
        return None
    morning = calendar.next_working_day(today, inclusive=True)
    if row.is_milestone:
        return replace(row, start=morning, end=morning) if row.end < today else None
    days = max(calendar.working_days_between((row.start or row.end) - timedelta(days=1), row.end), 1)
    if row.progress:
        left = left_of(days, row.progress)
        end = calendar.add_working_days(morning - timedelta(days=1), left)
        return replace(row, end=end) if end > row.end else None
    if row.start is None or row.start >= morning:
        return None
    return replace(row, start=morning, end=calendar.add_working_days(morning - timedelta(days=1), days))


def _moved(row: PlanRow, to: moving.Moved) -> PlanRow:
    if row.is_milestone:
        day = day_of(to.end, is_end=not row.is_at_start)
        return replace(row, start=day, end=day)
    start = day_of(to.start, is_end=False) if row.start is not None else None
    return replace(row, start=start, end=day_of(to.end, is_end=True))


def _held_by(plan: Plan, places: Mapping[str, Place], chain: Sequence[str], key: str) -> list[str]:
    """What is to be done first of that chain, soonest first; where no link holds the row tightly, what it waits for
    that ends last.
    """
    rows = {row.id: row for row in plan.rows}
    open_ones = [one for one in chain if one != key and one in rows and rows[one].progress != DONE]
    if open_ones:
        return open_ones
    before = [link.before for link in plan.links if link.after == key]
    left = [one for one in before if one in places and one in rows and rows[one].progress != DONE]
    return sorted(left, key=lambda one: (-places[one].early_end, one))[:1]
