"""One attempt to deliver a row to Slack: the call itself, and looking whether an earlier attempt had done it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from typing import Any

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.documents.document import Document
from bot.outbox.calls import Calls
from bot.outbox.carrying import MADE, carried, fetched, is_taken_in, put
from bot.outbox.ends import NoThread, NotYet, Removed
from bot.outbox.lease import Leases
from bot.outbox.outcomes import Lack, Sent
from bot.outbox.pace import Buckets
from bot.slack.errors import CARD_LOST, CARD_REMOVED, Failure, Meaning
from bot.slack.natives import Natives
from storage.cards import REMOVED
from storage.db import Unavailable
from storage.sending import Claimed

# Commits other arguments of a row; False where another sender holds it by now.
KeepArguments = Callable[[Claimed, str], Awaitable[bool]]
# The document of a row as it is now. Raises Pointless, Failure and NotYet.
MakeDocument = Callable[[Claimed], Awaitable[tuple[Document, bytes]]]

METADATA = "liaison_outbox"
# Slack's clock and ours differ, and Slack may have answered late.
LOOK_BACK = timedelta(minutes=5)
# Slack: at most 1,000, and no more than 200 recommended.
PAGE = 200
# chat.update refuses more.
UPDATE_TEXT = 4_000

log = structlog.get_logger()


class Attempt(Calls):
    """An attempt to deliver one row, and what is learnt by it of the app's rights."""

    def __init__(
        self,
        claimed: Claimed,
        client: AsyncWebClient,
        clock: Clock,
        make_document: MakeDocument,
        keep: KeepArguments,
        buckets: Buckets,
        leases: Leases,
        natives: Natives,
        *,
        is_said: bool,
    ) -> None:
        super().__init__(claimed, client, clock, buckets, leases, natives)
        self._is_said = is_said
        self._make_document = make_document
        self._keep_arguments = keep
        self._arguments: dict[str, Any] = json.loads(claimed.arguments)
        if claimed.thread_ts is not None:
            self._arguments["thread_ts"] = claimed.thread_ts
        self.lacks: Lack | None = None

    async def make(self) -> Sent:
        """Deliver the row. Raises Failure, NotYet, Pointless, Removed and NoThread."""
        match self._claimed.method:
            case "card":
                return await self._draw()
            case "chat.postMessage":
                return await self._post()
            case "conversations.create":
                return await self._create()
            case "file" | "document":
                return await self._bring()
            case "conversations.members":
                return Sent(await self._roll())
            case "usergroups.users.list" | "files.info" | "users.info" as method:
                # What only reads takes no JSON.
                answer = await self._call(method, self._arguments, http_verb="GET")
                if method == "files.info" and not is_taken_in(answer):
                    raise Failure(Meaning.UNKNOWN, "Slack has not taken the file in")
                return Sent(answer)
            case method:
                answer = await self._do(method, self._prepared(method))
                return Sent(answer, answer.get("channel") if method.startswith("chat.") else None, answer.get("ts"))

    async def _draw(self) -> Sent:
        channel, ts = self._claimed.card_channel, self._claimed.card_ts
        if channel is None or ts is None:
            return await self._post()
        if ts == REMOVED:
            return await self._again()
        place = {"channel": channel, "ts": ts}
        try:
            answer = await self._say("chat.update", self._prepared("chat.update") | place)
        except Failure as failure:
            if failure.error == CARD_REMOVED:
                return await self._again()
            if failure.error not in CARD_LOST:
                raise
            return await self._post()
        return Sent(answer, channel, ts)

    async def _again(self) -> Sent:
        """A card that somebody has removed: it is posted for what is said by it, and not for being drawn anew."""
        if not self._is_said:
            raise Removed
        return await self._post()

    async def _post(self) -> Sent:
        if self._claimed.under is not None and self._claimed.thread_ts is None:
            raise NoThread
        if self._claimed.is_unsure and (found := await self._posted_before()):
            return found
        metadata = {"event_type": METADATA, "event_payload": {"id": self._claimed.token}}
        answer = await self._say("chat.postMessage", {**self._arguments, "metadata": metadata})
        return Sent(answer, answer["channel"], answer["ts"])

    async def _create(self) -> Sent:
        if self._claimed.is_unsure and (found := await self._created_before()):
            return found
        return Sent(await self._do("conversations.create", self._arguments))

    async def _bring(self) -> Sent:
        if self._claimed.is_unsure and (found := await self._brought_before()):
            return found
        made = await (self._carry() if self._claimed.method == "file" else self._send())
        if "channel" not in self._arguments:
            return Sent({"file": {"id": made}})
        try:
            return Sent(await self._call("files.info", {"file": made}, http_verb="GET"))
        except (Failure, NotYet) as unheard:
            # It stands there: the next attempt finds it instead of bringing it once more.
            raise Failure(Meaning.UNSURE, "shared, but not described yet") from unheard

    async def _carry(self) -> str:
        """A file that somebody handed over, put where it belongs; the id of the one that stands there."""
        content = await fetched(self._client, self._call, self._arguments["file"])
        return await self._put(content, name=str(self._arguments["name"]))

    async def _send(self) -> str:
        """A document of ours; its id."""
        document, content = await self._make_document(self._claimed)
        return await self._put(content, name=document.name, title=document.title, beside=document.beside)

    async def _put(self, content: bytes, **described: str) -> str:
        place = {"channel_id": await self._conversation()} if "channel" in self._arguments else {}
        if "thread_ts" in self._arguments:
            place["thread_ts"] = self._arguments["thread_ts"]
        return await put(self._client, self._do, self._keep, place, content, **described)

    async def _roll(self) -> dict[str, Any]:
        """Everybody in a channel, page by page, what it is called, whether it is private, and when that was begun."""
        asked_at = self._clock.now().isoformat()
        described = await self._call("conversations.info", self._arguments, http_verb="GET")
        members = [
            one async for one in self._every("conversations.members", {**self._arguments, "limit": PAGE}, "members")
        ]
        told = {name: described["channel"].get(name) for name in ("name", "is_private")}
        return {**self._arguments, "members": members, **told, "asked_at": asked_at}

    def _prepared(self, method: str) -> dict[str, Any]:
        arguments = dict(self._arguments)
        if method == "chat.update":
            arguments.pop("thread_ts", None)
            text = str(arguments.get("text", ""))
            if len(text) > UPDATE_TEXT:
                arguments["text"] = text[: UPDATE_TEXT - 1] + "…"
        if method == "conversations.invite":
            # One who is in the channel already must not keep the others out.
            arguments.setdefault("force", True)
        return arguments

    async def _keep(self, made: str) -> None:
        """Keep the id of a file before anybody can see it."""
        kept = json.dumps({**self._arguments, MADE: made}, ensure_ascii=False)
        try:
            is_ours = await self._keep_arguments(self._claimed, kept)
        except Unavailable:
            is_ours = False
        if not is_ours:
            raise NotYet(self._clock.steady())

    # looking for what an earlier attempt may have done

    async def _posted_before(self) -> Sent | None:
        """The message of this row, where it stands in Slack already."""
        try:
            channel = await self._conversation()
            pace = self._buckets.pace
            since = f"{(self._claimed.tried_at - pace.history_back).timestamp():.6f}"
            # An attempt that had to wait goes on where it was.
            looked = self._buckets.looked.get(self._claimed.id, "")
            where = {"channel": channel, "oldest": since, "limit": pace.history_page, "include_all_metadata": True,
                     "cursor": looked}  # fmt: skip
            method = "conversations.history"
            if thread := self._arguments.get("thread_ts"):
                method, where = "conversations.replies", where | {"ts": thread}
            async for message in self._every(method, where, "messages"):
                metadata = message.get("metadata") or {}
                if metadata.get("event_payload", {}).get("id") == self._claimed.token:
                    self._buckets.looked.pop(self._claimed.id, None)
                    answer = {"ok": True, "channel": channel, "ts": message["ts"], "message": message}
                    return Sent(answer, channel, message["ts"], was_found=True)
        except Failure as failure:
            if failure.meaning is not Meaning.LIMITED:
                # Where Slack does not know the page any more, it is looked for from the beginning.
                self._buckets.looked.pop(self._claimed.id, None)
            self._unless_unreadable(failure)
        self._buckets.looked.pop(self._claimed.id, None)
        return None

    async def _created_before(self) -> Sent | None:
        """The channel of this row, where it exists already."""
        kind = "private_channel" if self._arguments.get("is_private") else "public_channel"
        since = (self._claimed.tried_at - LOOK_BACK).timestamp()
        try:
            own = (await self._call("auth.test", {}))["user_id"]
            listing = {"types": kind, "exclude_archived": True, "limit": PAGE}
            async for channel in self._every("conversations.list", listing, "channels"):
                is_its = channel["name"] == self._arguments["name"] and channel.get("creator") == own
                if is_its and channel.get("created", 0) >= since:
                    return Sent({"ok": True, "channel": channel}, was_found=True)
        except Failure as failure:
            self._unless_unreadable(failure)
        return None

    async def _brought_before(self) -> Sent | None:
        """The file of this row, where it was shared already."""
        try:
            answer = await carried(self._call, self._arguments)
        except Failure as failure:
            self._unless_unreadable(failure)
            return None
        return Sent(answer, was_found=True) if answer is not None else None

    async def _conversation(self) -> str:
        """The conversation that the message goes to; a person's is their direct message with the app."""
        target = str(self._arguments["channel"])
        if not target.startswith(("U", "W")):
            return target
        opened = await self._call("conversations.open", {"users": target})
        return str(opened["channel"]["id"])

    async def _every(self, method: str, arguments: dict[str, Any], name: str) -> AsyncIterator[Any]:
        cursor = str(arguments.get("cursor", ""))
        while True:
            page = await self._call(method, arguments | ({"cursor": cursor} if cursor else {}), http_verb="GET")
            for each in page[name]:
                yield each
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if "cursor" in arguments:
                self._buckets.looked[self._claimed.id] = cursor
            if not cursor:
                return

    def _unless_unreadable(self, failure: Failure) -> None:
        """Raise the failure, except where Slack will never let us look: then the call is simply made again."""
        if failure.meaning not in (Meaning.TARGET_GONE, Meaning.REFUSED, Meaning.OUR_MISTAKE, Meaning.NOT_ALLOWED):
            raise failure
        if failure.scope:
            self.lacks = Lack(failure.scope, failure.method)
        log.warning("outbox.cannot_look", row=self._claimed.id, team_id=self._claimed.team_id, error=failure.error)
