"""Nothing comes back that would go in a circle with what was linked since."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from bot.plans.network import Kind
from bot.process.kernel.work import Work
from bot.process.tasks import adding, edits, finding, precedence, undo
from bot.process.tasks.links import Waits
from bot.process.tasks.plans import NewTask
from bot.words.refused import Refused
from storage import dependencies
from tests.process.conftest import TEAM, Office


def is_added(work: Work, parent: int | None = None) -> int:
    asked = NewTask(1, "Proofs", 1, "owner", date(2026, 12, 10), parent=parent)
    return adding.add(work, asked).task.number


def waits(work: Work, number: int, other: int, kind: Kind = Kind.FS) -> None:
    task = finding.numbered(work, number)
    precedence.set_predecessors(work, finding.project_of(work, task.project_id), task, [Waits(other, 0, kind)])


BACK: dict[str, Callable[[Work], object]] = {
    "restored": lambda work: edits.restore(work, 4),
    "undone": lambda work: undo.undo_last(work, None),
}


@pytest.mark.parametrize("how", BACK)
@pytest.mark.parametrize("kind", list(Kind))
def test_a_task_that_would_close_a_circle_stays_deleted(office: Office, how: str, kind: Kind) -> None:
    for _each in range(3):
        with office.work("pm") as work:
            is_added(work)
    with office.work("pm") as work:
        waits(work, 3, 4, kind)
        waits(work, 4, 5)
    with office.work("pm") as work:
        edits.delete(work, 4)
    with office.work("pm") as work:
        waits(work, 5, 3, kind)
    with pytest.raises(Refused, match="it would go in a circle") as refused, office.work("pm") as work:
        BACK[how](work)
    assert refused.value.offer is not None
    with office.work("pm") as work:
        assert dependencies.of_project(work.session, TEAM, 1) == [(3, 5)]
        precedence.set_predecessors(work, finding.project_of(work, 1), finding.numbered(work, 5), [])
    with office.work("pm") as work:
        edits.restore(work, 4)
    with office.work("pm") as work:
        assert dependencies.of_project(work.session, TEAM, 1) == [(4, 3), (5, 4)]


def test_a_subtask_is_back_with_what_its_parent_waits_for(office: Office) -> None:
    """T-5 is a part of T-3, which waits for T-4: T-4 has come to wait for T-5 once, and that is gone with it."""
    for parent in (None, None, 3):
        with office.work("pm") as work:
            is_added(work, parent)
    with office.work("pm") as work:
        waits(work, 4, 5)
    with office.work("pm") as work:
        edits.delete(work, 5)
    with office.work("pm") as work:
        waits(work, 3, 4)
    with pytest.raises(Refused, match="it would go in a circle"), office.work("pm") as work:
        edits.restore(work, 5)
