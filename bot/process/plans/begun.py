"""Rows of a plan file that say that a task has begun: not where a review locks its stage.

Such a row is taken, and its task stands as not started; which those are, and why, is said before the file is taken.
"""

from __future__ import annotations

from collections.abc import Iterable

from bot.process.kernel.work import Work
from bot.process.plans import rows
from bot.process.plans.comparing import Meant
from bot.process.plans.outline import Left
from bot.process.tasks import starting
from bot.process.tasks.starting import Starting
from bot.process.tasks.states import Status
from bot.words.language import text as _
from storage import stages
from storage.projects import Project


def hold_back(work: Work, project: Project, meant: Iterable[Meant]) -> list[Left]:
    """Take back from these rows that a task has begun which cannot begin yet; each with why."""
    begun = [one for one in meant if _begins(one)]
    if not begun:
        return []
    known = {one.name.casefold(): one.id for one in stages.of_project(work.session, work.team_id, project.id)}
    left = []
    for one in begun:
        task = one.task
        stage_id = known.get(one.node.stage.casefold()) or (task.stage_id if task is not None else None)
        its = (task.id, task.number, task.title) if task is not None else (None, None, one.node.title)
        found = starting.locked(work, Starting(project.id, stage_id, *its)) if stage_id is not None else None
        if found is not None:
            one.is_held = True
            for name in ("status", "progress"):
                one.changes.pop(name, None)
            left.append(Left(one.node.title, _("it stays as not started: %(why)s", why=found.why)))
    return left


def _begins(one: Meant) -> bool:
    if one.task is not None:
        return one.task.status == Status.NOT_STARTED and "status" in one.changes
    return rows.standing(one)[0] != Status.NOT_STARTED
