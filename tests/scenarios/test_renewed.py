"""A message whose button did its work shows what became of it, and no button for what is done."""

from __future__ import annotations

import asyncio

import pytest

from bot.slack import renewing
from tests.came.acting import sends
from tests.scenarios.risks import asked, high_of_lin
from tests.world import Message, Person, World

DONE, SETTLED = ({"type": "section", "text": {"type": "mrkdwn", "text": one}} for one in ("done", "settled"))


async def morning(who: Person) -> Message:
    """The message of this morning, as it stands now."""
    await who.world.settle()
    return next(one for one in reversed(await who.inbox()) if "件事待你处理" in one.text)


async def test_what_was_done_from_a_morning_message_says_so_there(world: World) -> None:
    await world.clock.to("Tuesday 10:00")
    assert "[标为完成]" in (await morning(world.chen)).text
    done = await world.chen.presses("标为完成", on=await morning(world.chen))
    assert "已完成" in done
    stands = (await morning(world.chen)).text
    assert "✅ 标为完成 · 11月24日 周二 10:00" in stands
    assert "[标为完成]" not in stands
    assert "[填写周报]" in stands, "what else waits keeps its buttons"


async def test_what_is_done_in_a_form_says_so_and_what_still_waits_keeps_its_buttons(world: World) -> None:
    await world.clock.to("Tuesday 10:00")
    await sends(world.chen, await world.chen.presses("更新", on=await morning(world.chen)), progress=80)
    stands = (await morning(world.chen)).text
    assert "✅ 更新" in stands
    assert "[标为完成]" in stands, "it is late still"
    await sends(world.chen, await world.chen.presses("更新", on=await morning(world.chen)), status="done")
    stands = (await morning(world.chen)).text
    assert stands.count("✅") == 1
    assert "[标为完成]" not in stands


async def test_what_was_settled_elsewhere_shows_it_when_its_button_is_pressed(world: World) -> None:
    await world.clock.to("Tuesday 10:00")
    before = await morning(world.chen)
    await world.chen.types("/task update T-3 done")
    await world.chen.presses("更新", on=before)
    stands = (await morning(world.chen)).text
    assert "✅ 已处理，无需再操作" in stands
    assert "[更新]" not in stands


async def test_a_reminder_that_was_put_off_stands_as_it_is_for_that_can_be_called_back(world: World) -> None:
    await world.clock.to("Tuesday 10:00")
    before = await morning(world.chen)
    menu = next(one for one in before.blocks if one["type"] == "actions" and "标为完成" in str(one))
    option = next(one for one in menu["elements"][-1]["options"] if one["value"].startswith("hours"))
    await world.chen.chooses(menu["elements"][-1]["action_id"], option["value"], on=before)
    stands = (await morning(world.chen)).text
    assert stands == before.text
    assert "[标为完成]" in stands


async def test_any_message_with_a_button_does_not_the_reminders_alone(world: World) -> None:
    await world.maria.types("/liaison away @sam @wang tomorrow")
    await world.clock.plus("1d")
    told = next(one for one in await world.sam.inbox() if "[End it]" in one.text)
    await world.sam.presses("End it", on=told)
    await world.settle()
    stands = next(one for one in await world.sam.inbox() if one.ts == told.ts)
    assert "✅ End it · Mon, Nov 23" in stands.text
    assert not [one for one in stands.blocks if one["type"] == "actions"]


@pytest.mark.parametrize("is_in_channel", [True, False])
async def test_a_card_that_slack_shows_before_it_says_where_is_left_to_who_draws_cards(
    world: World, *, is_in_channel: bool
) -> None:
    async def stands() -> Message:
        shown = await (world.posted() if is_in_channel else world.priya.inbox())
        return next(one for one in shown if "R-1 · Poster" in one.text)

    await world.faults.add("drop_after", "chat.postMessage", times=2)
    form = await world.chen.types("/request new")
    await world.chen.submits(form, department_id="3", title="Poster", needed_by="2026-12-18")
    await world.settle()
    done = await world.priya.presses("Accept", on=await stands())
    assert "is now 🔵 accepted" in done
    assert "✅" not in (await stands()).text, "a renewal may come after the card was drawn anew, and would undo it"
    await world.clock.plus("1m")
    assert "🔵 accepted" in (await stands()).text
    assert "[!Delivered]" in (await stands()).text


async def test_two_that_are_pressed_at_once_are_both_done_whichever_is_renewed_last(world: World) -> None:
    await high_of_lin(world)
    await world.zhao.types("/risk 添加 蓝牙认证不通过 @lin 高")
    await world.clock.to("Tuesday 09:30")
    before = await asked(world.lin)
    menus = [one for one in before.blocks if one["type"] == "actions" and "无变化" in str(one)]
    assert len(menus) == 2, before.text
    # The renewal of the first is on its way to Slack while the second is pressed in the message as it still stands.
    await world.faults.add("latency", "chat.update", seconds=1.0)
    where = {"where": before.where, "action_id": "risks.same", "who": "lin"}
    await asyncio.gather(*(world.act("press", block_id=menu["block_id"], seen=menu, **where) for menu in menus))
    await world.settle()
    stands = next(one for one in await world.lin.inbox() if one.ts == before.ts).text
    assert stands.count("✅ 无变化") == 2, stands
    assert "[无变化]" not in stands


def test_what_only_shows_stays_and_what_comes_back_otherwise_is_left_alone() -> None:
    button = {"type": "button", "action_id": "disputes.major", "value": "1"}
    show = {"type": "button", "action_id": "disputes.show", "value": "1"}
    line = {"type": "section", "block_id": "a", "text": {"type": "mrkdwn", "text": "D-1"}, "accessory": button}
    both = {"type": "actions", "block_id": "b", "elements": [button, show]}
    pressed = renewing.renewed([line, both], {"b": DONE}, [], SETTLED)
    assert pressed is not None
    assert [one["type"] for one in pressed] == ["section", "actions", "section"]
    assert pressed[1]["elements"] == [show]
    beside = renewing.renewed([line, both], {"a": DONE}, [], SETTLED)
    assert beside is not None
    assert "accessory" not in beside[0]
    assert renewing.renewed([line, {"type": "image", "block_id": "c"}], {"a": DONE}, [], SETTLED) is None
