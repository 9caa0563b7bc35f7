"""What of the tasks is told to who looks back on a project: how many were done, and which dates moved, and why."""

from __future__ import annotations

from bot.process.kernel.retrospect import Fact
from bot.process.kernel.work import Work
from bot.process.tasks.states import Status
from bot.words.language import Text, plural
from bot.words.language import text as _
from bot.words.markup import truncate
from storage import tasks
from storage.projects import Project
from storage.tasks import Task

# Of what moved so many are named; a title and a reason within a line.
NAMED, TITLE, REASON = 8, 60, 120
DONE, MOVED = 30, 32


def facts(work: Work, project: Project) -> list[Fact]:
    """Tasks done, and the moves of dates with their causes, those first that moved most often."""
    found = tasks.of_project(work.session, work.team_id, project.id)
    if not found:
        return []
    # As everywhere: a task with subtasks is counted by them, and a milestone has no work in it.
    counted = [one for one in found if not one.subtasks and not one.is_milestone]
    done = sum(one.status == Status.DONE for one in counted)
    said = plural("%(done)s of %(number)s task done", "%(done)s of %(number)s tasks done", len(counted), done=done)
    moved = sorted((one for one in found if one.moves), key=lambda one: (-one.moves, one.number))
    lines = [_moved(one) for one in moved[:NAMED]]
    if moved:
        moves = sum(one.moves for one in moved)
        times = plural("%(number)s move", "%(number)s moves", moves)
        lines.insert(
            0, plural("%(moves)s of %(number)s task", "%(moves)s of %(number)s tasks", len(moved), moves=times)
        )
    return [Fact(DONE, _("Tasks"), [said]), Fact(MOVED, _("Dates that moved"), lines)]


def _moved(task: Task) -> Text:
    said = {
        "number": task.number,
        "title": truncate(task.title, TITLE),
        "was": task.first_due_on or "–",
        "now": task.due_on or "–",
    }
    line = _("T-%(number)s %(title)s: %(was)s → %(now)s", **said)
    if not task.delay_reason:
        return line
    return _("%(line)s · %(reason)s", line=line, reason=truncate(task.delay_reason, REASON))
