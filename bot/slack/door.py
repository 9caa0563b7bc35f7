"""The way in over HTTP: Slack's signed requests at `/slack/events`, and `/healthz`, `/readyz`, `/metrics`.

A guard stands in front of Bolt, whose own check of signatures is off: it asks the machine's clock instead of ours,
breaks on headers that are not as they should be, lets a recorded request pass again for five minutes, and logs the
body of what it refuses. What is refused here is logged with the reason alone.
"""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from typing import Any
from urllib.parse import parse_qsl

import structlog
from aiohttp import web
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from sqlalchemy import text

from bot.clock import Clock
from bot.machine.metrics import Metrics
from bot.machine.pulse import Pulse
from bot.slack import shapes
from bot.slack.connections import Connections, Limits
from bot.slack.payloads import readable
from storage.db import Database

EVENTS = "/slack/events"
# Slack's largest payload, a view of 250 kB with its state, is well below.
LARGEST_BODY = 1024 * 1024
# Slack gives an answer 3 seconds in all; whoever needs longer to send a body is not Slack.
READ_SECONDS = 5.0
# Slack: refuse a request whose timestamp is more than five minutes from now.
FRESH_SECONDS = 300
# Only requests that Slack signed are remembered: 300 a second for five minutes, in about 25 MB.
REMEMBERED = 90_000
# A listener ends within 3 seconds; what is longer in flight has been given up by Slack.
DRAIN_SECONDS = 5.0
# A check of readiness that says nothing for so long counts as failed.
CHECK_SECONDS = 2.0
# The schedule ticks every second; a long batch may hold it up for a few.
TICK_LATE_SECONDS = 60

TIMESTAMP, SIGNATURE, RETRY = "X-Slack-Request-Timestamp", "X-Slack-Signature", "X-Slack-Retry-Num"
# Slack looks from time to time whether the certificate is good: by GET, or in a form that says nothing else, unsigned.
SSL_CHECK = b"ssl_check=1"
# What was refused once would be refused again.
NO_RETRY = {"X-Slack-No-Retry": "1"}
# Prometheus's text format, which prometheus_client writes.
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"
_SECONDS = re.compile(r"[0-9]{1,12}")
_SIGNED = re.compile(r"v0=[0-9a-f]{64}")

# Says what is wrong in a few words without secrets; None when all is well.
Check = Callable[[], Awaitable[str | None]]
Answers = Callable[[web.BaseRequest], Awaitable[web.Response]]

log = structlog.get_logger()


class NotAdmitted(Exception):
    """The guard refuses a request: the status to answer, and why, in words for the log."""

    def __init__(self, status: int, why: str) -> None:
        super().__init__(why)
        self.status = status
        self.why = why


class Guard:
    """Knows Slack's requests from all others."""

    def __init__(self, signing_secret: str, clock: Clock, most: int = REMEMBERED) -> None:
        self._secret = signing_secret.encode()
        self._clock = clock
        self._most = most
        # Signature to timestamp of what was admitted and would still count as fresh, oldest first.
        self._seen: OrderedDict[str, int] = OrderedDict()
        # Slack's latest word: what is forgotten by it stays too old, also where our clock is set back.
        self._newest = 0

    @property
    def remembered(self) -> int:
        """How many requests would be known again."""
        return len(self._seen)

    def admit(self, request: web.BaseRequest, body: bytes) -> dict[str, Any]:
        """What the body says, when Slack sent it, just now, for the first time. Raises NotAdmitted."""
        timestamp = _only(request, TIMESTAMP, _SECONDS)
        signature = _only(request, SIGNATURE, _SIGNED)
        apart = abs(self._clock.now().timestamp() - int(timestamp))
        if apart > FRESH_SECONDS or int(timestamp) < self._newest - FRESH_SECONDS:
            raise NotAdmitted(401, "its timestamp is not of the last five minutes")
        signed = hmac.new(self._secret, b"v0:" + timestamp.encode() + b":" + body, hashlib.sha256)
        if not hmac.compare_digest("v0=" + signed.hexdigest(), signature):
            raise NotAdmitted(401, "its signature is not Slack's")
        # Slack sends only events again. They carry an id by which they are known; the header itself is not signed.
        is_event = request.content_type == "application/json"
        if signature in self._seen and not (is_event and RETRY in request.headers):
            raise NotAdmitted(401, "it was sent before")
        self._remember(signature, int(timestamp))
        return _read(body, is_event)

    def _remember(self, signature: str, timestamp: int) -> None:
        self._seen[signature] = timestamp
        self._newest = max(self._newest, timestamp)
        while self._seen:
            oldest = next(iter(self._seen))
            if self._seen[oldest] + FRESH_SECONDS >= self._newest and len(self._seen) <= self._most:
                return
            del self._seen[oldest]


def _only(request: web.BaseRequest, name: str, form: re.Pattern[str]) -> str:
    """The header, which must be there once and be of the form. Raises NotAdmitted."""
    values = request.headers.getall(name, [])
    if len(values) != 1 or not form.fullmatch(values[0]):
        raise NotAdmitted(401, f"{name} is missing or malformed")
    return values[0]


def _read(body: bytes, is_event: bool) -> dict[str, Any]:
    """What the body says, read as Bolt reads one. Raises NotAdmitted."""
    try:
        words = body.decode()
        # JSON by its type or its first letter, else a form, which may hold JSON as `payload`.
        if is_event or words.startswith("{"):
            said = json.loads(words)
        else:
            said = dict(parse_qsl(words, keep_blank_values=True))
            if "payload" in said:
                said = json.loads(said["payload"])
        if isinstance(said, dict):
            return said
    except (ValueError, RecursionError):
        pass
    raise NotAdmitted(400, "its payload cannot be read")


class Door:
    """The HTTP server of one application.

    `checks` are asked by `/readyz`, each by its name. `port` says where it listens once it was started. Without a Bolt
    it only says how the process is, until it has one to begin with.
    """

    def __init__(
        self,
        bolt: AsyncApp | None,
        signing_secret: str,
        clock: Clock,
        metrics: Metrics,
        checks: Mapping[str, Check] | None = None,
        *,
        read_seconds: float = READ_SECONDS,
        limits: Limits | None = None,
    ) -> None:
        self.port = 0
        self._bolt = bolt
        self._guard = Guard(signing_secret, clock)
        self._metrics = metrics
        self._checks = checks or {}
        self._read_seconds = read_seconds
        self._limits = limits or Limits()
        self._connections: Connections | None = None
        self._runner: web.ServerRunner | None = None
        self._answers: Mapping[tuple[str, str], Answers] = {
            ("POST", EVENTS): self._take,
            ("GET", EVENTS): self._look,
            ("GET", "/healthz"): self._say_alive,
            ("GET", "/readyz"): self._say_ready,
            ("GET", "/metrics"): self._show_metrics,
        }

    async def start(self, host: str, port: int) -> None:
        """Listen. Raises OSError where that cannot be, as when another process has the port."""
        # A body is checked as it was sent: Slack sends none that is compressed.
        self._connections = Connections(
            self._answer, LARGEST_BODY, self._limits, access_log=None, auto_decompress=False
        )
        runner = web.ServerRunner(self._connections, shutdown_timeout=DRAIN_SECONDS)
        await runner.setup()
        try:
            await web.TCPSite(runner, host, port).start()
        except OSError:
            await runner.cleanup()
            raise
        self._runner = runner
        self.port = runner.addresses[0][1]

    def begin(self, bolt: AsyncApp, checks: Mapping[str, Check]) -> None:
        """Take from now on what Slack sends."""
        self._bolt, self._checks = bolt, checks

    async def stop(self) -> None:
        """Take nothing more, and let what is in flight finish."""
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def _answer(self, request: web.BaseRequest) -> web.Response:
        # Whoever asks with HEAD asks for less than with GET.
        method = "GET" if request.method == "HEAD" else request.method
        answer = self._answers.get((method, request.path))
        if answer is not None:
            return await answer(request)
        is_path = any(path == request.path for _method, path in self._answers)
        return web.json_response({"error": "invalid request"}, status=405 if is_path else 404)

    async def _look(self, request: web.BaseRequest) -> web.Response:
        """Slack looks at the certificate; nobody else has anything to get here."""
        if request.query.get("ssl_check") == "1":
            return web.Response()
        return web.json_response({"error": "invalid request"}, status=405)

    async def _take(self, request: web.BaseRequest) -> web.Response:
        if self._bolt is None:
            # Slack brings an event again.
            return web.json_response({"error": "starting"}, status=503)
        try:
            body = await self._body(request)
            if body.startswith(SSL_CHECK) or body.endswith(b"&" + SSL_CHECK):
                return web.Response()
            said = self._guard.admit(request, body)
            if (place := shapes.flaw(said)) is not None:
                raise NotAdmitted(400, f"its {place} is not as Slack has it")
        except NotAdmitted as refusal:
            log.info("request refused", status=refusal.status, why=refusal.why)
            return web.json_response({"error": "invalid request"}, status=refusal.status, headers=NO_RETRY)
        if self._connections is not None:
            self._connections.admit(request)
        # Only what Bolt needs: the other headers are not signed, and some would change what it does.
        kept = {name: request.headers[name] for name in ("Content-Type", RETRY) if name in request.headers}
        # As from a socket: so Bolt takes what has been read, and does not read it again.
        asked = AsyncBoltRequest(body=readable(said), headers=dict(kept), mode="socket_mode")
        answer = await self._bolt.async_dispatch(asked)
        # Bolt's own way looks for cookies, and hands over text, which aiohttp wraps in a payload before it is bytes.
        headers = answer.first_headers_without_set_cookie()
        return web.Response(status=answer.status, body=answer.body.encode(), headers=headers)

    async def _body(self, request: web.BaseRequest) -> bytes:
        try:
            if request.content.is_eof():
                # It came with its head: nothing is waited for.
                return await request.read()
            async with asyncio.timeout(self._read_seconds):
                return await request.read()
        except web.HTTPRequestEntityTooLarge:
            raise NotAdmitted(413, "it is larger than 1 MB") from None
        except TimeoutError:
            raise NotAdmitted(408, "it did not arrive in time") from None
        except (web.RequestPayloadError, ConnectionError):
            raise NotAdmitted(400, "it did not arrive whole") from None

    async def _say_alive(self, _: web.BaseRequest) -> web.Response:
        return web.json_response({"alive": True})

    async def _say_ready(self, _: web.BaseRequest) -> web.Response:
        said = await asyncio.gather(*(_asked(check) for check in self._checks.values()))
        is_ready = not any(said)
        checks = {name: wrong or "ok" for name, wrong in zip(self._checks, said, strict=True)}
        return web.json_response({"ready": is_ready, "checks": checks}, status=200 if is_ready else 503)

    async def _show_metrics(self, _: web.BaseRequest) -> web.Response:
        return web.Response(body=self._metrics.exposition(), headers={"Content-Type": METRICS_TYPE})


def readiness(database: Database, clock: Clock, ticked_at: Callable[[], float | None]) -> dict[str, Check]:
    """The checks of an application whose schedule last ticked at `ticked_at()`, in steady seconds.

    Whether Slack can be reached was proven before the door opened.
    """

    def one() -> None:
        with database.snapshot() as session:
            session.execute(text("SELECT 1"))

    pulse = Pulse(database, clock)

    async def database_answers() -> str | None:
        await database.read(one)
        return await pulse.felt()

    async def schedule_ticks() -> str | None:
        last = ticked_at()
        if last is None:
            return "has not ticked yet"
        late = clock.steady() - last
        return f"last ticked {late:.0f} s ago" if late > TICK_LATE_SECONDS else None

    return {"database": database_answers, "schedule": schedule_ticks}


async def _asked(check: Check) -> str | None:
    """What a check finds wrong; one that breaks or hangs is wrong, without its words, which may hold secrets."""
    try:
        async with asyncio.timeout(CHECK_SECONDS):
            return await check()
    except TimeoutError:
        return f"no answer within {CHECK_SECONDS:.0f} s"
    except Exception as error:
        return type(error).__name__
