"""An import is taken back whole, for ten minutes and while nobody has gone on from it (撤销导入)."""

from __future__ import annotations

from typing import Any

from bot.process.kernel import replanning, rights
from bot.process.kernel.matters import UNDO_MINUTES, UNDO_WITHIN
from bot.process.kernel.rooms import room_of
from bot.process.kernel.work import Work
from bot.process.plans.comparing import IMPORT
from bot.process.plans.previewed import Imported, imported
from bot.process.tasks import arriving, cards, delays, moves, updates
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import history, people, plans, projects, tasks
from storage.dependencies import Dependency
from storage.plans import PlanImport
from storage.projects import Project
from storage.tasks import Task

GONE = _("That import is not there any more.")


def undo_last(work: Work) -> Imported:
    """Take back what the actor imported last; refused like `undo`, and where they have imported nothing."""
    made = plans.last_by(work.session, work.team_id, work.person.user_id)
    if made is None:
        raise Refused(
            _(
                "You have imported no plan, so there is none to take back. A change of a task: `/task undo`; of the "
                "project: `/project undo`."
            )
        )
    return undo(work, made.id)


def undo(work: Work, import_id: int) -> Imported:
    """Take back the actor's own import: what it made is deleted, what it changed is as it was, the links too.

    A second time does nothing more. Raises Refused after ten minutes, for another's import, for who does not plan for
    the departments of it any more, and where a task of it was changed since.
    """
    made = plans.by_id(work.session, work.team_id, import_id, to_change=True)
    if made is None:
        raise Refused(GONE)
    project = rights.seen(work, made.project_id, GONE)
    if made.created_by != work.person.user_id:
        who = people.person(work.session, work.team_id, made.created_by)
        raise Refused(_("Only %(name)s, who imported it, can take it back.", name=who.name if who else "?"))
    if made.undone_at is not None:
        return imported(work, project, made)
    if work.now - made.created_at > UNDO_WITHIN:
        raise Refused(
            _(
                "That was more than %(minutes)s minutes ago and can no longer be undone.",
                minutes=UNDO_MINUTES,
            )
        )
    rights.must_be_open(work, IMPORT, project)
    _must_plan(work, project, made)
    projects.project(work.session, work.team_id, project.id, to_change=True)
    tasks.hold_all(work.session, work.team_id, project.id)
    if not history.stands(work.session, work.team_id, made.created_by, made.created_at):
        raise Refused(_("Somebody has changed what came of the import since; it can no longer be undone whole."))
    _take_back(work, project, made)
    made.undone_at = work.now
    work.session.add(made)
    work.session.flush()
    room = room_of(project)
    about = f"plan_imports:{made.id}"
    # Where the channel has not heard of it yet, it need not hear of either.
    if not work.unsay(about, "the import was taken back") and room is not None:
        work.say("plans/undone", to=room, about=f"{about}:undone", project=project, told=imported(work, project, made))
    return imported(work, project, made)


def _must_plan(work: Work, project: Project, made: PlanImport) -> None:
    """Raises Refused, naming who can change its tasks, for who has lost the post by which they imported them."""
    there = {one.id: one for one in tasks.of_project(work.session, work.team_id, project.id)}
    its = [task for row in plans.rows_of(work.session, made.id) if (task := there.get(row.task_id)) is not None]
    needed = {(IMPORT, task.department_id) for task in its}
    needed |= {(moves.MILESTONE, task.department_id) for task in its if task.is_milestone}
    for action, department_id in sorted(needed):
        if not rights.may(work, action, project, department_id=department_id):
            who = rights.who_may(work, action, project, department_id=department_id)
            why = _("You do not plan all of these tasks any more, so the import is not yours to take back.")
            raise Refused(_("%(why)s %(who)s can change them.", why=why, who=who) if who is not None else why)


def _take_back(work: Work, project: Project, made: PlanImport) -> None:
    rows = plans.rows_of(work.session, made.id)
    gone = [one.task_id for one in rows if one.is_made]
    there = [one.task_id for one in rows if not one.is_made]
    told = arriving.heard(work, [*gone, *there])
    tasks.read_ahead(work.session, there)
    _untie(work, made, frozenset(gone))
    changed = [task_id for task_id in there if _as_before(work, project, made, task_id)]
    for task_id, number in plans.parents_of(work.session, gone).items():
        parent = tasks.task(work.session, work.team_id, task_id)
        if parent is not None and task_id not in gone:
            parent.subtasks -= number
    work.session.flush()
    arriving.leave(work, gone)
    plans.delete_tasks(work.session, gone, work.now, work.person.user_id)
    arriving.take_from(work, told)
    plans.drop_stages(work.session, work.team_id, project.id, made.created_by, made.created_at)
    acts: list[dict[str, Any]] = [
        {
            "team_id": work.team_id,
            "subject": "tasks",
            "subject_id": task_id,
            "action": "undo",
            "actor_id": work.person.user_id,
            "on_behalf_of": made.created_for,
            "changes": {},
            "because": made.file_name,
            "at": work.now,
        }
        for task_id in (*gone, *changed)
    ]
    plans.add_rows(work.session, acts=acts)
    replanning.note(work, project.id)
    cards.renew(work, [*gone, *changed], project, is_patient=True)


def _untie(work: Work, made: PlanImport, gone: frozenset[int]) -> None:
    """Every link as it was; one between two tasks that are deleted stays theirs."""
    for before_id, after_id, kind, lag in made.links_before:
        if before_id in gone and after_id in gone:
            continue
        known = plans.link(work.session, before_id, after_id)
        step = 0
        if kind is None and known is not None:
            work.session.delete(known)
            step = -1
        elif kind is not None and known is not None:
            known.kind, known.lag = kind, lag
        elif kind is not None:
            work.session.add(
                Dependency(
                    team_id=work.team_id,
                    predecessor_id=before_id,
                    successor_id=after_id,
                    kind=kind,
                    lag=lag,
                    created_at=work.now,
                    created_by=work.person.user_id,
                )
            )
            step = 1
        if step:
            _count(work, before_id, after_id, step)
    work.session.flush()


def _count(work: Work, before_id: int, after_id: int, step: int) -> None:
    before = tasks.task(work.session, work.team_id, before_id)
    after = tasks.task(work.session, work.team_id, after_id)
    if before is not None and after is not None:
        before.successors += step
        after.predecessors += step


def _as_before(work: Work, project: Project, made: PlanImport, task_id: int) -> bool:
    """Give a task back what the import changed of it; whether it had changed anything."""
    task = tasks.task(work.session, work.team_id, task_id, to_change=True)
    done = history.at_once(
        work.session, work.team_id, "tasks", task_id, "edit", actor_id=made.created_by, at=made.created_at
    )
    if task is None or not done:
        return False
    last = done[-1]
    _count_place(work, task, last.changes)
    history.restore(task, last)
    if "due_on" in last.changes:
        moves.taken_back(task, last.changes["due_on"][0])
    updates.stamp(work, task)
    work.session.add(task)
    work.session.flush()
    if delays.CONCERNED & last.changes.keys():
        delays.watch_task(work, task, project)
    for part in tasks.subtasks_of(work.session, work.team_id, task.id) if task.subtasks else ():
        part.stage_id = task.stage_id
    return True


def _count_place(work: Work, task: Task, changes: dict[str, list[int | None]]) -> None:
    if "parent_id" not in changes:
        return
    before, after = changes["parent_id"]
    for held_id, step in ((before, 1), (after, -1)):
        held = tasks.task(work.session, work.team_id, held_id) if held_id else None
        if held is not None:
            held.subtasks += step
