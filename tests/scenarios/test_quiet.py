"""Quiet by design: one message a working morning, put off, opted out of; told by those who get them."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from datetime import UTC, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from tests.conftest import MONDAY
from tests.world import Message, World

GROUPED = re.compile(r"\d+ ?(件事待你处理|things? waits? for you) · ")
ZONES = {"maria": "Europe/Berlin", "sam": "America/New_York"}
EVERYBODY = ("zhao", "lin", "wang", "chen", "maria", "sam", "priya", "liu")


async def mornings(world: World, who: str) -> list[Message]:
    """The grouped messages of a morning that a person got; a report is asked for at hours of its own."""
    return [one for one in await inbox(world, who) if GROUPED.match(one.notification) and not of_reports(one)]


def of_reports(message: Message) -> bool:
    """Whether a report is all that it asks for; what else waits is a button."""
    asked = {one for one in message.buttons if "还有" not in one and "more" not in one}
    return bool(asked) and asked <= {"填写周报", "Write the report"}


async def inbox(world: World, who: str) -> list[Message]:
    """What Liaison wrote to a person, who opens the conversation to read it."""
    await world.person(who).opens_home("messages")
    return [one for one in await world.person(who).inbox() if one.from_app and not one.ephemeral]


def told_at(message: Message, who: str) -> datetime:
    return datetime.fromtimestamp(float(message.ts), UTC).astimezone(ZoneInfo(ZONES.get(who, "Asia/Shanghai")))


async def test_the_owner_and_the_head_get_one_message_at_nine_in_their_own_language(world: World) -> None:
    await world.clock.to("Tuesday 09:05")
    (lin,), (wang,), (chen,) = [await mornings(world, who) for who in ("lin", "wang", "chen")]
    assert lin.notification.startswith("2件事待你处理 · T-4"), "the report is the other"
    assert "🔴 已延期3个工作日" in lin.text
    assert lin.buttons == ["更新", "标为完成", "填写周报"]
    assert "T-4" in wang.text
    assert "林涛" in wang.text, "the head reads whose it is"
    assert "标为完成" not in wang.buttons, "the head looks first"
    assert "T-3" in chen.text, "owner and head at once: told once"
    assert chen.text.count("T-3") == 1
    for who, message in (("lin", lin), ("wang", wang), ("chen", chen)):
        assert (told_at(message, who).hour, told_at(message, who).minute) == (9, 0)
    assert await mornings(world, "liu") == [], "nothing due, no message"


async def test_who_is_in_new_york_is_told_at_nine_in_new_york(world: World) -> None:
    await world.clock.to("Thursday 23:30")
    message = (await mornings(world, "sam"))[0]
    assert "T-6" in message.text
    assert "due Thu, Nov 26" in message.text
    assert (told_at(message, "sam").hour, told_at(message, "sam").minute) == (9, 0)


async def test_what_is_settled_overnight_is_not_in_it(world: World) -> None:
    await world.lin.types("/task update T-4 done")
    await world.clock.to("Tuesday 09:05")
    assert await mornings(world, "lin") == []
    assert await mornings(world, "wang") == []


async def test_a_reminder_is_put_off_and_comes_back_and_can_be_kept(world: World) -> None:
    await world.clock.to("Tuesday 09:05")
    said = await world.lin.presses("2小时后提醒", on=(await mornings(world, "lin"))[0])
    assert "将在11月24日 周二 11:05提醒你" in said.text
    await world.clock.plus("1h")
    assert len(await mornings(world, "lin")) == 1
    await world.clock.to("Tuesday 11:06")
    assert len(await mornings(world, "lin")) == 2, "within the day, at its moment"
    assert len(await mornings(world, "wang")) == 1, "only the one that was put off"

    said = await world.lin.presses("下个工作日上午提醒", on=(await mornings(world, "lin"))[1])
    assert "11月25日 周三 09:00" in said.text
    undone = await world.lin.presses("撤销", on=said.said[0])
    assert "已取消推迟" in undone.text
    await world.clock.to("Wednesday 08:59")
    assert len(await mornings(world, "lin")) == 2
    await world.clock.to("Wednesday 09:05")
    assert len(await mornings(world, "lin")) == 3, "as it would have come"


async def test_a_late_task_is_said_again_for_five_mornings_then_weekly_and_to_the_head_once(world: World) -> None:
    # T-4 was due on Thursday 19 November: late since the Friday before this Monday.
    read = {}
    for day in ("11-24", "11-25", "11-26", "11-27", "11-30", "12-02", "12-03", "12-04", "12-10"):
        await world.clock.to(f"2026-{day} 09:05")
        read[day] = [sum("T-4" in one.text for one in await mornings(world, who)) for who in ("lin", "wang")]
    assert read == {
        "11-24": [1, 1],  # the third working day
        "11-25": [2, 1],
        "11-26": [3, 1],  # the fifth
        "11-27": [3, 1],
        "11-30": [3, 1],
        "12-02": [3, 1],
        "12-03": [4, 1],  # a week later
        "12-04": [4, 1],
        "12-10": [5, 1],
    }
    await world.zhao.types("/task update T-4 done")
    await world.clock.to("2026-12-17 09:05")
    assert sum("T-4" in one.text for one in await mornings(world, "lin")) == 5


async def test_a_reminder_put_off_stays_silent_when_its_matter_is_settled(world: World) -> None:
    await world.clock.to("Tuesday 09:05")
    await world.lin.presses("2小时后提醒", on=(await mornings(world, "lin"))[0])
    await world.zhao.types("/task update T-4 done")
    await world.clock.to("Tuesday 12:00")
    assert len(await mornings(world, "lin")) == 1
    late = await world.lin.presses("2小时后提醒", on=(await mornings(world, "lin"))[0])
    assert "这件事已经处理完" in late.text


async def test_a_moment_in_words_is_echoed_and_nonsense_refused(world: World) -> None:
    await world.clock.to("Tuesday 23:00")
    message = next(one for one in await mornings(world, "priya") if "*T-7*" in one.text)
    form = (await world.priya.presses("Remind me …", on=message)).view
    assert form is not None
    refused = await world.priya.submits(form, words="whenever")
    assert "“whenever”: That names no day. Say for example Fri 3pm" in refused.text
    refused = await world.priya.submits(form, words="")
    assert "Say when" in refused.text
    said = await world.priya.submits(form, words="fri 3pm")
    seen = [one.text for one in [*said.said, *await world.priya.inbox()]]
    assert any("Fri, Nov 27, 3:00 PM" in text for text in seen), seen


async def test_a_kind_that_is_not_wanted_does_not_come(world: World) -> None:
    form = (await world.lin.types("/liaison 免打扰")).view
    assert form is not None
    assert "我或本部门负责的任务延期" in str(form.raw)
    said = await world.lin.submits(form, **{"kinds.tasks": ["tasks.due_soon"]})
    assert "不再发送9类提醒" in said.text + str([one.text for one in await world.lin.sees()])
    await world.clock.to("Tuesday 09:05")
    assert await mornings(world, "lin") == []
    assert len(await mornings(world, "wang")) == 1
    again = (await world.lin.types("/liaison quiet")).view
    assert again is not None
    assert again.values["kinds.tasks"] == ["tasks.due_soon"]
    assert "reports.due" in again.values["kinds.reports"]


async def test_the_inbox_says_the_same_in_private(world: World) -> None:
    said = await world.chen.types("/liaison 待办")
    assert "待你处理" in said.text
    assert "T-3" in said.text
    assert said.said[0].ephemeral
    empty = await world.liu.types("/liaison inbox")
    assert "没有待你处理的事项" in empty.text
    done = await world.chen.presses("标为完成", on=said.said[0])
    assert "已完成" in done.text
    assert "T-3" not in (await world.chen.types("/liaison inbox")).answer.text


async def test_what_waits_already_waits_for_the_substitute_too_marked_for_whom(world: World) -> None:
    await world.clock.to("Tuesday 10:00")
    assert await mornings(world, "liu") == []
    await world.chen.types("/liaison away 今天到周五 @liu")
    home = await world.liu.home()
    assert "代陈静 · T-3" in home.text.replace("*", ""), "already waiting"
    await world.clock.to("Wednesday 09:05")
    message = (await mornings(world, "liu"))[-1]
    assert "代陈静 · T-3" in message.text.replace("*", "")
    assert len(await mornings(world, "chen")) == 1, "the principal is told no second time"
    await world.liu.presses("下个工作日上午提醒", on=message)
    before = len(await mornings(world, "liu"))
    await world.clock.to("Thursday 09:05")
    assert len(await mornings(world, "liu")) == before + 1
    assert len(await mornings(world, "chen")) == 1, "only the substitute's own reminder moved"
    await world.liu.presses("标为完成", on=message)
    assert "陈静" in (await world.zhao.types("/task show T-3")).text
    assert "代陈静" not in (await world.liu.home()).text


async def test_two_weeks_bring_each_person_few_messages(world: World) -> None:
    for day in range(14):
        if day in (2, 6):
            await world.clock.plus("1h")
            await world.sam.types(f"/task update T-6 {30 + day}%")
        await world.clock.plus("1d")
    a_day: dict[str, Counter[str]] = defaultdict(Counter)
    asked_for_reports: Counter[str] = Counter()
    for who in EVERYBODY:
        for message in await inbox(world, who):
            moment = told_at(message, who)
            if of_reports(message):
                asked_for_reports[who] += 1
            else:
                a_day[who][f"{moment:%F}"] += 1
            assert 9 <= moment.hour < 18, f"{who} was written to at {moment}"
            assert moment.weekday() < 5
    days = [f"{MONDAY + timedelta(days=day):%F}" for day in range(15)]
    counts = [a_day[who][day] for who in EVERYBODY for day in days]
    assert sum(counts) == sum(sum(one.values()) for one in a_day.values()), "every day was counted"
    assert max(counts) <= 1
    assert median(counts) == 0
    assert sum(counts) <= 4 * len(EVERYBODY), "what is late is said again"
    assert set(asked_for_reports) <= {"lin", "chen", "sam", "priya", "liu"}, "liaisons alone are asked"
    assert max(asked_for_reports.values()) <= 4, "twice before each of two meetings"
