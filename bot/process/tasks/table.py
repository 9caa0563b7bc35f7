"""《项目任务分工与进度跟踪表》: the tasks of a project in the order of its plan, as pages and as a workbook's sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.documents.workbooks import Cell, Sheet
from bot.plans.words import NO_OWNER, OWN_ID, UNSCHEDULED
from bot.process.kernel import books, rights
from bot.process.kernel.books import Fact
from bot.process.kernel.work import Work
from bot.process.tasks import links
from bot.process.tasks import shown as standings
from bot.process.tasks.shown import Standing
from bot.process.tasks.states import DELAYED, STATUSES, Status
from bot.words.language import Text, joined
from bot.words.language import text as _
from storage import task_lists, tasks
from storage.projects import Project
from storage.task_lists import Filter, Shown

# Slack's table holds 10,000 characters together; this many rows leave room for a title in each.
ROWS_A_PAGE = 15
# Where Slack sorts, filters and pages the table itself, it is given so many of those pages at once: it takes 100 rows.
PAGES_AT_ONCE = 6
# The database is asked for so many at a time.
ROWS_AT_ONCE = 500

NAME = _("Task tracking table")
HEADINGS = (
    _("No."),
    _("Code"),
    _("Stage"),
    _("Task"),
    _("Part of"),
    _("Description"),
    _("Lead department"),
    _("Owner"),
    _("Cooperating departments"),
    _("Delivery standard"),
    _("Planned start"),
    _("Planned end"),
    _("Length in working days"),
    _("Milestone"),
    _("Dates pinned"),
    _("First planned end"),
    _("Times moved"),
    _("Actual start"),
    _("Actual end"),
    _("Status"),
    _("Progress in percent"),
    _("Delay reason"),
    _("Waits for"),
    OWN_ID,
)


@dataclass(frozen=True, slots=True)
class TablePage:
    """One page of the table, the first being 1, and what follows it, as far as Slack takes it in one table."""

    project: Project
    wide: list[Standing]
    number: int
    total: int
    # Of each of them, by its id.
    codes: Mapping[int, str]

    @property
    def found(self) -> list[Standing]:
        """What stands on the page itself."""
        return self.wide[:ROWS_A_PAGE]

    @property
    def first(self) -> int:
        """The place of its first row, the first of all being 1."""
        return (self.number - 1) * ROWS_A_PAGE + 1

    @property
    def last(self) -> int:
        """The place of the last row of what follows it."""
        return self.first + len(self.wide) - 1

    @property
    def has_next(self) -> bool:
        """Whether there is another page."""
        return self.number * ROWS_A_PAGE < self.total


@dataclass(frozen=True, slots=True)
class Whole:
    """The whole table, as a sheet of a workbook, and the day there."""

    project: Project
    today: date
    sheet: Sheet


def page(work: Work, project_id: int, number: int) -> TablePage:
    """That page of the table. Raises Refused for a project that the actor may not see."""
    project = rights.seen(work, project_id)
    first = (max(number, 1) - 1) * ROWS_A_PAGE
    most = ROWS_A_PAGE * PAGES_AT_ONCE
    found = task_lists.in_tree(work.session, work.team_id, project_id, first=first, most=most)
    wanted = Filter(project_ids=(project_id,), shown=Shown.ALL)
    total = task_lists.count(work.session, work.team_id, wanted, most=100_000)
    codes = task_lists.codes(work.session, work.team_id, project_id)
    return TablePage(project, standings.many(work, found), max(number, 1), total, codes)


def whole(work: Work, project_id: int) -> Whole:
    """The whole table. Raises Refused for a project that the actor may not see."""
    project = rights.seen(work, project_id)
    return Whole(project, work.today(project.zone), sheet(work, project))


def sheet(work: Work, project: Project) -> Sheet:
    """The whole table: a row a task, in the order of HEADINGS; what is late is red."""
    codes = task_lists.codes(work.session, work.team_id, project.id)
    rows: list[list[Cell]] = []
    late: set[int] = set()
    while found := task_lists.in_tree(work.session, work.team_id, project.id, first=len(rows), most=ROWS_AT_ONCE):
        for one in standings.many(work, found):
            late |= {len(rows)} if one.is_late else set()
            rows.append(_row(one, codes.get(one.task.id, ""), ZoneInfo(project.zone)))
    return Sheet(
        name=NAME,
        header=HEADINGS,
        rows=rows,
        title=books.title(NAME, work, project),
        red=frozenset(late),
        hidden=frozenset({HEADINGS.index(OWN_ID)}),
    )


def _row(shown: Standing, code: str, zone: ZoneInfo) -> list[Cell]:
    task = shown.task
    standard = [one for one in (task.output, task.format, task.quality) if one]
    return [
        f"T-{task.number}",
        code,
        shown.stage,
        task.title,
        f"T-{shown.parent.number}" if shown.parent else "",
        task.description,
        shown.department,
        shown.owner.name if shown.owner else NO_OWNER if task.owner_id is None else "",
        _listed(shown),
        "\n".join(standard),
        task.starts_on,
        task.due_on or UNSCHEDULED,
        task.days,
        _("yes") if task.is_milestone else "",
        _("yes") if task.is_pinned else "",
        task.first_due_on,
        task.moves or None,
        task.started_at.astimezone(zone).date() if task.started_at else None,
        task.done_at.astimezone(zone).date() if task.done_at else None,
        _state(shown),
        None if task.is_milestone else shown.progress,
        task.delay_reason or (task.note if shown.is_late else ""),
        ", ".join(links.shown(one.typed for one in shown.waits_for)),
        f"T-{task.number}",
    ]


def _state(shown: Standing) -> Text:
    if shown.state == DELAYED:
        return _("delayed")
    is_to_come = shown.task.is_milestone and shown.state != Status.DONE
    return _("not done") if is_to_come else STATUSES[Status(shown.state)]


def _listed(shown: Standing) -> Cell:
    """Cooperating departments, one a line, each with what it provides."""
    lines: Sequence[Text] = [
        _("%(department)s: %(provides)s", department=one.department, provides=one.provides)
        if one.provides
        else one.department
        for one in shown.parts
    ]
    return joined(lines, Text("%(one)s\n%(rest)s"))


def facts(work: Work, project: Project) -> list[Fact]:
    """The milestones of the project with their days, soonest first."""
    found = [one for one in tasks.of_project(work.session, work.team_id, project.id) if one.is_milestone]
    found.sort(key=lambda one: (one.due_on or date.max, one.number))
    lines = [
        _("%(day)s · %(name)s", day=one.due_on if one.due_on else UNSCHEDULED, name=f"T-{one.number} {one.title}")
        for one in found
    ]
    return [Fact(_("Milestones"), lines)] if lines else []
