"""How tasks stand (任务状态): what is shown of one, wherever it is shown, and what happened to it in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from bot.plans.network import Kind
from bot.process.kernel import calendars, substitutes, timelines
from bot.process.kernel.timelines import Happening
from bot.process.kernel.work import Work
from bot.process.tasks import history as task_history
from bot.process.tasks import links
from bot.process.tasks.links import Waits
from bot.process.tasks.states import DELAYED, STATUSES, Status
from bot.words.language import Name, Text
from bot.words.language import text as _
from storage import (
    attachments,
    cooperation,
    departments,
    dependencies,
    history,
    people,
    project_reading,
    projects,
    requests,
    stages,
    tasks,
)
from storage.attachments import Attachment
from storage.people import Person
from storage.projects import Project
from storage.tasks import Task


@dataclass(frozen=True, slots=True)
class Tally:
    """How the subtasks of a task stand: how many, how many are done, have begun, and their mean progress in percent."""

    total: int
    done: int
    begun: int
    progress: int


@dataclass(frozen=True, slots=True)
class Part:
    """A cooperating department and what it provides."""

    department_id: int
    department: Name
    provides: str


@dataclass(frozen=True, slots=True)
class Link:
    """The other task of a dependency, its lag in working days, and its kind."""

    task: Task
    lag: int
    kind: str = Kind.FS

    @property
    def is_open(self) -> bool:
        """Whether it still holds the successor up, where the other one is waited for."""
        return links.holds_up(self.kind, self.task.status)

    @property
    def typed(self) -> Waits:
        """The same as it is typed."""
        return Waits(self.task.number, self.lag, Kind(self.kind))

    @property
    def words(self) -> Text | None:
        """What it says beyond the usual."""
        return links.in_words(self.kind, self.lag)


@dataclass(frozen=True, slots=True)
class Enclosure:
    """What is attached to a task, and by whom."""

    kept: Attachment
    who: Text


@dataclass(frozen=True, slots=True)
class Standing:
    """A task as it is shown: with its project, department and people, and how late it is in working days."""

    task: Task
    project: Project
    department: Name
    owner: Person | None
    changed_by: Person | None
    # The planned end has passed and the task is not done. Over a weekend that is no working day yet.
    is_late: bool
    working_days_late: int
    stage: str = ""
    # The task that this one is a subtask of.
    parent: Task | None = None
    # How its subtasks stand; None where it has none.
    tally: Tally | None = None
    waits_for: tuple[Link, ...] = ()
    parts: tuple[Part, ...] = ()
    # The numbers of the open collaboration requests that it waits for.
    requests: tuple[int, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    # The calendar that its working days are counted in, as it is named beside them; and the year of its planned end,
    # where that calendar's decree is not published yet.
    calendar: Text | None = None
    provisional: int | None = None
    # For whom it was changed last, by somebody who stood in for them.
    changed_for: Person | None = None

    @property
    def hand(self) -> Text:
        """By whom it was changed last."""
        return substitutes.hand(self.changed_by, self.changed_for)

    @property
    def state(self) -> str:
        """The status, or `delayed`; a task is in progress as soon as one of its subtasks is."""
        if self.is_late:
            return DELAYED
        if self.task.status == Status.NOT_STARTED and self.tally is not None and self.tally.begun:
            return Status.IN_PROGRESS
        return self.task.status

    @property
    def progress(self) -> int:
        """Percent: the mean of its subtasks where it has some and is not done, else what people said."""
        if self.tally is None or self.task.status == Status.DONE:
            return self.task.progress
        return self.tally.progress


def one(work: Work, task: Task) -> Standing:
    """A task as it is shown."""
    return many(work, [task])[0]


def brief(work: Work, task: Task) -> Standing:
    """A task as the answer to a change of it shows it: not by how much it is late, nor what hangs on it."""
    return _briefly(work, [task])[0]


def many(work: Work, found: Sequence[Task]) -> list[Standing]:
    """Tasks as they are shown, in the same order, with as many queries for many as for one.

    What hangs on a task is asked for only where its counts say that there is something.
    """
    session, team_id = work.session, work.team_id
    before = dependencies.predecessors(session, team_id, [one.id for one in found if one.predecessors])
    parts = _parts(work, [one.id for one in found if one.parts])
    asked = requests.open_of_tasks(session, team_id, [one.id for one in found if one.requests])
    attached = attachments.of_tasks(session, team_id, [one.id for one in found if one.attachments])
    return [
        replace(
            shown,
            working_days_late=_working_days_late(work, shown),
            stage=_stage_of(work, shown.task),
            parent=tasks.task(session, team_id, shown.task.parent_id) if shown.task.parent_id else None,
            waits_for=tuple(Link(other, one.lag, one.kind) for one, other in before.get(shown.task.id, ())),
            parts=parts.get(shown.task.id, ()),
            requests=tuple(asked.get(shown.task.id, ())),
            attachments=tuple(attached.get(shown.task.id, ())),
        )
        for shown in _briefly(work, found)
    ]


def _briefly(work: Work, found: Sequence[Task]) -> list[Standing]:
    """Tasks with their state, progress and people, and nothing else."""
    project_reading.read_ahead(work.session, [one.project_id for one in found])
    homes: dict[int, Project] = {}
    for project_id in {task.project_id for task in found}:
        home = projects.project(work.session, work.team_id, project_id)
        if home is not None:
            homes[project_id] = home
    named = people.people(
        work.session,
        work.team_id,
        {one for task in found for one in (task.owner_id, task.changed_by, task.changed_for) if one},
    )
    led_by = departments.names(work.session, work.team_id, {task.department_id for task in found})
    tallies = tasks.tallies(work.session, work.team_id, [one.id for one in found if one.subtasks])
    return [
        Standing(
            task=task,
            project=homes[task.project_id],
            department=led_by[task.department_id],
            owner=named.get(task.owner_id or ""),
            changed_by=named.get(task.changed_by),
            changed_for=named.get(task.changed_for or ""),
            is_late=_is_late(work, task, homes[task.project_id]),
            working_days_late=0,
            tally=Tally(*tallies[task.id]) if task.id in tallies else None,
            calendar=_calendar(work, homes[task.project_id], task),
            provisional=_provisional(work, homes[task.project_id].calendar, task.due_on),
        )
        for task in found
    ]


def enclosed(work: Work, found: Sequence[Attachment]) -> list[Enclosure]:
    """Attachments with who attached them."""
    named = people.people(
        work.session, work.team_id, {user_id for one in found for user_id in (one.added_by, one.added_for) if user_id}
    )
    return [Enclosure(one, substitutes.hand(named.get(one.added_by), named.get(one.added_for or ""))) for one in found]


def of_tasks(work: Work, changes: Sequence[history.Change]) -> list[Happening]:
    """Changes of tasks as the lines of a timeline, with the owners they name."""
    ids = {user_id for change in changes for user_id in change.changes.get("owner_id", ()) if user_id}
    names = {user_id: one.name for user_id, one in people.people(work.session, work.team_id, ids).items()}
    return timelines.happenings(work, changes, lambda change: told(change, names))


def told(change: history.Change, names: Mapping[str, str]) -> Text:
    """One change in words: what it is now, and the word that was given with it."""
    if (what := task_history.planned(change)) is not None:
        return what
    match change.action:
        case "add":
            return task_history.added(change)
        case "hand over":
            what = _("handed over")
        case "push" | "pull" | "change":
            what = task_history.shifted(change)
        case "undo":
            what = _("undone")
        case _:
            what = _("updated")
    if "status" in change.changes:
        what = _("%(what)s: %(status)s", what=what, status=STATUSES[Status(change.changes["status"][1])])
    if "progress" in change.changes:
        what = _("%(what)s, %(progress)s%%", what=what, progress=change.changes["progress"][1])
    if "due_on" in change.changes:
        what = task_history.dated(what, *(date.fromisoformat(one) if one else None for one in change.changes["due_on"]))
    if "owner_id" in change.changes:
        what = task_history.given(what, *(names.get(one, one) if one else None for one in change.changes["owner_id"]))
    word = change.because or change.changes.get("note", ("", ""))[1]
    if word:
        what = _("%(what)s · %(note)s", what=what, note=word)
    return what


def _provisional(work: Work, key: str, day: date | None) -> int | None:
    return calendars.provisional_year(calendars.decreed(work, key), day) if day is not None else None


def _calendar(work: Work, project: Project, task: Task) -> Text | None:
    return calendars.counted_in(work, project.calendar, task.due_on) if task.due_on is not None else None


def _stage_of(work: Work, task: Task) -> str:
    stage = stages.stage(work.session, work.team_id, task.stage_id) if task.stage_id else None
    return stage.name if stage else ""


def _parts(work: Work, task_ids: Sequence[int]) -> dict[int, tuple[Part, ...]]:
    """The cooperating departments of these tasks, by task."""
    found = cooperation.of_tasks(work.session, work.team_id, task_ids)
    called = departments.names(
        work.session, work.team_id, {one.department_id for parts in found.values() for one in parts}
    )
    return {
        task_id: tuple(Part(one.department_id, called[one.department_id], one.provides) for one in parts)
        for task_id, parts in found.items()
    }


def _is_late(work: Work, task: Task, project: Project) -> bool:
    return task.status != Status.DONE and task.is_due_before(work.today(project.zone))


def _working_days_late(work: Work, shown: Standing) -> int:
    project, due_on = shown.project, shown.task.due_on
    if not shown.is_late or due_on is None:
        return 0
    return calendars.of_project(work, project).working_days_late(due_on, work.today(project.zone))
