"""Whether a task can be started (开始): the one place that is asked, whichever way somebody says that it has begun.

By a command, a form, a reply, a plan file, several at once, or by taking something back: what locks a task is said by
the flows above (`Flow.locks`). What has begun is never locked.
"""

from __future__ import annotations

from typing import NamedTuple

from bot.process.kernel import gates, reviewed
from bot.process.kernel.rules import Locked
from bot.process.kernel.work import Work
from bot.process.tasks.states import Status
from bot.words.refused import Refused
from storage.tasks import Task

# What the flows above are asked about.
START, DELETE = "tasks.start", "tasks.delete"


class Starting(NamedTuple):
    """A task that is to begin: its stage, and by what it is known; a row of a plan file has neither id nor number."""

    project_id: int
    stage_id: int
    task_id: int | None = None
    number: int | None = None
    title: str = ""


def locked(work: Work, starting: Starting) -> Locked | None:
    """What locks it, where anything does."""
    return gates.lock(work, START, starting)


def check(work: Work, task: Task, status: str | None) -> None:
    """Raises Refused where the task would begin by that status, and may not yet."""
    if task.stage_id is None or task.status != Status.NOT_STARTED or status in (None, Status.NOT_STARTED):
        return
    found = locked(work, Starting(task.project_id, task.stage_id, task.id, task.number, task.title))
    if found is not None:
        raise Refused(found.why, field="status", offer=found.offer)


def note(work: Work, task: Task, before: str) -> None:
    """Let the flows above know where the task was done by that, or is not done any more."""
    if before != task.status and Status.DONE in (before, task.status):
        reviewed.done(work, task)
