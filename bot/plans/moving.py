"""Moving a plan: push what breaks, or pull everything to where it can be at the earliest. Nothing is moved silently:
what is returned is shown first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from heapq import heappop, heappush
from types import MappingProxyType
from typing import Any, Generic, NamedTuple

from bot.plans.network import Key, Network, Task, earliest

NOWHERE: Mapping[Any, int] = MappingProxyType({})


class Moved(NamedTuple):
    """From where to where a task goes, as instants."""

    start: int
    end: int
    was_start: int
    was_end: int


class Moves(NamedTuple, Generic[Key]):
    """What goes where, and which links stay broken, because what waits is pinned: before and after."""

    moved: Mapping[Key, Moved]
    still_broken: list[tuple[Key, Key]]


def push(network: Network[Key], changed: Iterable[Key], to: Mapping[Key, int] = NOWHERE) -> Moves[Key]:
    """Move later what does not keep its links to these tasks, where they stand now, and to what is moved by that. What
    of them is in `to` goes to that position first, pinned or not.

    Lengths stay as they are in working days; what stands late enough stays; nothing is moved earlier. Only what waits
    for them is looked at. What has no date is left alone.
    """
    tasks, still_broken = network.tasks, list[tuple[Key, Key]]()
    moved = {network.places[key]: at for key, at in to.items()}
    # By rank, so that each is looked at once, when all that it waits for stands.
    waiting: list[int] = []
    seen: set[int] = set()

    def look_behind(place: int) -> None:
        for tie in network.after[place]:
            if tie.other not in seen:
                seen.add(tie.other)
                heappush(waiting, network.rank[tie.other])

    for key in changed:
        look_behind(network.places[key])
    while waiting:
        place = network.order[heappop(waiting)]
        task = tasks[place]
        if task.start is None:
            continue
        present = first = moved.get(place, task.position(task.start))
        for tie in network.before[place]:
            at = _stands(tasks[tie.other], moved.get(tie.other))
            if at is not None and (allowed := earliest(tie, tasks[tie.other], at, task)) > present:
                first = max(first, allowed)
                if task.is_pinned:
                    still_broken.append((tasks[tie.other].key, task.key))
        if first > present and not task.is_pinned:
            moved[place] = first
            look_behind(place)
    return Moves({tasks[place].key: _moved(tasks[place], at) for place, at in moved.items()}, still_broken)


def pull(network: Network[Key], begins: int, fixed: Iterable[Key] = (), to: Mapping[Key, int] = NOWHERE) -> Moves[Key]:
    """Move each task to where it can be at the earliest, none before that morning. `fixed` stand where they are, as
    what is pinned does: begun, done; and what is in `to`, at that position.
    """
    tasks = network.tasks
    held = {network.places[key] for key in fixed} | {place for place, task in enumerate(tasks) if task.is_pinned}
    stands: list[int | None] = [None] * len(tasks)
    still_broken: list[tuple[Key, Key]] = []
    for place in network.order:
        task = tasks[place]
        if task.start is None:
            continue
        first = task.position(begins if task.not_before is None else max(begins, task.not_before))
        present = task.position(task.start)
        for tie in network.before[place]:
            at = stands[tie.other]
            if at is not None:
                allowed = earliest(tie, tasks[tie.other], at, task)
                first = max(first, allowed)
                if place in held and allowed > present:
                    still_broken.append((tasks[tie.other].key, task.key))
        stands[place] = to.get(task.key, present if place in held else first)
    return Moves(
        {
            task.key: _moved(task, at)
            for task, at in zip(tasks, stands, strict=True)
            if at is not None and task.start is not None and at != task.position(task.start)
        },
        still_broken,
    )


def lacking(network: Network[Key], moves: Moves[Key]) -> dict[tuple[Key, Key], int]:
    """By how many working days each link that stays broken is not kept, when the rest has moved."""
    found: dict[tuple[Key, Key], int] = {}
    stays = set(moves.still_broken)
    for place in {network.places[after] for _before, after in stays}:
        task = network.tasks[place]
        if task.start is None:
            continue
        for tie in network.before[place]:
            before = network.tasks[tie.other]
            pair = (before.key, task.key)
            if pair not in stays:
                continue
            gone = moves.moved.get(before.key)
            at = before.position(gone.start) if gone is not None else _stands(before, None)
            if at is not None:
                allowed = earliest(tie, before, at, task)
                found[pair] = max(found.get(pair, 0), task.between(task.position(task.start), allowed))
    return found


def _stands(task: Task[Key], moved: int | None) -> int | None:
    """Where a task stands after what was moved; None where it has no date."""
    if moved is not None or task.start is None:
        return moved
    return task.position(task.start)


def _moved(task: Task[Key], at: int) -> Moved:
    assert task.start is not None, "only what has a date is moved"  # noqa: S101 - a mistake of ours
    was = task.position(task.start)
    return Moved(task.start_at(at), task.end_at(at), task.start_at(was), task.end_at(was))
