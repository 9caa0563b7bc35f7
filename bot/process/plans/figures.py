"""A plan in figures (计划数据), the same wherever they are said: how many tasks it has, when it ends as planned, how
many links its dates break, and what of it comes next.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.process.kernel.work import Work
from bot.process.plans import checking
from bot.process.projects import finding
from bot.process.tasks import counting
from bot.process.tasks.counting import Counted
from bot.process.tasks.states import Status
from bot.words.language import Near, Text, joined, plural
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import portfolio, tasks
from storage.projects import Project
from storage.tasks import Task


@dataclass(frozen=True, slots=True)
class Figures:
    """What a plan says of itself. `ends` is its last planned day; `broken` are the links that its dates do not keep;
    `ownerless` the open tasks that nobody owns, `late` those whose end has passed; `next` is due first of the others.
    """

    today: date
    counted: Counted
    ends: date | None
    broken: int
    ownerless: int
    late: int
    next: Task | None

    @property
    def words(self) -> Text | None:
        """When it ends as planned, and what its dates break; None where there is nothing to say."""
        said = [_("planned to end on %(day)s", day=Near(self.ends, self.today))] if self.ends is not None else []
        return joined([*said, *self.gaps], Text("%(one)s · %(rest)s"))

    @property
    def gaps(self) -> list[Text]:
        """What its dates break, in words; nothing where they keep every link."""
        if not self.broken:
            return []
        return [plural("its dates break %(number)s link", "its dates break %(number)s links", self.broken)]


def of(work: Work, project: Project) -> Figures:
    """The plan of the project as it stands."""
    every = tasks.of_project(work.session, work.team_id, project.id)
    today = work.today(project.zone)
    open_ones = [one for one in every if one.status != Status.DONE and not one.subtasks]
    coming = [one for one in open_ones if one.due_on is not None and not one.is_due_before(today)]
    return Figures(
        today,
        counting.of_tasks(every),
        ends(work, project),
        broken(work, project),
        sum(one.owner_id is None and not one.is_milestone for one in open_ones),
        late(every, today),
        min(coming, key=lambda one: (one.due_on or date.max, one.number), default=None),
    )


def ends(work: Work, project: Project) -> date | None:
    """The last planned day; None where nothing has one."""
    return ends_of(work, [project]).get(project.id)


def ends_of(work: Work, found: Sequence[Project]) -> dict[int, date]:
    """The same of many projects, by id; of those in which nothing has a day there is none."""
    return portfolio.plan_ends(work.session, work.team_id, [one.id for one in found])


def late(every: Sequence[Task], today: date) -> int:
    """How many of these tasks should have ended by now; one with subtasks is late by them."""
    return sum(one.status != Status.DONE and not one.subtasks and one.is_due_before(today) for one in every)


def late_of(work: Work, found: Sequence[Project]) -> dict[int, int]:
    """The same number of many projects, by id, each by its own calendar day; those without any are left out."""
    return portfolio.late(work.session, work.team_id, finding.by_today(work, found))


def broken(work: Work, project: Project) -> int:
    """How many links the dates break; none where they go in a circle, which another command says."""
    try:
        return len(checking.broken_in(work, project))
    except Refused:
        return 0
