"""Taking back what one has just said of a task."""

from __future__ import annotations

import re

from tests.scenarios.cards import card_of
from tests.world import World


async def test_done_and_undo(world: World) -> None:
    done = await world.lin.types("/task update T-4 done")
    assert "✅ 已完成" in done.text
    assert "✅ done" in (await card_of(world, 4)).text
    undone = await world.lin.presses("撤销", on=done.answer)
    assert "已撤销" in undone.text
    assert "80%" in (await card_of(world, 4)).text
    again = await world.lin.presses("撤销", on=done.answer)
    assert "T-4的最近一次修改已经撤销" in again.text, "a second click undoes nothing more"
    assert "80%" in (await card_of(world, 4)).text


async def test_the_command_takes_back_my_last_change_of_this_project(world: World) -> None:
    await world.clock.plus("11m")
    assert "没有修改过" in (await world.lin.types("/task undo")).text
    await world.lin.types("/task T-4 85%")
    await world.lin.types("/task T-5 45%")
    undone = await world.lin.types("/task 撤销")
    assert "已撤销。T-5" in undone.text
    assert "40%" in (await card_of(world, 5)).text
    again = await world.lin.types("/task undo")
    assert "T-5的最近一次修改已经撤销" in again.text
    assert "85%" in (await card_of(world, 4)).text


async def test_a_moved_date_and_another_owner_are_taken_back_and_do_not_count(world: World) -> None:
    moved = await world.sam.types("/task T-6 due next fri because the proofs are late")
    back = await world.sam.presses("Undo", on=moved.answer)
    assert "Undone. T-6 · Launch landing page 上市落地页 is due Thu, Nov 26" in back.text
    card = await card_of(world, 6)
    assert "Thu, Nov 26" in card.text
    assert "moved" not in card.text
    await world.sam.types("/task T-6 owner <@U0MARIA001> because she wrote it")
    assert "Maria" in (await card_of(world, 6)).text
    undone = await world.sam.types("/task undo")
    assert "Undone. T-6 · Launch landing page 上市落地页 is owned by Sam Carter again." in undone.text
    assert "Sam" in (await card_of(world, 6)).text


async def test_after_ten_minutes_it_says_so(world: World) -> None:
    done = await world.sam.types("/task T-6 done")
    await world.clock.plus("11m")
    late = await world.sam.presses("Undo", on=done.answer)
    assert "more than 10 minutes ago" in late.text
    assert "in the last 10 minutes" in (await world.sam.types("/task undo")).text
    assert "✅ done" in (await card_of(world, 6)).text


async def test_what_somebody_else_has_changed_since_stays(world: World) -> None:
    mine = await world.sam.types("/task T-6 30%")
    await world.zhao.types("/task T-6 due 4 Dec because of the proofs")
    for late in (await world.sam.presses("Undo", on=mine.answer), await world.sam.types("/task undo")):
        assert "赵敏 has changed T-6 since: updated, due Fri, Dec 4" in late.text
    assert "30%" in (await card_of(world, 6)).text


async def test_what_was_added_or_deleted_last_is_taken_back_and_no_earlier_update(world: World) -> None:
    await world.sam.types("/task T-6 30%")
    added = await world.sam.types("/task add Print the flyer by 4 Dec @sam #Marketing")
    number = re.search(r"Added (T-\d+)", added.text)
    assert number is not None, added.text
    assert "is deleted" in (await world.sam.types("/task undo")).text
    assert "30%" in (await card_of(world, 6)).text
    assert number[1] not in (await world.sam.types("/task list")).answer.text
    assert "is undone already" in (await world.sam.types("/task undo")).text, "and is not brought back"
    await world.zhao.presses("tasks.delete", on=(await world.zhao.types("/task delete T-7")).answer)
    assert "已恢复" in (await world.zhao.types("/task 撤销")).text
    assert "50%" in (await card_of(world, 7)).text


async def test_a_split_is_taken_back_while_nothing_was_done_with_its_parts(world: World) -> None:
    form = await world.zhao.types("/task split T-12")
    assert not (
        await world.zhao.submits(form, lines="Book the hall by Dec 2, @liu\nInvite the guests by Dec 3, @chen")
    ).errors
    undone = await world.zhao.types("/task undo")
    assert "T-12 · " in undone.text
    assert "已恢复为一个任务" in undone.text
    assert "Book the hall" not in (await world.zhao.types("/task list")).answer.text
    again = await world.zhao.types("/task split T-12")
    await world.zhao.submits(again, lines="Book the hall by Dec 2, @liu")
    hall = re.search(r"T-(\d+)\*? · Book the hall", (await world.zhao.types("/task list hall")).answer.text)
    assert hall is not None
    await world.liu.types(f"/task T-{hall[1]} 20%")
    assert f"刘洋之后又修改了T-{hall[1]}" in (await world.zhao.types("/task undo")).text


async def test_what_a_form_changed_of_a_plan_is_not_undone_by_itself_and_leads_there(world: World) -> None:
    form = await world.sam.types("/task edit T-6")
    second = await world.sam.submits(form, title="Landing page, first version")
    if second.view is not None:
        await world.sam.submits(second)
    refused = await world.sam.types("/task undo")
    assert "not undone by itself" in refused.text
    assert (await world.sam.presses("Edit", on=refused.answer)).view is not None


async def test_a_task_that_somebody_works_on_again_is_not_deleted_by_undoing_its_return(world: World) -> None:
    gone = await world.zhao.presses("tasks.delete", on=(await world.zhao.types("/task delete T-7")).answer)
    await world.zhao.presses("tasks.restore", on=gone.answer)
    await world.priya.types("/task T-7 60%")
    assert "Priya Nair之后又修改了T-7" in (await world.zhao.types("/task undo")).text
    assert "60%" in (await card_of(world, 7)).text
