"""What moves by a change alone (变更申请) once all have confirmed the plan: a milestone that stands in the baseline,
and what reaches beyond the tolerance of the project.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from bot.process.kernel.work import Work
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Offer, Refused
from storage import baselines
from storage.baselines import Baseline
from storage.projects import Project
from storage.tasks import Task

# The button that opens a request, filled in with what was said.
OFFERED = "changes.of_move"
BY_CHANGE = _("its date moves by an approved change: `/change new`")


class ThroughChange(Refused):
    """That moves by a change alone; beside it stands a button that asks for it, filled in."""

    def __init__(self, why: Text, draft: str) -> None:
        super().__init__(why, field="due_on", offer=Offer(_("Ask for the change"), OFFERED, draft))


def confirmed(work: Work, project: Project, tasks: Iterable[Task]) -> tuple[Baseline | None, list[Task]]:
    """The baseline that counts, and which of these milestones have a day in it."""
    baseline = baselines.newest(work.session, work.team_id, project.id)
    milestones = [one for one in tasks if one.is_milestone]
    if baseline is None or not milestones:
        return baseline, []
    there = baselines.ends(work.session, baseline.id, [one.id for one in milestones])
    return baseline, [one for one in milestones if one.id in there]


def must_be_free(work: Work, project: Project, task: Task, due_on: date | None, draft: str) -> None:
    """Raises ThroughChange for a milestone that is to move from a day that all have confirmed."""
    if not task.is_milestone or due_on == task.due_on or task.due_on is None:
        return
    baseline, found = confirmed(work, project, [task])
    if baseline is not None and found:
        raise ThroughChange(
            _(
                "T-%(number)s is a milestone of baseline %(baseline)s: its date moves by a change that PM and sponsor "
                "approve. Ask for it; what you typed is taken along.",
                number=task.number,
                baseline=baseline.number,
            ),
            draft,
        )


def must_stay_milestone(work: Work, project: Project, task: Task) -> None:
    """Raises Refused beside `traits` where a milestone of the baseline is to be none any more."""
    baseline, found = confirmed(work, project, [task])
    if baseline is not None and found:
        raise Refused(
            _(
                "T-%(number)s is a milestone of baseline %(baseline)s and stays one; `/change new` asks to move it.",
                number=task.number,
                baseline=baseline.number,
            ),
            field="traits",
        )
