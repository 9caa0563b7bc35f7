"""Disputes, told by the two departments that differ, the PM between them, and who decides."""

from __future__ import annotations

from tests.scenarios.cards import card_of as task_card
from tests.scenarios.cards import id_of
from tests.scenarios.test_requests import asks
from tests.scenarios.test_requests import card_of as request_card
from tests.world import Message, Outcome, Person, World

# The demo begins on Monday 23 November 2026, at 09:30 in Shanghai. Marketing's head is the sponsor.
DESIGN, SALES, RND = "Design", "Sales", "R&D"
POSITION = "The first proof met the standard."


async def raises(
    who: Person,
    other: str = "设计部",
    subject: str = "Second proof",
    position: str = POSITION,
    line: str = "",
    **more: str,
) -> Outcome:
    """Fill in and send the form of `/dispute new`."""
    form = await who.types(f"/dispute new {line}")
    assert form.view is not None, form.text
    return await who.submits(form, other=other, subject=subject, position=position, **more)


async def card_of(world: World, number: int = 1) -> Message:
    """The dispute's card as it stands in the channel."""
    # What goes into one channel goes out at Slack's pace, one a second.
    await world.clock.plus("10s")
    found = [
        one
        for one in await world.posted()
        if f"D-{number} ·" in one.text.split("\n")[0]
        and "between" in one.text.lower()
        and one.thread_ts in (None, one.ts)
    ]
    assert len(found) == 1, f"D-{number} has {len(found)} cards in the channel"
    return found[0]


async def told(who: Person, words: str) -> Message:
    """The newest message of one's own with Liaison that says that."""
    await who.world.settle()
    found = [one for one in await who.inbox() if words in one.text]
    assert found, f"{who.key} was not told {words!r}; the newest is: {(await who.inbox())[-1].text}"
    return found[-1]


async def is_told(who: Person, words: str) -> bool:
    """Whether somebody was told that."""
    return any(words in one.text for one in await who.inbox())


async def proposes(who: Person, text: str, on: Message) -> Outcome:
    """Propose a text from the card."""
    form = await who.presses("disputes.propose", on=on)
    assert form.view is not None, form.text
    return await who.submits(form, text=text)


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
    assert "你的文本已提出" in first.text
    card = await card_of(world)
    assert "✅ R&D confirms (林涛)" in card.text
    assert "⏳ Design has not confirmed" in card.text
    stale = await told(world.chen, "提出")
    await proposes(world.chen, "R&D pays a third.", card)
    card = await card_of(world)
    assert "✅ Design confirms (陈静)" in card.text
    assert "⏳ R&D has not confirmed" in card.text, "the text has changed: nobody's old word counts"
    refused = await world.chen.presses_stale("确认文本", on=stale)
    assert "第2版" in refused.text
    twice = await world.chen.presses("disputes.confirm", on=card)
    assert "已确认" in twice.text
    agreed = card
    done = await world.lin.presses("disputes.confirm", on=agreed)
    assert "已达成共识" in done.text
    card = await card_of(world)
    assert "settled by consensus" in card.text
    assert "R&D pays a third." in card.text
    assert "hash" in card.text
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


async def test_warned_at_half_time_three_quarters_and_the_last_hour_then_escalated_at_hour_24_exactly(
    world: World,
) -> None:
    await raises(world.lin)
    await world.clock.to("2026-11-23 21:35")
    assert not await is_told(world.chen, "共识时限剩余12小时"), "nobody is warned at night"
    await world.clock.to("2026-11-24 08:59")
    assert not await is_told(world.chen, "共识时限剩余1小时")
    await world.clock.to("2026-11-24 09:01")
    warned = await told(world.chen, "共识时限剩余1小时")
    assert "设计部尚未陈述立场" in warned.text
    assert not await is_told(world.chen, "共识时限剩余12小时"), "what became pointless is not said"
    assert "1 hour left" in (await card_of(world)).text
    await world.clock.to("2026-11-24 09:30")
    assert "look for consensus" in (await card_of(world)).text
    await world.clock.plus("2m")
    assert "waits for a decision" in (await card_of(world)).text
    assert "11月24日" in (await told(world.chen, "未达成共识")).text
    await world.clock.to("2026-11-24 22:10")  # 09:10 on Tuesday where Maria, the sponsor, is
    pack = await told(world.maria, "For you to decide: D-1")
    assert POSITION in pack.text
    assert "ended on Tue 24 Nov, 02:31" in pack.text, "in her own zone"
    form = await world.maria.presses("Decide", on=pack)
    nothing = await world.maria.submits(form, text="R&D pays.")
    assert "reasons" in nothing.errors
    await world.maria.submits(form, text="R&D pays.", reasons="The standard names one proof.")
    card = await card_of(world)
    assert "decided" in card.text
    assert "R&D pays." in card.text
    assert "Signed by Maria" in card.text
    posted = [one for one in await world.posted() if "is decided by Maria" in one.text]
    assert len(posted) == 1
    again = await world.maria.presses_stale("Decide", on=pack)
    assert "not possible now: it is decided" in again.text


async def test_what_is_major_goes_to_the_sponsor_at_once_and_at_night(world: World) -> None:
    form = await world.lin.types("/dispute new Second proof")
    refused = await world.lin.submits(form, other="设计部", position=POSITION, weight="重大：立即上报裁决")
    assert "请选择普通" in refused.errors["weight"], "a liaison cannot even ask"
    await world.lin.submits(form, weight="普通：24小时内达成共识")
    out = await world.wang.presses("disputes.show", on=await card_of(world))
    asked = await world.wang.presses("disputes.major", on=out.answer)
    assert "已请项目经理标为重大" in asked.text
    await world.wang.presses("disputes.major", on=out.answer)
    await world.settle()
    wish = [one for one in await world.zhao.inbox() if "请求将D-1" in one.text]
    assert len(wish) == 1, "asked twice, told once"
    await world.zhao.presses("保持普通", on=wish[0])
    assert "look for consensus" in (await card_of(world)).text
    again = await world.zhao.presses_stale("保持普通", on=wish[0])
    assert "已没有人请求" in again.text
    await world.clock.to("2026-11-24 03:00")  # 20:00 on Monday where Maria is
    shown = (await world.zhao.types("/dispute show D-1")).answer
    await world.zhao.presses("disputes.major", on=shown)
    pack = await told(world.maria, "For you to decide: D-1")
    assert "marked it as major" in pack.text
    assert "· major" in (await card_of(world)).text
    assert await is_told(world.chen, "属重大问题"), "what is major comes at night"
    again = await world.zhao.presses_stale("disputes.major", on=shown)
    assert "现在不能这样操作" in again.text
    await world.clock.to("2026-11-24 12:00")
    packs = [one for one in await world.maria.inbox() if "For you to decide" in one.text]
    assert len(packs) == 1, "its hours do not escalate it a second time"
    form = await world.chen.presses("disputes.position", on=await card_of(world))
    await world.chen.submits(form, position="第二稿是后来追加的。")
    stale = await world.maria.presses("Decide", on=await told(world.maria, "For you to decide: D-1"))
    await proposes(world.lin, "R&D pays half.", await card_of(world))
    await world.chen.presses("disputes.confirm", on=await card_of(world))
    overtaken = await world.maria.submits(stale, text="R&D pays.", reasons="Because.")
    assert "has changed D-1 meanwhile" in str(overtaken.errors) + overtaken.text
    form = await world.maria.presses("Decide", on=await told(world.maria, "For you to decide: D-1"))
    assert form.view is not None
    assert "R&D pays half." in str(form.view.raw), "both sides confirm it: it can be decided so"
    assert "waits for a decision" in (await card_of(world)).text, "after it was escalated nobody settles it"


async def test_a_sponsor_who_is_a_party_is_replaced_by_the_one_the_pm_names(world: World) -> None:
    await raises(world.sam, other="Design")
    await world.clock.to("2026-11-24 10:00")
    asked = await told(world.zhao, "请指定代为裁决的人")
    refused = await world.maria.presses("disputes.decide", on=await card_of(world))
    assert "D-1 is not yours to act on" in refused.text
    assert "指定裁决人" in (await world.zhao.types("/liaison inbox")).text
    not_hers = await world.chen.types("/dispute settings")
    assert "赵敏（项目经理）" in not_hers.text
    form = await world.zhao.presses("指定裁决人", on=asked)
    done = await world.zhao.submits(form, second_decider_id=await id_of(world, "wang"))
    assert "由王磊裁决" in done.text
    pack = await told(world.wang, "请您裁决：D-1")
    assert "· 发起部门" not in pack.text
    refused = await world.chen.presses("disputes.decide", on=await card_of(world))
    assert "王磊（裁决人）" in refused.text
    form = await world.wang.presses("裁决", on=pack)
    await world.wang.submits(form, text="市场部承担。", reasons="标准只写了一稿。")
    assert "Signed by 王磊" in (await card_of(world)).text
    assert "已由王磊裁决" in (await told(world.chen, "已由王磊裁决")).text
    await world.clock.plus("1d")
    assert "市场部承担" in (await told(world.sam, "is decided by 王磊")).text


async def test_the_working_clock_counts_working_hours_and_says_so(world: World) -> None:
    form = await world.zhao.types("/dispute settings")
    await world.zhao.submits(form, clock="24个工作小时，工作日9:00至18:00")
    await world.clock.to("Friday 16:00")
    out = await raises(world.lin)
    # 2 hours on Friday, 9 on Monday, 9 on Tuesday, 4 on Wednesday.
    assert "12月2日 周三 13:00（剩余24个工作小时）" in out.text
    assert "working hours of China" in (await card_of(world)).text
    await world.clock.to("2026-11-30 09:01")
    assert "22 working hours left" in (await card_of(world)).text
    form = await world.zhao.types("/dispute settings")
    await world.zhao.submits(form, clock="24小时，含夜间和周末")
    assert "Dec 2" in (await card_of(world)).text, "what began by one clock ends by it"
    await world.clock.to("2026-12-02 12:59")
    assert "look for consensus" in (await card_of(world)).text
    await world.clock.to("2026-12-02 13:01")
    assert "waits for a decision" in (await card_of(world)).text


async def test_after_a_standstill_it_is_escalated_once_with_the_true_time(world: World) -> None:
    await raises(world.lin)
    await world.clock.plus("72h", jump=True)
    await world.settle()
    await world.clock.to("2026-11-26 18:00")
    packs = [one for one in await world.maria.inbox() if "For you to decide" in one.text]
    assert len(packs) == 1
    assert "ended on Tue 24 Nov, 02:31" in packs[0].text
    assert not await is_told(world.chen, "共识时限"), "no warning of what is over"
    told_sides = [one for one in await world.chen.inbox() if "未达成共识" in one.text]
    assert len(told_sides) == 1
    assert "11月24日 周二 09:31" in told_sides[0].text


async def test_who_decides_is_reminded_each_working_half_day_until_it_is_decided(world: World) -> None:
    await raises(world.lin)
    reminders = []
    for moment in ("2026-11-24 16:10", "2026-11-24 21:10", "2026-11-25 16:10", "2026-11-25 21:10"):
        await world.clock.to(moment)  # 09:10 and 14:10 where Maria is
        lines = [one for one in await world.maria.inbox() if "D-1" in one.text and "things wait" in one.text]
        lines += [one for one in await world.maria.inbox() if "D-1" in one.text and "thing waits" in one.text]
        reminders.append(len(lines))
    assert reminders == [0, 1, 2, 3], "the pack came at the first half-day"
    waiting = (await world.maria.types("/liaison inbox")).answer
    form = await world.maria.presses("Decide", on=waiting)
    await world.maria.submits(form, text="R&D pays.", reasons="The standard names one proof.")
    await world.clock.to("2026-11-27 21:10")
    lines = [one for one in await world.maria.inbox() if "D-1" in one.text and "for you\n" in one.text.replace("*", "")]
    assert len(lines) == 3, "decided is decided"


async def test_a_decision_moves_the_tasks_and_is_in_their_timeline(world: World) -> None:
    form = await world.lin.presses("disputes.for_task", on=await task_card(world, 3))
    assert form.view is not None
    assert "T-3" in str(form.view.raw)
    await world.lin.submits(form, subject="Key visual is late", position=POSITION)
    assert "T-3" in (await card_of(world)).text
    assert "争议中：D-1" in (await world.lin.types("/task show T-3")).text
    await world.clock.to("2026-11-24 21:00")
    pack = await told(world.maria, "For you to decide")
    assert "T-3 · Launch key visual" in pack.text
    form = await world.maria.presses("Decide", on=pack)
    past = await world.maria.submits(form, text="One more week.", reasons="The photos were late.", due_3="2026-11-20")
    assert "due_3" in past.errors
    assert "waits for a decision" in (await card_of(world)).text, "all of it, or none"
    await world.maria.submits(form, due_3="2026-12-04")
    assert "Dec 4" in (await task_card(world, 3)).text
    timeline = (await world.chen.types("/task show T-3")).text
    assert "D-1: One more week." in timeline
    assert "争议D-1" in timeline
    mine = await world.maria.types("/task update T-3 due 2026-12-11 because I like it")
    assert "2026-12-11" not in (await task_card(world, 3)).text
    assert "T-3 belongs to Design" in mine.text, "the right to decide is no right to the task"


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
    assert "提出双方都能确认的文本" in (await world.chen.types("/liaison inbox")).text
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
