"""Looking at a retrospective: where it stands, facts, what was said, and what of it is the reader's to do."""

from __future__ import annotations

from typing import Any

from bot.process.kernel import matters, retrospect, rights
from bot.process.kernel.work import Work
from bot.process.retrospectives.calling import RUN
from bot.process.retrospectives.kind import RETROSPECTIVES
from bot.process.retrospectives.shown import ANSWER, Shown
from bot.process.retrospectives.states import State
from storage import retrospectives
from storage.projects import Project


def number_of(work: Work, project: Project) -> int | None:
    """The number of the project's retrospective; None before one was called."""
    found = retrospectives.of_project(work.session, work.team_id, rights.seen(work, project.id).id)
    return found.number if found is not None and found.state != State.WITHDRAWN else None


def timeline(work: Work, number: int) -> dict[str, Any]:
    """The retrospective of that number with all that happened to it, and what of it is the reader's to do."""
    shown, told = matters.timeline(work, RETROSPECTIVES, number)
    me = work.person.user_id
    runs = matters.may(work, RETROSPECTIVES, RUN, shown.retrospective)
    return {
        **told,
        "facts": retrospect.facts(work, shown.project),
        "runs": runs,
        "answers": shown.state is State.ASKING and matters.may(work, RETROSPECTIVES, ANSWER, shown.retrospective),
        "reads": reads_answers(work, shown),
        "mine": {one.action.id for one in shown.actions if one.action.owner_id == me},
    }


def reads_answers(work: Work, shown: Shown) -> bool:
    """Whether the reader is one of those to whom the answers are shown together: who was asked, PM, sponsor."""
    if shown.state is State.ASKING or work.actor_id is None:
        return False
    its_own = {shown.project.pm_id, shown.project.sponsor_id, *(one.user_id for one in shown.answers)}
    return work.actor_id in its_own
