"""A plan file beside the project as it is: what each row makes, changes or leaves alone.

Dates are the author's: none is moved, none is made up. An empty cell changes nothing. How far a task is that is there
already, the file says where it is further than people said; what people said is never lowered by it.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.plans.plan import Plan, PlanRow, Why
from bot.plans.words import is_own_id
from bot.process.kernel import rights
from bot.process.kernel.spelling import spelled
from bot.process.kernel.work import Work
from bot.process.plans.naming import Names
from bot.process.plans.outline import Left, Node
from bot.process.tasks.confirmed import BY_CHANGE, confirmed
from bot.process.tasks.moves import MILESTONE
from bot.process.tasks.plans import DAYS_AT_MOST
from bot.process.tasks.states import Status
from bot.process.tasks.table import HEADINGS
from bot.words.language import Reader, Text
from bot.words.language import text as _
from storage import plans, stages, tasks
from storage.projects import Project
from storage.tasks import Task

IMPORT = "plans.import"
DATED = ("starts_on", "due_on", "days")
# Percent.
WHOLE = 100
DESCRIPTION_AT_MOST, OUTPUT_AT_MOST = 2_000, 500
# A file in which so many parts of our own headings stand is our own export.
OWN_PART = 0.7
NOT_YOURS = _("its department is another's to plan: %(department)s")
NOT_YOUR_MILESTONE = _("a milestone is the project manager's to plan")
ABOVE_LEFT = _("what it is a part of is not taken")
ABOVE_DONE = _("T-%(number)s, of which it would be a part, is done")


@dataclass(slots=True)
class Meant:
    """A row of the file that makes a task, or belongs to one: `task`. `values` are the columns that the file names.

    `changes` says of each column that is another with a task what it is and what it is to be; `moves_to` where it is to
    stand otherwise, with its stage and what it is a part of.
    """

    node: Node
    department_id: int
    values: dict[str, Any]
    above: Meant | None = None
    task: Task | None = None
    changes: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    is_placed: bool = False
    parts: dict[int, str] = field(default_factory=dict)
    # It cannot begin yet, whatever the file says.
    is_held: bool = False

    @property
    def is_new(self) -> bool:
        """Whether it makes a task."""
        return self.task is None

    @property
    def is_changed(self) -> bool:
        """Whether it changes one."""
        return self.task is not None and bool(self.changes or self.is_placed)


class Comparing:
    """One file beside one project; `left_out` gathers what is not taken, and why."""

    def __init__(self, work: Work, project: Project, plan: Plan, source: str, names: Names, usual: int) -> None:
        self._work, self._project, self._plan = work, project, plan
        self._names, self._usual = names, usual
        self.is_own = _is_own(plan)
        self.existing = {one.id: one for one in tasks.of_project(work.session, work.team_id, project.id)}
        self._known = plans.known_rows(work.session, work.team_id, project.id, source)
        self._stages = {one.id: one.name for one in stages.of_project(work.session, work.team_id, project.id)}
        self._may: dict[int, bool] = {}
        self.left_out: list[Left] = []
        # How many tasks people say are further than the file does.
        self.progress_kept = 0

    def meant(self, nodes: Sequence[Node]) -> list[Meant]:
        """What each row means, each behind what it is a part of."""
        known = self._matched(nodes)
        found: dict[int, Meant] = {}
        for node in nodes:
            one = self._one(node, known.get(id(node)), found)
            if isinstance(one, Text):
                self.left_out.append(Left(node.title, one))
            else:
                found[id(node)] = one
        return list(found.values())

    def _one(self, node: Node, task: Task | None, found: Mapping[int, Meant]) -> Meant | Text:
        above = found.get(id(node.above)) if node.above is not None else None
        if node.above is not None and above is None:
            return ABOVE_LEFT
        if above is not None and above.task is not None and above.task.status == Status.DONE and task is None:
            return Text(ABOVE_DONE.message, {"number": above.task.number})
        values = self._values(node)
        named = values.pop("department_id")
        department_id = named or (task.department_id if task else 0) or self._department(node, values, above)
        for one in dict.fromkeys((task.department_id if task else department_id, department_id)):
            if not self._may_plan(one):
                called = next((made.name for made in self._names.departments if made.id == one), "?")
                return Text(NOT_YOURS.message, {"department": called})
        meant = Meant(node, department_id, values, above, task, parts=self._parts(node, department_id))
        if task is not None:
            self._compare(meant, task)
        if self._sets_milestone(meant) and not self._may_mark(department_id):
            return NOT_YOUR_MILESTONE
        if task is not None and self._sets_milestone(meant) and confirmed(self._work, self._project, [task])[1]:
            return BY_CHANGE
        return meant

    def _sets_milestone(self, meant: Meant) -> bool:
        """Whether it makes a milestone, moves one, or makes a task of one."""
        if meant.task is None:
            return bool(meant.values.get("is_milestone"))
        return "is_milestone" in meant.changes or (meant.task.is_milestone and "due_on" in meant.changes)

    def _may_mark(self, department_id: int) -> bool:
        return rights.may(self._work, MILESTONE, self._project, department_id=department_id)

    def _department(self, node: Node, values: Mapping[str, Any], above: Meant | None) -> int:
        """Of a row that names none: its owner's, that of what it is a part of, else the one that was chosen."""
        own = self._names.home(values.get("owner_id"))
        return own or (above.department_id if above is not None else 0) or self._usual

    def _may_plan(self, department_id: int) -> bool:
        if department_id not in self._may:
            may = rights.may(self._work, IMPORT, self._project, department_id=department_id)
            self._may[department_id] = may
        return self._may[department_id]

    def _parts(self, node: Node, department_id: int) -> dict[int, str]:
        found = self._names.cooperating(node.row.cooperating) if node.row.cooperating else {}
        return {one: provides for one, provides in found.items() if one != department_id}

    def _values(self, node: Node) -> dict[str, Any]:
        """What the file says of the task, by column; what it does not say is not among them."""
        row = node.row
        is_milestone = row.is_milestone and not node.below
        values: dict[str, Any] = {"title": spelled(self._work, node.title)}
        values["department_id"] = self._names.department(row.department) if row.department else None
        if row.owner:
            owner_id, others = self._names.person(row.owner)
            values |= {"owner_id": owner_id} if owner_id is not None else {}
            if others and owner_id is not None:
                self.left_out.append(Left(f"{node.title}: {', '.join(others)}", _("a task has one owner")))
        values |= _days(row, is_milestone=is_milestone)
        traits = {
            "is_milestone": is_milestone,
            "is_at_start": is_milestone and row.is_at_start,
            "is_pinned": row.is_pinned,
        }
        # Another's file without such a column says nothing of them.
        values |= {name: one for name, one in traits.items() if one or self.is_own}
        if row.note:
            values["description"] = spelled(self._work, row.note)[:DESCRIPTION_AT_MOST]
        if row.deliverable:
            values["output"] = spelled(self._work, row.deliverable)[:OUTPUT_AT_MOST]
        return values

    def _compare(self, meant: Meant, task: Task) -> None:
        """Note what of a task is another in the file."""
        values = dict(meant.values)
        if meant.department_id != task.department_id:
            values["department_id"] = meant.department_id
        standard = "\n".join(one for one in (task.output, task.format, task.quality) if one)
        if values.get("output") in (standard, standard[:OUTPUT_AT_MOST]):
            del values["output"]
        self._fit(task, values)
        meant.changes = {
            name: (getattr(task, name), value) for name, value in values.items() if getattr(task, name) != value
        }
        meant.changes |= self._further(task, meant.node.row.progress)
        meant.is_placed = self._is_placed(meant, task)

    def _further(self, task: Task, said: int | None) -> dict[str, tuple[Any, Any]]:
        """How far the task is by the file, where that is further; what has subtasks is as far as they are."""
        if said is None or task.subtasks or (task.is_milestone and said < WHOLE):
            return {}
        if said <= task.progress or task.status == Status.DONE:
            self.progress_kept += said != task.progress
            return {}
        status = Status.DONE if said >= WHOLE else Status.IN_PROGRESS
        is_other = {"status": (task.status, status)} if task.status != status else {}
        return {"progress": (task.progress, min(said, WHOLE)), **is_other}

    def _fit(self, task: Task, values: dict[str, Any]) -> None:
        """Leave out what cannot be of a task that is there: it is done, has subtasks, or would end before it starts."""
        if values.get("is_milestone") and (task.subtasks or task.status != Status.NOT_STARTED):
            del values["is_milestone"]
        if values.get("is_milestone", task.is_milestone):
            values |= {"starts_on": None, "days": None}
        if task.status == Status.DONE:
            # It is where it was done.
            for name in (*DATED, "is_milestone", "is_at_start"):
                values.pop(name, None)
        start, end = (values.get(name, getattr(task, name)) for name in ("starts_on", "due_on"))
        if start is not None and end is not None and end < start:
            self.left_out.append(Left(f"T-{task.number} {task.title}", Why.ENDS_FIRST.words))
            for name in DATED:
                values.pop(name, None)

    def _is_placed(self, meant: Meant, task: Task) -> bool:
        """Whether the task is to stand elsewhere. What has subtasks is no subtask."""
        if not meant.node.stage and meant.above is None and not self.is_own:
            return False
        above = meant.above
        if above is not None and (task.subtasks or (above.task is not None and above.task.parent_id is not None)):
            return False
        stands = (self._stages.get(task.stage_id or 0, "").casefold(), task.parent_id)
        parent_id = (above.task.id if above.task is not None else -1) if above is not None else None
        return stands != (meant.node.stage.casefold(), parent_id)

    def _matched(self, nodes: Sequence[Node]) -> dict[int, Task]:
        """The tasks that rows belong to: by our own numbers, as they were imported before, and by where they stand."""
        found: dict[int, Task] = {}
        used: set[int] = set()

        def take(pairs: Iterable[tuple[Node, Task | None]]) -> None:
            for node, task in pairs:
                if task is not None and id(node) not in found and task.id not in used:
                    found[id(node)] = task
                    used.add(task.id)

        numbered = {f"T-{one.number}": one for one in self.existing.values()}
        if self.is_own:
            take((node, numbered.get(node.row.id)) for node in nodes)
        before = [(node, self.existing.get(self._known.get(node.row.id, 0))) for node in nodes]
        take((node, task) for node, task in before if task and task.title.casefold() == node.title.casefold())
        take(self._by_place(nodes, found, used))
        if self._has_ids():
            take(before)
        return found

    def _by_place(
        self, nodes: Sequence[Node], found: Mapping[int, Task], used: set[int]
    ) -> Iterator[tuple[Node, Task | None]]:
        """Of equals in their order."""
        there: defaultdict[tuple[str, str, str], list[Task]] = defaultdict(list)
        for task in sorted(self.existing.values(), key=lambda one: -one.number):
            if task.id not in used:
                parent = self.existing.get(task.parent_id or 0)
                stage = self._stages.get(task.stage_id or 0, "")
                there[_key(stage, parent.title if parent else "", task.title)].append(task)
        for node in nodes:
            if id(node) not in found:
                same = there.get(_key(node.stage, node.above.title if node.above else "", node.title))
                if same:
                    yield node, same.pop()

    def _has_ids(self) -> bool:
        """Whether a row that is called otherwise is known by its id all the same."""
        return not self._plan.columns or any(one.meaning == "id" for one in self._plan.columns)


def _days(row: PlanRow, *, is_milestone: bool) -> dict[str, Any]:
    if is_milestone:
        day = row.end or row.start
        return {"due_on": day} if day else {}
    found: dict[str, Any] = {}
    if row.start is not None:
        found["starts_on"] = row.start
    if row.end is not None:
        found["due_on"] = row.end
    if row.days and len(found) < len(("starts_on", "due_on")) and not row.is_summary:
        found["days"] = min(max(math.ceil(row.days), 1), DAYS_AT_MOST)
    return found


def _key(stage: str, above: str, title: str) -> tuple[str, str, str]:
    return stage.casefold(), above.casefold(), title.casefold()


def _is_own(plan: Plan) -> bool:
    """Whether it is our own export, in either language: then its numbers are those of tasks."""
    if any(map(is_own_id, plan.headings)):
        return True
    there = set(plan.headings)
    return any(
        len(there & {one.for_(Reader(locale)) for one in HEADINGS}) >= OWN_PART * len(HEADINGS)
        for locale in ("en-US", "zh-CN")
    )
