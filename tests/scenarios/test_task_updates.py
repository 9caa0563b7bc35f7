"""Tasks change: told by the people who say how far they are."""

from __future__ import annotations

import asyncio

from tests.scenarios.cards import card_of, id_of
from tests.world import World


async def test_a_line_updates_the_task_the_card_changes_in_place_and_the_answer_is_private(world: World) -> None:
    before = await card_of(world, 5)
    out = await world.wang.types("/task update T-5 60% 模具合格")
    assert "T-5 · Pilot production run 小批量试产已更新：🔵 进行中 60%。" in out.text
    after = await card_of(world, 5)
    assert after.ts == before.ts
    assert "in progress 60%" in after.text
    assert "模具合格" in after.text
    others = await world.lin.sees(world.channel)
    assert not any("已更新：" in message.text for message in others), "the answer was for Wang alone"


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


async def test_whoever_may_not_update_is_told_privately_who_can(world: World) -> None:
    out = await world.sam.types("/task update T-4 done")
    assert "T-4 belongs to R&D." in out.text
    assert "林涛 (owner)" in out.text
    assert "赵敏 (PM)" in out.text
    assert "80%" in (await card_of(world, 4)).text


async def test_nonsense_is_refused_with_what_to_type_instead(world: World) -> None:
    for said, help_given in (
        ("/task update T-99 done", "There is no T-99 here"),
        ("/task update T-6 blorp", "I could not read “blorp”"),
        ("/task update T-6 150%", "0 to 100"),
        ("/task update T-6 -5%", "0 to 100"),
        ("/task update T-6 delayed", "is not typed"),
        ("/task update soon", "Name it by its number"),
        ("/task updaet T-6 done", "Did you mean `/task update`?"),
        ("/task show", "Name it by its number"),
        ("/task update T-6 <!channel> *x* ```", "I could not read"),
    ):
        out = await world.sam.types(said)
        assert help_given in out.text, said
        assert all(message.ephemeral for message in out.said), said


async def test_the_form_offers_my_open_tasks_and_field_errors_keep_what_was_typed(world: World) -> None:
    form = (await world.chen.types("/task update T-3")).view
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


async def test_a_status_that_was_left_as_it_stood_is_not_said_and_a_percentage_alone_counts(world: World) -> None:
    for typed, state in (
        ({"progress": "25"}, "in progress 25%"),
        ({"progress": "40", "note": "half"}, "in progress 40%"),
    ):
        await world.sam.types("/task update T-6 not started")
        form = await world.sam.types("/task update T-6")
        assert (await world.sam.submits(form, **typed)).ok
        assert state in (await card_of(world, 6)).text
    form = await world.sam.types("/task update T-6")
    assert (await world.sam.submits(form, status="done")).ok
    assert "done" in (await card_of(world, 6)).text, "the 40% that stood there was not said"


async def test_a_status_and_a_percentage_that_contradict_each_other_are_asked_about(world: World) -> None:
    await world.sam.types("/task update T-6 30%")
    form = await world.sam.types("/task update T-6")
    for status, progress, why in (
        ("done", "25", "done is at 100%. For 25% choose in progress"),
        ("not started", "25", "not started is at 0%. For 25% choose in progress"),
    ):
        refused = await world.sam.submits(form, status=status, progress=progress, note="typed with care")
        assert why in refused.errors["progress"]
        assert refused.view is not None
        assert refused.view.values["note"] == "typed with care"
    assert "done is at 100%" in (await world.sam.types("/task update T-6 done, 25%")).text
    assert "100% is done" in (await world.sam.types("/task update T-6 in progress 100%")).text
    assert "in progress 30%" in (await card_of(world, 6)).text


async def test_the_second_of_two_who_change_the_same_task_sees_what_the_first_did(world: World) -> None:
    await card_of(world, 6)
    form = (await world.sam.presses("Update", on=await card_of(world, 6))).view
    assert form is not None
    await world.zhao.types("/task update T-6 45% 视觉稿周三到")
    late = await world.sam.submits(form, status="done", note="Copy is in")
    assert late.view is not None
    assert "赵敏 has changed T-6 meanwhile: updated, 45% · 视觉稿周三到." in late.view.text
    assert "45%" in (await card_of(world, 6)).text
    assert late.view.values["status"] == "done", "what Sam chose stays"
    assert late.view.values["progress"] == "45", "what he did not touch is Zhao's"
    assert late.view.values["note"] == "Copy is in"
    sent = await world.sam.submits(late.view)
    assert "✅ done" in sent.text
    assert "Copy is in" in (await card_of(world, 6)).text


async def test_two_people_at_once_each_get_their_answer(world: World) -> None:
    lin, sam = await asyncio.gather(world.lin.types("/task update T-4 85%"), world.sam.types("/task update T-6 25%"))
    assert "85%" in lin.text
    assert "25%" in sam.text


async def test_lines_of_two_people_on_different_fields_both_hold_and_the_second_hears_of_the_first(
    world: World,
) -> None:
    await world.zhao.types("/task T-6 45%")
    moved = await world.sam.types("/task T-6 due 4 Dec because the key visual is late")
    assert "Just before" not in moved.text, "they spoke of different things"
    card = await card_of(world, 6)
    assert "45%" in card.text
    assert "Fri, Dec 4" in card.text
    over = await world.sam.types("/task T-6 30%")
    assert "Just before" not in over.text, "the last change was Sam's own"
    await world.zhao.types("/task T-6 60%")
    again = await world.sam.types("/task T-6 35%")
    assert "Just before you, 赵敏 said: updated, 60%" in again.text


async def test_a_due_date_moves_with_a_reason_and_every_move_is_counted(world: World) -> None:
    moved = await world.wang.types("/task T-5 延到下周五，等模具")
    assert "T-5 · Pilot production run 小批量试产的计划完成日已更新为12月4日 周五（北京时间）。" in moved.text
    assert "已调整1次，最初计划11月27日 周五" in moved.text
    assert "> 等模具" in moved.text
    again = await world.lin.types("/task T-5 50% due 8 Dec because the mould failed")
    assert "50%" in again.text
    assert "12月8日 周二" in again.text
    card = await card_of(world, 5)
    assert "Tue, Dec 8" in card.text
    assert "moved 2 times, first due Fri, Nov 27" in card.text
    shown = await world.sam.types("/task show T-5")
    assert "due Tue, Dec 8" in shown.text
    assert "instead of Fri, Dec 4" in shown.text
    assert "等模具" in shown.text
    listed = await world.sam.types("/task list")
    assert "moved 2 times, first due Fri, Nov 27" in listed.text


async def test_a_move_without_a_reason_is_asked_for_one_and_nothing_typed_is_lost(world: World) -> None:
    asked = await world.wang.types("/task T-5 60% due next fri")
    assert "调整日期需要说明原因" in asked.text
    assert "40%" in (await card_of(world, 5)).text, "nothing is saved by halves"
    form = (await world.wang.presses("填写原因", on=asked.answer)).view
    assert form is not None
    assert form.values["due_on"] == "2026-12-04"
    assert form.values["progress"] == "60"
    refused = await world.wang.submits(form)
    assert "原因" in refused.errors["note"]
    sent = await world.wang.submits(form, note="模具返工")
    assert not sent.errors
    card = await card_of(world, 5)
    assert "60%" in card.text
    assert "Fri, Dec 4" in card.text


async def test_a_date_that_is_not_sure_is_refused_and_can_be_chosen(world: World) -> None:
    for line, why in (
        ("/task T-6 due soonish because proofs", "I could not read “soonish” as a date."),
        ("/task T-6 due Feb 30 because proofs", "There is no such day."),
        ("/task T-6 due Mon 27 Nov because proofs", "That day is another weekday."),
        ("/task T-6 due fri, or monday", "That names no day."),
        ("/task T-6 due fri printer broke", "I could not read “fri printer broke” as a date."),
    ):
        out = await world.sam.types(line)
        assert why in out.text, line
        assert "Fri 3pm" in out.text
    form = (await world.sam.presses("Choose the day", on=out.answer)).view
    assert form is not None
    assert "fri printer broke" in form.values["note"]
    sent = await world.sam.submits(form, due_on="2026-12-04", note="printer broke")
    assert "now due Fri, Dec 4" in sent.text


async def test_days_that_cannot_be_are_refused(world: World) -> None:
    form = (await world.sam.presses("Update", on=await card_of(world, 6))).view
    assert form is not None
    past = await world.sam.submits(form, due_on="2026-11-20", note="x")
    assert "That day has passed." in past.errors["due_on"]
    await world.sam.types("/task T-6 done")
    done = await world.sam.types("/task T-6 due next fri because proofs")
    assert "T-6 is done, so its date cannot move." in done.text


async def test_another_owner_is_told_in_their_hours_and_takes_part(world: World) -> None:
    noor = await world.arrives("noor", real_name="Noor Haddad", locale="en-US", tz="Asia/Shanghai")
    await world.settle()
    noor_id = await id_of(world, "noor")
    given = await world.lin.types(f"/task T-4 owner <@{noor_id}> because she knows the chip")
    assert "责任人改为Noor Haddad" in given.text
    await world.clock.plus("1m")
    assert "Noor Haddad" in (await card_of(world, 4)).text
    told = await noor.inbox()
    assert "T-4 · Firmware 1.0 固件1.0 is yours now" in told[-1].notification
    assert "she knows the chip" in told[-1].text
    mine = await noor.types("/task list mine")
    assert "T-4" in mine.text
    assert "T-4" in (await noor.types("/task T-4 85%")).text, "in the channel, and the owner"


async def test_only_liaison_head_and_pm_give_a_task_away_and_only_to_people(world: World) -> None:
    out = await world.wang.types("/task T-3 owner <@U0WANG0001>")
    assert "T-3" in out.text
    assert "赵敏" in out.text, "who can is named"
    chen = await world.chen.types("/task T-3 owner <@U0NOBODY01>")
    assert "本工作区的成员" in chen.text
    bare = await world.chen.types("/task T-3 owner lin")
    assert "输入@" in bare.text
    left = await world.arrives("gone", real_name="Gone")
    await left.deactivates()
    await world.settle()
    assert "Gone" in (await world.chen.types(f"/task T-3 owner <@{await id_of(world, 'gone')}>")).text
    guest = await world.arrives("guest", real_name="Guest", is_restricted=True)
    assert guest.key == "guest"
    await world.settle()
    assert "Guest" in (await world.chen.types(f"/task T-3 owner <@{await id_of(world, 'guest')}>")).text
    assert "陈静" in (await card_of(world, 3)).text
