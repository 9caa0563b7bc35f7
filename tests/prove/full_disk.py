"""The disk is full while people work, and later it is not: Liaison goes on, and is not started again."""

from __future__ import annotations

import random
import resource
import time
from pathlib import Path

from tests.prove import stored
from tests.prove.audit import Verdict
from tests.prove.crew import Crew, audit_everything
from tests.prove.kill import Bot
from tests.prove.outage import HeardLedger, Outages
from tests.prove.shift import MOST_TRIES_IN_REAL_TIME, Shift
from tests.prove.stage import stage

# So much Liaison's log may still grow; what a few acts add to the database is more.
ROOM = 16_384
NO_LIMIT = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


async def prove(folder: Path, url: str, *, acts: int, seed: int) -> Verdict:
    """`acts` acknowledged acts; after each tenth of them no file of the process may grow until some have met that."""
    began = time.monotonic()
    async with stage(folder, url, seed) as on:
        bot = Bot(on.sandbox, url, folder)

        def fill() -> None:
            most = (folder / "liaison.log").stat().st_size + ROOM
            resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, (most, resource.RLIM_INFINITY))

        def make_room() -> None:
            resource.prlimit(bot.pid, resource.RLIMIT_FSIZE, NO_LIMIT)

        after = [acts // 10 * tenth for tenth in range(1, 9)]
        outages = Outages(after, fill, make_room, on.chronicle)
        ledger = HeardLedger(folder / "ledger.jsonl", outages.heard)
        await bot.start()
        try:
            await Crew(
                Shift(
                    on,
                    ledger,
                    acts,
                    chance=random.Random(seed),
                    after_act=outages.after_act,
                    tries=MOST_TRIES_IN_REAL_TIME,
                )
            ).work()
            outages.end()
            await on.world.clock.to("morning")
            await on.world.clock.plus("10m")
            verdict = Verdict(f"disk full, {outages.times} times, {outages.failed} acts failed")
            outages.audit(verdict, bot)
        finally:
            await bot.stop()
        audit_everything(verdict, ledger.read(), stored.read(url), on.sandbox)
    verdict.seconds = time.monotonic() - began
    return verdict
