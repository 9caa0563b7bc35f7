"""What everybody at work in a proof shares: the clock, the ledger, whether Liaison can answer, how often one tries."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

from bot.sandbox.world import records
from tests.prove.ledger import Answer, Entry, Ledger
from tests.prove.stage import Stage
from tests.shown import Message
from tests.world import Outcome

# Long enough for Slack's pace (50 updates a minute), and for leases of a dead process to run out after a dozen acts.
PAUSE = timedelta(seconds=10)
MOST_TRIES = 50
# Where what stands still does so in real time, and a try may end at once.
MOST_TRIES_IN_REAL_TIME = 200
# So often by a card that is behind what it tells of: in a storm it is drawn anew after pauses of five minutes.
MOST_TRIES_BY_CARD = 400
# What somebody reads whose act takes longer than Slack waits.
PATIENCE = ("This takes longer than usual", "这次比平时慢")
# In so many real seconds Liaison sends what it may send.
MOMENT_SECONDS = 0.05


def is_denied(out: Outcome) -> bool:
    """Whether any answer but one is a no: that it is still under way, and nobody is told what becomes of it yet."""
    return not any(one in out.text for one in PATIENCE)


class Shift:
    """`acts` are wanted in all.

    `is_up` is set while Liaison can answer; `after_act` hears how many acts were done so far. Who is answered in words
    that `denies` knows was told that it is not done. Where `waits_for_clock`, nobody tries again before Liaison has
    heard how late it is: it refuses what is signed five minutes ahead, and a refusal is faster than the clock.
    """

    def __init__(
        self,
        on: Stage,
        ledger: Ledger,
        acts: int,
        *,
        chance: random.Random,
        after_act: Callable[[int], None] = lambda _: None,
        tries: int = MOST_TRIES,
        denies: Callable[[Outcome], bool] = is_denied,
        waits_for_clock: bool = False,
    ) -> None:
        self.world = on.world
        self.sandbox = on.sandbox
        self.chance = chance
        self._ledger = ledger
        self._acts = acts
        self._after_act = after_act
        self._denies = denies
        self._tries = tries
        self._waits_for_clock = waits_for_clock
        self._done = self._marks = 0
        self.begun = 0
        self.is_up = asyncio.Event()
        self.is_up.set()
        # A modal must open within three seconds of the sandbox's clock, so nobody moves that meanwhile.
        self.standing_clock = asyncio.Lock()
        self._stirred = asyncio.Event()
        on.sandbox.slack.subscribe(self._heard)

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to be begun."""
        return self.begun >= self._acts

    async def again(self, act: Callable[[], Awaitable[None]]) -> None:
        """Do it at least once, and until nothing more is to be begun."""
        await act()
        while not self.is_over:
            await act()

    async def until_told(self, attempt: Callable[[], Awaitable[bool]], *, by_card: bool = False) -> None:
        """Try until the person was told that it is done; `by_card` where a card has to be drawn first."""
        most = MOST_TRIES_BY_CARD if by_card else self._tries
        for _ in range(most):
            await self.is_up.wait()
            if await attempt():
                self._done += 1
                self._after_act(self._done)
                break
            if by_card:
                await self.let_draw()
            else:
                await self.rest(timedelta(seconds=1))
                if self._waits_for_clock:
                    await self.sandbox.timeline.settle()
        else:
            raise AssertionError(f"no answer after {most} tries")
        await self.rest(PAUSE)

    async def let_draw(self) -> bool:
        """Let a card be drawn that may be drawn by now; True where none was, and some time was let pass for it."""
        if await self.stirs():
            return False
        await self.rest(PAUSE)
        # A sender that rests hears of the clock only when it is asked.
        await self.sandbox.timeline.settle()
        return True

    async def rest(self, span: timedelta) -> None:
        """Let time pass."""
        async with self.standing_clock:
            self.sandbox.clock.plus(span)

    async def stirs(self) -> bool:
        """Wait for the next thing that is posted or changed; False where nothing was for a moment."""
        self._stirred.clear()
        try:
            await asyncio.wait_for(self._stirred.wait(), MOMENT_SECONDS)
        except TimeoutError:
            return False
        return True

    def _heard(self, kind: str, _ids: dict[str, Any]) -> None:
        if kind in ("message_posted", "message_changed"):
            self._stirred.set()

    def mark(self, kind: str) -> str:
        """Words that nobody else says."""
        self._marks += 1
        return f"{kind} {self._marks:06d}."

    def write(self, mark: str, out: Outcome, is_told: bool, began: float, **more: int | str) -> None:
        """Into the ledger; `more` are fields of Entry."""
        is_denied = out.ok and self._denies(out)
        answer = Answer.TOLD if is_told else Answer.DENIED if is_denied else Answer.SILENCE
        fields = {"words": out.text[:200], "began": began, "ended": time.monotonic(), **more}
        self._ledger.write(Entry(mark, answer, **fields))  # type: ignore[arg-type]

    def standing(self, is_it: Callable[[str], bool]) -> Message | None:
        """The newest message of Liaison in the project's channel whose first line is such."""
        channel = self.sandbox.slack.channel(self.world.channel)
        assert channel is not None, "the demo's own"
        found = (one for one in reversed(channel.messages.values()) if one.app_id and is_it(one.text))
        return next((shown(one) for one in found), None)


def shown(one: records.Message) -> Message:
    """A message as a person reads it."""
    return Message({"channel": one.channel, "ts": one.ts, "text": one.text, "blocks": one.blocks, "app_id": one.app_id})
