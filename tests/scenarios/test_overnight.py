"""What waits for somebody's morning and is settled in their night is not told to them any more."""

from __future__ import annotations

from tests.scenarios.cards import id_of
from tests.scenarios.disputes import card_of, proposes, raises, told
from tests.scenarios.handing import hands_over
from tests.scenarios.requests import asks
from tests.scenarios.test_quiet import inbox
from tests.scenarios.test_settings import opened
from tests.world import Person, World

NIGHT, MORNING = "2026-11-23 22:05", "2026-11-24 09:05"
ASKED_TO_CONFIRM, INVITED, IS_YOURS = "阅读并确认", "专项沟通会：11月24日", "现在由你负责"


async def is_told(who: Person, words: str) -> bool:
    """Whether Liaison wrote that to somebody, who may never have heard of it."""
    return any(words in one.text for one in await inbox(who.world, who.key))


async def test_a_text_that_settled_it_at_night_is_not_to_be_confirmed_in_the_morning(world: World) -> None:
    await raises(world.lin)
    await world.clock.to(NIGHT)
    await proposes(world.lin, "R&D pays half.", await card_of(world))
    await world.chen.presses("disputes.confirm", on=await card_of(world))
    assert "settled by consensus" in (await card_of(world)).text
    await world.clock.to(MORNING)
    assert not await is_told(world.chen, ASKED_TO_CONFIRM)
    assert await is_told(world.lin, "已达成共识")


async def test_who_confirmed_for_their_side_is_asked_no_more_and_the_other_side_is(world: World) -> None:
    await raises(world.lin)
    await world.clock.to(NIGHT)
    await proposes(world.zhao, "Half each.", await card_of(world))
    await world.chen.presses("disputes.confirm", on=await card_of(world))
    await world.clock.to(MORNING)
    for who, is_asked in ((world.chen, False), (world.lin, True), (world.wang, True)):
        assert await is_told(who, ASKED_TO_CONFIRM) == is_asked, who.key


async def test_a_meeting_that_was_moved_at_night_invites_once(world: World) -> None:
    await world.clock.to("2026-11-23 16:00")
    await raises(world.lin)
    await world.clock.to(NIGHT)
    for clock in ("14:00", "15:00"):
        form = await world.zhao.presses("disputes.meeting", on=await card_of(world))
        assert not (await world.zhao.submits(form, day="2026-11-24", clock=clock)).errors
    await world.clock.to(MORNING)
    assert len([one for one in await world.wang.inbox() if INVITED in one.text]) == 1
    assert "15:00" in (await told(world.wang, INVITED)).text


async def test_nobody_is_invited_in_the_morning_to_talk_over_what_was_settled_at_night(world: World) -> None:
    await world.clock.to("2026-11-23 16:00")
    await raises(world.lin)
    await world.clock.to(NIGHT)
    form = await world.zhao.presses("disputes.meeting", on=await card_of(world))
    await world.zhao.submits(form, day="2026-11-24", clock="14:00")
    await proposes(world.lin, "R&D pays half.", await card_of(world))
    await world.chen.presses("disputes.confirm", on=await card_of(world))
    await world.clock.to(MORNING)
    assert not await is_told(world.wang, "（.ics）")
    assert not await is_told(world.wang, INVITED)


async def test_a_wish_that_the_pm_has_answered_at_night_is_not_read_in_the_morning(world: World) -> None:
    await raises(world.lin)
    await world.clock.to(NIGHT)
    shown = (await world.wang.types("/dispute show D-1")).answer
    await world.wang.presses("disputes.major", on=shown)
    await world.zhao.presses("保持普通", on=(await world.zhao.types("/liaison inbox")).answer)
    await world.clock.to(MORNING)
    assert not await is_told(world.zhao, "标为重大；标为重大后立即上报裁决")


async def test_who_decides_is_named_at_night_and_nobody_is_asked_to_name_them_in_the_morning(world: World) -> None:
    await world.clock.to("2026-11-23 21:30")
    await raises(world.sam, other="Design")
    await world.clock.to("2026-11-24 22:05")
    assert "waits for a decision" in (await card_of(world)).text
    form = await world.zhao.types("/dispute settings")
    await world.zhao.submits(form, second_decider_id=await id_of(world, "wang"))
    shown = (await world.wang.types("/dispute show D-1")).answer
    form = await world.wang.presses("disputes.decide", on=shown)
    await world.wang.submits(form, text="市场部承担。", reasons="标准只写了一稿。")
    await world.clock.to("2026-11-25 09:05")
    assert not await is_told(world.zhao, "请指定代为裁决的人")
    assert not await is_told(world.chen, "未达成共识，上报"), "it is decided"
    assert await is_told(world.chen, "已由王磊裁决")


async def test_naming_who_does_it_at_night_keeps_what_the_asking_side_is_told(world: World) -> None:
    await asks(world.lin, department="设计部")
    await world.clock.to(NIGHT)
    answered = await told(world.chen, "R-1 ·")
    form = await world.chen.presses("requests.object", on=answered)
    await world.chen.submits(form, reason="The printer is broken.", alternative="Digital first.")
    form = await world.chen.presses_stale("requests.assign", on=answered)
    assert not (await world.chen.submits(form, assignee=await id_of(world, "priya"))).errors
    await world.clock.to(MORNING)
    assert await is_told(world.lin, "The printer is broken.")


async def test_a_task_that_is_done_deleted_or_passed_on_at_night_is_nobodys_new_one_in_the_morning(
    world: World,
) -> None:
    await world.clock.to(NIGHT)
    for number in (5, 7):
        assert not (await world.zhao.types(f"/task update T-{number} owner @liu because 人手不足")).error
    assert not (await world.zhao.types("/task update T-4 owner @liu")).error
    await world.zhao.types("/task update T-5 done")
    await world.zhao.presses("tasks.delete", on=(await world.zhao.types("/task delete T-7")).answer)
    await world.clock.to(MORNING)
    assert {number: await is_told(world.liu, f"*T-{number}*") for number in (4, 5, 7)} == {4: True, 5: False, 7: False}


async def test_what_was_handed_over_and_on_at_night_is_told_to_the_last_alone(world: World) -> None:
    await world.clock.to(NIGHT)
    await world.zhao.types("/task update T-3 owner @lin")
    await hands_over(world.zhao, "@lin", "@liu")
    await hands_over(world.zhao, "@liu", "@priya")
    await world.clock.to(MORNING)
    assert not await is_told(world.lin, IS_YOURS), "it was handed on before he woke"
    assert not await is_told(world.liu, "由你接手")
    assert await is_told(world.priya, "T-3 · Launch key visual")


async def test_who_was_named_admin_by_mistake_at_night_does_not_read_of_it(world: World) -> None:
    await world.clock.to(NIGHT)
    for named in (["liu", "priya"], ["liu"]):
        await world.wang.submits(await world.wang.presses("admins.edit", on=await opened(world)), named=named)
    await world.clock.to(MORNING)
    assert await is_told(world.liu, "管理员")
    assert not await is_told(world.priya, "admin")


async def test_who_stood_in_for_nobody_but_a_night_hears_nothing_of_it(world: World) -> None:
    await world.clock.to(NIGHT)
    await world.lin.types("/liaison away 今天到周五 @liu")
    await world.settle()
    await world.lin.presses("结束代理", on=await told(world.lin, "代理你的工作"))
    await world.clock.to(MORNING)
    assert not await is_told(world.liu, "代理林涛")
    assert await is_told(world.lin, "不再代理你的工作")


async def test_what_a_morning_that_slack_takes_late_was_to_say_is_left_out_once_it_is_settled(world: World) -> None:
    await world.clock.to(NIGHT)
    await world.wang.submits(await world.wang.presses("admins.edit", on=await opened(world)), named=["liu"])
    await world.zhao.types("/task update T-9 owner @liu")
    await world.clock.to("2026-11-24 08:59")
    await world.faults.add("503", "chat.postMessage", times=400)
    await world.clock.to("2026-11-24 09:01")
    await world.wang.submits(await world.wang.presses("admins.edit", on=await opened(world)), named=["wang"])
    assert await inbox(world, "liu") == []
    await world.faults.clear()
    await world.clock.to("2026-11-24 09:10")
    [morning] = [one.text for one in await inbox(world, "liu")]
    assert "T-9" in morning
    assert "管理员" not in morning
