"""A real browser for the tests of the page: the distribution's Chromium, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import Browser, async_playwright

from tests.needs import missing

NAMES = ("chromium", "chromium-browser", "google-chrome")
# No sandbox (containers), no chatter with its maker, no QUIC (only loopback is open).
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-quic")


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """Chromium without a window; the test is skipped where there is none."""
    executable = next((found for name in NAMES if (found := shutil.which(name))), None)
    if executable is None:
        missing(f"no browser found: none of {', '.join(NAMES)}")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        yield browser
        await browser.close()
