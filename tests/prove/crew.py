"""People at work: each updates their own tasks, the manager adds new ones, and all write down what they are told."""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

from bot.process.demo import TASKS
from bot.sandbox.server import Sandbox
from tests.prove.ledger import Answer, Entry, Ledger
from tests.world import Outcome, World

# Long enough for Slack's pace (50 updates a minute), and for leases of a dead process to run out after a dozen acts.
PAUSE = timedelta(seconds=10)
# The manager adds a task after this many updates of others.
UPDATES_A_TASK = 3
MOST_TRIES = 50


class Crew:
    """`acts` acknowledged updates, and new tasks between them.

    `is_up` is set while Liaison can answer; `after_act` hears how many acts were acknowledged so far.
    """

    def __init__(
        self,
        world: World,
        sandbox: Sandbox,
        ledger: Ledger,
        acts: int,
        *,
        chance: random.Random,
        after_act: Callable[[int], None] = lambda _: None,
    ) -> None:
        self._world = world
        self._sandbox = sandbox
        self._ledger = ledger
        self._acts = acts
        self._chance = chance
        self._after_act = after_act
        self._begun = self._done = self._marks = 0
        self.is_up = asyncio.Event()
        self.is_up.set()
        # A modal must open within three seconds of the sandbox's clock, so nobody moves that meanwhile.
        self._standing_clock = asyncio.Lock()
        self._tasks_wanted = asyncio.Semaphore(0)

    async def work(self) -> None:
        """Until everything is done."""
        owners: dict[str, list[int]] = {}
        # The progress of a task with subtasks is theirs; nobody types it.
        parents = {planned.parent for planned in TASKS}
        for number, planned in enumerate(TASKS, 1):
            if number not in parents:
                owners.setdefault(planned.owner, []).append(number)
        adding = asyncio.create_task(self._manager())
        await asyncio.gather(*(self._owner(who, numbers) for who, numbers in owners.items()))
        self._tasks_wanted.release()
        await adding

    async def _owner(self, who: str, numbers: list[int]) -> None:
        while self._begun < self._acts:
            self._begun += 1
            number = self._chance.choice(numbers)
            progress = self._chance.randint(1, 99)
            await self._until_told(partial(self._update, who, number, progress))
            if self._begun % UPDATES_A_TASK == 0:
                self._tasks_wanted.release()

    async def _manager(self) -> None:
        while True:
            await self._tasks_wanted.acquire()
            if self._begun >= self._acts:
                return
            await self._add()

    async def _until_told(self, attempt: Callable[[], Awaitable[bool]]) -> None:
        for _ in range(MOST_TRIES):
            await self.is_up.wait()
            if await attempt():
                self._done += 1
                self._after_act(self._done)
                break
        else:
            raise AssertionError(f"no answer after {MOST_TRIES} tries")
        async with self._standing_clock:
            self._sandbox.clock.plus(PAUSE)

    async def _update(self, who: str, number: int, progress: int) -> bool:
        """Every try says something else, so that each can be told from the others."""
        mark, began = self._mark("note"), time.monotonic()
        out = await self._world.person(who).types(f"/task update T-{number} {progress}% {mark}")
        is_told = says_it_is_done(out, number, progress)
        self._write(mark, out, is_told, began, number, progress)
        return is_told

    async def _add(self) -> None:
        title = self._mark("Deliver item")
        opened: list[Outcome] = []

        async def attempt() -> bool:
            if not opened:
                async with self._standing_clock:
                    out = await self._world.zhao.types(f"/task add {title}")
                if out.view is not None:
                    opened.append(out)
                return False
            # The same form again: a second submit must find what the first one made.
            began, due = time.monotonic(), (self._sandbox.clock.now() + timedelta(days=30)).date().isoformat()
            out = await self._world.zhao.submits(opened[0], department_id="1", title=title, due_on=due)
            is_told = out.ok and not out.errors
            if is_told:
                self._write(title, out, is_told, began)
            return is_told

        await self._until_told(attempt)

    def _mark(self, kind: str) -> str:
        self._marks += 1
        return f"{kind} {self._marks:06d}."

    def _write(self, mark: str, out: Outcome, is_told: bool, began: float, task: int = 0, progress: int = 0) -> None:
        answer = Answer.TOLD if is_told else Answer.DENIED if out.ok else Answer.SILENCE
        self._ledger.write(Entry(mark, answer, task, progress, out.text[:200], began, time.monotonic()))


def says_it_is_done(out: Outcome, number: int, progress: int) -> bool:
    """Whether somebody who updated a task was told that it was taken.

    The private answer alone counts. While they wait for it, the task's card may change before their eyes, and show the
    same percentage: that of an earlier try whose answer was lost.
    """
    answers = [message.text for message in out.said if message.ephemeral]
    return out.ok and any(f"T-{number} ·" in text and f" {progress}%" in text for text in answers)
