"""The card of a task, drawn when it goes out."""

from __future__ import annotations

from bot.process.kernel.rooms import Drawing, Wanted, room_of
from bot.process.kernel.work import Work
from bot.process.tasks import shown as standings
from bot.process.tasks.shown import Standing
from storage import projects, tasks
from storage.projects import Project
from storage.tasks import Task

# The template of a task's card.
CARD = "tasks/card"


def draw(work: Work, shown: Standing) -> None:
    """Post or renew the task's card in the project's channel."""
    redraw(work, shown.task.id, shown.project)


def redraw(work: Work, task_id: int, project: Project, *, is_patient: bool = False) -> None:
    """The same of a task of that project that has not been read; `is_patient` where it is one of very many."""
    room = room_of(project)
    if room is not None:
        work.redraw(CARD, task_id, card=f"tasks:{task_id}", room=room, is_patient=is_patient)


def card(work: Work, wanted: Wanted) -> Drawing | None:
    """What the task's card shows; None where its project has no channel any more."""
    task = tasks.task(work.session, work.team_id, wanted.subject_id)
    project = projects.project(work.session, work.team_id, task.project_id) if task else None
    room = room_of(project) if project else None
    return Drawing(room, {"shown": standings.one(work, task)}) if task and room else None


def drawn(work: Work, task: Task, project: Project) -> Standing:
    redraw(work, task.id, project)
    return standings.brief(work, task)


def draw_anew(work: Work, task_id: int) -> None:
    """What stands in the channel is not certain; whatever else that is told goes first."""
    task = tasks.task(work.session, work.team_id, task_id)
    project = projects.project(work.session, work.team_id, task.project_id) if task else None
    if project is not None:
        redraw(work, task_id, project, is_patient=True)
