"""Taking back what was edited of a project (撤销), for ten minutes and while all of it stands."""

from __future__ import annotations

from typing import Any

from bot.process.kernel import rights
from bot.process.kernel.undoing import UNDO, UNDO_MINUTES, Way, backwards, is_own
from bot.process.kernel.work import Work
from bot.process.revisions import basics
from bot.process.revisions.edited import Edited
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import history, projects
from storage.history import Change
from storage.projects import Project


def undo(work: Work, project_id: int, change_id: int | None = None) -> Edited:
    """Give the project back what it was before the actor edited it.

    Raises Refused after ten minutes, where somebody else did it, and where it was changed since.
    """
    projects.project(work.session, work.team_id, project_id, to_change=True)
    project = rights.seen(work, project_id)
    rights.must(work, basics.EDIT, project, _("You cannot change %(number)s.", number=project.number))
    last = history.newest(work.session, work.team_id, "projects", project_id, basics.DID)
    if last is None or (change_id is not None and last.id != change_id) or not _stands(project, last):
        raise Refused(
            _(
                "%(number)s is otherwise by now: that can no longer be undone. `/project edit %(number)s` changes it.",
                number=project.number,
            )
        )
    if not is_own(work, last):
        raise Refused(
            _(
                "That is undone only by who did it, within %(minutes)s minutes. `/project edit %(number)s` changes it.",
                minutes=UNDO_MINUTES,
                number=project.number,
            )
        )
    return basics.change(work, project, backwards(_changes(last)), UNDO)


def _stands(project: Project, last: Change) -> bool:
    return all(getattr(project, name) == after for name, (_before, after) in _changes(last).items())


def _changes(last: Change) -> dict[str, tuple[Any, Any]]:
    return history.values(Project, last)


WAY = Way((basics.DID,), undo)
