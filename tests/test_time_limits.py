"""A test that hangs fails by its name, whatever it waits for."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.time_limits import within

NAME = "the test of tests"


def wait_for_a_lock() -> None:
    threading.Event().wait()


def wait_in_a_loop() -> None:
    async def forever() -> None:
        await asyncio.Event().wait()

    asyncio.run(forever())


def turn_round() -> None:
    while True:
        pass


def turn_round_in_a_task_of_a_loop() -> None:
    async def forever() -> None:
        asyncio.get_running_loop().call_soon(turn_round)
        await asyncio.Event().wait()

    asyncio.run(forever())


@pytest.mark.parametrize("hang", [wait_for_a_lock, wait_in_a_loop, turn_round, turn_round_in_a_task_of_a_loop])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_hangs_fails_by_its_name(hang: Callable[[], None]) -> None:
    with pytest.raises(pytest.fail.Exception, match=r"the test of tests took longer than 0\.1 s"), within(0.1, NAME):
        hang()


def test_what_ends_in_time_leaves_the_limit_of_its_test_as_it_was() -> None:
    answered_by, (left, _again) = signal.getsignal(signal.SIGALRM), signal.getitimer(signal.ITIMER_REAL)
    with within(10.0, NAME), ThreadPoolExecutor() as threads:
        threads.submit(int).result()
    assert signal.getsignal(signal.SIGALRM) is answered_by
    assert left - 10.0 < signal.getitimer(signal.ITIMER_REAL)[0] <= left
    assert left > 100.0, "the test itself has no limit"
