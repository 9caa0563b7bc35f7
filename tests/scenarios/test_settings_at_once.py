"""Two who open the same settings: who sends theirs second hears what the first has set, and what they chose stays."""

from __future__ import annotations

from tests.scenarios.cards import id_of
from tests.scenarios.test_calendars import screen
from tests.scenarios.test_settings import opened
from tests.world import View, World


def drawn(view: View | None, *words: str) -> View:
    """The form as it came back, which says these words."""
    assert view is not None
    for one in words:
        assert one in view.text
    return view


async def test_how_disputes_go_is_not_set_back_by_who_opened_the_form_before(world: World) -> None:
    stale = await world.zhao.types("/dispute settings")
    form = await world.wang.types("/dispute settings")
    await world.wang.submits(form, clock="24个工作小时，工作日09:00至18:00")
    late = await world.zhao.submits(stale, second_decider_id=await id_of(world, "wang"))
    again = drawn(late.view, "其间有人修改了P-2026-001的争议设置，现为：24个工作小时", "没有保存")
    assert again.values["second_decider_id"] == await id_of(world, "wang"), "what was chosen stays"
    assert again.values["clock"] == "working", "what was not is as it stands"
    done = await world.zhao.submits(again)
    assert "24个工作小时" in done.text
    assert "由王磊裁决" in done.text


async def test_the_same_that_somebody_else_has_just_set_is_simply_saved(world: World) -> None:
    stale = await world.zhao.types("/dispute settings")
    wang = await id_of(world, "wang")
    await world.wang.submits(await world.wang.types("/dispute settings"), second_decider_id=wang)
    assert "由王磊裁决" in (await world.zhao.submits(stale, second_decider_id=wang)).text


async def test_whom_another_admin_has_just_named_stays_admin(world: World) -> None:
    form = await world.wang.presses("admins.edit", on=await opened(world))
    await world.wang.submits(form, named=["zhao"])
    stale = await world.zhao.presses("admins.edit", on=await opened(world, "zhao"))
    form = await world.wang.presses("admins.edit", on=await opened(world))
    await world.wang.submits(form, named=["zhao", "liu"])
    late = await world.zhao.submits(stale, named=["zhao", "priya"])
    again = drawn(late.view, "其间有人指定了管理员；除Slack管理员外，现有：", "刘")
    saved = await world.zhao.submits(again, named=["zhao", "liu", "priya"])
    assert saved.view is not None
    assert "Priya" in saved.view.text
    assert "刘" in saved.view.text


async def test_the_country_and_week_that_another_admin_has_just_set_stay(world: World) -> None:
    form = await world.wang.presses("admins.edit", on=await opened(world))
    await world.wang.submits(form, named=["zhao"])
    week = await world.zhao.submits(
        await world.zhao.presses("calendars.choose", on=await screen(world.zhao)), country="CN"
    )
    other = await world.wang.presses("calendars.choose", on=await screen(world.wang))
    await world.wang.submits(await world.wang.submits(other, country="HK"), weekend=["6"])
    late = await world.zhao.submits(week, weekend=["4", "5"])
    again = drawn(late.view, "其间有人修改了工作日的计算方式，现为：中国香港", "每周休息日：星期日。", "没有保存")
    assert "每周休息日：星期日" in (await screen(world.wang)).text
    await world.zhao.submits(again)
    assert "每周休息日：星期五、星期六" in (await screen(world.wang)).text
