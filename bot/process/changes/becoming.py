"""What a change begins with that comes of something else: a date that was to move, a risk, a dispute."""

from __future__ import annotations

from collections.abc import Mapping

from bot.process.changes import asking
from bot.process.changes.asking import NewChange
from bot.process.changes.states import Reason
from bot.process.disputes import becoming as disputes
from bot.process.kernel.work import Work
from bot.process.risks import becoming as risks
from bot.process.risks.kind import RISKS
from bot.process.tasks import finding


def of_days(work: Work, days: Mapping[int, str], note: str) -> NewChange:
    """A request to move these tasks, by their numbers, to these days; refused like `asking.must_request`."""
    found = [finding.read(work, number) for number in days]
    _task, project = found[0]
    asking.must_request(work, project.id)
    titles = ", ".join(f"T-{task.number} {task.title}" for task, _project in found)[: asking.TITLE_AT_MOST]
    lines = "\n".join(f"T-{number} {day}" for number, day in days.items())
    return NewChange(project.id, titles, note, Reason.OTHER.value, lines)


def of_matter(work: Work, flow: str, matter_id: int) -> NewChange:
    """A request that a risk that has happened, or a dispute, becomes; refused where it cannot, or not by the actor."""
    if flow == RISKS.flow:
        shown = risks.to_become(work, matter_id)
        risk = shown.risk
        asking.must_request(work, risk.project_id)
        why = "\n".join(one for one in (risk.note, risk.response) if one) or risk.title
        title = f"K-{risk.number} {risk.title}"[: asking.TITLE_AT_MOST]
        return NewChange(risk.project_id, title, why, Reason.RISK.value)
    dispute = disputes.to_become(work, matter_id)
    asking.must_request(work, dispute.project_id)
    why = "\n".join(one for one in (dispute.outcome, dispute.reasons) if one) or dispute.subject
    title = f"D-{dispute.number} {dispute.subject}"[: asking.TITLE_AT_MOST]
    return NewChange(dispute.project_id, title, why, Reason.DISPUTE.value)
