"""The stage of a proof: a sandbox on a Monday morning, Liaison in it, and its people."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from bot.app import App
from bot.sandbox.server import Sandbox
from tests.conftest import MANIFEST, MONDAY, settings_for
from tests.world import World


@dataclass(frozen=True)
class Stage:
    """Everything that is there."""

    sandbox: Sandbox
    world: World
    url: str


@asynccontextmanager
async def stage(url: str, seed: int) -> AsyncIterator[Stage]:
    """A sandbox without Slack's rate limits, and the demo project in a new database, its cards posted."""
    sandbox = Sandbox(manifest=MANIFEST, now=MONDAY, seed=seed)
    await sandbox.start()
    try:
        async with World(sandbox.url) as world:
            await world.post("limits", {"enabled": False})
            async with at_work(sandbox, url):
                await world.clock.plus("1m")
            yield Stage(sandbox, world, url)
    finally:
        await sandbox.stop()


@asynccontextmanager
async def at_work(sandbox: Sandbox, url: str) -> AsyncIterator[App]:
    """Liaison in this process."""
    liaison = App(settings_for(sandbox, url), with_demo=True)
    await liaison.start()
    try:
        yield liaison
    finally:
        await liaison.stop()
