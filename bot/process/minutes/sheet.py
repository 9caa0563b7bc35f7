"""Decisions and actions of a project's meetings as a sheet, a line each."""

from __future__ import annotations

from collections.abc import Iterator

from bot.documents.workbooks import Cell, Sheet
from bot.plans.words import NO_OWNER
from bot.process.kernel import books
from bot.process.kernel.books import named
from bot.process.kernel.work import Work
from bot.process.minutes import shown as minutes_shown
from bot.process.minutes.shown import Shown
from bot.process.tasks.states import DELAYED, STATUSES, Status
from bot.words.language import text as _
from storage import minutes
from storage.projects import Project

NAME = _("Decisions and actions")
HEADINGS = (_("Meeting"), _("Kind"), _("What was agreed"), _("No."), _("Owner"), _("Due"), _("State"), _("Present"))
# More meetings than a project of twenty years has.
MOST = 1_000


def sheet(work: Work, project: Project) -> Sheet | None:
    """What all meetings of the project came to, the first one first; None where nothing was written down yet."""
    found = minutes.of_project(work.session, work.team_id, project.id, MOST)
    if not found:
        return None
    every = [minutes_shown.of(work, project, meeting, kept) for kept, meeting in reversed(found)]
    rows = [row for one in every for row in _rows(one)]
    return Sheet(NAME, HEADINGS, rows, title=books.title(NAME, work, project))


def _rows(shown: Shown) -> Iterator[list[Cell]]:
    at, there = shown.meeting.starts_at, ", ".join(one.name for one in shown.attended)
    for line in shown.decisions:
        yield [at, _("decision"), line, "", "", None, "", there]
    for one in shown.actions:
        task = one.task
        state = _("deleted") if task.deleted_at else _("delayed") if one.state == DELAYED else STATUSES[
            Status(one.state)
        ]  # fmt: skip
        owner = named(one.owner) or (NO_OWNER if task.owner_id is None else "")
        yield [at, _("action"), task.title, f"T-{task.number}", owner, task.due_on, state, there]
    if not shown.decisions and not shown.actions:
        yield [at, "", _("No decisions and no actions."), "", "", None, "", there]
