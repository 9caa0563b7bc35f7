"""Asking another department for help: what a new collaboration request (协作需求单) says, and whether it may."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bot.calendars import Calendar
from bot.process.kernel import calendars, matters, partners, phrases, rights, substitutes
from bot.process.kernel.rules import Role
from bot.process.kernel.spelling import spelled
from bot.process.kernel.work import Work
from bot.process.requests.kind import REQUESTS
from bot.process.requests.shown import Shown
from bot.process.requests.states import State
from bot.process.tasks import cards as task_cards
from bot.process.tasks import finding as task_flow
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import projects
from storage.projects import Project
from storage.tasks import Task

# Working days for an answer where the asker names no day.
ANSWER_DAYS = 2


@dataclass(frozen=True, slots=True)
class Ask:
    """What is asked for with `/request new`; without `answer_by` the default counts."""

    project_id: int
    asked_department_id: int
    title: str
    needed_by: date
    standard: str = ""
    answer_by: date | None = None
    task_number: int | None = None


def ask(work: Work, asked: Ask) -> Shown:
    """Ask another department for help; a second submit of the same form finds the first one.

    Raises Refused for departments that take no part, for one's own, for days in the wrong order, and for people who
    may not ask.
    """
    if (known := matters.begun(work, REQUESTS)) is not None:
        return known
    project = rights.seen(work, asked.project_id)
    task = _task(work, project, asked.task_number)
    department = partners.part_of(work, project, asked.asked_department_id, "department_id")
    asking_id = task.department_id if task else _asking_department(work, project)
    if asking_id == department.id:
        raise Refused(_("A department does not ask itself: choose another one."), field="department_id")
    must_ask(work, project, asking_id, task.owner_id if task else None)
    request = matters.begin(
        work,
        REQUESTS,
        project,
        "ask",
        noted=("title", "needed_by", "answer_by"),
        between=(asking_id, department.id),
        title=spelled(work, asked.title),
        standard=asked.standard,
        task_id=task.id if task else None,
        asking_department_id=asking_id,
        asked_department_id=department.id,
        requester_id=work.person.user_id,
        needed_by=asked.needed_by,
        answer_by=_answer_by(work, project, asked, calendars.of_department(work, department)),
        state=State.SUBMITTED,
    )
    if task is not None:
        task_cards.redraw(work, task.id, project)
    return matters.changed(work, REQUESTS, request)


def must_ask(work: Work, project: Project, department_id: int | None = None, owner_id: str | None = None) -> None:
    """Raises Refused, naming who can, for who may not ask for that department, or as the owner of its task.

    Without a department for any that the actor could ask for: no form is filled in vain.
    """
    rights.must(
        work,
        "requests.ask",
        project,
        _("You cannot ask for help in %(project)s.", project=project.number),
        department_id=department_id or _asking_department(work, project),
        who={Role.OWNER: owner_id},
    )


def _answer_by(work: Work, project: Project, asked: Ask, calendar: Calendar) -> date:
    today = work.today(project.zone)
    phrases.must_be_ahead(asked.needed_by, today, "needed_by")
    phrases.must_be_ahead(asked.answer_by, today, "answer_by")
    if asked.answer_by is None:
        return min(calendar.add_working_days(today, ANSWER_DAYS), asked.needed_by)
    if asked.answer_by > asked.needed_by:
        raise Refused(_("The answer must come before the help is needed."), field="answer_by")
    return asked.answer_by


def _asking_department(work: Work, project: Project) -> int:
    """For whom the actor asks: the department that they act for, else the initiating one."""
    return own_department(work, project) or project.initiating_department_id


def own_department(work: Work, project: Project) -> int | None:
    """The department that the actor is liaison or head of in the project, else one whose deputy head they are."""
    parts = projects.taking_part(work.session, project)
    hats = set(substitutes.hats(work, work.person.user_id))
    holders = [(made.id, {part.liaison_id, part.head_id}) for part, made in parts]
    holders += [(made.id, set(made.deputies)) for _part, made in parts]
    return next((department_id for department_id, held in holders if hats & held), None)


def _task(work: Work, project: Project, number: int | None) -> Task | None:
    if number is None:
        return None
    task = task_flow.find(work, number).task
    if task.project_id != project.id:
        raise Refused(_("T-%(number)s belongs to another project.", number=number), field="task_number")
    return task
