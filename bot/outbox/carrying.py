"""Carrying a file from the form in which somebody chose it into a conversation.

Slack lets an app share no file that is another's: it is fetched, and uploaded anew.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Mapping
from typing import Any, Protocol, TypeVar

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.outbox.errors import Failure, Meaning
from bot.outbox.lease import TRANSFER_SECONDS

# Held in memory while it is carried; a larger one is shared in the channel by hand.
MOST_BYTES = 50_000_000
CHUNK = 256 * 1024


Moved = TypeVar("Moved")


class Call(Protocol):
    """A call of the Web API; raises Failure."""

    def __call__(
        self, method: str, arguments: dict[str, Any], *, http_verb: str = "POST"
    ) -> Awaitable[dict[str, Any]]: ...


async def carry(client: AsyncWebClient, call: Call, complete: Call, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Put a file into a channel, or into a thread of it; Slack's answer about the file that stands there.

    `arguments`: file, name, channel, and thread_ts for a thread. `complete` is the call by which others see it.
    """
    described = (await call("files.info", {"file": arguments["file"]}, http_verb="GET"))["file"]
    content = await _fetched(client, described)
    name = str(arguments["name"])
    address = await call("files.getUploadURLExternal", {"filename": name, "length": len(content)}, http_verb="GET")
    session = client.session
    assert session is not None, "every client shares one"  # noqa: S101 - a mistake of ours, not of a user
    await _within(_sent(session, address["upload_url"], content))
    place = {"channel_id": arguments["channel"]}
    if "thread_ts" in arguments:
        place["thread_ts"] = arguments["thread_ts"]
    shared = [{"id": address["file_id"], "title": name}]
    await complete("files.completeUploadExternal", {"files": shared, **place})
    return await call("files.info", {"file": address["file_id"]}, http_verb="GET")


def is_it(message: Mapping[str, Any], name: str) -> bool:
    """Whether a message of ours brought a file of that name."""
    return bool(message.get("bot_id")) and any(one.get("title") == name for one in message.get("files") or [])


async def _fetched(client: AsyncWebClient, described: Mapping[str, Any]) -> bytes:
    if int(described.get("size") or 0) > MOST_BYTES:
        raise Failure(Meaning.REFUSED, "too_large")
    session = client.session
    assert session is not None, "every client shares one"  # noqa: S101 - a mistake of ours, not of a user
    url = str(described.get("url_private_download") or described.get("url_private"))
    return await _within(_read(session, url, str(client.token)))


async def _read(session: aiohttp.ClientSession, url: str, token: str) -> bytes:
    content = bytearray()
    async with session.get(url, headers={"Authorization": f"Bearer {token}"}) as answer:
        # Where the token does not open it, Slack answers with its page for signing in.
        if answer.status in (403, 404) or answer.content_type == "text/html":
            raise Failure(Meaning.REFUSED, "file_not_found")
        answer.raise_for_status()
        async for chunk in answer.content.iter_chunked(CHUNK):
            content += chunk
            if len(content) > MOST_BYTES:
                raise Failure(Meaning.REFUSED, "too_large")
    return bytes(content)


async def _sent(session: aiohttp.ClientSession, url: str, content: bytes) -> None:
    async with session.post(url, data=content) as answer:
        answer.raise_for_status()


async def _within(transfer: Awaitable[Moved]) -> Moved:
    """What moves bytes changes nothing that anybody sees: whatever goes wrong, it can be done again."""
    try:
        async with asyncio.timeout(TRANSFER_SECONDS):
            return await transfer
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Failure(Meaning.UNKNOWN, f"transfer: {type(error).__name__}") from error
