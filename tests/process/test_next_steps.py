"""What comes next in a project: each step has its own place in the process."""

from __future__ import annotations

from collections import Counter

from bot.process.every import EVERY


def test_no_two_steps_have_the_same_place() -> None:
    placed = Counter(step.order for one in EVERY for step in one.steps)
    assert [order for order, number in placed.items() if number > 1] == []
