"""Whatever changes a plan while its round runs has it looked at again; and one person may head several departments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import col

from bot.plans.plan import Plan, PlanRow
from bot.process.baselines import lists
from bot.process.baselines.reminders import CHANGED
from bot.process.baselines.states import State
from bot.process.handovers import handing
from bot.process.kernel.work import Work
from bot.process.plans import importing
from bot.process.revisions import leaving
from bot.process.tasks import adding, edits, undo, updates
from bot.process.tasks.plans import NewTask
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from storage import timers
from storage.outbox import Outgoing
from tests.process.baselines.acts import change, confirms, missing, of, phase, send
from tests.process.conftest import TEAM, Office


def take_file(work: Work) -> None:
    plan = Plan("CSV", [PlanRow("1", "Housing", start=date(2026, 12, 1), end=date(2026, 12, 2), department="R&D")])
    importing.take(work, 1, plan, "plan.csv", seen=importing.preview(work, 1, plan, "plan.csv").seen)


CHANGES: dict[str, Callable[[Work], object]] = {
    "add": lambda work: adding.make(work, NewTask(1, "Housing", 1, None, None)),
    "delete": lambda work: edits.delete(work, 2),
    "move": lambda work: updates.update(work, 3, Update(due_on=date(2026, 12, 9), note="The printer broke")),
    "import": take_file,
    "merge": lambda work: leaving.merge(work, 1, 1, 2),
}


def looked_at(office: Office) -> bool:
    with office.work("pm") as work:
        return timers.due_of(work.session, TEAM, CHANGED, of(office).confirmation.id) is not None


@pytest.mark.parametrize("name", CHANGES)
def test_whatever_changes_the_plan_has_it_looked_at_again(planned: Office, name: str) -> None:
    with planned.work("pm") as work:
        CHANGES[name](work)
    send(planned)
    assert not looked_at(planned), "no round ran"


@pytest.mark.parametrize("name", CHANGES)
def test_while_its_round_runs(planned: Office, name: str) -> None:
    send(planned)
    with planned.work("pm") as work:
        CHANGES[name](work)
    # Where a department leaves, who confirms is asked anew at once.
    assert looked_at(planned) == (name != "merge")
    assert of(planned).confirmation.edition == (2 if name == "merge" else 1)


def test_whose_word_falls_hears_of_it_whoever_has_it_looked_at(planned: Office) -> None:
    send(planned)
    confirms(planned, "sponsor")
    change(planned, 3, title="Posters")
    confirms(planned, "head")
    assert missing(planned) == ["head of Marketing"]
    with planned.database.snapshot() as session:
        told = session.scalars(select(Outgoing).where(col(Outgoing.template) == "baselines/changed")).all()
    assert [one.lane for one in told] == ["sponsor"]
    assert not looked_at(planned)


def test_what_is_done_of_a_task_is_no_change_of_the_plan_and_a_move_that_is_undone_neither(planned: Office) -> None:
    send(planned)
    with planned.work("pm") as work:
        updates.update(work, 2, Update(status=Status.DONE))
    assert not looked_at(planned)
    with planned.work("pm") as work:
        updates.update(work, 3, Update(due_on=date(2026, 12, 9), note="The printer broke"))
    assert looked_at(planned)
    with planned.work("pm") as work:
        task = edits.to_edit(work, 3).task
        undo.undo(work, task.id, task.version)
    assert not looked_at(planned), "it is as it was laid before them"


def test_who_heads_several_departments_confirms_all_with_one_tap(planned: Office) -> None:
    with planned.work("pm") as work:
        handing.hand_over(work, 1, "sponsor", {"sponsor": "head", "head_2": "head"})
    send(planned)
    assert missing(planned) == ["head of R&D", "head of Marketing"]
    assert confirms(planned, "head") == State.SIGNED


def test_the_words_under_a_baseline_stay_when_the_plan_moves_on(planned: Office) -> None:
    send(planned)
    confirms(planned, "head")
    confirms(planned, "sponsor")
    change(planned, 1, title="Housing")
    assert missing(planned) == []
    assert phase(planned) == "execution"
    assert not looked_at(planned)
    with planned.work("pm") as work:
        shown = lists.timeline(work, of(planned).confirmation.number)
        assert [one.is_given for one in shown["mine"]] == []
