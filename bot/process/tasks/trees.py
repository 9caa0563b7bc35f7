"""Tasks and their subtasks (任务-子任务): splitting one, and what holds between a task and its parts.

- The progress of a task with subtasks is the mean of theirs and is not typed; it has begun as soon as one of them has.
- It is not done by itself when they are: its owner says so, when its own delivery standard is met.
- It is not done while one of them is open, and none of them is reopened while it is done.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time

from bot.process.kernel.work import Work
from bot.process.tasks import adding, cards, finding, news
from bot.process.tasks import shown as standings
from bot.process.tasks.plans import NewTask
from bot.process.tasks.shown import Link, Standing
from bot.process.tasks.states import Status
from bot.words.language import Text, joined
from bot.words.language import text as _
from bot.words.refused import Refused, TakenBack
from storage import dependencies
from storage import tasks as kept
from storage.projects import Project
from storage.tasks import Task

# More at once is a plan to be imported.
PARTS_AT_MOST = 20
# A refusal names this many open subtasks.
NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class SubtaskSaid:
    """A line of a split: its place among the lines (from 1), a title, and what is not as with the parent.

    `problem` is what could not be read in the line.
    """

    line: int
    title: str
    owner_id: str | None = None
    due_on: date | None = None
    hour: time | None = None
    problem: Text | None = None


def to_split(work: Work, number: int) -> Standing:
    """T-`number`, for a form in which the actor will split it.

    Raises Refused when it is not theirs to split, when it is done, and for a subtask.
    """
    task = finding.numbered(work, number)
    finding.must(work, "tasks.edit", task, finding.project_of(work, task.project_id))
    if task.parent_id is not None:
        raise Refused(_("T-%(number)s is a subtask; a subtask is not split further.", number=number))
    if task.is_milestone:
        raise Refused(_("A milestone takes no time, so it has no subtasks."))
    if task.status == Status.DONE:
        raise Refused(
            _("T-%(number)s is done. Set it back first: `/task update T-%(number)s in progress`.", number=number)
        )
    return standings.one(work, task)


def split(work: Work, number: int, said: Sequence[SubtaskSaid]) -> list[Standing]:
    """Make each line a subtask of T-`number`, all or none; the rest of their plan is the parent's.

    A second submit finds the subtasks of the first. Raises Refused naming every line that cannot be.
    """
    shown = to_split(work, number)
    parent = shown.task
    cause = work.cause
    known = [kept.caused_by(work.session, work.team_id, f"{cause}:{one.line}") for one in said]
    if known and all(known):
        subtasks = [one for one in known if one is not None]
        if all(one.deleted_at is not None for one in subtasks):
            raise TakenBack
        return standings.many(work, subtasks)
    wrong = [(one.line, problem) for one in said if (problem := _problem(parent, one)) is not None]
    if not said or len(said) > PARTS_AT_MOST:
        raise Refused(_("Split a task into 1 to %(number)s subtasks.", number=PARTS_AT_MOST), field="lines")
    if wrong:
        raise Refused(_listed(wrong), field="lines")
    made = []
    for one in said:
        with work.within(str(one.line)):
            made.append(adding.make(work, _subtask(parent, one)))
    news.give(work, [one.task for one in made])
    work.record("tasks", parent.id, "split", {"subtasks": (None, [f"T-{one.task.number}" for one in made])})
    cards.drawn(work, parent, shown.project)
    return made


def check_said(work: Work, task: Task, status: str | None, progress: int | None) -> None:
    """Whether an update is possible between a task and its subtasks.

    Raises Refused for a progress of a task with subtasks, for finishing it while one is open, for reopening a subtask
    of a task that is done, or what a department led that is gone, and for a milestone that would be on its way.
    """
    if task.status == Status.DONE and status not in (None, Status.DONE):
        finding.must_be_led(work, task, finding.project_of(work, task.project_id))
    if task.is_milestone and (status == Status.IN_PROGRESS or progress not in (None, 0, 100)):
        raise Refused(
            _("T-%(number)s is a milestone: it is done or not done, with nothing between.", number=task.number),
            field="progress" if progress not in (None, 0, 100) else "status",
        )
    if task.parent_id is not None and task.status == Status.DONE and status not in (None, Status.DONE):
        # Held: it may be set done at this very moment.
        parent = kept.task(work.session, work.team_id, task.parent_id, to_change=True)
        if parent is not None and parent.status == Status.DONE:
            raise Refused(
                _(
                    "T-%(number)s is a part of T-%(parent)s, which is done. Set that back first: "
                    "`/task update T-%(parent)s in progress`.",
                    number=task.number,
                    parent=parent.number,
                ),
                field="status",
            )
    if not task.subtasks:
        return
    left = [one for one in kept.subtasks_of(work.session, work.team_id, task.id) if one.status != Status.DONE]
    if status == Status.DONE and left:
        raise Refused(_still_open(task, left), field="status")
    if progress not in (None, 100) and progress != standings.one(work, task).progress:
        raise Refused(
            _(
                "The progress of T-%(number)s follows from its subtasks; update those: %(subtasks)s.",
                number=task.number,
                subtasks=_numbers(left) or "–",
            ),
            field="progress",
        )


def around(work: Work, task: Task) -> tuple[list[Standing], list[Link]]:
    """The subtasks of a task, and what waits for it."""
    task_id = task.id
    below = kept.subtasks_of(work.session, work.team_id, task_id) if task.subtasks else []
    waiting = dependencies.successors(work.session, work.team_id, [task_id]) if task.successors else {}
    return standings.many(work, below), [Link(other, one.lag, one.kind) for one, other in waiting.get(task_id, [])]


def redraw_around(work: Work, task: Task, project: Project, *, is_held: bool = True) -> None:
    """Renew the cards on which this task is shown: its parent's, and, unless `is_held` is no, its successors'."""
    around = [task.parent_id] if task.parent_id is not None else []
    if task.successors and is_held:
        waiting = dependencies.successors(work.session, work.team_id, [task.id])
        around += [other.id for _dependency, other in waiting.get(task.id, [])]
    cards.renew(work, around, project)


def _subtask(parent: Task, said: SubtaskSaid) -> NewTask:
    asked = NewTask(
        project_id=parent.project_id,
        title=said.title,
        department_id=parent.department_id,
        owner_id=said.owner_id or parent.owner_id,
        due_on=said.due_on or parent.due_on,
        starts_on=parent.starts_on,
        parent=parent.number,
    )
    is_early = asked.starts_on is not None and asked.due_on is not None and asked.due_on < asked.starts_on
    return replace(asked, starts_on=None) if is_early else asked


def _problem(parent: Task, said: SubtaskSaid) -> Text | None:
    """What is wrong with a line."""
    if said.problem is not None:
        return said.problem
    if said.due_on is not None and parent.due_on is not None and said.due_on > parent.due_on:
        return _("due after T-%(number)s itself, %(day)s", number=parent.number, day=parent.due_on)
    return None


def _listed(wrong: Sequence[tuple[int, Text]]) -> Text:
    lines = [_("Line %(line)s: %(problem)s", line=line, problem=problem) for line, problem in wrong]
    return _("Nothing was added. %(problems)s.", problems=joined(lines, _("%(one)s; %(rest)s")))


def _still_open(task: Task, left: Sequence[Task]) -> Text:
    return _(
        "T-%(number)s is not done while its subtasks are open: %(subtasks)s.",
        number=task.number,
        subtasks=_numbers(left),
    )


def _numbers(some: Sequence[Task]) -> Text | None:
    more = ["…"] if len(some) > NAMED_AT_MOST else []
    return joined(
        [*(f"T-{one.number} {one.title[:40]}" for one in some[:NAMED_AT_MOST]), *more], _("%(one)s, %(rest)s")
    )
