"""Lines as newcomers type them: what is meant is done, and what is not understood is asked about, never dropped."""

from __future__ import annotations

import pytest

from tests.only import only
from tests.scenarios.cards import card_of
from tests.scenarios.requests import asks
from tests.scenarios.requests import card_of as request_card
from tests.world import World


async def test_a_meeting_is_moved_to_no_hour_that_nobody_said(world: World) -> None:
    for words in ("明天下午", "Friday morning", "今晚", "EOD Friday"):
        asked = await world.zhao.types(f"/meeting move {words}")
        assert f"“{words}”没有说明几点" in asked.text
    form = await world.zhao.types("/meeting move")
    wrong = await world.zhao.submits(form, words="明天下午")
    assert "没有说明几点" in wrong.errors["words"]
    assert not [one for one in await world.posted() if "is moved" in one.text]
    assert "11月24日 周二 15:00" in (await world.zhao.types("/meeting move 明天下午3点")).text
    assert "11月27日 周五 12:00" in (await world.zhao.types("/meeting move Friday noon")).text


async def test_two_percentages_are_asked_about(world: World) -> None:
    asked = await world.chen.types("/task update T-3 50% 80%")
    assert "“50% 80%”里有两个百分比" in asked.text
    form = await world.chen.presses("打开表单", on=asked.answer)
    assert form.view is not None
    assert "50% 80%" in str(form.view.values)
    assert "in progress 40%" not in (await card_of(world, 3)).text


async def test_a_reply_that_is_half_understood_is_offered_as_a_form_to_whose_task_it_is(world: World) -> None:
    card = await card_of(world, 3)
    out = await world.chen.types("80% 明天给", thread=card)
    (asked,) = [one for one in out.said if one.ephemeral]
    assert "明天给" in asked.text
    form = await world.chen.presses("打开表单", on=asked)
    assert form.view is not None
    assert "80% 明天给" in str(form.view.values)
    assert not (await world.lin.types("80% 明天给", thread=card)).said, "not 林涛's task"


@pytest.mark.parametrize(
    ("words", "left"),
    [("印海报 完成一半", "完成一半"), ("印海报 依赖T-9", "依赖T-9"), ("印海报 下周五前 @lin 依赖T-9", "依赖T-9")],
)
async def test_what_is_of_another_field_is_said_beside_the_form(world: World, words: str, left: str) -> None:
    form = await world.zhao.types(f"/task add {words}")
    assert form.view is not None
    assert f"“{left}”留在标题里" in form.view.text
    assert left in form.view.values["title"]


async def test_a_department_of_two_words_is_named_as_it_is_written(world: World) -> None:
    for named in ("#Customer Service", '#"customer service"', "＃“Customer Service”"):
        form = await world.zhao.types(f"/task add Call the dealers {named}")
        assert form.view is not None
        assert form.view.values["title"] == "Call the dealers"
        assert "没有名为" not in form.view.text
        await world.zhao.closes(form.view)
    added = await world.zhao.types("/task add Call them all #Customer Service by Friday @liu")
    assert "· Call them all，" in added.text


async def test_the_day_of_an_alternative_is_read_where_it_is_said_in_words(world: World) -> None:
    await asks(world.sam)
    form = await world.chen.presses("Object", on=await request_card(world, 1))
    asked = await world.chen.submits(form, reason="打样失败", alternative="12月9日的版本先用着")
    assert "12月9日" in asked.errors["by"]
    await world.chen.submits(form, reason="打样失败", alternative="先给数字版 12月8日前")
    assert "*It would come by*\nTue, Dec 8" in (await request_card(world, 1)).text


async def test_who_asks_hears_once_that_an_objection_is_late(world: World) -> None:
    await asks(world.maria, needed_by="2026-11-27")
    await world.chen.presses("Accept", on=await request_card(world, 1))
    await world.clock.to("Thursday 10:00")
    form = await world.chen.presses("Object", on=await request_card(world, 1))
    await world.chen.submits(form, reason="打样失败", alternative="周一交付", by="2026-11-30")
    await world.clock.plus("1d")
    told = only([one for one in await world.maria.inbox() if "打样失败" in one.text])
    assert "Late notice" in told.text


async def test_a_task_waits_no_more_for_what_is_confirmed(world: World) -> None:
    await asks(world.sam, task_number="6")
    assert "T-6 waits for it" in (await request_card(world, 1)).text
    await world.chen.presses("Accept", on=await request_card(world, 1))
    form = await world.chen.presses("Delivered", on=await request_card(world, 1))
    await world.chen.submits(form)
    await world.sam.presses("Confirm", on=await request_card(world, 1))
    card = await request_card(world, 1)
    assert "waits for it" not in card.text
    assert "for T-6" in card.text


async def test_part_of_a_day_is_not_silently_the_whole_day_of_a_substitute(world: World) -> None:
    form = await world.lin.types("/liaison 代理 @wang 今天下午")
    assert form.view is not None
    assert "代理按整天计算" in form.view.text
    assert form.view.values["first_on"] == "2026-11-23"
    await world.lin.closes(form.view)
    whole = await world.lin.types("/liaison away @wang from Dec 7 to 9")
    assert whole.view is None
    assert "12月9日" in whole.text


async def test_a_question_to_liaison_is_answered(world: World) -> None:
    mine = await world.chen.types("@Liaison 我的任务")
    assert "T-3" in mine.text
    late = await world.sam.types("@Liaison what is late?")
    assert "T-3" in late.text
