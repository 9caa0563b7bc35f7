"""Precedence (依赖关系): which task waits for which, in which of four ways; never in a circle, whatever the ways.

A task's subtasks start no earlier than it may, and it ends no earlier than they do; a circle through them is one too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from graphlib import CycleError, TopologicalSorter

from bot.plans.network import Kind
from bot.process.kernel.work import Work
from bot.process.tasks import links
from bot.process.tasks.links import Waits
from bot.words.language import text as _
from bot.words.refused import Offer, Refused
from storage import dependencies, projects, task_reading, tasks
from storage.dependencies import Dependency
from storage.projects import Project
from storage.tasks import Task

# More is a sign that a stage or a milestone is meant.
PREDECESSORS_AT_MOST = 20


def set_predecessors(work: Work, project: Project, task: Task, wanted: Sequence[Waits]) -> None:
    """Let the task wait for these, and for no others.

    Raises Refused for a task that is not in the project, for itself, its parent and its subtasks, and for a circle,
    which is shown.
    """
    if wanted:
        # One after the other: two of which each is none may close a circle together.
        projects.project(work.session, work.team_id, project.id, to_change=True)
    found = {one.number: (_predecessor(work, project, task, one), one) for one in wanted}
    if len(found) > PREDECESSORS_AT_MOST:
        raise Refused(_("A task can wait for %(number)s others.", number=PREDECESSORS_AT_MOST), field="waits_for")
    if found or task.subtasks or task.parent_id is not None:
        _refuse_circle(work, project, task, found)
    before = _kept(work, task)
    for number, (old, dependency) in before.items():
        if number not in found:
            tasks.task(work.session, work.team_id, old.id, to_change=True)
            work.session.delete(dependency)
            old.successors -= 1
    for number, (other, link) in found.items():
        if number in before:
            before[number][1].lag, before[number][1].kind = link.lag, link.kind
            continue
        other.successors += 1
        work.session.add(
            Dependency(
                team_id=work.team_id,
                predecessor_id=other.id,
                successor_id=task.id,
                kind=link.kind,
                lag=link.lag,
                created_at=work.now,
                created_by=work.person.user_id,
            )
        )
    work.session.flush()
    task.predecessors = dependencies.count_before(work.session, task.id)


def waits_of(work: Work, task: Task) -> list[Waits]:
    """What the task waits for now, by number."""
    return [Waits(number, link.lag, Kind(link.kind)) for number, (_task, link) in _kept(work, task).items()]


def _kept(work: Work, task: Task) -> dict[int, tuple[Task, Dependency]]:
    found = dependencies.predecessors(work.session, work.team_id, [task.id]).get(task.id, [])
    return {other.number: (other, dependency) for dependency, other in found}


def _predecessor(work: Work, project: Project, task: Task, wanted: Waits) -> Task:
    other = task_reading.numbered(work.session, work.team_id, wanted.number, seen_by=work.actor_id, to_change=True)
    if other is None or other.project_id != project.id or other.deleted_at is not None:
        raise Refused(
            _("There is no T-%(number)s in %(project)s.", number=wanted.number, project=project.number),
            field="waits_for",
        )
    links.check(wanted)
    if other.id == task.parent_id:
        raise Refused(_("A subtask cannot wait for the task that it is a part of."), field="waits_for")
    if other.parent_id is not None and other.parent_id == task.id:
        raise Refused(_("A task cannot wait for its own subtasks: it is done when they are."), field="waits_for")
    return other


def must_fit(work: Work, project: Project, task: Task) -> None:
    """The deleted task is to be there again, with what it waits for and what waits for it.

    Raises Refused with the circle, if that closes one: others may have come to wait for each other since.
    """
    projects.project(work.session, work.team_id, project.id, to_change=True)
    found = [before.number for before, _link in _kept(work, task).values()]
    after = dependencies.successors(work.session, work.team_id, [task.id]).get(task.id, [])
    edges = dependencies.of_project(work.session, work.team_id, project.id)
    edges += [(number, task.number) for number in found]
    edges += [(task.number, one.number) for _link, one in after]
    within = tasks.parents(work.session, work.team_id, project.id)
    parent = tasks.task(work.session, work.team_id, task.parent_id) if task.parent_id is not None else None
    circle = circle_in(edges, [*within, *([(task.number, parent.number)] if parent is not None else [])])
    if circle:
        raise Refused(
            _(
                "With T-%(number)s there again it would go in a circle: %(circle)s. "
                "Take out one of these links first, in the form of its task.",
                number=task.number,
                circle=_shown(circle),
            ),
            offer=Offer(_("Edit"), "tasks.edit", str(next(one for one in circle if one != task.number))),
        )


def _shown(circle: Sequence[int]) -> str:
    return " → ".join(f"T-{number}" for number in circle)


def _refuse_circle(work: Work, project: Project, task: Task, found: Collection[int]) -> None:
    """Raises Refused with the circle, if these dependencies close one."""
    edges = [
        (before, after)
        for before, after in dependencies.of_project(work.session, work.team_id, project.id)
        if after != task.number
    ]
    edges += [(number, task.number) for number in found]
    within = tasks.parents(work.session, work.team_id, project.id)
    circle = circle_in(edges, within)
    if circle:
        raise Refused(
            _("That would go in a circle: %(circle)s.", circle=_shown(circle)),
            field="waits_for",
        )


def circle_in(edges: Iterable[tuple[int, int]], within: Iterable[tuple[int, int]]) -> list[int]:
    """A circle in these dependencies, as numbers that begin and end with the same; empty where there is none.

    `edges` are (predecessor, successor), `within` (subtask, its parent).
    """
    graph: TopologicalSorter[tuple[int, str]] = TopologicalSorter()
    seen: set[int] = set()
    for before, after in edges:
        graph.add((after, "start"), (before, "finish"))
        seen |= {before, after}
    for part, whole in within:
        graph.add((part, "start"), (whole, "start"))
        graph.add((whole, "finish"), (part, "finish"))
        seen |= {part, whole}
    for number in seen:
        graph.add((number, "finish"), (number, "start"))
    try:
        graph.prepare()
    except CycleError as error:
        numbers = [number for number, _point in error.args[1]]
        circle = [one for index, one in enumerate(numbers) if index == 0 or one != numbers[index - 1]]
        return circle if len(circle) == 1 or circle[0] == circle[-1] else [*circle, circle[0]]
    return []
