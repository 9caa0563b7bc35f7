"""What of the changes is told to who looks back on a project: which were approved, and what they cost."""

from __future__ import annotations

from bot.process.changes.states import REASONS, Reason, State
from bot.process.kernel.retrospect import Fact
from bot.process.kernel.work import Work
from bot.words.language import plural
from bot.words.language import text as _
from storage import changes
from storage.projects import Project

ORDER = 60


def facts(work: Work, project: Project) -> list[Fact]:
    """How many were asked for and approved, and a line for each cause."""
    found = changes.of_projects(work.session, work.team_id, [project.id])
    if not found:
        return []
    approved = sum(one.state == State.SIGNED for one in found)
    lines = [
        plural(
            "%(approved)s of %(number)s change was approved", "%(approved)s of %(number)s changes were approved",
            len(found), approved=approved,
        )
    ]  # fmt: skip
    for one in changes.caused(work.session, work.team_id, project.id):
        days = plural("%(number)s working day", "%(number)s working days", one.days)
        reason = REASONS[Reason(one.reason)]
        lines.append(
            _("%(reason)s: %(number)s, the end moved by %(days)s", reason=reason, number=one.number, days=days)
        )
    return [Fact(ORDER, _("Changes"), lines)]
