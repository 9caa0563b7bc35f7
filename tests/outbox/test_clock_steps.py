"""Somebody sets the clock of Liaison's machine: no message waits for its moments to come back, none is said twice."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.outbox.lease import LEASE
from bot.schedule import Schedule
from storage import outbox, sending
from tests.deliveries import GENERAL, LIN, RANDOM, PostOffice
from tests.test_schedule import Counted

SECOND = timedelta(seconds=1)


@pytest.fixture
def schedule(office: PostOffice) -> Schedule:
    return Schedule(office.database, office.wall, lambda _session, _due: None, office.sender, Counted())


@pytest.mark.parametrize("hours", [-1, 1, -24 * 400, 24 * 400])
async def test_everything_is_out_at_slacks_pace_whatever_the_clock_is_set_to(
    office: PostOffice, schedule: Schedule, hours: int
) -> None:
    for number in range(20):
        office.queue(f"{number}")
        office.queue(f"{number}", to=RANDOM)
    await schedule.settle()
    office.wall.set_on(hours=hours)
    began = office.clock.now()
    await schedule.tick()
    ended = await office.send_all()
    assert office.said() == office.said(RANDOM) == [str(number) for number in range(20)]
    assert timedelta(seconds=14) <= ended - began <= timedelta(seconds=20)
    assert not [exchange for exchange in office.sandbox.slack.traffic if exchange.status == 429]


@pytest.mark.parametrize("hours", [-1, 1])
async def test_slack_is_left_alone_for_the_time_it_named_whatever_the_clock_is_set_to(
    office: PostOffice, schedule: Schedule, hours: int
) -> None:
    await schedule.settle()
    office.sandbox.faults.add(kind="429", method="chat.postMessage", times=1, retry_after=30)
    office.queue("patience")
    await office.sender.drain()
    office.wall.set_on(hours=hours)
    await schedule.settle()
    office.clock.plus(29 * SECOND)
    await schedule.settle()
    assert office.calls("chat.postMessage") == 1
    office.clock.plus(SECOND)
    await schedule.settle()
    assert office.said() == ["patience"]


async def test_what_failed_is_tried_again_after_its_pause_and_not_after_the_hour(
    office: PostOffice, schedule: Schedule
) -> None:
    await schedule.settle()
    office.sandbox.faults.add(kind="503", method="chat.postMessage", times=1)
    office.queue("again")
    await office.sender.drain()
    office.wall.set_on(hours=-1)
    await schedule.settle()
    await office.send_all(timedelta(minutes=1))
    assert office.said() == ["again"]


async def test_what_is_held_until_morning_stays_held_until_that_hour(office: PostOffice, schedule: Schedule) -> None:
    morning = office.clock.now() + timedelta(hours=20)
    office.queue("in the morning", to=LIN, due_at=morning)
    await schedule.settle()
    office.wall.set_on(hours=-1)
    assert await schedule.settle() == morning
    assert office.said(LIN) == []


async def test_what_a_dead_process_was_sending_is_free_after_its_lease_though_it_ran_an_hour_ahead(
    office: PostOffice, schedule: Schedule
) -> None:
    office.wall.set_on(hours=1)
    office.queue("once")
    now = office.wall.now()
    with office.database.transaction() as session:
        assert sending.claim(session, now, now + LEASE, [sending.Lane(office.team_id, GENERAL)])
    office.wall.set_on(hours=-1)
    # Another process begins, with a clock that is right.
    await schedule.settle()
    await office.send_all(timedelta(minutes=3))
    assert office.said() == ["once"]


async def test_a_message_that_an_earlier_process_wrote_an_hour_ahead_goes_out_at_the_start(
    office: PostOffice, schedule: Schedule
) -> None:
    office.wall.set_on(hours=1)
    office.queue("written ahead")
    office.wall.set_on(hours=-1)
    await schedule.settle()
    assert office.said() == ["written ahead"]


async def test_what_is_committed_by_somebody_who_began_before_the_step_does_not_wait_either(
    office: PostOffice, schedule: Schedule
) -> None:
    await schedule.settle()
    office.wall.set_on(hours=-1)
    await schedule.settle()
    office.queue("begun before", due_at=office.clock.now(), created_at=office.clock.now())
    await schedule.settle()
    assert office.said() == ["begun before"]


async def test_a_message_of_unknown_outcome_is_posted_once_though_our_clock_is_ahead_of_slacks(
    office: PostOffice,
) -> None:
    office.wall.set_on(hours=8)
    office.sandbox.faults.add(kind="drop_after", method="chat.postMessage", times=1)
    office.queue("once")
    await office.send_all()
    assert office.said() == ["once"]
    assert office.states() == {outbox.SENT: 1}
