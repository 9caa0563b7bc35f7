"""What changes say of a stage that is submitted for review: those that move its tasks and are not decided."""

from __future__ import annotations

from bot.process.changes import life
from bot.process.kernel.rules import Against, Reviewed
from bot.process.kernel.work import Work
from bot.words.language import text as _
from bot.words.markup import truncate
from storage import task_lists
from storage.projects import Project

TITLE = 80


def against(work: Work, project: Project, stage_id: int) -> list[Against]:
    """The open changes of tasks of the stage, one line each."""
    found = life.open_changes_of(work, project, task_lists.ids_of_stage(work.session, work.team_id, stage_id))
    return [
        Against(
            _("%(number)s · %(title)s · not decided", number=one.label, title=truncate(one.title, TITLE)), bars=True
        )
        for one in found
    ]


REVIEWED = Reviewed(against=against)
