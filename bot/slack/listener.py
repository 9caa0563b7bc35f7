"""Bolt receives, a table dispatches: one way in for each kind of payload."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Collection, Coroutine, Mapping
from datetime import UTC, datetime
from typing import Any

import structlog
from slack_bolt.app.async_app import AsyncApp
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.middleware.async_middleware import AsyncMiddleware
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.machine.metrics import Metrics
from bot.slack import replies
from bot.slack.dispatch import Handler
from bot.slack.entries import MARKED
from bot.slack.handling import Handling
from bot.slack.machine import Machine
from bot.slack.payloads import concerns_us, who
from bot.slack.turn import Turn
from bot.words.language import text as _
from bot.words.typed import typed

# Longer than anybody types; kept short of what a log line or a form should hold.
WORDS_AT_MOST = 3_000

# Slack gives an answer 3 seconds in all; what takes longer goes on, and is answered when it is done.
ANSWER_SECONDS = 2.5
# At a stop, what still goes on is given so long; then, what is being committed, and who is to be told of the rest.
DRAIN_SECONDS = 5.0
TOLD_SECONDS = 3.0

# What is done with one kind of payload.
Hears = Callable[[AsyncAck, Mapping[str, Any], AsyncWebClient], Awaitable[None]]

log = structlog.get_logger()


class Listener(AsyncMiddleware):
    """Turns what Bolt hands over into turns, has them handled, and asks for patience where that takes long.

    It stands among Bolt's middleware, behind what authorizes: of listeners Bolt asks one after another whether it is
    theirs, and gathers forty arguments for each before it picks those that it names.
    """

    def __init__(self, machine: Machine, metrics: Metrics) -> None:
        self._machine = machine
        self._metrics = metrics
        self._handling = Handling(machine, metrics)
        # What goes on, and the turn that it is, if it is one.
        self._under_way: dict[asyncio.Task[None], Turn | None] = {}
        # Set while nobody is being answered.
        self.idle = asyncio.Event()
        self.idle.set()
        self._of_type: Mapping[str, Hears] = {
            "block_actions": self._action,
            "view_submission": self._view,
            "view_closed": self._closed,
            "block_suggestion": self._options,
            "shortcut": self._shortcut,
            "message_action": self._shortcut,
            "event_callback": self._event,
            "app_rate_limited": self._limited,
        }

    def attach(self, app: AsyncApp) -> None:
        """Hear everything."""
        app.middleware(self)

    async def async_process(
        self, *, req: AsyncBoltRequest, resp: BoltResponse, next: Callable[[], Awaitable[Any]]
    ) -> BoltResponse:
        """Answer what came, and leave to Bolt what nobody here knows."""
        body = req.body
        hear = self._command if "command" in body else self._of_type.get(body.get("type", ""))
        if hear is None or req.context.client is None:
            await next()
            return resp
        ack = req.context.ack
        await hear(ack, body, req.context.client)
        # Of most messages nothing is said.
        return ack.response or await ack()

    async def _limited(self, ack: AsyncAck, body: Mapping[str, Any], _client: AsyncWebClient) -> None:
        """Slack keeps events back: there are more than it delivers in an hour."""
        self._metrics.events_limited()
        minute = datetime.fromtimestamp(body["minute_rate_limited"], UTC)
        log.error("Slack keeps events back", team_id=body["team_id"], minute=minute.isoformat())
        await ack()

    async def _command(self, ack: AsyncAck, body: Mapping[str, Any], client: AsyncWebClient) -> None:
        words = typed(str(body.get("text") or ""))[:WORDS_AT_MOST]
        handler, rest = self._machine.dispatch.command(body["command"], words)
        await self._turn("command", f"{body['command']}", handler, ack, body, client, words=rest)

    async def _action(self, ack: AsyncAck, body: Mapping[str, Any], client: AsyncWebClient) -> None:
        name = _bare(body["actions"][0]["action_id"])
        handler = self._machine.dispatch("action", name)
        if handler is None and (body.get("view") or {}).get("type") == "modal":
            form = body["view"]["callback_id"]
            await self._turn("typed", form, self._machine.dispatch("typed", form) or _keep, ack, body, client)
            return
        await self._turn("action", name, handler, ack, body, client)

    async def _view(self, ack: AsyncAck, body: Mapping[str, Any], client: AsyncWebClient) -> None:
        name = body["view"]["callback_id"]
        await self._turn("view", name, self._machine.dispatch("view", name), ack, body, client)

    async def _closed(self, ack: AsyncAck, _body: Mapping[str, Any], _client: AsyncWebClient) -> None:
        """Slack says nothing of what stood in a form that is closed: it is kept already, as it was typed."""
        await ack()

    async def _options(self, ack: AsyncAck, body: Mapping[str, Any], client: AsyncWebClient) -> None:
        name = _bare(body["action_id"])
        await self._turn("options", name, self._machine.dispatch("options", name), ack, body, client)

    async def _shortcut(self, ack: AsyncAck, body: Mapping[str, Any], client: AsyncWebClient) -> None:
        name = body["callback_id"]
        await self._turn("shortcut", name, self._machine.dispatch("shortcut", name), ack, body, client)

    async def _event(self, ack: AsyncAck, body: Mapping[str, Any], client: AsyncWebClient) -> None:
        event = body["event"]
        if event.get("bot_id") or not concerns_us(body):
            return
        name = event["type"]
        await self._turn("event", name, self._machine.dispatch("event", name), ack, body, client)

    async def _turn(
        self,
        kind: str,
        name: str,
        handler: Handler[Turn] | None,
        ack: AsyncAck,
        body: Mapping[str, Any],
        client: AsyncWebClient,
        words: str = "",
    ) -> None:
        if handler is None:
            log.info("nobody answers", kind=kind, name=name)
            await ack()
            return
        team_id, user_id = who(body)
        turn = Turn(
            machine=self._machine,
            kind=kind,
            body=body,
            team_id=team_id,
            user_id=user_id,
            reader=Turn.NOBODY,
            client=client,
            ack=ack,
            words=words,
        )
        taking = self._go_on(self._handling.take(handler, turn, name), turn)
        # An event is left to wait: nobody looks on, and one that is not acknowledged is delivered again.
        patience = None if kind == "event" else ANSWER_SECONDS
        await asyncio.wait({taking, turn.let_go}, timeout=patience, return_when=asyncio.FIRST_COMPLETED)
        if taking.done():
            taking.result()
        elif not turn.is_acked:
            await self._ask_for_patience(turn)

    def _go_on(self, doing: Coroutine[Any, Any, None], turn: Turn | None = None) -> asyncio.Task[None]:
        """Do it beside what else is done; a stop waits for it."""
        task = asyncio.create_task(doing)
        self._under_way[task] = turn
        self.idle.clear()
        task.add_done_callback(self._end)
        return task

    def _end(self, taking: asyncio.Task[None]) -> None:
        del self._under_way[taking]
        if not self._under_way:
            self.idle.set()

    async def drain(self) -> None:
        """Let what is under way come to its end, as far as there is time; who waits for the rest is told of it.

        What is not committed by then is not done.
        """
        await self._idle_within(DRAIN_SECONDS)
        turns = [(taking, turn) for taking, turn in self._under_way.items() if turn is not None]
        for _taking, turn in turns:
            turn.is_broken_off = True
        saving = {taking for taking, turn in turns if turn.is_saving}
        self._break_off(self._under_way.keys() - saving)
        await self._idle_within(TOLD_SECONDS)
        self._break_off(saving & self._under_way.keys())
        await self._idle_within(TOLD_SECONDS if saving else 0)
        self._break_off(self._under_way)

    async def _idle_within(self, seconds: float) -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.idle.wait()

    @staticmethod
    def _break_off(some: Collection[asyncio.Task[None]]) -> None:
        for taking in some:
            taking.cancel()

    async def _ask_for_patience(self, turn: Turn) -> None:
        """Answer in time that it takes longer; whoever acted hears what becomes of it, and a form stays open."""
        if turn.kind == "view":
            why = _(
                "This takes longer than usual. Leave the form open: you will be told when it is saved. "
                "If you hear nothing within a minute, send it again; nothing is done twice."
            )
            await turn.show_errors({"": why.for_(turn.reader)})
            turn.plea = self._go_on(asyncio.sleep(replies.ARRIVED_SECONDS))
            return
        why = _("This takes longer than usual. You will be told what becomes of it.")
        if turn.kind == "command":
            await turn.answer("refused", why=why, offer=None)
            turn.plea = self._go_on(asyncio.sleep(replies.ARRIVED_SECONDS))
            return
        await turn.accept()
        if turn.kind not in ("options", "typed") and not turn.is_at_home:
            # Slack has its answer before the person is told.
            turn.plea = self._go_on(turn.plead(turn.message("refused", why=why, offer=None)))


def _bare(action_id: str) -> str:
    """The name of an element, whatever it is told by from the one that stood in its place before."""
    return action_id.partition(MARKED)[0]


async def _keep(turn: Turn) -> None:
    """Somebody types into a form, or chooses: it is kept until the form is sent."""
    if turn.draft:
        await turn.keep_typed()
