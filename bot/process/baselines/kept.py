"""A baseline as it is kept: the tasks of a plan that all have confirmed, with their days and working days."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import timedelta
from typing import Any

from bot.process.baselines.sections import Plan
from bot.process.kernel import calendars
from bot.process.kernel.work import Work
from storage import baselines
from storage.baselines import Baseline, Confirmation
from storage.projects import Project
from storage.signatures import Signature
from storage.tasks import Task


def keep(work: Work, confirmation: Confirmation, project: Project, plan: Plan, words: Sequence[Signature]) -> Baseline:
    """The plan with these words under it, as the project's next baseline. The last word made it one; where nobody was
    left to be asked, the act that left nobody.
    """
    before = baselines.newest(work.session, work.team_id, project.id)
    last = max(words, key=lambda one: one.id, default=None)
    by = work.actor.user_id if work.actor is not None else last.given_by if last is not None else project.pm_id
    baseline = Baseline(
        team_id=work.team_id,
        project_id=project.id,
        number=before.number + 1 if before is not None else 1,
        edition=confirmation.edition,
        signature_ids=[one.id for one in words],
        is_after_fact=confirmation.is_after_fact,
        taken_at=work.now,
        taken_by=by,
        taken_for=work.acting_for.user_id if work.acting_for else None,
    )
    baselines.add(work.session, baseline, [_row(work, project, one) for one in plan.tasks.values()])
    return baseline


def confirmed(work: Work, confirmation: Confirmation, project: Project, words: Sequence[Signature]) -> Baseline | None:
    """The baseline that an approved change has made, with these words under it besides those that stood; None where it
    is the heads' words that make one.
    """
    made = baselines.newest(work.session, work.team_id, project.id)
    if not confirmation.of_baseline or made is None or made.number != confirmation.of_baseline:
        return None
    made.signature_ids = [*made.signature_ids, *(one.id for one in words)]
    made.edition = confirmation.edition
    work.session.add(made)
    work.session.flush()
    return made


def changed(
    work: Work, project: Project, plan: Plan, before: Baseline, moved: Collection[int], words: Sequence[Signature]
) -> Baseline:
    """The next baseline, that the actor's approval of a change makes: these tasks as they are, others as they were."""
    baseline = Baseline(
        team_id=work.team_id,
        project_id=project.id,
        number=before.number + 1,
        edition=before.edition,
        signature_ids=[one.id for one in words],
        taken_at=work.now,
        taken_by=work.person.user_id,
        taken_for=work.acting_for.user_id if work.acting_for else None,
    )
    rows = {
        task_id: one.model_dump(exclude={"baseline_id", "team_id"})
        for task_id, one in baselines.rows(work.session, before.id).items()
    }
    now = {one: _row(work, project, plan.tasks[one]) for one in moved if one in plan.tasks}
    baselines.add(work.session, baseline, list((rows | now).values()))
    return baseline


def _row(work: Work, project: Project, task: Task) -> dict[str, Any]:
    days = working_days(work, project, task)
    is_weighed = not task.is_milestone and not task.subtasks
    return {
        "task_id": task.id,
        "title": task.title,
        "department_id": task.department_id,
        "starts_on": task.starts_on,
        "due_on": task.due_on,
        "days": days,
        "is_milestone": task.is_milestone,
        "weight": days if is_weighed else 0,
    }


def working_days(work: Work, project: Project, task: Task) -> int:
    """How many working days of its lead department the task takes by its days; at least one, and 0 for a milestone."""
    if task.is_milestone:
        return 0
    if task.starts_on is None or task.due_on is None:
        return task.days or 1
    calendar = calendars.of_plan(work, project, task.department_id)
    return max(calendar.working_days_between(task.starts_on - timedelta(days=1), task.due_on), 1)
