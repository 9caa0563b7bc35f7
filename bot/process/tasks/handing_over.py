"""Tasks that an owner has go on to a successor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.process.kernel.work import Work
from bot.process.tasks import acting, cards, delays, news, shown, updates
from bot.process.tasks.shown import Standing
from bot.process.tasks.states import STATUSES, Status
from bot.words.language import Text
from bot.words.language import text as _
from storage import task_changes, task_owners, tasks
from storage.handovers import Run
from storage.history import HAND_OVER
from storage.projects import Project
from storage.tasks import Task

# Of a department's tasks; the pack shows twenty lines and counts the rest.
TASKS_TOLD = 50


def count(work: Work, project: Project, user_id: str) -> int:
    """How many open tasks the person would pass on."""
    return task_owners.count_owned(work.session, work.team_id, project.id, user_id)


def pass_on(work: Work, project: Project, old: str, new: str, most: int) -> list[Text]:
    """At most `most` of a person's open tasks are another's, soonest due first; in lines."""
    found = task_owners.first_owned(work.session, work.team_id, project.id, old, most=most)
    for task in found:
        _pass_on(work, project, task, new)
    return _lines(work, project, found)


def portion(work: Work, project: Project, run: Run, most: int) -> int:
    """The next open tasks of whom a run is about are the successor's; their cards are patient."""
    found = task_owners.open_owned(
        work.session,
        work.team_id,
        run.project_id,
        run.old_id,
        most=most,
        after_id=run.last_task_id,
        made_by=run.asked_at,
    )
    for task in found:
        _pass_on(work, project, task, run.new_id, is_patient=True)
    run.last_task_id = found[-1].id if found else run.last_task_id
    return len(found)


def take_back(work: Work, project: Project, old: str, new: str, at: datetime) -> int:
    """What the actor passed on at that moment is the person's again; how much that was."""
    actor_id = work.person.user_id
    found = task_changes.handed_over(work.session, work.team_id, project.id, actor_id, at, old=old, new=new)
    for task in found:
        _pass_on(work, project, task, old, did="undo")
    return len(found)


def of_department(work: Work, project: Project, department_id: int) -> list[Text]:
    """What is open of a department, for its new liaison or head."""
    found = tasks.open_of_department(work.session, work.team_id, project.id, department_id, most=TASKS_TOLD)
    return _lines(work, project, found)


def of_owner(work: Work, project: Project, user_id: str) -> list[Text]:
    """The first of what is open of an owner."""
    return _lines(
        work, project, task_owners.first_owned(work.session, work.team_id, project.id, user_id, most=TASKS_TOLD)
    )


def of_project(work: Work, project: Project) -> list[Text]:
    """The late tasks of a project, which want its new manager or sponsor."""
    today = work.today(project.zone)
    return _lines(work, project, tasks.overdue(work.session, work.team_id, project.id, today)[:TASKS_TOLD])


def _pass_on(
    work: Work, project: Project, task: Task, new: str, *, did: str = HAND_OVER, is_patient: bool = False
) -> None:
    """The task has another owner; due date and state stay. `is_patient`: its card is one of very many."""
    old, task.owner_id = task.owner_id, new
    updates.stamp(work, task)
    tasks.save(work.session, task)
    work.record("tasks", task.id, did, {"owner_id": (old, new)})
    news.unsay_given(work, task, "it is somebody else's")
    delays.watch_task(work, task, project)
    cards.renew(work, [task.id], project, is_patient=is_patient)


def _lines(work: Work, project: Project, found: Sequence[Task]) -> list[Text]:
    return [_line(work, project, one) for one in shown.many(work, found)]


def _line(work: Work, project: Project, one: Standing) -> Text:
    return _(
        "T-%(number)s · %(title)s · %(due)s · %(state)s",
        number=one.task.number,
        title=one.task.title,
        due=acting.due(one.task, work.today(project.zone)),
        state=_("delayed") if one.is_late else STATUSES[Status(one.task.status)],
    )
