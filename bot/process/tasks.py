"""Tasks (任务): who does what until when, how far it is, and the alert when it is late.

The status is what people said; *delayed* (延期) is derived: the planned end has passed and the task is not done.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from bot.dates import NotADate, Reason, find_due
from bot.language import text as _
from bot.process import delays, rights, standings
from bot.process.refused import Offer, Refused
from bot.process.standings import STATUSES, Happening, Standing, Status
from bot.process.transitions import Transitions
from bot.process.work import Work, room_of
from storage import history, people, projects, tasks
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

# Why a due phrase is not taken; anything else is not understood.
NOT_A_DATE = {
    Reason.VAGUE: _("That names no day."),
    Reason.AMBIGUOUS: _("That can mean more than one day."),
    Reason.IMPOSSIBLE: _("There is no such day."),
    Reason.WRONG_WEEKDAY: _("That day is another weekday."),
    Reason.YEAR_NEEDED: _("Please say the year too."),
    Reason.PAST: _("That day has passed."),
    Reason.TOO_FAR: _("That is too far ahead."),
}

# The move that leads from one status to another.
_MOVES = {(before, after): move for (before, move), after in TRANSITIONS.moves.items()}


@dataclass(frozen=True, slots=True)
class NewTask:
    """What is asked for with `/task add`."""

    project_id: int
    title: str
    department_id: int
    owner_id: str
    due_on: date
    starts_on: date | None = None
    standard: str = ""


@dataclass(frozen=True, slots=True)
class Update:
    """What somebody says of a task: a status, a progress in percent, a word; each may be absent.

    `version` is the one of the task that they saw, where they saw one.
    """

    status: Status | None = None
    progress: int | None = None
    note: str = ""
    version: int | None = None


def add(work: Work, asked: NewTask) -> Standing:
    """Add a task; a second submit of the same form finds the first one.

    Raises Refused for a department that takes no part, for days in the wrong order, and for people who may not.
    """
    known = tasks.caused_by(work.session, work.team_id, work.cause)
    if known is not None:
        return standings.one(work, known)
    project = _project(work, asked.project_id)
    parts = {made.id: made for _part, made in projects.taking_part(work.session, project)}
    department = parts.get(asked.department_id)
    if department is None:
        raise Refused(_("That department takes no part in %(project)s.", project=project.number), field="department")
    rights.must(
        work,
        "tasks.add",
        project,
        _("You cannot add tasks for %(department)s.", department=department.name),
        department_id=department.id,
    )
    if asked.starts_on and asked.due_on < asked.starts_on:
        raise Refused(_("The task must end on or after the day it starts."), field="due_on")
    task = Task(
        team_id=work.team_id,
        project_id=asked.project_id,
        cause=work.cause,
        number=projects.next_number(work.session, work.team_id, "T"),
        title=asked.title,
        standard=asked.standard,
        department_id=asked.department_id,
        owner_id=asked.owner_id,
        starts_on=asked.starts_on,
        due_on=asked.due_on,
        status=Status.NOT_STARTED,
        created_at=work.now,
        created_by=work.person.user_id,
        changed_at=work.now,
        changed_by=work.person.user_id,
    )
    work.session.add(task)
    work.session.flush()
    projects.add_members(work.session, project, [asked.owner_id])
    work.record("tasks", _id(task), "add", {"title": (None, task.title), "due_on": (None, task.due_on)})
    delays.watch(work, project)
    return _drawn(work, task, project)


def update(work: Work, number: int, said: Update) -> tuple[Standing, bool]:
    """Take what somebody says of T-`number`; also tells whether that changed anything.

    Raises Refused when there is no such task, when it is not theirs to update, when nothing was said, and when another
    change came between what they saw and what they say.
    """
    task = _task(work, number, to_change=True)
    project = _project(work, task.project_id)
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
    task.changed_at, task.changed_by = work.now, work.person.user_id
    work.session.add(task)
    move = _MOVES.get((was, Status(task.status)), "say")
    work.record("tasks", _id(task), move, changes, because=said.note)
    return _drawn(work, task, project), True


def undo(work: Work, task_id: int, version: int) -> Standing:
    """Take back the actor's own last change of a task.

    Raises Refused when somebody has changed the task since, or when it was not the actor's change.
    """
    task = tasks.task(work.session, work.team_id, task_id, to_change=True)
    if task is None:
        raise _unknown("")
    project = rights.see(work, _project(work, task.project_id), _unknown("").why)
    last = history.of(work.session, work.team_id, "tasks", task_id)[-1]
    if task.version != version or last.actor_id != work.person.user_id or last.action in ("add", "undo"):
        raise Refused(
            _(
                "T-%(number)s has changed since; that can no longer be undone. See `/task show T-%(number)s`.",
                number=task.number,
            )
        )
    for name, (before, _after) in last.changes.items():
        setattr(task, name, before)
    _stamp(work, task)
    task.version += 1
    task.changed_at, task.changed_by = work.now, work.person.user_id
    work.record("tasks", task_id, "undo", {name: (after, before) for name, (before, after) in last.changes.items()})
    return _drawn(work, task, project)


def find(work: Work, number: int) -> Standing:
    """T-`number` as it stands.

    Raises Refused when there is no such task in a project that the actor may see.
    """
    return standings.one(work, _task(work, number))


def to_update(work: Work, number: int) -> Standing:
    """T-`number`, for a form in which the actor will update it.

    Raises Refused when there is no such task, and when it is not theirs to update.
    """
    task = _task(work, number)
    _must_update(work, task, _project(work, task.project_id))
    return standings.one(work, task)


def read_line(work: Work, project: Project, line: str) -> tuple[str, date | None]:
    """A title and the day it is due, from a line such as "Print posters by next Friday".

    Raises Refused for a line that says by when, but not when.
    """
    try:
        found = find_due(
            line,
            now=work.now,
            zone=ZoneInfo(work.person.zone),
            locale=work.person.locale,
            calendar=work.calendar(project),
        )
    except NotADate as wrong:
        why = NOT_A_DATE.get(wrong.reason) or _("I could not read the date.")
        raise Refused(
            _(
                "%(why)s Say for example %(examples)s, or leave it out and choose the day in the form.",
                why=why,
                examples=" · ".join(f"`{one}`" for one in wrong.examples),
            )
        ) from None
    return (found[1], found[0].day) if found else (line, None)


def department_of(work: Work, project: Project, user_id: str) -> int | None:
    """The department for which the person is liaison or head in the project."""
    parts = projects.taking_part(work.session, project)
    as_liaison = (made.id for part, made in parts if part.liaison_id == user_id)
    as_head = (made.id for part, made in parts if part.head_id == user_id)
    return next(as_liaison, None) or next(as_head, None)


def timeline(work: Work, number: int) -> tuple[Standing, list[Happening]]:
    """T-`number` with everything that happened to it, oldest first."""
    shown = find(work, number)
    changes = history.of(work.session, work.team_id, "tasks", _id(shown.task))
    named = people.people(work.session, work.team_id, {one.actor_id for one in changes if one.actor_id})
    return shown, [
        Happening(one.at, named[one.actor_id].name if one.actor_id in named else None, standings.told(one))
        for one in changes
    ]


def mine(work: Work) -> list[Standing]:
    """The actor's open tasks, soonest due first."""
    return standings.many(work, tasks.open_of_owner(work.session, work.team_id, work.person.user_id))


def of_project(work: Work, project: Project) -> list[Standing]:
    """Every task of the project, soonest due first."""
    return standings.many(work, tasks.of_project(work.session, work.team_id, project.id or 0))


def draw(work: Work, shown: Standing) -> None:
    """Post or renew the task's card in the project's channel."""
    room = room_of(shown.project)
    if room is not None:
        work.draw("tasks/card", card=f"tasks:{shown.task.id}", room=room, shown=shown)


def may_update(work: Work, shown: Standing) -> bool:
    """Whether the actor may update the task; for buttons."""
    return rights.may(
        work, "tasks.update", shown.project, department_id=shown.task.department_id, owner_id=shown.task.owner_id
    )


def _drawn(work: Work, task: Task, project: Project) -> Standing:
    shown = standings.one(work, task)
    draw(work, shown)
    return shown


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
    for change in reversed(history.of(work.session, work.team_id, "tasks", _id(task))):
        before, after = change.changes.get("progress", (None, None))
        if after == 100 and before is not None:
            return int(before)
    return 0


def _task(work: Work, number: int, *, to_change: bool = False) -> Task:
    task = tasks.numbered(work.session, work.team_id, number, to_change=to_change)
    if task is None:
        raise _unknown(str(number))
    rights.see(work, projects.project(work.session, work.team_id, task.project_id), _unknown(str(number)).why)
    return task


def _unknown(number: str) -> Refused:
    return Refused(_("There is no T-%(number)s here. `/task list` shows the tasks.", number=number))


def _project(work: Work, project_id: int) -> Project:
    return rights.see(
        work,
        projects.project(work.session, work.team_id, project_id),
        _("There is no such project here. `/project list` shows yours."),
    )


def _must_update(work: Work, task: Task, project: Project) -> None:
    department = people.department(work.session, work.team_id, task.department_id)
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
            name=shown.changed_by.name if shown.changed_by else "?",
            number=task.number,
            status=STATUSES[Status(task.status)],
            progress=task.progress,
        ),
        field="status",
        offer=Offer(_("Show it"), "tasks.show", str(task.number)),
    )


def _id(task: Task) -> int:
    assert task.id is not None, "stored before"  # noqa: S101 - a mistake of ours, not of a user
    return task.id
