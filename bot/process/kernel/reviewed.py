"""What flows have to do with the review of a stage (节点质量评审): each says what stands against submitting it, and
does what follows once it has passed. The reviews themselves are a flow of their own.
"""

from __future__ import annotations

from bot.process.kernel.rules import Against
from bot.process.kernel.work import Work
from storage.attachments import Attachment
from storage.projects import Project
from storage.tasks import Task


def against(work: Work, project: Project, stage_id: int) -> list[Against]:
    """What stands against submitting that stage, what bars it first."""
    asked = [one.against for one in work.rules.reviewed if one.against is not None]
    found = [said for one in asked for said in one(work, project, stage_id)]
    return sorted(found, key=lambda one: not one.bars)


def passed(work: Work, project: Project, stage_id: int, label: str) -> None:
    """The stage has passed the review of that name."""
    for one in work.rules.reviewed:
        if one.passed is not None:
            one.passed(work, project, stage_id, label)


def done(work: Work, task: Task) -> None:
    """The task is done, or is not any more."""
    for one in work.rules.reviewed:
        if one.done is not None:
            one.done(work, task)


def attached(work: Work, attachment: Attachment) -> None:
    """What is attached to a task stands there by now, or is removed."""
    for one in work.rules.reviewed:
        if one.attached is not None:
            one.attached(work, attachment)
