"""Telling one person something in private: the ways there are, and what one that fails leaves to the next.

A way that fails for the moment is tried once more, then the next is taken: the URL that Slack gave for the answer, the
channel where only they see it, their conversation with Liaison.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.webhook.async_client import AsyncWebhookClient

from bot.slack.errors import LOST, Failure, Meaning, failure_of
from bot.slack.natives import Natives
from bot.slack.transfers import is_slacks
from bot.words.messages import MESSAGE_BLOCKS

# Somebody waits for it: what has not been taken by then is told another way.
WAY_SECONDS = 4.0
# An answer that Slack waits for is on its way to it for so long at the most, usually: what is told another way before
# that overtakes it.
ARRIVED_SECONDS = 0.5
# After these the same way may do at once; a way that is used too fast stays closed for longer than anybody waits.
AGAIN = (Meaning.NOT_NOW, Meaning.UNSURE, Meaning.UNKNOWN)
TRIES = 2
# What was sent and never answered may have been read: after so many of these nothing more is sent at once.
UNANSWERED = 2

Arguments = dict[str, Any]
Way = Callable[[Arguments], Awaitable[object]]

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Replies:
    """The ways to tell `user_id` something, where they are.

    `conversation` is theirs with Liaison, where that is where they spoke; `thread_ts` the thread of what they said.
    """

    client: AsyncWebClient
    natives: Natives
    team_id: str
    user_id: str
    response_url: str | None = None
    channel_id: str | None = None
    conversation: str | None = None
    thread_ts: str | None = None

    async def tell(self, arguments: Arguments) -> bool:
        """Tell the person, by the first way that does; False where none did."""
        errors: list[str] = []
        for way in self._ways():
            for _attempt in range(TRIES):
                failure = await self._tried(way, arguments)
                if failure is None:
                    return True
                errors.append(failure.error)
                if failure.meaning not in AGAIN or _unanswered(errors) == UNANSWERED:
                    break
            if _unanswered(errors) == UNANSWERED:
                break
        log.warning("an answer could not be shown", user_id=self.user_id, errors=errors)
        return False

    def _ways(self) -> Iterator[Way]:
        if self.response_url is not None and is_slacks(self.response_url, self.client.base_url):
            yield partial(self._by_url, self.response_url)
        in_thread = {"thread_ts": self.thread_ts} if self.thread_ts is not None else {}
        if self.conversation is not None:
            yield partial(self._post, self.conversation, in_thread)
            return
        if self.channel_id is not None:
            yield partial(self._whisper, self.channel_id, in_thread)
        yield partial(self._post, self.user_id, {})

    async def _tried(self, way: Way, arguments: Arguments) -> Failure | None:
        """Why the way did not do; None where it did."""
        try:
            async with asyncio.timeout(WAY_SECONDS):
                await self.natives.sent(
                    self.team_id,
                    arguments["blocks"],
                    MESSAGE_BLOCKS,
                    lambda blocks: way({**arguments, "blocks": blocks}),
                )
        except Failure as failure:
            return failure
        except Exception as problem:
            return failure_of("chat.postMessage", problem)
        return None

    async def _by_url(self, url: str, arguments: Arguments) -> None:
        webhook = AsyncWebhookClient(url, session=self.client.session, retry_handlers=[])
        answer = await webhook.send_dict({**arguments, "response_type": "ephemeral", "replace_original": False})
        if answer.status_code != 200:
            # Used up, expired, or of a message that is gone: it will not do later either, unless Slack is in trouble.
            meaning = Meaning.UNSURE if answer.status_code >= 500 else Meaning.REFUSED
            raise Failure(meaning, f"response_url: HTTP {answer.status_code}", answer=_refusal(answer.body))

    async def _whisper(self, channel_id: str, in_thread: Arguments, arguments: Arguments) -> None:
        await self.client.chat_postEphemeral(channel=channel_id, user=self.user_id, **arguments, **in_thread)

    async def _post(self, channel_id: str, in_thread: Arguments, arguments: Arguments) -> None:
        await self.client.chat_postMessage(channel=channel_id, **arguments, **in_thread)


def _refusal(body: str) -> dict[str, Any]:
    """What the URL says of why it refuses: Slack's word, alone or with more in JSON."""
    try:
        said = json.loads(body)
    except ValueError:
        said = None
    return said if isinstance(said, dict) else {"error": body.strip()}


def _unanswered(errors: list[str]) -> int:
    return sum(error.startswith(LOST) for error in errors)
