"""What tasks say of a stage that is submitted for review: those of it that are not done."""

from __future__ import annotations

from bot.process.kernel.rules import Against, Reviewed
from bot.process.kernel.work import Work
from bot.words.language import joined, plural
from bot.words.language import text as _
from storage import tasks
from storage.projects import Project
from storage.tasks import Task

NAMED_AT_MOST = 7


def against(work: Work, project: Project, stage_id: int) -> list[Against]:
    """The tasks of the stage that are not done, in one line; a task with subtasks stands for them."""
    left = [one for one in tasks.of_project(work.session, work.team_id, project.id) if _is_left(one, stage_id)]
    if not left:
        return []
    more = ["…"] if len(left) > NAMED_AT_MOST else []
    named = joined(
        [*(f"T-{one.number} {one.title[:40]}" for one in left[:NAMED_AT_MOST]), *more], _("%(one)s, %(rest)s")
    )
    words = plural(
        "%(number)s task is not done: %(named)s",
        "%(number)s tasks are not done: %(named)s",
        len(left),
        named=named or "",
    )
    return [Against(words)]


def _is_left(task: Task, stage_id: int) -> bool:
    """A milestone of the stage is reached by the review itself."""
    is_open = task.status != "done" and task.parent_id is None
    return task.stage_id == stage_id and is_open and not task.is_milestone


REVIEWED = Reviewed(against=against)
