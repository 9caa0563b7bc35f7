"""What a line says of a task is taken whole, or asked about."""

from __future__ import annotations

from tests.scenarios.cards import card_of
from tests.scenarios.test_task_threads import offer
from tests.world import World


async def test_half_of_a_task_is_half_of_it_in_whatever_words(world: World) -> None:
    for line, shown in (
        ("完成41%", "41%"),
        ("42% done", "42%"),
        ("完成一半", "50%"),
        ("百分之六十", "60%"),
        ("进度70%！", "70%"),
        ("搞定了", "✅ done"),
    ):
        await world.lin.types(f"/task T-4 {line}")
        card = (await card_of(world, 4)).text
        assert shown in card, line
        assert "> " not in card.split(line)[-1], "a leftover of a word is no note"


async def test_what_may_not_be_done_is_asked_about_and_its_words_are_kept(world: World) -> None:
    before = (await card_of(world, 4)).text
    refused = await world.lin.types("/task T-4 完成不了，等认证")
    assert "我读到了“完成”，但不确定“不了，等认证”" in refused.text
    form = (await world.lin.presses("打开表单", on=refused.answer)).view
    assert form is not None
    assert form.values["note"] == "完成不了，等认证"
    assert (await card_of(world, 4)).text == before
    card = await card_of(world, 3)
    for words in ("完成不了", "完成了初稿", "done with the draft"):
        assert not offer(await world.chen.types(words, thread=card)), words


async def test_by_how_long_is_asked_whether_the_day_moves_or_the_task_is_late(world: World) -> None:
    before = (await card_of(world, 6)).text
    asked = await world.sam.types("/task T-6 delayed by two days because the copy is late")
    assert "is the planned end of T-6 to move from" in asked.text
    assert (await card_of(world, 6)).text == before
    button = next(one for one in asked.answer.buttons if "Move it to" in one)
    form = (await world.sam.presses(button, on=asked.answer)).view
    assert form is not None
    assert form.values["note"] == "the copy is late"
    assert (await world.sam.submits(form)).ok
    assert "moved 1 time" in (await card_of(world, 6)).text
    asked = await world.lin.types("/task T-4 延期两天，等样品")
    assert "“延期两天”：T-4的计划完成日要从" in asked.text
    assert "改到2026年11月25日 周三" in asked.answer.buttons, "two days from today"


async def test_the_words_that_people_use_for_a_command_are_known(world: World) -> None:
    for line in ("/task 新增", "/task 创建", "/request 新增", "/request 创建"):
        assert (await world.zhao.types(line)).view is not None, line
    await world.lin.types("/task T-4 61%")
    assert "已撤销" in (await world.lin.types("/task 撤消")).text
