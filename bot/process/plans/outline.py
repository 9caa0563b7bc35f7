"""A plan that was read, on the three levels that there are here: stage, task, subtask."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bot.plans.network import LAG_AT_MOST, Kind
from bot.plans.plan import Plan, PlanLink, PlanRow
from bot.plans.reading import MOST_LINKS
from bot.process.tasks.precedence import PREDECESSORS_AT_MOST
from bot.words.language import Text
from bot.words.language import text as _

# A title is a line; what is longer stands whole in the description.
TITLE_AT_MOST, STAGE_AT_MOST = 150, 60
LEVELS = 3
# Between the parts of a name that says where a row stood.
PATH = " / "
NO_TITLE = _("it has no name")
TOO_DEEP = _("it holds rows deeper than three levels; its name stands before theirs")
ALL = _("it holds the whole plan; the project stands for it")
ITS_OWN = _("a task and what it is a part of cannot wait for each other")
TOO_FAR = _("a lag is at most %(number)s working days", number=LAG_AT_MOST)
TOO_MANY = _("a task can wait for %(number)s others", number=PREDECESSORS_AT_MOST)
TOO_MANY_IN_ALL = _(
    "tied to each task of its stages, the plan would have more than %(number)s links", number=MOST_LINKS
)
NO_TASKS = _("the stage has no tasks")


@dataclass(slots=True)
class Node:
    """A row that becomes a task: in which stage, and the row of the task that it is a part of."""

    row: PlanRow
    title: str
    stage: str = ""
    above: Node | None = None
    below: list[Node] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Left:
    """What is in the file and is not taken, and why."""

    what: str
    why: Text


@dataclass(slots=True)
class Outline:
    """The rows that become tasks, each behind what it is a part of; the stages in their order; and what is left out.

    `links` are between rows, by their ids: what is tied to a stage is tied to the tasks at its edge.
    """

    nodes: list[Node] = field(default_factory=list)
    stages: list[str] = field(default_factory=list)
    links: dict[tuple[str, str], tuple[Kind, int]] = field(default_factory=dict)
    left_out: list[Left] = field(default_factory=list)
    links_left: list[Left] = field(default_factory=list)
    titles: dict[str, str] = field(default_factory=dict)

    def called(self, before: str, after: str) -> str:
        """A link by the names of its rows."""
        return f"{self.titles.get(before, before)} → {self.titles.get(after, after)}"


def outline(plan: Plan) -> Outline:
    """The plan on three levels. What is deeper has the names above it before its own."""
    found = Outline(titles={row.id: row.title for row in plan.rows})
    lifted = _lifted(plan, found)
    by_id: dict[str, Node] = {}
    holds: dict[str, list[str]] = {}
    rows = {row.id: row for row in plan.rows}
    for row in plan.rows:
        path = [one for one in _path(rows, row) if one.id not in lifted]
        if row.id in lifted or _is_stage(row, path):
            continue
        if not row.title.strip():
            found.left_out.append(Left(row.code or row.id, NO_TITLE))
            continue
        if row.is_summary and len(path) >= LEVELS:
            found.left_out.append(Left(_named(row), TOO_DEEP))
        else:
            node = _node(row, path, by_id)
            by_id[row.id] = node
            found.nodes.append(node)
        for one in path[:-1]:
            holds.setdefault(one.id, []).append(row.id)
    found.stages = list(dict.fromkeys(node.stage for node in found.nodes if node.stage))
    edges, first = _Edges(plan.links, by_id, holds), dict[tuple[str, str], PlanLink]()
    for link in plan.links:
        if first.setdefault((link.before, link.after), link) is link:
            _tie(found, link, by_id, edges)
    return found


def _lifted(plan: Plan, found: Outline) -> set[str]:
    """The one row above all others, where the plan has a level too many for it: it is the project itself."""
    tops = [row for row in plan.rows if row.parent is None]
    deepest = max((row.level for row in plan.rows), default=0)
    if len(tops) != 1 or deepest <= LEVELS or not tops[0].is_summary:
        return set()
    found.left_out.append(Left(_named(tops[0]), ALL))
    return {tops[0].id}


def _path(rows: Mapping[str, PlanRow], row: PlanRow) -> list[PlanRow]:
    """What the row stands under, from the top, and the row itself."""
    path = [row]
    while path[0].parent is not None and path[0].parent in rows and len(path) <= len(rows):
        path.insert(0, rows[path[0].parent])
    return path


def _is_stage(row: PlanRow, path: Sequence[PlanRow]) -> bool:
    return row.is_summary and len(path) == 1


def _node(row: PlanRow, path: Sequence[PlanRow], by_id: Mapping[str, Node]) -> Node:
    """The row in its place. A stage is the first above it; what it is a part of, the second."""
    first = path[0]
    has_stage = first.is_summary
    stage = " ".join(first.title.split())[:STAGE_AT_MOST] if has_stage else ""
    depth = len(path) - has_stage
    above = by_id.get(path[has_stage].id) if depth > 1 else None
    # What is folded away stands in the name.
    between = path[has_stage + 1 : -1] if above is not None else path[has_stage:-1]
    title = PATH.join(" ".join(one.title.split()) for one in (*between, row))
    if above is not None and above.row.is_milestone:
        above = None
    node = Node(row, title[:TITLE_AT_MOST], stage, above)
    if above is not None:
        above.below.append(node)
    return node


def _tie(found: Outline, link: PlanLink, by_id: Mapping[str, Node], edges: _Edges) -> None:
    """Take a link; what is tied to a stage is tied to the tasks at its edge, as far as a task can wait for them."""
    lag = math.ceil(link.lag)
    what = found.called(link.before, link.after)
    if abs(lag) > LAG_AT_MOST:
        found.links_left.append(Left(what, TOO_FAR))
        return
    befores = edges.of(link.before, is_end=link.kind.leaves_at_end)
    afters = edges.of(link.after, is_end=link.kind.arrives_at_end)
    if not befores or not afters:
        found.links_left.append(Left(what, NO_TASKS))
        return
    if len(befores) > PREDECESSORS_AT_MOST:
        found.links_left.append(Left(what, TOO_MANY))
    befores = befores[:PREDECESSORS_AT_MOST]
    if len(found.links) + len(befores) * len(afters) > MOST_LINKS:
        found.links_left.append(Left(what, TOO_MANY_IN_ALL))
        return
    for before in befores:
        for after in afters:
            one, other = by_id[before], by_id[after]
            if one is other or one.above is other or other.above is one:
                found.links_left.append(Left(what, ITS_OWN))
            else:
                found.links.setdefault((before, after), (link.kind, lag))


class _Edges:
    """What a link to a row is tied to: the task itself; of a stage those of its tasks that no other of its tasks comes
    after, or before. Each is looked for once, however many links a stage has.
    """

    def __init__(
        self, links: Sequence[PlanLink], by_id: Mapping[str, Node], holds: Mapping[str, Sequence[str]]
    ) -> None:
        self._by_id, self._holds = by_id, holds
        self._known: dict[tuple[str, bool], list[str]] = {}
        # What follows each row at once, and what each row follows.
        self._next: dict[str, list[str]] = {}
        self._last: dict[str, list[str]] = {}
        for one in links:
            if one.kind is Kind.FS and one.lag >= 0:
                self._next.setdefault(one.before, []).append(one.after)
                self._last.setdefault(one.after, []).append(one.before)

    def of(self, row_id: str, *, is_end: bool) -> list[str]:
        """The tasks at the end of the row, or at its beginning."""
        if row_id in self._by_id:
            return [row_id]
        if (row_id, is_end) not in self._known:
            self._known[row_id, is_end] = self._of_stage(row_id, self._next if is_end else self._last)
        return self._known[row_id, is_end]

    def _of_stage(self, row_id: str, beyond: Mapping[str, Sequence[str]]) -> list[str]:
        inner = [one for one in self._holds.get(row_id, ()) if one in self._by_id and self._by_id[one].above is None]
        within = frozenset(inner)
        return [one for one in inner if within.isdisjoint(beyond.get(one, ()))]


def _named(row: PlanRow) -> str:
    return f"{row.code} {row.title}".strip()
