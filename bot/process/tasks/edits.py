"""Changing the plan of a task (编辑), and taking it away (删除) in plain sight.

A new planned end and a new owner go the way of every update, with its reason and its refusals. A deleted task keeps its
row, number, history and card; it can be restored.
"""

from __future__ import annotations

from typing import Any

from bot.process.kernel import gates, replanning, rights
from bot.process.kernel.work import Work
from bot.process.tasks import (
    cards,
    confirmed,
    delays,
    finding,
    links,
    moves,
    news,
    plans,
    precedence,
    states,
    trees,
    updates,
)
from bot.process.tasks import shown as standings
from bot.process.tasks.plans import NewTask
from bot.process.tasks.said import Update
from bot.process.tasks.shown import Standing
from bot.process.tasks.starting import DELETE
from bot.words.language import joined
from bot.words.language import text as _
from bot.words.refused import Offer, Refused
from storage import departments, stages
from storage import tasks as kept
from storage.projects import Project
from storage.tasks import Task

# The fields that are changed as they are asked for; the others go through an operation of their own.
FIELDS = (
    *("title", "department_id", "starts_on", "days", "is_milestone", "is_at_start", "is_pinned"),
    *("description", "output", "format", "quality"),
)


def to_edit(work: Work, number: int) -> Standing:
    """T-`number`, for a form in which the actor will edit it.

    Raises Refused when there is no such task, when it was deleted, and when it is not theirs to edit.
    """
    task = finding.numbered(work, number)
    finding.must(work, "tasks.edit", task, finding.project_of(work, task.project_id))
    return standings.one(work, task)


def may_edit(work: Work, shown: Standing) -> bool:
    """Whether the actor may edit, split and delete the task; for buttons."""
    return rights.may(work, "tasks.edit", shown.project, department_id=shown.task.department_id)


def edit(work: Work, number: int, asked: NewTask, *, version: int, because: str = "") -> tuple[Standing, bool]:
    """Change the plan of T-`number` to what is asked for; also tells whether that changed anything.

    Raises Refused when there is no such task, when it is not theirs to edit, when somebody changed it since `version`,
    and for a plan that cannot be.
    """
    task = finding.numbered(work, number, to_change=True)
    project = finding.project_of(work, task.project_id)
    finding.must(work, "tasks.edit", task, project)
    if version != task.version:
        raise updates.overtaken(work, task, version)
    if asked.department_id != task.department_id:
        plans.must_plan(work, "tasks.edit", project, asked.department_id)
        rights.must_stay_open(work, "tasks.edit", project, department_id=asked.department_id)
    plans.check_days(asked)
    _check_milestone(work, project, task, asked)
    changes = _planned(work, project, task, asked)
    is_moved = asked.due_on != task.due_on or asked.owner_id != task.owner_id
    if changes:
        updates.stamp(work, task)
        work.record("tasks", task.id, "edit", changes)
        replanning.note(work, project.id)
        if delays.CONCERNED & changes.keys():
            delays.watch_task(work, task, project)
        if "waits_for" in changes:
            news.tell_waits(work, task, changes["waits_for"][0])
    if is_moved:
        gone = [name for name in ("due_on", "owner_id") if getattr(asked, name) is None and getattr(task, name)]
        said = Update(
            due_on=asked.due_on if asked.due_on != task.due_on else None,
            owner_id=asked.owner_id if asked.owner_id != task.owner_id else None,
            note=because,
            gone=frozenset(gone),
        )
        updates.update(work, number, said)
    if not changes and not is_moved:
        return standings.one(work, task), False
    shown = cards.drawn(work, task, project)
    trees.redraw_around(work, task, project)
    return shown, True


def delete(work: Work, number: int, *, did: str = "delete") -> Standing:
    """Take T-`number` away: it is in no list and holds nobody up any more, and its card says so; kept as `did`.

    A second time does nothing more. Raises Refused for a task with subtasks, which are named, and for one that what it
    came of still waits for.
    """
    task = finding.numbered(work, number, to_change=True, with_deleted=True)
    project = finding.project_of(work, task.project_id)
    finding.must(work, "tasks.edit", task, project)
    if task.deleted_at is not None:
        return standings.one(work, task)
    if (locked := gates.lock(work, DELETE, task)) is not None:
        raise Refused(locked.why, offer=locked.offer)
    left = kept.subtasks_of(work.session, work.team_id, task.id)
    if left:
        raise Refused(
            _(
                "T-%(number)s has subtasks: %(subtasks)s. Delete them first.",
                number=number,
                subtasks=joined((f"T-{one.number}" for one in left), _("%(one)s, %(rest)s")),
            )
        )
    return _set_deleted(work, task, project, did, is_deleted=True)


def restore(work: Work, number: int, *, did: str = "restore") -> Standing:
    """Bring a deleted task back as it was, kept as `did`.

    Raises Refused where its parent is deleted or done, for an open one whose department is gone, and where it would
    close a circle.
    """
    task = finding.numbered(work, number, to_change=True, with_deleted=True)
    project = finding.project_of(work, task.project_id)
    finding.must(work, "tasks.edit", task, project)
    if task.deleted_at is None:
        return standings.one(work, task)
    if task.status != states.Status.DONE:
        finding.must_be_led(work, task, project)
        plans.leave_out_gone(work, task)
    parent = kept.task(work.session, work.team_id, task.parent_id, to_change=True) if task.parent_id else None
    if parent is not None and (parent.deleted_at is not None or parent.status == states.Status.DONE):
        raise Refused(
            _(
                "T-%(number)s is a part of T-%(parent)s, which is done or deleted.",
                number=number,
                parent=parent.number,
            ),
            offer=Offer(_("Show it"), "tasks.show", str(parent.number)),
        )
    precedence.must_fit(work, project, task)
    return _set_deleted(work, task, project, did, is_deleted=False)


def _set_deleted(work: Work, task: Task, project: Project, did: str, *, is_deleted: bool) -> Standing:
    task.deleted_at = work.now if is_deleted else None
    updates.stamp(work, task)
    work.record("tasks", task.id, did)
    parent = kept.task(work.session, work.team_id, task.parent_id, to_change=True) if task.parent_id else None
    if parent is not None:
        parent.subtasks += -1 if is_deleted else 1
        work.session.add(parent)
    work.session.flush()
    tell = news.tell_deleted if is_deleted else news.tell_restored
    tell(work, task)
    delays.watch_task(work, task, project)
    replanning.note(work, project.id)
    shown = cards.drawn(work, task, project)
    trees.redraw_around(work, task, project)
    return shown


def _check_milestone(work: Work, project: Project, task: Task, asked: NewTask) -> None:
    """Raises Refused where a task that is under way or has subtasks is to become a milestone, and for who may not say
    which task is one.
    """
    if task.is_milestone != asked.is_milestone:
        moves.must_mark(work, project, task.department_id)
        if task.is_milestone:
            confirmed.must_stay_milestone(work, project, task)
    if asked.is_milestone and not task.is_milestone:
        if task.subtasks:
            raise Refused(_("A milestone takes no time, so it has no subtasks."), field="traits")
        if task.status == states.Status.IN_PROGRESS:
            raise Refused(
                _("T-%(number)s is in progress; a milestone is done or not. Set it back first.", number=task.number),
                field="traits",
            )


def _planned(work: Work, project: Project, task: Task, asked: NewTask) -> dict[str, tuple[Any, Any]]:
    """Change everything but the planned end and the owner; what was and what is, by field."""
    before = {name: getattr(task, name) for name in FIELDS} | _around(work, task)
    for name in FIELDS:
        setattr(task, name, getattr(asked, name))
    plans.place(work, project, task, asked)
    if asked.parts is not None:
        plans.set_parts(work, project, task, asked.parts)
    if asked.waits_for is not None:
        plans.set_waits(work, project, task, asked.waits_for)
    work.session.add(task)
    work.session.flush()
    after = {name: getattr(task, name) for name in FIELDS} | _around(work, task)
    return {name: (old, after[name]) for name, old in before.items() if after[name] != old}


def _around(work: Work, task: Task) -> dict[str, Any]:
    """What hangs on the task, as the history keeps it: names and numbers, which stay readable."""
    stage = stages.stage(work.session, work.team_id, task.stage_id) if task.stage_id else None
    parent = kept.task(work.session, work.team_id, task.parent_id) if task.parent_id else None
    parts = plans.parts_of(work, task)
    called = {one: departments.department(work.session, work.team_id, one) for one, _provides in parts}
    return {
        "stage": stage.name if stage else "",
        "parent": f"T-{parent.number}" if parent else "",
        "parts": [f"{made.key}: {provides}" for one, provides in parts if (made := called[one]) is not None],
        "waits_for": links.shown(precedence.waits_of(work, task)),
    }
