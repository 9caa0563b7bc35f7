"""Tasks are added."""

from __future__ import annotations

from bot.process.kernel import partners, replanning, rights
from bot.process.kernel.spelling import spelled
from bot.process.kernel.work import Work
from bot.process.tasks import cards, delays, moves, news, plans
from bot.process.tasks import shown as standings
from bot.process.tasks.finding import project_of
from bot.process.tasks.plans import NewTask
from bot.process.tasks.shown import Standing
from bot.process.tasks.states import Status
from bot.words.refused import TakenBack
from storage import numbers, projects, tasks
from storage.tasks import Task


def add(work: Work, asked: NewTask) -> Standing:
    """Add a task, and tell its owner; a second submit of the same form finds the first one.

    Raises Refused as `make` does.
    """
    is_known = tasks.caused_by(work.session, work.team_id, work.cause) is not None
    made = make(work, asked)
    if not is_known:
        cards.draw(work, made)
        news.give(work, [made.task])
    return made


def make(work: Work, asked: NewTask, *, is_ordered: bool = False) -> Standing:
    """Add a task, as one of several: whoever calls tells its owner, with all that is theirs, and it has no card yet.

    A second submit finds the first one. `is_ordered`: it follows from what was decided, whoever had the last word.

    Raises Refused for a department that takes no part, for days in the wrong order, and for people who may not, or may
    add no milestone.
    """
    known = tasks.caused_by(work.session, work.team_id, work.cause)
    if known is not None:
        if known.deleted_at is not None:
            raise TakenBack
        return standings.one(work, known)
    project = project_of(work, asked.project_id)
    if is_ordered:
        partners.part_of(work, project, asked.department_id, "department_id")
    else:
        plans.must_plan(work, "tasks.add", project, asked.department_id)
    if asked.is_milestone:
        moves.must_mark(work, project, asked.department_id)
    plans.check_days(asked)
    plans.check_owner(work, asked.owner_id)
    rights.must_stay_open(work, "tasks.add", project, department_id=_departments(asked))
    number = numbers.next_number(work.session, work.team_id, "T")
    task = Task(
        team_id=work.team_id,
        project_id=asked.project_id,
        cause=work.cause,
        number=number,
        position=number,
        title=spelled(work, asked.title),
        description=asked.description,
        output=asked.output,
        format=asked.format,
        quality=asked.quality,
        department_id=asked.department_id,
        owner_id=asked.owner_id,
        starts_on=asked.starts_on,
        due_on=asked.due_on,
        days=asked.days,
        is_milestone=asked.is_milestone,
        is_at_start=asked.is_milestone and asked.is_at_start,
        is_pinned=asked.is_pinned,
        status=Status.NOT_STARTED,
        created_at=work.now,
        created_by=work.person.user_id,
        changed_at=work.now,
        changed_by=work.person.user_id,
    )
    work.session.add(task)
    work.session.flush()
    plans.place(work, project, task, asked)
    plans.set_parts(work, project, task, asked.parts or ())
    plans.set_waits(work, project, task, asked.waits_for or ())
    if asked.owner_id is not None:
        projects.add_members(work.session, project, [asked.owner_id])
    work.record("tasks", task.id, "add", {"title": (None, task.title), "due_on": (None, task.due_on)})
    delays.watch_task(work, task, project)
    replanning.note(work, project.id)
    return standings.brief(work, task)


def _departments(asked: NewTask) -> set[int]:
    return {asked.department_id, *(department_id for department_id, _provides in asked.parts or ())}
