"""What arrives twice, late or in the wrong order is dealt with once, and the last word stands."""

from __future__ import annotations

from bot.app import App
from tests.scenarios.cards import card_of
from tests.world import Person, World


async def newcomer(world: World) -> Person:
    """Somebody who is named in no project, and sits in the channel of one."""
    mei = await world.arrives("mei", real_name="Mei", locale="en-US", tz="Asia/Shanghai")
    await mei.joins(world.channel)
    await world.settle()
    assert "P-2026-001" in (await mei.types("/project list", channel="#general")).text
    return mei


async def test_an_update_that_comes_again_does_not_overwrite_a_later_one(world: World) -> None:
    await world.faults.add("repeat_requests", "/task", times=1)
    assert "40%" in (await world.chen.types("/task update T-3 40% earlier")).text
    assert "60%" in (await world.chen.types("/task update T-3 60% later")).text
    await world.settle()
    assert len(await world.traffic("/task")) == 3
    assert "60%" in (await card_of(world, 3)).text
    assert (await world.chen.types("/task show T-3")).text.count("earlier") == 1


async def test_a_second_arrival_that_is_heard_says_that_it_is_done(world: World, liaison: App) -> None:
    await world.faults.add("repeat_requests", "/task", times=1)
    await world.sam.types("/task update T-6 40%")
    await world.settle()
    again = (await world.traffic("/task"))[-1]
    assert "was not done a second time" in str(again["answer"])


async def test_a_form_that_cannot_open_any_more_is_no_failure_of_ours(world: World, liaison: App) -> None:
    await world.faults.add("repeat_requests", "/task", times=1)
    assert (await world.sam.types("/task add Poster")).view is not None
    await world.settle()
    assert "it may be open before you already" in str((await world.traffic("/task"))[-1]["answer"])
    assert b"liaison_failures_total{" not in liaison.metrics.exposition()


async def test_who_left_and_came_back_is_not_gone_because_the_leaving_is_heard_last(world: World) -> None:
    mei = await newcomer(world)
    await world.faults.add("reorder_events", "member_left_channel", times=1)
    await mei.leaves(world.channel)
    await mei.joins(world.channel)
    await world.settle()
    assert "P-2026-001" in (await mei.types("/project list", channel="#general")).text


async def test_who_came_and_left_sees_the_project_no_more_though_the_coming_is_heard_last(world: World) -> None:
    mei = await newcomer(world)
    await mei.leaves(world.channel)
    await world.settle()
    await world.faults.add("reorder_events", "member_joined_channel", times=1)
    await mei.joins(world.channel)
    await mei.leaves(world.channel)
    await world.settle()
    assert "P-2026-001" not in (await mei.types("/project list", channel="#general")).text


async def test_the_language_that_was_chosen_last_stays(world: World) -> None:
    mei = await newcomer(world)
    await world.faults.add("reorder_events", "user_change", times=1)
    await mei.changes(locale="zh-CN")
    await mei.changes(locale="en-GB")
    await world.settle()
    assert "What /task can do" in (await mei.types("/task help", channel="#general")).text
