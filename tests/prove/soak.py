"""A simulated month of one project: at most one delay alert a working day, none on a day off; and nobody is flooded."""

from __future__ import annotations

import time
from collections import Counter
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.process.demo.beginning import ZONE
from bot.sandbox.server import Sandbox
from tests.prove.audit import Verdict, alerts
from tests.prove.stage import at_work, stage

SATURDAY = 5
# Messages to a person on one day; the project's manager is told more.
MOST_A_PERSON, MOST_A_MANAGER = 4, 6
MANAGER = "zhao"


async def prove(folder: Path, url: str, *, days: int, seed: int) -> Verdict:
    """Every afternoon somebody says something of a late task, so that every next working morning has news."""
    began = time.monotonic()
    async with stage(folder, url, seed) as on, at_work(on.sandbox, url):
        said: set[date] = set()
        for day in range(days):
            out = await on.world.chen.types(f"/task update T-3 {day + 1}% day {day}")
            assert f"{day + 1}%" in out.text, out.text
            await on.world.clock.to("morning")
            # Somebody may ask for the same again: once is enough.
            await on.world.clock.plus("6h")
            said.add(on.sandbox.clock.now().astimezone(ZoneInfo(ZONE)).date())
        told = Counter(_day_of(one.ts) for one in alerts(on.sandbox))
    working = {day for day in said if day.weekday() < SATURDAY}
    verdict = Verdict(f"soak, {days} simulated days, {len(working)} of them worked", acts=sum(told.values()))
    verdict.lost = [f"no alert on {day}" for day in sorted(working - set(told))]
    verdict.twice = [f"{found} alerts on {day}" for day, found in told.items() if found > 1]
    verdict.twice += [f"an alert on {day}, a day off" for day in told if day.weekday() >= SATURDAY]
    verdict.twice += _floods(on.sandbox)
    verdict.seconds = time.monotonic() - began
    return verdict


def _floods(sandbox: Sandbox) -> list[str]:
    """Who was told too much on a day."""
    slack = sandbox.slack
    told: Counter[tuple[str, date]] = Counter()
    for room in slack.channels.values():
        if room.is_im:
            who = next(slack.people[one].key for one in room.members if one != sandbox.app.bot_user)
            told.update((who, _day_of(one.ts)) for one in room.messages.values() if one.app_id)
    most = {MANAGER: MOST_A_MANAGER}
    return [
        f"{who} got {number} messages on {day}"
        for (who, day), number in told.items()
        if number > most.get(who, MOST_A_PERSON)
    ]


def _day_of(ts: str) -> date:
    return datetime.fromtimestamp(float(ts), UTC).astimezone(ZoneInfo(ZONE)).date()
