"""What is said of a plan file before it is taken, what is looked at, and what is told of it afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.plans.plan import Plan, PlanLink
from bot.process.kernel.work import Work
from bot.process.plans.comparing import Meant
from bot.process.plans.outline import Left, Outline
from bot.process.plans.tying import Ties
from bot.process.tasks import counting
from bot.process.tasks.counting import NOTHING, Counted
from bot.words.language import Text
from storage import plans
from storage.departments import Department
from storage.plans import PlanImport
from storage.projects import Project


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is said in the form beside the file: whose the rows are that name no department, and what names mean.

    By the names, without regard to case; ids of people, and of departments.
    """

    usual: int | None = None
    people: Mapping[str, str] = field(default_factory=dict)
    departments: Mapping[str, int] = field(default_factory=dict)


NOTHING_CHOSEN = Chosen()


@dataclass(slots=True)
class Preview:
    """What a file would do in a project, and what of it is not taken."""

    project: Project
    plan: Plan
    source: str
    meant: list[Meant]
    outline: Outline
    ties: Ties
    left_out: list[Left]
    broken: list[PlanLink]
    unknown_people: list[tuple[str, int]]
    unknown_departments: list[tuple[str, int]]
    departments: list[Department]
    usual: int
    progress_kept: int
    # Who are called by what stands there, where more than one is.
    namesakes: Mapping[str, Text | None] = field(default_factory=dict)
    # What was there when it was looked at.
    seen: str = ""

    @property
    def made(self) -> list[Meant]:
        """The rows that make a task."""
        return [one for one in self.meant if one.is_new]

    @property
    def counted(self) -> Counted:
        """How many tasks are made."""
        return counting.count((bool(one.node.below), bool(one.values.get("is_milestone"))) for one in self.made)

    @property
    def changed(self) -> list[Meant]:
        """The rows that change one."""
        return [one for one in self.meant if one.is_changed]

    @property
    def same(self) -> int:
        """How many tasks are so already."""
        return len(self.meant) - len(self.made) - len(self.changed)

    def title_of(self, row_id: str) -> str:
        """How a row of the file is called."""
        return next((row.title for row in self.plan.rows if row.id == row_id), row_id)

    @property
    def does(self) -> bool:
        """Whether anything would be done by it."""
        return bool(self.made or self.changed or self.ties)


@dataclass(frozen=True, slots=True)
class Imported:
    """An import as it is told: what was left out of the file, and how many people were given tasks by it."""

    project: Project
    kept: PlanImport
    left_out: int = 0
    owners: int = 0
    # What was made, as tasks are counted everywhere.
    counted: Counted = NOTHING


def imported(work: Work, project: Project, kept: PlanImport, left_out: int = 0, owners: int = 0) -> Imported:
    """An import as it is told."""
    return Imported(project, kept, left_out, owners, counting.count(plans.made_by(work.session, kept.id)))
