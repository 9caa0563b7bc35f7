"""Slack's rate limits: a bucket a method and app, and one a channel for posting, on the sandbox's clock.

Slack names tiers ("20+ a minute"); a bucket holds a minute's worth, so a burst of that size passes and then refills
evenly.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from math import ceil

TIER_2, TIER_3, TIER_4 = 20, 50, 100  # calls a minute, of a method, workspace and app

# "1 message a second and channel, short bursts are tolerated": how short is not documented.
CHANNEL_BURST = 4
# "several hundred messages a minute" in a workspace.
WORKSPACE_POSTS = 600
# What an app that is distributed outside the Marketplace reads at a time.
DISTRIBUTED_PAGE = 15


@dataclass
class Bucket:
    """`capacity` tokens at most, refilled at `rate` tokens a second."""

    capacity: float
    rate: float
    tokens: float
    at: datetime


class Limits:
    """All the buckets. `scale` widens (2.0: twice as much) them, `enabled=False` lifts them."""

    def __init__(
        self, now: Callable[[], datetime], *, scale: float = 1.0, workspace_posts: int = WORKSPACE_POSTS
    ) -> None:
        self._now = now
        self._buckets: dict[tuple[str, ...], Bucket] = {}
        self.scale = scale
        # Whether the app is one that others installed from outside the Marketplace: it reads little history.
        self.is_distributed = False
        self.workspace_posts = workspace_posts
        self.enabled = True

    def take_call(self, app: str, method: str, a_minute: int) -> int:
        """Count a call; 0, or the whole seconds to wait before the next try."""
        return self._take({(app, method): (a_minute, a_minute / 60)})

    def take_history(self, app: str, method: str) -> int:
        """The same of a reading of messages, where that has a limit of its own."""
        return self._take({(app, method, "distributed"): (1, 1 / 60)}) if self.is_distributed else 0

    def take_post(self, app: str, channel: str) -> int:
        """Count a message posted to a channel; 0, or the whole seconds to wait. Refused ones are not counted."""
        return self._take(
            {
                (app, "post", channel): (CHANNEL_BURST, 1.0),
                (app, "post"): (self.workspace_posts, self.workspace_posts / 60),
            }
        )

    def kept(self) -> dict[tuple[str, ...], Bucket]:
        """How full every bucket is, for `resume`."""
        return self._buckets

    def resume(self, kept: dict[tuple[str, ...], Bucket]) -> None:
        """Have every bucket as full as it was kept."""
        self._buckets = kept

    def clear(self) -> None:
        """Refill every bucket."""
        self._buckets.clear()

    def _take(self, wanted: dict[tuple[str, ...], tuple[float, float]]) -> int:
        if not self.enabled:
            return 0
        now = self._now()
        buckets = [self._refilled(key, capacity, rate, now) for key, (capacity, rate) in wanted.items()]
        wait = max((1 - bucket.tokens) / bucket.rate for bucket in buckets)
        if wait > 0:
            return max(1, ceil(wait))
        for bucket in buckets:
            bucket.tokens -= 1
        return 0

    def _refilled(self, key: tuple[str, ...], capacity: float, rate: float, now: datetime) -> Bucket:
        capacity, rate = capacity * self.scale, rate * self.scale
        bucket = self._buckets.get(key)
        if bucket is None or bucket.capacity != capacity:
            bucket = self._buckets[key] = Bucket(capacity, rate, capacity, now)
        bucket.tokens = min(bucket.capacity, bucket.tokens + (now - bucket.at).total_seconds() * bucket.rate)
        bucket.at = now
        return bucket
