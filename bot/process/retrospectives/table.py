"""What a project has taken on when it looked back, as a sheet: what to keep, stop and start, and what came of it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from bot.documents.workbooks import Cell, Sheet
from bot.process.kernel import books
from bot.process.kernel.books import named
from bot.process.kernel.work import Work
from bot.process.retrospectives import shown as retrospective_shown
from bot.process.retrospectives.shown import Followed
from bot.process.retrospectives.states import ACTION_STATES, SORTS, Sort
from bot.words.language import text as _
from storage import retrospectives
from storage.projects import Project

NAME = _("Actions of the retrospective")
HEADINGS = (_("Kind"), _("What"), _("Owner"), _("By"), _("State"), _("Note"), _("Ended on"))


def sheet(work: Work, project: Project) -> Sheet | None:
    """The actions in the order of the report; None before that is posted. What is late is red."""
    found = retrospectives.of_project(work.session, work.team_id, project.id)
    actions = retrospective_shown.one(work, found).actions if found is not None else []
    if not actions:
        return None
    rows = [_row(one, ZoneInfo(project.zone)) for one in actions]
    red = frozenset(place for place, one in enumerate(actions) if one.is_late)
    return Sheet(NAME, HEADINGS, rows, title=books.title(NAME, work, project), red=red)


def _row(one: Followed, zone: ZoneInfo) -> list[Cell]:
    action = one.action
    return [
        SORTS[Sort(action.kind)],
        action.title,
        named(one.owner),
        action.due_on,
        ACTION_STATES[action.state],
        action.note,
        action.ended_at.astimezone(zone).date() if action.ended_at is not None else None,
    ]
