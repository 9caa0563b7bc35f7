"""Opening the sandbox's page in a browser, and finding the things on it that every test uses."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

import pytest
from playwright.async_api import Browser, Locator, Page, expect

from bot.sandbox.server import Sandbox
from tests.sandbox import gallery
from tests.sandbox.echo import Echo

LAUNCH = "C0LAUNCH01"
OpenPage = Callable[..., Awaitable[Page]]


@pytest.fixture
async def visit(browser: Browser, sandbox: Sandbox) -> AsyncIterator[OpenPage]:
    """Open the page as somebody; a script's error or a refused resource fails the test."""
    troubles: list[str] = []

    async def visit(who: str = "maria", room: str = LAUNCH, width: int = 1280, **more: str) -> Page:
        person = sandbox.slack.person(who)
        assert person is not None
        page = await browser.new_page(viewport={"width": width, "height": 800})
        page.set_default_timeout(10_000)
        page.on("pageerror", lambda error: troubles.append(str(error)))
        page.on("console", lambda words: troubles.append(words.text) if words.type == "error" else None)
        await page.goto(f"{sandbox.url}/?{urlencode({'as': person.id, 'in': room, **more})}")
        await expect(page.locator("html[data-ready]")).to_be_attached()
        return page

    yield visit
    for context in browser.contexts:
        await context.close()
    assert troubles == []


def composer(page: Page) -> Locator:
    return page.get_by_role("combobox", name=re.compile("^(Message |发消息到)"))


def messages(page: Page) -> Locator:
    return page.get_by_role("log", name=re.compile("Messages|消息"))


async def opens(view: dict[str, Any], echo: Echo, kind: str = "command") -> None:
    """Let the app answer commands (or shortcuts …) with this modal."""

    async def open_it(ack: Any, body: dict[str, Any], client: Any, **_: Any) -> None:
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    echo.answer[kind] = open_it


@pytest.fixture
async def card(echo: Echo) -> dict[str, Any]:
    """The app's card in the project's channel: where it stands."""
    posted = await echo.app.client.chat_postMessage(channel=LAUNCH, text="T-3", blocks=gallery.CARD)
    return {"channel": LAUNCH, "ts": posted["ts"]}
