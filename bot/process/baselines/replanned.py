"""A plan that changes while its round runs: those are asked again whose part of it is other.

That waits until it has stood still for as long as a change can be undone, so that an hour of planning is one message.
"""

from __future__ import annotations

from datetime import datetime

from bot.process.baselines import rounding, sections
from bot.process.baselines.reminders import CHANGED
from bot.process.baselines.states import State
from bot.process.kernel import matters
from bot.process.kernel.matters import UNDO_WITHIN
from bot.process.kernel.work import Work
from storage import baselines
from storage import matters as stored
from storage.baselines import Confirmation


def replanned(work: Work, project_id: int) -> None:
    """The project's plan has changed: look at it once it stands still, where its round runs and it is other."""
    confirmation_id = baselines.running(work.session, work.team_id, project_id)
    if confirmation_id is None:
        return
    at = look_again_at(work, confirmation_id)
    if at is not None:
        work.wake(CHANGED, confirmation_id, at)
    else:
        work.let_sleep(CHANGED, confirmation_id)


def look_again_at(work: Work, confirmation_id: int) -> datetime | None:
    """When a plan is looked at that is other than it was laid before the heads, were it changed now; else None."""
    confirmation = stored.by_id(work.session, Confirmation, work.team_id, confirmation_id)
    if confirmation is None or confirmation.state != State.SIGNING:
        return None
    project = matters.project_of(work, confirmation)
    if project.is_still:
        return None
    plan = sections.read(work, project)
    is_other = sections.hashes(sections.document(plan)) != confirmation.hashes
    return work.now + UNDO_WITHIN if is_other else None


def look_again(work: Work, confirmation_id: int) -> None:
    """A timer's operation: ask those again whose part of the plan is other than what they were asked to confirm."""
    confirmation = stored.by_id(work.session, Confirmation, work.team_id, confirmation_id, to_change=True)
    if confirmation is None or confirmation.state != State.SIGNING:
        return
    project = matters.project_of(work, confirmation)
    if project.is_still:
        return
    asked, document = rounding.look_round(work, confirmation, project)
    rounding.after_word(work, confirmation, project, asked, document)
