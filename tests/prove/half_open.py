"""Heads that never end, hundreds at a time, at the door through which Slack delivers, while people work.

Whoever opens them begins again as soon as one was closed. Everything happens on this machine's own address.
"""

from __future__ import annotations

import asyncio
import random
import time
from pathlib import Path
from statistics import median
from typing import Any

from bot.slack.connections import HEAD_SECONDS
from bot.slack.door import EVENTS
from tests.prove import stored
from tests.prove.audit import Verdict
from tests.prove.crew import Crew, audit_everything
from tests.prove.ledger import Ledger
from tests.prove.shift import Shift
from tests.prove.stage import at_work, stage

LOOPBACK = "127.0.0.1"
OPEN = 400
HEAD = b"POST /slack/events HTTP/1.1\r\nHost: liaison\r\nX-Slack-"
# Slack gives an answer so long. A machine with much else to do may be late with one; whoever got none tries again.
ANSWER_SECONDS = 3.0
# A machine that is busy with the proof itself may close a connection a little later.
LATE_SECONDS = 5.0


async def prove(folder: Path, url: str, *, acts: int, seed: int, held: int = OPEN) -> Verdict:
    """`acts` acknowledged acts while `held` heads are open all the time."""
    began = time.monotonic()
    ledger = Ledger(folder / "ledger.jsonl")
    async with stage(folder, url, seed) as on, at_work(on.sandbox, url, slack_app_token=None, port=0) as liaison:
        on.sandbox.app.delivery = "http"
        on.sandbox.app.request_url = f"http://{LOOPBACK}:{liaison.door.port}{EVENTS}"
        answers: list[float] = []
        on.sandbox.slack.subscribe(lambda kind, ids: _note(answers, kind, ids))
        silent = Silent(liaison.door.port)
        # None is left to complain when the proof breaks off.
        async with asyncio.TaskGroup() as crowd:
            heads = [crowd.create_task(silent.again()) for _ in range(held)]
            await silent.all_in(held)
            await Crew(Shift(on, ledger, acts, chance=random.Random(seed), waits_for_clock=True)).work()
            silent.is_over = True
            _done, left = await asyncio.wait(heads, timeout=HEAD_SECONDS + LATE_SECONDS)
            for one in left:
                one.cancel()
        await on.world.clock.to("morning")
        await on.world.clock.plus("10m")
        verdict = Verdict(f"half open: {silent.begun} heads that never ended, {silent.closed} closed")
        audit_everything(verdict, ledger.read(), stored.read(url), on.sandbox)
    if left:
        verdict.lost.append(f"{len(left)} connections were never closed")
    late = sum(seconds > ANSWER_SECONDS for seconds in answers)
    verdict.report.append(
        f"{len(answers)} deliveries, {late} of them answered too late; median {median(answers):.3f} s"
    )
    if median(answers) > ANSWER_SECONDS:
        verdict.lost.append("most deliveries were answered too late")
    verdict.seconds = time.monotonic() - began
    return verdict


class Silent:
    """Whoever opens connections, and says half a head."""

    def __init__(self, port: int) -> None:
        self._port = port
        self.begun = self.closed = 0
        self.is_over = False

    async def again(self) -> None:
        """Hold one open, and another when it is closed."""
        while not self.is_over:
            reader, writer = await asyncio.open_connection(LOOPBACK, self._port)
            self.begun += 1
            writer.write(HEAD)
            try:
                await reader.read()
            except ConnectionError:
                pass
            finally:
                writer.transport.abort()
            self.closed += 1

    async def all_in(self, held: int) -> None:
        """Wait until so many have come."""
        while self.begun < held:  # noqa: ASYNC110 - nobody tells when they are
            await asyncio.sleep(0)


def _note(answers: list[float], kind: str, ids: dict[str, Any]) -> None:
    """How long what Slack delivered waited for its answer."""
    if kind == "traffic" and ids["exchange"].direction == "to_app":
        answers.append(ids["exchange"].took or 0.0)
