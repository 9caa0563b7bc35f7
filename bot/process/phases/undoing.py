"""Taking back that a project was suspended or closed (撤销), for ten minutes and while nobody has moved it on."""

from __future__ import annotations

from collections.abc import Mapping

from bot.process.kernel.rules import Phase
from bot.process.kernel.undoing import UNDO, UNDO_MINUTES, Way, is_own
from bot.process.kernel.work import Work
from bot.process.phases import looking, moving
from bot.process.phases.moved import ARCHIVE, CLOSE, REOPEN, RESUME, SUSPEND, Moved
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import history
from storage.history import Change
from storage.projects import Project

# What is not undone, and how one gets back from it.
OTHER_WAYS: Mapping[str, Text] = {
    RESUME: _("That %(number)s goes on is not undone: `/project suspend` lets it stand still again."),
    REOPEN: _("That %(number)s is reopened is not undone: `/project close` ends it again."),
    ARCHIVE: _("That %(number)s is archived is not undone: `/project reopen` lets it run again."),
}
WAYS_BACK = {Phase.SUSPENDED: ("projects.resume", SUSPEND), Phase.CLOSED: ("projects.reopen", CLOSE)}


def undo(work: Work, project_id: int, change_id: int | None = None) -> Moved:
    """Let the project run as it did before the actor suspended or closed it; all that ended with it is open again.

    Raises Refused after ten minutes, where somebody else did it or has moved it on, and where nothing was done.
    """
    project = looking.must(work, project_id, "projects.see", to_change=True)
    phase = Phase(project.phase)
    if phase not in WAYS_BACK:
        raise _not_undone(work, project)
    way, did = WAYS_BACK[phase]
    last = history.newest(work.session, work.team_id, "projects", project_id, did)
    if last is None or last.at != project.phase_since or (change_id is not None and last.id != change_id):
        raise nothing(project)
    looking.must(work, project_id, way)
    _must_be_own(work, project, last)
    if phase is Phase.SUSPENDED:
        return moving.go_on(work, project, UNDO)
    if last.changes["phase"][0] == Phase.SUSPENDED:
        return moving.suspended_again(work, project, last, UNDO)
    return moving.run_again(work, project, UNDO, with_done=True)


def _must_be_own(work: Work, project: Project, last: Change) -> None:
    if is_own(work, last):
        return
    raise Refused(
        _(
            "That is undone only by who did it, within %(minutes)s minutes. `/project resume %(number)s` lets a "
            "suspended project go on, `/project reopen %(number)s` a closed one.",
            minutes=UNDO_MINUTES,
            number=project.number,
        )
    )


def _not_undone(work: Work, project: Project) -> Refused:
    """What was done last with the life of the project is none that is undone; the way back is said."""
    last = history.newest(work.session, work.team_id, "projects", project.id, *OTHER_WAYS, UNDO)
    if last is None or last.action not in OTHER_WAYS:
        return nothing(project)
    return Refused(Text(OTHER_WAYS[last.action].message, {"number": project.number}))


def nothing(project: Project) -> Refused:
    """Nothing was done with it that could be undone."""
    return Refused(
        _(
            "%(number)s was not suspended, closed or edited lately, and no department left it: there is nothing to "
            "undo.",
            number=project.number,
        )
    )


WAY = Way((SUSPEND, CLOSE, *OTHER_WAYS), undo)
