"""Disputes of a project that is to stand still: one that runs is settled or decided first, for its hours go on."""

from __future__ import annotations

from bot.process.disputes.kind import DISPUTES
from bot.process.kernel.flow import Life, Open
from bot.process.kernel.work import Work
from bot.words.language import plural
from storage import disputes
from storage.projects import Project


def is_open(work: Work, project: Project) -> list[Open]:
    """The disputes that run."""
    return [
        Open(one.id, f"D-{one.number}", one.subject, button=DISPUTES.show(one.number))
        for one in disputes.running(work.session, work.team_id, project.id)
    ]


LIFE = Life(
    words=lambda number: plural("%(number)s running dispute", "%(number)s running disputes", number),
    open=is_open,
    is_settled_first=True,
)
