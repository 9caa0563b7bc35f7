"""A plan on three levels: what is tied to a stage is tied to its tasks, in no more links than a plan holds."""

from __future__ import annotations

import pytest

from bot.plans import reading
from bot.plans.network import Kind
from bot.plans.plan import Plan, PlanLink, PlanRow
from bot.process.plans.outline import TOO_MANY, TOO_MANY_IN_ALL, Outline, outline
from bot.process.tasks.precedence import PREDECESSORS_AT_MOST
from bot.words.refused import Refused


def stages(*sizes: int, links: int = 1) -> Outline:
    """Stages of so many tasks, each tied to as many of those behind it."""
    rows = []
    for stage, tasks in enumerate(sizes):
        rows.append(PlanRow(f"{stage}", f"Stage {stage}", 1, is_summary=True))
        rows += [PlanRow(f"{stage}.{at}", f"Task {at}", 2, f"{stage}") for at in range(tasks)]
    last = len(sizes) - 1
    tied = [
        PlanLink(f"{one}", f"{one + step}", Kind.FS, 0) for one in range(last) for step in range(1, links + 1)
        if one + step <= last
    ]  # fmt: skip
    return outline(Plan("Excel", rows, tied))


def told(found: Outline) -> list[tuple[str, str]]:
    return [(one.what, one.why.message) for one in found.links_left]


def test_a_stage_that_follows_another_waits_for_each_of_its_last_tasks() -> None:
    found = stages(3, 2)
    assert sorted(found.links) == sorted((f"0.{one}", f"1.{other}") for one in range(3) for other in range(2))
    assert told(found) == []


def test_of_a_stage_of_many_tasks_as_many_are_waited_for_as_a_task_can_wait_for() -> None:
    found = stages(200, 200)
    assert len(found.links) == PREDECESSORS_AT_MOST * 200
    assert told(found) == [("Stage 0 → Stage 1", TOO_MANY.message)]


def test_a_line_of_a_file_makes_no_more_links_than_a_plan_has() -> None:
    found = stages(4000, 4000)
    assert len(found.links) == 0
    assert told(found)[-1] == ("Stage 0 → Stage 1", TOO_MANY_IN_ALL.message)
    many = stages(*[50] * 60, links=40)
    assert len(many.links) <= reading.MOST_LINKS
    assert ("Stage 58 → Stage 59", TOO_MANY_IN_ALL.message) in told(many)


def test_a_plan_of_more_levels_than_people_make_is_refused() -> None:
    deeper = reading.DEEPEST + 1
    rows = "".join(f"{one},Task {one},{one - 1 or ''}\n" for one in range(1, deeper + 1))
    with pytest.raises(Refused, match="levels"):
        reading.read(f"No.,Task,Parent\n{rows}".encode())
    rows = "".join(f"{one},Task {one},{one - 1 or ''}\n" for one in range(1, deeper))
    assert reading.read(f"No.,Task,Parent\n{rows}".encode()).rows[-1].level == reading.DEEPEST
