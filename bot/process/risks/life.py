"""Risks of a project that stands still, goes on, and comes to its end.

Nobody is asked while it stands still, and no day of that counts as one without an answer. With the project they end.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.process.kernel import matters
from bot.process.kernel.flow import Life, Open
from bot.process.kernel.work import Work
from bot.process.risks import days
from bot.process.risks.kind import RISKS
from bot.process.risks.states import END
from bot.words.language import plural
from storage import history, risks
from storage.projects import Project


def is_open(work: Work, project: Project) -> list[Open]:
    """What stands in the register."""
    return [
        Open(
            one.id,
            f"K-{one.number}",
            one.title,
            (one.owner_id,) if one.owner_id else (),
            button=RISKS.show(one.number),
        )
        for one in risks.in_register(work.session, work.team_id, project.id)
    ]


def go_on(work: Work, project: Project, _since: datetime) -> None:
    """The owners of high risks are asked again, from their next working day on."""
    for risk in risks.tracked(work.session, work.team_id, project.id):
        today = days.today_of(work, days.owner_of(work, risk))
        matters.alter(work, RISKS, risk, "go on", heard_on=today)
        matters.changed(work, RISKS, risk)


def end(work: Work, _project: Project, risk_ids: Collection[int], _is_done: bool, because: str) -> None:
    """These are closed with the project."""
    for risk_id in sorted(risk_ids):
        risk = RISKS.row(work.session, work.team_id, risk_id)
        if risk is not None:
            matters.move(work, RISKS, risk, END, because=because, closed_at=work.now)
            matters.changed(work, RISKS, risk)


def bring_back(work: Work, project: Project, at: datetime, _with_done: bool) -> int:
    """What was closed at that moment stands in the register as it did."""
    count = 0
    for risk in risks.of_projects(work.session, work.team_id, [project.id], states=(risks.CLOSED,)):
        last = history.of(work.session, work.team_id, RISKS.flow, risk.id)[-1]
        if last.at == at and last.action == END:
            history.restore(risk, last)
            work.record(RISKS.flow, risk.id, "undo", {name: (now, was) for name, (was, now) in last.changes.items()})
            matters.changed(work, RISKS, risk)
            count += 1
    return count


LIFE = Life(
    words=lambda number: plural("%(number)s open risk", "%(number)s open risks", number),
    open=is_open,
    go_on=go_on,
    end=end,
    bring_back=bring_back,
)
