"""Socket Mode: the WebSockets that an app opens to be spoken to.

`apps.connections.open` gives an address with a ticket that works once; a payload goes to one of the open sockets, in
turn; the app answers with the envelope's id. Slack asks for a fresh socket with `disconnect`; a socket that was asked
gets nothing more.
"""

import asyncio
import json
import uuid
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from bot.sandbox.errors import SlackError
from bot.sandbox.world.records import App, Exchange, Payload
from bot.sandbox.world.state import Slack

# Slack: "Socket Mode allows your app to maintain up to 10 open WebSocket connections at the same time."
MOST_SOCKETS = 10
HOST_NAME = "applink-sandbox"


class NoSocket(Exception):
    """No socket of the app is open, or it closed before the answer."""


@dataclass(eq=False)
class Socket:
    """One open connection, and the answers awaited on it by envelope id."""

    app_id: str
    ws: web.WebSocketResponse
    transport: asyncio.Transport | None  # None: it was lost already
    awaited: dict[str, asyncio.Future[Any]] = field(default_factory=dict)
    leaving: bool = False  # was asked to refresh


class Sockets:
    """All sockets of all apps."""

    def __init__(self, slack: Slack) -> None:
        self._slack = slack
        self._tickets: dict[str, str] = {}  # ticket → app
        self._open: dict[str, list[Socket]] = {}
        self._turn = 0

    def routes(self) -> list[web.RouteDef]:
        """The address to which tickets lead."""
        return [web.get("/link/", self._connect)]

    def address_for(self, app: App) -> str:
        """A WebSocket URL that works once (apps.connections.open)."""
        if len(self._speakable(app.id)) >= MOST_SOCKETS:
            raise SlackError("too_many_websockets")
        ticket = uuid.uuid4().hex
        self._tickets[ticket] = app.id
        return f"{self._slack.url.replace('http', 'ws', 1)}/link/?ticket={ticket}&app_id={app.id}"

    def count(self, app: App) -> int:
        """How many sockets of the app can be spoken to."""
        return len(self._speakable(app.id))

    async def send(self, app: App, kind: str, payload: Payload, *, answerable: bool, retry: Payload) -> Any:
        """Put a payload on one socket and wait for its answer; raises NoSocket."""
        sockets = self._speakable(app.id)
        if not sockets:
            raise NoSocket
        self._turn += 1
        socket = sockets[self._turn % len(sockets)]
        envelope_id = str(uuid.uuid4())
        answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        socket.awaited[envelope_id] = answer
        envelope = {
            "envelope_id": envelope_id,
            "payload": payload,
            "type": kind,
            "accepts_response_payload": answerable,
            **retry,
        }
        try:
            await socket.ws.send_str(json.dumps(envelope, ensure_ascii=False))
            return await answer
        except ConnectionError:
            raise NoSocket from None
        finally:
            socket.awaited.pop(envelope_id, None)

    async def refresh(self, app: App, reason: str = "refresh_requested") -> None:
        """Ask the app for fresh sockets (`warning`, `refresh_requested`, `link_disabled`); the old ones get no more."""
        body = {"type": "disconnect", "reason": reason, "debug_info": {"host": HOST_NAME}}
        for socket in self._speakable(app.id):
            socket.leaving = reason != "warning"
            await socket.ws.send_str(json.dumps(body))
            self._note(app, "disconnect", body)

    async def cut(self, app: App) -> None:
        """Close every socket of the app without a word, as a failing network does."""
        for socket in list(self._open.get(app.id, [])):
            socket.leaving = True
            _fail_awaited(socket)
            if socket.transport is not None:
                socket.transport.abort()

    async def close(self) -> None:
        """Close everything, for the sandbox's own end."""
        for socket in [socket for sockets in self._open.values() for socket in sockets]:
            await socket.ws.close(code=1001)

    def _speakable(self, app_id: str) -> list[Socket]:
        return [socket for socket in self._open.get(app_id, []) if not socket.leaving and not socket.ws.closed]

    async def _connect(self, request: web.Request) -> web.StreamResponse:
        app_id = self._tickets.pop(request.query.get("ticket", ""), None)
        if app_id is None:
            return web.json_response({"ok": False, "error": "invalid_ticket"}, status=404)
        socket = Socket(app_id, web.WebSocketResponse(heartbeat=30), request.transport)
        await socket.ws.prepare(request)
        self._open.setdefault(app_id, []).append(socket)
        try:
            await socket.ws.send_str(json.dumps(self._hello(app_id)))
            await self._listen(socket)
        finally:
            self._open[app_id].remove(socket)
            _fail_awaited(socket)
        return socket.ws

    async def _listen(self, socket: Socket) -> None:
        async for message in socket.ws:
            if message.type != WSMsgType.TEXT:
                continue
            try:
                answer = json.loads(message.data)
            except ValueError:
                continue
            awaited = socket.awaited.get(answer.get("envelope_id", "")) if isinstance(answer, dict) else None
            if awaited is not None and not awaited.done():
                awaited.set_result(answer.get("payload"))

    def _hello(self, app_id: str) -> Payload:
        hello = {
            "type": "hello",
            "num_connections": len(self._speakable(app_id)),
            "debug_info": {"host": HOST_NAME, "build_number": 1, "approximate_connection_time": 18060},
            "connection_info": {"app_id": app_id},
        }
        self._note(self._slack.apps[app_id], "hello", hello)
        return hello

    def _note(self, app: App, name: str, body: Payload) -> None:
        self._slack.record(Exchange(self._slack.now(), "to_app", "socket", name, body, note=app.id))


def _fail_awaited(socket: Socket) -> None:
    for answer in socket.awaited.values():
        if not answer.done():
            answer.set_exception(NoSocket())
