"""A kickoff meeting: called, moved, cancelled, held and written down; by who runs it and who is invited."""

from __future__ import annotations

from bot.sandbox.world.company import ids
from tests.scenarios.proposals import proposed, told
from tests.world import Message, Outcome, View, World

DAY = {"day": "2026-11-26", "clock": "10:00"}


async def opened(world: World) -> View:
    """The form in which the PM calls it."""
    form = await world.zhao.types("/project 启动会")
    assert form.view is not None, form.text
    return form.view


async def called(world: World, **other: object) -> Outcome:
    """It is called for Thursday at ten."""
    sent = await world.zhao.submits(await opened(world), **{**DAY, **other})
    if "clock" in sent.errors:
        # Whose hours it is outside is read now.
        sent = await world.zhao.submits(await opened(world), **{**DAY, **other})
    assert not sent.errors, sent.errors
    await world.settle()
    return sent


async def card(world: World) -> Message:
    """How it stands in the channel."""
    await world.settle()
    found = [one for one in await world.posted() if one.from_app and "kickoff meeting* ·" in one.text]
    assert len(found) == 1, "one card, renewed in place"
    return found[0]


async def test_everybody_who_is_proposed_is_invited_once_with_the_agenda_and_a_calendar_file(world: World) -> None:
    sent = await called(world, place="会议室3")
    assert "P-2026-001的启动会已召集：11月26日 周四 10:00" in sent.text
    standing = await card(world)
    for said in ("Thu, Nov 26, 10:00 AM", "60 minutes", "会议室3", "Does the goal fit", "What does each department"):
        assert said in standing.text, said
    invited = await told(world, "chen", "邀请参加P-2026-001")
    assert "初步风险：资源冲突、技术瓶颈" in invited.text
    assert "请部门负责人和接口人会前想好" in invited.text
    await world.chen.presses("日历文件（.ics）", on=invited)
    await world.settle()
    await told(world, "chen", "P-2026-001-kickoff.ics")
    before = [len(await world.person(who).inbox()) for who in ("chen", "lin", "priya")]
    again = await world.zhao.types("/project 启动会")
    assert again.view is None
    assert "启动会" in again.text
    assert [len(await world.person(who).inbox()) for who in ("chen", "lin", "priya")] == before


async def test_who_does_not_run_the_project_is_told_who_does(world: World) -> None:
    refused = await world.lin.types("/project 启动会")
    assert refused.view is None
    assert "赵敏" in refused.text
    await called(world)
    shown = await world.lin.types("/project 启动会")
    assert "议程" in shown.text
    assert not {"改期", "取消会议"} & set(shown.answer.buttons)
    pressed = await world.lin.presses("Move", on=await card(world))
    assert pressed.view is None
    assert "赵敏" in pressed.text


async def test_who_calls_it_reads_who_is_invited_and_hears_nothing_of_it(world: World) -> None:
    """A guest who is in no channel of the project, and may not know of it."""
    await world.arrives("gast", real_name="Gerda Gast", is_restricted=True)
    form = await world.zhao.types("/project 启动会")
    sent = await world.zhao.submits(form, invited=["chen", "gast"])
    if sent.errors:
        # Whose hours it is outside is read now.
        sent = await world.zhao.submits(form, invited=["chen", "gast"])
    assert "未通知Gerda Gast" in sent.text
    await world.zhao.invites("gast")
    await world.settle()
    form = await world.zhao.presses("Move", on=await card(world))
    moved = await world.zhao.submits(form, clock="15:00", invited=["chen", "gast"])
    if moved.errors:
        moved = await world.zhao.submits(form, clock="15:00", invited=["chen", "gast"])
    assert not moved.errors
    assert "未通知" not in moved.text


async def test_it_is_moved_and_cancelled_and_who_was_invited_hears_of_it(world: World) -> None:
    await called(world)
    past = await world.zhao.presses("Move", on=await card(world))
    wrong = await world.zhao.submits(past, day="2026-11-20")
    assert "已经过去" in wrong.errors["clock"]
    moved = await world.zhao.submits(past, day="2026-11-27", clock="14:30", invited=["U0CHEN0001"])
    assert "改为11月27日 周五 14:30" in moved.text
    assert "不在这些人的工作时间内" not in moved.text
    assert "启动会改为11月27日 周五 14:30" in (await told(world, "chen", "启动会改为")).text
    assert await told(world, "lin", "不再邀请参加P-2026-001"), "nor do they come for nothing"
    assert "Fri, Nov 27, 2:30 PM" in (await card(world)).text
    form = await world.zhao.presses("Cancel it", on=await card(world))
    await world.zhao.submits(form, reason="两位负责人出差")
    assert "已取消：两位负责人出差" in (await told(world, "chen", "启动会已取消")).text
    assert "cancelled; it was to be on" in (await card(world)).text
    await world.clock.to("2026-11-30 09:05")
    assert "启动会" not in (await world.zhao.types("/liaison inbox")).text, "nothing was held"
    again = await world.zhao.presses("Call it again", on=await card(world))
    await world.zhao.submits(again, day="2026-12-02", clock="10:00")
    assert "Wed, Dec 2" in (await card(world)).text
    form = await world.zhao.presses("Move", on=await card(world))
    night = await world.zhao.submits(form, clock="23:00")
    assert "这个时间不在陈静的工作时间内" in night.errors["clock"]
    assert "Wed, Dec 2, 10:00 AM" in (await card(world)).text.replace(", 2026", ""), "nobody is told before it is known"
    known = await world.zhao.submits(form, clock="23:00")
    assert not known.errors
    assert "11:00 PM" in (await card(world)).text
    await world.clock.to("2026-12-03 09:05")
    late = await world.zhao.submits(await world.zhao.presses("Cancel it", on=await card(world)), reason="没有人到会")
    assert "不再通知任何人" in late.text, "nobody hears that it was cancelled"


async def test_who_cannot_come_says_why_and_who_stands_in_is_invited_instead(world: World) -> None:
    await world.maria.types("/liaison away 2026-11-25 to 2026-11-27 @sam")
    await called(world, invited=ids("chen", "maria", "wang"))
    invited = await told(world, "chen", "邀请参加P-2026-001")
    form = await world.chen.presses("我不能参加", on=invited)
    assert (await world.chen.submits(form)).errors, "a word is asked for"
    done = await world.chen.submits(form, reason="当天出差")
    assert "答复已保存" in done.text
    assert "陈静不能参加P-2026-001的启动会：当天出差" in (await told(world, "zhao", "不能参加")).text
    assert "*Cannot come*\n• 陈静: 当天出差" in (await card(world)).text.replace("*Cannot come* •", "*Cannot come*\n•")
    await world.clock.to("Monday 17:00")
    form = await world.maria.presses("I cannot come", on=await told(world, "maria", "You are invited"))
    done = await world.maria.submits(form, reason="On leave")
    assert "Invited instead: Sam Carter" in done.text
    await world.clock.to("Monday 23:00")
    assert await told(world, "sam", "You are invited to the kickoff meeting")
    shown = await world.chen.types("/project 启动会")
    back = await world.chen.presses("我可以参加", on=shown.answer)
    assert "答复已保存" in back.text
    assert "当天出差" not in (await card(world)).text
    outside = await world.priya.types("/project kickoff")
    assert not outside.answer.finds("kickoffs.decline"), "she is not invited"


async def test_decisions_become_tasks_and_who_was_told_of_the_minutes_hears_what_is_other(world: World) -> None:
    await called(world)
    await world.clock.to("2026-11-26 11:01")
    form = await world.zhao.presses("填写会议纪要", on=await told(world, "zhao", "P-2026-001启动会"))
    wrong = await world.zhao.submits(form, decisions="如期上市", actions="印海报")
    assert "第1行" in wrong.errors["actions"]
    line = f"<@{ids('chen')[0]}> 印海报 12月4日"
    saved = await world.zhao.submits(form, decisions="如期上市", actions=line)
    assert not saved.errors, saved.errors
    await world.clock.plus("30s")
    assert "印海报" in (await told(world, "chen", "现在由你负责")).text
    assert "印海报" in (await card(world)).text
    assert "启动会纪要已写好" in (await told(world, "chen", "启动会纪要")).text
    before = len(await world.chen.inbox())
    change = await world.zhao.presses("Change the minutes", on=await card(world))
    await world.zhao.submits(change, questions="谁承担样机费用？")
    await world.clock.to("2026-11-27 09:05")
    news = (await world.chen.inbox())[before:]
    assert [one for one in news if "赵敏修改了P-2026-001启动会的会议纪要：待解决的问题" in one.text], [
        one.text for one in news
    ]


async def test_a_form_that_was_overtaken_says_so_and_keeps_what_was_typed(world: World) -> None:
    await called(world)
    stale = await world.zhao.presses("Move", on=await card(world))
    other = await world.maria.presses("Move", on=await card(world))
    for _weighed in range(2):
        await world.maria.submits(other, clock="15:00")
    sent = await world.zhao.submits(stale, clock="11:00", place="会议室9")
    said = str(sent.view.raw if sent.view else sent.text)
    assert "Maria Weber" in said
    assert "3:00 PM" in (await card(world)).text
    assert "会议室9" in said, "what was typed is not lost"


async def test_when_it_is_over_the_pm_is_asked_for_its_minutes(world: World) -> None:
    await called(world)
    early = await world.chen.presses("详情", on=await told(world, "chen", "邀请参加"))
    assert "填写会议纪要" not in early.answer.buttons
    await world.clock.to("2026-11-26 11:01")
    asked = await told(world, "zhao", "P-2026-001启动会")
    form = await world.zhao.presses("填写会议纪要", on=asked)
    lines = "预算：20万\n设计部：主视觉，12月10日前"
    wrong = await world.zhao.submits(form, contributions=lines, risks="试验室已排满")
    assert "第1行" in wrong.errors["contributions"]
    assert "研发部" in wrong.errors["contributions"], "those that there are"
    lines = "设计部：主视觉，12月10日前\n和一名设计师\n研发部：固件"
    saved = await world.zhao.submits(form, contributions=lines, decisions="1. 如期上市\n2. 每周三开会")
    assert "纪要已保存" in saved.text
    standing = await card(world)
    for said in (
        "held on Thu, Nov 26", "Design: 主视觉，12月10日前 和一名设计师", "R&D: 固件", "• 试验室已排满", "• 如期上市",
    ):  # fmt: skip
        assert said in standing.text, said
    assert "启动会" not in (await world.zhao.types("/liaison inbox")).text, "asked no more"
    change = await world.zhao.presses("Change the minutes", on=standing)
    assert change.view is not None
    filled = change.view.element("contributions").block["element"]["initial_value"]
    assert "设计部：主视觉，12月10日前\n和一名设计师" in filled
    await world.zhao.submits(change, questions="谁承担样机费用？")
    assert "• 谁承担样机费用？" in (await card(world)).text


async def test_whoever_is_invited_has_heard_before_that_the_project_begins(world: World) -> None:
    for title in ("Proofs", "Labels", "Posters", "Badges"):
        for owner in ("chen", "zhao"):
            await world.wang.types(f"/task add {title} by 2026-12-18 <@{ids(owner)[0]}> #R&D")
    await world.settle()
    await proposed(world, world.zhao, name="读书灯上市", departments=["设计部"])
    await world.clock.plus("10s")
    await world.wang.presses("批准", on=await told(world, "wang", "读书灯上市* ·"))
    await world.clock.plus("10s")
    form = await world.zhao.types("/project 启动会 P-2026-002", channel="#general")
    await world.zhao.submits(form, day="2026-11-26", clock="10:00")
    await world.clock.plus("30s")
    for who, news in (("chen", "已指定你参加P-2026-002"), ("zhao", "批准了P-2026-002")):
        read = [one.text for one in await world.person(who).inbox()]
        named = [at for at, one in enumerate(read) if news in one]
        assert named, f"{who} was told today of no project: {read[-3:]}"
        invited = [at for at, one in enumerate(read) if "P-2026-002" in one and "启动会：" in one]
        assert not invited or named[0] < invited[0]


async def test_what_is_said_behind_the_command_opens_what_it_means(world: World) -> None:
    await called(world)
    for line, form in (
        ("取消", "kickoffs.cancel"), ("改期 P-2026-001", "kickoffs.call"), ("时间", "kickoffs.call"),
        ("cancel", "kickoffs.cancel"), ("move", "kickoffs.call"), ("time P-2026-001", "kickoffs.call"),
    ):  # fmt: skip
        opened_by = await world.zhao.types(f"/project 启动会 {line}")
        assert opened_by.view is not None, f"{line}: {opened_by.text}"
        assert opened_by.view.raw["callback_id"] == form, line
    early = await world.zhao.types("/project kickoff minutes")
    assert "启动会还没有" in early.text
    assert "赵敏" in (await world.lin.types("/project kickoff cancel")).text, "it is said who can"
