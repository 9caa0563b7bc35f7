"""The plan of a project has changed: its tasks, their days and standards, links or cooperating parts."""

from __future__ import annotations

from bot.process.kernel.work import Work


def note(work: Work, project_id: int) -> None:
    """Let the flows that build on the plan see to that."""
    for replanned in work.rules.replanned:
        replanned(work, project_id)
