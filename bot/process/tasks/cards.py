"""The card of a task, drawn when it goes out.

It is posted when a person does something with that very task: adds, updates, edits or shows it, attaches something to
it, comments on it, asks for help with it. What comes of anything else, a day or another task, only renews it where it
stands.
"""

from __future__ import annotations

from collections.abc import Collection

from bot.process.kernel.rooms import Drawing, Wanted, room_of
from bot.process.kernel.work import Work
from bot.process.tasks import shown as standings
from bot.process.tasks.shown import Standing
from storage import cards as kept_cards
from storage import projects, reviews, risks, tasks
from storage.projects import Project
from storage.tasks import Task

# The template of a task's card.
CARD = "tasks/card"


def draw(work: Work, shown: Standing) -> None:
    """Post or renew the task's card in the project's channel, also where somebody has removed it."""
    redraw(work, shown.task.id, shown.project, is_said=True)


def renew(work: Work, task_ids: Collection[int], project: Project, *, is_patient: bool = False) -> None:
    """Draw anew those of the cards of these tasks that stand, or are about to; none is posted for it."""
    room = room_of(project)
    if room is None or not task_ids:
        return
    keys = {f"tasks:{one}": one for one in task_ids}
    for key in sorted(
        kept_cards.standing(work.session, work.team_id, list(keys), room.channel_id), key=keys.__getitem__
    ):
        redraw(work, keys[key], project, is_patient=is_patient)


def stands(work: Work, shown: Standing) -> bool:
    """Whether the task's card stands in its channel, or is about to; also where there is no channel for it."""
    room, key = room_of(shown.project), f"tasks:{shown.task.id}"
    return room is None or bool(kept_cards.standing(work.session, work.team_id, [key], room.channel_id))


def redraw(work: Work, task_id: int, project: Project, *, is_patient: bool = False, is_said: bool = False) -> None:
    """The same of a task of that project that has not been read; `is_patient` where it is one of very many."""
    room = room_of(project)
    if room is not None:
        work.redraw(CARD, task_id, card=f"tasks:{task_id}", room=room, is_patient=is_patient, is_said=is_said)


def card(work: Work, wanted: Wanted) -> Drawing | None:
    """What the task's card shows; None where its project has no channel any more."""
    task = tasks.task(work.session, work.team_id, wanted.subject_id)
    project = projects.project(work.session, work.team_id, task.project_id) if task else None
    room = room_of(project) if project else None
    if task is None or room is None:
        return None
    threats = [(one.number, one.level) for one in risks.of_task(work.session, work.team_id, task.id)]
    emergency = reviews.start_of(work.session, work.team_id, task.id)
    return Drawing(room, {"shown": standings.one(work, task), "risks": threats, "emergency": emergency})


def drawn(work: Work, task: Task, project: Project) -> Standing:
    redraw(work, task.id, project, is_said=True)
    return standings.brief(work, task)


def draw_anew(work: Work, task_id: int) -> None:
    """What stands in the channel is not certain; whatever else that is told goes first."""
    task = tasks.task(work.session, work.team_id, task_id)
    project = projects.project(work.session, work.team_id, task.project_id) if task else None
    if project is not None:
        redraw(work, task_id, project, is_patient=True)
