"""A sandbox on a standing clock, the echo app connected to it, and the world in words."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from bot.sandbox.server import Sandbox
from tests.sandbox.echo import MANIFEST, Echo
from tests.world import World

MONDAY = datetime(2026, 11, 23, 1, 0, tzinfo=UTC)  # 09:00 in Shanghai


@pytest.fixture
async def sandbox() -> AsyncIterator[Sandbox]:
    """Its clock stands at Monday 09:00 in Shanghai; apps have 0.4 real seconds to acknowledge."""
    sandbox = Sandbox(manifest=MANIFEST, now=MONDAY, seed=7, ack_seconds=0.4)
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture
async def world(sandbox: Sandbox) -> AsyncIterator[World]:
    """People who act."""
    async with World(sandbox.url) as world:
        yield world


@pytest.fixture
async def echo(sandbox: Sandbox) -> AsyncIterator[Echo]:
    """The echo app over Socket Mode."""
    client = AsyncWebClient(token=sandbox.app.bot_token, base_url=f"{sandbox.url}/api/")
    app = AsyncApp(client=client, process_before_response=True)
    echo = Echo(app)
    handler = AsyncSocketModeHandler(app, sandbox.app.app_token)
    await handler.connect_async()  # type: ignore[no-untyped-call]
    yield echo
    await handler.close_async()  # type: ignore[no-untyped-call]
