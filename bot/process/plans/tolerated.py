"""What may be pushed or pulled in a plan that all have confirmed without a change (容差): what stays within the slack
of the plan, moves no milestone and no task of another department. The audit trail keeps it like every move.
"""

from __future__ import annotations

import json

from bot.process.kernel import calendars
from bot.process.kernel.work import Work
from bot.process.plans.shifted import Shift
from bot.process.tasks import confirmed
from bot.process.tasks.confirmed import ThroughChange
from bot.words.language import Text, joined, plural
from bot.words.language import text as _
from storage import baselines

# Of what goes beyond it so many are named.
NAMED_AT_MOST = 3


def must_be(work: Work, found: Shift) -> None:
    """Raises ThroughChange where the shift of a confirmed plan goes beyond what the project tolerates."""
    baseline = baselines.newest(work.session, work.team_id, found.project.id)
    if baseline is None:
        return
    beyond = _beyond(work, found)
    if beyond is None:
        return
    raise ThroughChange(
        _(
            "The plan is confirmed, as baseline %(baseline)s, and %(beyond)s: that goes by a change that PM and "
            "sponsor approve. Ask for it; what you typed is taken along.",
            baseline=baseline.number,
            beyond=beyond,
        ),
        _draft(found),
    )


def _beyond(work: Work, found: Shift) -> Text | None:
    """What is beyond the tolerance of it, in words; None where nothing is."""
    project = found.project
    moved = [one.task for one in found.moved]
    _baseline, milestones = confirmed.confirmed(work, project, moved)
    if milestones:
        named = joined([f"T-{one.number}" for one in milestones[:NAMED_AT_MOST]], _("%(one)s, %(rest)s"))
        return _("milestones move by it (%(named)s)", named=named)
    own = found.origin.department_id if found.origin is not None else None
    others = [one for one in moved if own is not None and one.department_id != own]
    if others:
        named = joined([f"T-{one.number}" for one in others[:NAMED_AT_MOST]], _("%(one)s, %(rest)s"))
        return _("tasks of other departments move by it (%(named)s)", named=named)
    if found.was_end is not None and found.end is not None and found.end > found.was_end:
        return _("the end of the plan moves by it")
    days = _days(work, found)
    if project.tolerance is not None and days > project.tolerance:
        return _(
            "it moves by more than the %(days)s that the project tolerates",
            days=plural("%(number)s working day", "%(number)s working days", project.tolerance),
        )
    return None


def _days(work: Work, found: Shift) -> int:
    """By how many working days the task moves from which it is pushed, or the task that moves furthest."""
    calendar = calendars.of_project(work, found.project)
    spans = [(one.was_due, one.due) for one in found.moved]
    if found.origin is not None and found.origin.due_on is not None and found.due is not None:
        spans.append((found.origin.due_on, found.due))
    return max((abs(calendar.working_days_between(min(one), max(one))) for one in spans), default=0)


def _draft(found: Shift) -> str:
    """What a request begins with: the task and its day; of a whole plan each task that moves."""
    if found.origin is not None and found.due is not None:
        days = {found.origin.number: found.due.isoformat()}
    else:
        days = {one.task.number: one.due.isoformat() for one in found.moved[:NAMED_AT_MOST]}
    return json.dumps({"project": found.project.id, "days": days})
