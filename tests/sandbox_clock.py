"""The sandbox's clock in the words of a story: `await world.clock.to("Thursday 10:00")`."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from tests.world import World

HOME_ZONE = "Asia/Shanghai"
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


class Clock:
    """The sandbox's clock; the app follows it."""

    def __init__(self, world: World) -> None:
        self.world = world

    async def now(self) -> datetime:
        """The present, in UTC."""
        return datetime.fromtimestamp((await self.world.get("clock"))["now"], UTC)

    async def next(self) -> datetime | None:
        """When something will happen."""
        due = (await self.world.get("clock"))["next"]
        return datetime.fromtimestamp(due, UTC) if due else None

    async def plus(self, span: str | timedelta, *, jump: bool = False) -> None:
        """Forward by "90s", "30m", "1d 2h" …; all that is due on the way happens (`jump`: only at the end)."""
        await self.world.post("clock", {"plus": seconds(span), "jump": jump})

    async def to(self, when: str | datetime, tz: str = HOME_ZONE, *, jump: bool = False) -> None:
        """To "next" (thing that happens), "morning", "10:00", "Thursday 10:00", "2026-12-01 10:00", in the zone."""
        if when in ("next", "morning"):
            await self.world.post("clock", {"to": when, "tz": tz, "jump": jump})
            return
        moment = when if isinstance(when, datetime) else coming(when, (await self.now()).astimezone(ZoneInfo(tz)))
        await self.world.post("clock", {"set": moment.astimezone(UTC).isoformat(), "jump": jump})

    async def freeze(self) -> None:
        """Stand."""
        await self.world.post("clock", {"running": False})

    async def run(self) -> None:
        """Go on at the real pace."""
        await self.world.post("clock", {"running": True})


def seconds(span: str | timedelta) -> float:
    """How long "1d 2h" is."""
    if isinstance(span, timedelta):
        return span.total_seconds()
    parts = re.findall(r"(\d+(?:\.\d+)?)\s*([smhdw])", span)
    assert parts, f"how long is {span!r}?"
    return sum(float(number) * UNITS[unit] for number, unit in parts)


def coming(when: str, now: datetime) -> datetime:
    """The next moment after `now`, in its zone, that the words name."""
    if re.match(r"\d{4}-", when):
        return datetime.fromisoformat(when).replace(tzinfo=now.tzinfo)
    *day, time = when.split()
    hour, minute = (int(one) for one in time.split(":"))
    moment = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
    if day:
        weekday = next(place for place, name in enumerate(WEEKDAYS) if name.startswith(day[0].lower()[:3]))
        moment += timedelta(days=(weekday - moment.weekday()) % 7)
    if moment <= now:
        moment += timedelta(days=7 if day else 1)
    return moment
