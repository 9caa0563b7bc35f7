"""Take the README's pictures: the demo project in the sandbox, seen by its people in a real browser."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from pathlib import Path
from urllib.parse import urlencode

from playwright.async_api import Browser, Page, async_playwright, expect

from bot.app import App
from bot.sandbox.server import Sandbox
from tests.browser import ARGUMENTS, NAMES
from tests.conftest import MANIFEST, MONDAY, settings_for
from tests.world import World

FOLDER = Path(__file__).parent
LAUNCH = "C0LAUNCH01"
# Wide enough for the page's three columns, and read without scrolling on GitHub.
WIDTH, HEIGHT = 1280, 900
MOST_BYTES = 300_000


async def take(folder: Path = FOLDER) -> None:
    """Every picture, written into `folder`."""
    executable = next((found for name in NAMES if (found := shutil.which(name))), None)
    if executable is None:
        raise SystemExit(f"no browser found: none of {', '.join(NAMES)}")
    sandbox = Sandbox(manifest=MANIFEST, now=MONDAY, seed=7)
    await sandbox.start()
    with tempfile.TemporaryDirectory() as place:
        liaison = App(settings_for(sandbox, f"sqlite:///{place}/liaison.db"), with_demo=True)
        try:
            await liaison.start()
            await liaison.settle()
            async with World(sandbox.url) as world, async_playwright() as playwright:
                browser = await playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
                await _tell(world, browser, sandbox, folder)
                await browser.close()
        finally:
            await liaison.stop()
            await sandbox.stop()


async def _tell(world: World, browser: Browser, sandbox: Sandbox, folder: Path) -> None:
    """The story of the README, a picture a step."""
    # The demo's cards go out at Slack's pace, one a second.
    await world.clock.plus("1m")
    page = await _visit(browser, sandbox, "lin", LAUNCH)
    composer = page.get_by_role("combobox", name="发消息到")
    await composer.fill("/task update")
    await composer.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await _keep(page, folder / "update.png")

    await world.lin.types("/task update T-4 90% 认证通过，准备发布")
    await world.sam.types("/task update T-6 35% First draft is with legal")
    await world.settle()
    page = await _visit(browser, sandbox, "priya", LAUNCH)
    composer = page.get_by_role("combobox", name="Message")
    await composer.fill("/task update T-11 15% Two of five cities are booked")
    await composer.press("Enter")
    await expect(page.get_by_role("log").get_by_text("Two of five cities are booked").first).to_be_visible()
    await expect(page.get_by_role("log").get_by_text("Only visible to you").first).to_be_visible()
    await _keep(page, folder / "channel.png")

    await world.clock.to("morning")
    await world.clock.plus("1m")
    page = await _visit(browser, sandbox, "priya", LAUNCH)
    await _keep(page, folder / "alert.png")

    await world.priya.home()
    me, bot = sandbox.slack.person("priya"), sandbox.app.bot_user
    assert me is not None
    room = sandbox.slack.direct_message(me.id, bot)
    page = await _visit(browser, sandbox, "priya", room.id, tab="home")
    await _keep(page, folder / "home.png")


async def _visit(browser: Browser, sandbox: Sandbox, who: str, room: str, **more: str) -> Page:
    """The page as that person sees it, with its scripts at work."""
    person = sandbox.slack.person(who)
    assert person is not None, who
    page = await browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    await page.goto(f"{sandbox.url}/?{urlencode({'as': person.id, 'in': room, **more})}")
    await expect(page.locator("html[data-ready]")).to_be_attached()
    return page


async def _keep(page: Page, path: Path) -> None:
    """The page as it comes to rest."""
    await page.screenshot(path=path, animations="disabled")
    await page.close()


def main() -> int:
    """Take them; exit code 1 when one is too heavy for the repository."""
    is_well = True
    asyncio.run(take())
    for path in sorted(FOLDER.glob("*.png")):
        size = path.stat().st_size
        is_well = is_well and size <= MOST_BYTES
        print(f"{path.name}  {size / 1000:.0f} kB{'' if size <= MOST_BYTES else '  too large'}")
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
