"""A portfolio as a sheet of a workbook: a row a project; what is troubled is red, and says why."""

from __future__ import annotations

from bot.documents.workbooks import Cell, Sheet
from bot.process.kernel import books
from bot.process.kernel.work import Work
from bot.process.portfolio.rows import Portfolio, Row
from bot.words.language import Text, joined
from bot.words.language import text as _

NAME = _("Portfolio")
HEADINGS = (
    _("No."),
    _("Project name"),
    _("Phase"),
    _("PM"),
    _("Late, overdue or undecided"),
    _("End by the plan"),
    _("End by the baseline"),
    _("Working days later than the baseline"),
    _("Next milestone"),
    _("Day of the milestone"),
    _("Overdue tasks"),
    _("Waits longest for"),
)
_SEVERAL = Text("%(one)s · %(rest)s")


def sheet(work: Work, found: Portfolio) -> Sheet:
    """All projects of it, in their order."""
    day = work.today(work.person.zone)
    said = [one for one in (found.asked.said, Text("%(day)s", {"day": day})) if one is not None]
    return Sheet(
        name=NAME,
        header=HEADINGS,
        rows=[_row(one) for one in found.rows],
        title=joined([NAME, *said], _SEVERAL) or NAME,
        red=frozenset(place for place, one in enumerate(found.rows) if one.is_troubled),
    )


def _row(row: Row) -> list[Cell]:
    milestone = row.milestone
    troubles = joined(row.health.troubles, _SEVERAL) if row.health is not None else None
    return [
        row.project.number,
        row.project.name,
        row.phase,
        books.named(row.pm),
        troubles,
        row.ends,
        row.planned,
        row.moved,
        f"T-{milestone.number} {milestone.title}" if milestone is not None else None,
        milestone.day if milestone is not None else None,
        row.late,
        row.waits,
    ]
