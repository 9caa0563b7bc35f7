"""Bringing a file into a conversation: one that Liaison makes, or one that somebody chose in a form.

Slack lets an app share no file that is another's: it is fetched, and uploaded anew. The id that Slack gives a file is
kept in the row before anybody can see it: after an outcome that nobody knows it is asked for by that, as another file
may have the same name. What stands in a message of Liaison's own is shared nowhere: the message names it, once Slack
has looked at it.
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
# Keeps the id of the file in the row, committed when it returns.
Keep = Callable[[str], Awaitable[None]]


class Call(Protocol):
    """A call of the Web API; raises Failure."""

    def __call__(
        self, method: str, arguments: dict[str, Any], *, http_verb: str = "POST"
    ) -> Awaitable[dict[str, Any]]: ...


async def fetched(client: AsyncWebClient, call: Call, file_id: str) -> bytes:
    """The bytes of a file in Slack. Raises Failure."""
    described = (await call("files.info", {"file": file_id}, http_verb="GET"))["file"]
    return await _within(transfers.download(client, described, MOST_BYTES, TRANSFER_SECONDS))


async def put(
    client: AsyncWebClient,
    do: Call,
    keep: Keep,
    place: Mapping[str, Any],
    content: bytes,
    *,
    name: str,
    title: str = "",
    beside: str = "",
) -> str:
    """Upload a file and share it in a place: a `channel_id`, with a `thread_ts` in a thread of it, or nowhere.

    Answers the id of the file that Slack has then. `do` makes calls that change something. Raises Failure.
    """
    address = await do("files.getUploadURLExternal", {"filename": name, "length": len(content)}, http_verb="GET")
    made = str(address["file_id"])
    await keep(made)
    await _within(transfers.upload(client, address["upload_url"], content, TRANSFER_SECONDS))
    said = {"initial_comment": beside} if beside else {}
    await do("files.completeUploadExternal", {"files": [{"id": made, "title": title or name}], **place, **said})
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


def is_taken_in(answer: Mapping[str, Any]) -> bool:
    """Whether Slack has looked at the file: until then it does not say what kind of file it is."""
    return bool(answer["file"].get("mimetype"))
