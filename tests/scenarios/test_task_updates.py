"""Tasks change: told by the people who say how far they are."""

from __future__ import annotations

import asyncio

from tests.scenarios.cards import card_of
from tests.world import World


async def test_a_line_updates_the_task_the_card_changes_in_place_and_the_answer_is_private(world: World) -> None:
    before = await card_of(world, 5)
    out = await world.wang.types("/task update T-5 60% 模具合格")
    assert "T-5 · Pilot production run 小批量试产现在是🔵 进行中 60%。" in out.text
    after = await card_of(world, 5)
    assert after.ts == before.ts
    assert "in progress 60%" in after.text
    assert "模具合格" in after.text
    others = await world.lin.sees(world.channel)
    assert not any("现在是" in message.text for message in others), "the answer was for Wang alone"


async def test_words_of_both_languages_mean_the_same(world: World) -> None:
    for said, state in (
        ("/task update T-9 in progress", "🔵 进行中"),
        ("/task update t9 未开始", "⚪ 未开始"),
        ("/task update T-9 進行中 等纸样", "🔵 进行中"),
        ("/task update T—9 80% because of paper", "80%"),
        ("/task 更新 9 完成", "✅ 已完成"),
        ("/task T-9 20%", "🔵 进行中 20%"),
    ):
        out = await world.chen.types(said)
        assert state in out.text, said


async def test_done_and_undo(world: World) -> None:
    done = await world.lin.types("/task update T-4 done")
    assert "✅ 已完成" in done.text
    assert "✅ done" in (await card_of(world, 4)).text
    undone = await world.lin.presses("撤销", on=done.said[-1])
    assert "已撤销" in undone.text
    assert "80%" in (await card_of(world, 4)).text
    again = await world.lin.presses("撤销", on=done.said[-1])
    assert "无法撤销" in again.text, "a second click undoes nothing more"
    assert "80%" in (await card_of(world, 4)).text


async def test_whoever_may_not_update_is_told_privately_who_can(world: World) -> None:
    out = await world.sam.types("/task update T-4 done")
    assert "T-4 belongs to R&D." in out.text
    assert "林涛 (owner)" in out.text
    assert "赵敏 (PM) can." in out.text
    assert "80%" in (await card_of(world, 4)).text


async def test_nonsense_is_refused_with_what_to_type_instead(world: World) -> None:
    for said, help_given in (
        ("/task update T-99 done", "There is no T-99 here"),
        ("/task update T-6 blorp", "I could not read “blorp”"),
        ("/task update T-6 150%", "0 to 100"),
        ("/task update T-6 delayed", "is not typed"),
        ("/task update soon", "Name it by its number"),
        ("/task updaet T-6 done", "Did you mean `/task update`?"),
        ("/task show", "Name it by its number"),
        ("/task update T-6 <!channel> *x* ```", "I could not read"),
    ):
        out = await world.sam.types(said)
        assert help_given in out.text, said
        assert all(message.ephemeral for message in out.said), said


async def test_the_form_shows_my_open_tasks_and_field_errors_keep_what_was_typed(world: World) -> None:
    form = (await world.chen.types("/task update")).view
    assert form is not None
    assert "T-3" in form.text
    assert "T-9" in str(form.raw), "the other open task can be chosen"
    refused = await world.chen.submits(form, status="in progress", progress="400", note="等反馈")
    assert "100" in refused.errors["progress"]
    sent = await world.chen.submits(form, progress="85")
    assert not sent.errors
    card = await card_of(world, 3)
    assert "85%" in card.text
    assert "等反馈" in card.text


async def test_the_second_of_two_who_change_the_same_task_sees_what_the_first_did(world: World) -> None:
    await card_of(world, 6)
    form = (await world.sam.presses("Update", on=await card_of(world, 6))).view
    assert form is not None
    await world.zhao.types("/task update T-6 45% 视觉稿周三到")
    late = await world.sam.submits(form, status="done")
    assert "赵敏 has changed T-6 meanwhile: in progress, 45%" in late.text
    assert "45%" in (await card_of(world, 6)).text


async def test_two_people_at_once_each_get_their_answer(world: World) -> None:
    lin, sam = await asyncio.gather(world.lin.types("/task update T-4 85%"), world.sam.types("/task update T-6 25%"))
    assert "85%" in lin.text
    assert "25%" in sam.text
