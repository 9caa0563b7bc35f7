"""The retrospective of a project that stands still, goes on, or is closed: closed, what it asks goes on.

It never holds a project open, and does not end with it.
"""

from __future__ import annotations

from datetime import datetime

from bot.process.kernel.flow import Life, Open
from bot.process.kernel.work import Work
from bot.process.retrospectives import calling, reminders
from bot.words.language import plural
from storage import retrospectives
from storage.projects import Project


def is_open(_work: Work, _project: Project) -> list[Open]:
    """Nothing that is to be settled before the project is closed."""
    return []


def rest(work: Work, project: Project) -> None:
    """Suspended, nothing of it is asked; closed, what is to be asked is, also where the project stood still before."""
    found = retrospectives.of_project(work.session, work.team_id, project.id)
    if found is not None:
        reminders.watch(work, found)
    for action in retrospectives.actions(work.session, work.team_id, project.id):
        reminders.watch_action(work, action)


def go_on(work: Work, project: Project, since: datetime) -> None:
    """It is asked again."""
    calling.go_on(work, project, since)
    for action in retrospectives.actions(work.session, work.team_id, project.id):
        reminders.watch_action(work, action)


LIFE = Life(
    words=lambda number: plural("%(number)s retrospective", "%(number)s retrospectives", number),
    open=is_open,
    rest=rest,
    go_on=go_on,
)
