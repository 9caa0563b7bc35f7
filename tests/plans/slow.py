"""An independent scheduler that tries day after day, by what the links mean; slow, and easy to believe."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from bot.calendars import Calendar
from bot.plans.network import Kind


@dataclass(frozen=True)
class SlowTask:
    """A task; a pinned one begins in the morning of its `start`, an ordinal; a milestone stands at that instant."""

    days: int
    calendar: Calendar
    pinned: int | None = None


@dataclass(frozen=True)
class SlowLink:
    """From one place to a later one."""

    before: int
    after: int
    kind: Kind
    lag: int


@dataclass(frozen=True)
class Span:
    """Morning and evening of a task, as instants."""

    start: int
    end: int


def works(calendar: Calendar, day: int) -> bool:
    return calendar.is_working(date.fromordinal(day))


def span(task: SlowTask, start: int) -> Span | None:
    """The task from that morning on; None where nobody works then."""
    if not task.days:
        return Span(start, start)
    if not works(task.calendar, start):
        return None
    day, left = start, task.days
    while left:
        left -= works(task.calendar, day)
        day += 1
    return Span(start, day)


def working_days(calendar: Calendar, first: int, last: int) -> int:
    """From one instant to the other; negative backwards."""
    if last < first:
        return -working_days(calendar, last, first)
    return sum(works(calendar, day) for day in range(first, last))


def keeps(link: SlowLink, tasks: Sequence[SlowTask], before: Span, after: Span) -> bool:
    """Whether the link is kept where the two stand so."""
    first, second = tasks[link.before], tasks[link.after]
    leaves = before.end if link.kind in (Kind.FS, Kind.FF) else before.start
    arrives = after.end if link.kind in (Kind.FF, Kind.SF) else after.start
    if link.lag:
        return working_days(second.calendar, leaves, arrives) >= link.lag
    starts_of_day = link.kind is Kind.SF or not first.days
    if starts_of_day and second.days and link.kind in (Kind.FF, Kind.SF):
        while not works(first.calendar, leaves - 1):
            leaves -= 1
    return arrives >= leaves


def early(tasks: Sequence[SlowTask], links: Sequence[SlowLink], begins: int) -> list[Span]:
    """Each task as early as it can be; the links go forwards in the list."""
    found: list[Span] = []
    for place, task in enumerate(tasks):
        if task.pinned is not None:
            found.append(_first(task, task.pinned, 1, lambda _at: True))
            continue

        def fits(at: Span, place: int = place) -> bool:
            return all(keeps(one, tasks, found[one.before], at) for one in links if one.after == place)

        found.append(_first(task, begins, 1, fits))
    return found


def late(
    tasks: Sequence[SlowTask], links: Sequence[SlowLink], early_spans: Sequence[Span], *, moves_others: bool
) -> list[Span]:
    """Each task as late as it can be without moving the end of the plan, or (`moves_others` False) any other task."""
    ends = max(one.end for one in early_spans)
    found: dict[int, Span] = {}

    def held(other: int) -> Span:
        is_fixed = tasks[other].pinned is not None or not moves_others
        return early_spans[other] if is_fixed else found[other]

    for place in reversed(range(len(tasks))):

        def fits(at: Span, place: int = place) -> bool:
            going = [link for link in links if link.before == place]
            return at.end <= ends and all(keeps(one, tasks, at, held(one.after)) for one in going)

        found[place] = _first(tasks[place], ends, -1, fits)
    return [found[place] for place in range(len(tasks))]


def _first(task: SlowTask, start: int, step: int, fits: Callable[[Span], bool]) -> Span:
    for tried in range(4_000):
        stands = span(task, start + step * tried)
        if stands is not None and fits(stands):
            return stands
    raise AssertionError("there is no such day")
