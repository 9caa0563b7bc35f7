"""What late tasks of a plan endanger: the next milestone behind each, and whether it is on the critical path.

The plan is scheduled once for all of them. What is late goes on from today, as in a forecast (`bot/plans/forecasting`),
and pushes what waits for it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.plans import moving
from bot.plans.forecasting import left_of
from bot.plans.moving import Moved
from bot.plans.network import Network
from bot.plans.network import Task as Planned
from bot.plans.workdays import Workdays
from bot.process.kernel.rules import Stake
from bot.process.kernel.work import Work
from bot.process.plans.present import END, Node, Present, present, standing
from bot.process.tasks import planning
from bot.words.refused import Refused
from storage.projects import Project
from storage.tasks import Task


def at_stake(work: Work, project: Project, late: Sequence[Task]) -> Mapping[int, Stake]:
    """What is at stake by each of these tasks, by id; nothing of a plan with links in a circle.

    What a task moves is what it moves alone; whether it is critical is asked with all that is behind.
    """
    if not late:
        return {}
    try:
        plan = present(work, project, lambda task: task.is_pinned)
    except Refused:
        return {}
    today = work.today(project.zone).toordinal()
    at_best = {one.key: _from_today(one, plan.tasks[one.key.task_id], today) for one in plan.network.tasks}
    behind = {key: at for key, at in at_best.items() if at is not None}
    critical = _critical(plan, behind)
    found = {}
    for task in late:
        # A task with subtasks is late by what is open of them.
        own = [node for one in (task.id, *plan.parts.get(task.id, ())) for node in plan.nodes(one)]
        nodes = {one: behind[one] for one in own if one in behind}
        stake = _next_milestone(plan, task, nodes) or Stake()
        found[task.id] = stake._replace(is_critical=any(one in critical for one in plan.nodes(task.id)))
    return found


def _from_today(one: Planned[Node], task: Task, today: int) -> int | None:
    """The position at which it is at the earliest, as things are; None where it can keep its days."""
    if one.start is None:
        return None
    days, morning = one.calendar, one.calendar.number(today)
    if one.days:
        at = morning
    elif one.key.side == END:
        at = days.day(morning + _left(task, days) - 1) + 1
    else:
        # A milestone stands at the end of its day, as a rule.
        at = days.day(morning) + (task.is_milestone and not task.is_at_start)
    return at if at > one.position(one.start) else None


def _left(task: Task, days: Workdays) -> int:
    """How many of its working days are still to be worked. Of one with subtasks those are theirs, but for the last."""
    if task.subtasks or task.due_on is None:
        return 1
    return left_of(planning.planned(task, task.due_on, days).days, task.progress)


def _critical(plan: Present, behind: Mapping[Node, int]) -> set[Node]:
    """What a further day of moves the end of the plan, where all that is behind goes on from today."""
    moved = {key: gone.start for key, gone in moving.push(plan.network, behind, behind).moved.items()}
    return {key for key, place in standing(plan, moved).items() if place.is_critical}


def _next_milestone(plan: Present, task: Task, nodes: Mapping[Node, int]) -> Stake | None:
    """What comes of it for the first milestone that cannot stand where it is planned, if it alone goes on from today;
    None where no milestone is touched.
    """
    network = plan.network
    moves = moving.push(network, nodes, nodes)
    milestones = {key: to for key, to in moves.moved.items() if plan.tasks[key.task_id].is_milestone}
    days = {key: _days_later(network, key, to) for key, to in milestones.items()}
    held = {after: 0 for _before, after in moves.still_broken}
    for (_before, after), lacks in moving.lacking(network, moves).items():
        held[after] = max(held[after], lacks)
    touched = [
        (network.tasks[network.places[key]].start or 0, plan.tasks[key.task_id].number, key)
        for key, number in (days | held).items()
        if number > 0 and key.task_id != task.id and plan.tasks[key.task_id].is_milestone
    ]
    if not touched:
        return None
    _start, _number, key = min(touched)
    milestone = plan.tasks[key.task_id]
    return Stake((milestone.number, milestone.title), (days | held)[key], stays=key in held)


def _days_later(network: Network[Node], key: Node, to: Moved) -> int:
    """By how many of its working days it is later."""
    one = network.tasks[network.places[key]]
    return one.between(one.position(to.was_start), one.position(to.start))
