"""Tasks of a department that takes part no more: the heir leads them, or they are cancelled.

Where it cooperated in a task that is open, the heir does, unless it leads or cooperates there already.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.process.kernel import replanning, undoing
from bot.process.kernel.flow import Back, Going, Open, Parting
from bot.process.kernel.work import Work
from bot.process.tasks import cards, delays, life, news, owners, plans, updates
from bot.process.tasks.states import Status
from bot.words.language import Text
from storage import cooperation, history, projects, tasks
from storage.history import HAND_OVER, Change
from storage.projects import Project
from storage.rows import read_ahead
from storage.task_changes import CANCEL, PARTED
from storage.tasks import Task

# What the trail calls what it does to a task.
DID = (PARTED, HAND_OVER, CANCEL)


def is_open(work: Work, project: Project, department_id: int) -> list[Open]:
    """The tasks that it leads and that are not done."""
    its = {
        one.id for one in tasks.of_project(work.session, work.team_id, project.id) if one.department_id == department_id
    }
    return [one for one in life.is_open(work, project) if one.id in its]


def give(work: Work, project: Project, task_ids: Collection[int], going: Going) -> Collection[int]:
    """The heir leads these; where it is another department, their owner is who was named, else its liaison.

    What had no owner has none with the heir either, unless somebody was named.
    """
    part = projects.part(work.session, project.id, going.heir or 0)
    if part is None:
        return ()
    owner_id = None if going.is_merged else going.owner_id or part.liaison_id
    for task in sorted(read_ahead(work.session, Task, task_ids), key=lambda one: one.id):
        changes = {"department_id": (task.department_id, part.department_id)}
        task.department_id = part.department_id
        _does_not_cooperate(work, task, part.department_id)
        updates.stamp(work, task)
        work.record("tasks", task.id, PARTED, changes)
        is_given = task.owner_id is not None or going.owner_id is not None
        if owner_id is not None and is_given and owner_id != task.owner_id:
            work.record("tasks", task.id, HAND_OVER, {"owner_id": (task.owner_id, owner_id)})
            owners.assign(work, task, project, owner_id)
            news.unsay_given(work, task, "it is somebody else's")
        work.session.flush()
        delays.watch_task(work, task, project)
        cards.renew(work, [task.id], project, is_patient=True)
    replanning.note(work, project.id)
    return ()


def end(work: Work, project: Project, task_ids: Collection[int], because: str) -> None:
    """These are cancelled, for that reason."""
    life.end(work, project, task_ids, False, because)
    for task in read_ahead(work.session, Task, task_ids):
        news.unsay_given(work, task, "it is cancelled")
        delays.watch_task(work, task, project)
    replanning.note(work, project.id)


def after(work: Work, project: Project, going: Going) -> None:
    """It cooperates in nothing that is open."""
    found = cooperation.of_department(work.session, work.team_id, project.id, going.gone)
    for task in read_ahead(work.session, Task, found):
        if task.status == Status.DONE or task.deleted_at is not None:
            continue
        before = dict(plans.parts_of(work, task))
        left = {one: what for one, what in before.items() if one != going.gone}
        if going.heir is not None and going.heir != task.department_id:
            left.setdefault(going.heir, before[going.gone])
        plans.cooperate(work, task, before, left)
        updates.stamp(work, task)
        cards.renew(work, [task.id], project, is_patient=True)
    replanning.note(work, project.id)


def take_back(work: Work, project: Project, at: datetime, _going: Going) -> Back:
    """Whose each was, who cooperated in it, and that it was open, is as it was before."""
    found = history.acted(
        work.session, Task, work.team_id, "tasks", project.id, *DID, actor_id=work.person.user_id, at=at
    )
    for one in found:
        if one.stands:
            _as_before(work, project, one.row, one.changes)
    back = [one for one in found if one.stands]
    cards.renew(work, [one.row.id for one in back], project, is_patient=True)
    replanning.note(work, project.id)
    kept = [Text("%(what)s", {"what": f"T-{one.row.number} · {one.row.title}"}) for one in found if not one.stands]
    return Back(len(back), kept)


def _as_before(work: Work, project: Project, task: Task, changes: Sequence[Change]) -> None:
    news.unsay_given(work, task, "it was taken back")
    for change in reversed(changes):
        if "parts" in change.changes:
            plans.cooperate(work, task, dict(plans.parts_of(work, task)), plans.read(work, change.changes["parts"][0]))
            continue
        undoing.restore(work, "tasks", task, change)
        if change.action == CANCEL:
            life.count(work, task, 1)
    updates.stamp(work, task)
    tasks.save(work.session, task)
    delays.watch_task(work, task, project)


def _does_not_cooperate(work: Work, task: Task, department_id: int) -> None:
    """Who leads a task does not cooperate in it."""
    before = dict(plans.parts_of(work, task))
    if department_id in before:
        plans.cooperate(work, task, before, {one: what for one, what in before.items() if one != department_id})


PARTING = Parting(
    words=life.LIFE.words, open=is_open, is_chosen=True, give=give, end=end, after=after, take_back=take_back
)
