"""What takes longer than Slack waits is answered in time all the same, goes on, and is done once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot import listener
from bot.app import App
from tests.scenarios.cards import card_of
from tests.world import World


@pytest.fixture(autouse=True)
def _hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listener, "ANSWER_SECONDS", 0.3)


@contextmanager
def busy(liaison: App) -> Iterator[threading.Event]:
    """The database writes nothing until the event is set."""
    go_on = threading.Event()
    writing = asyncio.ensure_future(liaison.database.write(go_on.wait))
    try:
        yield go_on
    finally:
        go_on.set()
        assert not writing.cancelled()


async def test_a_command_is_answered_at_once_and_told_what_became_of_it(world: World, liaison: App) -> None:
    with busy(liaison):
        out = await world.chen.types("/task update T-3 88%")
        assert out.ok
        assert "这次比平时慢" in out.answer.text
    await world.settle()
    told = [message for message in await world.chen.sees() if message.ephemeral]
    assert "T-3 ·" in told[-1].text
    assert "88%" in told[-1].text
    assert "88%" in (await card_of(world, 3)).text


async def test_a_form_stays_open_and_who_sends_it_again_finds_what_it_did(world: World, liaison: App) -> None:
    form = (await world.sam.types("/task update T-6")).view
    assert form is not None
    with busy(liaison):
        out = await world.sam.submits(form, progress="40", note="one word")
        assert "This takes longer than usual" in out.text
        assert out.view is not None, "what was typed is still there"
    await world.settle()
    told = [message for message in await world.sam.sees() if message.ephemeral]
    assert "40%" in told[-1].text
    again = await world.sam.submits(form, progress="40", note="one word")
    assert "was not done a second time" in again.text
    assert await world.sam.view() is None, "the form is closed"
    assert (await world.sam.types("/task show T-6")).text.count("one word") == 1


async def test_a_new_task_sent_twice_is_one_task(world: World, liaison: App) -> None:
    form = (await world.zhao.types("/task add Poster")).view
    assert form is not None
    typed = {"department_id": "1", "title": "Poster for the fair", "due_on": "2026-12-11"}
    with busy(liaison):
        assert "比平时慢" in (await world.zhao.submits(form, **typed)).text
    await world.settle()
    again = await world.zhao.submits(form, **typed)
    assert "Poster for the fair" in again.text
    assert (await world.zhao.types("/task list all")).text.count("Poster for the fair") == 1


async def test_a_button_is_answered_at_once_too(world: World, liaison: App) -> None:
    await world.sam.types("/task update T-6 60%")
    with busy(liaison):
        assert "This takes longer than usual" in (await world.sam.presses("Undo")).text
    await world.settle()
    told = [message for message in await world.sam.sees() if message.ephemeral]
    assert "T-6 ·" in told[-1].text
    assert "60%" not in (await card_of(world, 6)).text


async def test_what_is_still_under_way_is_finished_before_liaison_stops(world: World, liaison: App) -> None:
    with busy(liaison) as go_on:
        await world.sam.types("/task update T-6 40% at the last moment")
        stopping = asyncio.create_task(liaison.listener.drain())
        await asyncio.sleep(0)
        assert not stopping.done()
        go_on.set()
        await stopping
    assert "40%" in (await world.sam.types("/task show T-6")).text
