"""Waiting for what is not there yet: at a start Slack, the network and the database, later Slack's socket.

What passes is waited out, with a line a try; a real refusal is raised.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from sqlalchemy.exc import DBAPIError

from bot.slack.answers import NOT_SLACK, reason, slacks_word
from bot.slack.errors import LIMITED, NOT_NOW, UNSURE
from storage.db import outage

T = TypeVar("T")
Wait = Callable[[float], Awaitable[object]]
# Why somebody has to wait, in a few words; None for what no waiting mends.
Passing = Callable[[Exception], str | None]

FIRST_SECONDS, LONGEST_SECONDS = 1.0, 60.0
TOO_MANY, OF_THE_SERVER = 429, 500
# What PostgreSQL says with a FATAL that passes: it starts, stops, recovers, or is full.
PASSES = ("starting up", "shutting down", "recovery", "not yet accepting", "too many", "connection slots")

log = structlog.get_logger()


class Patience:
    """Tries again and again, more and more seldom. `wait` lets so many seconds pass."""

    def __init__(self, wait: Wait = asyncio.sleep) -> None:
        self._wait = wait
        # What is waited for, and why; empty while nothing is.
        self.waits_for = ""

    async def until(self, what: str, call: Callable[[], Awaitable[T]], passes: Passing) -> T:
        """What `call` answers at last. Raises what does not pass."""
        pause = FIRST_SECONDS
        try:
            while True:
                try:
                    return await call()
                except Exception as error:
                    why = passes(error)
                    if why is None:
                        raise
                    seconds = max(pause, _asked_for(error))
                self.waits_for = f"waits for {what}"
                log.warning(f"waiting for {what}", why=why, seconds=seconds)
                await self._wait(seconds)
                pause = min(2 * pause, LONGEST_SECONDS)
        finally:
            self.waits_for = ""


def slack_is_away(error: Exception) -> str | None:
    """Slack or the way to it has a bad moment."""
    if isinstance(error, SlackApiError):
        word, status = slacks_word(error), _status(error)
        if word in LIMITED | NOT_NOW | UNSURE:
            return word
        is_passing = status == TOO_MANY or status >= OF_THE_SERVER
        return f"{word} (HTTP {status})" if is_passing and word == NOT_SLACK else word if is_passing else None
    if isinstance(error, aiohttp.InvalidURL):
        return None
    return reason(error) if isinstance(error, aiohttp.ClientError | TimeoutError | OSError) else None


def slack_says_no(error: Exception) -> str | None:
    """Slack is away, or refuses what it allowed before: somebody may have switched it off for a while."""
    return slacks_word(error) if isinstance(error, SlackApiError) else slack_is_away(error)


def database_is_away(error: Exception) -> str | None:
    """A server of databases is not up yet; one that refuses the password or has no such database is."""
    trouble = outage(error)
    if trouble is None:
        return None
    words = str(trouble)
    is_refusal = "FATAL" in words and not any(one in words for one in PASSES)
    return None if is_refusal else words


def first_line(error: DBAPIError) -> str:
    """What a database's driver says."""
    return (str(error.orig).strip().splitlines() or [type(error.orig).__name__])[0]


def _status(error: SlackApiError) -> int:
    response: Any = error.response
    return int(getattr(response, "status_code", None) or getattr(response, "status", None) or 0)


def _asked_for(error: Exception) -> float:
    """How long Slack asks to wait, in seconds."""
    headers = getattr(getattr(error, "response", None), "headers", None) or {}
    try:
        return float(headers.get("Retry-After", 0))
    except (TypeError, ValueError):
        return 0.0
