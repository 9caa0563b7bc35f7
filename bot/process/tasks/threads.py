"""The thread of a task's card (消息列): what those who may update the task say there is offered to them as an update.

Nothing is changed by a reply itself, and nobody else learns of the offer.
"""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from bot.process.kernel.work import Work
from bot.process.tasks import attachments, finding, moves, owners, updates
from bot.process.tasks import shown as standings
from bot.process.tasks.said import Update
from bot.process.tasks.shown import Standing
from bot.process.tasks.states import Status
from bot.words.refused import Refused
from storage import projects


class Offered(NamedTuple):
    """What a reply can be turned into: an update of the task, and whether its files can be kept with it."""

    shown: Standing
    update: Update | None
    can_keep: bool


def offered(work: Work, number: int, said: Update | None, *, has_files: bool) -> Offered | None:
    """What can be offered to who replied; None where that is nothing, or nothing of theirs. Raises nothing."""
    try:
        task = finding.numbered(work, number)
    except Refused:
        return None
    shown = standings.one(work, task)
    can_keep = has_files and attachments.may_attach(work, shown)
    update = _meant(work, shown, said) if said is not None and updates.may_update(work, shown) else None
    return Offered(shown, update, can_keep) if update is not None or can_keep else None


def may_update(work: Work, number: int) -> bool:
    """Whether there is such a task, and it is the actor's to update."""
    try:
        return updates.may_update(work, standings.one(work, finding.numbered(work, number)))
    except Refused:
        return False


def _meant(work: Work, shown: Standing, said: Update) -> Update | None:
    """The update with its date read; None where it cannot be read, or changes nothing."""
    task = shown.task
    if said.shift is not None:
        return None
    if said.due_words:
        project = projects.project(work.session, work.team_id, task.project_id)
        try:
            read = moves.read(work, task, project or shown.project, said)
        except Refused:
            return None
        said = replace(said, due_on=read.due_on, note=read.note)
    if said.owner_id is not None and not owners.may_assign(work, shown):
        return None
    is_done = said.status == Status.DONE and task.status == Status.DONE and not said.note
    return None if is_done else said
