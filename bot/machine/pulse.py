"""Whether the database takes writes: a disk that is full still answers whoever reads."""

from __future__ import annotations

import asyncio
import math
import time

from bot.clock import Clock
from storage import events
from storage.db import Database

# Whoever looks more often hears what was found.
LOOK_EVERY_SECONDS = 10.0
READONLY = "takes no writes"


class Pulse:
    """Tries a small write, unless something was written just before."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._looked_at = -math.inf
        self._looking: asyncio.Task[str | None] | None = None

    async def felt(self) -> str | None:
        """What is wrong, in a few words; None when all is well."""
        now = time.monotonic()
        recently = now - LOOK_EVERY_SECONDS
        if self._database.written_at > max(recently, self._looked_at):
            return None
        if self._looking is None or self._looked_at <= recently:
            self._looked_at, self._looking = now, asyncio.create_task(self._look())
        # Whoever gives up waiting leaves it to the next one.
        return await asyncio.shield(self._looking)

    async def _look(self) -> str | None:
        try:
            await self._database.write(self._write)
        except Exception:
            return READONLY
        return None

    def _write(self) -> None:
        with self._database.transaction() as session:
            events.beat(session, self._clock.now())
