"""How far a project is by its baseline: working days of what is done, beside those of what should be done by now.

Without a baseline tasks are counted, each the same. A task counts when it is finished, whatever is under way of it; one
that is not in the baseline is not counted by it, and is told beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from bot.process.kernel.work import Work
from storage import baselines, digests
from storage.projects import Project


class Measure(NamedTuple):
    """The working days of baseline `number` in all, of what is done, and of what should be done; and how many tasks
    were added since, which are not in it.
    """

    number: int
    total: int
    done: int
    planned: int
    added: int

    @property
    def done_percent(self) -> int:
        """How much is done."""
        return percent(self.done, self.total)

    @property
    def planned_percent(self) -> int:
        """How much should be done by now."""
        return percent(self.planned, self.total)


@dataclass(frozen=True, slots=True)
class Tally:
    """Tasks in all, done, that should be done, late, the mean progress in percent, and those open that are in time.

    `late` counts tasks with subtasks and milestones, too, which the others do not.
    """

    total: int
    done: int
    planned: int
    late: int
    progress: int
    in_time: int = 0

    @property
    def done_percent(self) -> int:
        """How much is done."""
        return percent(self.done, self.total)

    @property
    def planned_percent(self) -> int:
        """How much should be done by now."""
        return percent(self.planned, self.total)


def percent(part: int, whole: int) -> int:
    """Whole percent; 100 only where nothing is missing, and 0 only where there is nothing."""
    if not whole or part in (0, whole):
        return 100 if whole and part == whole else 0
    return min(max(round(100 * part / whole), 1), 99)


def measure(work: Work, project: Project) -> Measure | None:
    """How far it is now; None without a baseline, and by one in which nothing has any length."""
    baseline = baselines.newest(work.session, work.team_id, project.id)
    if baseline is None:
        return None
    (found,) = baselines.weights(work.session, baseline.id, [(work.today(project.zone), work.now)])
    if not found.total:
        return None
    added = baselines.count_added(work.session, baseline)
    return Measure(baseline.number, found.total, found.done, found.planned, added)


def curve(work: Work, project: Project, days: Sequence[tuple[date, datetime]], tasks: int) -> list[tuple[float, float]]:
    """In percent how much was to be done before each day, and how much was done before it began (a moment beside it):
    of the working days of the baseline, or of the `tasks` where there is none.
    """
    baseline = baselines.newest(work.session, work.team_id, project.id)
    if baseline is not None:
        found = baselines.weights(work.session, baseline.id, days)
        if found and found[0].total:
            return [(100 * one.planned / one.total, 100 * one.done / one.total) for one in found]
    counted = digests.curve(work.session, work.team_id, project.id, days)
    return [(100 * planned / tasks, 100 * done / tasks) for planned, done in counted]
