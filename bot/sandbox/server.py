"""The sandbox as one aiohttp application on loopback."""

import asyncio
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.sandbox import page, webapi
from bot.sandbox.acts.all import Acts
from bot.sandbox.busy import Busy
from bot.sandbox.clock import SandboxClock
from bot.sandbox.control import api, fault_routes, file_routes, timeline
from bot.sandbox.delivery import response_urls
from bot.sandbox.delivery.events import Events
from bot.sandbox.delivery.sending import Delivery
from bot.sandbox.delivery.socketmode import Sockets
from bot.sandbox.faults import Faults
from bot.sandbox.limits import Limits
from bot.sandbox.manner import Manner, Name
from bot.sandbox.webapi.files import MOST_BYTES
from bot.sandbox.world import company
from bot.sandbox.world.records import App, Payload
from bot.sandbox.world.registration import read_manifest, register
from bot.sandbox.world.state import Slack

LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Sandbox:
    """A local Slack with one company and one app in it.

    `manifest` (a dictionary or a file) says what the app may and has. `now` is the first moment of the clock: given,
    the clock stands there; without, it is the real present and runs. `seed` makes ids repeatable. `ack_seconds` is
    how long apps have to answer, in real time. `is_empty`: the company's first day, nothing set up. `manner` is how
    payloads and answers are worded.
    """

    def __init__(
        self,
        *,
        manifest: Payload | Path | str | None = None,
        now: datetime | None = None,
        seed: int | None = None,
        ack_seconds: float = 3.0,
        is_empty: bool = False,
        manner: Name = "slack",
    ) -> None:
        self.clock = SandboxClock(now)
        self.slack = Slack(self.clock.now, company.workspace(), seed)
        self.limits = Limits(self.clock.now)
        self.faults = Faults(seed or 0)
        self.busy = Busy()
        self.sockets = Sockets(self.slack)
        self.manner = Manner(manner)
        self.delivery = Delivery(self.slack, self.clock, self.faults, self.sockets, self.manner, ack_seconds)
        self.events = Events(self.slack, self.delivery)
        self._manifest = read_manifest(manifest)
        self._is_empty = is_empty
        self.app = self._settle_in()
        self.acts = Acts(self)
        self.timeline = timeline.Timeline(self)
        self.url = ""
        self._runner: web.AppRunner | None = None
        self._schedule: asyncio.Task[None] | None = None

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

    def reset(self) -> None:
        """The company as on the first day: nothing said, no faults. The clock stays, apps stay connected."""
        old = self.app
        self.events.stop()
        self.delivery.forget()
        self.slack.clear()
        self.faults.clear()
        self.limits.clear()
        self.app = self._settle_in()
        self.app.delivery, self.app.request_url = old.delivery, old.request_url
        self.events.start()
        self.slack.changed("reset")

    def routes(self) -> list[web.RouteDef]:
        """Every address of the sandbox."""
        return [
            *webapi.routes(self),
            *response_urls.routes(self),
            *self.sockets.routes(),
            *timeline.routes(self),
            *fault_routes.routes(self),
            *file_routes.routes(self),
            *api.routes(self),
            *page.routes(self),
        ]

    async def quiet(self) -> None:
        """Wait until no call is under way and no payload is in delivery."""
        while self.busy or self.delivery.busy:
            await self.busy.over()
            await self.delivery.idle()

    def _settle_in(self) -> App:
        app = register(self.slack, self._manifest)
        company.seed(self.slack, app.bot_user, is_empty=self._is_empty)
        return app


@web.middleware
async def only_from_here(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuse what a foreign page or a rebound name could send: the sandbox has no passwords."""
    if urlsplit(f"//{request.host}").hostname not in LOOPBACK:
        return web.Response(status=403, text="The sandbox answers on loopback only.")
    origin = request.headers.get("Origin")
    if origin and urlsplit(origin).netloc != request.host:
        return web.Response(status=403, text="The sandbox answers its own page only.")
    return await handler(request)
