"""An outbox, a sender and the sandbox on one standing clock."""

from __future__ import annotations

import json
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient
from sqlalchemy.orm import Session

from bot.documents.document import Document
from bot.outbox.outcomes import Barred
from bot.outbox.sender import Sender
from bot.sandbox.server import Sandbox
from storage import outbox
from storage.db import Database
from storage.outbox import Outgoing
from storage.sending import Claimed
from tests.clocks import BEGINNING, WallClock

MANIFEST = Path(__file__).resolve().parent.parent / "manifest.yml"
# A sender that may look everywhere; whether manifest.yml asks for these is a test of its own.
TO_LOOK = {"channels:history", "groups:history", "im:history", "im:write"}
GENERAL, RANDOM = "C0GENERAL1", "C0RANDOM01"
LIN, CHEN = "U0LIN00001", "U0CHEN0001"
BLOCKS = '[{"type": "section", "text": {"type": "mrkdwn", "text": "words"}}]'


@dataclass
class Told:
    """Remembers what the sender said became of its rows."""

    answers: list[tuple[str | None, dict[str, Any]]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    unreachable: list[tuple[str, str]] = field(default_factory=list)
    reached_again: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    workspaces_gone: list[str] = field(default_factory=list)
    missing: list[tuple[str, str]] = field(default_factory=list)
    # What it shows when it is asked to draw a card; None: there is nothing left to show.
    drawing: str | None = None
    # Why nobody may read what is in doubt.
    barred: Barred | None = None
    # What it makes where it is asked for a document, by its name.
    documents: dict[str, Document] = field(default_factory=dict)

    def draw(self, session: Session, claimed: Claimed) -> str | None:
        return outbox.message_arguments(claimed.lane, self.drawing, BLOCKS) if self.drawing is not None else None

    def document(self, session: Session, claimed: Claimed) -> Document | None:
        return self.documents.get(claimed.template)

    def why_not(self, session: Session, claimed: Claimed) -> Barred | None:
        return self.barred

    def sent(self, session: Session, claimed: Claimed, answer: dict[str, Any]) -> None:
        self.answers.append((claimed.then, answer))

    def failed(self, session: Session, claimed: Claimed, error: str) -> None:
        self.failures.append(error)

    def gone(self, session: Session, team_id: str, target: str, error: str) -> None:
        self.unreachable.append((target, error))

    def reached(self, session: Session, claimed: Claimed) -> None:
        self.reached_again.append(claimed.lane)

    def workspace_gone(self, session: Session, team_id: str, error: str) -> None:
        self.workspaces_gone.append(error)

    def refused(self, session: Session, team_id: str, error: str) -> None:
        self.refusals.append(error)

    def lacks(self, session: Session, team_id: str, scope: str, method: str) -> None:
        self.missing.append((scope, method))


class PostOffice:
    """Queues rows, lets them be sent, and reads what people see."""

    def __init__(self, sandbox: Sandbox, database: Database, session: aiohttp.ClientSession) -> None:
        self.sandbox = sandbox
        self.database = database
        # The right time, and what the clock of Liaison's machine says.
        self.clock = sandbox.clock
        self.wall = WallClock(sandbox.clock)
        self.team_id = sandbox.slack.workspace.id
        self.told = Told()
        self.client: AsyncWebClient | None = AsyncWebClient(
            sandbox.app.bot_token, base_url=f"{sandbox.url}/api/", retry_handlers=[], session=session
        )
        self.sender = self.another_sender()
        self._queued = 0

    def another_sender(self, database: Database | None = None, **settings: Any) -> Sender:
        """One more sender, of another process as far as the first one knows."""
        return Sender(
            database or self.database,
            self.wall,
            lambda _team_id: self.client,
            self.told,
            chance=random.Random(1),
            **settings,
        )

    def queue(self, text: str = "words", to: str = GENERAL, **fields: Any) -> None:
        """A message to a channel or person."""
        self.call("chat.postMessage", outbox.message_arguments(to, text, BLOCKS), **{"lane": to, **fields})

    def call(self, method: str, arguments: str | dict[str, Any], *, is_told: bool = True, **fields: Any) -> None:
        """Any call; the sender is told that there is something to send, or not."""
        with self.database.transaction() as session:
            outbox.add(session, self._row(method, arguments, **fields))
        if is_told:
            self.sender.wake()

    def draw(
        self, text: str | None, card: str = "tasks:3", to: str = GENERAL, *, is_said: bool = False, **fields: Any
    ) -> None:
        """A card that says this; None: whatever `told` draws when it goes out, `is_said` for what somebody does."""
        drawn = outbox.SAID if is_said else outbox.NOT_DRAWN
        arguments = drawn if text is None else outbox.message_arguments(to, text, BLOCKS)
        with self.database.transaction() as session:
            outbox.redraw(session, self._row("card", arguments, **{"lane": to, "card": card, "about": card, **fields}))
        self.sender.wake()

    def _row(self, method: str, arguments: str | dict[str, Any], **fields: Any) -> dict[str, Any]:
        self._queued += 1
        now = self.wall.now()
        values: dict[str, Any] = {
            "team_id": self.team_id,
            "lane": "setup",
            "method": method,
            "arguments": arguments if isinstance(arguments, str) else json.dumps(arguments),
            "dedupe_key": f"row-{self._queued}",
            "due_at": now,
            "created_at": now,
            "template": "a/template",
        }
        return values | fields

    async def send_all(self, within: timedelta = timedelta(hours=1)) -> datetime:
        """Move the clock from one moment of the sender to the next until it has nothing to do; returns when that was.

        What is due only after `within` is left.
        """
        end = self.clock.now() + within
        while True:
            await self.sender.drain()
            upcoming = await self.sender.next_due()
            if upcoming is None or upcoming - self.wall.ahead > end:
                return self.clock.now()
            self.clock.set(max(upcoming - self.wall.ahead, self.clock.now()))

    def said(self, to: str = GENERAL) -> list[str]:
        """What the bot's messages there say, oldest first."""
        slack = self.sandbox.slack
        channel = slack.direct_message(self.sandbox.app.bot_user, to) if to.startswith("U") else slack.channels[to]
        return [message.text for message in channel.messages.values() if message.app_id and not message.subtype]

    def states(self) -> dict[str, int]:
        """How many rows stand in each state."""
        with self.database.snapshot() as session:
            rows = session.query(Outgoing).all()
        return {state: sum(row.state == state for row in rows) for state in {row.state for row in rows}}

    def notes(self) -> list[str]:
        """The notes of the rows, oldest first."""
        with self.database.snapshot() as session:
            return [row.note for row in session.query(Outgoing).order_by(Outgoing.id).all()]  # type: ignore[arg-type]

    def calls(self, method: str) -> int:
        """How often the method was called."""
        return sum(exchange.name == method for exchange in self.sandbox.slack.traffic)


@asynccontextmanager
async def post_office(open_database: Callable[[], Database]) -> AsyncIterator[PostOffice]:
    """A post office at Monday 09:00 in Shanghai."""
    sandbox = Sandbox(manifest=MANIFEST, now=BEGINNING, seed=7)
    sandbox.app.scopes = sorted({*sandbox.app.scopes, *TO_LOOK})
    await sandbox.start()
    session = aiohttp.ClientSession()
    office = PostOffice(sandbox, open_database(), session)
    for room in (GENERAL, RANDOM):
        if sandbox.app.bot_user not in sandbox.slack.channels[room].members:
            sandbox.slack.join(room, sandbox.app.bot_user)
    try:
        yield office
    finally:
        await office.sender.stop()
        await session.close()
        await sandbox.stop()
