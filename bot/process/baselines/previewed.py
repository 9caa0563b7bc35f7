"""What will be laid before the heads, looked at before it is sent: how much it is, and what is missing in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.process.baselines import rounding, sections, signed
from bot.process.baselines.sections import Plan
from bot.process.baselines.states import CONFIRM_DAYS
from bot.process.kernel import calendars
from bot.process.kernel.rules import Phase
from bot.process.kernel.work import Work
from bot.process.plans import checking, figures
from bot.process.tasks import counting
from bot.process.tasks.counting import Counted
from bot.words.language import Name, Text
from storage import departments, people, projects
from storage.people import Person
from storage.projects import Project
from storage.tasks import Task

# Of each sort of gap so many are named.
NAMED_AT_MOST = 5


@dataclass(frozen=True, slots=True)
class Asked:
    """A department whose head will be asked: who that is, None where nobody is there; whether their word stands."""

    name: Name | Text
    head: Person | None
    stands: bool


@dataclass(frozen=True, slots=True)
class Preview:
    """The plan as it would be sent. The gaps do not stop it: whoever sends it says so knowingly."""

    project: Project
    counted_tasks: Counted
    asked: Sequence[Asked]
    undated: Sequence[Task]
    ownerless: Sequence[Task]
    # Links that the days break: "T-3 → T-5".
    broken: Sequence[str]
    is_after_fact: bool
    counted: Text
    # Its last planned day, and by how many working days that is after the project's.
    ends: date | None = None
    beyond: int = 0
    confirm_days: int = CONFIRM_DAYS
    named: int = NAMED_AT_MOST

    @property
    def has_gaps(self) -> bool:
        """Whether anything is missing in it."""
        return bool(self.undated or self.ownerless or self.broken or any(one.head is None for one in self.asked))


def preview(work: Work, project_id: int) -> Preview:
    """What `rounding.send` would send; refused like that."""
    project = rounding.must_send(work, project_id)
    plan = sections.read(work, project)
    rounding.must_have_tasks(project, plan)
    ends = figures.ends(work, project)
    own = [one for one in plan.tasks.values() if not one.subtasks]
    return Preview(
        project=project,
        counted_tasks=counting.of_tasks(plan.tasks.values()),
        asked=_asked(work, project, plan),
        undated=[one for one in own if one.due_on is None or (one.starts_on is None and not one.is_milestone)],
        ownerless=[one for one in own if one.owner_id is None and not one.is_milestone],
        broken=[f"T-{one.before.number} → T-{one.after.number}" for one in checking.broken_in(work, project)],
        is_after_fact=project.phase != Phase.PLANNING,
        counted=calendars.counted_in(work, project.calendar, work.today(project.zone)),
        ends=ends,
        beyond=_beyond(work, project, ends),
    )


def _beyond(work: Work, project: Project, ends: date | None) -> int:
    if ends is None or ends <= project.ends_on:
        return 0
    return calendars.of_project(work, project).working_days_late(project.ends_on, ends)


def _asked(work: Work, project: Project, plan: Plan) -> list[Asked]:
    heads = {made.id: part.head_id for part, made in projects.taking_part(work.session, project)}
    known = people.people(work.session, work.team_id, heads.values())
    named = departments.names(work.session, work.team_id, plan.department_ids)
    confirmation = signed.of_project(work, project)
    stands: set[int | None] = set()
    if confirmation is not None:
        asked = signed.asked(work, confirmation)
        standing = asked.standing(signed.document(confirmation, plan))
        stands = {one.department_id for one in asked.signers if one.id in standing}
    found = []
    for one in plan.department_ids:
        head = known.get(heads.get(one, ""))
        is_there = head is not None and not head.is_deactivated
        found.append(Asked(named.get(one, Text("?")), head if is_there else None, one in stands))
    return found
