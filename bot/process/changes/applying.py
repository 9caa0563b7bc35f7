"""Approval is the change: in one transaction the plan moves, the next baseline is numbered, and the charter is amended.

The plan becomes what the scheduler said that it would, as those have read it who approved it.
"""

from __future__ import annotations

from bot.process.baselines import changing
from bot.process.changes import cards, impact
from bot.process.changes.kind import CHANGES
from bot.process.changes.shown import Shown
from bot.process.charters import rounding as charters
from bot.process.kernel import matters, rights
from bot.process.kernel.rooms import room_of
from bot.process.kernel.work import Work
from bot.process.projects import cards as project_cards
from bot.process.tasks import cards as task_cards
from bot.process.tasks import redating
from bot.process.tasks.redating import Redated
from storage import charters as kept_charters
from storage import matters as stored
from storage import projects, shifts
from storage.baselines import Confirmation
from storage.changes import ChangeRequest
from storage.charters import Charter
from storage.projects import Project

# What the audit trail of a task calls it.
BY_CHANGE = "change"


def hold(work: Work, project: Project) -> Confirmation | None:
    """Hold all that it changes, in the order of everybody who holds more than one: what was confirmed and signed, the
    project, its tasks.
    """
    confirmation = changing.hold(work, project)
    charter = kept_charters.of_project(work.session, work.team_id, project.id)
    if charter is not None:
        stored.by_id(work.session, Charter, work.team_id, charter.id, to_change=True)
    projects.project(work.session, work.team_id, project.id, to_change=True)
    shifts.read(work.session, work.team_id, project.id, None, to_change=True)
    return confirmation


def apply(work: Work, change: ChangeRequest, project: Project, confirmation: Confirmation | None) -> Shown:
    """It is in force. All that it changes is held.

    Raises Refused where somebody has let the project stand still at that moment.
    """
    rights.must_be_open(work, "changes.manage", project)
    found = impact.read(change.impact)
    there = shifts.read(work.session, work.team_id, project.id, [one.task_id for one in found.moved])
    moved = [Redated(there[one.task_id], one.start, one.due, work.acting_for) for one in found.moved]
    because = f"C-{change.number} · {change.title}"
    redating.redate(work, project, moved, BY_CHANGE, because, CHANGES.called(change.number))
    made = changing.change(work, project, [one.task.id for one in moved], list(found.parts), confirmation)
    task_cards.renew(work, [one.task.id for one in moved], project, is_patient=True)
    signs = charters.amend(work, project, change.charter) if change.charter else False
    matters.move(
        work,
        CHANGES,
        change,
        "complete",
        noted={"of_edition": (None, change.edition), "baseline": (None, made.number)},
        decided_at=work.now,
        baseline_id=made.id,
    )
    work.unsay(change.turn, "it was approved")
    shown = matters.changed(work, CHANGES, change)
    if (room := room_of(project)) is not None:
        work.say("changes/applied", to=room, about=f"{change.about}:applied", shown=shown, signs=signs)
    cards.tell(work, shown, "changes/decided")
    project_cards.draw(work, project)
    return shown
