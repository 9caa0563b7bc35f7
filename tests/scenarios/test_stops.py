"""Liaison stops while people wait: each hears whether what they did is saved, and what is not saved is not done."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event

from bot.app import App
from bot.process.tasks import updates
from bot.slack import listener
from tests.scenarios.cards import card_of
from tests.world import Person, World

SAVED = "It is saved; Liaison is being restarted"
NOT_DONE = "this was broken off before it was done"
UNKNOWN = "nobody knows whether this is saved"
EVERYWHERE = ("response_url", "chat.postEphemeral", "chat.postMessage")


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listener, "ANSWER_SECONDS", 0.3)
    monkeypatch.setattr(listener, "DRAIN_SECONDS", 0.2)


@pytest.fixture(autouse=True)
async def _acquainted(world: World) -> None:
    """Sam has written to Liaison before: there is a conversation to read."""
    await world.sam.types("task help", channel="@Liaison")


@contextmanager
def held_up(listen: Callable[[Callable[..., Any]], object]) -> Iterator[tuple[threading.Event, threading.Event]]:
    """What calls what `listen` is given stands still there; the events say that it does, and let it go on."""
    is_there, go_on = threading.Event(), threading.Event()

    def wait(*_whatever: Any) -> None:
        is_there.set()
        go_on.wait()

    listen(wait)
    try:
        yield is_there, go_on
    finally:
        go_on.set()


async def told(person: Person) -> str:
    """All that Liaison has told the person, in the channel and in their conversation."""
    messages = [*await person.sees(), *await person.inbox()]
    return "\n".join(message.text for message in messages if message.from_app)


async def test_what_waits_for_the_database_is_not_done_and_told_so(world: World, liaison: App) -> None:
    with held_up(lambda wait: liaison.database._write_threads.submit(wait)):
        await world.sam.types("/task update T-6 40% too late")
        await liaison.listener.drain()
        assert NOT_DONE in await told(world.sam)
    await world.settle()
    assert "too late" not in (await world.sam.types("/task show T-6")).text
    await world.sam.types("/task update T-6 40% in time")
    assert "40%" in (await card_of(world, 6)).text


async def test_what_has_begun_but_is_not_committed_is_undone(
    world: World, liaison: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    update = updates.update

    def slow(wait: Callable[..., None]) -> None:
        def updated(*given: Any) -> Any:
            saved = update(*given)
            wait()
            return saved

        monkeypatch.setattr(updates, "update", updated)

    with held_up(slow):
        await world.sam.types("/task update T-6 40% too late")
        await liaison.listener.drain()
        assert NOT_DONE in await told(world.sam)
    await world.settle()
    assert "too late" not in (await world.sam.types("/task show T-6")).text


async def test_what_is_committed_hears_that_it_is_saved(world: World, liaison: App) -> None:
    await world.sam.types("/task update T-6 60%")
    await world.faults.add("latency", "response_url", seconds=30.0, times=1)
    await world.sam.presses("Undo")
    await liaison.listener.drain()
    assert SAVED in await told(world.sam)
    await world.settle()
    assert "60%" not in (await card_of(world, 6)).text


async def test_what_is_being_committed_is_waited_for(world: World, liaison: App) -> None:
    with held_up(lambda wait: event.listen(liaison.database.engine, "commit", wait, once=True)) as (is_there, go_on):
        await world.sam.types("/task update T-6 40% in time")
        assert is_there.is_set()
        stopping = asyncio.create_task(liaison.listener.drain())
        await asyncio.sleep(listener.DRAIN_SECONDS * 2)
        assert not stopping.done()
        go_on.set()
        await stopping
    said = await told(world.sam)
    assert "T-6 ·" in said
    assert not [words for words in (SAVED, NOT_DONE, UNKNOWN) if words in said]
    assert "in time" in (await world.sam.types("/task show T-6")).text


async def test_a_commit_that_hangs_is_called_neither_saved_nor_not(
    world: World, liaison: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "TOLD_SECONDS", 0.3)
    with held_up(lambda wait: event.listen(liaison.database.engine, "commit", wait, once=True)):
        await world.sam.types("/task update T-6 40%")
        await liaison.listener.drain()
        assert UNKNOWN in await told(world.sam)


async def test_who_cannot_be_told_at_the_stop_is_told_after_it(world: World, liaison: App) -> None:
    with held_up(lambda wait: liaison.database._write_threads.submit(wait)) as (_is_there, go_on):
        await world.sam.types("/task update T-6 40% too late")
        for method in EVERYWHERE:
            await world.faults.add("503", method)
        stopping = asyncio.create_task(liaison.listener.drain())
        await asyncio.sleep(listener.DRAIN_SECONDS * 2)
        go_on.set()
        await stopping
    assert NOT_DONE not in await told(world.sam)
    await world.faults.clear()
    await world.clock.plus("10m")
    assert (await told(world.sam)).count(NOT_DONE) >= 1
    assert "too late" not in (await world.sam.types("/task show T-6")).text


async def test_what_was_said_in_a_message_is_done_when_slack_brings_it_again(world: World, liaison: App) -> None:
    with held_up(lambda wait: liaison.database._write_threads.submit(wait)):
        acting = asyncio.create_task(world.sam.types("@Liaison task update T-6 40% later"))
        while liaison.listener.idle.is_set():
            await world.get("apps")
        await liaison.listener.drain()
        await acting
    await world.clock.plus("2m")
    assert NOT_DONE not in await told(world.sam)
    assert "later" in (await world.sam.types("/task show T-6")).text


async def test_what_is_heard_at_a_stop_is_answered_over_the_same_socket(
    world: World, liaison: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listener, "ANSWER_SECONDS", 10.0)
    with held_up(lambda wait: liaison.database._write_threads.submit(wait)) as (_is_there, go_on):
        acting = asyncio.create_task(world.sam.types("/task update T-6 40% in time"))
        while liaison.listener.idle.is_set():
            await world.get("apps")
        stopping = asyncio.create_task(liaison.stop())
        for _turn in range(10):
            await world.get("apps")
        assert not stopping.done()
        go_on.set()
        out = await acting
        await stopping
    assert "40%" in out.answer.text
