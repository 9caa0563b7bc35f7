"""A baseline beside the plan as it is: what has moved since, by how many working days, what is gone and what is new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.process.kernel import calendars, rights, signatures
from bot.process.kernel.rounds import code
from bot.process.kernel.work import Work
from bot.process.plans import figures
from bot.process.tasks import counting
from bot.process.tasks.counting import Counted
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Offer, Refused
from storage import baselines, changes, departments, people, tasks
from storage import signatures as kept_signatures
from storage.baselines import Baseline, BaselineTask
from storage.changes import ChangeRequest
from storage.people import Person
from storage.projects import Project
from storage.signatures import PASSED
from storage.tasks import Task

# Of each list so many are shown.
SHOWN_AT_MOST = 20


@dataclass(frozen=True, slots=True)
class Word:
    """Who has confirmed it for which department, when, and the check code; or why it went on without them."""

    department: Text
    hand: Text
    at: object
    code: str
    is_passed: bool
    reasons: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A task that ends on another day than in the baseline, by so many working days (negative: earlier); None for a
    day where it has none.
    """

    task: Task
    was: date | None
    now: date | None
    days: int


@dataclass(frozen=True, slots=True)
class Measured:
    """A baseline, who has confirmed it, and what has moved since; milestones first, then what is latest."""

    project: Project
    baseline: Baseline
    by: Person | None
    words: Sequence[Word]
    moved: Sequence[Moved]
    added: Sequence[Task]
    gone: Sequence[BaselineTask]
    tasks: Counted
    ends_was: date | None
    ends_now: date | None
    # By how many working days the end of the plan has moved.
    days: int
    counted: Text
    # The change that has made it; None where the heads did.
    change: ChangeRequest | None = None
    most: int = SHOWN_AT_MOST


def of_project(work: Work, project_id: int) -> Measured:
    """The newest baseline of the project. Raises Refused for one that the actor may not see, and where there is none.

    What its plan waits for is said then.
    """
    return between(work, rights.seen(work, project_id))


def between(work: Work, project: Project) -> Measured:
    """The same of a project that is seen already."""
    baseline = baselines.newest(work.session, work.team_id, project.id)
    if baseline is None:
        raise _none(work, project)
    rows = baselines.rows(work.session, baseline.id)
    found = tasks.of_project(work.session, work.team_id, project.id)
    now = {one.id: one for one in found}
    calendar = calendars.of_project(work, project)
    moved = [
        Moved(task, row.due_on, task.due_on, _between(work, project, task, row.due_on))
        for task_id, row in rows.items()
        if (task := now.get(task_id)) is not None and task.due_on != row.due_on
    ]
    ends_was = max((one.due_on for one in rows.values() if one.due_on), default=None)
    ends_now = figures.ends(work, project)
    return Measured(
        project,
        baseline,
        people.person(work.session, work.team_id, baseline.taken_by),
        _words(work, baseline),
        sorted(moved, key=lambda one: (not one.task.is_milestone, -one.days, one.task.number)),
        sorted((one for one in found if one.id not in rows), key=lambda one: one.number),
        [row for task_id, row in rows.items() if task_id not in now],
        counting.count((not one.weight and not one.is_milestone, one.is_milestone) for one in rows.values()),
        ends_was,
        ends_now,
        calendar.working_days_between(ends_was, ends_now) if ends_was and ends_now else 0,
        calendars.counted_in(work, project.calendar, work.today(project.zone), ends_now),
        changes.of_baseline(work.session, baseline),
    )


def _between(work: Work, project: Project, task: Task, was: date | None) -> int:
    """By how many working days of its lead department the end has moved."""
    if was is None or task.due_on is None:
        return 0
    calendar = calendars.of_plan(work, project, task.department_id)
    if task.due_on < was:
        return -calendar.working_days_between(task.due_on, was)
    return calendar.working_days_between(was, task.due_on)


def _words(work: Work, baseline: Baseline) -> list[Word]:
    found = kept_signatures.by_ids(work.session, baseline.team_id, baseline.signature_ids)
    ids = [signer.department_id for signer, _word in found if signer.department_id is not None]
    named = departments.names(work.session, work.team_id, ids)
    return [
        Word(
            named.get(signer.department_id or 0, Text("?")),
            signatures.hand(work, word),
            word.given_at,
            code(word),
            word.verdict == PASSED,
            word.reasons,
        )
        for signer, word in found
    ]


def _none(work: Work, project: Project) -> Refused:
    confirmation = baselines.of_project(work.session, work.team_id, project.id)
    if confirmation is not None:
        return Refused(
            _("%(project)s has no baseline yet: not all have confirmed its plan.", project=project.number),
            offer=Offer(_("Where it stands"), "baselines.show", str(confirmation.number)),
        )
    return Refused(
        _(
            "%(project)s has no baseline yet. `/plan confirm` sends its plan to the heads; what all have confirmed is "
            "baseline 1.",
            project=project.number,
        )
    )
