"""Tasks, told by the people who do them."""

from __future__ import annotations

import asyncio

from bot.app import App
from bot.sandbox.server import Sandbox
from tests.conftest import settings_for
from tests.world import Message, World


async def card_of(world: World, number: int) -> Message:
    """The task's card as it stands in the channel."""
    await world.settle()
    found = [message for message in await world.posted() if f"T-{number} ·" in message.text.split("\n")[0]]
    assert len(found) == 1, f"T-{number} has {len(found)} cards in the channel"
    return found[0]


async def test_a_line_updates_the_task_the_card_changes_in_place_and_the_answer_is_private(world: World) -> None:
    before = await card_of(world, 5)
    out = await world.wang.types("/task update T-5 60% 模具合格")
    assert "T-5 · Pilot production run 小批量试产现在是🔵 进行中 60%。" in out.text
    after = await card_of(world, 5)
    assert after.ts == before.ts
    assert "in progress 60%" in after.text
    assert "模具合格" in after.text
    others = await world.lin.sees(world.channel)
    assert not any("现在是" in message.text for message in others), "the answer was for Wang alone"


async def test_words_of_both_languages_mean_the_same(world: World) -> None:
    for said, state in (
        ("/task update T-9 in progress", "🔵 进行中"),
        ("/task update t9 未开始", "⚪ 未开始"),
        ("/task update T-9 進行中 等纸样", "🔵 进行中"),
        ("/task update T—9 80% because of paper", "80%"),
        ("/task 更新 9 完成", "✅ 已完成"),
        ("/task T-9 20%", "🔵 进行中 20%"),
    ):
        out = await world.chen.types(said)
        assert state in out.text, said


async def test_done_and_undo(world: World) -> None:
    done = await world.lin.types("/task update T-4 done")
    assert "✅ 已完成" in done.text
    assert "✅ done" in (await card_of(world, 4)).text
    undone = await world.lin.presses("撤销", on=done.said[-1])
    assert "已撤销" in undone.text
    assert "80%" in (await card_of(world, 4)).text
    again = await world.lin.presses("撤销", on=done.said[-1])
    assert "无法撤销" in again.text, "a second click undoes nothing more"
    assert "80%" in (await card_of(world, 4)).text


async def test_whoever_may_not_update_is_told_privately_who_can(world: World) -> None:
    out = await world.sam.types("/task update T-4 done")
    assert "T-4 belongs to R&D 研发部." in out.text
    assert "林涛 (owner)" in out.text
    assert "赵敏 (PM) can." in out.text
    assert "80%" in (await card_of(world, 4)).text


async def test_nonsense_is_refused_with_what_to_type_instead(world: World) -> None:
    for said, help_given in (
        ("/task update T-99 done", "There is no T-99 here"),
        ("/task update T-6 blorp", "I could not read “blorp”"),
        ("/task update T-6 150%", "0 to 100"),
        ("/task update T-6 delayed", "is not typed"),
        ("/task update soon", "Name it by its number"),
        ("/task updaet T-6 done", "Did you mean `/task update`?"),
        ("/task show", "Name it by its number"),
        ("/task update T-6 <!channel> *x* ```", "I could not read"),
    ):
        out = await world.sam.types(said)
        assert help_given in out.text, said
        assert all(message.ephemeral for message in out.said), said


async def test_the_form_shows_my_open_tasks_and_field_errors_keep_what_was_typed(world: World) -> None:
    form = (await world.chen.types("/task update")).view
    assert form is not None
    assert "T-3" in form.text
    assert "T-9" in str(form.raw), "the other open task can be chosen"
    refused = await world.chen.submits(form, status="in progress", progress="400", note="等反馈")
    assert "100" in refused.errors["progress"]
    sent = await world.chen.submits(form, progress="85")
    assert not sent.errors
    card = await card_of(world, 3)
    assert "85%" in card.text
    assert "等反馈" in card.text


async def test_the_second_of_two_who_change_the_same_task_sees_what_the_first_did(world: World) -> None:
    await card_of(world, 6)
    form = (await world.sam.presses("Update", on=await card_of(world, 6))).view
    assert form is not None
    await world.zhao.types("/task update T-6 45% 视觉稿周三到")
    late = await world.sam.submits(form, status="done")
    assert "赵敏 has changed T-6 meanwhile: in progress, 45%" in late.text
    assert "45%" in (await card_of(world, 6)).text


async def test_a_task_is_added_once_however_often_the_form_is_sent(world: World) -> None:
    form = (await world.zhao.types("/task add 印制上市海报 下周五 ")).view
    assert form is not None
    assert "印制上市海报" in str(form.raw)
    assert "2026-12-04" in str(form.raw)
    first = await world.zhao.submits(form, department_id="1")
    assert "已添加T-13" in first.text + str([message.text for message in await world.zhao.sees(world.channel)])
    assert "印制上市海报" in (await card_of(world, 13)).text


async def test_a_line_that_says_by_when_but_no_day_is_refused_with_examples(world: World) -> None:
    for who, said, answer in (
        ("sam", "/task add Print posters by Feb 30", "There is no such day."),
        ("zhao", "/task add 印海报 截止 2月30日", "没有这一天"),
    ):
        out = await world.person(who).types(said)
        assert answer in out.text
        assert out.view is None


async def test_a_title_keeps_its_chinese_punctuation(world: World) -> None:
    form = (await world.zhao.types("/task add 印制海报（A2，两面） 下周五")).view
    assert form is not None
    assert "印制海报（A2，两面）" in str(form.raw)
    assert "2026-12-04" in str(form.raw)


async def test_lists_and_the_timeline(world: World) -> None:
    everything = await world.sam.types("/task list")
    assert "12 tasks" in everything.text
    late = await world.lin.types("/task list late")
    assert "T-3" in late.text
    assert "T-5" not in late.text
    mine = await world.priya.types("/task list mine", channel="#general")
    assert "T-7" in mine.text
    assert "T-4" not in mine.text
    shown = await world.sam.types("/task show T-6")
    assert "Timeline" in shown.text
    assert "Waiting for the key visual" in shown.text
    empty = await world.zhao.types("/task list mine")
    assert "没有未完成的任务" in empty.text


async def test_the_next_working_morning_brings_one_alert_and_an_unchanged_one_is_not_repeated(world: World) -> None:
    await world.settle()
    await world.clock.to("morning")
    alerts = [message for message in await world.posted() if "late in" in message.text]
    assert len(alerts) == 1, "one message a project, not one a task"
    assert "🔴 2 tasks are late in Aurora lamp launch" in alerts[0].text
    assert "T-3 · Launch key visual" in alerts[0].text.replace("*", "")
    assert "4 working days late" in alerts[0].text
    assert "@林涛" in alerts[0].text
    await world.clock.to("morning")
    repeated = [message for message in await world.posted() if "late in" in message.text]
    assert "5 working days late" not in repeated[-1].text or len(repeated) == 1


async def test_no_alert_comes_on_a_weekend(world: World) -> None:
    await world.clock.to("Friday 18:00")
    before = len([message for message in await world.posted() if "late in" in message.text])
    await world.chen.types("/task update T-3 71%")
    await world.clock.to("Sunday 18:00")
    during = len([message for message in await world.posted() if "late in" in message.text])
    await world.clock.to("Monday 10:00")
    after = len([message for message in await world.posted() if "late in" in message.text])
    assert (during, after) == (before, before + 1)


async def test_a_restart_in_the_middle_loses_nothing(company: Sandbox, sqlite_url: str) -> None:
    first = App(settings_for(company, sqlite_url), with_demo=True)
    await first.start()
    async with World(company.url) as world:
        await world.chen.types("/task update T-3 75% 第三轮意见")
        await first.stop()
        again = App(settings_for(company, sqlite_url), with_demo=True)
        await again.start()
        try:
            await world.clock.plus("1m")
            card = await card_of(world, 3)
            assert "75%" in card.text
            numbers = [message.text.split(" ·")[0] for message in await world.posted()]
            assert len(numbers) == len(set(numbers)), "every card stands once"
        finally:
            await again.stop()


async def test_the_same_over_signed_http(company: Sandbox, sqlite_url: str) -> None:
    app = App(settings_for(company, sqlite_url, slack_app_token=None, port=0), with_demo=True)
    await app.start()
    try:
        async with World(company.url) as world:
            await world.deliver("http", f"http://127.0.0.1:{app.door.port}/slack/events")
            await world.clock.plus("1m")
            out = await world.chen.types("/task update T-3 done")
            assert "✅ 已完成" in out.text
            assert "✅ done" in (await card_of(world, 3)).text
    finally:
        await app.stop()


async def test_two_people_at_once_each_get_their_answer(world: World) -> None:
    lin, sam = await asyncio.gather(world.lin.types("/task update T-4 85%"), world.sam.types("/task update T-6 25%"))
    assert "85%" in lin.text
    assert "25%" in sam.text
