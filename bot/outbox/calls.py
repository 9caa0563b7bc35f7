"""The calls of an attempt: at Slack's pace, while the row is ours, with blocks as the workspace takes them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.outbox.ends import NotYet, Pointless
from bot.outbox.lease import MARGIN, Leases
from bot.outbox.pace import Buckets
from bot.slack.errors import Meaning, failure_of, scopes_of
from bot.slack.natives import Natives
from bot.words import native
from bot.words.messages import MESSAGE_BLOCKS
from storage.sending import Claimed


class Calls:
    """Calls Slack for one row; `granted` are the app's scopes, told where some were lacking."""

    def __init__(
        self,
        claimed: Claimed,
        client: AsyncWebClient,
        clock: Clock,
        buckets: Buckets,
        leases: Leases,
        natives: Natives,
    ) -> None:
        self._claimed = claimed
        self._client = client
        self._clock = clock
        self._buckets = buckets
        self._leases = leases
        self._natives = natives
        self._made: Counter[str] = Counter()
        self.granted: frozenset[str] = frozenset()

    async def _say(self, method: str, arguments: dict[str, Any]) -> dict[str, Any]:
        """Post or update a message: natively drawn where the workspace has that, plainly where it refuses."""
        blocks = arguments.get("blocks") or ()
        if not native.kinds(blocks):
            return await self._do(method, arguments)
        return await self._natives.sent(
            self._claimed.team_id,
            blocks,
            MESSAGE_BLOCKS,
            lambda chosen: self._do(method, {**arguments, "blocks": chosen}),
        )

    async def _do(self, method: str, arguments: dict[str, Any], *, http_verb: str = "POST") -> dict[str, Any]:
        """A call that changes something: not when it is too late for it, or when the row may be somebody else's."""
        if self._claimed.expires_at is not None and self._claimed.expires_at <= self._clock.now():
            raise Pointless("expired")
        now = self._clock.steady()
        if now > self._leases.until(self._claimed) - MARGIN.total_seconds():
            raise NotYet(now)
        return await self._call(method, arguments, http_verb=http_verb)

    async def _call(self, method: str, arguments: dict[str, Any], *, http_verb: str = "POST") -> dict[str, Any]:
        """Slack's answer; raises Failure, or NotYet when the method may not be called now."""
        channel = str(arguments.get("channel", ""))
        until = self._buckets.take(self._claimed, method, channel, self._clock.steady(), self._made[method])
        self._made[method] += 1
        if until is not None:
            raise NotYet(until)
        try:
            if http_verb == "GET":
                response = await self._client.api_call(method, http_verb="GET", params=arguments)
            else:
                response = await self._client.api_call(method, json=arguments)
        except Exception as problem:
            failure = failure_of(method, problem)
            if failure.meaning is Meaning.LIMITED:
                until = self._clock.steady() + failure.retry_after
                self._buckets.pause(self._claimed, method, channel, until)
            raise failure from problem
        if self._claimed.is_lacking:
            self.granted = scopes_of(response.headers)
        answer: dict[str, Any] = response.data if isinstance(response.data, dict) else {}
        return answer
