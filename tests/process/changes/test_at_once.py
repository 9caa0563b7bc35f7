"""Two act on a change at the same moment, each in a transaction that does not see the other's."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.process.changes import deciding
from bot.process.changes.states import State
from bot.process.kernel.work import Work
from bot.process.phases import moving
from tests.process.changes.acts import ask, baseline, days, mark_of, says, state
from tests.process.conftest import Office
from tests.process.test_at_once import at_once, office, other

__all__ = ["office", "other"]

pytestmark = pytest.mark.postgres


def approves(work: Work) -> None:
    deciding.approve(work, 1, mark_of(work, 1))


def test_two_last_approvals_are_one_change(confirmed: Office, other: ThreadPoolExecutor) -> None:
    ask(confirmed)
    for who in ("head", "sponsor"):
        says(confirmed, who)
    assert at_once(confirmed, other, approves, approves, who="sponsor") is None
    assert (state(confirmed), baseline(confirmed)[0]) == (State.SIGNED, 2)


def test_none_moves_the_plan_of_a_project_that_is_suspended_meanwhile(
    confirmed: Office, other: ThreadPoolExecutor
) -> None:
    ask(confirmed)
    for who in ("head", "sponsor", "pm"):
        says(confirmed, who)
    before = days(confirmed)
    refused = at_once(confirmed, other, lambda work: moving.suspend(work, 1, "The budget"), approves, who="sponsor")
    assert refused is not None
    assert (state(confirmed), days(confirmed)) == (State.SIGNING, before)
