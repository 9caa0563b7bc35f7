"""Whoever asks a database that cannot be used again and again rests longer each time, and seldom says so."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot import schedule
from bot.machine import resting
from bot.machine.resting import Rest
from bot.outbox.sender import Sender
from bot.schedule import Schedule
from storage.db import Database, Unavailable
from tests.clocks import HandClock
from tests.deliveries import PostOffice, Told, post_office
from tests.outages import Outage
from tests.test_schedule import Counted, Diary

GONE = Unavailable("the server is gone")


async def until(is_so: Callable[[], bool]) -> None:
    """Let everything else go on until it is so."""
    while not is_so():  # noqa: ASYNC110 - nobody tells when it is
        await asyncio.sleep(0)


def test_it_rests_twice_as_long_each_time_and_at_most_half_a_minute(database: Database) -> None:
    asked = Rest("somebody", database)
    assert [asked.failed(GONE) for _ in range(8)] == [1, 2, 4, 8, 16, 30, 30, 30]
    asked.succeeded()
    assert asked.failed(GONE) == 1


def test_it_rests_until_somebody_else_was_answered(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = [1_000.0]
    monkeypatch.setattr(time, "monotonic", lambda: seconds[0])
    asked = Rest("somebody", database)
    rests = [asked.rests]
    for _ in range(3):
        asked.failed(GONE)
    for _ in range(2):
        seconds[0] += 2
        rests.append(asked.rests)
    asked.failed(GONE)
    rests.append(asked.rests)
    seconds[0] += 1
    with database.snapshot() as session:
        session.connection()
    rests.append(asked.rests)
    assert rests == [False, True, False, True, False]


def test_it_says_so_the_first_time_and_every_tenth_and_when_it_is_over(database: Database) -> None:
    asked = Rest("somebody", database)
    with capture_logs() as said:
        asked.succeeded()
        for _ in range(25):
            asked.failed(GONE)
        asked.succeeded()
        asked.succeeded()
    assert [(one["event"], one["failures"]) for one in said] == [
        ("somebody.waits", 1),
        ("somebody.waits", 11),
        ("somebody.waits", 21),
        ("somebody.goes_on", 25),
    ]
    assert not any("exc_info" in one for one in said)
    assert said[0]["why"] == "the server is gone"


def test_a_mistake_of_ours_is_shown_whole(database: Database) -> None:
    with capture_logs() as said:
        Rest("somebody", database).failed(ZeroDivisionError())
    assert said[0]["exc_info"]


@pytest.fixture
def briefly(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rests that no test has to sit out."""
    monkeypatch.setattr(resting, "FIRST_REST_SECONDS", 0.001)
    monkeypatch.setattr(resting, "LONGEST_REST_SECONDS", 0.002)


@pytest.mark.usefixtures("briefly")
async def test_a_sender_without_a_database_says_so_in_few_lines_and_goes_on_when_it_is_back(
    database: Database,
) -> None:
    outage = Outage(database)
    async with post_office(lambda: database) as office:
        with capture_logs() as said:
            running = asyncio.create_task(office.sender.run())
            await until(lambda: not office.sender._has_news)
            outage.begin()
            office.sender.wake()
            await until(lambda: outage.met >= 45)
            outage.end()
            office.queue("after it")
            await until(lambda: office.said() == ["after it"])
            await stopped(office, running)
    waits = [one["failures"] for one in said if one["event"] == "outbox.waits"]
    assert waits[:5] == [1, 11, 21, 31, 41]
    assert len(waits) <= outage.met // 10 + 1
    assert not any("exc_info" in one for one in said)


async def test_a_sender_that_was_rung_for_before_the_outage_does_not_spin_and_hears_the_next_ring(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(resting, "FIRST_REST_SECONDS", 3_600.0)
    monkeypatch.setattr(resting, "LONGEST_REST_SECONDS", 3_600.0)
    outage = Outage(database)
    async with post_office(lambda: database) as office:
        outage.begin()
        office.sender.wake()
        running = asyncio.create_task(office.sender.run())
        await until(lambda: office.sender._rest.is_tried)
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(until(lambda: outage.met > 1), 0.2)
        outage.end()
        office.queue("after it")
        await until(lambda: office.said() == ["after it"])
        await stopped(office, running)


async def stopped(office: PostOffice, running: asyncio.Task[None]) -> None:
    await office.sender.stop()
    await running


@contextmanager
def outage_once_claimed(office: PostOffice, outage: Outage) -> Iterator[None]:
    """What is begun to be sent meets an outage at once."""
    claim = office.sender._commit

    def claim_and_fail(*args: Any) -> Any:
        claimed = claim(*args)
        outage.begin()
        return claimed

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(office.sender, "_commit", claim_and_fail)
        yield


async def test_a_sender_that_stops_in_an_outage_stops(database: Database) -> None:
    outage = Outage(database)
    async with post_office(lambda: database) as office:
        office.queue("sent, and nobody wrote it down")
        with outage_once_claimed(office, outage), pytest.raises(Unavailable):
            await office.sender.drain()
        with capture_logs() as said:
            await office.sender.stop()
        outage.end()
    assert [one["event"] for one in said] == ["outbox.left"]


async def test_what_cannot_be_drawn_in_an_outage_has_not_failed(database: Database) -> None:
    outage = Outage(database)
    async with post_office(lambda: database) as office:
        office.told.drawing = "30 %"
        office.draw(None)
        with capture_logs() as said:
            with outage_once_claimed(office, outage), pytest.raises(Unavailable):
                await office.sender.drain()
            outage.end()
            await office.send_all()
        assert office.said() == ["30 %"]
    assert not any("exc_info" in one for one in said)


@pytest.mark.usefixtures("briefly")
async def test_a_schedule_without_a_database_says_so_in_few_lines_and_goes_on_when_it_is_back(
    database: Database, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(schedule, "TICK_SECONDS", 0.002)
    outage, diary = Outage(database), Diary(database, HandClock())
    sender = Sender(database, diary.clock, lambda _team: None, Told())
    monkeypatch.setattr(sender, "run", lambda: asyncio.sleep(0))
    ticking = Schedule(database, diary.clock, diary.fire, sender, Counted())
    diary.set(1, after=timedelta(0))
    outage.begin()
    with capture_logs() as said, caplog.at_level(logging.WARNING):
        ticking.start()
        await until(lambda: outage.met >= 25)
        outage.end()
        await until(lambda: diary.done() == [1])
        await ticking.stop()
    waits = [one["failures"] for one in said if one["event"] == "schedule.waits"]
    assert waits[:3] == [1, 11, 21]
    assert len(waits) <= outage.met // 10 + 1
    assert not any("exc_info" in one for one in said)
    assert "Traceback" not in caplog.text
