"""The plan drawn in a sheet: each row with its days, and a calendar beside it (甘特图)."""

from __future__ import annotations

from bot.documents.workbooks import Cell, Sheet
from bot.plans.gantt import lines
from bot.plans.gantt.cells import grid
from bot.plans.gantt.lines import Line
from bot.process.kernel import books, calendars
from bot.process.kernel.rooms import reader_of
from bot.process.kernel.work import Work
from bot.process.plans import drawn
from bot.words.language import text as _
from storage import tasks
from storage.projects import Project

NAME = _("Gantt chart")
HEADINGS = (
    _("Code"), _("Task"), _("Owner"), _("Planned start"), _("Planned end"), _("Progress in percent"),
)  # fmt: skip
LEGEND = _(
    "light: planned · dark: done · !: late · thick lines: critical · ◇ milestone, ◆ reached · double line below: "
    "baseline"
)
INDENT = "    "


def sheet(work: Work, project: Project) -> Sheet | None:
    """The whole plan, every stage unfolded; None where nothing of it has a date."""
    every = tasks.of_project(work.session, work.team_id, project.id)
    if not any(one.due_on or one.starts_on for one in every):
        return None
    plan, today = drawn.plan_of(work, project, every), work.today(project.zone)
    calendar = calendars.of_project(work, project)
    places = drawn.places_of(work, project, plan)
    chart = lines.chart(plan, "", today, calendar, places, only=[row.id for row in plan.rows])
    found = [*chart.lines, *chart.undated]
    drawing = grid(chart, found, reader_of(work.person))
    return Sheet(
        name=NAME,
        header=HEADINGS,
        rows=[_row(one) for one in found],
        title=books.title(NAME, work, project),
        said=LEGEND,
        ticks=drawing.ticks,
        marks=drawing.marks,
        now=drawing.now,
    )


def _row(line: Line) -> list[Cell]:
    first, last = (line.span.first, line.span.last) if line.span is not None else (None, None)
    progress = None if line.row.is_milestone else line.progress
    return [line.code, INDENT * line.depth + line.row.title, line.row.owner, first, last, progress]
