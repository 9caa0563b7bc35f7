"""What the proofs of a failing database share: it fails amid work until some have met it, then works again."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path

from tests.prove.audit import Verdict
from tests.prove.evidence import Chronicle
from tests.prove.kill import Bot
from tests.prove.ledger import Answer, Entry, Ledger

# So many have to be told that it did not work, or nothing at all; that long it lasts where nobody writes of it.
ENOUGH = 4
LONGEST_SECONDS = 8.0


class Outages:
    """Begins after so many acts, each time anew; `begin` and `end` do it."""

    def __init__(
        self, after: list[int], begin: Callable[[], None], end: Callable[[], None], chronicle: Chronicle
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
