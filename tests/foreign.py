"""A host that is not Slack's: it notes what it is sent, and gives whatever is asked for."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web


@dataclass
class Foreign:
    """Where it stands, and what came: the headers and the bytes of each request."""

    url: str = ""
    content: bytes = b"stolen"
    heard: list[tuple[dict[str, str], bytes]] = field(default_factory=list)


@asynccontextmanager
async def foreign_host() -> AsyncIterator[Foreign]:
    """Let it listen on loopback, at a port that is nobody's else."""
    host = Foreign()

    async def hear(request: web.Request) -> web.Response:
        host.heard.append((dict(request.headers), await request.read()))
        return web.Response(body=host.content, content_type="text/csv")

    application = web.Application()
    application.router.add_route("*", "/{anything:.*}", hear)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    host.url = f"http://127.0.0.1:{runner.addresses[0][1]}"
    try:
        yield host
    finally:
        await runner.cleanup()
