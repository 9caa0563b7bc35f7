"""What disputes a department had with others, and how they ended."""

from __future__ import annotations

from datetime import datetime

from bot.process.disputes.clock import HOURS
from bot.process.disputes.kind import DISPUTES
from bot.process.disputes.states import State
from bot.process.kernel.reliability import Case, Measure, Over, day_of
from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from storage import reliability
from storage.disputes import Dispute
from storage.projects import Project

RAISED, ENDED = 40, 41
BY, AGAINST = "by", "against"
BOTH, LATER, DECIDED = "both", "later", "decided"


def measures(work: Work, over: Over) -> list[Measure]:
    """Those that were raised on these days, and those that ended; what was withdrawn is none."""
    raised, ended = [], []
    rows = reliability.disputes_between(work.session, work.team_id, over.department.id, over.since, over.until)
    for dispute, project in rows:
        is_ours = dispute.raising_department_id == over.department.id
        raised.append(_case(dispute, project, dispute.created_at, BY if is_ours else AGAINST, _("raised %(day)s")))
        if dispute.closed_at is not None and dispute.state in (State.SETTLED, State.DECIDED):
            outcome, said = _end(dispute, dispute.closed_at)
            ended.append(_case(dispute, project, dispute.closed_at, outcome, said))
    return [
        Measure(
            RAISED,
            _("Disputes raised"),
            {BY: _("by the department"), AGAINST: _("against it")},
            [one for one in raised if over.has(one.day)],
            is_share=False,
        ),
        Measure(
            ENDED,
            _("Disputes ended"),
            {
                BOTH: _("settled by both within %(hours)s hours", hours=HOURS),
                LATER: _("settled by both later"),
                DECIDED: _("decided"),
            },
            [one for one in ended if over.has(one.day)],
        ),
    ]


def _end(dispute: Dispute, at: datetime) -> tuple[str, Text]:
    if dispute.state == State.DECIDED:
        return DECIDED, _("decided %(day)s")
    return (BOTH if at <= dispute.deadline_at else LATER), _("settled by both %(day)s")


def _case(dispute: Dispute, project: Project, at: datetime, outcome: str, said: Text) -> Case:
    day = day_of(project, at)
    return Case(
        project, day, DISPUTES.called(dispute.number), dispute.subject, outcome, Text(said.message, {"day": day})
    )
