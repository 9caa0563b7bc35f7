"""Somebody named in a project is gone: the PM is asked once, and the successor gets everything that is open."""

from __future__ import annotations

from contextlib import suppress

from tests.scenarios.cards import card_of
from tests.scenarios.test_quiet import mornings
from tests.world import Message, Person, World


async def ids(world: World) -> dict[str, str]:
    """Slack user ids by key."""
    keys = ("lin", "wang", "zhao", "maria", "sam", "chen", "liu", "priya")
    return {key: one["id"] for key in keys for one in await world.get("people") if key.upper() in one["id"]}


async def told(who: Person) -> list[Message]:
    """What Liaison has written to the person; nothing where it never did."""
    with suppress(AssertionError):  # sees no conversation
        return await who.inbox()
    return []


async def asked(who: Person, words: str) -> list[Message]:
    """What the person was told about somebody who is gone."""
    return [one for one in await told(who) if words in one.text]


async def test_a_deactivated_owner_and_liaison_is_succeeded_by_one_form(world: World) -> None:
    await world.lin.deactivates()
    await world.clock.plus("10m")
    [question] = await asked(world.zhao, "谁来接手林涛")
    assert "林涛的账号已停用" in question.text
    assert "研发部接口人" in question.text
    assert "1项未完成任务的责任人" in question.text
    form = (await world.zhao.presses("选择接手人", on=question)).view
    assert form is not None
    who = await ids(world)
    gone = await world.zhao.submits(form, liaison_2=who["wang"], owner=who["lin"])
    assert "owner" in gone.errors, "whoever is gone cannot be chosen"
    done = await world.zhao.submits(form, liaison_2=who["wang"], owner=who["wang"])
    assert not done.errors
    await world.settle()
    [pack] = await asked(world.wang, "由你接手林涛")
    assert "T-4 · Firmware 1.0" in pack.text
    assert "王磊" in (await card_of(world, 4)).text
    assert await asked(world.zhao, "已处理：林涛")
    assert "移交，责任人由林涛改为王磊" in (await world.chen.types("/task show T-4")).text


async def test_a_double_click_on_the_form_sends_one_pack(world: World) -> None:
    await world.lin.deactivates()
    await world.clock.plus("10m")
    [question] = await asked(world.zhao, "谁来接手林涛")
    first = (await world.zhao.presses("选择接手人", on=question)).view
    second = (await world.zhao.presses("选择接手人", on=question)).view
    assert first is not None
    assert second is not None
    who = await ids(world)
    await world.zhao.submits(second, liaison_2=who["wang"], owner=who["wang"])
    await world.zhao.submits(first, liaison_2=who["chen"], owner=who["chen"])
    await world.settle()
    assert len(await asked(world.wang, "由你接手林涛")) == 1
    assert not await asked(world.chen, "由你接手林涛")
    assert "王磊" in (await card_of(world, 4)).text


async def test_who_leaves_by_accident_is_not_asked_about(world: World) -> None:
    await world.lin.leaves(world.channel)
    await world.clock.plus("2m")
    await world.wang.invites("@lin")
    await world.clock.plus("1d")
    assert not await asked(world.zhao, "林涛在")


async def test_who_comes_back_later_is_no_longer_asked_about(world: World) -> None:
    await world.lin.leaves(world.channel)
    await world.clock.plus("10m")
    [question] = await asked(world.zhao, "谁来接手林涛")
    await world.wang.invites("@lin")
    await world.settle()
    assert not await asked(world.zhao, "谁来接手林涛")
    assert len(await asked(world.zhao, "林涛已回到")) == 1
    late = await world.zhao.presses_stale("选择接手人", on=question)
    assert late.view is not None, "the PM may hand over all the same"


async def test_a_reminder_comes_each_working_morning_until_it_is_decided(world: World) -> None:
    await world.lin.leaves(world.channel)
    await world.clock.plus("10m")
    for _day in range(2):
        before = len(await told(world.zhao))
        await world.clock.plus("1d")
        new = (await told(world.zhao))[before:]
        assert any("谁来接手林涛" in one.text for one in new)
    await world.zhao.types("/project handover @lin @wang")
    before = len(await told(world.zhao))
    await world.clock.plus("1d")
    assert not any("谁来接手林涛" in one.text for one in (await told(world.zhao))[before:])


async def test_when_the_pm_is_gone_the_sponsor_is_asked(world: World) -> None:
    await world.zhao.deactivates()
    await world.clock.plus("14h")
    [question] = await asked(world.maria, "Who succeeds 赵敏")
    assert "project manager" in question.text
    form = (await world.maria.presses("Choose successors", on=question)).view
    assert form is not None
    who = await ids(world)
    await world.maria.submits(form, pm=who["sam"])
    await world.settle()
    assert "Sam" in (await world.chen.types("/project show")).text
    assert "`/project" not in (await world.sam.types("/project handover @lin @wang")).text


async def test_only_those_who_decide_hand_over_and_a_name_is_needed(world: World) -> None:
    refused = await world.chen.types("/project handover @lin @wang")
    assert "你不能在P-2026-001里办理移交" in refused.text
    assert "赵敏（项目经理）" in refused.text
    assert "谁移交给谁" in (await world.zhao.types("/project 交接")).text
    nothing = await world.zhao.types("/project handover @sam @sam")
    assert "请选择其他人" in nothing.text


async def test_somebody_without_a_post_may_leave_in_silence(world: World) -> None:
    await world.arrives("newman", name="New Man")
    newman = world.person("newman")
    await newman.joins(world.channel)
    await newman.leaves(world.channel)
    await world.clock.plus("1d")
    assert not await asked(world.zhao, "New Man")


async def test_a_person_who_is_active_again_is_not_succeeded(world: World) -> None:
    await world.lin.deactivates()
    await world.clock.plus("10m")
    before = len(await told(world.lin))
    assert await asked(world.zhao, "谁来接手林涛")
    await world.lin.changes(deleted=False)
    await world.settle()
    assert await asked(world.zhao, "林涛已回到")
    assert len(await told(world.lin)) == before


async def test_whoever_takes_a_late_task_over_is_reminded_of_it_from_then_on(world: World) -> None:
    out = await world.zhao.types("/project handover @lin @priya")
    assert not out.error
    await world.clock.to("Tuesday 09:05")
    assert any("T-4" in one.text for one in await mornings(world, "priya")), "it is late, and hers now"
    assert not await mornings(world, "lin"), "his no longer"
