"""The dates of very many tasks change at once (改期): who acts for them hears of it in one message each.

It is for many what an update is for one, with as many statements for many as for a few; but for what is rare, and for
milestones, which are told to all.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, NamedTuple

from bot.process.kernel import nudges, replanning
from bot.process.kernel.nudges import New
from bot.process.kernel.work import Work
from bot.process.tasks import acting, arriving, delays, milestones, moves, news, updates
from bot.process.tasks.states import Status
from storage import arrivals, plans
from storage.people import Person
from storage.projects import Project
from storage.tasks import Task


class Redated(NamedTuple):
    """A task, the days for which it is planned from now on, and whom the actor substitutes in moving it."""

    task: Task
    start: date | None
    due: date
    principal: Person | None = None


class _Change(NamedTuple):
    task: Task
    was: date | None
    changes: dict[str, tuple[Any, Any]]


def redate(work: Work, project: Project, found: Sequence[Redated], did: str, because: str, moved_by: str = "") -> None:
    """Let these tasks be planned for other days, for one reason; kept as `did`, and by which task they were moved.

    The tasks are held. Their cards are for the caller to renew.
    """
    changed: list[_Change] = []
    acts: list[dict[str, Any]] = []
    for one in found:
        with work.acting_as(work.actor, on_behalf_of=one.principal):
            changed.append(_change(work, one, did, because))
            acts.append(_act(work, changed[-1], did, because, moved_by))
    work.session.add_all([one.task for one in changed])
    work.session.flush()
    plans.add_rows(work.session, acts=acts)
    ended = [one for one in changed if "due_on" in one.changes and one.task.status != Status.DONE]
    _watch(work, project, [one.task for one in ended])
    _tell(work, ended, because)
    for ending in ended:
        milestones.tell(work, ending.task, project, ending.changes, because, to_channel=False)
    replanning.note(work, project.id)


def _change(work: Work, one: Redated, did: str, because: str) -> _Change:
    task = one.task
    both = {"starts_on": (task.starts_on, one.start), "due_on": (task.due_on, one.due)}
    changes: dict[str, tuple[Any, Any]] = {name: (was, now) for name, (was, now) in both.items() if was != now}
    was = task.due_on
    task.starts_on, task.due_on = one.start, one.due
    if "due_on" in changes and was is not None:
        if did == "undo":
            moves.taken_back(task, one.due)
        else:
            moves.counted(task, was, because)
    updates.stamp(work, task)
    return _Change(task, was, changes)


def _act(work: Work, one: _Change, did: str, because: str, moved_by: str) -> dict[str, Any]:
    changes: dict[str, list[str | None]] = {
        name: [day.isoformat() if day is not None else None for day in pair] for name, pair in one.changes.items()
    }
    return {
        "team_id": work.team_id,
        "subject": "tasks",
        "subject_id": one.task.id,
        "action": did,
        "actor_id": work.person.user_id,
        "on_behalf_of": one.task.changed_for,
        "changes": changes | ({"moved_by": [None, moved_by]} if moved_by else {}),
        "because": because,
        "at": work.now,
    }


def _watch(work: Work, project: Project, found: Sequence[Task]) -> None:
    """Each is asked about, and its people are reminded, by its new day; see `delays.watch_task`."""
    ids = [one.id for one in found]
    if not ids:
        return
    arrivals.forget(work.session, work.team_id, delays.KINDS, ids)
    asked = [(task.id, one) for task in found for one in delays.asks_of(work, task, project)]
    arrivals.ask(work.session, work.team_id, asked)
    nudges.remind_of_new(work, [one for task in found for one in arriving.dated(work, project, task)])


def _tell(work: Work, found: Sequence[_Change], because: str) -> None:
    """Tell who acts for each that its date was moved; see `news.tell`."""
    ids = [one.task.id for one in found]
    if not ids:
        return
    about = {news.told_given(one.task): one.task.id for one in found}
    unheard = arrivals.unheard(work.session, work.team_id, news.GIVEN, ids, about)
    known = arrivals.reminded(work.session, work.team_id, news.MOVED, ids)
    # Who is still to hear of an earlier move hears of both at once, from the day that they know.
    coming = {(one.user_id, one.subject_id) for one in known if one.is_coming}
    wanted: list[New] = []
    readers: dict[str, list[tuple[str, bool]]] = {}
    for one in found:
        acts = acting.who(work, one.task)
        if one.task.id in unheard:
            # They have not heard yet that it is theirs: they hear of it as it is now.
            news.tell(work, one.task, one.changes, because)
            continue
        if acts is None or acts == work.actor_id:
            continue
        if acts not in readers:
            readers[acts] = arriving.readers(work, acts)
        mark = one.was.isoformat() if one.was is not None else news.UNDATED
        wanted += [
            New(reader, news.MOVED, one.task.id, work.now, mark, is_exact, acts if reader != acts else None)
            for reader, is_exact in readers[acts]
            if (reader, one.task.id) not in coming
        ]
    arrivals.drop(work.session, [one.id for one in known if not one.is_coming])
    nudges.remind_of_new(work, wanted)
