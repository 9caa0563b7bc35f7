"""Disputes until both sides agree, told by the two departments that differ and the PM between them."""

from __future__ import annotations

from tests.scenarios.cards import card_of as task_card
from tests.scenarios.cards import id_of
from tests.scenarios.disputes import card_of, is_told, proposes, raises, told
from tests.scenarios.requests import asks
from tests.scenarios.requests import card_of as request_card
from tests.world import World


async def test_consensus_is_the_same_text_confirmed_by_both_and_a_changed_text_voids_it(world: World) -> None:
    out = await raises(world.lin)
    assert "共识截止11月24日" in out.text
    assert "剩余24小时" in out.text
    card = await card_of(world)
    assert "R&D ↔ Design" in card.text
    assert "Tue, Nov 24, 9:31 AM GMT+8" in card.text
    asked = await told(world.chen, "D-1")
    form = await world.chen.presses("陈述立场", on=asked)
    await world.chen.submits(form, position="第二稿是后来追加的。")
    assert "第二稿是后来追加的。" in (await card_of(world)).text
    first = await proposes(world.lin, "R&D pays half.", await card_of(world))
    assert "你拟定的共识文本已提交" in first.text
    card = await card_of(world)
    assert "✅ R&D confirms (林涛)" in card.text
    assert "⏳ Design has not confirmed" in card.text
    stale = await told(world.chen, "提出")
    await proposes(world.chen, "R&D pays a third.", card)
    card = await card_of(world)
    assert "✅ Design confirms (陈静)" in card.text
    assert "⏳ R&D has not confirmed" in card.text, "the text has changed: nobody's old word counts"
    refused = await world.chen.presses_stale("确认共识文本", on=stale)
    assert "第2稿" in refused.text
    twice = await world.chen.presses("disputes.confirm", on=card)
    assert "已确认" in twice.text
    agreed = card
    done = await world.lin.presses("disputes.confirm", on=agreed)
    assert "已达成共识" in done.text
    card = await card_of(world)
    assert "settled by consensus" in card.text
    assert "R&D pays a third." in card.text
    assert "check code" in card.text
    assert "R&D pays a third." in (await told(world.chen, "已达成共识：双方一致同意")).text
    for who, pressed in ((world.chen, stale), (world.lin, agreed)):
        again = await who.presses_stale("disputes.confirm", on=pressed)
        assert "现在不能这样操作" in again.text
        assert "已达成共识" in again.text, "who got no answer presses again, and must read that it is settled"
    shown = await world.sam.types("/dispute show D-1")
    for words in ("raised it", "stated the position of Design", "proposed a text", "settled"):
        assert words in shown.text
    listed = await world.sam.types("/dispute list")
    assert "No such disputes" in listed.text
    assert "D-1" in (await world.sam.types("/dispute list all")).text


async def test_the_pm_calls_the_special_meeting_and_both_sides_get_it_for_their_calendars(world: World) -> None:
    await raises(world.lin)
    case = await told(world.zhao, "D-1")
    refused = await world.lin.presses("disputes.meeting", on=await card_of(world))
    assert "赵敏（项目经理）" in refused.text
    form = await world.zhao.presses("召开专项沟通会", on=case)
    late = await world.zhao.submits(form, day="2026-11-24", clock="15:00")
    assert "clock" in late.errors, "after the hours for consensus"
    passed = await world.zhao.submits(form, day="2026-11-23", clock="08:00")
    assert "clock" in passed.errors
    await world.zhao.submits(form, day="2026-11-23", clock="15:00", place="3号会议室")
    for who in (world.chen, world.lin, world.wang):
        assert "11月23日 周一 15:00" in (await told(who, "专项沟通会")).text
    sent = await world.chen.presses("disputes.ics", on=await told(world.chen, "专项沟通会"))
    assert sent.ok
    assert await is_told(world.chen, "D-1.ics")
    card = await card_of(world)
    thread = [one for one in await world.posted() if one.thread_ts == card.ts]
    assert any("Special meeting" in one.text for one in thread), "the thread under the card is the room"
    assert "Special meeting: Mon, Nov 23, 3:00 PM" in card.text


async def test_an_objection_that_is_not_taken_becomes_a_dispute_and_the_request_follows(world: World) -> None:
    await asks(world.sam)
    form = await world.chen.presses("requests.object", on=await request_card(world, 1))
    await world.chen.submits(form, reason="印刷机坏了", alternative="先给数字版", by="2026-12-08")
    form = await world.sam.presses("Raise a dispute", on=await request_card(world, 1))
    assert form.view is not None
    assert "R-1" in form.view.text
    await world.sam.submits(form, position="The event needs paper.")
    await card_of(world)
    assert "⚖️ disputed · D-1" in (await request_card(world, 1)).text
    assert "The event needs paper." in (await world.chen.presses("disputes.show", on=await request_card(world, 1))).text
    refused = await world.sam.types("/dispute new R-1")
    twice = await world.sam.submits(refused, position="Again.", other="Design")
    assert "R-1 is in dispute already: D-1" in twice.text + str(twice.errors)
    undone = await world.sam.presses("disputes.show", on=await card_of(world))
    withdrawn = await world.sam.presses("disputes.withdraw", on=undone.answer)
    assert "objected" in (await request_card(world, 1)).text, "the objection stands again"
    await world.sam.presses("Undo", on=withdrawn.answer)
    assert "undone already" in (await world.sam.presses("Undo", on=withdrawn.answer)).text
    assert "disputed" in (await request_card(world, 1)).text
    assert "Tue, Nov 24, 9:31 AM" in (await card_of(world)).text, "the clock never stood still"
    form = await world.chen.presses("disputes.propose", on=await card_of(world))
    await world.chen.submits(form, text="数字版12月1日，印刷版12月8日。", needed_by="2026-12-08")
    refused = await world.sam.presses("disputes.withdraw", on=undone.answer)
    assert "Others have answered" in refused.text
    await world.sam.presses("disputes.confirm", on=await card_of(world))
    card = await request_card(world, 1)
    assert "🔵 accepted" in card.text
    assert "Dec 8" in card.text
    assert "数字版12月1日" in card.text
    assert "takes what the dispute came to" in (await world.sam.types("/request show R-1")).text


async def test_a_substitute_acts_for_the_principal_and_nobody_agrees_with_themselves_or_decides_as_a_party(
    world: World,
) -> None:
    await world.lin.types("/liaison away 今天到周五 @chen")
    await world.maria.types("/liaison away today to friday @chen")
    await raises(world.lin)
    await proposes(world.chen, "各付一半。", await card_of(world))
    assert "✅ Design confirms (陈静)" in (await card_of(world)).text, "her own side comes first"
    alone = await world.chen.presses("disputes.confirm", on=await card_of(world))
    assert "一个人不能同时代表双方" in alone.text
    await world.clock.to("2026-11-24 10:00")
    refused = await world.chen.presses("disputes.decide", on=await card_of(world))
    assert "也不能代" in refused.text
    await raises(world.sam, other="R&D", subject="Price list")
    await world.settle()
    form = await world.chen.presses("disputes.position", on=await card_of(world, 2))
    await world.chen.submits(form, position="价目表已定稿。")
    assert "陈静 for 林涛" in (await world.sam.types("/dispute show D-2")).text


async def test_it_is_in_the_inbox_with_its_buttons_and_gone_when_it_is_over(world: World) -> None:
    await raises(world.lin, line="爭議")
    waiting = await world.chen.types("/liaison inbox")
    assert "D-1" in waiting.text
    assert "陈述本部门立场" in waiting.text
    assert "召开专项沟通会" in (await world.zhao.types("/liaison inbox")).text
    assert "D-1" in (await world.chen.home()).text
    put_off = await world.chen.presses("下个工作日上午提醒", on=waiting.answer)
    assert put_off.ok
    form = await world.chen.presses("陈述立场", on=waiting.answer)
    await world.chen.submits(form, position="第二稿是后来追加的。")
    assert "拟定双方都能确认的共识文本" in (await world.chen.types("/liaison inbox")).text
    for line in ("/dispute 列表", "/liaison dispute list", "/liaison 争议 列表"):
        assert "D-1" in (await world.lin.types(line)).text, line
    assert "No such disputes" in (await world.priya.types("/dispute list mine")).text
    assert "does not" in (await world.sam.types("/dispute list blorp")).text
    assert "There is no D-9 here" in (await world.sam.types("/dispute show D-9")).text
    assert "Which dispute?" in (await world.sam.types("/dispute show")).text
    assert "/dispute new" in (await world.sam.types("/dispute")).text
    assert "Did you mean" in (await world.sam.types("/dispute shwo D-1")).text
    outsider = await world.priya.presses("disputes.position", on=await card_of(world))
    assert "林涛 (liaison)" in outsider.text


async def test_a_message_becomes_a_dispute_or_a_task_with_a_link_to_it(world: World) -> None:
    said = (await world.lin.types("主视觉第二稿要重做，费用谁出？")).message
    assert said is not None
    form = await world.lin.uses("disputes.raise", said)
    assert form.view is not None
    assert "主视觉第二稿要重做" in str(form.view.raw)
    await world.lin.submits(form, other="设计部")
    assert "主视觉第二稿要重做" in (await card_of(world)).text
    form = await world.zhao.uses("tasks.from_message", said)
    made = await world.zhao.submits(
        form, department_id="设计部", owner_id=await id_of(world, "chen"), due_on="2026-12-04"
    )
    assert not made.errors, made.errors
    shown = await world.zhao.types("/task list 主视觉第二稿")
    assert "主视觉第二稿要重做" in shown.text
    card = await task_card(world, 13)
    assert (
        f"/archives/{said.channel}/p{said.ts.replace('.', '')}"
        in str(card.raw) + (await world.zhao.types("/task show T-13")).text
    )


async def test_a_liaison_who_is_gone_is_succeeded_in_running_disputes(world: World) -> None:
    await raises(world.lin)
    await world.lin.deactivates()
    await world.clock.plus("10m")
    question = await told(world.zhao, "谁来接手林涛")
    form = await world.zhao.presses("选择接手人", on=question)
    wang = await id_of(world, "wang")
    await world.zhao.submits(form, liaison_2=wang, owner=wang)
    pack = await told(world.wang, "由你接手林涛")
    assert "D-1 · Second proof" in pack.text
    waiting = await world.wang.types("/dispute show D-1")
    withdrawn = await world.wang.presses("disputes.withdraw", on=waiting.answer)
    assert "争议已撤回" in withdrawn.text, "what was his to withdraw is his successor's"
