"""Open tasks of somebody who has left: a task that was done or deleted when they left was no reason to ask then.

It is when it is reopened, restored, or given back to them by an undo: who succeeds them is asked then.
"""

from __future__ import annotations

from bot.process.handovers import asking
from bot.process.handovers.asking import Why
from bot.process.kernel.work import Work
from storage import delays, projects


def look(work: Work, project_id: int) -> None:
    """Ask who succeeds each owner of something open who has left the workspace. A timer's operation."""
    project = projects.project(work.session, work.team_id, project_id)
    if project is not None:
        for user_id in delays.owners_gone(work.session, work.team_id, project_id):
            asking.gone(work, project, user_id, Why.DEACTIVATED)
