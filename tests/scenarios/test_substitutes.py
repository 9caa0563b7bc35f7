"""Somebody is away and another stands in: told by the one, the other, and those around them."""

from __future__ import annotations

import pytest

from tests.scenarios.cards import card_of
from tests.world import World


async def lin_is_away(world: World) -> None:
    """Lin (Chinese) names Liu (Customer Service), who has no right of her own to Lin's task T-4, for this week."""
    answer = await world.lin.types("/liaison away 今天到周五 @liu")
    assert "刘洋代理林涛：" in answer.text
    await world.settle()


async def test_a_liaison_on_leave_is_stood_in_for_and_the_timeline_says_for_whom(world: World) -> None:
    refused = await world.liu.types("/task update T-4 90%")
    assert "刘洋" not in refused.text
    assert "林涛（责任人）" in refused.text
    await lin_is_away(world)
    assert "刘洋代理你的工作*：" in (await world.lin.inbox())[-1].text
    assert "由你代理林涛的工作*：" in (await world.liu.inbox())[-1].text
    assert "林涛的代理人刘洋（至" in (await world.chen.types("/task update T-4 90%")).text

    await world.liu.types("/task update T-4 90% 认证通过")
    assert "刘洋 for 林涛" in (await card_of(world, 4)).text, "the channel reads English"
    timeline = (await world.sam.types("/task show T-4")).text
    assert "刘洋 for 林涛" in timeline
    assert "刘洋代林涛" in (await world.lin.types("/task show T-4")).text


@pytest.mark.parametrize(("who", "others"), [("sam", "Departments"), ("liu", "部门")])
async def test_who_stands_in_for_an_admin_sets_up_all_but_the_admins(world: World, who: str, others: str) -> None:
    refused = await world.person(who).types("/liaison settings")
    assert refused.view is None
    assert "刘洋" not in refused.text
    answer = await world.wang.types(f"/liaison away 今天到周五 @{who}")
    assert "代理王磊" in answer.text
    settings = (await world.person(who).types("/liaison settings")).view
    assert settings is not None
    assert others in settings.text
    assert settings.finds("departments.add") is not None
    assert settings.finds("admins.edit") is None, "who is named an admin stays one, so no substitute names any"


async def test_the_principal_comes_back_and_ends_it_at_once(world: World) -> None:
    await lin_is_away(world)
    named = (await world.lin.inbox())[-1]
    ended = await world.lin.presses("结束代理", on=named)
    assert "已结束：刘洋不再代理林涛。" in ended.text
    await world.settle()
    assert "你不再代理林涛的工作。" in (await world.liu.inbox())[-1].text
    assert "林涛（责任人）" in (await world.liu.types("/task update T-4 90%")).text
    told = len(await world.liu.inbox())
    await world.lin.presses_stale("结束代理", on=named)
    await world.settle()
    assert len(await world.liu.inbox()) == told, "pressed twice, told once"


async def test_a_window_is_over_by_itself_and_both_are_told_once(world: World) -> None:
    await lin_is_away(world)
    before = len(await world.lin.inbox())
    await world.clock.plus("8d")
    told = [one.text for one in (await world.lin.inbox())[before:] if "不再代理你的工作" in one.text]
    assert len(told) == 1
    assert "林涛（责任人）" in (await world.liu.types("/task update T-4 95%")).text


async def test_the_form_keeps_what_was_typed_and_says_what_cannot_be(world: World) -> None:
    await lin_is_away(world)
    form = (await world.lin.types("/liaison away")).view
    assert form is not None
    assert "林涛 · 由刘洋代理" in form.text
    ids = {one["id"]: one for one in await world.get("people")}
    liu, chen, lin = (next(key for key in ids if name in key) for name in ("LIU", "CHEN", "LIN"))
    overlap = await world.lin.submits(form, substitute_id=chen, first_on="2026-11-26", last_on="2026-11-30")
    assert "刘洋已在代理林涛" in overlap.errors["first_on"]
    himself = await world.lin.submits(form, substitute_id=lin, first_on="2026-12-07", last_on="2026-12-08")
    assert himself.errors == {"substitute_id": "不能代理自己。请选择其他人。"}
    backwards = await world.lin.submits(form, substitute_id=liu, first_on="2026-12-08", last_on="2026-12-07")
    assert backwards.errors == {"last_on": "结束日期不能早于开始日期。"}
    other = await world.lin.submits(form, principal_id=chen, substitute_id=liu)
    assert "你不能替陈静指定代理人" in other.errors["principal_id"]
    chain = (await world.chen.types("/liaison away")).view
    assert chain is not None
    refused = await world.chen.submits(chain, substitute_id=lin, first_on="2026-11-24", last_on="2026-11-25")
    assert "林涛也请假" in refused.errors["substitute_id"]
    mended = await world.chen.submits(chain, substitute_id=liu)
    assert not mended.errors


async def test_a_head_names_a_substitute_for_the_liaison_and_each_reads_their_own_language(world: World) -> None:
    answer = await world.maria.types("/liaison away @sam @wang tomorrow")
    assert "王磊 stands in for Sam" in answer.text
    await world.clock.plus("1d")
    assert any("王磊 stands in for you" in one.text for one in await world.sam.inbox())
    assert any("由你代理Sam" in one.text for one in await world.wang.inbox())


@pytest.mark.parametrize(("line", "note"), [("@liu sometime", "没有说明是哪一天"), ("下周一到下周五", "")])
async def test_a_line_that_says_too_little_opens_the_form_with_what_was_read(
    world: World, line: str, note: str
) -> None:
    opened = await world.lin.types(f"/liaison 请假 {line}")
    assert opened.view is not None
    assert note in opened.view.text


async def test_who_moves_and_changes_language_is_written_to_in_the_new_ones(world: World) -> None:
    await world.sam.types("/liaison away tomorrow @priya")
    await world.settle()
    assert "Priya Nair stands in for you*: Mon, Nov 23" in (await world.sam.inbox())[-1].text
    await world.sam.changes(locale="zh-CN", tz="Asia/Shanghai")
    await world.sam.types("/liaison away @priya 12月1日")
    await world.settle()
    told = (await world.sam.inbox())[-1].text
    assert "Priya Nair代理你的工作*：12月1日 周二\n" in told, "a whole day where he lives now"
    await world.clock.plus("1d")
    assert any("Sam" in one.text and "Dec 1" in one.text for one in await world.priya.inbox())


async def test_who_is_away_gets_no_message_of_the_morning_until_they_are_back(world: World) -> None:
    """T-4 of Lin is late; a reminder of it is due on each working morning."""
    await world.lin.types("/liaison away 今天到周三 @liu")
    await world.clock.to("Wednesday 12:00")
    assert not [one for one in await world.lin.inbox() if "待你处理" in one.notification]
    assert [one for one in await world.liu.inbox() if "待你处理" in one.notification and "T-4" in one.text]
    await world.clock.to("Thursday 09:05")
    back = [one for one in await world.lin.inbox() if "待你处理" in one.notification]
    assert len(back) == 1
    assert "T-4" in back[0].text


async def test_who_stands_in_reads_that_a_date_was_moved_meanwhile(world: World) -> None:
    await world.zhao.types("/task update T-4 due 2026-12-04 because the lab is late")
    await world.clock.to("2026-11-24 11:00")
    await world.lin.types("/liaison away 今天到周五 @wang")
    await world.clock.to("2026-11-25 09:05")
    await world.wang.opens_home("messages")
    told = [one.text for one in await world.wang.inbox() if "T-4" in one.text]
    assert any("改为12月4日" in one for one in told), told
