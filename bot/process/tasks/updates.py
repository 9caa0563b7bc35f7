"""What people say of tasks (任务更新): how far they are, when they are due, whose they are.

Two people may change one task: a line changes what it names and tells what somebody else has just said of that; a form
is refused once, with what has changed since it was opened (`Overtaken`).
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any, NamedTuple

from bot.process.kernel import replanning, rights
from bot.process.kernel.rules import Role
from bot.process.kernel.spelling import spelled
from bot.process.kernel.timelines import Happening
from bot.process.kernel.work import Work
from bot.process.tasks import (
    cards,
    delays,
    finding,
    impact,
    milestones,
    moves,
    news,
    owners,
    plans,
    remarks,
    starting,
    trees,
)
from bot.process.tasks import shown as standings
from bot.process.tasks.impact import Held
from bot.process.tasks.said import Update
from bot.process.tasks.shown import Standing
from bot.process.tasks.states import MOVES, TRANSITIONS, Status
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Offer, Overtaken, Refused
from storage import history
from storage import tasks as kept
from storage.projects import Project
from storage.tasks import Task

# What an update can change, in the order in which it is told.
FIELDS = ("status", "progress", "due_on", "owner_id", "note")
# Somebody else's change of the same field is told to whom writes over it, if it is as young as this.
JUST_NOW = timedelta(minutes=10)
# Of what happened meanwhile, the last changes are told.
CHANGES_TOLD = 3


class Saved(NamedTuple):
    """What became of an update; `just_before` is what somebody else had said shortly before of the same."""

    shown: Standing
    is_changed: bool
    changes: dict[str, tuple[Any, Any]]
    just_before: Happening | None = None
    # Its new date was said in working days.
    is_counted: bool = False
    # What to know of its new date.
    remarks: tuple[Text, ...] = ()
    # Whom its new date makes too late; None for nobody.
    held: Text | None = None
    # Of what nothing was changed: a field that was said to be what it is.
    about: str = ""


def update(work: Work, number: int, said: Update) -> Saved:
    """Take what somebody says of T-`number`.

    Raises Refused when there is no such task, when it is not theirs to update, when nothing was said, and for a date
    or an owner that cannot be; Overtaken when another change came between what they saw and what they say.
    """
    task, project = finding.held(work, number)
    if not said.is_decided:
        must_update(work, task, project)
    if said.version is not None and said.version != task.version:
        raise overtaken(work, task, said.version)
    if said.shift is not None:
        raise moves.asked(work, task, project, said, said.shift)
    is_counted, hour = False, None
    if said.due_words:
        due_on, note, is_counted, hour = moves.read(work, task, project, said)
        said = replace(said, due_on=due_on, note=note)
    if said.note:
        said = replace(said, note=spelled(work, said.note))
    before = {name: getattr(task, name) for name in FIELDS}
    _apply(work, task, project, said)
    changes = {name: (old, getattr(task, name)) for name, old in before.items() if getattr(task, name) != old}
    is_dated = task.due_on is not None and ("due_on" in changes or hour is not None)
    remarks_made = remarks.of_day(work, project, task.due_on, hour) if is_dated and task.due_on else []
    if not changes:
        return Saved(standings.one(work, task), False, {}, remarks=tuple(remarks_made), about=_about(said))
    just_before = _just_before(work, task, changes)
    stamp(work, task)
    kept.save(work.session, task)
    work.record("tasks", task.id, _move(changes), changes, because=said.note)
    if delays.CONCERNED & changes.keys():
        delays.watch_task(work, task, project)
    if "due_on" in changes:
        replanning.note(work, project.id)
    shown = cards.drawn(work, task, project)
    trees.redraw_around(work, task, project, is_held="status" in changes)
    news.tell(work, task, changes, said.note)
    starting.note(work, task, before["status"])
    milestones.tell(work, task, project, changes, said.note, to_channel=not said.moves_others)
    held = impact.standing(work, task, project) if "due_on" in changes else []
    too_late = impact.said(held, work.today(project.zone)) if held else None
    return Saved(shown, True, changes, just_before, is_counted, tuple(remarks_made), too_late)


def _about(said: Update) -> str:
    """What alone an update speaks of."""
    if said.status is not None or said.progress is not None:
        return "status"
    if said.due_on is not None or "due_on" in said.gone:
        return "due_on"
    return "owner_id" if said.owner_id is not None or "owner_id" in said.gone else "status"


def tell_held(work: Work, number: int) -> tuple[Standing, list[Held]]:
    """Have the owners of the tasks that T-`number` makes too late told so; returns which those are.

    Raises Refused when there is no such task, and when it is not the actor's to update.
    """
    task, project = finding.held(work, number)
    must_update(work, task, project)
    return standings.one(work, task), news.tell_held(work, task, project)


def stamp(work: Work, task: Task) -> None:
    """The task has changed: count it, and note who did it and when."""
    task.version += 1
    work.sign(task)


def to_update(work: Work, number: int) -> Standing:
    """T-`number`, for a form in which the actor will update it.

    Raises Refused when there is no such task, and when it is not theirs to update.
    """
    task = finding.numbered(work, number)
    must_update(work, task, finding.project_of(work, task.project_id))
    return standings.one(work, task)


def to_choose(work: Work, number: int) -> tuple[Standing, list[Standing], bool]:
    """The task; the actor's open tasks, where it is one of them; and whether they may give it to somebody else.

    Raises Refused as `to_update` does.
    """
    found, mine = to_update(work, number), finding.mine(work)
    is_mine = any(one.task.number == number for one in mine)
    return found, mine if is_mine else [], owners.may_assign(work, found)


def may_update(work: Work, shown: Standing) -> bool:
    """Whether the actor may update the task; for buttons."""
    return rights.may(
        work,
        "tasks.update",
        shown.project,
        department_id=shown.task.department_id,
        who={Role.OWNER: shown.task.owner_id},
        about=shown.task,
    )


def _move(changes: dict[str, tuple[Any, Any]]) -> str:
    """What the audit trail calls it."""
    if "status" in changes:
        return MOVES[Status(changes["status"][0]), Status(changes["status"][1])]
    by_field = {"due_on": "move", "owner_id": "assign", "progress": "progress"}
    return next((action for name, action in by_field.items() if name in changes), "say")


def _apply(work: Work, task: Task, project: Project, said: Update) -> None:
    """Change the task as said; a progress alone implies the status that goes with it. Nothing is changed if refused."""
    status = said.status or _implied(task, said.progress)
    is_given = said.owner_id is not None or "owner_id" in said.gone
    is_moved = said.due_on is not None or "due_on" in said.gone
    if status is None and not said.note and not is_moved and not is_given:
        raise Refused(_("Say what changed: a status, a percentage, a date, an owner, or a word."))
    if said.progress is not None and not 0 <= said.progress <= 100:
        raise Refused(_("Progress is a percentage from 0 to 100."), field="progress")
    _check_in_step(status, said.progress)
    trees.check_said(work, task, status, said.progress)
    starting.check(work, task, status)
    if is_given:
        owners.check(work, task, project, said.owner_id)
    if is_moved:
        offer = Offer(_("Give the reason"), "tasks.draft", moves.draft(task, said, said.due_on))
        moves.move(work, task, project, said.due_on, said.note, offer, said=said, status=status)
    if is_given:
        owners.assign(work, task, project, said.owner_id)
    if status is not None and status != task.status:
        task.status = TRANSITIONS.after(Status(task.status), MOVES[Status(task.status), status])
    if said.progress is not None:
        task.progress = said.progress
    keep_in_step(work, task)
    if said.note:
        task.note = said.note


def _check_in_step(status: Status | None, progress: int | None) -> None:
    """A status and a progress that contradict each other: neither is dropped for the other."""
    if progress is None:
        return
    if status == Status.DONE and progress < 100:
        why = _("A task that is done is at 100%%. For %(progress)s%% choose in progress.", progress=progress)
    elif status == Status.NOT_STARTED and progress > 0:
        why = _("A task that is not started is at 0%%. For %(progress)s%% choose in progress.", progress=progress)
    elif status == Status.IN_PROGRESS and progress == 100:
        why = _("A task at %(progress)s%% is done. Choose done, or say how far it is.", progress=progress)
    else:
        return
    raise Refused(why, field="progress")


def _implied(task: Task, progress: int | None) -> Status | None:
    if progress is None:
        return None
    if progress == 100:
        return Status.DONE
    if progress == 0 and task.status == Status.NOT_STARTED:
        return Status.NOT_STARTED
    return Status.IN_PROGRESS


def keep_in_step(work: Work, task: Task) -> None:
    """Keep progress and the actual dates in step with the status."""
    if task.status == Status.DONE:
        task.progress = 100
        task.done_at = task.done_at or work.now
    else:
        if task.done_at is not None:
            task.done_at = None
            plans.leave_out_gone(work, task)
        if task.progress == 100:
            task.progress = _progress_before_done(work, task)
    if task.status == Status.NOT_STARTED:
        task.started_at, task.progress = None, 0
    elif task.started_at is None:
        task.started_at = work.now


def _progress_before_done(work: Work, task: Task) -> int:
    """How far a task was before somebody called it done; it is reopened from there."""
    for change in reversed(history.of(work.session, work.team_id, "tasks", task.id)):
        before, after = change.changes.get("progress", (None, None))
        if after == 100 and before is not None:
            return int(before)
    return 0


def must_update(work: Work, task: Task, project: Project) -> None:
    """Raises Refused, naming who can, when the task is not the actor's to update."""
    finding.must(work, "tasks.update", task, project, who={Role.OWNER: task.owner_id})


def _just_before(work: Work, task: Task, changes: dict[str, tuple[Any, Any]]) -> Happening | None:
    """What somebody else said just now of a field that changes here; asked only where that can be."""
    is_recent = work.now - task.changed_at < JUST_NOW
    if not is_recent or task.changed_by == work.person.user_id:
        return None
    last = history.of(work.session, work.team_id, "tasks", task.id)[-1]
    if not (last.changes.keys() & changes.keys()) - {"note"} or last.action == "add":
        return None
    return standings.of_tasks(work, [last])[0]


def overtaken(work: Work, task: Task, seen: int) -> Overtaken:
    """Somebody has changed the task since version `seen`: who, and what, before it is written over."""
    happened = history.of(work.session, work.team_id, "tasks", task.id)
    told = standings.of_tasks(work, happened[-min(task.version - seen, CHANGES_TOLD) :])
    what = told[0].what
    for one in told[1:]:
        what = _("%(one)s; %(rest)s", one=what, rest=one.what)
    return Overtaken(
        _(
            "%(name)s has changed T-%(number)s meanwhile: %(what)s. This was not saved; look and send it again.",
            name=told[-1].who,
            number=task.number,
            what=what,
        ),
        field="status",
        offer=Offer(_("Show it"), "tasks.show", str(task.number)),
    )
