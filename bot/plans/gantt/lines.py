"""The lines of a Gantt picture: what of a plan is shown, from when to when, how far it is, and what of it is late."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from bot.calendars import Calendar
from bot.plans.plan import Plan, PlanLink, PlanRow
from bot.plans.scheduled import day_of
from bot.plans.scheduling import Place
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused

# Of more, stages are shown instead of what is in them.
UNFOLDED_AT_MOST = 40
UNDATED = _("No task of this plan has a date: name its first day with --start.")
# Between the names of several owners.
_BETWEEN_OWNERS = re.compile(r"\s*[;,，；、/&\n]\s*")
_HAN = re.compile(r"[\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Mark:
    """A milestone that stands on the bar of what it is in: its day, and whether it is done or late."""

    day: date
    is_done: bool = False
    is_late: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a plan as it is drawn. `span` is None for what has no dates.

    `done` is the instant until which it is done (a day's ordinal, with a fraction), None where nothing tells; what of
    it lies between that and `late_until` should be done by now and is not. `late` are the working days since its end
    where it is not done, and of a stage the tasks of which that is so; a stage's tasks are counted, and those without
    dates. Of a whole project `said` is what stands beside its bar, and `marks` are its milestones.
    """

    row: PlanRow
    code: str
    span: Span | None
    progress: int | None = None
    done: float | None = None
    late_until: float | None = None
    is_critical: bool = False
    is_folded: bool = False
    tasks: int = 0
    late: int = 0
    undated: int = 0
    depth: int = 0
    said: Text | None = None
    marks: Sequence[Mark] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """All that is drawn: the lines with dates, those without, and which waits for which."""

    title: str
    today: date
    calendar: Calendar
    lines: Sequence[Line]
    undated: Sequence[Line] = ()
    # By line the links to what it waits for, also to what is folded away; and how each row is called in few letters.
    before: Mapping[str, Sequence[PlanLink]] = field(default_factory=dict)
    called: Mapping[str, str] = field(default_factory=dict)
    # What stands above the columns, where that is not what it is of tasks.
    heads: Sequence[Text] = ()


def chart(
    plan: Plan,
    title: str,
    today: date,
    calendar: Calendar,
    places: Mapping[str, Place],
    *,
    is_dated_by_schedule: bool = False,
    opened: Collection[str] = (),
    only: Collection[str] | None = None,
) -> Chart:
    """What is drawn of a plan. Above 40 rows its stages are folded, but for those `opened` (by code, id or name). With
    `only` the rows of these ids are shown, however many, and those are folded of which something is left out.

    Raises Refused for a stage that there is not, and where nothing has a date.
    """
    drawn = _Drawn(plan, today, calendar, places if is_dated_by_schedule else {}, places)
    shown = drawn.shown(opened) if only is None else drawn.only(only)
    lines = [drawn.line(row, is_folded=is_folded) for row, is_folded in shown]
    dated = [one for one in lines if one.span is not None]
    if not dated:
        raise Refused(UNDATED)
    here = {row.id for row, _folded in shown}
    before: defaultdict[str, list[PlanLink]] = defaultdict(list)
    for link in plan.links:
        if link.after in here and link.before in drawn.codes:
            before[link.after].append(link)
    undated = [one for one in lines if one.span is None]
    called = {row.id: drawn.codes[row.id] or row.title for row in plan.rows}
    return Chart(title, today, calendar, dated, undated, before, called)


def initials(owner: str) -> str:
    """Who it is in few letters: "SC" for Sam Carter, 王小明 as it is; of several the first, and how many more."""
    names = [one for one in _BETWEEN_OWNERS.split(owner.strip()) if one]
    if not names:
        return ""
    han = _HAN.match(names[0])
    words = names[0].split()
    short = han[0][:4] if han else words[0][0] + (words[-1][0] if len(words) > 1 else "")
    more = f" +{len(names) - 1}" if len(names) > 1 else ""
    return short.upper() + more


class _Drawn:
    """A plan with what its lines are made of."""

    def __init__(
        self, plan: Plan, today: date, calendar: Calendar, dates: Mapping[str, Place], places: Mapping[str, Place]
    ) -> None:
        self.rows = plan.rows
        self.today, self.calendar, self.places = today, calendar, places
        # Where no row says how far it is, nothing is known to be late.
        self.tells_progress = any(row.progress is not None for row in plan.rows)
        self.parents = {row.id: row.parent for row in plan.rows}
        self.codes = _codes(plan.rows)
        spans = {row.id: _span(row, calendar, dates.get(row.id)) for row in plan.rows}
        tasks = {row.id: self._of_task(row, spans[row.id]) for row in plan.rows if not row.is_summary}
        self.within: defaultdict[str, list[Line]] = defaultdict(list)
        for key, line in tasks.items():
            for above in self._above(key):
                self.within[above].append(line)
        self.made = tasks | {row.id: self._of_stage(row, spans[row.id]) for row in plan.rows if row.is_summary}

    def shown(self, opened: Collection[str]) -> list[tuple[PlanRow, bool]]:
        """The rows that are shown, each with whether it is folded."""
        stages = {row.id for row in self.rows if row.is_summary}
        asked = {self._stage(one) for one in opened}
        if len(self.rows) <= UNFOLDED_AT_MOST:
            return [(row, False) for row in self.rows]
        is_open = {one for one in stages if one in asked or asked & set(self._above(one))}
        is_open |= {above for one in asked for above in self._above(one)}
        return [
            (row, row.is_summary and row.id not in is_open)
            for row in self.rows
            if all(one in is_open or one not in stages for one in self._above(row.id))
        ]

    def only(self, ids: Collection[str]) -> list[tuple[PlanRow, bool]]:
        """The rows of these ids, each with whether something in it is left out."""
        wanted = frozenset(ids)
        folded = {above for row in self.rows if row.id not in wanted for above in self._above(row.id)}
        return [(row, row.id in folded) for row in self.rows if row.id in wanted]

    def line(self, row: PlanRow, *, is_folded: bool) -> Line:
        """The line of a row."""
        return replace(self.made[row.id], is_folded=is_folded, depth=len(self._above(row.id)))

    def _stage(self, named: str) -> str:
        wanted = named.strip().casefold()
        for row in self.rows:
            if row.is_summary and wanted in (self.codes[row.id].casefold(), row.id.casefold(), row.title.casefold()):
                return row.id
        raise Refused(_("The plan has no stage %(name)s.", name=named))

    def _above(self, key: str) -> list[str]:
        """The stages that it is in, from the nearest on."""
        found: list[str] = []
        above = self.parents.get(key)
        while above is not None and above not in found:
            found.append(above)
            above = self.parents.get(above)
        return found

    def _of_task(self, row: PlanRow, span: Span | None) -> Line:
        progress = row.progress if row.progress is not None or not self.tells_progress else 0
        line = Line(row, self.codes[row.id], span, row.progress, is_critical=self._is_critical(row))
        if span is None or progress is None:
            return line
        days = self.calendar.working_days_between(span.first - timedelta(days=1), span.last)
        until = min(self.today - timedelta(days=1), span.last)
        passed = max(self.calendar.working_days_between(span.first - timedelta(days=1), until), 0)
        done = self._done(span, days, progress)
        late = self.calendar.working_days_late(span.last, self.today) if progress < 100 else 0
        # A part of a day is no day.
        is_behind = late > 0 or passed - days * progress / 100 >= 1
        return replace(line, done=done, late=late, late_until=until.toordinal() + 1 if is_behind else None)

    def _of_stage(self, row: PlanRow, span: Span | None) -> Line:
        inner = self.within[row.id]
        spans = [one.span for one in inner if one.span is not None]
        if span is None and spans:
            span = Span(min(one.first for one in spans), max(one.last for one in spans))
        progress = row.progress if row.progress is not None else self._progress(inner)
        done = None
        if span is not None and progress is not None:
            days = self.calendar.working_days_between(span.first - timedelta(days=1), span.last)
            done = self._done(span, days, progress)
        return Line(
            row,
            self.codes[row.id],
            span,
            progress,
            done,
            is_critical=self._is_critical(row),
            tasks=len(inner),
            late=sum(one.late > 0 for one in inner),
            undated=sum(one.span is None for one in inner),
        )

    def _progress(self, inner: Sequence[Line]) -> int | None:
        """Of tasks together, each weighing as much as it is long."""
        weights = [
            (max(self.calendar.working_days_between(one.span.first - timedelta(days=1), one.span.last), 1), one)
            for one in inner
            if one.span is not None and not one.row.is_milestone
        ]
        if not self.tells_progress or not weights:
            return None
        done = sum(weight * (one.progress or 0) for weight, one in weights)
        return done // sum(weight for weight, _one in weights)

    def _done(self, span: Span, days: int, progress: int) -> float:
        """Until when it is done, counted over working days."""
        if progress >= 100 or days <= 0:
            whole = span.last.toordinal() + 1 - span.first.toordinal()
            return span.first.toordinal() + whole * min(progress, 100) / 100
        full, part = divmod(days * max(progress, 0) / 100, 1)
        if not full and not part:
            return span.first.toordinal()
        eve = span.first - timedelta(days=1)
        if not part:
            return self.calendar.add_working_days(eve, int(full)).toordinal() + 1
        return self.calendar.add_working_days(eve, int(full) + 1).toordinal() + part

    def _is_critical(self, row: PlanRow) -> bool:
        place = self.places.get(row.id)
        return place is not None and place.is_critical


def _span(row: PlanRow, calendar: Calendar, place: Place | None) -> Span | None:
    """The days of the author where there are some, else those of the schedule."""
    if row.start is None and row.end is None:
        if place is None:
            return None
        is_moment = place.early_start == place.early_end
        first = day_of(place.early_start, is_end=is_moment and not row.is_at_start)
        last = day_of(place.early_end, is_end=not (is_moment and row.is_at_start))
        return Span(first, last)
    if row.is_milestone:
        day = row.start if row.is_at_start else row.end
        day = day or row.start or row.end
        assert day is not None, "asked before"  # noqa: S101 - a mistake of ours, not of a user
        return Span(day, day)
    more = max(round(row.days or 1), 1) - 1
    if row.start is None:
        assert row.end is not None, "asked before"  # noqa: S101 - a mistake of ours, not of a user
        return Span(calendar.add_working_days(row.end, -more), row.end)
    last = row.end or calendar.add_working_days(row.start, more)
    return Span(row.start, max(row.start, last))


def _codes(rows: Sequence[PlanRow]) -> dict[str, str]:
    """The code of each row; where the file has none, its place in the outline."""
    if any(row.code for row in rows):
        return {row.id: row.code for row in rows}
    codes: dict[str, str] = {}
    counted: defaultdict[str | None, int] = defaultdict(int)
    for row in rows:
        above = row.parent if row.parent in codes else None
        counted[above] += 1
        codes[row.id] = f"{codes[above]}.{counted[above]}" if above is not None else str(counted[above])
    return codes
