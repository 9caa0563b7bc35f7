"""Which task is meant: found, held to be changed, and refused where it is not there, or not the actor's."""

from __future__ import annotations

from bot.process.kernel import rights
from bot.process.kernel.kinds import GONE
from bot.process.kernel.timelines import Happening
from bot.process.kernel.work import Work
from bot.process.tasks import shown as standings
from bot.process.tasks.shown import Standing
from bot.words.language import text as _
from bot.words.refused import Offer, Refused
from storage import departments, history, projects, task_owners, task_reading
from storage.projects import Project
from storage.tasks import Task


def find(work: Work, number: int) -> Standing:
    """T-`number` as it stands.

    Raises Refused when there is no such task in a project that the actor may see.
    """
    return standings.one(work, numbered(work, number, with_deleted=True))


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
    return standings.many(work, task_owners.open_for(work.session, work.team_id, work.person.user_id))


def held(work: Work, number: int) -> tuple[Task, Project]:
    """The task and its project, held until the transaction ends."""
    return read(work, number, to_change=True)


def numbered(work: Work, number: int, *, to_change: bool = False, with_deleted: bool = False) -> Task:
    return read(work, number, to_change=to_change, with_deleted=with_deleted)[0]


def read(work: Work, number: int, *, to_change: bool = False, with_deleted: bool = False) -> tuple[Task, Project]:
    task = task_reading.numbered(work.session, work.team_id, number, seen_by=work.actor_id, to_change=to_change)
    if task is None:
        raise unknown(str(number))
    project = rights.see(work, projects.project(work.session, work.team_id, task.project_id), unknown(str(number)).why)
    if task.deleted_at is not None and not with_deleted:
        # What ended with its project was not deleted by anybody, and comes back with it.
        rights.must_be_open(work, "tasks.update", project)
        raise Refused(
            _(
                "T-%(number)s was deleted. `/task show T-%(number)s` tells by whom, and can bring it back.",
                number=number,
            ),
            offer=Offer(_("Show it"), "tasks.show", str(number)),
        )
    return task, project


def must(work: Work, action: str, task: Task, project: Project, *, who: rights.Named = rights.NOBODY) -> None:
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
        who=who,
        about=task,
    )


def must_be_led(work: Work, task: Task, project: Project) -> None:
    """Raises Refused where a task is to be open again whose department takes no part in the project any more.

    Nobody lets it leave before that is kept.
    """
    rights.must_stay_open(work, "tasks.update", project)
    if not projects.all_take_part(work.session, project.id, {task.department_id}):
        raise Refused(
            _(
                "The department of T-%(number)s takes no part in %(project)s any more, so T-%(number)s cannot be open. "
                "Give it to another one, or let that one join again: `/project departments %(project)s`.",
                number=task.number,
                project=project.number,
            ),
            offer=Offer(_("Edit"), "tasks.edit", str(task.number)) if task.deleted_at is None else None,
        )


def unknown(number: str = "") -> Refused:
    """There is no such task, or none that the actor may see; without a number, what was meant is gone."""
    if not number:
        return Refused(GONE)
    return Refused(_("There is no T-%(number)s here. `/task list` shows the tasks.", number=number))


def project_of(work: Work, project_id: int) -> Project:
    """The project of a task, for who may see it."""
    return rights.seen(work, project_id)
