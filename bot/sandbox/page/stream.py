"""The event stream that tells an open page that something it may show has changed."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from aiohttp import web

from bot.sandbox.parts import Parts

# Changes that come within this time (real seconds) are told as one.
GATHERING = 0.04
# A sign of life for proxies and for noticing pages that have gone.
HEARTBEAT = 15.0

# Kinds that concern one person only; the change carries their id as `user`.
PERSONAL = ("ephemeral_posted", "view_opened", "view_updated", "view_closed", "home_published", "read")


class Stream:
    """What one open page has not heard yet."""

    def __init__(self, sandbox: Parts, person: str) -> None:
        self.sandbox, self.person = sandbox, person
        self.news: set[str] = set()
        self.stirred = asyncio.Event()
        self.ends = False

    def changed(self, kind: str, ids: dict[str, Any]) -> None:
        """Note a change if it concerns the person."""
        self.ends = self.ends or kind == "stopping"
        if kind in PERSONAL and ids.get("user") != self.person:
            return
        self.news.add("traffic" if kind == "traffic" else "scene")
        self.stirred.set()

    async def run(self, response: web.StreamResponse) -> None:
        """Tell the page of changes until it goes."""
        unsubscribe = self.sandbox.slack.subscribe(self.changed)
        try:
            await response.write(b"retry: 1000\nevent: hello\ndata: {}\n\n")
            while not self.ends:
                await self._tell(response)
        except (ConnectionError, asyncio.CancelledError):
            pass  # the page has gone, or the sandbox ends
        finally:
            unsubscribe()

    async def _tell(self, response: web.StreamResponse) -> None:
        try:
            await asyncio.wait_for(self.stirred.wait(), HEARTBEAT)
        except TimeoutError:
            await response.write(b": still here\n\n")
            return
        await asyncio.sleep(GATHERING)
        self.stirred.clear()
        news, self.news = self.news, set()
        await response.write(f"event: changed\ndata: {json.dumps(sorted(news))}\n\n".encode())
