"""A plan file that is taken: tasks, stages, links and history written at once, and everybody told once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

from bot.process.kernel import replanning
from bot.process.kernel.rooms import room_of
from bot.process.kernel.work import Work
from bot.process.plans import previewed, rows
from bot.process.plans.comparing import Meant
from bot.process.plans.previewed import Imported, Preview
from bot.process.tasks import acting, arriving, cards, delays, news, plans, updates
from bot.process.tasks.states import Status
from storage import numbers, projects, stages, tasks
from storage import plans as kept
from storage.dependencies import Dependency
from storage.plans import PlanImport
from storage.stages import Stage
from storage.tasks import Task


def write(work: Work, found: Preview, *, template: str | None = None, heard: str = "plans/imported") -> Imported:
    """Take what was looked at, whole; what comes of it is told in one message to the channel (`heard`) and to each
    owner. `template` is the key of the scenario template that it came of.
    """
    principal = work.acting_for
    made = PlanImport(
        team_id=work.team_id,
        project_id=found.project.id,
        cause=work.cause,
        file_name=found.source,
        format=found.plan.format,
        made=len(found.made),
        changed=len(found.changed),
        links=len(found.ties.new) + len(found.ties.other) + len(found.ties.gone),
        template=template,
        created_at=work.now,
        created_by=work.person.user_id,
        created_for=principal.user_id if principal else None,
    )
    work.session.add(made)
    work.session.flush()
    writing = _Writing(work, found, made)
    writing.make()
    writing.change()
    writing.tie()
    writing.keep()
    owners = writing.tell()
    replanning.note(work, found.project.id)
    imported = previewed.imported(work, found.project, made, len(found.left_out), owners)
    room = room_of(found.project)
    if room is not None:
        about = f"plan_imports:{made.id}"
        work.say(heard, to=room, about=about, project=found.project, told=imported, by=work.person)
    return imported


class _Writing:
    """One import as it is written."""

    def __init__(self, work: Work, found: Preview, made: PlanImport) -> None:
        self._work, self._found, self._import = work, found, made
        self._project = found.project
        self._ids: dict[str, int] = {one.node.row.id: one.task.id for one in found.meant if one.task is not None}
        self._acts: list[dict[str, Any]] = []
        # What was changed of tasks that were there, by their ids: before and after.
        self._changed: dict[int, dict[str, tuple[Any, Any]]] = {}
        known = stages.of_project(work.session, work.team_id, self._project.id)
        self._stages: dict[str, Stage] = {one.name.casefold(): one for one in known}

    def make(self) -> None:
        """Make the new tasks: those first of which others are parts."""
        new = self._found.made
        given = numbers.next_numbers(self._work.session, self._work.team_id, "T", len(new)) if new else range(0)
        numbered = list(zip(new, given, strict=True))
        below = Counter(one.above.node.row.id for one in new if one.above is not None)
        waits, followed = self._counted()
        for is_part in (False, True):
            made, keys = list[dict[str, Any]](), dict[int, str]()
            for one, number in numbered:
                if (one.above is not None) is is_part:
                    row_id = one.node.row.id
                    keys[number] = row_id
                    counts = {
                        "subtasks": below[row_id],
                        "predecessors": waits[row_id],
                        "successors": followed[row_id],
                        "parts": len(one.parts),
                    }
                    made.append(self._row(one, number) | counts)
            for number, task_id in kept.add_tasks(self._work.session, made).items():
                self._ids[keys[number]] = task_id
        for one in new:
            if one.above is not None and one.above.task is not None:
                one.above.task.subtasks += 1
        changes = {one.node.row.id: ("title", "due_on") for one in new}
        for one in new:
            values = {name: (None, one.values.get(name)) for name in changes[one.node.row.id]}
            self._acts.append(self._act(self._ids[one.node.row.id], "add", values))
        self._add_parts(new)

    def _counted(self) -> tuple[Counter[str], Counter[str]]:
        """How many links each row has on either side."""
        new = self._found.ties.new
        return Counter(after for _before, after in new), Counter(before for before, _after in new)

    def _row(self, one: Meant, number: int) -> dict[str, Any]:
        work = self._work
        stage = self._stage(one.node.stage)
        if one.above is not None and one.above.task is not None:
            stage_id = one.above.task.stage_id
        else:
            stage_id = stage.id if stage is not None else None
        parent_id = self._ids[one.above.node.row.id] if one.above is not None else None
        by_import = {"changed_for": self._import.created_for, "cause": f"{work.cause}:{number}"}
        return (
            rows.row_of(work, self._project, one, number) | {"stage_id": stage_id, "parent_id": parent_id} | by_import
        )

    def _stage(self, name: str) -> Stage | None:
        if not name:
            return None
        found = self._stages.get(name.casefold())
        if found is None:
            found = self._stages[name.casefold()] = plans.stage_named(self._work, self._project, name)
        return found

    def _add_parts(self, new: Sequence[Meant]) -> None:
        parts = [
            {
                "team_id": self._work.team_id,
                "task_id": self._ids[one.node.row.id],
                "department_id": department_id,
                "position": position,
                "provides": provides[: plans.PROVIDES_AT_MOST],
            }
            for one in new
            for position, (department_id, provides) in enumerate(one.parts.items())
        ]
        kept.add_rows(self._work.session, parts=parts)

    def change(self) -> None:
        """Change the tasks that are there already."""
        for one in self._found.changed:
            task = one.task
            assert task is not None, "it is changed"  # noqa: S101 - a mistake of ours, not of a user
            noted = dict(one.changes)
            for name, (_before, after) in one.changes.items():
                setattr(task, name, after)
            noted |= self._standing(task) if "status" in noted else {}
            if "due_on" in noted and noted["due_on"][0] is not None:
                task.first_due_on = task.first_due_on or noted["due_on"][0]
                task.delay_reason, task.moves = self._found.source, task.moves + 1
            if one.is_placed:
                noted |= self._place(one, task)
            updates.stamp(self._work, task)
            self._work.session.add(task)
            self._changed[task.id] = noted
            self._acts.append(self._act(task.id, "edit", noted))
        self._work.session.flush()

    def _standing(self, task: Task) -> dict[str, tuple[Any, Any]]:
        """When the task was begun, and done, by how far it is now."""
        before = {"started_at": task.started_at, "done_at": task.done_at}
        updates.keep_in_step(self._work, task)
        return {name: (was, getattr(task, name)) for name, was in before.items() if getattr(task, name) != was}

    def _place(self, one: Meant, task: Task) -> dict[str, tuple[Any, Any]]:
        """Let the task stand where the file has it, and its subtasks with it."""
        before = {"stage_id": task.stage_id, "parent_id": task.parent_id}
        parent_id = self._ids[one.above.node.row.id] if one.above is not None else None
        stage = self._stage(one.node.stage)
        for held_id, step in ((task.parent_id, -1), (parent_id, 1)):
            held = tasks.task(self._work.session, self._work.team_id, held_id) if held_id else None
            if held is not None and task.parent_id != parent_id:
                held.subtasks += step
        task.parent_id, task.stage_id = parent_id, stage.id if stage is not None else None
        for part in tasks.subtasks_of(self._work.session, self._work.team_id, task.id) if task.subtasks else ():
            part.stage_id = task.stage_id
        return {name: (was, getattr(task, name)) for name, was in before.items() if getattr(task, name) != was}

    def tie(self) -> None:
        """Set the links, and note how they were."""
        ties, session = self._found.ties, self._work.session
        before, new = list[list[Any]](), list[dict[str, Any]]()
        for (one, other), (kind, lag) in ties.new.items():
            ids = self._ids[one], self._ids[other]
            before.append([*ids, None, None])
            new.append(
                {
                    "team_id": self._work.team_id,
                    "predecessor_id": ids[0],
                    "successor_id": ids[1],
                    "kind": kind.value,
                    "lag": lag,
                    "created_at": self._work.now,
                    "created_by": self._work.person.user_id,
                }
            )
        kept.add_rows(session, links=new)
        for (one, other), (kind, lag) in ties.other.items():
            known = self._link(self._ids[one], self._ids[other])
            before.append([known.predecessor_id, known.successor_id, known.kind, known.lag])
            known.kind, known.lag = kind.value, lag
        for ids in ties.gone:
            known = self._link(*ids)
            before.append([*ids, known.kind, known.lag])
            session.delete(known)
        self._count_links()
        self._import.links_before = before
        session.add(self._import)
        session.flush()

    def _link(self, before_id: int, after_id: int) -> Dependency:
        known = kept.link(self._work.session, before_id, after_id)
        assert known is not None, "it was looked at in this transaction"  # noqa: S101 - a mistake of ours
        return known

    def _count_links(self) -> None:
        """Of the tasks that are there already; a new one was made with its own."""
        there = {one.node.row.id: one.task for one in self._found.meant if one.task is not None}
        by_id = {task.id: task for task in there.values()}
        for one, other in self._found.ties.new:
            if one in there:
                there[one].successors += 1
            if other in there:
                there[other].predecessors += 1
        for before_id, after_id in self._found.ties.gone:
            by_id[before_id].successors -= 1
            by_id[after_id].predecessors -= 1

    def keep(self) -> None:
        """Keep the history, and what was made of which row; whoever owns something may see the project."""
        held = [
            {
                "import_id": self._import.id,
                "task_id": self._ids[one.node.row.id],
                "team_id": self._work.team_id,
                "key": one.node.row.id,
                "is_made": one.is_new,
            }
            for one in self._found.meant
        ]
        kept.add_rows(self._work.session, acts=self._acts, kept=held)
        self._acts = []
        owners = {one.values.get("owner_id") for one in self._found.meant}
        projects.add_members(self._work.session, self._project, sorted(one for one in owners if one is not None))

    def tell(self) -> int:
        """Tell the owners, and draw the cards of what was changed where they stand; how many people own what is new."""
        made_ids = [self._ids[one.node.row.id] for one in self._found.made]
        tasks.read_ahead(self._work.session, made_ids)
        made = [task for one in made_ids if (task := tasks.task(self._work.session, self._work.team_id, one))]
        arriving.arrive(self._work, self._project, made)
        for task_id, changes in self._changed.items():
            task = tasks.task(self._work.session, self._work.team_id, task_id)
            if task is None:
                continue
            if delays.CONCERNED & changes.keys():
                delays.watch_task(self._work, task, self._project)
            news.tell(self._work, task, changes, self._found.source)
        cards.renew(self._work, list(self._changed), self._project, is_patient=True)
        return len({acting.who(self._work, task) for task in made if task.status != Status.DONE} - {None})

    def _act(self, task_id: int, action: str, changes: Mapping[str, tuple[Any, Any]]) -> dict[str, Any]:
        return {
            "team_id": self._work.team_id,
            "subject": "tasks",
            "subject_id": task_id,
            "action": action,
            "actor_id": self._work.person.user_id,
            "on_behalf_of": self._import.created_for,
            "changes": {name: [_plain(before), _plain(after)] for name, (before, after) in changes.items()},
            "because": self._found.source,
            "at": self._work.now,
        }


def _plain(value: Any) -> Any:
    return value.isoformat() if hasattr(value, "isoformat") else value
