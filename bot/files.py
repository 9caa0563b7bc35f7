"""Files between people and Liaison: sent into a conversation in Slack's three steps, fetched from a form."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.language import text as _
from bot.process.refused import Refused

# A form is answered within three seconds; this leaves time to read what was fetched.
FETCH_SECONDS = 1.8
CHUNK = 64 * 1024
# Where a conversation cannot take the file, the person gets it in theirs with Liaison.
NOT_THERE = frozenset({"channel_not_found", "not_in_channel", "is_archived", "invalid_channel"})


@dataclass(frozen=True, slots=True)
class File:
    """A file as somebody chose it in a form."""

    name: str
    content: bytes
    file_id: str = ""


async def send(
    client: AsyncWebClient, user_id: str, name: str, content: bytes, beside: str, channel_id: str | None = None
) -> str:
    """Send a file into a channel, else to the person alone, with mrkdwn beside it; the id of where it went.

    A channel that Liaison cannot write to is as none. Raises SlackApiError and aiohttp.ClientError.
    """
    address = await client.files_getUploadURLExternal(filename=name, length=len(content))
    session = client.session
    assert session is not None, "every client shares one"  # noqa: S101 - a mistake of ours, not of a user
    async with session.post(address["upload_url"], data=content) as answer:
        answer.raise_for_status()
    files = [{"id": address["file_id"], "title": name}]
    if channel_id is not None and not channel_id.startswith("D"):
        try:
            await client.files_completeUploadExternal(files=files, channel_id=channel_id, initial_comment=beside)
        except SlackApiError as error:
            if error.response["error"] not in NOT_THERE:
                raise
        else:
            return channel_id
    own: str = (await client.conversations_open(users=user_id))["channel"]["id"]
    await client.files_completeUploadExternal(files=files, channel_id=own, initial_comment=beside)
    return own


async def fetch(client: AsyncWebClient, file_id: str, most: int) -> File:
    """The bytes of a file that somebody handed over.

    Raises Refused for one that is larger than `most` bytes, and where Slack does not hand it over in time.
    """
    too_large = Refused(_("The file is too large; at most %(number)s MB are read.", number=most // 1_000_000))
    try:
        async with asyncio.timeout(FETCH_SECONDS):
            described: dict[str, Any] = (await client.files_info(file=file_id))["file"]
            if int(described.get("size") or 0) > most:
                raise too_large
            content = await _download(client, described, most)
    except (aiohttp.ClientError, SlackApiError, TimeoutError, OSError) as error:
        raise _not_handed_over() from error
    if content is None:
        raise too_large
    return File(str(described.get("name") or ""), content, file_id)


async def _download(client: AsyncWebClient, described: Mapping[str, Any], most: int) -> bytes | None:
    """What stands at the file's address; None where that is more than it said."""
    session = client.session
    assert session is not None, "every client shares one"  # noqa: S101 - a mistake of ours, not of a user
    url = str(described.get("url_private_download") or described.get("url_private"))
    content = bytearray()
    async with session.get(url, headers={"Authorization": f"Bearer {client.token}"}) as answer:
        # Where the token does not open it, Slack answers with its page for signing in.
        if answer.status != 200 or answer.content_type == "text/html":
            raise _not_handed_over()
        async for chunk in answer.content.iter_chunked(CHUNK):
            content += chunk
            if len(content) > most:
                return None
    return bytes(content)


def _not_handed_over() -> Refused:
    return Refused(_("Slack did not hand the file over. Choose it again, or try in a moment."))
