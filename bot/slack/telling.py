"""What a person is told of what they did: privately, where they are, and later where that cannot be now."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, Concatenate, ParamSpec, TypeVar

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.response import BoltResponse
from slack_sdk.web.async_client import AsyncWebClient

from bot.process.kernel.work import Work
from bot.slack.deeds import AT_THE_SAME_MOMENT, AlreadyDone, Deeds
from bot.slack.replies import WAY_SECONDS, Replies
from bot.slack.showing import shown
from bot.words import native
from bot.words.language import Reader, Text
from bot.words.language import text as _
from bot.words.messages import VIEW_BLOCKS, Message
from bot.words.refused import Offer
from storage.db import Unavailable
from storage.sending import Lane

P = ParamSpec("P")
T = TypeVar("T")

# Blocks that Slack takes in messages alone.
MESSAGES_ONLY = ("table", "markdown", "file")
# As long as Slack takes answers to what was asked: whoever still wants to see it later has asked again.
ASKED_FOR = timedelta(minutes=30)
# At a stop, a person is told within these what becomes of what they did, or else at the next start.
LAST_SECONDS = 2.0


@dataclass(slots=True, kw_only=True)
class Telling(Deeds):
    """What came, from whom, and the ways to tell them. `words` is what follows a command's first word."""

    reader: Reader
    client: AsyncWebClient
    ack: AsyncAck
    words: str = ""
    is_acked: bool = False
    # What was answered to something done on App Home; it is shown there.
    notices: list[Message] = field(default_factory=list)
    # Tells the person that it takes longer; what becomes of it is told after that.
    plea: asyncio.Task[None] | None = None
    # The command that answers, and how the person has to type it, where that is not the one that was typed.
    command: str = ""
    typed: str | None = None
    # Set when Slack can have the answer although more is still to be done; and how a refusal of that is shown.
    let_go: asyncio.Future[None] = field(default_factory=lambda: asyncio.get_running_loop().create_future())
    show_refusal: Callable[[Text], Awaitable[None]] | None = None

    NOBODY = Reader()

    def message(self, template: str, **context: Any) -> Message:
        """A template as this person reads it."""
        return self.machine.templates.message(template, self.reader, self.machine.clock.now(), **context)

    def rendered_view(self, template: str, **context: Any) -> dict[str, Any]:
        """A modal or Home as this person reads it."""
        return self.machine.templates.view(template, self.reader, self.machine.clock.now(), **context)

    async def show(self, view: dict[str, Any], call: Callable[[dict[str, Any]], Awaitable[Any]]) -> None:
        """Have Slack show a view by that call, with what it draws itself where the workspace has that."""
        await self.machine.natives.sent(
            self.team_id, view["blocks"], VIEW_BLOCKS, lambda blocks: shown(call({**view, "blocks": blocks}))
        )

    async def answer(self, template: str, **context: Any) -> None:
        """Tell the person alone, where they are."""
        await self.tell(self.message(template, **context))

    async def refuse(self, why: Text, offer: Offer | None = None) -> None:
        """Tell the person alone why something is not done: later, where that cannot be now."""
        await self.tell(self.message("refused", why=why, offer=offer), is_refusal=True)

    async def tell(self, message: Message, *, is_refusal: bool = False) -> None:
        """Tell the person alone, where they are: with the ack, by response_url, or as an ephemeral message."""
        # Whether Slack refuses the blocks of an acknowledgement is never heard.
        if self.kind == "command" and not self.is_acked and native.MARK not in message.blocks:
            self.is_acked = True
            self.ack.response = BoltResponse(status=200, body=message.as_answer())
            await self._is_heard()
            return
        await self.accept()
        if self.is_at_home and not any(block["type"] in MESSAGES_ONLY for block in message.plainly()["blocks"]):
            self.notices.append(message)
            return
        if self.kind == "mention" and not self._is_noted:
            # Nothing was changed that would have told a message delivered again from a new one.
            try:
                await self.machine.database.write(self._note)
            except AlreadyDone:
                return
            except Unavailable:
                # Better told twice than not at all.
                pass
        await self._reply(message, is_refusal=is_refusal)

    async def tell_of(
        self,
        worded: Callable[[T], Message],
        operation: Callable[Concatenate[Work, P], T],
        *args: P.args,
        **kwargs: P.kwargs,
    ) -> None:
        """Do something and tell the person what `worded` makes of it.

        It is put into words while the disk writes, and told when it is committed.
        """
        try:
            (result, lanes), message = await self.machine.database.write_while(
                lambda hand_over: self._commit(lambda work: operation(work, *args, **kwargs), hand_over), worded
            )
        except AT_THE_SAME_MOMENT:
            result, message = await self.do(operation, *args, **kwargs), None
        else:
            self._wake(lanes)
        await self.tell(message or worded(result))

    async def tell_notices(self) -> None:
        """Tell elsewhere what was to stand on App Home, which cannot be drawn."""
        notices, self.notices = self.notices, []
        for message in notices:
            await self._reply(message)

    async def _reply(self, message: Message, *, is_refusal: bool = False) -> None:
        if self.plea is not None:
            await asyncio.wait({self.plea})
        if await self._replies().tell(message.as_arguments()):
            await self._is_heard()
        elif self.is_begun or is_refusal:
            # Who did it must hear what became of it, or does it again.
            await self.leave(lambda work: work.pass_on(message))
        elif self.kind != "event":
            await self.leave(self._say_not_shown)
            self.machine.unshown.add((self.team_id, self.user_id))

    def _say_not_shown(self, work: Work) -> None:
        """An old list is of no use to anybody; that one may ask again is, for a while."""
        why = _("What you asked for may not have reached you. Please ask again if you still need it.")
        self._leave_unsaid(work)
        message = self.message("refused", why=why, offer=None)
        work.pass_on(message, about=self._unshown, expires_at=work.now + ASKED_FOR)

    async def _is_heard(self) -> None:
        """Who has been answered since need not hear that something before could not be shown."""
        if (self.team_id, self.user_id) in self.machine.unshown:
            self.machine.unshown.discard((self.team_id, self.user_id))
            await self.leave(self._leave_unsaid)

    def _leave_unsaid(self, work: Work) -> None:
        work.unsay(self._unshown, "they have asked again")

    @property
    def _unshown(self) -> str:
        return f"unshown:{self.user_id}"

    async def plead(self, message: Message) -> None:
        """Tell the person that it takes longer, if that can be told at once."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(WAY_SECONDS):
                await self._replies().tell(message.as_arguments())

    async def tell_at_last(self, message: Message) -> None:
        """Tell the person, while Liaison stops, what becomes of what they did: now, or when it is there again."""
        # What Slack waits for was answered long ago, or is no longer heard.
        self.is_acked = True
        await self.tell_notices()
        told = False
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(LAST_SECONDS):
                told = await self._replies().tell(message.as_arguments())
        if not told:
            await self.leave(lambda work: work.pass_on(message))

    async def leave(self, say: Callable[[Work], object]) -> bool:
        """Leave to the outbox what could not be told, or what others are to be told; False where that cannot be.

        It is no part of what is done, and is left also where nobody waits for it any more.
        """

        def leave() -> set[Lane]:
            with self.machine.database.transaction() as session:
                work = self._work(session)
                say(work)
            return work.lanes

        with contextlib.suppress(Unavailable):
            self._wake(await asyncio.shield(asyncio.ensure_future(self.machine.database.write(leave))))
            return True
        return False

    def _replies(self) -> Replies:
        """The ways to tell the person alone, where they are."""
        event = self.event if self.kind == "mention" else {}
        return Replies(
            self.client,
            self.machine.natives,
            self.team_id,
            self.user_id,
            response_url=self.body.get("response_url"),
            channel_id=self.channel_id,
            conversation=event["channel"] if event.get("channel_type") == "im" else None,
            thread_ts=event.get("thread_ts"),
        )

    async def accept(self, **answer: Any) -> None:
        """Acknowledge, if that has not been done."""
        if not self.is_acked:
            self.is_acked = True
            await self.ack(**answer)
