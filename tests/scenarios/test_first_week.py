"""What people meet in their first week: the small things between the flows, told as they happen."""

from __future__ import annotations

from tests.scenarios.test_requests import asks, card_of
from tests.world import Message, Person, World


async def told(who: Person, words: str) -> list[Message]:
    """What Liaison wrote to somebody that begins so."""
    await who.world.clock.plus("30s")  # a second a message
    return [one for one in await who.inbox() if words in one.notification and one.from_app and not one.ephemeral]


async def test_those_who_were_asked_hear_what_the_other_side_does_next(world: World) -> None:
    await asks(world.priya, needed_by="2026-12-04")
    form = await world.chen.presses("Object", on=await card_of(world, 1))
    await world.chen.submits(form, reason="印刷机坏了", alternative="先给数字版", by="2026-12-08")
    taken = await world.priya.presses("Take the alternative", on=await card_of(world, 1))
    [said] = await told(world.chen, "采用了你的替代方案：R-1")
    assert "已交付" in said.buttons, "it is theirs to deliver"
    await world.priya.presses("Undo", on=taken.answer)
    assert await told(world.chen, "是否采用替代方案，仍待决定"), "what was told is told to be taken back"
    await world.priya.presses("Take the alternative", on=await card_of(world, 1))
    form = await world.chen.presses("Delivered", on=await card_of(world, 1))
    await world.chen.submits(form, reason="终稿在项目文件夹")
    assert "What was delivered" in (await card_of(world, 1)).text
    form = await world.priya.presses("Return", on=await card_of(world, 1))
    await world.priya.submits(form, reason="The price is missing")
    assert "What is missing" in (await card_of(world, 1)).text
    [said] = await told(world.chen, "退回了R-1")
    assert "The price is missing" in said.text
    await asks(world.priya, "Second poster")
    await world.priya.presses("Withdraw", on=await card_of(world, 2))
    assert await told(world.chen, "撤回了R-2"), "the question before it promised so"


async def test_what_comes_back_after_its_day_is_not_forgotten(world: World) -> None:
    await asks(world.priya, needed_by="2026-11-25")
    await world.chen.presses("Accept", on=await card_of(world, 1))
    form = await world.chen.presses("Delivered", on=await card_of(world, 1))
    await world.chen.submits(form)
    await world.clock.to("2026-11-26 10:00")
    form = await world.priya.presses("Return", on=await card_of(world, 1))
    await world.priya.submits(form, reason="The price is missing")
    assert "尚未交付" not in str(await world.traffic("chat.postMessage")), "one whole working day is theirs"
    await world.clock.to("2026-11-30 09:05")
    [silent] = [one for one in await world.zhao.inbox() if "尚未交付" in one.text]
    assert "R-1 · Poster artwork · 11月25日 周三前尚未交付（中国） · 🔴 已逾期3个工作日" in silent.text


async def test_whose_turn_it_is_is_said_once_a_morning(world: World) -> None:
    """Sam is in New York: what happens in his night reaches him in one message, not in two at nine."""
    await asks(world.sam)
    form = await world.chen.presses("Object", on=await card_of(world, 1))
    await world.chen.submits(form, reason="印刷机坏了", alternative="先给数字版")
    await world.clock.to("Monday 22:30")
    assert len([one for one in await world.sam.inbox() if "R-1" in one.text]) == 1
    await world.clock.to("Tuesday 22:30")
    reminders = [
        one for one in await world.sam.inbox() if "decide on the alternative by Fri, Dec 4 (China)" in one.text
    ]
    assert len(reminders) == 1, "a day later"


async def test_the_details_offer_what_their_reader_may_do_and_find_numbers_as_chinese_keyboards_write_them(
    world: World,
) -> None:
    await asks(world.priya, "样机 " + "很长的标题" * 25)
    shown = await world.priya.types("/request show R-1")
    assert shown.answer.buttons == ["Withdraw"]
    assert (await world.chen.types("/request 查看 Ｒ－１")).answer.buttons == ["接受", "提出异议", "指定承办人"]
    assert (await world.liu.types("/request show 1")).answer.buttons == []
    listed = await world.lin.types("/request list 设计部")
    assert "提给设计部的协作需求" in listed.text
    assert "样机 很长的标题很长的标题" in listed.text, "a title is not cut at its first space"
