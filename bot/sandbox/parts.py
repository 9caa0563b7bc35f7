"""The parts of the sandbox that everything in it works on: the company, its clock, what is on its way to apps."""

import pickle
from datetime import datetime
from pathlib import Path

from bot.sandbox.busy import Busy
from bot.sandbox.clock import SandboxClock
from bot.sandbox.delivery.events import Events
from bot.sandbox.delivery.sending import Delivery
from bot.sandbox.delivery.socketmode import Sockets
from bot.sandbox.faults import Faults
from bot.sandbox.limits import Limits
from bot.sandbox.manner import Manner, Name
from bot.sandbox.world import company
from bot.sandbox.world.records import App, Payload
from bot.sandbox.world.registration import read_manifest, register
from bot.sandbox.world.state import Slack


class Parts:
    """One company with one app in it, and what befalls it.

    `manifest` (a dictionary or a file) says what the app may and has. `now` is the first moment of the clock: given,
    the clock stands there; without, it is the real present and runs. `seed` makes ids repeatable. `ack_seconds` is
    how long apps have to answer, in real time. `is_empty`: the company's first day, nothing set up. `begins_in` is the
    locale of whoever a newcomer is at first. `manner` is how payloads and answers are worded.
    """

    def __init__(
        self,
        *,
        manifest: Payload | Path | str | None = None,
        now: datetime | None = None,
        seed: int | None = None,
        ack_seconds: float = 3.0,
        is_empty: bool = False,
        begins_in: str = company.CHINESE,
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
        self._is_empty, self._begins_in = is_empty, begins_in
        self.app = self._settle_in()

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

    def picture(self) -> bytes:
        """The company as it is now, with its moment, for `resume`; only while nothing is under way."""
        return pickle.dumps((self.clock.now(), self.slack.kept(), self.limits.kept(), self.events.shown))

    def resume(self, picture: bytes) -> None:
        """Be the company of a picture that was taken before, of this or another sandbox. Nobody is told."""
        now, slack, limits, shown = pickle.loads(picture)  # noqa: S301 - one's own, of this process
        self.clock.set(now)
        self.slack.resume(slack)
        self.limits.resume(limits)
        self.events.shown = shown
        self.app = self.slack.apps[self.app.id]

    async def quiet(self) -> None:
        """Wait until no call is under way and no payload is in delivery."""
        while self.busy or self.delivery.busy:
            await self.busy.over()
            await self.delivery.idle()

    def _settle_in(self) -> App:
        app = register(self.slack, self._manifest)
        company.seed(self.slack, app.bot_user, is_empty=self._is_empty, begins_in=self._begins_in)
        return app
