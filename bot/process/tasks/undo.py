"""Taking back one's own last change of a task or its plan (撤销), for ten minutes and while nobody has changed it."""

from __future__ import annotations

from typing import Any, NamedTuple

from bot.process.kernel import replanning, rights, undoing
from bot.process.kernel.matters import UNDO_MINUTES, UNDO_WITHIN
from bot.process.kernel.work import Work
from bot.process.tasks import cards, delays, edits, finding, milestones, moves, news, starting, trees, updates
from bot.process.tasks import shown as standings
from bot.process.tasks.shown import Standing
from bot.words.language import text as _
from bot.words.refused import Offer, Refused
from storage import history, people, task_changes
from storage import tasks as kept
from storage.history import Change
from storage.projects import Project
from storage.tasks import Task


class Undone(NamedTuple):
    """The task as it is again, what was taken back (field to before and after), and what became of it."""

    shown: Standing
    changes: dict[str, tuple[Any, Any]]
    happened: str = "undone"


def undo(work: Work, task_id: int, version: int) -> Undone:
    """Take back the actor's own last change of a task, made when it came to that version.

    Raises Refused after ten minutes, when somebody has changed the task since, and when it was not the actor's change.
    """
    task = kept.task(work.session, work.team_id, task_id, to_change=True)
    if task is None:
        raise finding.unknown()
    project = rights.seen(work, task.project_id, finding.unknown().why)
    last = _last(work, task)
    if last.is_undone_by(work.person.user_id) and task.version == version + 1:
        raise _undone_already(task)
    if task.version != version or last.actor_id != work.person.user_id or last.action in ("add", "undo", "change"):
        raise _changed_since(work, task, last)
    return _take_back(work, task, project, last)


def undo_last(work: Work, project: Project | None) -> Undone:
    """Take back what the actor changed last of any task in the project, its plan too; of any project's without one.

    Raises Refused when there is none in the last ten minutes, and when it cannot be taken back any more.
    """
    since = work.now - UNDO_WITHIN
    found = task_changes.last_by(
        work.session, work.team_id, work.person.user_id, since, project_id=project.id if project else None
    )
    if found is None:
        raise Refused(
            _(
                "You have changed no task in the last %(minutes)s minutes. "
                "`/task update T-3 …` changes one back at any time.",
                minutes=UNDO_MINUTES,
            )
        )
    task, change = found
    if change.action == "undo":
        raise _undone_already(task)
    if change.action in task_changes.PLANS:
        return _plan_back(work, task, change)
    task_project = finding.project_of(work, task.project_id)
    held = kept.task(work.session, work.team_id, task.id, to_change=True) or task
    last = _last(work, held)
    if last.id != change.id:
        raise _changed_since(work, held, last)
    return _take_back(work, held, task_project, last)


def _plan_back(work: Work, task: Task, change: Change) -> Undone:
    """What was added is deleted, what was deleted comes back, what was split is in one piece again."""
    kept.task(work.session, work.team_id, task.id, to_change=True)
    if change.action in ("add", "delete", "restore"):
        _must_be_last(work, task, change)
    match change.action:
        case "delete":
            return Undone(edits.restore(work, task.number, did="undo"), {}, "restored")
        case "restore":
            return Undone(edits.delete(work, task.number, did="undo"), {}, "deleted")
        case "add":
            return Undone(edits.delete(work, task.number, did="undo"), {}, "deleted")
        case "split":
            return _whole_again(work, task, change)
    raise Refused(
        _(
            "What you changed last is the plan of T-%(number)s, in its form. That is not undone by itself: "
            "`/task show T-%(number)s` says what it was before.",
            number=task.number,
        ),
        offer=Offer(_("Edit"), "tasks.edit", str(task.number)),
    )


def _whole_again(work: Work, task: Task, change: Change) -> Undone:
    labels = change.changes["subtasks"][1]
    made = [one for one in kept.subtasks_of(work.session, work.team_id, task.id) if f"T-{one.number}" in labels]
    for one in made:
        _must_be_last(work, one, history.of(work.session, work.team_id, "tasks", one.id)[0])
    for one in made:
        edits.delete(work, one.number, did="undo")
    return Undone(standings.one(work, task), {"subtasks": (labels, None)}, "in one piece")


def _must_be_last(work: Work, task: Task, change: Change) -> None:
    """Raises Refused where anything was done with the task since."""
    last = history.of(work.session, work.team_id, "tasks", task.id)[-1]
    if last.id != change.id:
        raise _changed_since(work, task, last)


def _take_back(work: Work, task: Task, project: Project, last: Change) -> Undone:
    updates.must_update(work, task, project)
    if work.now - last.at > UNDO_WITHIN:
        raise Refused(
            _(
                "That was more than %(minutes)s minutes ago and can no longer be undone. "
                "`/task update T-%(number)s …` changes it back.",
                minutes=UNDO_MINUTES,
                number=task.number,
            )
        )
    principal = people.person(work.session, work.team_id, last.on_behalf_of) if last.on_behalf_of else work.acting_for
    with work.acting_as(work.actor, on_behalf_of=principal):
        return as_before(work, task, project, last)


def as_before(work: Work, task: Task, project: Project, last: Change, *, to_channel: bool = True) -> Undone:
    """Give the task back what it was before that change; `to_channel` as `milestones.tell` takes it."""
    before, back = task.status, last.changes.get("status", (None,))[0]
    trees.check_said(work, task, back, None)
    starting.check(work, task, back)
    history.restore(task, last)
    if "due_on" in last.changes:
        moves.taken_back(task, last.changes["due_on"][0])
    updates.keep_in_step(work, task)
    updates.stamp(work, task)
    changes = undoing.backwards({**last.changes, **history.values(Task, last)})
    work.record("tasks", task.id, undoing.UNDO, changes)
    delays.watch_task(work, task, project)
    if "due_on" in changes:
        replanning.note(work, project.id)
    shown = cards.drawn(work, task, project)
    trees.redraw_around(work, task, project, is_held="status" in changes)
    news.tell(work, task, changes)
    starting.note(work, task, before)
    milestones.tell(work, task, project, changes, "", to_channel=to_channel)
    return Undone(shown, changes)


def _last(work: Work, task: Task) -> Change:
    """The last change of what an update can change; what was attached is no such change."""
    changes = history.of(work.session, work.team_id, "tasks", task.id)
    return next(one for one in reversed(changes) if one.action in ("add", "undo") or one.changes.keys() & _FIELDS)


def _undone_already(task: Task) -> Refused:
    return Refused(_("Your last change, of T-%(number)s, is undone already.", number=task.number))


def _changed_since(work: Work, task: Task, last: Change) -> Refused:
    told = standings.of_tasks(work, [last])[0]
    if last.actor_id == work.person.user_id:
        return Refused(
            _(
                "T-%(number)s has changed since; that can no longer be undone. See `/task show T-%(number)s`.",
                number=task.number,
            )
        )
    return Refused(
        _(
            "%(name)s has changed T-%(number)s since: %(what)s. That can no longer be undone. "
            "See `/task show T-%(number)s`.",
            name=told.who,
            number=task.number,
            what=told.what,
        )
    )


_FIELDS = frozenset(updates.FIELDS)
