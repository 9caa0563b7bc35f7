"""The sandbox as one aiohttp application on loopback."""

import asyncio
from functools import cached_property
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.sandbox import page, webapi
from bot.sandbox.acts.all import Acts
from bot.sandbox.control import api as control
from bot.sandbox.control import fault_routes, file_routes, timeline
from bot.sandbox.control.timeline import Timeline
from bot.sandbox.parts import Parts
from bot.sandbox.webapi import response_urls
from bot.sandbox.webapi.files import MOST_BYTES

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Sandbox(Parts):
    """A local Slack: its parts, who acts in it, and the addresses at which it is reached."""

    url = ""
    _runner: web.AppRunner | None = None
    _schedule: asyncio.Task[None] | None = None

    @cached_property
    def acts(self) -> Acts:
        """What people can do."""
        return Acts(self)

    @cached_property
    def timeline(self) -> Timeline:
        """The clock, with all who follow it."""
        return Timeline(self)

    async def start(self, host: str = "127.0.0.1", port: int = 0) -> None:
        """Listen; `url` says where. Raises ValueError for an address that others can reach."""
        if host not in LOOPBACK:
            raise ValueError("the sandbox listens on loopback only")
        application = web.Application(middlewares=[only_from_here], client_max_size=MOST_BYTES + 1024 * 1024)
        application.add_routes(self.routes())
        self._runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, host, port)
        await site.start()
        port = self._runner.addresses[0][1]
        self.url = f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
        self.slack.url = self.url
        await self.delivery.start()
        self.events.start()
        self._schedule = asyncio.create_task(self.timeline.keep_schedule())

    async def stop(self) -> None:
        """Hang up on everybody; "stopping" tells what streams to end."""
        self.slack.changed("stopping")
        if self._schedule:
            self._schedule.cancel()
            await asyncio.gather(self._schedule, return_exceptions=True)
            self.events.stop()
            await self.delivery.stop()
        await self.timeline.stop()
        await self.sockets.close()
        if self._runner:
            await self._runner.cleanup()

    def routes(self) -> list[web.RouteDef]:
        """Every address of the sandbox."""
        return [
            *webapi.routes(self),
            *response_urls.routes(self),
            *self.sockets.routes(),
            *timeline.routes(self.timeline),
            *fault_routes.routes(self),
            *file_routes.routes(self),
            *control.routes(self, self.acts),
            *page.routes(self, self.acts, self.timeline),
        ]


@web.middleware
async def only_from_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what a foreign page or a rebound name could send: the sandbox has no passwords."""
    if urlsplit(f"//{request.host}").hostname not in LOOPBACK:
        return web.Response(status=403, text="The sandbox answers on loopback only.")
    origin = request.headers.get("Origin")
    if origin and urlsplit(origin).netloc != request.host:
        return web.Response(status=403, text="The sandbox answers its own page only.")
    return await handler(request)
