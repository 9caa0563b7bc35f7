"""The sandbox's time. It runs at the pace of the real clock, or stands until it is moved; it never goes back."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


class SandboxClock:
    """`at` is the first moment: given, the clock stands there; without, it is the real present and runs."""

    def __init__(self, at: datetime | None = None) -> None:
        self._moment = datetime.now(UTC) if at is None else at.astimezone(UTC)
        self._since: float | None = time.monotonic() if at is None else None  # None while it stands
        self._subscribers: list[Callable[[], None]] = []

    def now(self) -> datetime:
        """The present of the sandbox, aware, in UTC."""
        if self._since is None:
            return self._moment
        return self._moment + timedelta(seconds=time.monotonic() - self._since)

    @property
    def running(self) -> bool:
        """Whether it goes on by itself."""
        return self._since is not None

    def set(self, moment: datetime) -> None:
        """Move forward to a moment; raises ValueError for the past."""
        if moment.tzinfo is None:
            raise ValueError("a moment needs a zone")
        now = self.now()
        if moment < now:
            raise ValueError("the sandbox's clock only goes forward")
        self._restart(moment.astimezone(UTC), running=self.running)

    def plus(self, span: timedelta) -> None:
        """Move forward."""
        self.set(self.now() + span)

    def freeze(self) -> None:
        """Stand."""
        self._restart(self.now(), running=False)

    def run(self) -> None:
        """Go on at the pace of the real clock."""
        self._restart(self.now(), running=True)

    def subscribe(self, subscriber: Callable[[], None]) -> Callable[[], None]:
        """Call `subscriber` whenever the clock was moved, frozen or started; the answer ends it."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def _restart(self, moment: datetime, *, running: bool) -> None:
        self._moment = moment
        self._since = time.monotonic() if running else None
        for subscriber in list(self._subscribers):
            subscriber()
