"""Risks of who stood for a department that takes part no more: they are the PM's, who names another owner.

So nobody is asked about a project in which they have no part, and no high risk goes without somebody who is asked. In
a merger head and liaison go on with the heir, and what is their own stays theirs.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.process.kernel import matters, nudges, posts, undoing
from bot.process.kernel.flow import Back, Going, Open, Parting
from bot.process.kernel.work import Work
from bot.process.risks import days, reminders
from bot.process.risks.kind import RISKS
from bot.process.risks.states import LEAVE
from bot.words.language import Text, plural
from storage import history, people, projects, risks
from storage.projects import Project
from storage.risks import Risk


def is_open(work: Work, project: Project, department_id: int) -> list[Open]:
    """What stands in the register and is its head's or its liaison's, where they stand for nothing else."""
    part = projects.part(work.session, project.id, department_id)
    found = _owned(work, project, posts.only_for(work, project, part)) if part is not None else []
    return [
        Open(one.id, f"K-{one.number}", one.title, (one.owner_id or "",), button=RISKS.show(one.number))
        for one in found
    ]


def after(work: Work, project: Project, going: Going) -> None:
    """These are the PM's, who is asked from their next working day on, and told so."""
    if going.is_merged:
        return
    pm = people.person(work.session, work.team_id, project.pm_id)
    for risk in _owned(work, project, going.people):
        heard_on = days.today_of(work, pm) if risk.is_tracked else risk.heard_on
        matters.alter(work, RISKS, risk, LEAVE, owner_id=project.pm_id, heard_on=heard_on, unchanged=0)
        matters.changed(work, RISKS, risk)
        if project.pm_id != work.actor_id:
            nudges.remind(work, project.pm_id, reminders.GIVEN, risk.id)


def take_back(work: Work, project: Project, at: datetime, _going: Going) -> Back:
    """Whose each was is as it was before, where nobody has gone on with it."""
    found = history.acted(
        work.session, Risk, work.team_id, RISKS.flow, project.id, LEAVE, actor_id=work.person.user_id, at=at
    )
    back = [one for one in found if one.stands]
    for one in back:
        nudges.forget(work, reminders.GIVEN, one.row.id, project.pm_id)
        for change in reversed(one.changes):
            undoing.restore(work, RISKS.flow, one.row, change)
        matters.changed(work, RISKS, one.row)
    kept = [Text("%(what)s", {"what": f"K-{one.row.number} · {one.row.title}"}) for one in found if not one.stands]
    return Back(len(back), kept)


def _owned(work: Work, project: Project, user_ids: Collection[str]) -> list[Risk]:
    return [
        risk for user_id in sorted(user_ids) for risk in risks.owned_by(work.session, work.team_id, project.id, user_id)
    ]


PARTING = Parting(
    words=lambda number: plural("%(number)s open risk", "%(number)s open risks", number),
    open=is_open,
    is_pms=True,
    after=after,
    take_back=take_back,
)
