"""The plan of a task (任务分工): its place in the tree, its days, its departments, and what it waits for.

Three levels: a task may stand in a stage and be split into subtasks; a subtask stands in its parent's stage and is
split no further. Cooperating departments are those of the project; each says what it provides.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.process.kernel import partners, rights
from bot.process.kernel.work import Work
from bot.process.tasks import precedence
from bot.process.tasks.links import Waits
from bot.process.tasks.states import Status
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import cooperation, departments, people, projects, stages, task_reading, tasks
from storage.departments import Department
from storage.projects import Project
from storage.stages import Stage
from storage.task_changes import PARTED
from storage.tasks import Task

# Of a department's contribution; more is a document, not a line.
PROVIDES_AT_MOST = 500
# Working days; longer than any calendar is known ahead.
DAYS_AT_MOST = 2_000


@dataclass(frozen=True, slots=True)
class NewTask:
    """What is asked for with `/task add` or `/task edit`.

    Without an owner it is the lead department's liaison who acts for it; without a planned end it is not scheduled, and
    may say how many working days it takes (`days`). `stage` is a stage's name, made if the project has none of that
    name; `parent` the number of the task that this is a subtask of. `parts` are cooperating departments by id, each
    with what it provides. None: leave them as they are.
    """

    project_id: int
    title: str
    department_id: int
    owner_id: str | None
    due_on: date | None
    starts_on: date | None = None
    output: str = ""
    format: str = ""
    quality: str = ""
    description: str = ""
    stage: str = ""
    parent: int | None = None
    parts: tuple[tuple[int, str], ...] | None = None
    waits_for: tuple[Waits, ...] | None = None
    days: int | None = None
    is_milestone: bool = False
    is_at_start: bool = False
    is_pinned: bool = False


def must_add(work: Work, meant: Sequence[Project]) -> None:
    """Raises Refused, naming who can, for who may add tasks in none of the projects that can be meant."""
    if not any(_may_add(work, project) for project in meant):
        why = _("You cannot add tasks in %(project)s.", project=meant[0].number)
        rights.must(work, "tasks.add", meant[0], why, department_id=_taking_part(work, meant[0]))


def _may_add(work: Work, project: Project) -> bool:
    return rights.may(work, "tasks.add", project, department_id=_taking_part(work, project))


def _taking_part(work: Work, project: Project) -> list[int]:
    return [made.id for _part, made in projects.taking_part(work.session, project)]


def must_plan(work: Work, action: str, project: Project, department_id: int) -> Department:
    """The lead department, if it takes part in the project and the actor may plan for it.

    Raises Refused otherwise, naming who can.
    """
    department = partners.part_of(work, project, department_id, "department_id")
    rights.must(
        work,
        action,
        project,
        _("You cannot add tasks for %(department)s.", department=department.name),
        department_id=department.id,
    )
    return department


def check_days(asked: NewTask) -> None:
    """Raises Refused for a task that would end before it starts, and for a milestone with a length or a start."""
    if asked.is_milestone and (asked.starts_on is not None or asked.days):
        field = "starts_on" if asked.starts_on is not None else "days"
        raise Refused(_("A milestone takes no time: it has a day, but no start and no length."), field=field)
    if asked.starts_on and asked.due_on and asked.due_on < asked.starts_on:
        raise Refused(_("The task must end on or after the day it starts."), field="due_on")
    if asked.days is not None and not 0 < asked.days <= DAYS_AT_MOST:
        raise Refused(_("A task takes 1 to %(number)s working days.", number=DAYS_AT_MOST), field="days")


def check_owner(work: Work, owner_id: str | None) -> None:
    """Raises Refused for a bot, and for somebody who has left; a task may have no owner yet."""
    owner = people.person(work.session, work.team_id, owner_id) if owner_id is not None else None
    if owner is not None and not owner.is_there:
        raise Refused(_("Choose a person who is in this workspace."), field="owner_id")


def place(work: Work, project: Project, task: Task, asked: NewTask) -> None:
    """Put the task into its stage, or under its parent.

    Raises Refused for a parent that cannot be one.
    """
    parent = _parent(work, project, task, asked.parent) if asked.parent is not None else None
    if parent is not None:
        stage_id = parent.stage_id
    else:
        stage_id = stage_named(work, project, asked.stage).id if asked.stage else None
    was = task.parent_id
    task.parent_id = parent.id if parent else None
    if was != task.parent_id:
        for parent_id, step in ((was, -1), (task.parent_id, 1)):
            changed = tasks.task(work.session, work.team_id, parent_id, to_change=True) if parent_id else None
            if changed is not None:
                changed.subtasks += step
    if stage_id != task.stage_id:
        task.stage_id = stage_id
        for subtask in tasks.subtasks_of(work.session, work.team_id, task.id) if task.id and task.subtasks else ():
            subtask.stage_id = stage_id


def stage_named(work: Work, project: Project, name: str) -> Stage:
    """The project's stage of that name; made, as the last one, where there is none."""
    name = " ".join(name.split())
    known = stages.of_project(work.session, work.team_id, project.id)
    found = next((one for one in known if one.name.casefold() == name.casefold()), None)
    if found is not None:
        return found
    made = Stage(
        team_id=work.team_id,
        project_id=project.id,
        position=max((one.position for one in known), default=0) + 1,
        name=name,
        created_at=work.now,
        created_by=work.person.user_id,
    )
    work.session.add(made)
    work.session.flush()
    work.record("stages", made.id, "add", {"name": (None, name)})
    return made


def set_parts(work: Work, project: Project, task: Task, parts: Sequence[tuple[int, str]]) -> None:
    """These departments cooperate in the task, each providing what it says.

    Raises Refused for one that takes no part in the project, and for the lead department itself.
    """
    known = {made.id for _part, made in projects.taking_part(work.session, project)}
    for department_id, _provides in parts:
        if department_id not in known:
            raise Refused(_("That department takes no part in %(project)s.", project=project.number), field="parts")
        if department_id == task.department_id:
            raise Refused(_("The lead department does not cooperate with itself; leave it out."), field="parts")
    once = {department_id: provides[:PROVIDES_AT_MOST] for department_id, provides in parts}
    cooperation.replace(work.session, work.team_id, task.id, once)
    task.parts = len(once)


def parts_of(work: Work, task: Task) -> list[tuple[int, str]]:
    """The cooperating departments of a task by id, each with what it provides."""
    found = cooperation.of_tasks(work.session, work.team_id, [task.id]).get(task.id, [])
    return [(one.department_id, one.provides) for one in found]


def leave_out_gone(work: Work, task: Task) -> None:
    """The task is open again: what cooperated in it and takes no part in the project any more is left out."""
    if not task.parts:
        return
    before = dict(parts_of(work, task))
    left = {one: said for one, said in before.items() if projects.part(work.session, task.project_id, one) is not None}
    if left != before:
        cooperate(work, task, before, left)


def cooperate(work: Work, task: Task, before: Mapping[int, str], after: Mapping[int, str]) -> None:
    """These cooperate in the task from now on, since a department takes part no more; by id what each provides."""
    cooperation.replace(work.session, work.team_id, task.id, after)
    task.parts = len(after)
    work.record("tasks", task.id, PARTED, {"parts": (_called(work, before), _called(work, after))})
    work.session.flush()


def read(work: Work, written: Sequence[str]) -> dict[int, str]:
    """The parts of departments as `cooperate` has written them down, as far as those are still there."""
    found: dict[int, str] = {}
    for line in written:
        named = [one for one in departments.all_of(work.session, work.team_id) if line.startswith(f"{one.key}: ")]
        if named:
            made = max(named, key=lambda one: len(one.key))
            found[made.id] = line.removeprefix(f"{made.key}: ")
    return found


def _called(work: Work, parts: Mapping[int, str]) -> list[str]:
    known = {one: departments.department(work.session, work.team_id, one) for one in parts}
    return [f"{made.key}: {provides}" for one, provides in parts.items() if (made := known[one]) is not None]


def set_waits(work: Work, project: Project, task: Task, wanted: Sequence[Waits]) -> None:
    """The task waits for these, and for no others; see `precedence`."""
    precedence.set_predecessors(work, project, task, wanted)


def _parent(work: Work, project: Project, task: Task, number: int) -> Task:
    parent = task_reading.numbered(work.session, work.team_id, number, seen_by=work.actor_id, to_change=True)
    if parent is None or parent.project_id != project.id or parent.deleted_at is not None:
        raise Refused(
            _("There is no T-%(number)s in %(project)s.", number=number, project=project.number), field="place"
        )
    if parent.id == task.id or task.subtasks:
        raise Refused(_("A task with subtasks cannot itself be a subtask."), field="place")
    if parent.is_milestone or (task.is_milestone and task.subtasks):
        raise Refused(_("A milestone takes no time, so it has no subtasks."), field="place")
    if parent.parent_id is not None:
        raise Refused(
            _("T-%(number)s is a subtask; a subtask is not split further.", number=number),
            field="place",
        )
    if parent.id != task.parent_id and parent.status == Status.DONE:
        raise Refused(
            _("T-%(number)s is done. Set it back first: `/task update T-%(number)s in progress`.", number=number),
            field="place",
        )
    return parent
