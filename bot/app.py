"""The composition root: the only place that knows which parts there are and how they hang together."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import TypeVar

import aiohttp
import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient
from slack_sdk.web.async_slack_response import AsyncSlackResponse
from sqlalchemy.orm import Session

from bot import zones
from bot.answers import Answers
from bot.clock import Clock, FollowedClock, SystemClock
from bot.documents.apart import Apart
from bot.due import phrases
from bot.machine.metrics import Metrics
from bot.outbox.lease import CALL_SECONDS
from bot.outbox.pace import DISTRIBUTED, Pace
from bot.outbox.sender import Sender
from bot.process import every
from bot.process.callbacks import TIMERS
from bot.process.demo import beginning as demo
from bot.process.kernel.work import Work
from bot.process.people import accounts as people
from bot.process.people import comings, greeting, rolls
from bot.schedule import Schedule
from bot.settings import Settings
from bot.slack import library, manifest
from bot.slack.answers import reason, slacks_word
from bot.slack.directory import Directory
from bot.slack.dispatch import Dispatch
from bot.slack.door import Door, readiness
from bot.slack.errors import scopes_of
from bot.slack.listener import Listener
from bot.slack.machine import Machine
from bot.slack.natives import Natives
from bot.slack.starting import Patience, Wait, database_is_away, slack_is_away
from bot.words.messages import Templates
from handlers import FLOWS
from storage import schema
from storage.db import Database
from storage.people import Account
from storage.timers import Due

T = TypeVar("T")

log = structlog.get_logger()


def dispatch() -> Dispatch:
    """The table of everything that is answered."""
    return Dispatch(FLOWS)


class App:
    """Liaison: made, started, stopped. `clock` replaces the one that the settings name.

    `with_demo` begins with the demo project, `in_motion` with what its departments have with each other, too, in a
    channel that reads `demo_locale`. `wait` lets seconds pass before Slack or the database is tried again.
    """

    def __init__(
        self,
        settings: Settings,
        clock: Clock | None = None,
        *,
        with_demo: bool = False,
        in_motion: bool = False,
        demo_locale: str = demo.LOCALE,
        wait: Wait = asyncio.sleep,
    ) -> None:
        # Before any zone is made; whoever starts from the command line has done it already.
        zones.set_up()
        self._settings = settings
        self._with_demo = with_demo
        self._in_motion = in_motion
        self._demo_locale = demo_locale
        self._followed = FollowedClock(settings.clock_url) if settings.clock_url and clock is None else None
        self.clock: Clock = clock or self._followed or SystemClock()
        self.metrics = Metrics()
        self.templates = Templates()
        self.rules = every.rules()
        self.apart = Apart()
        self.team_id = ""
        self._wait = wait
        self._patience = Patience(wait)
        # The last reading of who is in the workspace.
        self.reading: asyncio.Task[None] | None = None
        self._stack = contextlib.AsyncExitStack()

    async def start(self) -> None:
        """Open the database, speak to Slack, begin to listen; whatever fails undoes the rest.

        What passes is waited out: Slack or the database away for a while.

        Raises DatabaseInUse, schema.WrongSchema, SlackApiError and aiohttp.ClientError.
        """
        try:
            await self._start()
        except BaseException:
            await self._stack.aclose()
            raise

    async def stop(self) -> None:
        """Listen no more, finish what is under way, close everything."""
        await self._stack.aclose()

    async def settle(self) -> datetime | None:
        """Do all that is due at the present moment; returns the next moment at which something will be."""
        await self.listener.idle.wait()
        return await self.schedule.settle()

    async def _start(self) -> None:
        settings = self._settings
        self._loop = asyncio.get_running_loop()
        if not settings.is_socket_mode:
            # Before anything is waited for: whoever watches the process sees that it lives, and is not ready.
            await self._open_door()
        self.database = Database(settings.database_url)
        self._stack.callback(self.database.close)
        await self._patience.until(
            "the database",
            lambda: self.database.write(schema.upgrade, self.database),
            lambda error: None if self.database.is_sqlite else database_is_away(error),
        )
        session = await self._stack.enter_async_context(
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=CALL_SECONDS))
        )
        self.client = library.client(settings, session, CALL_SECONDS)
        self.directory = Directory(self.database, self.clock, self._turned)
        natives = Natives(self.database, self.clock, self.metrics)
        pace = DISTRIBUTED if settings.slack_distributed else Pace()
        answers = Answers(self.work, self.came_back)
        by = (self.database, self.clock, self._client_for, answers, self.metrics)
        self.sender = Sender(*by, natives=natives, pace=pace)
        self.schedule = Schedule(
            self.database, self.clock, self._fire, self.sender, self.metrics, self._database_came_back
        )
        self.listener = Listener(
            Machine(
                self.database,
                self.templates,
                self.rules,
                self.clock,
                self.directory,
                dispatch(),
                self.sender.hear,
                self.apart,
                natives,
            ),
            self.metrics,
        )
        bolt = library.bolt(self.client, await self._move_in())
        self.listener.attach(bolt)
        if self._followed is not None:
            await self._followed.follow(self.settle, self.schedule.upcoming)
            self._stack.push_async_callback(self._followed.stop)
        if self._with_demo:
            await self._begin_demo()
        self.schedule.start()
        self._stack.push_async_callback(self.schedule.stop)
        self._stack.push_async_callback(self.listener.drain)
        await self._listen(bolt)
        self._stack.callback(self.apart.stop)
        # The first date in words would otherwise wait for its library.
        warming = asyncio.create_task(asyncio.to_thread(phrases.warm))
        self._stack.push_async_callback(lambda: _finished(warming))

    async def _listen(self, bolt: AsyncApp) -> None:
        """Take what Slack delivers, over a socket of ours or at a URL of ours."""
        settings = self._settings
        if settings.slack_app_token is not None:
            from bot.slack.socket import Socket

            socket = Socket(bolt, settings.slack_app_token.get_secret_value(), self._patience)
            self._stack.push_async_callback(socket.close)
            await socket.open()
            return
        self.door.begin(bolt, readiness(self.database, self.clock, lambda: self.schedule.ticked_at))
        # What is in flight needs all that was opened since the door was.
        self._stack.push_async_callback(self.door.stop)

    async def _open_door(self) -> None:
        """Listen; nothing is taken before `_listen`."""
        secret = self._settings.slack_signing_secret
        assert secret is not None, "checked when the settings were read"  # noqa: S101

        async def has_started() -> str:
            return self._patience.waits_for or "has not started yet"

        self.door = Door(None, secret.get_secret_value(), self.clock, self.metrics, {"start": has_started})
        await self.door.start(self._settings.host, self._settings.port)
        self._stack.push_async_callback(self.door.stop)

    async def _asked(self, call: Callable[[], Awaitable[T]]) -> T:
        """What Slack answers, when it does. Raises SlackApiError where it refuses."""
        return await self._patience.until("Slack", call, slack_is_away)

    async def _move_in(self) -> AsyncSlackResponse:
        """Learn which workspace this is, and who is in it; whom Slack says that the token is."""
        identity = await self._asked(self.client.auth_test)
        self.team_id = identity["team_id"]
        name, bot_user_id = identity["team"], identity["user_id"]
        lacks = manifest.lacking(scopes_of(identity.headers))
        await self.database.write(
            self.within, self.team_id, "start", lambda work: people.workspace_joined(work, name, bot_user_id, lacks)
        )
        if self._with_demo:
            await self.directory.read_all(self.team_id, self.client, self._asked)
        else:
            self._read_people()
        self._stack.callback(self._stop_reading)
        return identity

    def _read_people(self) -> None:
        """Learn anew who is in the workspace. A large one takes minutes; who acts before is looked up alone."""
        self._stop_reading()
        patience = Patience(self._wait)
        self.reading = asyncio.create_task(self._read_and_greet(patience))
        self.reading.add_done_callback(_complain)

    async def _read_and_greet(self, patience: Patience) -> None:
        await self.directory.read_all(
            self.team_id, self.client, lambda call: patience.until("the list of people", call, slack_is_away)
        )
        await self.database.write(self.within, self.team_id, "greeting", greeting.greet_admins)

    def _stop_reading(self) -> None:
        if self.reading is not None:
            self.reading.cancel()

    def came_back(self) -> None:
        """Slack takes our token again; who came and left meanwhile it told nobody. From any thread."""
        self._loop.call_soon_threadsafe(self._read_people)

    async def _database_came_back(self) -> None:
        """Slack may have given up telling of who came and went meanwhile. Raises Unavailable."""
        await self.database.write(self.within, self.team_id, f"outage:{self.clock.now().isoformat()}", rolls.call_all)
        self._read_people()

    async def _begin_demo(self) -> None:
        """Put the demo project into its channel, unless the workspace has projects."""
        channels = (await self._asked(lambda: self.client.conversations_list(limit=200)))["channels"]
        home = next((one for one in channels if one["name"] == demo.CHANNEL), None)
        if home is not None:
            await self._asked(lambda: self.client.conversations_join(channel=home["id"]))
            await self.database.write(
                self.within,
                self.team_id,
                "demo",
                lambda work: demo.begin(
                    work, home["id"], home["name"], in_motion=self._in_motion, locale=self._demo_locale
                ),
            )

    def within(self, team_id: str, cause: str, operation: Callable[[Work], None]) -> None:
        """Do something that nobody asked for in a unit of work of its own."""
        with self.database.transaction() as session:
            operation(self.work(session, team_id, cause))

    def work(self, session: Session, team_id: str, cause: str) -> Work:
        """A unit of work in which Liaison itself acts."""
        return Work(session, self.templates, self.rules, team_id, None, self.clock.now(), cause)

    def _fire(self, session: Session, due: Due) -> None:
        TIMERS[due.kind](
            self.work(session, due.team_id, f"timer:{due.kind}:{due.subject_id}:{due.due_at.isoformat()}"),
            due.subject_id,
        )

    def _turned(self, session: Session, team_id: str, accounts: list[Account]) -> None:
        """People left or came back while Liaison was away; Slack's events of it are gone."""
        comings.heard(self.work(session, team_id, f"people:{self.clock.now().isoformat()}"), accounts)

    def _client_for(self, team_id: str) -> AsyncWebClient | None:
        return self.client if team_id == self.team_id else None


async def _finished(task: asyncio.Task[None]) -> None:
    await task


def _complain(reading: asyncio.Task[None]) -> None:
    if not reading.cancelled() and (error := reading.exception()) is not None:
        why = slacks_word(error) if isinstance(error, SlackApiError) else reason(error)
        log.warning("could not read who is in the workspace; people are looked up when they act", why=why)
