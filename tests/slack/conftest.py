"""Liaison, and whoever sends it what Slack would sign."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import aiohttp
import pytest

from bot.app import App
from bot.sandbox.server import Sandbox
from bot.sandbox.world.registration import SIGNING_SECRET
from bot.slack import door
from tests.conftest import settings_for
from tests.slack.test_door import signed_at


@dataclass
class Post:
    """Sends Liaison what Slack would sign."""

    http: aiohttp.ClientSession
    app: App
    sandbox: Sandbox

    async def __call__(self, body: Any, form: dict[str, str] | None = None) -> int:
        """A payload as JSON, or a form; the status that came back."""
        said = urlencode(form).encode() if form is not None else json.dumps(body).encode()
        kind = "application/x-www-form-urlencoded" if form is not None else "application/json"
        headers = {"Content-Type": kind, **signed_at(said, self.app.clock.now().timestamp())}
        url = f"http://127.0.0.1:{self.app.door.port}{door.EVENTS}"
        async with self.http.post(url, data=said, headers=headers) as answer:
            return answer.status


@pytest.fixture
async def post(company: Sandbox, sqlite_url: str) -> AsyncIterator[Post]:
    app = App(settings_for(company, sqlite_url, slack_app_token=None, port=0), with_demo=True)
    await app.start()
    company.app.delivery, company.app.request_url = "http", f"http://127.0.0.1:{app.door.port}{door.EVENTS}"
    assert company.app.signing_secret == SIGNING_SECRET
    async with aiohttp.ClientSession() as http:
        yield Post(http, app, company)
    await app.stop()
