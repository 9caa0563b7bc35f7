"""Carrying a file from the form in which somebody chose it into a conversation.

Slack lets an app share no file that is another's: it is fetched, and uploaded anew.
"""

from __future__ import annotations

from collections.abc import Awaitable, Mapping
from typing import Any, Protocol, TypeVar

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.outbox.lease import TRANSFER_SECONDS
from bot.slack import transfers
from bot.slack.errors import Failure, Meaning
from bot.slack.transfers import NotMoved

# Held in memory while it is carried; a larger one is shared in the channel by hand.
MOST_BYTES = 50_000_000

Moved = TypeVar("Moved")


class Call(Protocol):
    """A call of the Web API; raises Failure."""

    def __call__(
        self, method: str, arguments: dict[str, Any], *, http_verb: str = "POST"
    ) -> Awaitable[dict[str, Any]]: ...


async def carry(client: AsyncWebClient, call: Call, complete: Call, arguments: Mapping[str, Any]) -> str:
    """Put a file into a channel, or into a thread of it; the id of the file that stands there.

    `arguments`: file, name, channel, and thread_ts for a thread. `complete` is the call by which others see it.
    """
    described = (await call("files.info", {"file": arguments["file"]}, http_verb="GET"))["file"]
    content = await _within(transfers.download(client, described, MOST_BYTES, TRANSFER_SECONDS))
    name = str(arguments["name"])
    address = await call("files.getUploadURLExternal", {"filename": name, "length": len(content)}, http_verb="GET")
    await _within(transfers.upload(client, address["upload_url"], content, TRANSFER_SECONDS))
    place = {"channel_id": arguments["channel"]}
    if "thread_ts" in arguments:
        place["thread_ts"] = arguments["thread_ts"]
    shared = [{"id": address["file_id"], "title": name}]
    await complete("files.completeUploadExternal", {"files": shared, **place})
    return str(address["file_id"])


def is_it(message: Mapping[str, Any], name: str) -> bool:
    """Whether a message of ours brought a file of that name."""
    return bool(message.get("bot_id")) and any(one.get("title") == name for one in message.get("files") or [])


async def _within(transfer: Awaitable[Moved]) -> Moved:
    """What moves bytes changes nothing that anybody sees: whatever goes wrong, it can be done again."""
    try:
        return await transfer
    except NotMoved as refusal:
        raise Failure(Meaning.REFUSED, refusal.why.value) from None
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Failure(Meaning.UNKNOWN, f"transfer: {type(error).__name__}") from error
