"""What people say of tasks (任务更新): how far they are, and taking that back."""

from __future__ import annotations

from dataclasses import dataclass

from bot.language import text as _
from bot.process import delays, rights, standings, tasks
from bot.process.refused import Offer, Refused
from bot.process.standings import STATUSES, Standing, Status
from bot.process.transitions import Transitions
from bot.process.work import Work
from storage import departments, history, people
from storage import tasks as kept
from storage.projects import Project
from storage.tasks import Task

TRANSITIONS = Transitions(
    {
        (Status.NOT_STARTED, "start"): Status.IN_PROGRESS,
        (Status.NOT_STARTED, "finish"): Status.DONE,
        (Status.IN_PROGRESS, "progress"): Status.IN_PROGRESS,
        (Status.IN_PROGRESS, "finish"): Status.DONE,
        (Status.IN_PROGRESS, "set back"): Status.NOT_STARTED,
        (Status.DONE, "reopen"): Status.IN_PROGRESS,
        (Status.DONE, "set back"): Status.NOT_STARTED,
    },
    STATUSES,
)

# The move that leads from one status to another.
_MOVES = {(before, after): move for (before, move), after in TRANSITIONS.moves.items()}


@dataclass(frozen=True, slots=True)
class Update:
    """What somebody says of a task: a status, a progress in percent, a word; each may be absent.

    `version` is the one of the task that they saw, where they saw one.
    """

    status: Status | None = None
    progress: int | None = None
    note: str = ""
    version: int | None = None


def update(work: Work, number: int, said: Update) -> tuple[Standing, bool]:
    """Take what somebody says of T-`number`; also tells whether that changed anything.

    Raises Refused when there is no such task, when it is not theirs to update, when nothing was said, and when another
    change came between what they saw and what they say.
    """
    task = tasks.numbered(work, number, to_change=True)
    project = tasks.project_of(work, task.project_id)
    _must_update(work, task, project)
    if said.version is not None and said.version != task.version:
        raise _overtaken(work, task)
    was = Status(task.status)
    before: dict[str, str | int] = {"status": task.status, "progress": task.progress, "note": task.note}
    _apply(work, task, said)
    changes = {name: (old, getattr(task, name)) for name, old in before.items() if getattr(task, name) != old}
    if not changes:
        return standings.one(work, task), False
    task.version += 1
    work.sign(task)
    work.session.add(task)
    move = _MOVES.get((was, Status(task.status)), "say")
    work.record("tasks", tasks.id_of(task), move, changes, because=said.note)
    if delays.CONCERNED & changes.keys():
        delays.watch_task(work, task, project)
    return tasks.drawn(work, task, project), True


def undo(work: Work, task_id: int, version: int) -> Standing:
    """Take back the actor's own last change of a task.

    Raises Refused when somebody has changed the task since, or when it was not the actor's change.
    """
    task = kept.task(work.session, work.team_id, task_id, to_change=True)
    if task is None:
        raise tasks.unknown("")
    project = rights.see(work, tasks.project_of(work, task.project_id), tasks.unknown("").why)
    last = history.of(work.session, work.team_id, "tasks", task_id)[-1]
    if task.version != version or last.actor_id != work.person.user_id or last.action in ("add", "undo"):
        raise Refused(
            _(
                "T-%(number)s has changed since; that can no longer be undone. See `/task show T-%(number)s`.",
                number=task.number,
            )
        )
    if last.on_behalf_of:
        work.acting_for = people.person(work.session, work.team_id, last.on_behalf_of)
    for name, (before, _after) in last.changes.items():
        setattr(task, name, before)
    _stamp(work, task)
    task.version += 1
    work.sign(task)
    work.record("tasks", task_id, "undo", {name: (after, before) for name, (before, after) in last.changes.items()})
    delays.watch_task(work, task, project)
    return tasks.drawn(work, task, project)


def to_update(work: Work, number: int) -> Standing:
    """T-`number`, for a form in which the actor will update it.

    Raises Refused when there is no such task, and when it is not theirs to update.
    """
    task = tasks.numbered(work, number)
    _must_update(work, task, tasks.project_of(work, task.project_id))
    return standings.one(work, task)


def may_update(work: Work, shown: Standing) -> bool:
    """Whether the actor may update the task; for buttons."""
    return rights.may(
        work, "tasks.update", shown.project, department_id=shown.task.department_id, owner_id=shown.task.owner_id
    )


def _apply(work: Work, task: Task, said: Update) -> None:
    """Change the task as said; a progress alone implies the status that goes with it."""
    status = said.status or _implied(task, said.progress)
    if status is None and not said.note:
        raise Refused(_("Say what changed: a status, a percentage, or a word."))
    if said.progress is not None and not 0 <= said.progress <= 100:
        raise Refused(_("Progress is a percentage from 0 to 100."), field="progress")
    if status is not None and status != task.status:
        task.status = TRANSITIONS.after(Status(task.status), _MOVES[Status(task.status), status])
    if said.progress is not None:
        task.progress = said.progress
    _stamp(work, task)
    if said.note:
        task.note = said.note


def _implied(task: Task, progress: int | None) -> Status | None:
    if progress is None:
        return None
    if progress == 100:
        return Status.DONE
    if progress == 0 and task.status == Status.NOT_STARTED:
        return Status.NOT_STARTED
    return Status.IN_PROGRESS


def _stamp(work: Work, task: Task) -> None:
    """Keep progress and the actual dates in step with the status."""
    if task.status == Status.DONE:
        task.progress = 100
        task.done_at = task.done_at or work.now
    else:
        task.done_at = None
        if task.progress == 100:
            task.progress = _progress_before_done(work, task)
    if task.status == Status.NOT_STARTED:
        task.started_at, task.progress = None, 0
    elif task.started_at is None:
        task.started_at = work.now


def _progress_before_done(work: Work, task: Task) -> int:
    """How far a task was before somebody called it done; it is reopened from there."""
    for change in reversed(history.of(work.session, work.team_id, "tasks", tasks.id_of(task))):
        before, after = change.changes.get("progress", (None, None))
        if after == 100 and before is not None:
            return int(before)
    return 0


def _must_update(work: Work, task: Task, project: Project) -> None:
    department = departments.department(work.session, work.team_id, task.department_id)
    rights.must(
        work,
        "tasks.update",
        project,
        _(
            "T-%(number)s belongs to %(department)s.",
            number=task.number,
            department=department.name if department else "?",
        ),
        department_id=task.department_id,
        owner_id=task.owner_id,
    )


def _overtaken(work: Work, task: Task) -> Refused:
    """Somebody else changed the task first: say who and to what, and let them look before they write over it."""
    shown = standings.one(work, task)
    return Refused(
        _(
            "%(name)s has changed T-%(number)s meanwhile: %(status)s, %(progress)s%%. "
            "Nothing of yours was saved; look and send it again.",
            name=shown.hand,
            number=task.number,
            status=STATUSES[Status(task.status)],
            progress=task.progress,
        ),
        field="status",
        offer=Offer(_("Show it"), "tasks.show", str(task.number)),
    )
