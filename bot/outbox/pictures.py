"""Uploading a picture that stands in a message of Liaison's own: drawn, sent in Slack's three steps, taken in.

It is shared nowhere: the message that shows it names the file, and Slack shows it to whoever sees the message. Slack
looks at a file after the upload; a message that names it before is refused.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from typing import Any, Protocol

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from bot.documents import charts
from bot.slack import transfers
from bot.slack.errors import Failure, Meaning
from bot.slack.transfers import NotMoved

UPLOAD_SECONDS = 30


class Do(Protocol):
    """A call of the Web API that changes something."""

    async def __call__(self, method: str, arguments: dict[str, Any], *, http_verb: str = "POST") -> dict[str, Any]:
        """Slack's answer."""
        ...


async def upload(client: AsyncWebClient, do: Do, arguments: Mapping[str, Any]) -> dict[str, Any]:
    """Draw the SVG and upload it; the answer of the last step, with the file's id.

    An attempt whose outcome nobody knows is simply made again: a file that no message names is seen by nobody.
    """
    content = await asyncio.to_thread(charts.png, arguments["svg"])
    # The one step that takes no JSON.
    address = await do(
        "files.getUploadURLExternal", {"filename": arguments["name"], "length": len(content)}, http_verb="GET"
    )
    try:
        await transfers.upload(client, address["upload_url"], content, UPLOAD_SECONDS)
    except NotMoved as refusal:
        raise Failure(Meaning.REFUSED, refusal.why.value) from None
    except (aiohttp.ClientError, TimeoutError, OSError) as problem:
        raise Failure(Meaning.NOT_NOW, f"upload: {type(problem).__name__}") from problem
    return await do(
        "files.completeUploadExternal", {"files": [{"id": address["file_id"], "title": arguments["title"]}]}
    )


def is_taken_in(answer: Mapping[str, Any]) -> bool:
    """Whether Slack has looked at the file: until then it does not say what kind of file it is."""
    return bool(answer["file"].get("mimetype"))
