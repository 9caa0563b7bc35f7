"""`/plan check`: which links the present dates break, by how many working days, and what has no date."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.plans.network import earliest
from bot.plans.scheduling import broken
from bot.process.kernel import rights
from bot.process.kernel.work import Work
from bot.process.plans.present import present
from bot.process.plans.shifting import SHIFT
from bot.process.tasks import links
from bot.words.language import Text
from storage import shifts, tasks
from storage.projects import Project
from storage.tasks import Task

# Who is offered to begin a plan from a template, or a file.
EMPTY = "scenarios.apply"
# So many tasks without a date are named.
UNDATED_NAMED = 10


@dataclass(frozen=True, slots=True)
class Broken:
    """A task that stands so many working days too early for another; `how` where the link is no usual one."""

    before: Task
    after: Task
    days: int
    how: Text | None
    # It is no link: the other is a part of it, and ends after it.
    is_part: bool = False


@dataclass(frozen=True, slots=True)
class Checked:
    """The plan of a project beside its links; `may_shift` whether the reader may move it."""

    project: Project
    broken: Sequence[Broken]
    undated: Sequence[Task]
    undated_number: int
    may_shift: bool
    # No task is there yet.
    is_empty: bool = False
    may_plan: bool = False
    ends: date | None = None


def check(work: Work, project_id: int) -> Checked:
    """Look at the plan as it stands. Raises Refused for a project that the actor may not see, and for a circle."""
    project = rights.seen(work, project_id)
    undated, number = shifts.unscheduled(work.session, work.team_id, project.id, most=UNDATED_NAMED)
    return Checked(
        project, broken_in(work, project), undated, number, rights.may(work, SHIFT, project),
        is_empty=not tasks.of_project(work.session, work.team_id, project.id),
        may_plan=rights.may(work, EMPTY, project),
        ends=shifts.last_end(work.session, work.team_id, project.id),
    )  # fmt: skip


def broken_in(work: Work, project: Project) -> list[Broken]:
    """The links that the present dates of a project break, the worst first; what is done or begun breaks none."""
    plan = present(work, project, lambda _task: False)
    network = plan.network
    worst: dict[tuple[int, int], int] = {}
    for before, after, tie in broken(network):
        first, second = network.tasks[network.places[before]], network.tasks[network.places[after]]
        assert first.start is not None and second.start is not None, "it is broken"  # noqa: S101, PT018 - ours
        allowed = earliest(tie, first, first.position(first.start), second)
        pair = (before.task_id, after.task_id)
        days = max(second.between(second.position(second.start), allowed), 1)
        worst[pair] = max(worst.get(pair, 0), days)
    found = []
    for (before_id, after_id), days in worst.items():
        tied, task = plan.links.get((before_id, after_id)), plan.tasks[before_id]
        is_part = tied is None and task.parent_id == after_id
        how = links.in_words(tied.kind, tied.lag) if tied is not None else None
        found.append(Broken(task, plan.tasks[after_id], days, how, is_part=is_part))
    return sorted(found, key=lambda one: (-one.days, one.after.number, one.before.number))
