"""Very many tasks arrive at once, or leave again: who acts for them hears of it in one message each."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.process.kernel import asks, desks, nudges, substitutes
from bot.process.kernel.nudges import New
from bot.process.kernel.work import Work
from bot.process.tasks import acting, delays, milestones, news
from bot.process.tasks.states import Status
from storage import arrivals, people
from storage.projects import Project
from storage.tasks import Task


def arrive(work: Work, project: Project, made: Sequence[Task]) -> None:
    """Tell who acts for these new tasks that they are theirs, and see to it that each is asked about when it is due.

    It is for many what `delays.watch_task` and `news.give` are for one.
    """
    open_ones = [task for task in made if task.status != Status.DONE]
    arrivals.ask(
        work.session,
        work.team_id,
        [(task.id, one) for task in open_ones for one in delays.asks_of(work, task, project)],
    )
    wanted = [one for task in open_ones for one in dated(work, project, task)]
    everybody = {acts for task in open_ones if (acts := acting.who(work, task)) is not None}
    heard_by = {acts: readers(work, acts) for acts in sorted(everybody)}
    for task in open_ones:
        acts = acting.who(work, task)
        if acts is None or acts == work.actor_id:
            continue
        for reader_id, is_exact in heard_by[acts]:
            principal_id = acts if reader_id != acts else None
            given = New(reader_id, news.GIVEN, task.id, work.now, is_exact=is_exact, principal_id=principal_id)
            wanted.append(given)
    nudges.remind_of_new(work, wanted)
    delays.watch(work, project)


def heard(work: Work, task_ids: Collection[int]) -> list[tuple[str, int]]:
    """Who was told that a task of these is theirs, with its id."""
    return arrivals.heard(work.session, work.team_id, news.GIVEN, task_ids)


def take_from(work: Work, told: Sequence[tuple[str, int]]) -> None:
    """Tell those of these people whose the task is no more, who had been told that it was."""
    for user_id, task_id in told:
        if news.gone(work, user_id, task_id) is not None and user_id != work.actor_id:
            asks.remind_now(work, user_id, news.GONE, task_id)


def leave(work: Work, task_ids: Collection[int]) -> None:
    """Nobody is asked about these tasks, or reminded of them, any more."""
    arrivals.forget(work.session, work.team_id, (*delays.KINDS, *news.LINES, *milestones.LINES), task_ids)


def dated(work: Work, project: Project, task: Task) -> list[New]:
    """Who is reminded of the task by its day, of which nobody was reminded before: when it is soon due, and late."""
    if task.due_on is None:
        return []
    mark = task.due_on.isoformat()
    late = delays.told_late(work, task, project, task.due_on)
    soon = delays.told_soon(work, task, project, task.due_on)
    return [
        New(user_id, kind, task.id, at, mark)
        for kind, told in ((delays.LATE, late), (delays.DUE_SOON, soon))
        for user_id, at in told.items()
    ]


def readers(work: Work, user_id: str) -> list[tuple[str, bool]]:
    """Who hears of what is somebody's, and who stands in for them; and whether it comes today."""
    ids = [user_id, *(one.user_id for one in substitutes.covering(work, user_id) if one.user_id != work.actor_id)]
    found = people.people(work.session, work.team_id, ids)
    return [(one, one not in found or desks.has_room(work, found[one])) for one in ids]
