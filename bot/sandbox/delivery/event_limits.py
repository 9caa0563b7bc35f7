"""How many events an app gets, and when Slack stops sending them; on the sandbox's clock."""

from collections import deque
from collections.abc import Callable
from datetime import datetime, timedelta

HOUR = timedelta(hours=1)
# Slack: "event deliveries currently max out at 30,000 per workspace per app per 60 minutes".
EVENTS_AN_HOUR = 30_000
# Slack: subscriptions are disabled where fewer than 5 % of the deliveries of an hour succeed; an app that gets fewer
# than 1,000 events an hour is spared.
SUCCESS = 0.05
SPARED_BELOW = 1_000


class EventLimits:
    """Of one app."""

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._sent: deque[datetime] = deque()
        self._outcomes: deque[tuple[datetime, bool]] = deque()
        self._succeeded = 0
        self._told: datetime | None = None
        self.disabled = False

    def take(self) -> bool:
        """Whether one more event may go out."""
        now = self._now()
        while self._sent and self._sent[0] <= now - HOUR:
            self._sent.popleft()
        if self.disabled or len(self._sent) >= EVENTS_AN_HOUR:
            return False
        self._sent.append(now)
        return True

    def must_tell(self) -> bool:
        """Whether the app is now to hear `app_rate_limited`: once a minute while it gets too many."""
        now = self._now()
        if self.disabled or (self._told is not None and now - self._told < timedelta(minutes=1)):
            return False
        self._told = now
        return True

    def note(self, *, succeeded: bool) -> None:
        """Count an attempt; too many failures disable the subscriptions."""
        now = self._now()
        self._outcomes.append((now, succeeded))
        self._succeeded += succeeded
        while self._outcomes[0][0] <= now - HOUR:
            self._succeeded -= self._outcomes.popleft()[1]
        if len(self._outcomes) >= SPARED_BELOW and self._succeeded < SUCCESS * len(self._outcomes):
            self.disabled = True

    def enable(self) -> None:
        """Somebody has switched the subscriptions on again."""
        self.disabled = False
        self._outcomes.clear()
        self._succeeded = 0
