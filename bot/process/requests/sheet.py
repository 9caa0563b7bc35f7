"""《协作需求单》 as a sheet: each request of a project with its contract, and what came of it."""

from __future__ import annotations

from bot.documents.workbooks import Cell, Sheet
from bot.process.kernel import books
from bot.process.kernel.books import named
from bot.process.kernel.work import Work
from bot.process.requests import shown as request_shown
from bot.process.requests.shown import Shown
from bot.words.language import text as _
from storage import requests
from storage.projects import Project

NAME = _("Collaboration request sheet")
HEADINGS = (
    _("No."),
    _("What is needed"),
    _("Delivery standard"),
    _("Asking department"),
    _("Requested by"),
    _("Asked department"),
    _("Done by"),
    _("For task"),
    _("Answer by"),
    _("Needed by"),
    _("State"),
    _("Working days late"),
    _("Answered on"),
    _("Delivered on"),
    _("Settled on"),
    _("Objection"),
    _("Alternative"),
    _("Alternative by"),
    _("Late notices"),
    _("Last word"),
)


def sheet(work: Work, project: Project) -> Sheet | None:
    """All requests of the project, by number; None where nobody has asked for anything."""
    found = sorted(requests.of_projects(work.session, work.team_id, [project.id]), key=lambda one: one.number)
    if not found:
        return None
    every = request_shown.many(work, found)
    return Sheet(
        name=NAME,
        header=HEADINGS,
        rows=[_row(one) for one in every],
        title=books.title(NAME, work, project),
        red=frozenset(place for place, one in enumerate(every) if one.is_late),
    )


def _row(shown: Shown) -> list[Cell]:
    request = shown.request
    return [
        f"R-{request.number}",
        request.title,
        request.standard,
        shown.asks,
        named(shown.requester),
        shown.asked.name,
        named(shown.assignee or shown.liaison),
        f"T-{shown.task.number} {shown.task.title}" if shown.task else "",
        request.answer_by,
        request.needed_by,
        shown.words,
        shown.working_days_late or None,
        request.answered_at,
        request.delivered_at,
        request.closed_at,
        request.reason,
        request.alternative,
        request.alternative_by,
        request.late_notices or None,
        request.note,
    ]
