"""What a tick of the schedule costs: by what is due, not by what is set."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.machine.metrics import Metrics
from bot.outbox.sender import Sender
from bot.schedule import Schedule
from storage import schema
from storage.db import Database
from storage.timers import Due, Timer
from tests.bench.figures import Row, compared
from tests.clocks import HandClock
from tests.deliveries import Told

TEAM = "T0LIAISON1"
AT_ONCE = 50_000


async def ticks(folder: Path, rounds: int, times: int, set_at_most: int, due_at_most: int) -> list[Row]:
    """The tick with 1 %, 10 % and all of so many timers set, and with so many of them due."""
    rows = []
    async with _schedule(folder / "timers.db") as (database, clock, schedule):
        number = 0
        for size in (set_at_most // 100, set_at_most // 10, set_at_most):
            _set(database, clock, size - number, first=number, in_days=30)
            number = size
            measured = [(await _idle(schedule, times), await _floor(database, times)) for _ in range(rounds)]
            goal = 5 if size == set_at_most else None
            rows.append(compared(f"tick, {size:,} timers set, 0 due", "min(due_at)", measured, goal))
        for due in (due_at_most // 100, due_at_most // 10, due_at_most):
            measured = []
            for _ in range(rounds):
                idle = await _idle(schedule, times)
                _set(database, clock, due, first=number, in_days=-1)
                number += due
                started = time.perf_counter()
                if await schedule.tick() != due:
                    raise RuntimeError("not every timer that was due has fired")
                measured.append(([time.perf_counter() - started], idle))
            goal = 150 if due == due_at_most else None
            rows.append(compared(f"tick, {due:,} due of {set_at_most:,}", "tick with 0 due", measured, goal))
    return rows


@asynccontextmanager
async def _schedule(path: Path) -> AsyncIterator[tuple[Database, HandClock, Schedule]]:
    database, clock = Database(f"sqlite:///{path}"), HandClock()
    try:
        schema.upgrade(database)
        sender = Sender(database, clock, lambda _team_id: None, Told())
        yield database, clock, Schedule(database, clock, _fire, sender, Metrics())
    finally:
        database.close()


def _fire(session: Session, due: Due) -> None:
    """An operation that finds nothing to be done."""


def _set(database: Database, clock: HandClock, number: int, *, first: int, in_days: int) -> None:
    due_at = clock.now() + timedelta(days=in_days)
    for start in range(first, first + number, AT_ONCE):
        rows = [
            {
                "team_id": TEAM,
                "kind": "bench",
                "subject_id": subject,
                "due_at": due_at + timedelta(milliseconds=subject % 86_400_000),
                "attempts": 0,
            }
            for subject in range(start, min(start + AT_ONCE, first + number))
        ]
        with database.transaction() as session:
            session.connection().execute(Timer.__table__.insert(), rows)  # type: ignore[attr-defined]


async def _idle(schedule: Schedule, times: int) -> list[float]:
    found = []
    for _ in range(times):
        started = time.perf_counter()
        await schedule.tick()
        found.append(time.perf_counter() - started)
    return found


async def _floor(database: Database, times: int) -> list[float]:
    """The one query that a tick cannot do without, in the database's thread."""
    statement = select(func.min(Timer.__table__.c.due_at))  # type: ignore[attr-defined]

    def ask() -> None:
        with database.snapshot() as session:
            session.connection().execute(statement).scalar()

    found = []
    for _ in range(times):
        started = time.perf_counter()
        await database.read(ask)
        found.append(time.perf_counter() - started)
    return found
