"""The clock of the machine is set: that is noticed, and what came due by the old one does not wait for its hour."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from sqlalchemy.orm import Session

from bot import schedule
from bot.clock import FollowedClock, Steps
from bot.outbox.sender import Sender
from bot.schedule import Schedule
from storage import nudges, timers
from storage.db import Database
from storage.nudges import Nudge
from storage.timers import Due
from tests.clocks import BEGINNING, HandClock, WallClock
from tests.deliveries import Told
from tests.test_schedule import TEAM, Counted

SET = "the clock was set"


class Machine:
    """A schedule on a machine whose clock is set while the right one goes on."""

    def __init__(self, database: Database) -> None:
        self.database = database
        self.right = HandClock()
        self.wall = WallClock(self.right)
        self.fired: list[int] = []
        self.sender = Sender(database, self.wall, lambda _team: None, Told())
        self.schedule = Schedule(database, self.wall, self.fire, self.sender, Counted())

    def fire(self, _session: Session, due: Due) -> None:
        self.fired.append(due.subject_id)
        if due.kind == "breaks":
            raise ZeroDivisionError

    def set(self, subject_id: int, kind: str = "alert", **after: float) -> None:
        with self.database.transaction() as session:
            timers.set_timer(session, TEAM, kind, subject_id, self.wall.now() + timedelta(**after))


@pytest.fixture
def machine(database: Database) -> Machine:
    return Machine(database)


async def test_what_was_due_at_once_is_looked_at_now_and_a_deadline_at_its_hour(machine: Machine) -> None:
    await machine.schedule.tick()
    deadline = machine.wall.now() + timedelta(hours=3)
    machine.set(1, seconds=0)
    machine.set(2, seconds=2)
    machine.set(3, hours=3)
    machine.wall.set_on(hours=-1)
    assert await machine.schedule.settle() == deadline
    assert machine.fired == [1, 2]
    machine.right.plus(hours=4)
    await machine.schedule.tick()
    assert machine.fired == [1, 2, 3]


async def test_what_is_set_after_the_step_comes_at_its_hour(machine: Machine) -> None:
    await machine.schedule.tick()
    machine.wall.set_on(hours=-1)
    await machine.schedule.tick()
    machine.set(1, minutes=30)
    for _ in range(3):
        await machine.schedule.tick()
    assert machine.fired == []


async def test_what_failed_is_tried_again_after_its_pause_and_not_after_the_hour(machine: Machine) -> None:
    machine.set(1, kind="breaks")
    await machine.schedule.tick()
    machine.wall.set_on(hours=-1)
    machine.right.plus(minutes=1)
    await machine.schedule.tick()
    assert machine.fired.count(1) >= 4, "each try is one together with others and one alone"


async def test_a_reminder_that_was_due_at_once_is_due_at_once(machine: Machine) -> None:
    with machine.database.transaction() as session:
        for number, after in enumerate((0, 3)):
            due_at = machine.wall.now() + timedelta(hours=after)
            session.add(Nudge(team_id=TEAM, user_id="U0LIN00001", kind="k", subject_id=number, due_at=due_at))
    await machine.schedule.tick()
    machine.wall.set_on(hours=-1)
    await machine.schedule.tick()
    with machine.database.snapshot() as session:
        due = nudges.untold(session, TEAM, "U0LIN00001", machine.wall.now())
    assert [one.subject_id for one in due] == [0]


async def test_a_step_is_logged_once_and_a_slew_is_not(machine: Machine, caplog: pytest.LogCaptureFixture) -> None:
    for _ in range(5):
        machine.right.plus(seconds=1)
        machine.wall.set_on(milliseconds=0.5)
        await machine.schedule.tick()
    machine.right.plus(hours=5)
    await machine.schedule.tick()
    assert SET not in caplog.text
    for hours in (-1, 2):
        machine.wall.set_on(hours=hours)
        await machine.schedule.tick()
        await machine.schedule.tick()
    assert caplog.text.count(SET) == 2
    assert "-3600.0" in caplog.text
    assert "7200.0" in caplog.text


async def test_ticks_and_housekeeping_go_on_when_the_clock_is_set_back(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """APScheduler asks the machine, whose clock no test can set: here it asks one that can be."""

    class TheirClock(datetime):
        behind = timedelta()

        @classmethod
        def now(cls, tz: object = None) -> datetime:  # type: ignore[override]
            return datetime.now(UTC) - cls.behind

    monkeypatch.setattr("apscheduler.schedulers.base.datetime", TheirClock)
    monkeypatch.setattr("apscheduler.triggers.interval.datetime", TheirClock)
    monkeypatch.setattr(schedule, "TICK_SECONDS", 0.01)
    monkeypatch.setattr(schedule, "WAKE_SECONDS", 0.05)
    woken: list[float] = []
    monkeypatch.setattr(machine.sender, "wake", lambda: woken.append(machine.wall.steady()))
    machine.schedule.start()
    await until(lambda: len(woken) > 3)
    TheirClock.behind = timedelta(hours=1)
    machine.wall.set_on(hours=-1)
    machine.set(1)
    await until(lambda: machine.fired == [1])
    before = len(woken)
    # More than the ticks after a step do.
    await until(lambda: len(woken) > before + 2 * schedule.LOOKS_AFTER_A_STEP)
    await machine.schedule.stop()


async def until(is_so: Callable[[], bool]) -> None:
    """In real seconds, for the loop that is looked at runs in them."""
    async with asyncio.timeout(10):
        while not is_so():  # noqa: ASYNC110 - nobody tells when it is
            await asyncio.sleep(0.01)


async def test_a_followed_clock_takes_its_seconds_along_when_it_is_moved_and_goes_on_when_it_goes_back() -> None:
    said, heard = [BEGINNING, BEGINNING + timedelta(hours=5), BEGINNING], asyncio.Event()

    async def tell(request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        for moment in said:
            await socket.send_json({"now": moment.timestamp(), "running": False, "settle": 0})
            await socket.receive()
        heard.set()
        await socket.receive()
        return socket

    seconds: list[float] = []
    steps: list[float] = []

    async def settle() -> None:
        seconds.append(clock.steady())
        steps.append(watch.look())

    application = web.Application()
    application.router.add_get("/", tell)
    async with TestServer(application) as server:
        clock = FollowedClock(str(server.make_url("/")))
        watch = Steps(clock)
        await clock.follow(settle, nothing)
        await heard.wait()
        await clock.stop()
    assert [one - seconds[0] for one in seconds] == [0, 5 * 3600, 5 * 3600]
    assert steps == [0.0, 0.0, -5 * 3600]


async def nothing() -> None:
    """Nothing comes next."""
