"""A plan that moves while a change of it is before somebody: what the change does is computed again.

That waits until the plan has stood still for as long as a move can be undone. Who gives a word before that has it
computed then, and reads it before they answer (`catch_up`).
"""

from __future__ import annotations

from datetime import datetime

from bot.process.changes import impact, reminders, rounding, signed
from bot.process.changes.kind import CHANGES
from bot.process.changes.reminders import CHANGED
from bot.process.changes.states import State
from bot.process.kernel import matters
from bot.process.kernel.canonical import hash_of
from bot.process.kernel.matters import UNDO_WITHIN
from bot.process.kernel.work import Work
from bot.words.refused import Refused
from storage import changes
from storage import matters as stored
from storage.changes import ChangeRequest
from storage.projects import Project


def replanned(work: Work, project_id: int) -> None:
    """The project's plan has changed: look at each change that is before somebody once it stands still."""
    for change in changes.running_in(work.session, work.team_id, project_id):
        at = look_again_at(work, change.id)
        if at is not None:
            work.wake(CHANGED, change.id, at)
        else:
            work.let_sleep(CHANGED, change.id)


def recount(work: Work, project: Project) -> None:
    """A calendar has changed: what each does is counted otherwise, and so are the days on which it is looked at."""
    reminders.recount(work, project)
    replanned(work, project.id)


def look_again_at(work: Work, change_id: int) -> datetime | None:
    """When a change is looked at that does something else to the plan by now, were that changed now; else None."""
    change = stored.by_id(work.session, ChangeRequest, work.team_id, change_id)
    if change is None or change.state != State.SIGNING:
        return None
    project = matters.project_of(work, change)
    if project.is_still:
        return None
    try:
        found = impact.compute(work, project, impact.wanted(change.wanted))
    except Refused:
        # The links go in a circle now: who gives a word is told so.
        return None
    return work.now + UNDO_WITHIN if hash_of(found) != hash_of(change.impact) else None


def look_again(work: Work, change_id: int) -> None:
    """A timer's operation: compute what it does now, and ask those again whom that concerns."""
    change = stored.by_id(work.session, ChangeRequest, work.team_id, change_id, to_change=True)
    if change is None or change.state != State.SIGNING:
        return
    project = matters.project_of(work, change)
    if project.is_still:
        return
    before = change.edition, {one.id for one in signed.asked(work, change).signers}
    try:
        asked, _document = rounding.look_round(work, change, project)
    except Refused:
        return
    if before != (change.edition, {one.id for one in asked.signers}):
        matters.changed(work, CHANGES, change)


def catch_up(work: Work, change_id: int) -> None:
    """Somebody was to give a word on a change that does something else by now: what it does is kept, so that they read
    it when they look again. Nothing of theirs is done by that.
    """
    matters.held(work, CHANGES, change_id)
    look_again(work, change_id)
    work.does_nothing()
