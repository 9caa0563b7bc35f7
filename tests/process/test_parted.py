"""A department that has left a project, or is a part of another there: nothing runs again with it, by no way back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from bot.process.disputes import consensus
from bot.process.disputes.raising import NewDispute, raise_
from bot.process.kernel.work import Work
from bot.process.requests import asking, contract
from bot.process.requests.asking import Ask
from bot.process.revisions import joining, leaving
from bot.process.revisions.shifted import Choice
from bot.process.tasks import edits, finding, undo, updates
from bot.process.tasks.said import Update
from bot.process.tasks.states import Status
from bot.words.language import Reader
from bot.words.refused import Refused
from storage import cooperation, departments
from storage.departments import Department
from storage.disputes import Dispute
from storage.requests import Request
from tests.process.conftest import TEAM, Office
from tests.process.test_deadlines import pass_until
from tests.process.test_replaced import kinds_for

LATER = date(2026, 12, 10)
Act = Callable[[Work], object]


def is_done(work: Work) -> None:
    updates.update(work, 1, Update(status=Status.DONE))


def is_withdrawn(work: Work) -> None:
    contract.withdraw(work, asking.ask(work, Ask(1, 2, "Artwork", LATER)).request.id)


def is_no_dispute(work: Work) -> None:
    consensus.withdraw(work, raise_(work, NewDispute(1, 1, 2, "Artwork", "It met the standard.")).dispute.id)


def take_back(table: type[Request | Dispute], how: Callable[[Work, int, int], object]) -> Act:
    def back(work: Work) -> object:
        found = work.session.get(table, 1)
        assert found is not None
        return how(work, found.id, found.version)

    return back


BACK: dict[str, tuple[str, Act, Act]] = {
    "a deleted task": ("pm", lambda work: edits.delete(work, 1), lambda work: edits.restore(work, 1)),
    "a task that was done": (
        "owner",
        is_done,
        lambda work: updates.update(work, 1, Update(status=Status.IN_PROGRESS)),
    ),
    "what was done a moment ago": ("owner", is_done, lambda work: undo.undo_last(work, None)),
    "a request": ("liaison", is_withdrawn, take_back(Request, contract.undo)),
    "a dispute": ("liaison", is_no_dispute, take_back(Dispute, consensus.undo)),
}


def leaves(work: Work) -> None:
    leaving.leave(work, 1, 1, Choice({"tasks": False, "requests": False}, because="The agency does it"))


@pytest.mark.parametrize("what", BACK)
@pytest.mark.parametrize("how", ["leaves", "is merged"])
def test_nothing_runs_again_with_a_department_that_is_gone(office: Office, what: str, how: str) -> None:
    who, ends, back = BACK[what]
    with office.work(who) as work:
        ends(work)
    with office.work("pm") as work:
        leaves(work) if how == "leaves" else leaving.merge(work, 1, 1, 2)
    with pytest.raises(Refused) as refused, office.work(who) as work:
        back(work)
    assert "takes no part in P-2026-001" in refused.value.why.for_(Reader())


AGAIN: dict[str, tuple[Act, Act]] = {
    "a deleted task": (lambda work: edits.delete(work, 1), lambda work: edits.restore(work, 1)),
    "what was deleted a moment ago": (lambda work: edits.delete(work, 1), lambda work: undo.undo_last(work, None)),
    "a task that was done": (is_done, lambda work: updates.update(work, 1, Update(status=Status.IN_PROGRESS))),
    "what was done a moment ago": (is_done, lambda work: undo.undo_last(work, None)),
}


@pytest.mark.parametrize("what", AGAIN)
@pytest.mark.parametrize("how", ["leaves", "is merged"])
def test_what_is_open_again_names_no_department_that_is_gone(office: Office, what: str, how: str) -> None:
    ends, back = AGAIN[what]
    with office.work("pm") as work:
        finding.numbered(work, 1).department_id = 2
        cooperation.replace(work.session, TEAM, 1, {1: "proofs"})
        finding.numbered(work, 1).parts = 1
    with office.work("pm") as work:
        ends(work)
    with office.work("sponsor") as work:
        leaves(work) if how == "leaves" else leaving.merge(work, 1, 1, 2)
    with office.work("pm") as work:
        back(work)
    with office.work("pm") as work:
        task = finding.numbered(work, 1)
        assert task.deleted_at is None
        assert (cooperation.of_tasks(work.session, TEAM, [1]), task.parts) == ({}, 0)
        told = [one.what.for_(Reader()) for one in finding.timeline(work, 1)[1]]
        assert any("cooperating departments" in one for one in told), told


def test_who_lets_a_department_go_has_not_changed_the_plans_of_its_tasks(office: Office) -> None:
    office.now += timedelta(hours=1)
    with office.work("pm") as work:
        leaving.merge(work, 1, 1, 2)
    with pytest.raises(Refused, match="You have changed no task in the last"), office.work("pm") as work:
        undo.undo_last(work, None)


def test_it_does_once_the_department_is_there_again_or_another_leads_it(office: Office) -> None:
    for number in (1, 2):
        with office.work("pm") as work:
            updates.update(work, number, Update(status=Status.DONE))
    with office.work("pm") as work:
        leaves(work)
    with office.work("pm") as work:
        finding.numbered(work, 1).department_id = 2
    with office.work("owner") as work:
        updates.update(work, 1, Update(status=Status.IN_PROGRESS))
    with office.work("pm") as work:
        joining.join(work, 1, 1, "liaison")
    with office.work("liaison") as work:
        updates.update(work, 2, Update(status=Status.IN_PROGRESS))


@pytest.mark.parametrize("how", ["joins", "is merged into"])
def test_who_has_left_the_workspace_and_stands_for_a_department_is_succeeded(office: Office, how: str) -> None:
    """As whoever leaves it later: nobody is left with a project for which nobody of theirs answers."""
    with office.work("admin") as work:
        made = Department(team_id=TEAM, name_en="Sales", head_id="left", liaison_id="left")
        work.session.add(made)
    with office.work("pm") as work:
        found = departments.named(work.session, TEAM, "Sales")
        assert found is not None
        joining.join(work, 1, found.id, "colleague") if how == "joins" else leaving.merge(work, 1, 1, found.id)
    pass_until(office, office.now + timedelta(hours=1))
    assert "handovers.ask" in kinds_for(office, "pm")
