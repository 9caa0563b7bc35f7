"""What is told of a shift of a plan: before it is done, and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.process.tasks.said import Update
from bot.words.language import Text
from storage.projects import Project
from storage.shifts import PULL, PUSH, PlanShift
from storage.tasks import Task

__all__ = ["PULL", "PUSH", "Going", "Shift", "Shifted", "Stays", "Wanted"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be done with the plan of a project: push or pull, from one task on or all of it.

    `said` is the move of that task that is saved with it; without one the plan is looked at as it stands.
    """

    project_id: int
    did: str
    number: int | None = None
    said: Update | None = None


@dataclass(frozen=True, slots=True)
class Going:
    """A task with the days on which it is planned, and those to which it goes."""

    task: Task
    was_start: date | None
    was_due: date
    start: date | None
    due: date
    # It has begun: only its end moves.
    is_under_way: bool = False


@dataclass(frozen=True, slots=True)
class Stays:
    """A task that stays so many working days too early for what it waits for: why, and who may move it."""

    task: Task
    before: Task
    days: int
    why: Text
    able: Text | None = None
    is_pinned: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """What a push or a pull would do: whom it moves, first to go first, and what stays.

    `was_end` and `end` are the last planned day of the project. `seen` tells it from what it does when the plan is
    another.
    """

    project: Project
    did: str
    # From which task on, and the day to which that moves with it.
    origin: Task | None
    due: date | None
    moved: Sequence[Going]
    stays: Sequence[Stays]
    was_end: date | None
    end: date | None
    seen: str

    @property
    def milestones(self) -> list[Going]:
        """The milestones among what moves."""
        return [one for one in self.moved if one.task.is_milestone]

    @property
    def last(self) -> Going | None:
        """The milestone that is last, of those that move."""
        return max(self.milestones, key=lambda one: one.due, default=None)


@dataclass(frozen=True, slots=True)
class Shifted:
    """A shift that was done, as it is told of."""

    project: Project
    kept: PlanShift
    origin: Task | None
    milestones: Sequence[Going]
    # How many stay too early, since who did it may not move them.
    stopped: int = 0
