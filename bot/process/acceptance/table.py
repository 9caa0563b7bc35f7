"""What was accepted of a project as a sheet: each line that was judged, who said what of it, and what was put right."""

from __future__ import annotations

from collections.abc import Sequence
from zoneinfo import ZoneInfo

from bot.documents.workbooks import Cell, Sheet
from bot.process.acceptance import shown as acceptance_shown
from bot.process.acceptance.shown import Opinion, Remedy, Row, Shown
from bot.process.acceptance.states import Said, State
from bot.process.kernel import books
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from storage import acceptances
from storage.projects import Project

NAME = _("Acceptance")
HEADINGS = (
    _("Judged in"),
    _("Line"),
    _("Expected outcome"),
    _("Evidence"),
    _("Verdicts"),
    _("Result"),
    _("To be put right by"),
    _("Until"),
    _("Proof"),
    _("Report signed on"),
)


def sheet(work: Work, project: Project) -> Sheet | None:
    """Every line of every acceptance of the project, the first one first; None before one is called. What is not met
    is red.
    """
    found = [one for one in acceptances.of_project(work.session, work.team_id, project.id) if one.state != State.DRAFT]
    if not found:
        return None
    every = [(shown, row) for shown in acceptance_shown.many(work, found) for row in shown.rows]
    rows = [_row(shown, row, ZoneInfo(project.zone)) for shown, row in every]
    red = frozenset(place for place, (_shown, row) in enumerate(every) if row.result is Said.NOT_MET)
    return Sheet(NAME, HEADINGS, rows, title=books.title(NAME, work, project), red=red)


def _row(shown: Shown, row: Row, zone: ZoneInfo) -> list[Cell]:
    acceptance = shown.acceptance
    remedies = [one for one in shown.remedies if one.row.item == row.key]
    return [
        _("Re-acceptance %(number)s", number=acceptance.ordinal - 1) if shown.is_again else _("Acceptance"),
        row.number,
        row.words,
        row.evidence,
        books.below([_verdict(one) for one in row.opinions]),
        row.result_words,
        books.below([one.department for one in remedies]),
        _days(remedies),
        "\n".join(one.row.proof for one in remedies if one.row.proof),
        acceptance.signed_at.astimezone(zone).date() if acceptance.signed_at is not None else None,
    ]


def _verdict(one: Opinion) -> Text:
    said = _("%(what)s · %(note)s", what=one.label, note=one.verdict_words)
    return _("%(what)s · %(note)s", what=said, note=one.words) if one.words else said


def _days(found: Sequence[Remedy]) -> Cell:
    """The day of the one thing that is to be put right, as a day; of several the days, a line each."""
    if len(found) == 1:
        return found[0].row.due_on
    return books.below([Text("%(day)s", {"day": one.row.due_on}) for one in found])
