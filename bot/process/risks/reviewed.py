"""Risks and the review of the stage that they threaten: high ones are named before it, all are asked about after it.

The owner of each says what becomes of it: it is closed, lowered, or kept as it is.
"""

from __future__ import annotations

from bot.process.kernel import asks, matters
from bot.process.kernel.rules import Against, Reviewed
from bot.process.kernel.work import Work
from bot.process.risks import reminders
from bot.process.risks.kind import RISKS
from bot.process.risks.shown import Shown
from bot.process.risks.states import LEVELS, STATES, Level, State
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import risks
from storage.projects import Project
from storage.risks import HIGH


def against(work: Work, project: Project, stage_id: int) -> list[Against]:
    """The high risks of the stage and its tasks that are open, one line each."""
    return [
        Against(
            _(
                "K-%(number)s · %(title)s · %(level)s · %(state)s",
                number=one.number,
                title=one.title[:80],
                level=LEVELS[Level(one.level)],
                state=STATES[State(one.state)],
            )
        )
        for one in risks.of_stage(work.session, work.team_id, project.id, stage_id)
        if one.level == HIGH
    ]


def passed(work: Work, project: Project, stage_id: int, label: str) -> None:
    """The owner of each open risk of the stage is asked what becomes of it; where it has none, the PM."""
    for risk in risks.of_stage(work.session, work.team_id, project.id, stage_id):
        matters.alter(work, RISKS, risk, "after review", because=label, review=label, review_at=work.now)
        matters.changed(work, RISKS, risk)
        asks.remind_now(work, risk.owner_id or project.pm_id, reminders.AFTER_REVIEW, risk.id)


def keep(work: Work, risk_id: int) -> Shown:
    """It stays as it is, also after the review. Raises Refused where nobody asks."""
    risk = matters.held(work, RISKS, risk_id, to="risks.settle")
    if not risk.review:
        raise Refused(_("Nobody asks what becomes of K-%(number)s.", number=risk.number), offer=RISKS.show(risk.number))
    matters.alter(work, RISKS, risk, "keep", because=risk.review, review="", review_at=None)
    return matters.changed(work, RISKS, risk)


REVIEWED = Reviewed(against=against, passed=passed)
