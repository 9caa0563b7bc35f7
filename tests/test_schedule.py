"""What comes due is done once, whoever else looks, whatever else breaks, however long nobody looked."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlmodel import col

from bot.outbox.sender import Sender
from bot.schedule import Schedule
from storage import history, outbox, timers
from storage.db import Database
from storage.outbox import Outgoing
from storage.timers import Due
from tests.clocks import HandClock
from tests.deliveries import GENERAL, Told, post_office
from tests.only import only

TEAM = "T0LIAISON1"
MINUTE = timedelta(minutes=1)


class Counted:
    """Counts what is fired."""

    def __init__(self) -> None:
        self.outcomes: list[tuple[str, str]] = []

    def fired(self, kind: str, outcome: str, times: int) -> None:
        self.outcomes += [(kind, outcome)] * times


class Diary:
    """The operation of every timer: a line in the audit trail, so that the database says what was done."""

    def __init__(self, database: Database, clock: HandClock) -> None:
        self.database = database
        self.clock = clock
        self.broken: set[int] = set()
        self.counted = Counted()
        self.schedule = self.another_schedule(database)

    def another_schedule(self, database: Database) -> Schedule:
        sender = Sender(database, self.clock, lambda _team: None, Told())
        return Schedule(database, self.clock, self.fire, sender, self.counted)

    def fire(self, session: Session, due: Due) -> None:
        session.add(
            history.Change(
                team_id=due.team_id, subject="tests", subject_id=due.subject_id, action=due.kind, at=self.clock.now()
            )
        )
        session.flush()
        if due.subject_id in self.broken:
            raise ZeroDivisionError
        if due.kind == "daily":
            timers.set_timer(session, due.team_id, due.kind, due.subject_id, due.due_at + timedelta(days=1))

    def set(self, *subject_ids: int, kind: str = "alert", after: timedelta = MINUTE) -> None:
        with self.database.transaction() as session:
            for subject_id in subject_ids:
                timers.set_timer(session, TEAM, kind, subject_id, self.clock.now() + after)

    def done(self) -> list[int]:
        """The subjects that were looked at, in that order."""
        with self.database.snapshot() as session:
            return list(session.scalars(select(col(history.Change.subject_id)).order_by(col(history.Change.id))))


@pytest.fixture
def diary(database: Database) -> Diary:
    return Diary(database, HandClock())


async def test_a_timer_fires_when_its_moment_has_come_and_not_again(diary: Diary) -> None:
    diary.set(1)
    assert await diary.schedule.tick() == 0
    diary.clock.plus(minutes=1)
    assert await diary.schedule.tick() == 1
    assert await diary.schedule.tick() == 0
    assert diary.done() == [1]


async def test_settling_says_when_something_is_next(diary: Diary) -> None:
    assert await diary.schedule.settle() is None
    diary.set(1, after=5 * MINUTE)
    upcoming = await diary.schedule.settle()
    assert upcoming == diary.clock.now() + 5 * MINUTE
    diary.clock.to(upcoming)
    assert await diary.schedule.settle() is None
    assert diary.done() == [1]


async def test_a_timer_that_breaks_stops_no_other_and_comes_again_later_and_later(diary: Diary) -> None:
    diary.broken.add(2)
    diary.set(1, 2, 3)
    diary.clock.plus(minutes=1)
    await diary.schedule.tick()
    # Nothing of the broken one was kept.
    assert diary.done() == [1, 3]
    assert sorted(diary.counted.outcomes) == [("alert", "failed"), ("alert", "fired"), ("alert", "fired")]
    waits = []
    for _ in range(4):
        upcoming = await diary.schedule.settle()
        assert upcoming is not None
        waits.append((upcoming - diary.clock.now()) / MINUTE)
        diary.clock.to(upcoming)
        await diary.schedule.tick()
    assert waits == [1, 2, 4, 8]
    diary.broken.clear()
    upcoming = await diary.schedule.settle()
    assert upcoming is not None
    diary.clock.to(upcoming)
    assert await diary.schedule.settle() is None
    assert diary.done() == [1, 3, 2]


async def test_more_than_a_batch_is_done_in_one_tick(diary: Diary) -> None:
    diary.set(*range(1_201))
    diary.clock.plus(minutes=1)
    assert await diary.schedule.tick() == 1_201
    assert sorted(diary.done()) == list(range(1_201))


async def test_after_days_without_anybody_a_daily_timer_comes_for_each_day_it_missed_in_one_settling(
    diary: Diary,
) -> None:
    diary.set(1, kind="daily")
    diary.clock.plus(days=3)
    upcoming = await diary.schedule.settle()
    assert diary.done() == [1, 1, 1]
    assert upcoming is not None
    assert upcoming > diary.clock.now()


@pytest.mark.postgres
async def test_two_instances_that_tick_together_do_each_thing_once(
    postgres_url: str, open_database: Callable[[str], Database]
) -> None:
    diary = Diary(open_database(postgres_url), HandClock())
    other = diary.another_schedule(open_database(postgres_url))
    diary.set(*range(1_100))
    diary.clock.plus(minutes=1)
    counts = await asyncio.gather(diary.schedule.tick(), other.tick())
    assert sum(counts) == 1_100
    assert sorted(diary.done()) == list(range(1_100))


async def test_a_restart_forgets_no_timer(sqlite_url: str, open_database: Callable[[str], Database]) -> None:
    clock = HandClock()
    first = Diary(open_database(sqlite_url), clock)
    first.set(1, 2)
    await first.schedule.stop()
    first.database.close()
    clock.plus(hours=5)
    second = Diary(open_database(sqlite_url), clock)
    await second.schedule.settle()
    assert sorted(second.done()) == [1, 2]


async def test_a_timer_whose_transaction_is_undone_is_still_there(diary: Diary) -> None:
    diary.set(1)
    diary.clock.plus(minutes=1)
    session = Session(diary.database.engine)
    assert timers.claim(session, diary.clock.now(), 10)
    session.rollback()
    session.close()
    await diary.schedule.tick()
    assert diary.done() == [1]


async def test_started_it_ticks_by_itself_and_stops_clean(diary: Diary) -> None:
    ticked = asyncio.Event()
    fire = diary.fire

    def fire_and_tell(session: Session, due: Due) -> None:
        fire(session, due)
        loop.call_soon_threadsafe(ticked.set)

    loop = asyncio.get_running_loop()
    schedule = Schedule(
        diary.database,
        diary.clock,
        fire_and_tell,
        Sender(diary.database, diary.clock, lambda _team: None, Told()),
        diary.counted,
    )
    diary.set(1, after=timedelta(0))
    schedule.start()
    await asyncio.wait_for(ticked.wait(), 10)
    await schedule.stop()
    assert diary.done() == [1]


async def test_what_was_sent_a_month_ago_is_forgotten_and_what_is_parked_is_kept(diary: Diary) -> None:
    now = diary.clock.now()
    with diary.database.transaction() as session:
        for number, state in enumerate((outbox.SENT, outbox.DROPPED, outbox.DEAD, outbox.PARKED, outbox.DUE) * 300):
            row: dict[str, Any] = {
                "team_id": TEAM,
                "lane": "x",
                "method": "m",
                "arguments": "{}",
                "dedupe_key": f"{number}",
            }
            is_over = state != outbox.DUE
            moments = {"due_at": now, "created_at": now, "finished_at": now if is_over else None}
            outbox.add(session, {**row, "state": state, **moments})
    diary.clock.plus(days=29)
    await diary.schedule.tidy()
    assert rows(diary.database) == 1_500
    diary.clock.plus(days=2)
    await diary.schedule.tidy()
    assert rows(diary.database) == 600


def rows(database: Database) -> int:
    with database.snapshot() as session:
        return int(session.execute(select(func.count()).select_from(Outgoing)).scalar_one())


async def test_a_message_that_a_timer_wants_said_is_out_when_things_have_settled(
    sqlite_url: str, open_database: Callable[[str], Database]
) -> None:
    async with post_office(lambda: open_database(sqlite_url)) as office:

        def remind(session: Session, due: Due) -> None:
            arguments = outbox.message_arguments(GENERAL, "T-3 is late", "[]")
            now = office.clock.now()
            row: dict[str, Any] = {
                "lane": GENERAL,
                "method": "chat.postMessage",
                "arguments": arguments,
                "dedupe_key": "late",
            }
            outbox.add(session, {**row, "team_id": office.team_id, "due_at": now, "created_at": now})

        schedule = Schedule(office.database, office.wall, remind, office.sender, Counted())
        with office.database.transaction() as session:
            timers.set_timer(session, office.team_id, "tasks.alert", 3, office.clock.now())
        assert await schedule.settle() is None
        assert office.said() == ["T-3 is late"]


async def test_it_tidies_up_a_minute_after_the_start_and_then_once_a_day(diary: Diary) -> None:
    started = datetime.now(UTC)
    diary.schedule.start()
    try:
        tidying = only(one for one in diary.schedule._jobs.get_jobs() if one.id == "tidy")
        assert timedelta() < tidying.next_run_time - started <= 2 * MINUTE
        following = tidying.trigger.get_next_fire_time(tidying.next_run_time, tidying.next_run_time)
        assert following - tidying.next_run_time == timedelta(days=1)
    finally:
        await diary.schedule.stop()
