"""The disputes of a project as a sheet: both positions, what was tried, and what it came to."""

from __future__ import annotations

from bot.documents.workbooks import Cell, Sheet
from bot.process.disputes import shown as dispute_shown
from bot.process.disputes.shown import Shown
from bot.process.kernel import books
from bot.process.kernel.books import named
from bot.process.kernel.work import Work
from bot.words.language import text as _
from storage import disputes
from storage.projects import Project

NAME = _("Disputes")
HEADINGS = (
    _("No."),
    _("Subject"),
    _("State"),
    _("Major"),
    _("Raised by department"),
    _("Position of that department"),
    _("Other department"),
    _("Position of the other department"),
    _("About"),
    _("Raised by"),
    _("Raised on"),
    _("Consensus by"),
    _("Special meeting"),
    _("Escalated on"),
    _("Outcome"),
    _("Reasons"),
    _("Decided by"),
    _("Settled on"),
)


def sheet(work: Work, project: Project) -> Sheet | None:
    """All disputes of the project, by number; None where there were none."""
    found = sorted(disputes.of_projects(work.session, work.team_id, [project.id]), key=lambda one: one.number)
    if not found:
        return None
    rows = [_row(one) for one in dispute_shown.many(work, found)]
    return Sheet(NAME, HEADINGS, rows, title=books.title(NAME, work, project))


def _row(shown: Shown) -> list[Cell]:
    dispute = shown.dispute
    about = [f"T-{one.number} {one.title}" for one in shown.tasks]
    about += [f"R-{shown.request.number} {shown.request.title}"] if shown.request is not None else []
    return [
        f"D-{dispute.number}",
        dispute.subject,
        shown.words,
        _("yes") if dispute.is_major else "",
        shown.raising.name,
        shown.raising.position,
        shown.other.name,
        shown.other.position,
        "\n".join(about),
        named(shown.raised_by),
        dispute.created_at,
        dispute.deadline_at,
        dispute.meeting_at,
        dispute.escalated_at,
        dispute.outcome,
        dispute.reasons,
        shown.decided_by if dispute.decided_by else "",
        dispute.closed_at,
    ]
