"""Two instances on one database: the last word on a plan meets another act on the same plan at that very moment."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.process.baselines import confirming
from bot.process.baselines.states import State
from bot.process.kernel.rules import Phase
from bot.process.kernel.work import Work
from bot.process.tasks import adding, edits, fields, finding
from bot.process.tasks import shown as standings
from bot.process.tasks.plans import NewTask
from bot.words.refused import Refused
from storage import baselines, projects
from storage.db import Database
from tests.process.baselines.acts import confirms, missing, of, of_id, phase, send
from tests.process.conftest import TEAM, Office, furnished
from tests.process.operations import confirm_part
from tests.process.test_two_instances import has_ended_or_waits

pytestmark = pytest.mark.postgres
DUE = date(2026, 12, 21)


@pytest.fixture
def office(postgres_url: str, open_database: Callable[[str], Database]) -> Office:
    """A plan in planning that waits for the head of department 1 alone."""
    office = furnished(open_database(postgres_url))
    with office.work("pm") as work:
        project = projects.project(work.session, TEAM, 1)
        assert project is not None
        project.phase = Phase.PLANNING
        work.session.add(project)
    send(office)
    return office


@pytest.fixture
def other() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as thread:
        yield thread


def edited(work: Work) -> None:
    task = finding.numbered(work, 1)
    asked = replace(fields.plan_of(standings.one(work, task)), due_on=DUE)
    edits.edit(work, 1, asked, version=task.version, because="The mould is made outside")


def added(work: Work) -> None:
    adding.make(work, NewTask(1, "Poster", 1, "liaison", DUE))


def deleted(work: Work) -> None:
    edits.delete(work, 1)


@pytest.mark.parametrize("change", [edited, added, deleted])
def test_a_plan_that_changes_while_the_last_word_is_given_is_confirmed_as_it_was_read_or_asked_again(
    office: Office, other: ThreadPoolExecutor, change: Callable[[Work], None]
) -> None:
    """Nobody's word is under a plan that they have not seen."""
    waits = missing(office)
    assert len(waits) == 1
    with office.work("pm") as work:
        change(work)
        word = other.submit(confirms, office, "head")
        has_ended_or_waits(office, word)
    with suppress(Refused):
        word.result()
    assert of(office).confirmation.state == State.SIGNING
    assert missing(office) == waits, "they are asked again"
    assert phase(office) == Phase.PLANNING
    assert confirms(office, "head") is State.SIGNED
    assert phase(office) == Phase.EXECUTION


def test_a_plan_is_a_baseline_once_where_two_give_the_last_word_at_once(
    office: Office, other: ThreadPoolExecutor
) -> None:
    office.now += timedelta(days=30)

    def passes() -> None:
        with office.work("sponsor") as work:
            signer = of(office).missing[0].signer.id
            confirming.pass_over(work, of_id(office), signer, "She is away")

    with office.work("head") as work:
        found = baselines.of_project(work.session, TEAM, 1)
        assert found is not None
        confirm_part(work, found)
        passing = other.submit(passes)
        has_ended_or_waits(office, passing)
    with pytest.raises(Refused):
        passing.result()
    with office.work("pm") as work:
        baseline = baselines.newest(work.session, TEAM, 1)
        assert baseline is not None
        assert baseline.number == 1
