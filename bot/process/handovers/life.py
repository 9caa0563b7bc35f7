"""Questions of succession in a project that comes to its end: nobody is asked any more who succeeds whom."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from bot.process.handovers import asking
from bot.process.handovers.asking import Why
from bot.process.kernel.flow import Life, Open
from bot.process.kernel.work import Work
from bot.words.language import plural
from storage import handovers, people, projects
from storage.projects import Project


def is_open(work: Work, project: Project) -> list[Open]:
    """The questions that nobody has decided."""
    found = handovers.open_in(work.session, work.team_id, project.id)
    known = people.people(work.session, work.team_id, {one.person_id for one in found})
    return [Open(one.id, known[one.person_id].name) for one in found if one.person_id in known]


def end(work: Work, project: Project, handover_ids: Collection[int], _is_done: bool, _because: str) -> None:
    """They are not asked any more."""
    for handover_id in sorted(handover_ids):
        asking.end(work, handover_id, project)


def go_on(work: Work, project: Project, _since: datetime) -> None:
    """Whoever has left the workspace meanwhile is to be succeeded."""
    parts = [part for part, _made in projects.taking_part(work.session, project)]
    named = {project.pm_id, project.sponsor_id, *(one for part in parts for one in (part.head_id, part.liaison_id))}
    for person in people.people(work.session, work.team_id, sorted(named)).values():
        if person.is_deactivated:
            asking.gone(work, project, person.user_id, Why.DEACTIVATED)


LIFE = Life(
    words=lambda number: plural(
        "%(number)s open question of succession", "%(number)s open questions of succession", number
    ),
    open=is_open,
    end=end,
    go_on=go_on,
)
