"""The changes of a project as a sheet: what was asked, what it does, who said what, and what it came to."""

from __future__ import annotations

from bot.documents.workbooks import Cell, Sheet
from bot.process.changes import shown as change_shown
from bot.process.changes.shown import Shown
from bot.process.kernel import books
from bot.process.kernel.books import named
from bot.process.kernel.work import Work
from bot.words.language import text as _
from storage import changes
from storage.projects import Project

NAME = _("Changes")
HEADINGS = (
    _("No."),
    _("What changes"),
    _("Why"),
    _("Brought about by"),
    _("State"),
    _("Tasks that move"),
    _("Milestones that move"),
    _("End of the plan before"),
    _("End of the plan after"),
    _("Working days"),
    _("Sections of the charter"),
    _("Assessments"),
    _("Asked by"),
    _("Asked on"),
    _("Decided on"),
    _("Baseline made"),
)


def sheet(work: Work, project: Project) -> Sheet | None:
    """All changes of the project, by number; None where none was asked for."""
    found = [
        one
        for one in changes.of_projects(work.session, work.team_id, [project.id])
        if one.state not in (changes.DRAFT, changes.WITHDRAWN)
    ]
    if not found:
        return None
    rows = [_row(one) for one in change_shown.many(work, found)]
    return Sheet(NAME, HEADINGS, rows, title=books.title(NAME, work, project))


def _row(shown: Shown) -> list[Cell]:
    change, impact = shown.change, shown.impact
    named_tasks = [f"T-{task.number}" for one in impact.moved if (task := shown.task(one)) is not None]
    milestones = [
        f"T-{task.number} {task.title} {one.was_due} → {one.due}"
        for one in impact.milestones
        if (task := shown.task(one)) is not None
    ]
    said = [
        " · ".join(part for part in (place.by.name if place.by else "", one.schedule, one.cost, one.scope) if part)
        for place in shown.assessing
        if (one := shown.said(place)) is not None
    ]
    return [
        f"C-{change.number}",
        change.title,
        change.why,
        shown.reason,
        shown.words,
        ", ".join(named_tasks),
        "\n".join(milestones),
        impact.was_end,
        impact.end,
        change.days,
        len(change.charter) or "",
        "\n".join(said),
        named(shown.requester),
        change.created_at,
        change.decided_at,
        shown.baseline.number if shown.baseline is not None else "",
    ]
