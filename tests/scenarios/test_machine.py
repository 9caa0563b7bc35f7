"""What holds whatever is said: both databases, both ways of delivery, second clicks, lost people, removed apps."""

from __future__ import annotations

import asyncio
import threading

import psycopg
import pytest

from bot.app import App
from bot.sandbox.server import Sandbox
from tests.conftest import settings_for
from tests.scenarios.cards import card_of
from tests.world import World


@pytest.mark.postgres
async def test_the_same_day_on_postgresql(company: Sandbox, postgres_url: str) -> None:
    app = App(settings_for(company, postgres_url), with_demo=True)
    await app.start()
    try:
        async with World(company.url) as world:
            await world.clock.plus("1m")
            assert "✅ 已完成" in (await world.chen.types("/task update T-3 完成")).text
            assert "✅ done" in (await card_of(world, 3)).text
            await world.clock.to("morning")
            alerts = [message for message in await world.posted() if "late in" in message.text]
            assert len(alerts) == 1
            assert "1 task is late" in alerts[0].text
    finally:
        await app.stop()


CLASH_ONCE = """
CREATE SEQUENCE clashes;
CREATE FUNCTION clash() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF nextval('clashes') = 1 THEN RAISE EXCEPTION 'deadlock detected' USING ERRCODE = '40P01'; END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clash BEFORE UPDATE ON tasks FOR EACH ROW EXECUTE FUNCTION clash();
"""


@pytest.mark.postgres
@pytest.mark.parametrize("act", ["line", "form"])
async def test_of_two_who_were_in_each_others_way_on_postgresql_none_is_sent_away(
    company: Sandbox, postgres_url: str, act: str
) -> None:
    app = App(settings_for(company, postgres_url), with_demo=True)
    await app.start()
    try:
        async with World(company.url) as world:
            await world.clock.plus("1m")
            form = (await world.sam.types("/task update T-6")).view
            assert form is not None
            with psycopg.connect(postgres_url.replace("+psycopg", ""), autocommit=True) as server:
                server.execute(CLASH_ONCE)
                if act == "line":
                    await world.sam.types("/task update T-6 40%")
                else:
                    await world.sam.submits(form, progress="40")
                (met,) = server.execute("SELECT last_value FROM clashes").fetchone() or (0,)
            assert met > 1
            assert "is now 🔵 in progress 40%" in (await world.sam.sees())[-1].text
            assert "40%" in (await card_of(world, 6)).text
    finally:
        await app.stop()


async def test_two_instances_on_one_postgresql_tell_everything_once(company: Sandbox, server_url: str) -> None:
    first = App(settings_for(company, server_url), with_demo=True)
    await first.start()
    second = App(settings_for(company, server_url), with_demo=True)
    await second.start()
    try:
        async with World(company.url) as world:
            await world.clock.plus("1m")
            for number, who in ((3, "chen"), (4, "lin"), (6, "sam")):
                assert "90%" in (await world.person(who).types(f"/task update T-{number} 90%")).text
            await world.clock.to("morning")
            posted = await world.posted()
            heads = [message.text.split("\n")[0] for message in posted]
            assert len(heads) == len(set(heads)), "a card or alert stands twice"
            assert sum("late in" in head for head in heads) == 1
    finally:
        await second.stop()
        await first.stop()


@pytest.mark.postgres
async def test_eight_people_at_once_are_each_heard_by_way_of_a_pooler(company: Sandbox, pooled_url: str) -> None:
    """Two instances have four of the server's connections between them."""
    apps = [App(settings_for(company, pooled_url), with_demo=True) for _ in range(2)]
    for app in apps:
        await app.start()
    try:
        async with World(company.url) as world:
            await world.clock.plus("1m")
            said = {"maria": 1, "chen": 3, "lin": 4, "wang": 5, "sam": 6, "priya": 7, "liu": 10, "zhao": 12}
            for percent in (35, 45):
                heard = await asyncio.gather(
                    *(world.person(who).types(f"/task update T-{said[who]} {percent}%") for who in said)
                )
                assert [f"{percent}%" in outcome.text for outcome in heard] == [True] * len(said)
            for number in {*said.values()} - {10}:  # which is a part of another, and has no card
                assert "45%" in (await card_of(world, number)).text
    finally:
        for app in apps:
            await app.stop()


async def test_an_event_delivered_again_changes_nothing_more(world: World) -> None:
    await world.faults.add(kind="duplicate_events")
    await world.person("zhao").types("/project list")
    await world.arrives("mei", real_name="Mei", locale="zh-CN", tz="Asia/Shanghai")
    await world.settle()
    out = await world.person("mei").types("/task help", channel="#general")
    assert "/task的用法" in out.text, "somebody new is answered in their language at once"


async def test_a_change_of_language_is_followed(world: World) -> None:
    assert "What /task can do" in (await world.sam.types("/task help")).text
    await world.act("changes", who="sam", locale="zh-CN")
    await world.settle()
    assert "/task的用法" in (await world.sam.types("/task help")).text


async def test_after_the_app_is_removed_nothing_more_is_sent(world: World, liaison: App) -> None:
    before = len(await world.posted())
    await world.befall("uninstall")
    await world.settle()
    await world.clock.to("morning")
    assert len(await world.posted()) == before


async def test_an_archived_channel_is_told_to_the_manager_once(world: World, liaison: App) -> None:
    await liaison.client.conversations_archive(channel="C0LAUNCH01")
    for percent in (71, 72, 73):
        await world.chen.types(f"/task update T-3 {percent}%", channel="#general")
        await world.settle()
    told = [message for message in await world.zhao.inbox() if "P-2026-001" in message.text]
    assert len(told) == 1
    assert "无法再向" in told[0].text
    assert "已完成" in (await world.chen.types("/task update T-3 done", channel="#general")).text, "work goes on"


async def test_something_that_breaks_is_told_with_a_number_and_nothing_is_changed(
    world: World, liaison: App, caplog: pytest.LogCaptureFixture
) -> None:
    with liaison.database.transaction() as session:
        session.connection().exec_driver_sql("ALTER TABLE history RENAME TO history_gone")
    out = await world.sam.types("/task update T-6 99%")
    assert "Something went wrong on our side" in out.text
    with liaison.database.transaction() as session:
        session.connection().exec_driver_sql("ALTER TABLE history_gone RENAME TO history")
    assert "99%" not in (await card_of(world, 6)).text
    assert "25%" in (await world.sam.types("/task update T-6 25%")).text


async def test_an_answer_that_comes_too_late_shows_slacks_error_and_what_was_done_stands(
    world: World, company: Sandbox, liaison: App
) -> None:
    company.delivery.ways.ack_seconds = 0.2
    go_on = threading.Event()
    busy = asyncio.create_task(liaison.database.write(go_on.wait))
    out = await world.chen.types("/task update T-3 88%")
    assert "operation_timeout" in out.error
    go_on.set()
    await busy
    await world.settle()
    assert "88%" in (await card_of(world, 3)).text
