"""Slack on its worst day while people work: refusals, outages, lost connections and lost answers.

What people do arrives a second time after what came next; what Slack tells of them arrives twice, late and in the wrong
order.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.sandbox.faults import Fault
from bot.sandbox.server import Sandbox
from tests.prove import stored
from tests.prove.audit import Verdict, alerts
from tests.prove.crew import Crew, audit_everything
from tests.prove.ledger import Ledger
from tests.prove.shift import Shift
from tests.prove.stage import at_work, stage
from tests.prove.visitors import Visitors
from tests.world import World

# What happens to each call: how often.
BAD_DAY = {"429": 0.1, "503": 0.1, "drop_before": 0.1, "drop_after": 0.3}
OUTAGE = timedelta(minutes=10)
# Those that the outbox makes, and those with which it looks whether a lost answer was a yes.
CALLS = ("chat.postMessage", "chat.update", "conversations.history")


async def prove(folder: Path, url: str, *, acts: int, seed: int, is_distributed: bool = False) -> Verdict:
    """`acts` acknowledged acts, then a morning with its alert, all in the storm; then it passes.

    An app that is distributed reads a channel once a minute, so unknown outcomes are found out by and by.
    """
    began = time.monotonic()
    ledger = Ledger(folder / "ledger.jsonl")
    async with stage(folder, url, seed) as on, at_work(on.sandbox, url, slack_distributed=is_distributed):
        on.sandbox.limits.is_distributed = is_distributed
        before = len(alerts(on.sandbox))
        failed: list[str] = []
        on.sandbox.slack.subscribe(lambda kind, ids: _note_failed(failed, kind, ids))
        arrived: Counter[str] = Counter()
        on.sandbox.slack.subscribe(lambda kind, ids: _count(arrived, kind, ids))
        await storm(on.world)
        outage = Outage(on.sandbox, acts // 2)
        shift = Shift(on, ledger, acts, chance=random.Random(seed), after_act=outage.after_act)
        visitors = Visitors(on.world, acts // 10, random.Random(seed))
        await asyncio.gather(Crew(shift).work(), visitors.come_and_go())
        for who in ("zhao", "sam", "lin"):
            await on.world.person(who).opens_home()
        await on.world.clock.to("morning")
        await on.world.faults.clear()
        await on.world.clock.plus("12h" if is_distributed else "1h")
        again = sum(times - 1 for times in arrived.values())
        name = "storm, little history" if is_distributed else "storm"
        verdict = Verdict(f"{name}: {len(failed)} calls failed, {again} deliveries came again")
        await visitors.audit(verdict)
        audit_everything(verdict, ledger.read(), stored.read(url), on.sandbox)
        told = len(alerts(on.sandbox)) - before
        if told != 1:
            (verdict.lost if not told else verdict.twice).append(f"{told} delay alerts on one morning")
    verdict.seconds = time.monotonic() - began
    return verdict


class Outage:
    """From the middle of the acts on, every call is answered with 503, for ten minutes of the clock."""

    def __init__(self, sandbox: Sandbox, after: int) -> None:
        self._sandbox = sandbox
        self._after = after
        self._until: datetime | None = None
        self._rules: list[Fault] = []

    def after_act(self, done: int) -> None:
        """Begin in the middle."""
        if self._until is None and done >= self._after:
            faults = self._sandbox.faults
            self._until = self._sandbox.clock.now() + OUTAGE
            self._rules = [faults.add(kind="503", method=method) for method in CALLS]
            # The rule that comes first is tried first.
            faults.rules.sort(key=lambda rule: rule not in self._rules)
            self._sandbox.clock.subscribe(self._look)

    def _look(self) -> None:
        if self._until is not None and self._sandbox.clock.now() >= self._until:
            rules = self._sandbox.faults.rules
            self._sandbox.faults.rules = [one for one in rules if one not in self._rules]


async def storm(world: World) -> None:
    """It begins."""
    for method in CALLS:
        for kind, probability in BAD_DAY.items():
            await world.faults.add(kind, method, probability=probability, retry_after=7)
    await world.faults.add("duplicate_events", probability=0.5)
    for event in ("member_joined_channel", "member_left_channel", "user_change", "app_home_opened", "app_mention"):
        await world.faults.add("reorder_events", event, probability=0.3)
    for request in ("/task", "/request", "view_submission", "block_actions"):
        await world.faults.add("repeat_requests", request, probability=0.3)
    await world.faults.add("drop_ack", probability=0.05)


def _note_failed(failed: list[str], kind: str, ids: dict[str, Any]) -> None:
    if kind == "traffic" and ids["exchange"].direction == "from_app" and ids["exchange"].status != 200:
        failed.append(ids["exchange"].name)


def _count(arrived: Counter[str], kind: str, ids: dict[str, Any]) -> None:
    """How often each thing that Slack delivers reached Liaison."""
    if kind == "traffic" and ids["exchange"].direction == "to_app":
        request = ids["exchange"].request
        if delivery := request.get("event_id") or request.get("trigger_id"):
            arrived[delivery] += 1
