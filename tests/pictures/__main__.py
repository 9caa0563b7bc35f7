"""Take the README's pictures: the demo project in the sandbox, seen by its people in a real browser."""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from playwright.async_api import Browser, async_playwright, expect

from bot.app import App
from bot.sandbox.server import Sandbox
from tests.browser import ARGUMENTS, NAMES
from tests.conftest import MANIFEST, MONDAY, settings_for
from tests.pictures import film
from tests.pictures.looking import keep, visit
from tests.pictures.words import CHINESE, ENGLISH, Words
from tests.world import World

FOLDER = Path(__file__).parent
LAUNCH = "C0LAUNCH01"
MOST_BYTES = 300_000


Story = Callable[[World, Browser, Sandbox, Path, Words], Awaitable[None]]


async def take(folder: Path = FOLDER) -> None:
    """Every picture, written into `folder`."""
    executable = next((found for name in NAMES if (found := shutil.which(name))), None)
    if executable is None:
        raise SystemExit(f"no browser found: none of {', '.join(NAMES)}")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=executable, args=list(ARGUMENTS))
        for words in (ENGLISH, CHINESE):
            await _play(_tell, browser, folder / words.folder, words, in_motion=False)
            await _play(film.film, browser, folder / words.folder, words, in_motion=True)
        await browser.close()


async def _play(story: Story, browser: Browser, folder: Path, words: Words, *, in_motion: bool) -> None:
    """A story on the first morning of the demo."""
    sandbox = Sandbox(manifest=MANIFEST, now=MONDAY, seed=7)
    for person in sandbox.slack.people.values():
        person.locale = words.everybody or person.locale
    await sandbox.start()
    with tempfile.TemporaryDirectory() as place:
        settings = settings_for(sandbox, f"sqlite:///{place}/liaison.db")
        liaison = App(settings, with_demo=True, in_motion=in_motion, demo_locale=words.channel)
        try:
            await liaison.start()
            await liaison.settle()
            async with World(sandbox.url) as world:
                await story(world, browser, sandbox, folder, words)
        finally:
            await liaison.stop()
            await sandbox.stop()


async def _tell(world: World, browser: Browser, sandbox: Sandbox, folder: Path, words: Words) -> None:
    """The story of the README, a picture a step."""
    # The demo's cards go out at Slack's pace, one a second.
    await world.clock.plus("1m")
    page = await visit(browser, sandbox, "lin", LAUNCH)
    composer = page.get_by_role("combobox", name="发消息到")
    await composer.fill("/task update")
    await composer.press("Enter")
    await expect(page.get_by_role("dialog")).to_be_visible()
    await keep(page, folder / "update.png")

    certified, drafted, booked = words.updates
    await world.lin.types(f"/task update T-4 90%{certified}")
    await world.sam.types(f"/task update T-6 35%{drafted}")
    await world.settle()
    page = await visit(browser, sandbox, "priya", LAUNCH)
    composer = page.get_by_role("combobox", name=words.composer)
    await composer.fill(f"/task update T-11 15%{booked}")
    await composer.press("Enter")
    await expect(page.get_by_role("log").get_by_text(booked.strip(" ，")).first).to_be_visible()
    await expect(page.get_by_role("log").get_by_text(words.only_you).first).to_be_visible()
    await keep(page, folder / "channel.png")

    await world.clock.to("morning")
    await world.clock.plus("1m")
    page = await visit(browser, sandbox, "priya", LAUNCH)
    await keep(page, folder / "alert.png")

    await world.priya.home()
    me, bot = sandbox.slack.person("priya"), sandbox.app.bot_user
    assert me is not None
    room = sandbox.slack.direct_message(me.id, bot)
    page = await visit(browser, sandbox, "priya", room.id, tab="home")
    await keep(page, folder / "home.png")


def main() -> int:
    """Take them; exit code 1 when one is too heavy for the repository."""
    is_well = True
    (FOLDER / CHINESE.folder).mkdir(exist_ok=True)
    asyncio.run(take())
    for path in sorted(FOLDER.rglob("*.png")):
        size = path.stat().st_size
        is_well = is_well and size <= MOST_BYTES
        print(f"{path.relative_to(FOLDER)}  {size / 1000:.0f} kB{'' if size <= MOST_BYTES else '  too large'}")
    return 0 if is_well else 1


if __name__ == "__main__":
    sys.exit(main())
