"""Whether a department's tasks were done by their days, and by what those days moved.

A day that passes with the task open, and was not moved before, was missed without a word; moved in time it is kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from bot.process.kernel import calendars
from bot.process.kernel.reliability import Case, Measure, Over, day_of, has_lapsed
from bot.process.kernel.undoing import UNDO
from bot.process.kernel.work import Work
from bot.process.tasks import history as task_history
from bot.process.tasks.states import Status
from bot.words.language import Text
from bot.words.language import text as _
from storage import reliability
from storage.history import Change
from storage.projects import Project
from storage.shifts import PULL, PUSH
from storage.tasks import Task

DUE, MOVED = 20, 21
IN_TIME, UNSAID = "in time", "unsaid"
# Nobody gives a reason where a date moves by something else: what moved it is the cause then.
_BY_OTHERS = {
    PUSH: _("pushed by what it waits for"),
    PULL: _("pulled to the earliest"),
    "change": _("an approved change"),
}
_UNNAMED = _("no reason kept")


class Move(NamedTuple):
    """By which act a planned end became another one, and from when to when."""

    change: Change
    was: date | None
    became: date | None


def measures(work: Work, over: Over) -> list[Measure]:
    """The days set for tasks that came, and the moves that were made, on these days."""
    team_id, department_id = work.team_id, over.department.id
    dated = reliability.dates_of_tasks(work.session, team_id, department_id, over.since)
    days: list[Case] = []
    moves: list[Case] = []
    causes: dict[str, Text] = {}
    rows = reliability.tasks_due(work.session, team_id, department_id, over.first, over.last, over.since)
    for task, project in rows:
        changed = _changed(dated.get(task.id, []))
        days += [one for one in _days(work, task, project, changed) if over.has(one.day)]
        moves += [one for one in _moved(work, over, task, project, changed, causes) if over.has(one.day)]
    outcomes = {IN_TIME: _("by the day"), UNSAID: _("late, not said before")}
    return [
        Measure(DUE, _("Tasks done by the day set for them"), outcomes, days),
        Measure(MOVED, _("Planned ends moved"), causes, moves, is_share=False, is_of_moves=True),
    ]


def _changed(changes: Sequence[Change]) -> list[Move]:
    """What became of the planned end, in its order, but for what was taken back."""
    stand: list[Change] = []
    for one in changes:
        if one.action == UNDO and stand and stand[-1].changes["due_on"] == one.changes["due_on"][::-1]:
            stand.pop()
        else:
            stand.append(one)
    return [Move(one, *(date.fromisoformat(day) if day else None for day in one.changes["due_on"])) for one in stand]


def _days(work: Work, task: Task, project: Project, changed: Sequence[Move]) -> Iterator[Case]:
    """Each day that was set for the task until it moved from it, and the last one; none that had passed by then."""
    set_on = day_of(project, task.created_at)
    for move in changed:
        day = day_of(project, move.change.at)
        if move.was is not None and set_on <= move.was < day:
            said = _("due %(by)s, moved only on %(day)s", by=move.was, day=day)
            yield _case(task, project, move.was, UNSAID, said)
        set_on = day
    by = task.due_on
    if by is None or by < set_on:
        return
    if task.status != Status.DONE:
        if has_lapsed(work, project, by):
            yield _case(task, project, by, UNSAID, _("due %(by)s, not done", by=by))
    elif task.done_at is not None:
        day = day_of(project, task.done_at)
        outcome = IN_TIME if day <= by else UNSAID
        yield _case(task, project, by, outcome, _("due %(by)s, done %(day)s", by=by, day=day))


def _moved(
    work: Work, over: Over, task: Task, project: Project, changed: Sequence[Move], causes: dict[str, Text]
) -> Iterator[Case]:
    """The moves, each under its cause, which is added to those there are; scheduling what was not is none."""
    calendar = calendars.of_plan(work, project, over.department.id)
    for move in changed:
        if move.was is None:
            continue
        key, cause = _cause(move.change)
        causes.setdefault(key, cause)
        if move.became is None:
            days, to = 0, _("not scheduled")
        else:
            days, to = calendar.working_days_between(move.was, move.became), Text("%(day)s", {"day": move.became})
        why = _why(move.change, cause)
        said = _("%(was)s → %(now)s: %(why)s", was=move.was, now=to, why=why)
        yield _case(task, project, day_of(project, move.change.at), key, said)._replace(days=days)


def _cause(change: Change) -> tuple[str, Text]:
    """The reason that was given, whatever its case and spaces; else what moved it."""
    if change.action in _BY_OTHERS:
        return change.action, _BY_OTHERS[change.action]
    words = " ".join(change.because.split())
    return (f"because:{words.casefold()}", Text("%(words)s", {"words": words})) if words else ("", _UNNAMED)


def _why(change: Change, cause: Text) -> Text:
    """The same, with the name of what moved it."""
    return task_history.shifted(change) if change.action in _BY_OTHERS else cause


def _case(task: Task, project: Project, day: date, outcome: str, said: Text) -> Case:
    return Case(project, day, f"T-{task.number}", task.title, outcome, said)
