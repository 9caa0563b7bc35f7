"""A template without the tasks of some departments: what waited for one of them waits for what that waited for.

A stage keeps its milestone, whoever led it: it is the end of the stage for all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import replace
from typing import NamedTuple

from bot.plans.network import LAG_AT_MOST, Kind
from bot.process.scenarios.template import Row, Template, Tie


class Left(NamedTuple):
    """What remains of a template, how many tasks were left out, and how many links stand for theirs."""

    template: Template
    tasks: int = 0
    bridges: int = 0


def without(template: Template, roles: Collection[str]) -> Left:
    """The template without what these roles lead, but for milestones; they cooperate in nothing, either."""
    if not roles:
        return Left(template)
    gone = _gone(template, roles)
    ties = {(one.before, one.after): one for one in template.ties}
    before = set(ties)
    for row in template.rows:
        if row.key in gone:
            _bridge(ties, row.key)
    kept = [_without_parts(row, roles) for row in template.rows if row.key not in gone]
    found = replace(template, rows=tuple(kept), ties=tuple(ties.values()))
    return Left(found, template.tasks - found.tasks, len(ties.keys() - before))


def _gone(template: Template, roles: Collection[str]) -> set[str]:
    """The keys of the rows that go: those that the roles lead and that hold nothing, and what holds nothing more."""
    holding = template.holding
    gone = {row.key for row in template.rows if row.role in roles and row.key not in holding and not row.is_milestone}
    # What is deepest first: a task whose subtasks are all gone, then a stage.
    left = Counter(row.parent for row in template.rows)
    for row in reversed(template.rows):
        if row.key in holding and not left[row.key]:
            gone.add(row.key)
        if row.key in gone:
            left[row.parent] -= 1
    return gone


def _bridge(ties: dict[tuple[str, str], Tie], key: str) -> None:
    """Take a row out of the links."""
    into = [one for one in ties.values() if one.after == key]
    out = [one for one in ties.values() if one.before == key]
    for first in into:
        for second in out:
            pair = first.before, second.after
            if pair not in ties and pair[0] != pair[1]:
                kind = Kind(first.kind.value[0] + second.kind.value[1])
                lag = max(min(first.lag + second.lag, LAG_AT_MOST), -LAG_AT_MOST)
                ties[pair] = Tie(*pair, kind, lag, first.is_kept and second.is_kept)
    for one in (*into, *out):
        ties.pop((one.before, one.after), None)


def _without_parts(row: Row, roles: Collection[str]) -> Row:
    return replace(row, parts=tuple(one for one in row.parts if one[0] not in roles))
