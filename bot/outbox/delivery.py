"""Delivering a row to Slack: what an attempt came to, and when it is made again."""

from __future__ import annotations

import asyncio
import json
import random
import secrets
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.clock import Clock
from bot.documents.document import Document
from bot.outbox.attempts import Attempt, KeepArguments
from bot.outbox.ends import NoThread, NotYet, Pointless, Removed
from bot.outbox.lease import Leases
from bot.outbox.outcomes import (
    Barred,
    Dropped,
    Held,
    Lack,
    Later,
    Outcome,
    Parked,
    Refused,
    Sent,
    TargetGone,
    Withheld,
    WorkspaceGone,
)
from bot.outbox.pace import Buckets
from bot.slack.errors import Failure, Meaning
from bot.slack.natives import Natives
from storage.db import Unavailable
from storage.outbox import SAID, is_to_draw
from storage.returning import PROBE
from storage.sending import Claimed

log = structlog.get_logger()

ClientFor = Callable[[str], AsyncWebClient | None]
Answer = TypeVar("Answer")
Ask = Callable[[Claimed], Awaitable[Answer]]

# The first repetition also leaves a request that we gave up on the time to arrive.
FIRST_BACKOFF_SECONDS = 2.0
LONGEST_BACKOFF_SECONDS = 300.0
# How often an error that is in no list is tried again.
MOST_ATTEMPTS = 8
# Whether Slack takes our token again is asked a minute after it did not, then half as often each time, up to this.
FIRST_PROBE_SECONDS, LONGEST_PROBE_SECONDS = 60.0, 600.0
# Not all come back at once: a pause is longer by up to this.
PAUSES_VARY = 1.25
LONGEST_PAUSE = timedelta(seconds=max(LONGEST_BACKOFF_SECONDS, LONGEST_PROBE_SECONDS) * PAUSES_VARY)


class Deliveries:
    """Makes attempts. `client_for` gives a workspace's client (one that repeats nothing), None where it is gone;
    `draw` the arguments of a card as it is now, and `document` a file, None where there is nothing to show; `why_not`
    why it is not to be read there, None where it is; `keep` keeps other arguments.
    """

    def __init__(
        self,
        clock: Clock,
        client_for: ClientFor,
        draw: Ask[str | None],
        document: Ask[Document | None],
        why_not: Ask[Barred | None],
        keep: KeepArguments,
        buckets: Buckets,
        chance: random.Random,
        leases: Leases,
        natives: Natives,
    ) -> None:
        self._clock = clock
        self._client_for = client_for
        self._draw = draw
        self._document = document
        self._why_not = why_not
        self._keep = keep
        self._buckets = buckets
        self._chance = chance
        self._leases = leases
        self._natives = natives

    async def attempt(self, claimed: Claimed) -> Outcome:
        """Deliver the row, if it can be now; raises nothing."""
        client = self._client_for(claimed.team_id)
        if client is None:
            return self._outcome(claimed, Failure(Meaning.WORKSPACE_GONE, "no token"))
        try:
            if claimed.is_in_doubt and (barred := await self._asked(self._why_not, claimed)) is not None:
                return await self._withhold(client, claimed, barred)
            is_said = claimed.arguments == SAID
            if is_to_draw(claimed.arguments):
                claimed = await self._drawn(claimed)
            return await self._made_of(client, claimed, is_said=is_said)
        except NotYet as wait:
            return Held(wait.until)
        except Pointless as pointless:
            return Dropped(str(pointless))
        except Removed:
            return Dropped("it was removed where it stood", is_removed=True)
        except NoThread:
            return Dropped("the card in whose thread it was to go does not stand")
        except Failure as failure:
            return self._outcome(claimed, failure)
        except Exception:
            error_id = secrets.token_hex(4)
            log.exception("outbox.attempt_failed", error_id=error_id, row=claimed.id, template=claimed.template)
            return self._outcome(claimed, Failure(Meaning.UNKNOWN, f"error {error_id}"), is_unsure=True)

    async def _made_of(self, client: AsyncWebClient, claimed: Claimed, *, is_said: bool = False) -> Sent:
        attempt = Attempt(
            claimed,
            client,
            self._clock,
            self._made,
            self._keep,
            self._buckets,
            self._leases,
            self._natives,
            is_said=is_said,
        )
        return replace(await attempt.make(), lacks=attempt.lacks, granted=attempt.granted)

    async def _withhold(self, client: AsyncWebClient, claimed: Claimed, barred: Barred) -> Outcome:
        """Nothing of it is said; a card that stands there says so from now on, and no more."""
        if barred.instead is None or not claimed.card_ts:
            return Withheld(barred.why)
        return replace(await self._made_of(client, claimed._replace(arguments=barred.instead)), is_last=True)

    async def _drawn(self, claimed: Claimed) -> Claimed:
        """The card, or message, as it is now. Whatever is changed from here on draws it in a row of its own."""
        arguments = await self._asked(self._draw, claimed)
        if arguments is None:
            raise Pointless("gone")
        return claimed._replace(arguments=arguments)

    async def _made(self, claimed: Claimed) -> tuple[Document, bytes]:
        """The document as it is now."""
        document = await self._asked(self._document, claimed)
        if document is None:
            raise Pointless("gone")
        return document, await asyncio.to_thread(document.make)

    async def _asked(self, what: Ask[Answer], claimed: Claimed) -> Answer:
        """What the database says of the row."""
        try:
            return await what(claimed)
        except Unavailable:
            raise NotYet(self._clock.steady()) from None
        except Exception as problem:
            error_id = secrets.token_hex(4)
            log.exception("outbox.cannot_draw", error_id=error_id, row=claimed.id, template=claimed.template)
            raise Failure(Meaning.UNKNOWN, f"error {error_id}") from problem

    def _outcome(self, claimed: Claimed, failure: Failure, *, is_unsure: bool = False) -> Outcome:
        now = self._clock.now()
        if claimed.method == PROBE:
            # It is asked until Slack says yes.
            return Later(now + self._pause(claimed, FIRST_PROBE_SECONDS, LONGEST_PROBE_SECONDS), failure.error)
        match failure.meaning:
            case Meaning.DONE:
                return Sent({**failure.answer, "ok": True})
            case Meaning.TARGET_GONE:
                return TargetGone(json.loads(claimed.arguments).get("channel") or claimed.lane, failure.error)
            case Meaning.WORKSPACE_GONE:
                return WorkspaceGone(failure.error)
            case Meaning.NOT_ALLOWED:
                lacks = Lack(failure.scope, failure.method) if failure.scope else None
                return Parked(failure.note, is_to_allow=True, lacks=lacks)
            case Meaning.OUR_MISTAKE:
                return Parked(failure.error)
            case Meaning.REFUSED:
                return Refused(failure.error)
            case Meaning.LIMITED:
                return Later(now + timedelta(seconds=failure.retry_after), failure.error, counts=False)
            case Meaning.UNKNOWN if claimed.attempts + 1 >= MOST_ATTEMPTS:
                return Parked(failure.error)
        pause = self._pause(claimed, FIRST_BACKOFF_SECONDS, LONGEST_BACKOFF_SECONDS)
        return Later(now + pause, failure.error, is_unsure or failure.meaning is Meaning.UNSURE)

    def _pause(self, claimed: Claimed, first: float, longest: float) -> timedelta:
        seconds = min(first * 2 ** min(claimed.attempts, 20), longest)
        return timedelta(milliseconds=round(seconds * 1000 * self._chance.uniform(1.0, PAUSES_VARY)))
