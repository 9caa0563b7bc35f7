"""What time it is. Everything that needs the time is given a `Clock`; nothing else asks the machine.

A moment is a date and an hour, for people and for what is kept; it changes when somebody sets the clock. How long
something lasts is measured in steady seconds, which only go forward.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Protocol

import aiohttp

from storage.db import Unavailable

# A clock that is followed and has gone away (the sandbox restarts) is asked again after this many seconds.
RECONNECT_SECONDS = 1.0
# How soon the other side hears that something else comes next. A person looks at it.
TELL_SECONDS = 1.0
# NTP slews a clock by half a millisecond a second. More than this between two looks: it was set, or the machine slept.
STEP_SECONDS = 2.0

# Finds the next moment at which something is to be done; None where nothing is.
Upcoming = Callable[[], Awaitable[datetime | None]]


class Clock(Protocol):
    """The time, in UTC."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...

    def steady(self) -> float:
        """Seconds since some moment or other, to measure with: whoever sets the clock back does not change them."""
        ...


class SystemClock:
    """The clock of this machine."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)

    def steady(self) -> float:
        """Seconds that no change of the machine's clock touches. Not all systems count those in which they sleep."""
        return time.monotonic()


class FollowedClock:
    """A clock kept elsewhere (`CLOCK_URL`, the sandbox's), so that moving it there moves it here.

    The other side is told the next moment at which something is to be done, and may ask this side to settle: to do
    everything that is due at the present moment.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        # The moment last heard of, when it was heard (time.monotonic), and whether it goes on from there.
        self._heard = (time.time(), time.monotonic(), True)
        # By how much it went back in all, as when the sandbox starts anew.
        self._went_back = 0.0
        self._task: asyncio.Task[None] | None = None

    def now(self) -> datetime:
        """The present moment over there, aware, in UTC."""
        moment, heard_at, is_running = self._heard
        elapsed = time.monotonic() - heard_at if is_running else 0.0
        return datetime.fromtimestamp(moment + elapsed, UTC)

    def steady(self) -> float:
        """Seconds that follow where the clock is moved forward, and go on where it goes back."""
        return self.now().timestamp() + self._went_back

    async def follow(self, settle: Upcoming, upcoming: Upcoming) -> None:
        """Follow until `stop`; returns once the first word has been heard.

        `upcoming` finds the next moment at which something is to be done; `settle` does what is due now before that.
        """
        heard = asyncio.Event()
        self._task = asyncio.create_task(self._follow(settle, upcoming, heard))
        await heard.wait()

    async def stop(self) -> None:
        """Follow no more."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _follow(self, settle: Upcoming, upcoming: Upcoming, heard: asyncio.Event) -> None:
        async with aiohttp.ClientSession() as session:
            while True:
                try:
                    async with session.ws_connect(self._url) as socket:
                        await self._attend(socket, settle, upcoming, heard)
                except (aiohttp.ClientError, ConnectionError):
                    await asyncio.sleep(RECONNECT_SECONDS)

    async def _attend(
        self, socket: aiohttp.ClientWebSocketResponse, settle: Upcoming, upcoming: Upcoming, heard: asyncio.Event
    ) -> None:
        # What is said of the next moment must not overtake what is said after settling.
        speaking = asyncio.Lock()
        telling = asyncio.create_task(self._tell(socket, upcoming, speaking))
        try:
            await self._listen(socket, settle, heard, speaking)
        finally:
            telling.cancel()
            await asyncio.gather(telling, return_exceptions=True)

    async def _listen(
        self, socket: aiohttp.ClientWebSocketResponse, settle: Upcoming, heard: asyncio.Event, speaking: asyncio.Lock
    ) -> None:
        async for frame in socket:
            if frame.type is not aiohttp.WSMsgType.TEXT:
                return
            said = json.loads(frame.data)
            if "now" in said:
                moment = float(said["now"])
                if heard.is_set():
                    self._went_back += max(0.0, self.now().timestamp() - moment)
                self._heard = (moment, time.monotonic(), bool(said["running"]))
                heard.set()
            if "settle" in said:
                async with speaking:
                    await socket.send_json({"settled": said["settle"], "next": _stamp(await _found(settle))})

    async def _tell(self, socket: aiohttp.ClientWebSocketResponse, upcoming: Upcoming, speaking: asyncio.Lock) -> None:
        """Say what comes next whenever that has changed, so that the other side can show it before it is moved.

        What is due already is being done; nobody needs to go there.
        """
        told = None
        while not socket.closed:
            async with speaking:
                coming = await _found(upcoming)
                if coming != told and (coming is None or coming > self.now()):
                    await socket.send_json({"next": _stamp(coming)})
                    told = coming
            await asyncio.sleep(TELL_SECONDS)


async def _found(find: Upcoming) -> datetime | None:
    """The next moment; None where the database cannot say, of which others complain."""
    try:
        return await find()
    except Unavailable:
        return None


class Steps:
    """Notices that a clock was set: its moments went another way than its steady seconds."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._apart = self._measured()

    def look(self) -> float:
        """By how many seconds it was set since the last look, back below zero; 0.0 where it was not."""
        apart = self._measured()
        step, self._apart = apart - self._apart, apart
        return step if abs(step) > STEP_SECONDS else 0.0

    def _measured(self) -> float:
        return self._clock.now().timestamp() - self._clock.steady()


def _stamp(moment: datetime | None) -> float | None:
    return moment.timestamp() if moment else None
