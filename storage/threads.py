"""The database's threads, and how long somebody waits for one of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from storage.outages import Unavailable, raise_outage

T = TypeVar("T")

# Whoever acts is asked for patience before Slack gives up (`bot.slack.listener`), and rather waits for a busy machine
# than does it again. What was given up is not done afterwards.
WAIT_SECONDS = 10.0


def run_in(threads: ThreadPoolExecutor, function: Callable[[], T]) -> asyncio.Future[T]:
    """Run `function` in one of these threads.

    Raises Unavailable where the database is the trouble, or no thread has time for it.
    The loop's own `run_in_executor` has the thread's future tell the loop's, which takes as long as a query.
    """
    loop = asyncio.get_running_loop()
    done: asyncio.Future[T] = loop.create_future()

    def run() -> None:
        try:
            try:
                result = function()
            except Exception as error:
                raise_outage(error)
                raise
        except BaseException as error:
            loop.call_soon_threadsafe(settle, done, done.set_exception, error)
        else:
            loop.call_soon_threadsafe(settle, done, done.set_result, result)

    waiting = threads.submit(run)

    def give_up() -> None:
        # Not where it has begun by now, or ended.
        if waiting.cancel():
            settle(done, done.set_exception, Unavailable(f"no thread had time within {WAIT_SECONDS:g} s"))

    giving_up = loop.call_later(WAIT_SECONDS, give_up)

    def is_over(done: asyncio.Future[T]) -> None:
        giving_up.cancel()
        if done.cancelled():
            # Nobody waits for it any more: what has not begun is not done.
            waiting.cancel()

    done.add_done_callback(is_over)
    return done


def settle(future: asyncio.Future[Any], tell: Callable[[Any], None], what: object) -> None:
    """Tell a future what became of it, unless it knows."""
    if not future.done():
        tell(what)
