"""The two ways on which a payload comes to an app, over Socket Mode or as a signed HTTP request, and its answer."""

import asyncio
import json
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import urlencode

import aiohttp

from bot.sandbox.delivery.signing import signature, verification_token
from bot.sandbox.delivery.socketmode import NoSocket, Sockets
from bot.sandbox.world.records import App, Payload
from bot.sandbox.world.state import Slack

# Slack: "Your app must respond within 3 seconds."
ACK_SECONDS = 3.0

Kind = Literal["events_api", "slash_commands", "interactive"]


@dataclass(frozen=True)
class Ack:
    """The app's answer; `error` is Slack's word for none: operation_timeout, dispatch_failed."""

    error: str = ""
    body: Any = None  # decoded JSON, or the text, or None where the answer was empty
    status: int | None = None
    final: bool = False  # the app asked for no further attempt (x-slack-no-retry)

    @property
    def ok(self) -> bool:
        """Whether the app acknowledged in time."""
        return not self.error


class Ways:
    """To every app, by the way that it asked for."""

    def __init__(self, slack: Slack, sockets: Sockets, ack_seconds: float = ACK_SECONDS) -> None:
        self.slack, self.sockets = slack, sockets
        self.ack_seconds = ack_seconds
        self._http: aiohttp.ClientSession | None = None

    async def start(self) -> None:
        """Be ready to send requests."""
        self._http = aiohttp.ClientSession()

    async def stop(self) -> None:
        """Close what is open."""
        if self._http:
            await self._http.close()

    async def go(self, app: App, kind: Kind, payload: Payload, retry: Payload) -> Ack:
        """Bring the payload to the app and wait for its acknowledgement."""
        by_socket = app.delivery == "socket"
        way = self._by_socket(app, kind, payload, retry) if by_socket else self._by_http(app, kind, payload, retry)
        try:
            return await asyncio.wait_for(way, self.ack_seconds)
        except TimeoutError:
            return Ack("operation_timeout")

    async def _by_socket(self, app: App, kind: Kind, payload: Payload, retry: Payload) -> Ack:
        answerable = kind == "slash_commands" or payload.get("type") in ("view_submission", "block_suggestion")
        try:
            body = await self.sockets.send(app, kind, payload, answerable=answerable, retry=retry)
        except NoSocket:
            return Ack("dispatch_failed")
        return Ack(body=body if answerable and body not in ({}, "") else None)

    async def _by_http(self, app: App, kind: Kind, payload: Payload, retry: Payload) -> Ack:
        if self._http is None:
            raise RuntimeError("the delivery was not started")
        address, content_type, body = app.request_url, "application/x-www-form-urlencoded", ""
        if kind == "events_api":
            content_type, body = "application/json", json.dumps(payload, ensure_ascii=False)
        elif kind == "slash_commands":
            body = urlencode(payload)
            own = next((one.url for one in app.commands if one.command == payload["command"]), "")
            address = own or address
        else:
            body = urlencode({"payload": json.dumps(payload, ensure_ascii=False)})
        headers = {"Content-Type": content_type, **signature(app, body, self.slack.seconds())}
        if retry.get("retry_attempt"):
            headers["X-Slack-Retry-Num"] = str(retry["retry_attempt"])
            headers["X-Slack-Retry-Reason"] = retry["retry_reason"]
        try:
            async with self._http.post(address, data=body.encode(), headers=headers, allow_redirects=False) as answer:
                written = await answer.text()
                final = answer.headers.get("X-Slack-No-Retry") == "1"
                if not 200 <= answer.status < 300:
                    return Ack("dispatch_failed", written or None, answer.status, final)
                return Ack(body=_decoded(written), status=answer.status)
        except (aiohttp.ClientError, ValueError):
            return Ack("dispatch_failed")

    async def verify(self, app: App) -> bool:
        """Ask a new request URL for the challenge, as Slack does before it accepts one."""
        challenge = self.slack.new_id("c", 24)
        body = {"token": verification_token(app), "challenge": challenge, "type": "url_verification"}
        try:
            ack = await asyncio.wait_for(self._by_http(app, "events_api", body, {}), self.ack_seconds)
        except TimeoutError:
            return False
        answered = ack.body.get("challenge") if isinstance(ack.body, dict) else ack.body
        return ack.ok and answered == challenge


def _decoded(written: str) -> Any:
    if not written.strip():
        return None
    try:
        return json.loads(written)
    except ValueError:
        return written
