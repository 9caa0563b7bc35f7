"""Moving the clock so that nothing due on the way is missed, and knowing when all have finished.

An app may follow the clock at the WebSocket `/_control/clock`. It is told `{"now": seconds, "running": bool}` and
asked `{"settle": n}`; it says `{"next": seconds or null}`, the earliest moment at which it has something to do, and
`{"settled": n, "next": …}` once it has nothing more to do at the present.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from aiohttp import WSMsgType, web

from bot.sandbox.parts import Parts
from bot.sandbox.webapi.call import Call
from bot.sandbox.webapi.chat_later import post_due
from bot.sandbox.world.records import Payload

MOST_STEPS = 10_000
# A follower that keeps naming a moment which has come never finishes it.
MOST_STEPS_AT_ONE_MOMENT = 100
SETTLE_SECONDS = 60.0  # real time
MORNING = 9
HOME_ZONE = "Asia/Shanghai"


class CannotMove(Exception):
    """The clock could not be moved as asked; shown as written."""


class Follower:
    """One app that follows the clock."""

    def __init__(self, socket: web.WebSocketResponse) -> None:
        self.socket = socket
        self.next: float | None = None
        self.settled = 0
        self.heard = asyncio.Event()

    def hear(self, words: Payload) -> None:
        """Note what the app said."""
        if "next" in words:
            self.next = None if words["next"] is None else float(words["next"])
        if "settled" in words:
            self.settled = int(words["settled"])
        self.heard.set()

    async def settle(self, number: int) -> None:
        """Ask, and wait for the answer or for the app to go."""
        await self.tell({"settle": number})
        while self.settled < number and not self.socket.closed:
            self.heard.clear()
            await self.heard.wait()

    async def tell(self, words: Payload) -> None:
        """Send, unless the app has gone."""
        if not self.socket.closed:
            try:
                await self.socket.send_str(json.dumps(words))
            except ConnectionError:
                self.heard.set()


class Timeline:
    """The sandbox's clock with all who follow it."""

    def __init__(self, sandbox: Parts) -> None:
        self.sandbox = sandbox
        self.clock = sandbox.clock
        self.slack = sandbox.slack
        self.followers: list[Follower] = []
        self._settles = 0
        self._exchanges = 0
        self._moving = asyncio.Lock()
        self._stirred = asyncio.Event()
        self._background: set[asyncio.Task[None]] = set()
        self.clock.subscribe(self._clock_changed)
        self.slack.subscribe(self._slack_changed)

    # moving

    async def move(self, to: datetime, *, jump: bool = False) -> int:
        """Go forward, stopping wherever something is due (`jump`: only at the end); answers the steps taken.

        Raises CannotMove for the past, for too many steps, and where an app does not settle.
        """
        async with self._moving:
            return await self._standing(lambda: self._walk(to, jump=jump))

    async def move_to_next(self) -> int:
        """Go to the next moment at which something will happen; answers the steps: 0 where nothing will."""
        async with self._moving:
            return await self._standing(self._step)

    async def settle(self) -> None:
        """Wait until nothing is under way and every follower is done at the present; raises CannotMove."""
        try:
            async with asyncio.timeout(SETTLE_SECONDS):
                while True:
                    await self.sandbox.quiet()
                    before = self._exchanges
                    await self._ask_followers()
                    await self.sandbox.quiet()
                    if self._exchanges == before:
                        return
        except TimeoutError:
            raise CannotMove(f"an app was not done after {SETTLE_SECONDS:.0f} s") from None

    def next(self) -> datetime | None:
        """The earliest moment of what followers have to do, scheduled messages and events to be sent again."""
        moments = [follower.next for follower in self.followers if follower.next is not None]
        moments += [float(waiting.post_at) for waiting in self.slack.scheduled.values()]
        if again := self.sandbox.delivery.next_due():
            moments.append(again.timestamp())
        return datetime.fromtimestamp(min(moments), UTC) if moments else None

    async def _standing(self, walk: Callable[[], Awaitable[int]]) -> int:
        # Real time must not pass between two stops.
        running = self.clock.running
        self.clock.freeze()
        try:
            return await walk()
        finally:
            if running:
                self.clock.run()

    async def _walk(self, to: datetime, *, jump: bool) -> int:
        if to < self.clock.now():
            raise CannotMove("the sandbox's clock only goes forward")
        steps = at_one_moment = 0
        if not jump:
            await self.settle()
            while (due := self.next()) is not None and due <= to:
                at_one_moment = at_one_moment + 1 if due <= self.clock.now() else 0
                steps += 1
                if steps > MOST_STEPS or at_one_moment > MOST_STEPS_AT_ONE_MOMENT:
                    raise CannotMove(f"something stays due at {due.isoformat()} after {steps} steps")
                await self._stop_at(due)
        await self._stop_at(to)
        return steps

    async def _step(self) -> int:
        await self.settle()
        due = self.next()
        if due is None:
            return 0
        await self._stop_at(due)
        return 1

    async def _stop_at(self, moment: datetime) -> None:
        if moment > self.clock.now():
            self.clock.set(moment)
        self.post_due()
        await self.settle()

    def post_due(self) -> None:
        """Post the scheduled messages whose time has come, the earliest first."""
        now = self.slack.now().timestamp()
        due = [waiting for waiting in self.slack.scheduled.values() if waiting.post_at <= now]
        for waiting in sorted(due, key=lambda each: each.post_at):
            post_due(Call(self.sandbox, self.slack.apps[waiting.app_id], "chat.postMessage", waiting.post), waiting)

    async def keep_schedule(self) -> None:
        """While the clock runs by itself: post scheduled messages when their time comes. Never returns."""
        while True:
            self._stirred.clear()
            self.post_due()
            waiting = [each.post_at for each in self.slack.scheduled.values()]
            pause = None
            if self.clock.running and waiting:
                pause = max(0.01, min(waiting) - self.slack.now().timestamp())
            try:
                await asyncio.wait_for(self._stirred.wait(), pause)
            except TimeoutError:
                continue

    # following

    async def follow(self, request: web.Request) -> web.WebSocketResponse:
        """The WebSocket of one follower."""
        socket = web.WebSocketResponse(heartbeat=30)
        await socket.prepare(request)
        follower = Follower(socket)
        self.followers.append(follower)
        try:
            await follower.tell(self.words())
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    follower.hear(json.loads(message.data))
                    self.slack.changed("clock")
        finally:
            self.followers.remove(follower)
            follower.heard.set()
            self.slack.changed("clock")
        return socket

    async def stop(self) -> None:
        """Let the followers go."""
        for follower in list(self.followers):
            await follower.socket.close()

    def words(self) -> Payload:
        """What followers are told."""
        return {"now": self.clock.now().timestamp(), "running": self.clock.running}

    def as_json(self, **more: Any) -> Payload:
        """The clock as the control API shows it."""
        due = self.next()
        return {**self.words(), "next": due.timestamp() if due else None, **more}

    async def _ask_followers(self) -> None:
        await asyncio.gather(*self._background)  # they must know the time before they are asked
        self._settles += 1
        number = self._settles
        await asyncio.gather(*(follower.settle(number) for follower in list(self.followers)))

    def _clock_changed(self) -> None:
        self._stirred.set()
        self.slack.changed("clock")
        for follower in self.followers:
            task = asyncio.ensure_future(follower.tell(self.words()))
            self._background.add(task)
            task.add_done_callback(self._background.discard)

    def _slack_changed(self, kind: str, ids: dict[str, Any]) -> None:
        if kind == "traffic":
            self._exchanges += 1
        elif kind == "message_scheduled":
            self._stirred.set()


def routes(timeline: Timeline) -> list[web.RouteDef]:
    """`/_control/clock` (read, move, follow) and `/_control/settle`."""

    async def show(request: web.Request) -> web.StreamResponse:
        if request.headers.get("Upgrade", "").lower() == "websocket":
            return await timeline.follow(request)
        return web.json_response(timeline.as_json())

    async def move(request: web.Request) -> web.Response:
        try:
            steps = await moved(timeline, await request.json())
        except (CannotMove, ValueError, TypeError) as refusal:
            return web.json_response({"ok": False, "error": str(refusal)}, status=400)
        return web.json_response(timeline.as_json(ok=True, steps=steps))

    async def settle(_: web.Request) -> web.Response:
        try:
            await timeline.settle()
        except CannotMove as refusal:
            return web.json_response({"ok": False, "error": str(refusal)}, status=504)
        return web.json_response(timeline.as_json(ok=True))

    return [
        web.get("/_control/clock", show),
        web.post("/_control/clock", move),
        web.post("/_control/settle", settle),
    ]


async def moved(timeline: Timeline, wish: Payload) -> int:
    """Do what a request to `/_control/clock` asks; answers the steps. Raises CannotMove, ValueError, TypeError."""
    jump = bool(wish.get("jump"))
    steps = 0
    if "plus" in wish:
        steps = await timeline.move(timeline.clock.now() + timedelta(seconds=float(wish["plus"])), jump=jump)
    elif "set" in wish:
        steps = await timeline.move(moment_of(str(wish["set"])), jump=jump)
    elif wish.get("to") == "next":
        steps = await timeline.move_to_next()
    elif wish.get("to") == "morning":
        steps = await timeline.move(next_morning(timeline.clock.now(), str(wish.get("tz") or HOME_ZONE)), jump=jump)
    elif "running" not in wish:
        raise CannotMove("ask for one of: plus, set, to (next, morning), running")
    if "running" in wish:
        (timeline.clock.run if wish["running"] else timeline.clock.freeze)()
    return steps


def moment_of(iso: str) -> datetime:
    """An ISO moment; without a zone it is UTC. Raises ValueError."""
    moment = datetime.fromisoformat(iso)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def next_morning(now: datetime, zone: str) -> datetime:
    """The next 09:00 of the calendar in a zone (weekends too); raises CannotMove for an unknown zone."""
    try:
        local = now.astimezone(ZoneInfo(zone))
    except (ZoneInfoNotFoundError, ValueError):
        raise CannotMove(f"unknown zone {zone}") from None
    morning = local.replace(hour=MORNING, minute=0, second=0, microsecond=0)
    return morning if morning > local else morning + timedelta(days=1)
