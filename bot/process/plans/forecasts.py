"""How the plan of a project is heading (进度预测): its next milestone, what that may slip, and when all is done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.calendars import Calendar
from bot.plans.forecasting import DONE, Forecast, forecast
from bot.plans.plan import Plan, PlanRow
from bot.process.kernel import calendars
from bot.process.kernel.work import Work
from bot.process.plans import drawn, figures
from bot.words.language import Near, Text, joined, plural
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import baselines, tasks
from storage.projects import Project
from storage.tasks import Task

# So many of what holds a milestone are named.
NAMED_AT_MOST = 3
_SEVERAL = _("%(one)s, %(rest)s")


@dataclass(frozen=True, slots=True)
class Reached:
    """A milestone, or the end of the plan: its name, the day on which it is meant, the one on which it will be.

    `left` are the working days until then, `slack` those that it may slip, and `held_by` what is to be done first.
    """

    name: str
    planned: date
    expected: date
    left: int
    slack: int
    held_by: Sequence[str]
    is_done: bool = False

    @property
    def slip(self) -> Text:
        """What it may slip, in words."""
        if self.slack < 0:
            return plural("%(number)s working day too late", "%(number)s working days too late", -self.slack)
        if not self.slack:
            return _("it may not slip")
        return plural("it may slip %(number)s working day", "it may slip %(number)s working days", self.slack)

    @property
    def until(self) -> Text:
        """How long it is until then, in words."""
        if self.left < 0:
            return plural("%(number)s working day late", "%(number)s working days late", -self.left)
        return plural("%(number)s working day left", "%(number)s working days left", self.left)

    @property
    def drivers(self) -> Text | None:
        """What it waits for, in words; None where it waits for nothing."""
        held = joined(self.held_by[:NAMED_AT_MOST], _SEVERAL)
        return _("waits for %(tasks)s", tasks=held) if held is not None else None


@dataclass(frozen=True, slots=True)
class Outlook:
    """How the plan of a project is heading. `next` is the milestone that comes, and None where there is none;
    `end` is the end of the whole, of which it is said what it may slip until the project ends. `baseline` is the number
    of the one that it is compared with; None where there is none, and what was planned at first is.
    """

    project: Project
    today: date
    forecast: Forecast
    plan: Plan
    calendar: Calendar
    milestones: list[Reached]
    next: Reached | None
    end: Reached
    baseline: int | None = None
    # How many tasks should have ended by now.
    late: int = 0

    @property
    def words(self) -> Text:
        """How it stands, in one sentence."""
        behind, ends = self.forecast.behind, Near(self.forecast.ends, self.today)
        if self.baseline is not None:
            return _beside(self.baseline, behind, ends, self._late)
        if behind > 0:
            many = plural("%(number)s working day behind", "%(number)s working days behind", behind)
            return _("%(behind)s, the end is now %(day)s", behind=many, day=ends)
        if behind < 0:
            many = plural("%(number)s working day ahead", "%(number)s working days ahead", -behind)
            return _("%(behind)s, the end is now %(day)s", behind=many, day=ends)
        if self._late is not None:
            return _("%(late)s; the end is still %(day)s", late=self._late, day=ends)
        return _("on plan, the end is %(day)s", day=ends)

    @property
    def _late(self) -> Text | None:
        return plural("%(number)s task late", "%(number)s tasks late", self.late) if self.late else None

    @property
    def margin(self) -> Text:
        """How much the whole may slip until the project ends, in words."""
        if self.end.slack < 0:
            return plural(
                "the plan ends %(number)s working day after that", "the plan ends %(number)s working days after that",
                -self.end.slack,
            )  # fmt: skip
        if not self.end.slack:
            return _("the plan ends that day")
        return plural(
            "the plan ends %(number)s working day before that", "the plan ends %(number)s working days before that",
            self.end.slack,
        )  # fmt: skip


def _beside(baseline: int, behind: int, ends: Near, late: Text | None) -> Text:
    """How it stands beside a baseline."""
    if behind > 0:
        many = plural(
            "%(number)s working day behind baseline %(baseline)s",
            "%(number)s working days behind baseline %(baseline)s", behind, baseline=baseline,
        )  # fmt: skip
        return _("%(behind)s, the end is now %(day)s", behind=many, day=ends)
    if behind < 0:
        many = plural(
            "%(number)s working day ahead of baseline %(baseline)s",
            "%(number)s working days ahead of baseline %(baseline)s", -behind, baseline=baseline,
        )  # fmt: skip
        return _("%(behind)s, the end is now %(day)s", behind=many, day=ends)
    if late is not None:
        return _(
            "%(late)s; the end is still as in baseline %(baseline)s, %(day)s", late=late, baseline=baseline, day=ends
        )
    return _("as in baseline %(baseline)s, the end is %(day)s", baseline=baseline, day=ends)


def of(work: Work, project: Project) -> Outlook | None:
    """How the plan of the project is heading; None where nothing of it has a date, or it is over."""
    every = tasks.of_project(work.session, work.team_id, project.id)
    if not any(one.due_on for one in every):
        return None
    plan, today = drawn.plan_of(work, project, every), work.today(project.zone)
    calendar = calendars.of_project(work, project)
    milestones = [row for row in plan.rows if row.is_milestone and row.end is not None]
    last = max((row for row in plan.rows if not row.is_summary and row.end), key=_day_of, default=None)
    wanted = [row.id for row in milestones] + ([last.id] if last is not None else [])
    baseline = baselines.newest(work.session, work.team_id, project.id)
    first, meant = reference(every), _meant(work, project) if baseline is not None else None
    try:
        found = forecast(plan, first, today, calendar, wanted, drawn.of_rows(work, plan), meant=meant)
    except Refused:
        # It cannot be counted: another command says why.
        return None
    if found is None:
        return None
    names = {str(one.id): f"T-{one.number} {one.title}" for one in every}
    reached = [_reached(row, found, names, today, calendar) for row in milestones]
    coming = sorted((one for one in reached if not one.is_done), key=lambda one: (one.expected, one.planned))
    return Outlook(
        project, today, found, plan, calendar, reached, coming[0] if coming else None,
        _end(found, names, project, today, calendar), baseline.number if baseline is not None and meant else None,
        figures.late(every, today),
    )  # fmt: skip


def reference(every: Sequence[Task]) -> Mapping[str, date]:
    """By row the day on which a task was to end at first: what a plan without a baseline is compared with."""
    return {str(one.id): one.first_due_on for one in every if one.first_due_on is not None}


def _meant(work: Work, project: Project) -> date | None:
    """The last day of the project's baseline; None where that dates nothing."""
    spans = baselines.spans(work.session, work.team_id, project.id)
    return max((last for _first, last in spans.values() if last is not None), default=None)


def _day_of(row: PlanRow) -> date:
    assert row.end is not None, "asked before"  # noqa: S101 - a mistake of ours, not of a user
    return row.end


def _reached(row: PlanRow, found: Forecast, names: Mapping[str, str], today: date, calendar: Calendar) -> Reached:
    expected = next(one.end for one in found.plan.rows if one.id == row.id) or _day_of(row)
    return Reached(
        names.get(row.id, row.title),
        _day_of(row),
        expected,
        calendar.working_days_between(today, expected),
        found.slack.get(row.id, 0),
        [names[one] for one in found.drivers.get(row.id, ()) if one in names],
        row.progress == DONE,
    )


def _end(found: Forecast, names: Mapping[str, str], project: Project, today: date, calendar: Calendar) -> Reached:
    """The end of the plan, beside that of the project. It is held by what ends last."""
    last = [row for row in found.plan.rows if not row.is_summary and row.end == found.ends and row.progress != DONE]
    return Reached(
        project.name,
        project.ends_on,
        found.ends,
        calendar.working_days_between(today, found.ends),
        _margin(calendar, found.ends, project.ends_on),
        [names[row.id] for row in last if row.id in names],
    )


def _margin(calendar: Calendar, ends: date, until: date) -> int:
    """How many working days lie between the last of the plan and the end of the project."""
    if ends <= until:
        return calendar.working_days_between(ends, until)
    return -max(calendar.working_days_between(until, ends), 1)


def first_lines(plan: Plan, most: int) -> list[str]:
    """The rows that tell a plan in one page: its stages and its milestones, in its order."""
    wanted = [row.id for row in plan.rows if (row.is_summary and row.level == 1) or row.is_milestone]
    stages = [row.id for row in plan.rows if row.is_summary and row.level == 1]
    if not wanted:
        # A plan without either: its tasks, as many as a page has.
        wanted = [row.id for row in plan.rows]
    return (wanted if len(wanted) <= most else stages or wanted)[:most]
