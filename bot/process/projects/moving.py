"""A project goes on to its next phase; nothing in it stands still by that, or runs again."""

from __future__ import annotations

from bot.process.kernel.rules import Phase
from bot.process.kernel.work import Work
from bot.process.projects.states import TRANSITIONS
from storage.projects import Project

# The timer by which a project that is accepted is closed, where nothing is open in it (`phases`).
ACCEPTED = "projects.accepted"


def move(work: Work, project: Project, move: str, *, did: str = "") -> None:
    """Make a move of the table, written down as `did` (the move itself).

    Raises Refused where the table has no such move from the phase that the project is in.
    """
    fields = {
        "phase": TRANSITIONS.after(Phase(project.phase), move),
        "phase_since": work.now,
        "phase_by": work.person.user_id,
        "phase_for": work.acting_for.user_id if work.acting_for else None,
    }
    changes = {name: (getattr(project, name), after) for name, after in fields.items()}
    for name, after in fields.items():
        setattr(project, name, after)
    work.session.add(project)
    work.session.flush()
    work.record("projects", project.id, did or move, changes)
