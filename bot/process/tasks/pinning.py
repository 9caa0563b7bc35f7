"""A task is pinned (固定日期): its dates are not moved with others', until it is let go."""

from __future__ import annotations

from dataclasses import replace

from bot.process.kernel.work import Work
from bot.process.tasks import edits, fields
from bot.process.tasks.shown import Standing


def pin(work: Work, number: int, *, is_pinned: bool) -> tuple[Standing, bool]:
    """Pin T-`number`, or let it go; also tells whether that changed anything.

    Raises Refused when there is no such task, and when it is not the actor's to edit.
    """
    shown = edits.to_edit(work, number)
    asked = replace(fields.plan_of(shown), is_pinned=is_pinned)
    return edits.edit(work, number, asked, version=shown.task.version)
