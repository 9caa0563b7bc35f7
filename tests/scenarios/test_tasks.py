"""Tasks, told by the people who do them."""

from __future__ import annotations

from bot.app import App
from bot.sandbox.server import Sandbox
from tests.conftest import settings_for
from tests.scenarios.cards import card_of
from tests.world import World


async def test_a_task_is_added_once_however_often_the_form_is_sent(world: World) -> None:
    form = (await world.zhao.types("/task add 印制上市海报 下周五 ")).view
    assert form is not None
    assert "印制上市海报" in str(form.raw)
    assert "2026-12-04" in str(form.raw)
    first = await world.zhao.submits(form, department_id="1")
    assert "已添加T-13" in first.text + str([message.text for message in await world.zhao.sees(world.channel)])
    assert "印制上市海报" in (await card_of(world, 13)).text


async def test_a_line_whose_day_is_none_is_kept_in_the_form_with_examples(world: World) -> None:
    for who, said, kept, answer in (
        ("sam", "/task add <@U0LIN00001> Print posters by Feb 30", "Print posters by Feb 30", "There is no such day."),
        ("zhao", "/task add 印海报 截止 2月30日", "印海报 截止 2月30日", "没有这一天"),
    ):
        form = (await world.person(who).types(said)).view
        assert form is not None
        assert answer in form.text
        assert f"‹{kept}›" in form.text, "Slack has forgotten the line"
        await world.person(who).closes(form)


async def test_the_last_word_of_a_task_is_not_put_into_the_mouth_of_who_changed_the_rest(world: World) -> None:
    await world.zhao.types("/task update T-6 25%")
    card = (await card_of(world, 6)).text
    assert "“Waiting for the key visual” · Last change: 赵敏, " in card


async def test_help_is_a_question_mark_away(world: World) -> None:
    for command in ("/liaison", "/task", "/project", "/request", "/meeting", "/report", "/dispute"):
        assert (await world.sam.types(f"{command} ?")).text == (await world.sam.types(f"{command} help")).text
    assert "/project 频道 P-2026-001" in (await world.zhao.types("/project ？")).text


async def test_a_title_keeps_its_chinese_punctuation(world: World) -> None:
    form = (await world.zhao.types("/task add 印制海报（A2，两面） 下周五")).view
    assert form is not None
    assert "印制海报（A2，两面）" in str(form.raw)
    assert "2026-12-04" in str(form.raw)


async def test_lists_and_the_timeline(world: World) -> None:
    everything = await world.sam.types("/task list")
    assert "10 tasks" in everything.text, "two of twelve are done"
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
