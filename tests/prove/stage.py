"""The stage of a proof: a sandbox on a Monday morning, Liaison in it, and its people."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from bot.app import App
from bot.sandbox.server import Sandbox
from tests.conftest import MANIFEST, MONDAY, settings_for
from tests.prove.evidence import Chronicle, chronicle, keep_tables
from tests.world import World


@dataclass(frozen=True)
class Stage:
    """Everything that is there."""

    sandbox: Sandbox
    world: World
    url: str
    chronicle: Chronicle


@asynccontextmanager
async def stage(folder: Path, url: str, seed: int) -> AsyncIterator[Stage]:
    """A sandbox without Slack's rate limits, and the demo project in a new database, its cards posted.

    What goes on is written down in `folder`.
    """
    sandbox = Sandbox(manifest=MANIFEST, now=MONDAY, seed=seed)
    await sandbox.start()
    try:
        with chronicle(folder, sandbox) as written:
            async with World(sandbox.url) as world:
                await world.post("limits", {"enabled": False})
                async with at_work(sandbox, url):
                    await world.clock.plus("1m")
                yield Stage(sandbox, world, url, written)
    finally:
        await sandbox.stop()
        keep_tables(url, folder)


@asynccontextmanager
async def at_work(sandbox: Sandbox, url: str, **more: object) -> AsyncIterator[App]:
    """Liaison in this process; `more` are other settings of it."""
    liaison = App(settings_for(sandbox, url, **more), with_demo=True)
    await liaison.start()
    try:
        yield liaison
    finally:
        await liaison.stop()
