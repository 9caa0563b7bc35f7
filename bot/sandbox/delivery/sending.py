"""Bringing every payload to its app, and waiting for its acknowledgement; what goes wrong with it is staged here.

The app has `ack_seconds` real seconds to acknowledge. What it missed is not sent again, except events: at once, after
one minute and after five minutes of the sandbox clock.
"""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.clock import SandboxClock
from bot.sandbox.delivery.event_limits import EventLimits
from bot.sandbox.delivery.signing import verification_token
from bot.sandbox.delivery.socketmode import Sockets
from bot.sandbox.delivery.ways import ACK_SECONDS, Ack, Kind, Ways
from bot.sandbox.faults import Faults
from bot.sandbox.manner import Manner
from bot.sandbox.world import connect
from bot.sandbox.world.records import App, Exchange, Payload
from bot.sandbox.world.state import Slack

# Slack: "the first retry will be sent nearly immediately, the second after 1 minute, the third after 5 minutes".
RETRIES = (timedelta(0), timedelta(minutes=1), timedelta(minutes=5))


@dataclass
class Delayed:
    """An event that will be tried again."""

    due: datetime
    app: App
    envelope: Payload
    attempt: int
    reason: str


class Delivery:
    """Of every payload to every app."""

    def __init__(
        self,
        slack: Slack,
        clock: SandboxClock,
        faults: Faults,
        sockets: Sockets,
        manner: Manner,
        ack_seconds: float = ACK_SECONDS,
    ) -> None:
        self.slack, self.clock, self.faults, self.sockets = slack, clock, faults, sockets
        self.ways = Ways(slack, sockets, ack_seconds)
        self.manner = manner
        self.delayed: list[Delayed] = []
        self._limits: dict[str, EventLimits] = {}
        self._under_way: set[asyncio.Task[Any]] = set()
        self._noting: list[list[asyncio.Task[Any]]] = []
        self._held: list[tuple[App, Payload]] = []  # events kept back to arrive out of order
        self._repeats: list[tuple[App, Kind, Payload]] = []  # what people did, to be delivered once more
        self._alarm: asyncio.TimerHandle | None = None

    async def start(self) -> None:
        """Begin to watch the clock for what is to be sent again."""
        await self.ways.start()
        self._unsubscribe = self.clock.subscribe(self.send_due)

    async def stop(self) -> None:
        """Give up what is under way."""
        self._unsubscribe()
        if self._alarm:
            self._alarm.cancel()
        for task in list(self._under_way):
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)
        await self.ways.stop()

    def forget(self) -> None:
        """Events that wait for another attempt, and what counts against the apps."""
        self.delayed.clear()
        self._held.clear()
        self._repeats.clear()
        self._limits.clear()

    # one payload

    async def ask(self, app: App, kind: Kind, payload: Payload) -> Ack:
        """Deliver a command or an interaction and wait for the acknowledgement."""
        task = asyncio.create_task(self._send(app, kind, payload, {}, ""))
        self._keep(task)
        ack = await asyncio.shield(task)
        self._repeat()
        if self.faults.take_delivery("repeat_requests", named(payload)):
            self._repeats.append((app, kind, payload))
        return ack

    def tell(self, app: App, event: Payload) -> None:
        """Deliver an event in the background; it is tried again until the app acknowledges, four times at most."""
        limits = self.limits_of(app)
        if not limits.take():
            if limits.must_tell():
                self._keep(asyncio.create_task(self._send(app, "events_api", self._rate_limited(app), {}, "")))
            return
        envelope = self._envelope(app, event)
        if self.faults.take_delivery("reorder_events", event["type"]):
            self._held.append((app, envelope))
            asyncio.get_running_loop().call_later(1.0, self._release)
            return
        self._begin(app, envelope)
        if self.faults.take_delivery("duplicate_events", event["type"]):
            self._begin(app, envelope)
        self._release()

    def limits_of(self, app: App) -> EventLimits:
        """How many events the app may still get, and whether it is cut off."""
        return self._limits.setdefault(app.id, EventLimits(self.clock.now))

    @contextmanager
    def noting(self) -> Iterator[list["asyncio.Task[Any]"]]:
        """Collect the deliveries begun inside the block (which must not await), to wait for their first attempts."""
        noted: list[asyncio.Task[Any]] = []
        self._noting.append(noted)
        try:
            yield noted
        finally:
            self._noting.remove(noted)

    async def idle(self) -> None:
        """Wait until nothing is in delivery; what waits for its next attempt is not."""
        self._release()
        self._repeat()
        while self._under_way:
            await asyncio.wait(set(self._under_way))
            self._release()
            self._repeat()

    @property
    def busy(self) -> bool:
        """Whether a payload is on its way."""
        return bool(self._under_way or self._held or self._repeats)

    # events that were missed

    def next_due(self) -> datetime | None:
        """When the next further attempt is due."""
        return min((one.due for one in self.delayed), default=None)

    def send_due(self) -> None:
        """Begin the further attempts that are due at the present of the sandbox clock."""
        now = self.clock.now()
        due = sorted((one for one in self.delayed if one.due <= now), key=lambda one: one.due)
        self.delayed = [one for one in self.delayed if one.due > now]
        for one in due:
            self._begin(one.app, one.envelope, one.attempt, one.reason)
        self._set_alarm()

    def _set_alarm(self) -> None:
        if self._alarm:
            self._alarm.cancel()
            self._alarm = None
        due = self.next_due()
        if due is not None and self.clock.running:
            wait = max(0.0, (due - self.clock.now()).total_seconds())
            self._alarm = asyncio.get_running_loop().call_later(wait, self.send_due)

    def _release(self) -> None:
        held, self._held = self._held, []
        for app, envelope in held:
            self._begin(app, envelope)

    def _repeat(self) -> None:
        """Deliver again what was kept back for it, as something between Slack and the app may."""
        repeats, self._repeats = self._repeats, []
        for app, kind, payload in repeats:
            self._keep(asyncio.create_task(self._send(app, kind, payload, {}, "")))

    def _begin(self, app: App, envelope: Payload, attempt: int = 0, reason: str = "") -> None:
        task = asyncio.create_task(self._attempt(app, envelope, attempt, reason))
        self._keep(task)
        for noted in self._noting:
            noted.append(task)

    def _keep(self, task: "asyncio.Task[Any]") -> None:
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def _attempt(self, app: App, envelope: Payload, attempt: int, reason: str) -> None:
        kind = envelope["event"]["type"]
        if not app.installed and kind not in ("app_uninstalled", "tokens_revoked"):
            return
        retry = {"retry_attempt": attempt, "retry_reason": reason}
        ack = await self._send(app, "events_api", envelope, retry, kind)
        self.limits_of(app).note(succeeded=ack.ok)
        if ack.ok or ack.final or attempt >= len(RETRIES):
            return
        why = {"operation_timeout": "timeout" if app.delivery == "socket" else "http_timeout"}.get(
            ack.error, "http_error" if ack.status else "connection_failed"
        )
        self.delayed.append(Delayed(self.clock.now() + RETRIES[attempt], app, envelope, attempt + 1, why))
        self.send_due()

    def _rate_limited(self, app: App) -> Payload:
        return {
            "token": verification_token(app),
            "type": "app_rate_limited",
            "team_id": self.slack.workspace.id,
            "minute_rate_limited": self.slack.seconds() // 60 * 60,
            "api_app_id": app.id,
        }

    def _envelope(self, app: App, event: Payload) -> Payload:
        team = self.slack.workspace.id
        actors, is_shared = connect.told_of(self.slack, event)
        return {
            "token": verification_token(app),
            "team_id": actors,
            "context_team_id": team,
            "context_enterprise_id": None,
            "api_app_id": app.id,
            "event": event,
            "type": "event_callback",
            "event_id": self.slack.new_id("Ev", 11),
            "event_time": self.slack.seconds(),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": team,
                    "user_id": app.bot_user,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": is_shared,
            "event_context": f"4-{self.slack.new_id('E', 24)}",
        }

    async def _send(self, app: App, kind: Kind, payload: Payload, retry: Payload, name: str) -> Ack:
        name = name or named(payload)
        payload = self.manner.payload(payload)
        began, at = time.monotonic(), self.slack.now()
        if self.faults.take_delivery("disconnect_sockets", name):
            await self.sockets.cut(app)
        if self.faults.take_delivery("no_delivery", name):
            ack = Ack("dispatch_failed")
        else:
            ack = await self.ways.go(app, kind, payload, retry)
            if ack.ok and self.faults.take_delivery("drop_ack", name):
                ack = Ack("operation_timeout")
        note = ack.error or (f"attempt {retry['retry_attempt'] + 1}" if retry.get("retry_attempt") else "")
        took = time.monotonic() - began
        way_name = app.delivery
        self.slack.record(Exchange(at, "to_app", way_name, name, payload, ack.body, ack.status, took, note))
        return ack


def named(payload: Payload) -> str:
    """What kind of payload this is, to find it by: its type, or the command."""
    return str(payload.get("type") or payload.get("command"))
