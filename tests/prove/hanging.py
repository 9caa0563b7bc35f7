"""PostgreSQL falls silent while people work: what is said to it stays on the line, and is carried on later."""

from __future__ import annotations

import itertools
import random
import time
from pathlib import Path

from sqlalchemy import make_url

from tests.postgres import SERVER_USER
from tests.prove import stored
from tests.prove.audit import Verdict
from tests.prove.crew import Crew, audit_everything
from tests.prove.kill import Bot
from tests.prove.outage import HeardLedger, Outages
from tests.prove.shift import MOST_TRIES_IN_REAL_TIME, Shift
from tests.prove.stage import stage
from tests.proxy import proxy
from tests.world import Outcome

# What somebody reads who is told that it is not done.
NOT_DONE = ("nothing was changed", "nothing was done this time", "没有做任何更改")


async def prove(folder: Path, url: str, *, acts: int, seed: int) -> Verdict:
    """`acts` acknowledged acts; after each quarter of them the line is held up until some have met that.

    What was told not to be done must not be.
    """
    began = time.monotonic()
    asked = make_url(url)
    async with stage(folder, url, seed) as on, proxy(Path(str(asked.query["host"]))) as line:
        bot = Bot(on.sandbox, line.url(str(asked.database), SERVER_USER), folder)
        # What was held arrives later, or never: whoever waits for that waits for ever.
        ends = itertools.cycle((line.renew, line.go_on))
        after = [acts // 4 * quarter for quarter in range(1, 4)]
        outages = Outages(after, line.hold, lambda: next(ends)(), on.chronicle)
        ledger = HeardLedger(folder / "ledger.jsonl", outages.heard)
        shift = Shift(
            on,
            ledger,
            acts,
            chance=random.Random(seed),
            after_act=outages.after_act,
            denies=says_not_done,
            tries=MOST_TRIES_IN_REAL_TIME,
        )
        await bot.start()
        try:
            await Crew(shift).work()
            outages.end()
            # What was under way when nobody answered is looked for after two minutes.
            await on.world.clock.plus("10m")
            await on.world.clock.to("morning")
            await on.world.clock.plus("10m")
            verdict = Verdict(f"database hanging, {outages.times} times, {outages.failed} acts failed")
            outages.audit(verdict, bot)
        finally:
            await bot.stop()
        audit_everything(verdict, ledger.read(), stored.read(url), on.sandbox)
    verdict.seconds = time.monotonic() - began
    return verdict


def says_not_done(out: Outcome) -> bool:
    """Whether somebody is told at once that nothing was done; what they read besides may be of an earlier act."""
    words = [str(out.ack), *out.errors.values()]
    return any(one in said for one in NOT_DONE for said in words)
