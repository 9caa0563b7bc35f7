"""Bytes of files between Liaison and Slack: to and from Slack's own hosts alone, whatever an address names.

What describes a file may name any host: that of a file which lies elsewhere, or one that somebody put there. The bot's
token opens the whole workspace, and what is uploaded is not for others.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from enum import Enum
from typing import Any
from urllib.parse import urlsplit

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from yarl import URL

from bot.settings import LOOPBACK

CHUNK = 256 * 1024
MOST_REDIRECTS = 5
OK, REDIRECTS = 200, frozenset({301, 302, 303, 307, 308})
# What takes long is ended as a whole, however many steps it has.
UNTIMED = aiohttp.ClientTimeout(total=None)
# Slack's, and GovSlack's. Nothing before the path but a name: no user, no port, no other alphabet, no dot at its end.
_SLACKS = re.compile(r"https://(?:[a-z0-9-]+\.)*slack(?:-gov)?\.com/", re.IGNORECASE | re.ASCII)


class Why(Enum):
    """Why a file was not moved, as the outbox notes it."""

    # It lies elsewhere, and Slack only knows where.
    EXTERNAL = "external_file"
    FOREIGN = "foreign_host"
    TOO_LARGE = "too_large"
    NOT_GIVEN = "file_not_found"
    NOT_TAKEN = "not_taken"


class NotMoved(aiohttp.ClientError):
    """Nothing was moved, and will not be if it is tried again."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


def is_slacks(address: str, api: str) -> bool:
    """Whether the address is at one of Slack's hosts, or at that of the Web API (SLACK_API_URL)."""
    own = urlsplit(api)
    if (own.scheme == "https" or own.hostname in LOOPBACK) and address.startswith(f"{own.scheme}://{own.netloc}/"):
        return True
    return _SLACKS.match(address) is not None


def is_external(described: Mapping[str, Any]) -> bool:
    """Whether Slack holds only the address of the file."""
    return bool(described.get("is_external") or described.get("mode") == "external" or described.get("external_type"))


async def download(client: AsyncWebClient, described: Mapping[str, Any], most: int, seconds: float) -> bytes:
    """The bytes of a file that Slack describes, at most `most` of them, within so many seconds.

    Raises NotMoved, and aiohttp.ClientError, TimeoutError or OSError for what another try may give.
    """
    if is_external(described):
        raise NotMoved(Why.EXTERNAL)
    size = described.get("size")
    if isinstance(size, int) and size > most:
        raise NotMoved(Why.TOO_LARGE)
    address = str(described.get("url_private_download") or described.get("url_private") or "")
    if not address:
        raise NotMoved(Why.NOT_GIVEN)
    async with asyncio.timeout(seconds):
        for _hop in range(MOST_REDIRECTS + 1):
            found = await _step(client, address, most)
            if isinstance(found, bytes):
                return found
            address = found
    raise NotMoved(Why.NOT_GIVEN)


async def upload(client: AsyncWebClient, address: str, content: bytes, seconds: float) -> None:
    """Put the bytes where Slack said that it takes them. Raises as `download` does."""
    if not is_slacks(address, client.base_url):
        raise NotMoved(Why.FOREIGN)
    posting = _session(client).post(address, data=content, timeout=UNTIMED, allow_redirects=False)
    async with asyncio.timeout(seconds), posting as answer:
        answer.raise_for_status()
        if answer.status != OK:
            raise NotMoved(Why.NOT_TAKEN)


async def _step(client: AsyncWebClient, address: str, most: int) -> bytes | str:
    """What stands at an address, or the one to which it leads."""
    if not is_slacks(address, client.base_url):
        raise NotMoved(Why.FOREIGN)
    headers = {"Authorization": f"Bearer {client.token}"}
    async with _session(client).get(address, headers=headers, timeout=UNTIMED, allow_redirects=False) as answer:
        if answer.status in REDIRECTS:
            return _joined(address, answer.headers.get("Location", ""))
        # Where the token does not open it, Slack answers with its page for signing in.
        if answer.status in (401, 403, 404) or answer.content_type == "text/html":
            raise NotMoved(Why.NOT_GIVEN)
        answer.raise_for_status()
        if answer.status != OK:
            raise NotMoved(Why.NOT_GIVEN)
        content = bytearray()
        async for chunk in answer.content.iter_chunked(CHUNK):
            content += chunk
            if len(content) > most:
                raise NotMoved(Why.TOO_LARGE)
        return bytes(content)


def _joined(address: str, location: str) -> str:
    try:
        return str(URL(address).join(URL(location)))
    except ValueError:
        raise NotMoved(Why.FOREIGN) from None


def _session(client: AsyncWebClient) -> aiohttp.ClientSession:
    assert client.session is not None, "every client shares one"  # noqa: S101 - a mistake of ours, not of a user
    return client.session
