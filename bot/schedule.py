"""The schedule: a few jobs that look for what is due. Deadlines are rows (`storage/timers.py`), not jobs.

Who waits for a moment is looked at every second of the loop, which nobody can set back; when the machine's clock was,
that is noticed, and what was written by it is computed anew.

A timer is taken and its operation done in one transaction, so that it happens once or is still there. After downtime
whatever came due meanwhile is looked at once; the operations re-check the state and say only what still matters.
"""

from __future__ import annotations

import asyncio
import secrets
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from operator import attrgetter
from typing import Protocol

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy.orm import Session

from bot.clock import Clock, Steps, SystemClock
from bot.machine.resting import Rest
from bot.outbox.delivery import LONGEST_PAUSE as LONGEST_PAUSE_OF_MESSAGES
from bot.outbox.lease import LEASE
from bot.outbox.sender import Sender
from storage import ahead, drafts, events, outbox, timers
from storage.db import Database, Unavailable, is_away, outage
from storage.timers import Due

log = structlog.get_logger()

# A person waits no longer than this beyond the moment that was promised.
TICK_SECONDS = 1
# Another instance may have left rows behind; whoever commits here wakes the sender at once.
WAKE_SECONDS = 10
# Timers taken at once; a transaction takes more while it is young, so that somebody's click never waits long behind it.
BATCH = 250
TRANSACTION_SECONDS = 0.05
# A timer that failed is tried again after a minute, then two, four …, at most six hours.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=6)
# What was sent can be looked up for so long; Slack delivers an event again within the hour.
KEPT, EVENTS_KEPT = timedelta(days=30), timedelta(days=2)
SWEPT_AT_ONCE = 1_000
# After the start, which has enough to do.
TIDIED_AFTER = timedelta(minutes=1)
# Slack brings an event again for five minutes: what it told longer ago than a part of them may never come again.
MISSED_AFTER_SECONDS = 60.0
# What began before the clock was set back may be committed after that: so many ticks look for it.
LOOKS_AFTER_A_STEP = 10

# How often each kind of timer had each outcome.
Outcomes = Counter[tuple[str, str]]
_KIND = attrgetter("kind")


class Metrics(Protocol):
    """Who counts."""

    def fired(self, kind: str, outcome: str, times: int) -> None:
        """So many timers came due."""
        ...


async def _nothing_missed() -> None:
    pass


class Schedule:
    """Fires what is due. `fire` does a timer's operation inside the transaction that takes the timer.

    `came_back` is awaited when the database can be used again: what was to be written meanwhile may never come again.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        fire: Callable[[Session, Due], None],
        sender: Sender,
        metrics: Metrics,
        came_back: Callable[[], Awaitable[None]] = _nothing_missed,
    ) -> None:
        self._database = database
        self._clock = clock
        self._fire = fire
        self._sender = sender
        self._metrics = metrics
        self._came_back = came_back
        self._was_away = False
        self._rest = Rest("schedule", database)
        self._jobs = AsyncIOScheduler(timezone="UTC")
        self._steps = Steps(clock)
        # What the clock said when it was set back, as long as what it wrote is not computed anew.
        self._was: datetime | None = None
        # How often that is still to be looked for: at the start once, for it may have been set back meanwhile.
        self._looks = 1
        # Held while a tick is under way, so that stopping never breaks one off.
        self._ticking = asyncio.Lock()
        self._ticks: asyncio.Task[None] | None = None
        self._sending: asyncio.Task[None] | None = None
        # In steady seconds.
        self.ticked_at: float | None = None

    def start(self) -> None:
        """Begin to tick, to send, and to tidy up: a minute from now, then once a day."""
        self._set_jobs()
        self._jobs.start()
        self._ticks = asyncio.create_task(self._keep_ticking())
        self._sending = asyncio.create_task(self._sender.run())

    async def stop(self) -> None:
        """Fire nothing more, and finish what is being sent."""
        async with self._ticking:
            if self._jobs.running:
                self._jobs.shutdown(wait=False)
            if self._ticks is not None:
                self._ticks.cancel()
        await self._sender.stop()
        if self._sending is not None:
            await self._sending

    async def _tick_by_itself(self) -> None:
        """Tick, unless the database has failed just before."""
        if self._rest.rests:
            return
        try:
            await self.tick()
        except Exception as error:
            self._rest.failed(error)
            return
        if self._rest.is_tried:
            self._rest.succeeded()
            self._sender.wake()

    async def tick(self) -> int:
        """Fire every timer that is due; returns how many were."""
        async with self._ticking:
            try:
                fired = await self._tick()
                self._was_away = self._was_away or self._database.refuses_for > MISSED_AFTER_SECONDS
                if self._was_away:
                    await self._came_back()
                    self._database.keeps_again()
            except Exception as error:
                self._was_away = self._was_away or is_away(error)
                raise
            self._was_away = False
            return fired

    async def _tick(self) -> int:
        self.ticked_at = self._clock.steady()
        now = self._clock.now()
        await self._look_at_clock(now)
        upcoming = await self._database.read(self._next)
        if upcoming is None or upcoming > now:
            return 0
        fired, is_over = 0, False
        while not is_over:
            count, is_over = await self._database.write(self._fire_batch, now)
            fired += count
            self._sender.wake()
        return fired

    async def settle(self) -> datetime | None:
        """Do all that is due at the present moment; returns the next moment at which something will be."""
        while True:
            fired = await self.tick()
            sent = await self._sender.drain()
            if not fired and not sent:
                break
        return await self.upcoming()

    async def upcoming(self) -> datetime | None:
        """The next moment at which a timer or a message is due."""
        moments = [await self._database.read(self._next), await self._sender.next_due()]
        return min((moment for moment in moments if moment is not None), default=None)

    async def tidy(self) -> None:
        """Forget what nobody asks for any more."""
        now = self._clock.now()
        while await self._database.write(self._sweep, now) >= SWEPT_AT_ONCE:
            pass

    async def _tidy_by_itself(self) -> None:
        try:
            await self.tidy()
        except Unavailable as error:
            log.error("schedule.not_tidied", why=str(error))

    async def _wake_sender(self) -> None:
        # It rests from a database that cannot be used, and is woken when that is back.
        if not self._rest.is_tried:
            self._sender.wake()

    # the clock

    def _set_jobs(self) -> None:
        """APScheduler takes each time from the clock of the machine, and waits for it while that was set back."""
        once = {"max_instances": 1, "coalesce": True, "misfire_grace_time": None, "replace_existing": True}
        self._jobs.add_job(self._wake_sender, "interval", seconds=WAKE_SECONDS, id="wake", **once)
        # Whoever is started anew each day tidies up all the same. The jobs go by the system's clock.
        soon = SystemClock().now() + TIDIED_AFTER
        self._jobs.add_job(self._tidy_by_itself, "interval", days=1, next_run_time=soon, id="tidy", **once)

    async def _keep_ticking(self) -> None:
        while True:
            await self._tick_by_itself()
            await asyncio.sleep(TICK_SECONDS)

    async def _look_at_clock(self, now: datetime) -> None:
        """Notice that the clock was set, and whether something was written by one that was ahead."""
        step = self._steps.look()
        if step:
            log.warning("the clock was set, or this machine slept", by_seconds=round(step, 1))
            self._sender.wake()
        if step < 0:
            was = now - timedelta(seconds=step)
            self._was, self._looks = max(was, self._was or was), LOOKS_AFTER_A_STEP
            if self._jobs.running:
                self._set_jobs()
        if self._looks:
            await self._database.write(self._compute_anew, now, self._was)
            self._was = None
            self._looks -= 1
            self._sender.wake()

    # in the database's threads

    def _next(self) -> datetime | None:
        with self._database.snapshot() as session:
            return timers.next_due(session)

    def _fire_batch(self, now: datetime) -> tuple[int, bool]:
        """Take and fire what one transaction may hold; returns how many, and whether that was all.

        A savepoint costs more than many a timer: only a transaction in which one fails is done again with them.
        """
        try:
            return self._fire_some(now, self._fire_together)
        except Unavailable:
            raise
        except Exception:
            return self._fire_some(now, self._fire_each)

    def _fire_some(
        self, now: datetime, fire: Callable[[Session, Sequence[Due], datetime], Outcomes]
    ) -> tuple[int, bool]:
        outcomes: Outcomes = Counter()
        enough = time.monotonic() + TRANSACTION_SECONDS
        with self._database.transaction() as session:
            while True:
                due = timers.claim(session, now, BATCH)
                outcomes.update(fire(session, due, now))
                is_over = len(due) < BATCH
                if is_over or time.monotonic() > enough:
                    break
        for (kind, outcome), times in outcomes.items():
            self._metrics.fired(kind, outcome, times)
        return outcomes.total(), is_over

    def _fire_together(self, session: Session, due: Sequence[Due], now: datetime) -> Outcomes:
        for one in due:
            self._fire(session, one)
        return Counter({(kind, "fired"): times for kind, times in Counter(map(_KIND, due)).items()})

    def _fire_each(self, session: Session, due: Sequence[Due], now: datetime) -> Outcomes:
        return Counter((one.kind, self._fire_alone(session, one, now)) for one in due)

    def _fire_alone(self, session: Session, due: Due, now: datetime) -> str:
        """One timer under a savepoint: when it fails, it alone is undone and comes again later."""
        try:
            with session.begin_nested():
                self._fire(session, due)
        except Exception as error:
            if outage(error) is not None:
                # The database, not the timer: the whole batch is still there for the next tick.
                raise
            pause = min(FIRST_PAUSE * 2 ** min(due.attempts, 20), LONGEST_PAUSE)
            timers.put_back(session, due, now + pause)
            log.exception("timer failed", error_id=secrets.token_hex(4), kind=due.kind, subject_id=due.subject_id)
            return "failed"
        return "fired"

    def _compute_anew(self, now: datetime, was: datetime | None) -> None:
        with self._database.transaction() as session:
            ahead.compute_anew(session, now, was, pause=LONGEST_PAUSE_OF_MESSAGES, lease=LEASE)

    def _sweep(self, now: datetime) -> int:
        with self._database.transaction() as session:
            heard = events.sweep(session, now - EVENTS_KEPT, SWEPT_AT_ONCE)
            typed = drafts.sweep(session, now - KEPT, SWEPT_AT_ONCE)
            return max(heard, typed, outbox.sweep(session, now - KEPT, SWEPT_AT_ONCE))
