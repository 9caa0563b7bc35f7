"""What requests say of a stage that is submitted for review: those for its tasks that are not delivered."""

from __future__ import annotations

from bot.process.kernel.rules import Against, Reviewed
from bot.process.kernel.work import Work
from bot.process.requests.states import STATES, State
from bot.words.language import Near
from bot.words.language import text as _
from storage import requests
from storage.projects import Project


def against(work: Work, project: Project, stage_id: int) -> list[Against]:
    """The open requests for tasks of the stage, one line each."""
    today = work.today(project.zone)
    return [
        Against(
            _(
                "R-%(number)s · %(title)s · due %(day)s · %(state)s",
                number=one.number,
                title=one.title[:80],
                day=Near(one.due_on, today),
                state=STATES[State(one.state)],
            )
        )
        for one in requests.undelivered_of_stage(work.session, work.team_id, project.id, stage_id)
    ]


REVIEWED = Reviewed(against=against)
