"""What the proofs of a failing database share: it fails amid work until some have met it, then works again."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.prove import stored
from tests.prove.audit import Verdict
from tests.prove.crew import Crew, audit_everything
from tests.prove.evidence import Chronicle
from tests.prove.kill import Bot
from tests.prove.ledger import Answer, Entry, Ledger
from tests.prove.shift import MOST_TRIES_IN_REAL_TIME, Shift, is_denied
from tests.prove.stage import stage
from tests.world import Outcome

# So many have to be told that it did not work, or nothing at all; that long it lasts where nobody writes of it.
ENOUGH = 4
LONGEST_SECONDS = 8.0


@dataclass(frozen=True)
class Fault:
    """How a database fails, and how it works again; `url` is where Liaison finds it."""

    url: str
    begin: Callable[[Bot], object]
    end: Callable[[Bot], object]


async def prove(
    what: str,
    folder: Path,
    url: str,
    fault: AbstractAsyncContextManager[Fault],
    *,
    acts: int,
    after: list[int],
    seed: int,
    denies: Callable[[Outcome], bool] = is_denied,
) -> Verdict:
    """`acts` acknowledged acts with the fault after so many of them; then it is over, and a morning comes."""
    began = time.monotonic()
    async with fault as failing, stage(folder, url, seed) as on:
        bot = Bot(on.sandbox, failing.url, folder)
        outages = Outages(after, partial(failing.begin, bot), partial(failing.end, bot), on.chronicle)
        ledger = HeardLedger(folder / "ledger.jsonl", outages.heard)
        shift = Shift(
            on,
            ledger,
            acts,
            chance=random.Random(seed),
            after_act=outages.after_act,
            tries=MOST_TRIES_IN_REAL_TIME,
            denies=denies,
        )
        await bot.start()
        try:
            await Crew(shift).work()
            outages.end()
            # What was under way when nobody answered is looked for after two minutes.
            await on.world.clock.plus("10m")
            await on.world.clock.to("morning")
            await on.world.clock.plus("10m")
            verdict = Verdict(f"{what}, {outages.times} times, {outages.failed} acts failed")
            outages.audit(verdict, bot)
        finally:
            await bot.stop()
        audit_everything(verdict, ledger.read(), stored.read(url), on.sandbox)
    verdict.seconds = time.monotonic() - began
    return verdict


class Outages:
    """Begins after so many acts, each time anew; `begin` and `end` do it."""

    def __init__(
        self, after: list[int], begin: Callable[[], object], end: Callable[[], object], chronicle: Chronicle
    ) -> None:
        self._after = after
        self._begin, self._end = begin, end
        self._chronicle = chronicle
        self._met = 0
        self._is_on = False
        self.times = self.failed = 0

    def after_act(self, done: int) -> None:
        """Somebody was told something."""
        if not self._is_on and self._after and done >= self._after[0]:
            self._after.pop(0)
            self._is_on, self._met = True, 0
            self.times += 1
            self._chronicle.note("outage begins")
            self._begin()
            asyncio.get_running_loop().call_later(LONGEST_SECONDS, self._over, self.times)

    def heard(self, entry: Entry) -> None:
        """Somebody has written down what they were told."""
        if self._is_on and entry.answer is not Answer.TOLD:
            self._met += 1
            self.failed += 1
            if self._met >= ENOUGH:
                self.end()

    def end(self) -> None:
        """It works again."""
        if self._is_on:
            self._is_on = False
            self._chronicle.note("outage ends")
            self._end()

    def _over(self, number: int) -> None:
        if number == self.times:
            self.end()

    def audit(self, verdict: Verdict, bot: Bot) -> None:
        """It happened, people met it, and the process lived through it."""
        if not self.failed:
            verdict.lost.append("nobody met the outage")
        if not bot.is_alive:
            verdict.lost.append("the process has ended")


class HeardLedger(Ledger):
    """Somebody hears of every entry."""

    def __init__(self, path: Path, heard: Callable[[Entry], None]) -> None:
        super().__init__(path)
        self._heard = heard

    def write(self, entry: Entry) -> None:
        """Add an entry."""
        super().write(entry)
        self._heard(entry)
