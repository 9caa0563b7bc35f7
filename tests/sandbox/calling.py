"""A running sandbox and Slack's own client pointed at it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox

# A Tuesday, 10:00 in Shanghai.
TUESDAY = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)
ZHAO, LIN, CHEN = "U0ZHAO0001", "U0LIN00001", "U0CHEN0001"
BOT = "U0LIAISON1"
GENERAL, RANDOM, LAUNCH = "C0GENERAL1", "C0RANDOM01", "C0LAUNCH01"

ALL_SCOPES = [
    "app_mentions:read",
    "bookmarks:read",
    "bookmarks:write",
    "channels:history",
    "channels:join",
    "channels:manage",
    "channels:read",
    "chat:write",
    "commands",
    "dnd:read",
    "files:read",
    "files:write",
    "groups:history",
    "groups:read",
    "groups:write",
    "im:history",
    "im:read",
    "im:write",
    "mpim:history",
    "mpim:read",
    "mpim:write",
    "pins:write",
    "reactions:write",
    "team:read",
    "usergroups:read",
    "users:read",
    "users:read.email",
]


def manifest(scopes: list[str] | None = None, **settings: Any) -> dict[str, Any]:
    """An app with these scopes (all by default)."""
    return {
        "display_information": {"name": "Liaison"},
        "features": {"app_home": {"home_tab_enabled": True, "messages_tab_enabled": True}},
        "oauth_config": {"scopes": {"bot": ALL_SCOPES if scopes is None else scopes}},
        "settings": {"socket_mode_enabled": True, **settings},
    }


@asynccontextmanager
async def slack(
    scopes: list[str] | None = None, *, now: datetime | None = TUESDAY, **settings: Any
) -> AsyncIterator[tuple[Sandbox, AsyncWebClient]]:
    """The sandbox and the app's client, which never repeats a call."""
    sandbox = Sandbox(manifest=manifest(scopes, **settings), now=now, seed=1)
    await sandbox.start()
    client = AsyncWebClient(sandbox.app.bot_token, base_url=f"{sandbox.url}/api/", retry_handlers=[])
    try:
        yield sandbox, client
    finally:
        await sandbox.stop()


async def refused(call: Any) -> dict[str, Any]:
    """The body of Slack's refusal; fails where the call succeeds."""
    with pytest.raises(SlackApiError) as refusal:
        await call
    body = refusal.value.response.data
    assert isinstance(body, dict)
    return body


async def error_of(call: Any) -> str:
    """Slack's word for the refusal."""
    return str((await refused(call))["error"])
