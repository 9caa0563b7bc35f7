"""What is said of a template before it is taken, of one that was saved, and of all that there are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from bot.process.plans.previewed import Preview
from bot.process.scenarios.laying import Laid
from bot.process.scenarios.template import Role, Template
from bot.process.tasks.counting import Counted
from bot.words.language import Text
from storage.departments import Department
from storage.people import Person
from storage.plans import PlanImport
from storage.projects import Project
from storage.scenarios import ScenarioTemplate

# What stands in a menu for a role of which nobody here does the work.
NOBODY = 0


def field_of(project_id: int, key: str, place: int) -> str:
    """The input of the form in which the role at that place of a template has its department."""
    return f"role.{project_id}.{key}.{place}"


@dataclass(frozen=True, slots=True)
class Asked:
    """Which template is to be laid into which project, from which day on; and by role the department that leads its
    tasks: NOBODY where they are left out. `language` is that of the titles, where the template has both; empty: that
    of the project's channel.
    """

    project_id: int
    key: str
    begins: date
    roles: Mapping[str, int]
    language: str = ""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is asked of who takes a template: its roles with the departments that names tell, and the first day."""

    project: Project
    template: Template
    departments: list[Department]
    guessed: Mapping[str, int | None]
    begins: date


@dataclass(frozen=True, slots=True)
class StageLaid:
    """A stage as it is looked at: how many tasks it has, and its days; None where none of them has a day."""

    name: str
    tasks: int
    first: date | None
    last: date | None


@dataclass(slots=True)
class Looked:
    """What a template would do in a project; `found` is what is written.

    `leads` says who leads what each role does, None where that is left out; `others` are the departments with a
    calendar that is not the project's, which is `counted`. `beyond` are the working days by which it ends after the
    project's period; `before` is when the same was taken into the project already.
    """

    project: Project
    template: Template
    found: Preview
    laid: Laid
    stages: list[StageLaid]
    milestones: list[tuple[str, date]]
    leads: list[tuple[Role, Department | None]]
    others: list[Department]
    counted: Text
    left_out: int = 0
    beyond: int = 0
    before: list[tuple[PlanImport, Person | None, Counted]] = field(default_factory=list)
    seen: str = ""


@dataclass(frozen=True, slots=True)
class Saved:
    """A template that was made of a project."""

    kept: ScenarioTemplate
    template: Template
    project: Project


@dataclass(frozen=True, slots=True)
class Entry:
    """A template as a list has it: built in, where nothing is kept of it; `uses` in open projects."""

    key: str
    name: Text
    tasks: int
    uses: int
    kept: ScenarioTemplate | None = None
    project: Project | None = None
    by: Person | None = None
    can_change: bool = False
