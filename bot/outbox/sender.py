"""The sender: takes what waits in the outbox and tells Slack, in order within a lane, lanes side by side.

Everything it knows is in the database except how fast Slack may be called, so it may die at any moment: another sender
(or this one, started again) takes its rows over once their leases run out, and looks in Slack before it repeats them.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

import structlog

from bot.clock import Clock
from bot.documents.document import Document
from bot.machine.resting import Rest
from bot.outbox.accounts import Metrics, NullMetrics, account_for
from bot.outbox.delivery import ClientFor, Deliveries
from bot.outbox.lease import LEASE, RENEWED_AFTER, Leases
from bot.outbox.outcomes import FINAL, Barred, FollowUps, Held, Outcome, write_down
from bot.outbox.pace import GRAIN_SECONDS, Buckets, Pace
from bot.slack.natives import Natives
from storage import sending
from storage.db import Database, Unavailable
from storage.sending import Claimed, Lane

__all__ = ["FollowUps", "Metrics", "Pace", "Sender"]

log = structlog.get_logger()

# Calls under way at once; each waits for Slack most of its time.
AT_ONCE = 50
# Lanes looked for in one query.
LANES_A_SCAN = 1_000
# Even when nothing seems due, another instance may have died with rows of its own.
LONGEST_REST_SECONDS = 10.0
# A clock that stands a moment before something is due would be asked without end.
SHORTEST_REST_SECONDS = 0.05


class Sender:
    """Delivers the outbox of a database.

    `client_for(team_id)` gives the client of a workspace, made with `retry_handlers=[]`, or None where the app was
    removed. `follow_ups` is told, inside the transaction that finishes a row, what became of it.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        client_for: ClientFor,
        follow_ups: FollowUps,
        metrics: Metrics | None = None,
        *,
        natives: Natives | None = None,
        pace: Pace | None = None,
        chance: random.Random | None = None,
        at_once: int = AT_ONCE,
    ) -> None:
        self._database = database
        self._clock = clock
        self._follow_ups = follow_ups
        self._metrics = metrics or NullMetrics()
        buckets, chance = Buckets(pace or Pace()), chance or random.Random()  # noqa: S311
        self._leases = Leases()
        asks = (self._draw, self._document, self._why_not, self._keep)
        natives = natives or Natives(database, clock)
        self._deliveries = Deliveries(clock, client_for, *asks, buckets, chance, self._leases, natives)
        self._at_once = at_once
        # One drain at a time. What follows belongs to it, and outlives one that was broken off.
        self._turn = asyncio.Lock()
        self._under_way: dict[asyncio.Task[Outcome], Claimed] = {}
        self._outcomes: list[tuple[Claimed, Outcome]] = []
        self._ready: dict[Lane, None] = {}
        # Until when, in steady seconds.
        self._held: dict[Lane, float] = {}
        # There may be rows that no scan has seen.
        self._has_news = True
        # The earliest moment, as of the last look, at which a row in the database comes due.
        self._stored_next: datetime | None = None
        self._bell = asyncio.Event()
        self._alarm = asyncio.Event()
        self._is_stopping = False
        self._rest = Rest("outbox", database)

    def wake(self) -> None:
        """Rows were committed: send them. To be called in the event loop's thread."""
        self._has_news = True
        self._ring()

    def hear(self, lanes: Iterable[Lane]) -> None:
        """Rows of these lanes were committed: send them, looking for no others. In the event loop's thread.

        A lane that is being sent goes on by itself, and one that waits for Slack's pace when it may: somebody who
        updates ten tasks in a minute wakes nobody for what cannot go out yet.
        """
        busy = self._busy()
        fresh = [lane for lane in lanes if lane not in self._held and lane not in busy]
        if fresh:
            self._ready.update(dict.fromkeys(fresh))
            self._ring()

    async def drain(self) -> int:
        """Send everything that may go out at the present moment; returns how many rows were attempted."""
        self._has_news = True
        return await self._drain()

    async def _drain(self) -> int:
        async with self._turn:
            attempted = 0
            while True:
                self._bell.clear()
                attempted += await self._turn_over()
                if self._under_way:
                    await self._wait_for_bell()
                elif self._is_stopping or not (self._ready or self._has_news or self._let_go()):
                    # `run` may be resting until a moment that is no longer the right one.
                    self._alarm.set()
                    return attempted

    async def next_due(self) -> datetime | None:
        """The earliest moment at which there is something to do; None when there is nothing."""
        if self._has_news:
            return self._clock.now()
        self._stored_next = await self._database.read(self._next_stored, self._clock.now())
        now, steady = self._clock.now(), self._clock.steady()
        moments = [now + timedelta(seconds=until - steady) for until in self._held.values()]
        if self._stored_next is not None:
            moments.append(self._stored_next)
        return min(moments, default=None)

    async def run(self) -> None:
        """Send until `stop`, resting in real seconds while nothing is due."""
        while not self._is_stopping:
            # Whoever rings from here on has committed something: the database is there again, if it was not.
            self._alarm.clear()
            try:
                await self._drain()
                self._alarm.clear()
                upcoming = await self.next_due()
                seconds = (upcoming - self._clock.now()).total_seconds() if upcoming else LONGEST_REST_SECONDS
                rest = min(max(seconds, SHORTEST_REST_SECONDS), LONGEST_REST_SECONDS)
                self._rest.succeeded()
            except Exception as error:
                seconds = rest = self._rest.failed(error)
                self._has_news = True
            if seconds > 0 and not self._is_stopping:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._alarm.wait(), rest)
            # Lanes that only waited for Slack's pace go on without a scan of everything that waits behind them.
            is_due = self._stored_next is not None and self._stored_next <= self._clock.now()
            self._has_news = self._has_news or is_due or seconds >= LONGEST_REST_SECONDS

    async def stop(self) -> None:
        """Begin nothing more and finish what is under way."""
        self._is_stopping = True
        self._ring()
        try:
            await self.drain()
        except Unavailable as error:
            # Another sender looks in Slack what became of these.
            log.error("outbox.left", why=str(error), rows=len(self._under_way) + len(self._outcomes))

    # one turn of the loop

    async def _turn_over(self) -> int:
        """Write down what has ended and begin what may begin, in one transaction; returns how many rows ended."""
        for task in [task for task in self._under_way if task.done()]:
            self._outcomes.append((self._under_way.pop(task), task.result()))
        now = self._clock.now()
        lanes = [] if self._is_stopping else await self._lanes_to_begin(now)
        steady = self._clock.steady()
        held = self._leases.to_renew(self._under_way.values(), steady)
        if not self._outcomes and not lanes and not held:
            return 0
        # Before, not after: what is heard of a lane meanwhile is newer than what is taken here.
        for lane in lanes:
            self._ready.pop(lane, None)
        held_until = steady + LEASE.total_seconds()
        began, renewed = await self._database.write(self._commit, self._outcomes, lanes, held, now)
        self._leases.renewed(renewed, held_until)
        ended, self._outcomes = self._outcomes, []
        for claimed, outcome in ended:
            self._end(claimed, outcome, now)
        self._leases.renewed(began, held_until)
        for claimed in began:
            task = asyncio.create_task(self._deliveries.attempt(claimed))
            self._under_way[task] = claimed
            task.add_done_callback(lambda _task: self._bell.set())
        return sum(1 for _, outcome in ended if not isinstance(outcome, Held))

    async def _lanes_to_begin(self, now: datetime) -> list[Lane]:
        """The lanes that may begin, as many as there is room for. Of a lane only one row is under way."""
        for lane in self._let_go():
            del self._held[lane]
            self._ready[lane] = None
        busy = self._busy()
        # The lanes that just ended go on, so that a long lane needs no scan for each of its rows.
        for claimed, outcome in self._outcomes:
            if isinstance(outcome, FINAL):
                self._ready[Lane(claimed.team_id, claimed.lane)] = None
        room = self._at_once - len(busy)
        if self._has_news and len(self._ready) < room:
            self._has_news = False
            enough = LANES_A_SCAN + len(self._held) + len(busy) + len(self._ready)
            found = await self._database.read(self._scan, now, enough)
            self._has_news = self._has_news or len(found) >= enough
            self._ready.update((lane, None) for lane in found if lane not in self._held and lane not in busy)
        return [lane for lane in self._ready if lane not in busy][: max(room, 0)]

    def _busy(self) -> set[Lane]:
        """The lanes that are being sent."""
        return {Lane(claimed.team_id, claimed.lane) for claimed in self._under_way.values()}

    def _let_go(self) -> list[Lane]:
        """The lanes that were held and may go on."""
        almost = self._clock.steady() + GRAIN_SECONDS
        return [lane for lane, until in self._held.items() if until <= almost]

    def _end(self, claimed: Claimed, outcome: Outcome, now: datetime) -> None:
        lane = Lane(claimed.team_id, claimed.lane)
        self._leases.end(claimed)
        if isinstance(outcome, Held):
            self._held[lane] = outcome.until
            return
        account_for(self._metrics, claimed, outcome, now)

    def _ring(self) -> None:
        self._bell.set()
        self._alarm.set()

    async def _wait_for_bell(self) -> None:
        """Until something under way has ended, there is news, or a held lane may go on."""
        until = min(self._held.values(), default=None)
        seconds = max(until - self._clock.steady(), GRAIN_SECONDS) if until is not None else None
        if self._is_stopping or len(self._under_way) >= self._at_once:
            seconds = None
        # What is under way for long keeps its lease.
        often = RENEWED_AFTER.total_seconds()
        seconds = often if seconds is None else min(seconds, often)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._bell.wait(), seconds)

    async def _draw(self, claimed: Claimed) -> str | None:
        """A card as it is now; its row was leased before, so that no change since then is overlooked."""
        return await self._database.read(self._drawn, claimed)

    async def _document(self, claimed: Claimed) -> Document | None:
        return await self._database.read(self._read_document, claimed)

    async def _why_not(self, claimed: Claimed) -> Barred | None:
        """Why a row that is in doubt is not to be read where it goes, if it is not."""
        return await self._database.read(self._asked_why_not, claimed)

    async def _keep(self, claimed: Claimed, arguments: str) -> bool:
        return await self._database.write(self._kept, claimed, arguments)

    # in the database's threads

    def _kept(self, claimed: Claimed, arguments: str) -> bool:
        with self._database.transaction() as session:
            return sending.keep(session, claimed, arguments)

    def _drawn(self, claimed: Claimed) -> str | None:
        with self._database.snapshot() as session:
            return self._follow_ups.draw(session, claimed)

    def _read_document(self, claimed: Claimed) -> Document | None:
        with self._database.snapshot() as session:
            return self._follow_ups.document(session, claimed)

    def _asked_why_not(self, claimed: Claimed) -> Barred | None:
        with self._database.snapshot() as session:
            return self._follow_ups.why_not(session, claimed)

    def _scan(self, now: datetime, limit: int) -> Sequence[Lane]:
        with self._database.snapshot() as session:
            return sending.waiting(session, now, limit)

    def _next_stored(self, now: datetime) -> datetime | None:
        with self._database.snapshot() as session:
            return sending.next_due(session, now)

    def _commit(
        self,
        outcomes: Sequence[tuple[Claimed, Outcome]],
        lanes: Sequence[Lane],
        held: Sequence[Claimed],
        now: datetime,
    ) -> tuple[Sequence[Claimed], Sequence[Claimed]]:
        """What was begun, and of what is held what is held longer."""
        with self._database.transaction() as session:
            renewed = [claimed for claimed in held if sending.renew(session, claimed, now + LEASE)]
            for claimed, outcome in outcomes:
                write_down(session, claimed, outcome, now, self._follow_ups)
            return sending.claim(session, now, now + LEASE, lanes), renewed
