"""The way in over HTTP: Slack's signed requests at `/slack/events`, and `/healthz`, `/readyz`, `/metrics`.

A guard stands in front of Bolt (see `guard.py`). What is refused here is logged with the reason alone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping

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
from bot.slack.guard import RETRY, Guard, NotAdmitted
from bot.slack.payloads import readable
from storage.db import Database

EVENTS = "/slack/events"
# Slack's largest payload, a view of 250 kB with its state, is well below.
LARGEST_BODY = 1024 * 1024
# Slack gives an answer 3 seconds in all; whoever needs longer to send a body is not Slack.
READ_SECONDS = 5.0
# A listener ends within 3 seconds; what is longer in flight has been given up by Slack.
DRAIN_SECONDS = 5.0
# A check of readiness that says nothing for so long counts as failed.
CHECK_SECONDS = 2.0
# The schedule ticks every second; a long batch may hold it up for a few.
TICK_LATE_SECONDS = 60

# Slack looks from time to time whether the certificate is good: by GET, or in a form that says nothing else, unsigned.
SSL_CHECK = b"ssl_check=1"
# What was refused once would be refused again.
NO_RETRY = {"X-Slack-No-Retry": "1"}
# Prometheus's text format, which prometheus_client writes.
METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8"

# Says what is wrong in a few words without secrets; None when all is well.
Check = Callable[[], Awaitable[str | None]]
Answers = Callable[[web.BaseRequest], Awaitable[web.Response]]

log = structlog.get_logger()


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
