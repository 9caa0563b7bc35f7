"""What takes longer than Slack waits is answered in time all the same, goes on, and is done once."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from bot.app import App
from bot.slack import listener, telling
from tests.scenarios.cards import card_of
from tests.world import World


@contextmanager
def busy(liaison: App) -> Iterator[threading.Event]:
    """The database writes nothing until the event is set, and Slack waits for answers less than usual."""
    go_on = threading.Event()
    writing = asyncio.ensure_future(liaison.database.write(go_on.wait))
    usual, listener.ANSWER_SECONDS = listener.ANSWER_SECONDS, 0.3
    try:
        yield go_on
    finally:
        listener.ANSWER_SECONDS = usual
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


async def test_what_became_of_it_is_told_after_the_plea_for_patience(world: World, liaison: App) -> None:
    await world.sam.types("/task update T-6 60%")
    await world.faults.add("latency", "response_url", seconds=1.0, times=1)
    with busy(liaison):
        await world.sam.presses("Undo")
    await world.settle()
    told = [message.text for message in await world.sam.sees() if message.ephemeral]
    assert "This takes longer than usual" in told[-2]
    assert "T-6 ·" in told[-1]


async def test_a_plea_that_slack_does_not_take_holds_nothing_up_for_long(
    world: World, liaison: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(telling, "WAY_SECONDS", 0.2)
    await world.sam.types("/task update T-6 60%")
    await world.faults.add("latency", "response_url", seconds=30.0, times=1)
    with busy(liaison):
        await world.sam.presses("Undo")
    await world.settle()
    told = [message.text for message in await world.sam.sees() if message.ephemeral]
    assert "T-6 ·" in told[-1]


async def test_a_form_sent_again_after_undo_says_so_and_loses_nothing(world: World, liaison: App) -> None:
    form = (await world.sam.types("/task update T-6")).view
    assert form is not None
    with busy(liaison):
        await world.sam.submits(form, progress="40", note="one word")
    await world.settle()
    await world.clock.plus("1m")
    await world.sam.presses("Undo")
    again = await world.sam.submits(form, progress="40", note="one word")
    assert "has been done already" not in again.text
    shown = await world.sam.view()
    assert shown is not None
    assert "has changed T-6 meanwhile" in shown.text
    assert "one word" in shown.text
    assert "40%" in (await world.sam.submits(shown, progress="40", note="one word")).text


async def test_a_form_sent_again_after_it_was_set_back_by_hand_is_overtaken_and_loses_nothing(
    world: World, liaison: App
) -> None:
    form = (await world.sam.types("/task update T-6")).view
    assert form is not None
    with busy(liaison):
        await world.sam.submits(form, progress="40", note="one word")
    await world.settle()
    await world.clock.plus("11m")
    assert "20%" in (await world.sam.types("/task update T-6 20%")).text
    again = await world.sam.submits(form, progress="40", note="one word")
    assert "has been done already" not in again.text
    shown = await world.sam.view()
    assert shown is not None
    assert "has changed T-6 meanwhile" in shown.text
    assert "This was not saved" in shown.text
    assert "40%" in (await world.sam.submits(shown)).text


async def test_a_slow_form_that_was_overtaken_is_drawn_anew_with_what_was_typed(world: World, liaison: App) -> None:
    form = (await world.sam.types("/task update T-6")).view
    assert form is not None
    await world.zhao.types("/task update T-6 33%, by zhao")
    with busy(liaison):
        await world.sam.submits(form, progress="60", note="mine")
    await world.settle()
    shown = await world.sam.view()
    assert shown is not None
    assert "has changed T-6 meanwhile" in shown.text
    assert shown.values["note"] == "mine"
    assert "60%" in (await world.sam.submits(shown)).text


async def test_a_slow_form_that_was_overtaken_and_closed_is_told_of(world: World, liaison: App) -> None:
    form = (await world.sam.types("/task update T-6")).view
    assert form is not None
    await world.zhao.types("/task update T-6 33%, by zhao")
    with busy(liaison):
        await world.sam.submits(form, progress="60", note="mine")
        await world.sam.closes(form)
    await world.settle()
    assert "has changed T-6 meanwhile" in [one for one in await world.sam.sees() if one.ephemeral][-1].text


@pytest.mark.parametrize("is_closed", [False, True])
async def test_rows_of_a_slow_form_that_are_refused_are_shown_or_told(
    world: World, liaison: App, is_closed: bool
) -> None:
    form = (await world.sam.types("/task update")).view
    assert form is not None
    await world.zhao.types("/task update T-6 34%, by zhao")
    with busy(liaison):
        await world.sam.submits(form, **{"note.6": "six", "note.12": "twelve"})
        if is_closed:
            await world.sam.closes(form)
    await world.settle()
    told = "".join(one.text for one in await world.sam.sees() if one.ephemeral)
    assert "twelve" in told
    if is_closed:
        assert "has changed T-6 meanwhile" in told
        return
    shown = await world.sam.view()
    assert shown is not None
    assert "has changed T-6 meanwhile" in shown.text
    assert shown.values["note.6"] == "six"
    assert "six" in (await world.sam.submits(shown)).text


async def test_a_slow_step_leads_to_the_next(world: World, liaison: App) -> None:
    form = (await world.lin.types("/report write")).view
    assert form is not None
    with busy(liaison):
        await world.lin.submits(form, done="样机")
    await world.settle()
    shown = await world.lin.view()
    assert shown is not None
    assert shown.title != form.title or shown.text != form.text


async def test_a_row_that_was_set_back_by_hand_is_shown_again_and_the_others_are_saved_already(
    world: World, liaison: App
) -> None:
    form = (await world.sam.types("/task update")).view
    assert form is not None
    typed = {"note.6": "word one", "note.12": "word two"}
    with busy(liaison):
        await world.sam.submits(form, **typed)
    await world.settle()
    await world.clock.plus("11m")
    await world.sam.types("/task update T-6 25% other words")
    again = await world.sam.submits(form, **typed)
    assert again.view is not None
    assert "not a second time: T-12" in again.view.text
    assert "has changed T-6 meanwhile" in again.view.text
    assert again.view.values["note.6"] == "word one"


async def test_what_was_made_and_taken_away_again_is_not_told_as_if_it_were_there(world: World, liaison: App) -> None:
    form = (await world.zhao.types("/task add Poster")).view
    assert form is not None
    typed = {"department_id": "1", "title": "Poster for the fair", "due_on": "2026-12-11"}
    with busy(liaison):
        await world.zhao.submits(form, **typed)
    await world.settle()
    made = [message for message in await world.zhao.sees() if message.ephemeral][-1]
    number = made.text.partition("T-")[2].split()[0]
    await world.clock.plus("1m")
    await world.zhao.presses("tasks.delete", on=(await world.zhao.types(f"/task delete T-{number}")).answer)
    again = await world.zhao.submits(form, **typed)
    assert "后来又被撤销了" in again.text
    assert again.view is not None, "what was typed is still there"


async def test_what_is_still_under_way_is_finished_before_liaison_stops(world: World, liaison: App) -> None:
    with busy(liaison) as go_on:
        await world.sam.types("/task update T-6 40% at the last moment")
        stopping = asyncio.create_task(liaison.listener.drain())
        await asyncio.sleep(0)
        assert not stopping.done()
        go_on.set()
        await stopping
    assert "40%" in (await world.sam.types("/task show T-6")).text


async def test_tasks_saved_together_and_sent_again_are_told_to_be_saved_already(world: World, liaison: App) -> None:
    form = (await world.sam.types("/task update")).view
    assert form is not None
    typed = {"note.6": "word one", "note.12": "word two"}
    with busy(liaison):
        assert "This takes longer than usual" in (await world.sam.submits(form, **typed)).text
    await world.settle()
    again = await world.sam.submits(form, **typed)
    assert "Saved when you sent this before, and not a second time: T-6, T-12" in again.text
    assert "meanwhile" not in again.text
    assert await world.sam.view() is None, "the form is closed"
    assert (await world.sam.types("/task show T-6")).text.count("word one") == 1
