"""Which blocks Slack draws itself in a workspace: learnt from what it takes and refuses, kept over a start, for a week.

To believe something wrong costs one call: what is refused is sent in its plain form at once.
"""

from __future__ import annotations

import contextlib
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar

import structlog
from slack_sdk.errors import SlackApiError

from bot.clock import Clock
from bot.machine.metrics import Metrics
from bot.slack.errors import Failure
from bot.words import native
from bot.words.native import NATIVE
from storage import natives as stored
from storage.db import Database, Unavailable
from storage.natives import REMEMBERED

T = TypeVar("T")

log = structlog.get_logger()


# Slack's words for blocks that it does not take: of a message, and of a view.
BLOCKS_REFUSED = ("invalid_blocks", "invalid_arguments")


def refusal_of_blocks(problem: Exception) -> Mapping[str, Any] | None:
    """Slack's answer, where it refuses what was sent for its blocks."""
    if isinstance(problem, Failure):
        answer: Any = problem.answer
    else:
        answer = problem.response.data if isinstance(problem, SlackApiError) else None
    return answer if isinstance(answer, dict) and answer.get("error") in BLOCKS_REFUSED else None


class Natives:
    """What this process knows of it, read once a workspace; `metrics` counts what is refused."""

    def __init__(self, database: Database, clock: Clock, metrics: Metrics | None = None) -> None:
        self._database = database
        self._clock = clock
        self._metrics = metrics
        self._known: dict[str, dict[str, tuple[bool, datetime]]] = {}

    async def lacking(self, team_id: str) -> frozenset[str]:
        """The types that the workspace refused lately."""
        known, since = await self._of(team_id), self._clock.now() - REMEMBERED
        return frozenset(kind for kind, (is_taken, at) in known.items() if not is_taken and at > since)

    async def surely(self, team_id: str, blocks: Sequence[Mapping[str, Any]], most: int) -> list[Mapping[str, Any]]:
        """The blocks for where nobody hears whether Slack refuses them: natively what it was seen to take there."""
        if not native.kinds(blocks):
            return [*blocks]
        known = await self._of(team_id)
        unsure = NATIVE - {kind for kind, (is_taken, _at) in known.items() if is_taken}
        return native.settled(blocks, unsure, most)

    async def sent(
        self,
        team_id: str,
        blocks: Sequence[Mapping[str, Any]],
        most: int,
        send: Callable[[list[Mapping[str, Any]]], Awaitable[T]],
    ) -> T:
        """Send the blocks natively where the workspace is not known to lack that, else, or once refused, plainly.

        `most` is Slack's bound on them; `send` makes the call, and raises Failure or Slack's error.
        """
        if not native.kinds(blocks):
            return await send([*blocks])
        lacking, learnt = await self.lacking(team_id), frozenset[str]()
        while True:
            tried = native.kinds(blocks) - lacking
            as_sent = native.settled(blocks, lacking, most)
            try:
                done = await send(as_sent)
                break
            except Exception as problem:
                answer = refusal_of_blocks(problem) if tried else None
                if answer is None:
                    raise
                # Where it names none of them nothing is learnt of the types, and this one goes out plainly. Where it
                # names one of several, the next may be refused as well.
                named = native.refused(answer, as_sent) & tried
                log.warning("Slack does not draw these blocks here", team_id=team_id, types=sorted(named or tried))
                learnt, lacking = learnt | named, lacking | (named or tried)
        # Whoever waits for it has it before anything is written down.
        await self._note(team_id, learnt, is_taken=False)
        await self._note(team_id, tried, is_taken=True)
        return done

    async def _of(self, team_id: str) -> Mapping[str, tuple[bool, datetime]]:
        if team_id not in self._known:
            with contextlib.suppress(Unavailable):
                self._known[team_id] = await self._database.read(lambda: self._read(team_id))
        return self._known.get(team_id, {})

    def _read(self, team_id: str) -> dict[str, tuple[bool, datetime]]:
        with self._database.snapshot() as session:
            return stored.of(session, team_id)

    async def _note(self, team_id: str, kinds: Collection[str], *, is_taken: bool) -> None:
        """Remember it: a refusal each time, what is taken once. Where that fails it is learnt again, for a call."""
        known, now = await self._of(team_id), self._clock.now()
        news = [kind for kind in kinds if not is_taken or kind not in known or not known[kind][0]]
        if not news:
            return
        self._known[team_id] = {**known, **dict.fromkeys(news, (is_taken, now))}
        if self._metrics is not None and not is_taken:
            for kind in news:
                self._metrics.native_refused(kind)

        def write() -> None:
            with self._database.transaction() as session:
                stored.note(session, team_id, news, now, is_taken=is_taken)

        with contextlib.suppress(Unavailable):
            await self._database.write(write)
