"""Carrying a file from the form in which somebody chose it into a conversation.

Slack lets an app share no file that is another's: it is fetched, and uploaded anew. The id that Slack gives it then is
kept in the row before anybody can see the file: after an outcome that nobody knows it is asked for by that, as another
file may have the same name.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol, TypeVar

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.outbox.lease import TRANSFER_SECONDS
from bot.slack import transfers
from bot.slack.errors import Failure, Meaning
from bot.slack.transfers import NotMoved

# Held in memory while it is carried; a larger one is shared in the channel by hand.
MOST_BYTES = 50_000_000

# Under which argument of the row the id is kept; and what Slack says of a file whose upload was not completed.
MADE, NOT_COMPLETED = "made", "file_not_found"

Moved = TypeVar("Moved")
# Keeps the row's arguments from now on, committed when it returns.
Keep = Callable[[Mapping[str, Any]], Awaitable[None]]


class Call(Protocol):
    """A call of the Web API; raises Failure."""

    def __call__(
        self, method: str, arguments: dict[str, Any], *, http_verb: str = "POST"
    ) -> Awaitable[dict[str, Any]]: ...


async def carry(client: AsyncWebClient, call: Call, complete: Call, keep: Keep, arguments: Mapping[str, Any]) -> str:
    """Put a file into a channel, or into a thread of it; the id of the file that stands there.

    `arguments`: file, name, channel, and thread_ts for a thread. `complete` is the call by which others see it.
    """
    described = (await call("files.info", {"file": arguments["file"]}, http_verb="GET"))["file"]
    content = await _within(transfers.download(client, described, MOST_BYTES, TRANSFER_SECONDS))
    name = str(arguments["name"])
    address = await call("files.getUploadURLExternal", {"filename": name, "length": len(content)}, http_verb="GET")
    made = str(address["file_id"])
    await keep({**arguments, MADE: made})
    await _within(transfers.upload(client, address["upload_url"], content, TRANSFER_SECONDS))
    place = {"channel_id": arguments["channel"]}
    if "thread_ts" in arguments:
        place["thread_ts"] = arguments["thread_ts"]
    await complete("files.completeUploadExternal", {"files": [{"id": made, "title": name}], **place})
    return made


async def carried(call: Call, arguments: Mapping[str, Any]) -> dict[str, Any] | None:
    """Slack's description of the file that an earlier attempt put there; None where none did. Raises Failure."""
    if MADE not in arguments:
        return None
    try:
        return await call("files.info", {"file": arguments[MADE]}, http_verb="GET")
    except Failure as failure:
        if failure.error != NOT_COMPLETED:
            raise
    return None


async def _within(transfer: Awaitable[Moved]) -> Moved:
    """What moves bytes changes nothing that anybody sees: whatever goes wrong, it can be done again."""
    try:
        return await transfer
    except NotMoved as refusal:
        raise Failure(Meaning.REFUSED, refusal.why.value) from None
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise Failure(Meaning.UNKNOWN, f"transfer: {type(error).__name__}") from error
