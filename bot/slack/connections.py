"""The connections of the door: how many there may be, and how long each may keep it waiting.

aiohttp waits an hour for a head that was begun, and for ever for a client that does not take its answer; it takes every
connection that the system gives it, until there is no descriptor left for the database; and it logs what is no HTTP
with its bytes and a traceback.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, replace
from typing import Any, cast

import structlog
from aiohttp import web

# Slack sends a head at once; a slow proxy may take a moment.
HEAD_SECONDS = 5.0
# Proxies keep connections for 60 seconds, and must not send into one that is being closed here.
IDLE_SECONDS = 75.0
# The longest answers are the figures for Prometheus, some 100 kB.
ANSWER_SECONDS = 10.0
# Slack's deliveries of a busy hour are a few at a time.
MOST = 512
# Of the descriptors that the process may open only this part: the others are for the database, Slack and files.
PART = 4
# While there are too many, it is said once in so many seconds.
SAID_SECONDS = 60.0

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a connection is waited for, in seconds, and how many there may be (None: what the system allows)."""

    head: float = HEAD_SECONDS
    idle: float = IDLE_SECONDS
    answer: float = ANSWER_SECONDS
    most: int | None = None


class Connections(web.Server):
    """aiohttp's server, whose connections end when they keep it waiting.

    Where there are too many, the newest takes the place of the one that has said nothing of use for the longest time.
    They are not counted by their address: behind a proxy all have the same.
    """

    def __init__(self, handler: Any, largest_body: int, limits: Limits, **settings: Any) -> None:
        super().__init__(handler, request_factory=self._begin)
        self.limits = limits if limits.most is not None else replace(limits, most=allowed())
        self._largest_body = largest_body
        self._settings = settings
        self._all: set[Connection] = set()
        # Those that nothing is being done for, the longest-waiting first: who never sent anything of Slack's, who did.
        self._strangers: dict[Connection, None] = {}
        self._known: dict[Connection, None] = {}
        self._said_at: float | None = None

    def __call__(self) -> web.RequestHandler:
        """The connection that was just made."""
        return Connection(self, loop=asyncio.get_running_loop(), **self._settings)

    def _begin(self, message: Any, payload: Any, protocol: Any, writer: Any, task: Any) -> web.BaseRequest:
        """Its head is there."""
        protocol.is_heard()
        loop = asyncio.get_running_loop()
        return web.BaseRequest(message, payload, protocol, writer, task, loop, client_max_size=self._largest_body)

    def admit(self, request: web.BaseRequest) -> None:
        """What was asked is Slack's: nothing takes the place of its connection until it is answered."""
        connection = request.protocol
        if isinstance(connection, Connection):
            connection.is_known = True
            self.busy(connection)

    def made(self, connection: Connection) -> None:
        """There is one more."""
        self._all.add(connection)
        if len(self._all) > (self.limits.most or MOST):
            self._make_room(connection)
        self._strangers[connection] = None

    def waits(self, connection: Connection) -> None:
        """It was answered; what it says next is waited for."""
        if connection in self._all:
            self.busy(connection)
            (self._known if connection.is_known else self._strangers)[connection] = None

    def busy(self, connection: Connection) -> None:
        """It is not waited for."""
        self._strangers.pop(connection, None)
        self._known.pop(connection, None)

    def lost(self, connection: Connection) -> None:
        """It is gone."""
        self._all.discard(connection)
        self.busy(connection)

    def _make_room(self, newest: Connection) -> None:
        if self._said_at is None or asyncio.get_running_loop().time() - self._said_at >= SAID_SECONDS:
            self._said_at = asyncio.get_running_loop().time()
            log.warning("too many connections; those that say nothing are closed", most=self.limits.most)
        next(iter(self._strangers), next(iter(self._known), newest)).cut()


class Connection(web.RequestHandler):
    """One of them: a head must come whole in time, an answer must be taken in time."""

    __slots__ = ("_deadline", "_is_between", "_line", "_server", "is_known")

    def __init__(self, server: Connections, **settings: Any) -> None:
        super().__init__(server, **settings)
        self._server = server
        self._line: asyncio.Transport | None = None
        self._deadline: asyncio.TimerHandle | None = None
        # Whether what comes next is the beginning of a head.
        self._is_between = False
        # Whether something of Slack's has come over it.
        self.is_known = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """The head of its first request is waited for."""
        # As all of TCP's can do; uvloop's do not derive from it.
        self._line = cast(asyncio.Transport, transport)
        super().connection_made(transport)
        self._within(self._server.limits.head)
        self._server.made(self)

    def data_received(self, data: bytes) -> None:
        """Something came; a head that was begun must come whole."""
        if self._is_between:
            self._is_between = False
            self._within(self._server.limits.head)
        super().data_received(data)

    def is_heard(self) -> None:
        """A head is there: whoever answers waits for the body."""
        self._is_between = False
        self._within(None)

    async def finish_response(
        self, request: web.BaseRequest, resp: web.StreamResponse, start_time: float | None
    ) -> tuple[web.StreamResponse, bool]:
        """Send the answer, as long as it is taken."""
        self._within(self._server.limits.answer)
        try:
            return await super().finish_response(request, resp, start_time)
        finally:
            if self._line is not None:
                self._is_between = True
                self._within(self._server.limits.idle)
                self._server.waits(self)

    def connection_lost(self, exc: BaseException | None) -> None:
        """It is over."""
        self._within(None)
        self._line = None
        self._server.lost(self)
        super().connection_lost(exc)

    def handle_error(
        self,
        request: web.BaseRequest,
        status: int = 500,
        exc: BaseException | None = None,
        message: str | None = None,
    ) -> web.StreamResponse:
        """The answer to what is no HTTP, or to what broke here; aiohttp's own repeats the bytes."""
        if status >= 500:
            log.error("request failed", exc_info=exc)
        else:
            log.info("request refused", status=status, why="it is not HTTP")
        answer = web.json_response({"error": "internal error" if status >= 500 else "invalid request"}, status=status)
        answer.force_close()
        return answer

    def cut(self) -> None:
        """End it, whatever is still to be sent."""
        self._server.busy(self)
        if self._line is not None:
            self._line.abort()

    def _within(self, seconds: float | None) -> None:
        if self._deadline is not None:
            self._deadline.cancel()
        self._deadline = None if seconds is None else asyncio.get_running_loop().call_later(seconds, self.cut)


def allowed() -> int:
    """How many connections there may be; the process may open more files from now on, where the system lets it."""
    try:
        import resource
    except ImportError:  # pragma: no cover - there are no such limits on Windows
        return MOST
    wanted = MOST * PART
    may_now, may_ever = resource.getrlimit(resource.RLIMIT_NOFILE)
    if may_now == resource.RLIM_INFINITY or may_now >= wanted:
        return MOST
    may = wanted if may_ever == resource.RLIM_INFINITY else min(wanted, may_ever)
    resource.setrlimit(resource.RLIMIT_NOFILE, (may, may_ever))
    return max(1, may // PART)
