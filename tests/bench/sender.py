"""How near the sender comes to what Slack allows: so many channels, a message a second each.

A real run in real seconds, shortened; in the place of Slack stands one that answers at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from pathlib import Path
from typing import Any, cast

from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import SystemClock
from bot.outbox.pace import Limit
from bot.outbox.sender import Pace, Sender
from storage import schema
from storage.db import Database
from storage.outbox import Outgoing, message_arguments
from tests.bench.figures import Row
from tests.deliveries import BLOCKS, Told

# So that the bound on a workspace is not what is measured: below 8 messages a second each.
CHANNELS_A_WORKSPACE = 5


class _Answer:
    def __init__(self, arguments: dict[str, Any]) -> None:
        self.data = {"ok": True, "channel": arguments["channel"], "ts": f"{time.time():.6f}"}


class AtOnce:
    """A Slack that answers at once and counts; for want of a network, the sender's own cost is all there is."""

    def __init__(self) -> None:
        self.calls = 0

    async def api_call(self, method: str, *, json: dict[str, Any]) -> _Answer:
        """Any call succeeds."""
        await asyncio.sleep(0)
        self.calls += 1
        return _Answer(json)


async def pace(folder: Path, channels: int, seconds: int, goal: float | None) -> Row:
    """The share of the ideal that goes out in so many seconds."""
    database, slack = Database(f"sqlite:///{folder / f'sender-{channels}.db'}"), AtOnce()
    try:
        schema.upgrade(database)
        clock = SystemClock()
        _queue(database, clock, channels, seconds)
        one_a_second = Pace(channel=Limit(burst=1, a_second=1))
        sender = Sender(database, clock, lambda _team_id: cast(AsyncWebClient, slack), Told(), pace=one_a_second)
        sending = asyncio.create_task(sender.run())
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(asyncio.shield(sending), seconds)
        sent = slack.calls
        await sender.stop()
        await sending
    finally:
        database.close()
    ideal = channels * seconds
    note = f"{sent:,} of {ideal:,} in {seconds} s"
    what = f"sender, {channels:,} channels, 1 message/s each"
    return Row(what, "ideal", [], [], sent / ideal, goal, is_at_least=True, note=note)


def _queue(database: Database, clock: SystemClock, channels: int, each: int) -> None:
    now = clock.now()
    rows = []
    for number in range(each):
        for channel in range(channels):
            name = f"C{channel:09}"
            row = Outgoing(
                team_id=f"T{channel // CHANNELS_A_WORKSPACE:09}",
                lane=name,
                method="chat.postMessage",
                arguments=message_arguments(name, "words", BLOCKS),
                dedupe_key=f"{name}:{number}",
                due_at=now,
                created_at=now,
            )
            rows.append(row.model_dump(exclude={"id"}))
    with database.transaction() as session:
        session.connection().execute(Outgoing.__table__.insert(), rows)  # type: ignore[attr-defined]
