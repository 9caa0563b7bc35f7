"""Tasks (任务): who does what until when, how far it is, and the alert when it is late.

The status is what people said; *delayed* (延期) is derived: the planned end has passed and the task is not done.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple
from zoneinfo import ZoneInfo

from bot.due.phrases import NotADate, find_due
from bot.process import delays, standings, task_plans
from bot.process.kernel import calendars, phrases, rights
from bot.process.kernel.spelling import spelled
from bot.process.kernel.work import Drawing, Work, room_of
from bot.process.standings import Happening, Standing, Status
from bot.process.task_plans import NewTask
from bot.words.language import text as _
from bot.words.refused import Offer, Refused, TakenBack
from storage import departments, history, projects, task_reading, tasks
from storage.projects import Project
from storage.tasks import Task

# The template of a task's card.
CARD = "tasks/card"


def add(work: Work, asked: NewTask) -> Standing:
    """Add a task; a second submit of the same form finds the first one.

    Raises Refused for a department that takes no part, for days in the wrong order, and for people who may not.
    """
    known = tasks.caused_by(work.session, work.team_id, work.cause)
    if known is not None:
        if known.deleted_at is not None:
            raise TakenBack
        return standings.one(work, known)
    project = project_of(work, asked.project_id)
    task_plans.must_plan(work, "tasks.add", project, asked.department_id)
    task_plans.check_days(asked.starts_on, asked.due_on)
    task_plans.check_owner(work, asked.owner_id)
    task = Task(
        team_id=work.team_id,
        project_id=asked.project_id,
        cause=work.cause,
        number=projects.next_number(work.session, work.team_id, "T"),
        title=spelled(work, asked.title),
        description=asked.description,
        output=asked.output,
        format=asked.format,
        quality=asked.quality,
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
    task_plans.place(work, project, task, asked)
    task_plans.set_parts(work, project, task, asked.parts or ())
    task_plans.set_waits(work, project, task, asked.waits_for or ())
    projects.add_members(work.session, project, [asked.owner_id])
    work.record("tasks", task.id, "add", {"title": (None, task.title), "due_on": (None, task.due_on)})
    delays.watch_task(work, task, project)
    return drawn(work, task, project)


def find(work: Work, number: int) -> Standing:
    """T-`number` as it stands.

    Raises Refused when there is no such task in a project that the actor may see.
    """
    return standings.one(work, numbered(work, number, with_deleted=True))


class Line(NamedTuple):
    """A line of a new task: its title, the day it is due, and whether working days were counted for that."""

    title: str
    due_on: date | None = None
    is_counted: bool = False


def read_line(work: Work, project: Project, line: str) -> Line:
    """A title and the day it is due in the project's zone, from a line such as "Print posters by next Friday".

    Raises Refused for a line that says by when, but not when.
    """
    try:
        found = find_due(
            line,
            now=work.now,
            zone=ZoneInfo(project.zone),
            locale=work.person.locale,
            calendar=calendars.of_project(work, project),
        )
    except NotADate as wrong:
        raise Refused(
            _(
                "%(why)s Say for example %(examples)s, or leave it out and choose the day in the form.",
                why=phrases.why_not(line, wrong),
                examples=phrases.to_type(wrong.examples),
            )
        ) from None
    return Line(found[1], found[0].day, found[0].counted_in is not None) if found else Line(line)


def department_of(work: Work, project: Project, user_id: str) -> int | None:
    """The department for which the person is liaison or head in the project."""
    parts = projects.taking_part(work.session, project)
    as_liaison = (made.id for part, made in parts if part.liaison_id == user_id)
    as_head = (made.id for part, made in parts if part.head_id == user_id)
    return next(as_liaison, None) or next(as_head, None)


def timeline(work: Work, number: int) -> tuple[Standing, list[Happening]]:
    """T-`number` with everything that happened to it, oldest first."""
    shown = find(work, number)
    changes = history.of(work.session, work.team_id, "tasks", shown.task.id)
    return shown, standings.of_tasks(work, changes)


def mine(work: Work) -> list[Standing]:
    """The actor's open tasks, soonest due first."""
    return standings.many(work, tasks.open_of_owner(work.session, work.team_id, work.person.user_id))


def draw(work: Work, shown: Standing) -> None:
    """Post or renew the task's card in the project's channel."""
    redraw(work, shown.task.id, shown.project)


def redraw(work: Work, task_id: int, project: Project, *, is_patient: bool = False) -> None:
    """The same of a task of that project that has not been read; `is_patient` where it is one of very many."""
    room = room_of(project)
    if room is not None:
        work.redraw(CARD, task_id, card=f"tasks:{task_id}", room=room, is_patient=is_patient)


def card(work: Work, task_id: int) -> Drawing | None:
    """What the task's card shows; None where its project has no channel any more."""
    task = tasks.task(work.session, work.team_id, task_id)
    project = projects.project(work.session, work.team_id, task.project_id) if task else None
    room = room_of(project) if project else None
    return Drawing(room.reader, {"shown": standings.one(work, task)}) if task and room else None


def drawn(work: Work, task: Task, project: Project) -> Standing:
    redraw(work, task.id, project)
    return standings.brief(work, task)


def held(work: Work, number: int) -> tuple[Task, Project]:
    """The task and its project, held until the transaction ends."""
    return _numbered(work, number, to_change=True)


def numbered(work: Work, number: int, *, to_change: bool = False, with_deleted: bool = False) -> Task:
    return _numbered(work, number, to_change=to_change, with_deleted=with_deleted)[0]


def _numbered(work: Work, number: int, *, to_change: bool = False, with_deleted: bool = False) -> tuple[Task, Project]:
    task = task_reading.numbered(work.session, work.team_id, number, seen_by=work.actor_id, to_change=to_change)
    if task is None:
        raise unknown(str(number))
    project = rights.see(work, projects.project(work.session, work.team_id, task.project_id), unknown(str(number)).why)
    if task.deleted_at is not None and not with_deleted:
        raise Refused(
            _(
                "T-%(number)s was deleted. `/task show T-%(number)s` tells by whom, and can bring it back.",
                number=number,
            ),
            offer=Offer(_("Show it"), "tasks.show", str(number)),
        )
    return task, project


def must(work: Work, action: str, task: Task, project: Project, *, owner_id: str | None = None) -> None:
    """Raises Refused, naming who can, when that action on the task is not the actor's."""
    department = departments.department(work.session, work.team_id, task.department_id)
    rights.must(
        work,
        action,
        project,
        _(
            "T-%(number)s belongs to %(department)s.",
            number=task.number,
            department=department.name if department else "?",
        ),
        department_id=task.department_id,
        owner_id=owner_id,
    )


def unknown(number: str) -> Refused:
    return Refused(_("There is no T-%(number)s here. `/task list` shows the tasks.", number=number))


def project_of(work: Work, project_id: int) -> Project:
    """The project of a task, for who may see it."""
    return rights.seen(work, project_id)
