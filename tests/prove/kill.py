"""`kill -9` at random moments while people work; Liaison is started again each time."""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import os
import random
import signal
import sys
import time
from asyncio.subprocess import Process
from collections.abc import Coroutine
from pathlib import Path
from typing import Any

from bot.sandbox.server import Sandbox
from tests.conftest import MANIFEST, settings_for
from tests.prove import stored
from tests.prove.audit import Verdict
from tests.prove.crew import Crew, audit_everything
from tests.prove.evidence import Chronicle
from tests.prove.ledger import Ledger
from tests.prove.shift import Shift
from tests.prove.stage import Stage, stage

RUN = "from bot.cli import main; main()"
# About what an update takes: a kill after a part of it finds it anywhere between Slack and the disk.
KILL_WITHIN_SECONDS = 0.04
START_SECONDS = 60.0
# What people do and are answered with the acknowledgement.
ANSWERED = ("/task", "view_submission")


class Bot:
    """Liaison as a process of its own, started as `liaison run`; `more` is added to its environment."""

    def __init__(self, sandbox: Sandbox, url: str, folder: Path, **more: str) -> None:
        settings = settings_for(sandbox, url)
        secrets = ("slack_bot_token", "slack_app_token", "slack_signing_secret")
        self._environment = {
            "PATH": os.environ["PATH"],
            # The code that this process has, from wherever it was started.
            "PYTHONPATH": str(MANIFEST.parent),
            **{name.upper(): getattr(settings, name).get_secret_value() for name in secrets},
            "SLACK_API_URL": settings.slack_api_url,
            "CLOCK_URL": settings.clock_url or "",
            "DATABASE_URL": url,
            "LOG_LEVEL": "warning",
            **more,
        }
        self._folder = folder
        self._hello = asyncio.Event()
        self._process: Process | None = None
        sandbox.slack.subscribe(self._heard)

    @property
    def is_alive(self) -> bool:
        """Whether there is a process."""
        return self._process is not None and self._process.returncode is None

    @property
    def pid(self) -> int:
        """The number of the process."""
        assert self._process is not None
        return self._process.pid

    async def start(self) -> None:
        """Until it listens; again, if a kill that was under way meets it before that."""
        while not await self._begin():
            assert self._process is not None
            if self._process.returncode != -signal.SIGKILL:
                raise AssertionError("Liaison did not start: " + (self._folder / "liaison.log").read_text()[-2_000:])

    async def _begin(self) -> bool:
        """Start a process; whether it listens."""
        self._hello.clear()
        with (self._folder / "liaison.log").open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-c", RUN, "run", cwd=self._folder, env=self._environment, stdout=log, stderr=log
            )
        listens, ended = asyncio.create_task(self._hello.wait()), asyncio.create_task(self._process.wait())
        await asyncio.wait({listens, ended}, timeout=START_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        is_listening = listens.done()
        listens.cancel()
        ended.cancel()
        return is_listening

    def kill(self) -> None:
        """At once, with no chance to finish anything."""
        if self._process is not None and self.is_alive:
            # It may be dead already and nobody has been told yet.
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._process.pid, signal.SIGKILL)

    def freeze(self) -> None:
        """It reads and writes nothing more, and is not dead."""
        if self._process is not None:
            os.kill(self._process.pid, signal.SIGSTOP)

    async def stop(self) -> None:
        """As an operator does."""
        if self._process is not None and self._process.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                self._process.terminate()
        await self.ended()

    async def ended(self) -> None:
        """Until there is no process."""
        if self._process is not None:
            await self._process.wait()

    def _heard(self, kind: str, ids: dict[str, Any]) -> None:
        if kind == "traffic" and ids["exchange"].name == "hello":
            self._hello.set()


class Killer:
    """Kills the bot in three ways in turn: in the moment in which Slack has heard that something is done, in the
    moment in which Slack has taken a message and the answer is on its way, and at any moment.
    """

    def __init__(self, bot: Bot, on: Stage, after: list[int], chance: random.Random) -> None:
        self._bot = bot
        self._chronicle = on.chronicle
        self._after = after
        self._chance = chance
        self._ways = itertools.cycle(("acknowledged", "posted", "any"))
        # The moments that are waited for; each is one kill.
        self._wanted: list[str] = []
        self.kills = 0
        on.sandbox.slack.subscribe(self._heard)

    def after_act(self, done: int) -> None:
        """Somebody was told something."""
        if not self._after or done < self._after[0]:
            return
        self._after.pop(0)
        way = next(self._ways)
        if way == "any":
            asyncio.get_running_loop().call_later(self._chance.uniform(0, KILL_WITHIN_SECONDS), self._kill, way)
        else:
            self._wanted.append(way)

    @property
    def is_waiting(self) -> bool:
        """Whether a kill waits for its moment."""
        return bool(self._wanted)

    def rest(self) -> None:
        """No more of it."""
        self._after.clear()
        self._wanted.clear()

    def _heard(self, kind: str, ids: dict[str, Any]) -> None:
        moment = ""
        if kind == "message_posted" and ids["message"].app_id:
            moment = "posted"
        elif kind == "traffic" and ids["exchange"].name in ANSWERED and not ids["exchange"].note:
            moment = "acknowledged"
        if moment in self._wanted:
            self._wanted.remove(moment)
            self._kill(moment)

    def _kill(self, way: str) -> None:
        self._bot.kill()
        self.kills += 1
        self._chronicle.note("kill", way=way)


async def prove(folder: Path, url: str, *, acts: int, kills: int, seed: int) -> Verdict:
    """`acts` acknowledged acts with `kills` kills among them, the last at their end, in a new database at `url`."""
    began = time.monotonic()
    chance = random.Random(seed)
    ledger = Ledger(folder / "ledger.jsonl")
    async with stage(folder, url, seed) as on:
        bot = Bot(on.sandbox, url, folder)
        killer = Killer(bot, on, sorted(chance.sample(range(1, acts - acts // 10), kills - 1)), chance)
        shift = Shift(on, ledger, acts, chance=chance, after_act=killer.after_act)
        await bot.start()
        nursing = asyncio.create_task(_nurse(bot, shift, on.chronicle))
        try:
            await _while(nursing, Crew(shift).work())
            if killer.is_waiting:
                # What stands in the outbox goes out now, and the kill comes with it.
                await on.world.clock.plus("10m")
        finally:
            killer.rest()
            nursing.cancel()
            await asyncio.gather(nursing, return_exceptions=True)
            bot.kill()
            await bot.ended()
        await bot.start()
        # What the last process had under way is its own for two minutes more.
        await on.world.clock.plus("10m")
        # What was held for the morning.
        await on.world.clock.to("morning")
        await on.world.clock.plus("10m")
        await bot.stop()
        verdict = Verdict(f"kill -9, {killer.kills + 1} times")
        audit_everything(verdict, ledger.read(), stored.read(url), on.sandbox)
    verdict.seconds = time.monotonic() - began
    return verdict


async def _while(nursing: asyncio.Task[None], work: Coroutine[Any, Any, None]) -> None:
    """Work, as long as the other does not fail: without it, the work would wait for ever."""
    working = asyncio.ensure_future(work)
    await asyncio.wait({working, nursing}, return_when=asyncio.FIRST_COMPLETED)
    if nursing.done():
        working.cancel()
        await nursing
    await working


async def _nurse(bot: Bot, shift: Shift, chronicle: Chronicle) -> None:
    """Start it again whenever it has ended."""
    while True:
        await bot.ended()
        shift.is_up.clear()
        await bot.start()
        chronicle.note("started again")
        shift.is_up.set()
