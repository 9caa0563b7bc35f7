"""The plan of a task: its place in the tree, what it waits for, who cooperates; and what of it cannot be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from bot.process.kernel.work import Work
from bot.process.tasks import adding, edits, finding, trees, updates
from bot.process.tasks.links import Waits
from bot.process.tasks.plans import NewTask
from bot.process.tasks.precedence import circle_in
from bot.process.tasks.said import Update
from bot.process.tasks.shown import Standing
from bot.process.tasks.states import Status
from bot.process.tasks.trees import SubtaskSaid
from bot.words.language import Reader
from bot.words.refused import Refused
from tests.process.conftest import Office

ENGLISH = Reader("en-US")
PLAN = NewTask(1, "Another", 1, "owner", date(2026, 12, 1))


def added(office: Office, **plan: object) -> Standing:
    with office.work("pm") as work:
        return adding.add(work, replace(PLAN, **plan))  # type: ignore[arg-type]


def found(office: Office, number: int) -> Standing:
    with office.work("pm") as work:
        return finding.find(work, number)


def refused(office: Office, do: Callable[[Work], object], who: str = "pm") -> str:
    with pytest.raises(Refused) as why, office.work(who) as work:
        do(work)
    return why.value.why.for_(ENGLISH)


def waits(office: Office, number: int, *others: Waits) -> bool:
    """Let a task wait for others; whether that changed anything."""
    with office.work("pm") as work:
        task = finding.find(work, number).task
        plan = NewTask(1, task.title, task.department_id, task.owner_id, task.due_on, waits_for=others)
        return edits.edit(work, number, plan, version=task.version)[1]


@pytest.mark.parametrize(
    ("edges", "within", "circle"),
    [
        ([(1, 2), (2, 3), (1, 3)], [], []),
        ([(1, 2), (2, 1)], [], [1, 2, 1]),
        ([(1, 2), (2, 3), (3, 1)], [], [1, 2, 3, 1]),
        ([(1, 1)], [], [1]),
        # 4 is a part of 1: what 1 waits for cannot wait for 4.
        ([(2, 1), (4, 2)], [(4, 1)], [1, 4, 2, 1]),
        # 1 is done when 4 is, so 4 cannot wait for what waits for 1.
        ([(1, 2), (2, 4)], [(4, 1)], [1, 2, 4, 1]),
        ([(2, 1), (4, 3)], [(4, 1)], []),
    ],
)
def test_circles_are_found(edges: list[tuple[int, int]], within: list[tuple[int, int]], circle: list[int]) -> None:
    got = circle_in(edges, within)
    assert sorted(set(got)) == sorted(set(circle))
    assert len(got) < 2 or got[0] == got[-1]


def test_a_circle_of_dependencies_is_refused_and_shown(office: Office) -> None:
    assert waits(office, 2, Waits(1, lag=2))
    assert [(one.task.number, one.lag) for one in found(office, 2).waits_for] == [(1, 2)]
    assert not waits(office, 2, Waits(1, lag=2)), "the same again changes nothing"
    said = refused(office, lambda _work: waits(office, 1, Waits(2)))
    assert said in ("That would go in a circle: T-1 → T-2 → T-1.", "That would go in a circle: T-2 → T-1 → T-2.")
    assert found(office, 1).waits_for == ()
    assert "There is no T-99" in refused(office, lambda _work: waits(office, 1, Waits(99)))
    assert "at most 2000" in refused(office, lambda _work: waits(office, 2, Waits(1, lag=2001)))
    assert waits(office, 2)
    assert found(office, 2).waits_for == ()


def test_a_task_is_split_once_and_its_progress_follows(office: Office) -> None:
    said = [SubtaskSaid(1, "Paper"), SubtaskSaid(2, "Print", owner_id="colleague", due_on=date(2026, 11, 19))]
    for _again in range(2):
        with office.work("liaison", cause="view:split") as work:
            made = trees.split(work, 1, said)
    assert [(one.task.number, one.task.owner_id, one.task.due_on) for one in made] == [
        (3, "owner", date(2026, 11, 20)),
        (4, "colleague", date(2026, 11, 19)),
    ]
    with office.work("colleague") as work:
        updates.update(work, 4, Update(progress=50))
    assert (found(office, 1).progress, found(office, 1).tally.total) == (25, 2)  # type: ignore[union-attr]
    why = refused(office, lambda work: updates.update(work, 1, Update(status=Status.DONE)), "owner")
    assert why == "T-1 is not done while its subtasks are open: T-4 Print, T-3 Paper."
    why = refused(office, lambda work: updates.update(work, 1, Update(progress=60)), "owner")
    assert "follows from its subtasks" in why
    for number in (3, 4, 1):
        with office.work("pm") as work:
            updates.update(work, number, Update(status=Status.DONE))
    why = refused(office, lambda work: updates.update(work, 3, Update(progress=50)))
    assert "is a part of T-1, which is done" in why


def test_a_split_names_every_line_that_cannot_be_and_adds_nothing(office: Office) -> None:
    late = SubtaskSaid(2, "Print", due_on=date(2026, 12, 24))
    why = refused(office, lambda work: trees.split(work, 1, [SubtaskSaid(1, "Paper"), late]))
    assert "Nothing was added. Line 2: due after T-1 itself" in why
    assert found(office, 1).task.subtasks == 0
    made = added(office, parent=1)
    assert "is not split further" in refused(office, lambda work: trees.split(work, made.task.number, [late]))
    assert "is not split further" in refused(office, lambda work: adding.add(work, replace(PLAN, parent=3)))
    assert "belongs to R&D" in refused(office, lambda work: trees.split(work, 1, [late]), "owner")


def test_the_plan_is_edited_and_each_change_is_in_the_history(office: Office) -> None:
    plan = replace(
        PLAN, title="Posters", due_on=date(2026, 12, 4), stage="Launch", parts=((2, "artwork"),), quality="matt"
    )
    with office.work("liaison") as work:
        version = finding.find(work, 1).task.version
        _shown, is_changed = edits.edit(work, 1, plan, version=version, because="printer broke")
    assert is_changed
    shown = found(office, 1)
    assert (shown.stage, shown.parts[0].provides, shown.task.moves) == ("Launch", "artwork", 1)
    with office.work("pm") as work:
        told = [one.what.for_(ENGLISH) for one in finding.timeline(work, 1)[1]]
        assert "plan changed: title Posters instead of Task of owner" in told[-2]
        assert "printer broke" in told[-1]
    why = refused(office, lambda work: edits.edit(work, 1, plan, version=version))
    assert "has changed T-1 meanwhile" in why
    assert "belongs to R&D" in refused(office, lambda work: edits.edit(work, 1, plan, version=3), "owner")
    assert "Moving a date needs a reason" in refused(
        office, lambda work: edits.edit(work, 2, replace(plan, owner_id="named_guest"), version=1)
    )
    why = refused(office, lambda work: edits.edit(work, 2, replace(plan, parts=((1, ""),)), version=1))
    assert "does not cooperate with itself" in why


def test_a_deleted_task_is_kept_holds_nobody_up_and_comes_back(office: Office) -> None:
    waits(office, 2, Waits(1))
    for _again in range(2):
        with office.work("head") as work:
            assert edits.delete(work, 1).task.deleted_at is not None
    assert found(office, 2).waits_for == ()
    assert "was deleted" in refused(office, lambda work: updates.update(work, 1, Update(progress=5)))
    assert added(office).task.number == 3, "its number is not given again"
    with office.work("pm") as work:
        edits.restore(work, 1)
    assert [one.task.number for one in found(office, 2).waits_for] == [1]
    added(office, parent=1)
    assert "has subtasks: T-4" in refused(office, lambda work: edits.delete(work, 1))


def test_the_people_of_a_task_are_still_there(office: Office) -> None:
    for gone in ("left", "robot"):
        why = refused(office, lambda work, gone=gone: adding.add(work, replace(PLAN, owner_id=gone)))  # type: ignore[misc]
        assert "Choose a person" in why
    assert "takes no part" in refused(office, lambda work: adding.add(work, replace(PLAN, department_id=9)))
