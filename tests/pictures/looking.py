"""A page of the sandbox as somebody sees it, kept as a picture."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlencode

from playwright.async_api import Browser, Page, expect

from bot.sandbox.server import Sandbox

# Wide enough for the page's three columns, and read without scrolling on GitHub.
WIDTH, HEIGHT = 1280, 900


async def visit(browser: Browser, sandbox: Sandbox, who: str, room: str, *, height: int = HEIGHT, **more: str) -> Page:
    """The page as that person sees it, with its scripts at work."""
    person = sandbox.slack.person(who)
    assert person is not None, who
    page = await browser.new_page(viewport={"width": WIDTH, "height": height})
    await page.goto(f"{sandbox.url}/?{urlencode({'as': person.id, 'in': room, **more})}")
    await expect(page.locator("html[data-ready]")).to_be_attached()
    return page


async def keep(page: Page, path: Path) -> None:
    """The page as it comes to rest."""
    await page.screenshot(path=path, animations="disabled")
    await page.close()


async def scroll_to(page: Page, words: str) -> None:
    """Let the newest place that says that stand at the top, with the name of who said it."""
    place = page.get_by_role("log").get_by_text(words).last
    await place.evaluate("one => { one.style.scrollMarginTop = '40px'; one.scrollIntoView({block: 'start'}) }")
