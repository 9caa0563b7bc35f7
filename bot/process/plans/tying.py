"""The links of a plan file beside those of the project: which are new, other or gone; never in a circle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.plans.network import Kind
from bot.process.kernel.work import Work
from bot.process.plans.comparing import Meant
from bot.process.plans.outline import TOO_MANY, Left, Outline
from bot.process.tasks.precedence import PREDECESSORS_AT_MOST, circle_in
from bot.words.language import Text
from bot.words.language import text as _
from bot.words.refused import Refused
from storage import plans
from storage.dependencies import Dependency
from storage.tasks import Task


@dataclass(slots=True)
class Ties:
    """What becomes of the links: by the rows of both ends those to make, those to change, and how many are so already.

    `gone` are those that stand no more in our own export, by the ids of both tasks.
    """

    new: dict[tuple[str, str], tuple[Kind, int]] = field(default_factory=dict)
    other: dict[tuple[str, str], tuple[Kind, int]] = field(default_factory=dict)
    gone: list[tuple[int, int]] = field(default_factory=list)
    same: int = 0
    left: list[Left] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.new or self.other or self.gone)


def ties(
    work: Work, project_id: int, outline: Outline, meant: Sequence[Meant], existing: Mapping[int, Task], *, is_own: bool
) -> Ties:
    """Compare the links of the rows that are taken. Raises Refused for links in a circle, which is shown."""
    by_row = {one.node.row.id: one for one in meant}
    kept = plans.links_among(work.session, work.team_id, project_id)
    found = Ties(left=list(outline.links_left))
    waits: Counter[int | str] = Counter(after for _before, after in kept)
    for (before, after), said in outline.links.items():
        one, other = by_row.get(before), by_row.get(after)
        if one is None or other is None:
            found.left.append(Left(outline.called(before, after), _("one of the two is not taken")))
            continue
        known = kept.get((one.task.id, other.task.id)) if one.task and other.task else None
        if known is None:
            if not _has_room(waits, other):
                found.left.append(Left(f"{one.node.title} → {other.node.title}", TOO_MANY))
                continue
            found.new[before, after] = said
        elif (known.kind, known.lag) != said:
            found.other[before, after] = said
        else:
            found.same += 1
    if is_own:
        found.gone = _gone(kept, outline, meant)
    _refuse_circle(found, by_row, kept, existing)
    return found


def _has_room(waits: Counter[int | str], other: Meant) -> bool:
    key: int | str = other.task.id if other.task is not None else other.node.row.id
    waits[key] += 1
    return waits[key] <= PREDECESSORS_AT_MOST


def _gone(
    kept: Mapping[tuple[int, int], Dependency], outline: Outline, meant: Sequence[Meant]
) -> list[tuple[int, int]]:
    """Our own export names all that a task waits for: what it does not name was taken out."""
    rows = {one.task.id: one.node.row.id for one in meant if one.task is not None}
    return [
        (before, after)
        for before, after in kept
        if before in rows and after in rows and (rows[before], rows[after]) not in outline.links
    ]


def _refuse_circle(
    found: Ties,
    by_row: Mapping[str, Meant],
    kept: Mapping[tuple[int, int], Dependency],
    existing: Mapping[int, Task],
) -> None:
    """By numbers of its own: those of tasks, and below nothing those of rows that make one."""
    key = {row: one.task.id if one.task is not None else -at for at, (row, one) in enumerate(by_row.items(), 1)}
    edges = [pair for pair in kept if pair not in set(found.gone) and pair[0] in existing and pair[1] in existing]
    edges += [(key[before], key[after]) for before, after in found.new]
    placed = {key[row]: key[one.above.node.row.id] for row, one in by_row.items() if one.above is not None}
    within = {task.id: task.parent_id for task in existing.values() if task.parent_id is not None} | placed
    circle = circle_in(edges, within.items())
    if circle:
        called = {one.id: one.title for one in existing.values()}
        called |= {key[row]: one.node.title for row, one in by_row.items()}
        shown = " → ".join(called.get(one, "?") for one in circle)
        raise Refused(_("The links go in a circle: %(circle)s.", circle=shown))


def told(left: Sequence[Left]) -> list[tuple[str, Text]]:
    """What is left out, and why; each once."""
    return list(dict.fromkeys((one.what, one.why) for one in left)) if left else []
