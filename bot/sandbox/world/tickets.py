"""What the sandbox's Slack gives out: ids, moments, and the tickets with which an app answers what people do."""

import random
import string
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from bot.sandbox.world.records import ResponseUrl, Trigger

# Slack: "trigger_id: valid for 3 seconds"; "response_url: up to 5 times within 30 minutes".
TRIGGER_LIFE = timedelta(seconds=3)
RESPONSE_URL_LIFE = timedelta(minutes=30)
# What is older cannot be used, on any day of trying things out.
TICKETS_KEPT = 10_000
ID_LETTERS = string.digits + string.ascii_uppercase


class Tickets:
    """Every id and ticket of one workspace. `now` is the sandbox clock; `seed` makes ids repeatable."""

    def __init__(self, now: Callable[[], datetime], seed: int | None = None) -> None:
        self.now = now
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self._last_microsecond = 0
        self._chance = random.Random(seed)  # noqa: S311 (ids, not secrets)

    def new_id(self, prefix: str, length: int = 10) -> str:
        """Like "C0A1B2C3D4": the prefix and upper-case letters and digits."""
        return prefix + "0" + "".join(self._chance.choices(ID_LETTERS, k=length - len(prefix) + 1))

    def short_id(self) -> str:
        """Five letters and digits, as Slack names blocks and actions that have no id."""
        return "".join(self._chance.choices(string.ascii_letters + string.digits, k=5))

    def new_ts(self) -> str:
        """A `ts` at the sandbox's present, later than any before it."""
        microsecond = max(int(self.now().timestamp() * 1_000_000), self._last_microsecond + 1)
        self._last_microsecond = microsecond
        return f"{microsecond // 1_000_000}.{microsecond % 1_000_000:06d}"

    def seconds(self) -> int:
        """The sandbox's present in whole seconds since the epoch."""
        return int(self.now().timestamp())

    def new_hash(self) -> str:
        """A fresh `hash` of a view."""
        return f"{self.seconds()}.{''.join(self._chance.choices(string.ascii_letters + string.digits, k=8))}"

    def new_trigger(self, app: str, user: str, view_id: str | None = None) -> Trigger:
        """A trigger_id for something the person just did."""
        number = "".join(self._chance.choices(string.digits, k=13))
        tail = "".join(self._chance.choices(string.hexdigits[:16], k=32))
        trigger = Trigger(f"{number}.{number[::-1]}.{tail}", app, user, self.now() + TRIGGER_LIFE, view_id=view_id)
        self.triggers[trigger.id] = trigger
        _drop_oldest(self.triggers)
        return trigger

    def new_response_url(self, app: str, user: str, channel: str, **fields: Any) -> ResponseUrl:
        """An address for later answers in this channel; `fields` are those of ResponseUrl."""
        url = ResponseUrl(self.new_id("R", 24), app, user, channel, self.now() + RESPONSE_URL_LIFE, **fields)
        self.response_urls[url.id] = url
        _drop_oldest(self.response_urls)
        return url


def _drop_oldest(tickets: dict[str, Any]) -> None:
    while len(tickets) > TICKETS_KEPT:
        del tickets[next(iter(tickets))]
