"""The way in over a socket that Liaison opens (Socket Mode)."""

from __future__ import annotations

import asyncio
import contextlib
from typing import Any

import structlog
from slack_bolt.adapter.socket_mode.async_internals import run_async_bolt_app, send_async_response
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.socket_mode.aiohttp import SocketModeClient
from slack_sdk.socket_mode.request import SocketModeRequest
from slack_sdk.socket_mode.response import SocketModeResponse

from bot.slack import shapes
from bot.slack.payloads import readable
from bot.slack.starting import Passing, Patience, slack_is_away, slack_says_no

# An address is good for one call and a short while: one that could not be dialled for so long is asked for anew.
DIAL_SECONDS = 20.0
# So often it is looked whether the socket is still there.
PING_SECONDS = 10.0

# Slack waits for an answer no longer than this, and so does a stop.
ANSWERED_SECONDS = 3.0

# When a request came is asked for by a line of Bolt's that is not logged.
NOT_TIMED = 0.0

log = structlog.get_logger()


class Line(SocketModeClient):
    """The SDK's client. A socket that was open once is never given up, whatever Slack says meanwhile."""

    def __init__(self, bolt: AsyncApp, app_token: str, patience: Patience) -> None:
        super().__init__(app_token, logger=bolt.logger, web_client=bolt.client, ping_interval=PING_SECONDS)
        self._patience = patience

    async def issue_new_wss_url(self) -> str:
        """An address to dial, whenever Slack gives one."""
        return await self.address(slack_says_no)

    async def address(self, passes: Passing) -> str:
        """An address to dial. Raises what does not pass."""
        answer = await self._patience.until(
            "Slack's socket", lambda: self.web_client.apps_connections_open(app_token=self.app_token), passes
        )
        return str(answer["url"])

    async def connect(self) -> None:
        """Dial until somebody answers; the SDK would dial the same address for ever."""
        while not self.closed:
            try:
                async with asyncio.timeout(DIAL_SECONDS):
                    await super().connect()  # type: ignore[no-untyped-call]
                return
            except TimeoutError:
                log.warning("Slack's socket cannot be reached; another address is asked for")
                self.wss_uri = await self.issue_new_wss_url()


class Socket:
    """What Slack delivers, handed to Bolt."""

    def __init__(self, bolt: AsyncApp, app_token: str, patience: Patience) -> None:
        self._bolt = bolt
        self._line = Line(bolt, app_token, patience)
        self._line.socket_mode_request_listeners.append(self._hear)
        self._unanswered = 0
        # Set while nobody waits for an answer over the socket.
        self._idle = asyncio.Event()
        self._idle.set()

    async def open(self) -> None:
        """Connect. Raises SlackApiError where the token is refused."""
        self._line.wss_uri = await self._line.address(slack_is_away)
        await self._line.connect()

    async def close(self) -> None:
        """Hear no more; what was heard is answered first."""
        self._line.socket_mode_request_listeners.clear()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(ANSWERED_SECONDS):
                await self._idle.wait()
        await self._line.close()  # type: ignore[no-untyped-call]

    async def _hear(self, line: Any, request: SocketModeRequest) -> None:
        self._unanswered += 1
        self._idle.clear()
        try:
            await self._answer(line, request)
        finally:
            self._unanswered -= 1
            if not self._unanswered:
                self._idle.set()

    async def _answer(self, line: Any, request: SocketModeRequest) -> None:
        if (place := shapes.flaw(request.payload)) is not None:
            log.info("payload refused", why=f"its {place} is not as Slack has it")
            # Slack would bring it again.
            await line.send_socket_mode_response(SocketModeResponse(envelope_id=request.envelope_id))
            return
        request.payload = readable(request.payload)
        await send_async_response(line, request, await run_async_bolt_app(self._bolt, request), NOT_TIMED)
