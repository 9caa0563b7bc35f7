"""Tasks of a project that comes to its end: each is done after all, or cancelled with the reason; and may come back.

What is cancelled is in no list any more, as what is deleted; its history says why. Nobody is told of each: whoever has
one hears of the project (`bot/process/phases`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime

from bot.process.kernel import members, undoing
from bot.process.kernel.flow import Life, Open
from bot.process.kernel.work import Work
from bot.process.tasks import acting, cards, starting, updates
from bot.process.tasks.states import MOVES, Status
from bot.words.language import joined, plural
from bot.words.language import text as _
from bot.words.refused import Offer, Refused
from storage import history, task_changes, tasks
from storage.projects import Project
from storage.rows import read_ahead
from storage.tasks import Task

# Of locked tasks so many are named.
NAMED = 20


def is_open(work: Work, project: Project) -> list[Open]:
    """The tasks that are not done, soonest due first."""
    today = work.today(project.zone)
    return [
        Open(
            one.id,
            f"T-{one.number}",
            one.title,
            tuple(filter(None, [acting.who(work, one)])),
            is_late=one.is_due_before(today),
            button=Offer(_("Update"), "tasks.open", str(one.number)),
        )
        for one in tasks.of_project(work.session, work.team_id, project.id)
        if one.status != Status.DONE
    ]


def end(work: Work, project: Project, task_ids: Collection[int], is_done: bool, because: str) -> None:
    """These are done, or cancelled for that reason."""
    found = read_ahead(work.session, Task, task_ids)
    if is_done:
        _must_not_be_locked(work, sorted(found, key=lambda one: one.number))
    for task in sorted(found, key=lambda one: one.id):
        if is_done:
            _finish(work, task)
        else:
            _cancel(work, task, because)
        tasks.save(work.session, task)
    _redraw(work, project, found)


def bring_back(work: Work, project: Project, at: datetime, with_done: bool) -> int:
    """What was cancelled at that moment is open again, as it was; with what was said to be done then, or without."""
    found = [
        (task, change)
        for task, change in task_changes.ended(work.session, work.team_id, project.id, at)
        if with_done or change.action == task_changes.CANCEL
    ]
    for task, change in found:
        history.restore(task, change)
        updates.keep_in_step(work, task)
        updates.stamp(work, task)
        did = "restore" if change.action == task_changes.CANCEL else undoing.UNDO
        work.record("tasks", task.id, did, undoing.backwards(change.changes))
        if change.action == task_changes.CANCEL:
            count(work, task, 1)
        tasks.save(work.session, task)
    _redraw(work, project, [task for task, _change in found])
    if found:
        # Who has left meanwhile has open tasks again.
        work.wake(members.OWNER_GONE, project.id, work.now)
    return len(found)


def _must_not_be_locked(work: Work, found: Sequence[Task]) -> None:
    """Raises Refused where some could not even be started, all of them named, with what can be said instead."""
    locked: list[tuple[Task, Refused]] = []
    for task in found:
        try:
            starting.check(work, task, Status.DONE)
        except Refused as refused:
            locked.append((task, refused))
    if not locked:
        return
    first, why = locked[0]
    others = joined((f"T-{task.number}" for task, _why in locked[1:NAMED]), _("%(one)s, %(rest)s"))
    said = why.why if others is None else _("%(said)s The same holds for %(tasks)s.", said=why.why, tasks=others)
    raise Refused(
        _("%(said)s To close the project all the same, choose “cancelled” for what is locked.", said=said),
        field=f"tasks.{first.id}",
        offer=why.offer,
    )


def _finish(work: Work, task: Task) -> None:
    before = (task.status, task.progress)
    task.status = Status.DONE
    updates.keep_in_step(work, task)
    updates.stamp(work, task)
    changes = {"status": (before[0], task.status), "progress": (before[1], task.progress)}
    move = MOVES[Status(before[0]), Status.DONE]
    work.record("tasks", task.id, move, {name: pair for name, pair in changes.items() if pair[0] != pair[1]})


def _cancel(work: Work, task: Task, because: str) -> None:
    task.deleted_at = work.now
    updates.stamp(work, task)
    work.record("tasks", task.id, task_changes.CANCEL, {"deleted_at": (None, work.now)}, because=because)
    count(work, task, -1)


def count(work: Work, task: Task, by: int) -> None:
    """The parent has one subtask more, or less."""
    parent = tasks.task(work.session, work.team_id, task.parent_id) if task.parent_id else None
    if parent is not None:
        parent.subtasks += by
        tasks.save(work.session, parent)


def _redraw(work: Work, project: Project, found: Iterable[Task]) -> None:
    """Those of their cards that stand in the channel; none is posted for it, and whatever else is told goes first."""
    cards.renew(work, [task.id for task in found], project, is_patient=True)


LIFE = Life(
    words=lambda number: plural("%(number)s open task", "%(number)s open tasks", number),
    open=is_open,
    end=end,
    is_chosen=True,
    bring_back=bring_back,
)
