"""A shift is taken back whole, for ten minutes and while nobody has changed a task of it (撤销顺延)."""

from __future__ import annotations

from datetime import date

from bot.process.kernel import rights
from bot.process.kernel.matters import UNDO_MINUTES, UNDO_WITHIN
from bot.process.kernel.rooms import room_of
from bot.process.kernel.work import Work
from bot.process.plans import pushing
from bot.process.plans.shifted import Shifted
from bot.process.plans.shifting import SHIFT
from bot.process.tasks import cards, redating
from bot.process.tasks import undo as task_undo
from bot.process.tasks.redating import Redated
from bot.process.tasks.undo import Undone
from bot.words.language import text as _
from bot.words.refused import Offer, Refused
from storage import history, people, projects, shifts, task_changes
from storage.projects import Project
from storage.shifts import PlanShift
from storage.tasks import Task

GONE = _("That is not there any more.")


def undo(work: Work, shift_id: int) -> Shifted:
    """Take back the actor's own shift: every date is as it was, the one that moved first, too.

    A second time does nothing more. Raises Refused after ten minutes, for another's, and where a task of it was changed
    since, which is named.
    """
    kept = shifts.by_id(work.session, work.team_id, shift_id, to_change=True)
    if kept is None:
        raise Refused(GONE)
    project = rights.seen(work, kept.project_id, GONE)
    if kept.created_by != work.person.user_id:
        who = people.person(work.session, work.team_id, kept.created_by)
        raise Refused(_("Only %(name)s, who moved these dates, can take it back.", name=who.name if who else "?"))
    if kept.undone_at is not None:
        return pushing.told(work, kept)
    if work.now - kept.created_at > UNDO_WITHIN:
        raise Refused(
            _("That was more than %(minutes)s minutes ago and can no longer be undone.", minutes=UNDO_MINUTES)
        )
    rights.must_be_open(work, SHIFT, project)
    projects.project(work.session, work.team_id, project.id, to_change=True)
    ids = [row[0] for row in kept.moved]
    of_origin = [kept.task_id] if kept.task_id is not None and kept.act_id is not None else []
    there = shifts.read(work.session, work.team_id, project.id, [*ids, *of_origin], to_change=True)
    _must_stand(work, kept, there)
    shifted = pushing.told(work, kept)
    principal = people.person(work.session, work.team_id, kept.created_for) if kept.created_for else None
    with work.acting_as(work.actor, on_behalf_of=principal):
        _take_back(work, project, kept, there)
    kept.undone_at = work.now
    work.session.add(kept)
    work.session.flush()
    room = room_of(project)
    about = f"plan_shifts:{kept.id}"
    # Where the channel has not heard of it yet, it need not hear of either.
    if not work.unsay(about, "it was taken back") and room is not None:
        work.say("plans/shifted_back", to=room, about=f"{about}:undone", project=project, told=shifted, by=work.person)
    return shifted


def undo_last(work: Work, project: Project | None) -> Shifted | Undone:
    """Take back what the actor changed last of any task in the project, or of any project's; a shift is so whole.

    Raises Refused as `bot.process.tasks.undo.undo_last` does.
    """
    since = work.now - UNDO_WITHIN
    project_id = project.id if project is not None else None
    kept = shifts.last_by(work.session, work.team_id, work.person.user_id, since, project_id)
    if kept is not None:
        found = task_changes.last_by(work.session, work.team_id, work.person.user_id, since, project_id=project_id)
        if found is not None and _is_of(kept, *found):
            return undo(work, kept.id)
    return task_undo.undo_last(work, project)


def _is_of(kept: PlanShift, task: Task, last: history.Change) -> bool:
    """Whether that last change of a task was made by the shift."""
    return last.action == kept.did and any(row[:2] == [task.id, task.version] for row in kept.moved)


def _must_stand(work: Work, kept: PlanShift, there: dict[int, Task]) -> None:
    wanted = {row[0]: row[1] for row in kept.moved}
    if kept.task_id is not None and kept.version is not None:
        wanted[kept.task_id] = kept.version
    for task_id, version in wanted.items():
        task = there.get(task_id)
        if task is None or task.version != version:
            raise _changed(work, task)


def _changed(work: Work, task: Task | None) -> Refused:
    if task is None:
        return Refused(_("One of these tasks is not there any more, so it can no longer be undone whole."))
    who = people.person(work.session, work.team_id, task.changed_by)
    return Refused(
        _(
            "%(name)s has changed T-%(number)s since, so it can no longer be undone whole.",
            name=who.name if who is not None else "?",
            number=task.number,
        ),
        offer=Offer(_("Show it"), "tasks.show", str(task.number)),
    )


def _take_back(work: Work, project: Project, kept: PlanShift, there: dict[int, Task]) -> None:
    moved = [
        Redated(
            there[row[0]], date.fromisoformat(row[2]) if row[2] else None, date.fromisoformat(row[3]), work.acting_for
        )
        for row in kept.moved
    ]
    redating.redate(work, project, moved, "undo", "")
    if kept.task_id is not None and kept.act_id is not None:
        act = history.by_id(work.session, work.team_id, kept.act_id)
        if act is not None:
            task_undo.as_before(work, there[kept.task_id], project, act, to_channel=False)
    cards.renew(work, [row[0] for row in kept.moved], project, is_patient=True)
