"""The clock of Liaison's machine is set back and forth by an hour while people work; the right one goes on.

Nothing is lost or told twice, and nothing waits for an hour to come back.
"""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.app import App
from tests.clocks import WallClock
from tests.conftest import settings_for
from tests.prove import stored
from tests.prove.audit import Verdict, alerts
from tests.prove.crew import Crew, audit_everything
from tests.prove.ledger import Ledger
from tests.prove.shift import Shift
from tests.prove.stage import Stage, stage

HOUR = 1
# After so many acts the clock is set again.
ACTS_A_STEP = 4
# What waits for Slack's pace when the last act is done is out after this, far below the hour.
ENOUGH = timedelta(minutes=10)
A_LOOK = timedelta(seconds=15)
WAITING = "SELECT method, due_at FROM outbox WHERE state = 'due'"


async def prove(folder: Path, url: str, *, acts: int, seed: int) -> Verdict:
    """`acts` acknowledged acts among the steps, then a morning with its alert, the clock being right again."""
    began = time.monotonic()
    ledger = Ledger(folder / "ledger.jsonl")
    async with stage(folder, url, seed) as on:
        liaison = App(settings_for(on.sandbox, url), with_demo=True)
        liaison.clock = wall = WallClock(liaison.clock)
        await liaison.start()
        try:
            before = len(alerts(on.sandbox))
            steps = Steps(wall, random.Random(seed))
            await Crew(Shift(on, ledger, acts, chance=random.Random(seed), after_act=steps.after_act)).work()
            steps.set_to(HOUR)
            await _last_word(on)
            steps.set_to(0)
            waited = timedelta()
            while waited < ENOUGH:
                await on.sandbox.timeline.settle()
                on.sandbox.clock.plus(A_LOOK)
                waited += A_LOOK
            verdict = Verdict(f"the clock was set {steps.times} times by an hour")
            verdict.lost += [f"waits for its hour: {row}" for row in _waiting(url, on.sandbox.clock.now())]
            await on.world.clock.to("morning")
            await on.world.clock.plus("1h")
            audit_everything(verdict, ledger.read(), stored.read(url), on.sandbox)
            told = len(alerts(on.sandbox)) - before
            if told != 1:
                (verdict.lost if not told else verdict.twice).append(f"{told} delay alerts on one morning")
        finally:
            await liaison.stop()
    verdict.seconds = time.monotonic() - began
    return verdict


async def _last_word(on: Stage) -> None:
    """Somebody adds a task, whose card Slack does not take at once."""
    on.sandbox.faults.add(kind="503", method="chat.postMessage", times=1)
    form = await on.world.zhao.types("/task add The last one")
    due_on = (on.sandbox.clock.now() + timedelta(days=30)).date().isoformat()
    out = await on.world.zhao.submits(form, department_id="1", title="The last one", due_on=due_on)
    assert out.ok, out.text


def _waiting(url: str, now: datetime) -> list[str]:
    """What is to be said within the hour, long after the last act; what is held for a morning is due later."""
    rows = stored.rows_of(url, WAITING)
    return [what for what, due_at in rows if _moment(due_at) <= now + timedelta(hours=HOUR)]


def _moment(kept: str | datetime) -> datetime:
    return kept if isinstance(kept, datetime) else datetime.fromisoformat(kept).replace(tzinfo=UTC)


class Steps:
    """Sets the clock an hour ahead, right, or an hour behind, after every few acts."""

    def __init__(self, wall: WallClock, chance: random.Random) -> None:
        self._wall = wall
        self._chance = chance
        self.times = 0

    def after_act(self, done: int) -> None:
        """Somebody was told something."""
        if done % ACTS_A_STEP == 0:
            hours = self._wall.ahead / timedelta(hours=1)
            self.set_to(self._chance.choice([one for one in (-HOUR, 0, HOUR) if one != hours]))

    def set_to(self, hours: int) -> None:
        """So many hours ahead of the right time."""
        self._wall.set_on(hours=hours - self._wall.ahead / timedelta(hours=1))
        self.times += 1
