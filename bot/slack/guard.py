"""Slack's requests are known from all others by their signature, their time, and that they come once.

Bolt's own check of signatures is off: it asks the machine's clock instead of ours, breaks on headers that are not as
they should be, lets a recorded request pass again for five minutes, and logs the body of what it refuses.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import re
from collections import OrderedDict
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from bot.clock import Clock

# Slack: refuse a request whose timestamp is more than five minutes from now.
FRESH_SECONDS = 300
# Only requests that Slack signed are remembered: 300 a second for five minutes, in about 25 MB.
REMEMBERED = 90_000
TIMESTAMP, SIGNATURE, RETRY = "X-Slack-Request-Timestamp", "X-Slack-Signature", "X-Slack-Retry-Num"
_SECONDS = re.compile(r"[0-9]{1,12}")
_SIGNED = re.compile(r"v0=[0-9a-f]{64}")


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
