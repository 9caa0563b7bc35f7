"""A time limit for every test: one that hangs fails, and is named, instead of holding up all others."""

from __future__ import annotations

import signal
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest

# Ten times what the longest takes on a quiet machine. For its setting up, itself, and its clearing up, each.
SECONDS = 300.0
# A loop keeps what breaks in one of its tasks to that task: it is said again until it reaches the test.
AGAIN_SECONDS = 1.0


@contextmanager
def within(seconds: float, what: str) -> Iterator[None]:
    """Fail where the block takes longer, whatever it waits for."""

    def give_up(_signal: int, _frame: FrameType | None) -> None:
        pytest.fail(f"{what} took longer than {seconds:g} s")

    answered_by = signal.signal(signal.SIGALRM, give_up)
    left, again = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN_SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, answered_by)
        signal.setitimer(signal.ITIMER_REAL, left, again)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Generator[None, Any, Any]:
    """Setting up."""
    with within(SECONDS, f"setting up {item.nodeid}"):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, Any, Any]:
    """The test itself."""
    with within(SECONDS, item.nodeid):
        return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item) -> Generator[None, Any, Any]:
    """Clearing up."""
    with within(SECONDS, f"clearing up after {item.nodeid}"):
        return (yield)
