"""A date that moves makes others too late: said before it is saved, and told to them where that is wanted.

T-12 of Sam, planned from 21 December on, waits for T-5 of Wang Lei, which is due on 27 November.
"""

from __future__ import annotations

from tests.world import World

LATER = "/task 更新 T-5 延到12月28日，因为模具返修"


async def due(world: World) -> str:
    """What stands on the card of T-5 of its day."""
    shown = (await world.wang.types("/task 查看 T-5")).text
    return next(line for line in shown.split("\n") if "计划完成" in line)


async def told_sam(world: World) -> list[str]:
    """What Sam was told of T-12, once the working hours in New York have begun."""
    await world.clock.to("Tuesday 23:30")
    return [one.text for one in await world.sam.inbox() if "T-12" in one.text]


async def test_who_would_be_too_late_is_said_before_a_date_is_moved(world: World) -> None:
    said = await world.wang.types(LATER)

    assert "还没有保存" in said.text
    assert "Sam Carter的T-12最早12月29日 周二才能开始，晚6个工作日" in said.text
    assert "11月27日" in await due(world), "nothing is saved yet"
    moved = await world.wang.presses("仍然改期", on=said.answer)
    assert "12月28日" in moved.text
    assert "Sam Carter的T-12" in moved.text
    assert "12月28日" in await due(world)
    assert await told_sam(world) == [], "nobody is told who is not to be told"


async def test_their_owners_are_told_once_where_that_is_wanted(world: World) -> None:
    said = await world.wang.types(LATER)
    moved = await world.wang.presses("仍然改期", on=said.answer)

    told = await world.wang.presses("告知责任人", on=moved.answer)
    assert "Sam Carter" in told.text
    await world.wang.presses("告知责任人", on=moved.answer)
    found = await told_sam(world)
    assert len(found) == 1
    assert "waits for T-5, due Mon, Dec 28 now: it could begin on Tue, Dec 29 only, 6 working days too late" in found[0]


async def test_a_move_that_is_taken_back_before_they_hear_of_it_is_told_to_nobody(world: World) -> None:
    said = await world.wang.types(LATER)
    moved = await world.wang.presses("仍然改期", on=said.answer)
    await world.wang.presses("告知责任人", on=moved.answer)

    await world.wang.types("/task 撤销")
    assert await told_sam(world) == []


async def test_who_types_the_same_line_again_is_asked_again_and_a_button_moves_it(world: World) -> None:
    await world.wang.types(LATER)
    again = await world.wang.types(LATER)
    assert "还没有保存" in again.text, "they may not have read what it does"
    assert "再次提交" not in again.text
    assert "11月27日" in await due(world)

    await world.wang.presses("仍然改期", on=again.answer)
    assert "12月28日" in await due(world)


async def test_a_reason_that_is_too_long_for_a_button_is_shortened_and_the_button_works(world: World) -> None:
    """Of quotes JSON makes twice as many characters: what is cut off in the middle is no JSON any more."""
    for mark in ('"', "\\", "模"):
        said = await world.wang.types(f"/task update T-5 due 2026-12-28 because the mould {mark * 1_900}")
        moved = await world.wang.presses("仍然改期", on=said.answer)
        assert "12月28日" in moved.text, mark
        assert "…" in moved.text
        await world.wang.types("/task undo")


async def test_a_date_that_holds_nobody_up_is_moved_at_once(world: World) -> None:
    moved = await world.wang.types("/task 更新 T-5 延到12月3日，因为模具返修")

    assert "还没有保存" not in moved.text
    assert "12月3日" in await due(world)


async def test_a_form_says_it_and_asks_what_becomes_of_them_before_it_is_saved(world: World) -> None:
    form = (await world.wang.types("/task 更新 T-5")).view
    assert form is not None
    asked = (await world.wang.submits(form, due_on="2026-12-28", note="模具返修")).view
    assert asked is not None
    assert "Sam Carter的T-12最早12月29日 周二才能开始" in asked.text
    assert "11月27日" in await due(world)

    saved = await world.wang.submits(asked)
    assert saved.errors == {}
    assert "12月28日" in await due(world)


async def test_the_form_of_a_plan_says_it_too(world: World) -> None:
    form = (await world.zhao.types("/task 编辑 T-5")).view
    assert form is not None
    refused = await world.zhao.submits(form, due_on="2026-12-28", note="模具返修")
    assert "Sam Carter的T-12" in refused.errors["due_on"]

    assert (await world.zhao.submits(form, due_on="2026-12-28", note="模具返修")).errors == {}
    assert "12月28日" in await due(world)


async def test_of_several_on_one_screen_the_one_that_holds_others_up_is_shown_again(world: World) -> None:
    form = (await world.chen.types("/task 更新")).view
    assert form is not None
    block = next(str(one["block_id"]) for one in form.blocks if str(one.get("block_id")).startswith("of.3."))
    await world.act(
        "press", who="chen", where=form.where, action_id="tasks.batch.due_on", block_id=block, value="2026-12-02"
    )
    again = (await world.chen.submits(form, **{"note.3": "第三轮意见", "note.9": "等纸样"})).view
    assert again is not None
    assert "已保存：T-9" in again.text
    assert "陈静的T-9最早12月4日 周五才能开始" in again.text

    assert "1项任务已保存" in (await world.chen.submits(again)).text
