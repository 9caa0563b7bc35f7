"""The benchmark runs, and marks a goal that is missed. How fast anything is, is not asked here."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.bench import commands, home, lists, messages, plans, portfolio, sender, timers, updates
from tests.bench.figures import MISSED, Row, compared, table


def test_a_missed_goal_is_marked_and_a_reached_one_is_not() -> None:
    missed = compared("slow", "fast", [([3.0], [1.0])], 2)
    reached = compared("slow", "fast", [([3.0], [1.0])], 3)
    too_few = Row("sent", "ideal", [], [], 0.5, 0.93, is_at_least=True)
    lines = table([missed, reached, too_few]).splitlines()
    assert [MISSED in line for line in lines] == [False, True, False, True]


def test_a_ratio_is_the_median_of_its_rounds() -> None:
    row = compared("one", "other", [([2.0], [1.0]), ([30.0], [1.0]), ([4.0], [1.0])])
    assert row.ratio == 4.0


def test_commands_are_measured_through_the_whole_application(tmp_path: Path) -> None:
    rows = commands.on_sqlite(tmp_path, rounds=1, times=2)
    assert [row.goal for row in rows] == [2.2, 1.4, None, 7, None, 4]
    assert all(len(row.times) == 2 for row in rows)


def test_the_template_makes_the_message_that_is_built_by_hand(tmp_path: Path) -> None:
    row = messages.large_message(tmp_path, rounds=1, times=1)
    assert len(row.times) == 1


def test_a_home_of_many_items_is_drawn(tmp_path: Path) -> None:
    rows = home.of_many(tmp_path, rounds=1, times=1, items=20)
    assert [row.goal for row in rows] == [None, None, 4]


def test_a_page_of_a_long_list_is_drawn(tmp_path: Path) -> None:
    rows = lists.of_project(tmp_path, rounds=1, times=1, most=100)
    assert [row.goal for row in rows] == [None, 2]


def test_a_portfolio_of_many_projects_is_drawn(tmp_path: Path) -> None:
    rows = portfolio.of_many(tmp_path, rounds=1, times=1, most=200)
    assert [row.goal for row in rows] == [None, 10, None]


def test_every_timer_that_is_due_fires_in_the_benchmark(tmp_path: Path) -> None:
    rows = asyncio.run(timers.ticks(tmp_path, rounds=1, times=1, set_at_most=1_000, due_at_most=100))
    assert len(rows) == 6


def test_the_sender_keeps_to_a_message_a_second(tmp_path: Path) -> None:
    row = asyncio.run(sender.pace(tmp_path, channels=3, seconds=1, goal=None))
    assert row.ratio is not None
    assert 0 < row.ratio <= 2


def test_updates_are_measured_in_projects_of_three_sizes(tmp_path: Path) -> None:
    rows = updates.of_project(tmp_path, rounds=1, times=1, most=200)
    assert ["project of 2" in row.against for row in rows] == [True, True]


def test_plans_are_read_taken_scheduled_and_moved(tmp_path: Path) -> None:
    rows = {row.what: row for row in plans.of_plans(tmp_path, rounds=1, most=200)}
    for what in ("import preview of 200", "import of 200 tasks", "move of one of 200"):
        assert [row for name, row in rows.items() if name.startswith(what) and row.times and row.goal], what
