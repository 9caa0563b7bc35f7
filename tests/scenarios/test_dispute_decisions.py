"""Disputes without consensus: their hours, the warnings, and the decision of the sponsor or who stands in."""

from __future__ import annotations

from tests.only import only
from tests.scenarios.cards import card_of as task_card
from tests.scenarios.cards import id_of
from tests.scenarios.disputes import POSITION, card_of, is_told, proposes, raises, told
from tests.world import World


async def test_warned_at_half_time_three_quarters_and_the_last_hour_then_escalated_at_hour_24_exactly(
    world: World,
) -> None:
    await raises(world.lin)
    await world.clock.to("2026-11-23 21:35")
    assert not await is_told(world.chen, "共识时限剩余12小时"), "nobody is warned at night"
    await world.clock.to("2026-11-24 08:59")
    assert not await is_told(world.chen, "共识时限剩余1小时")
    await world.clock.to("2026-11-24 09:01")
    # With what else waits for her morning, it is the first line of one message.
    warned = await told(world.chen, "剩余31分钟")
    assert "D-1 · Second proof · 陈述本部门立场" in warned.notification
    assert "陈述立场" in warned.buttons
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
    assert "not possible now. It stands at: decided" in again.text


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
    assert overtaken.view is not None
    assert "has changed D-1 meanwhile" in overtaken.view.text
    assert overtaken.view.values["reasons"] == "Because."
    form = await world.maria.presses("Decide", on=await told(world.maria, "For you to decide: D-1"))
    assert form.view is not None
    assert "R&D pays half." in str(form.view.raw), "both sides confirm it: it can be decided so"
    assert "waits for a decision" in (await card_of(world)).text, "after it was escalated nobody settles it"


async def test_a_sponsor_who_is_a_party_is_replaced_by_the_one_the_pm_names(world: World) -> None:
    await raises(world.sam, other="Design")
    await world.clock.to("2026-11-24 10:00")
    asked = await told(world.zhao, "请指定代为裁决的人")
    assert (await card_of(world)).finds("disputes.decide") is None, "nobody can decide it"
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


async def test_who_is_named_to_decide_what_waits_must_not_be_a_party_to_it(world: World) -> None:
    await raises(world.sam, other="Design")
    await world.clock.to("2026-11-24 10:00")
    form = await world.wang.types("/dispute settings")
    refused = await world.wang.submits(form, second_decider_id=await id_of(world, "chen"))
    assert "陈静是D-1的当事方" in refused.errors["second_decider_id"]
    none = await world.wang.submits(form, second_decider_id=None)
    assert "D-1仍待" in none.text, "nobody decides it yet"
    form = await world.wang.types("/dispute settings")
    named = await world.wang.submits(form, second_decider_id=await id_of(world, "lin"))
    assert "由林涛裁决" in named.text
    assert "D-1仍待" not in named.text
    assert "请您裁决" in (await told(world.lin, "裁决：D-1")).text


async def test_a_second_decider_who_is_a_party_later_is_not_said_to_decide(world: World) -> None:
    form = await world.zhao.types("/dispute settings")
    await world.zhao.submits(form, second_decider_id=await id_of(world, "chen"))
    await raises(world.sam, other="Design")
    await world.clock.to("2026-11-24 10:00")
    form = await world.zhao.types("/dispute settings")
    again = await world.zhao.submits(form)
    assert "陈静是D-1的当事方" in again.errors["second_decider_id"]


async def test_the_working_clock_counts_working_hours_and_says_so(world: World) -> None:
    form = await world.zhao.types("/dispute settings")
    await world.zhao.submits(form, clock="24个工作小时，工作日09:00至18:00")
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


async def test_who_decides_is_reminded_once_each_working_day_until_it_is_decided(world: World) -> None:
    await raises(world.lin)
    reminders = []
    for moment in ("2026-11-24 16:10", "2026-11-24 21:10", "2026-11-25 16:10", "2026-11-25 21:10", "2026-11-26 21:10"):
        await world.clock.to(moment)  # 09:10 and 14:10 where Maria is
        lines = [one for one in await world.maria.inbox() if "D-1" in one.text and "things wait" in one.text]
        lines += [one for one in await world.maria.inbox() if "D-1" in one.text and "thing waits" in one.text]
        reminders.append(len(lines))
    assert reminders == [0, 0, 1, 1, 2], "the pack came on the first day"
    waiting = (await world.maria.types("/liaison inbox")).answer
    form = await world.maria.presses("Decide", on=waiting)
    await world.maria.submits(form, text="R&D pays.", reasons="The standard names one proof.")
    await world.clock.to("2026-11-27 21:10")
    lines = [one for one in await world.maria.inbox() if "D-1" in one.text and "for you ·" in one.text.replace("*", "")]
    assert len(lines) == 2, "decided is decided"


async def test_who_decides_is_reminded_twice_only_on_the_day_on_which_time_runs_out(world: World) -> None:
    form = await world.priya.presses("disputes.for_task", on=await task_card(world, 7))
    await world.priya.submits(form, other="R&D", subject="Prices come late", position=POSITION)
    reminders = []
    for moment in ("2026-11-24 21:10", "2026-11-25 16:10", "2026-11-25 21:10", "2026-11-26 16:10", "2026-11-26 21:10"):
        await world.clock.to(moment)
        told_of = [
            one for one in await world.maria.inbox() if "D-1" in one.text and "wait" in one.text.partition("\n")[0]
        ]
        reminders.append(len(told_of))
    assert reminders == [0, 1, 2, 3, 3], "T-7 is due on 25 November"


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


async def test_the_pm_is_offered_what_the_pm_can_do_and_not_what_a_side_can(world: World) -> None:
    await raises(world.sam, other="Design")
    await world.clock.plus("10s")
    card = await told(world.zhao, "D-1 · Second proof")
    assert card.finds("disputes.position") is None
    green = [one for block in card.blocks for one in block.get("elements", []) if one.get("style") == "primary"]
    assert [one["action_id"] for one in green] == ["disputes.meeting"]
    mine = await told(world.chen, "D-1 · Second proof")
    green = [one for block in mine.blocks for one in block.get("elements", []) if one.get("style") == "primary"]
    assert [one["action_id"] for one in green] == ["disputes.position"]


async def test_who_marks_it_as_major_where_nobody_can_decide_names_who_does_at_once(world: World) -> None:
    await raises(world.sam, other="Design")
    shown = (await world.zhao.types("/dispute show D-1")).answer
    out = await world.zhao.presses("disputes.major", on=shown)
    assert "没有人可以裁决" in out.answer.text
    refused = await world.zhao.submits(
        await world.zhao.presses("指定裁决人", on=out.answer), second_decider_id=await id_of(world, "chen")
    )
    assert "当事方" in refused.errors["second_decider_id"]
    again = (await world.zhao.types("/dispute show D-1")).answer
    form = await world.zhao.presses("指定裁决人", on=again)
    await world.zhao.submits(form, second_decider_id=await id_of(world, "wang"))
    seen = (await world.wang.types("/dispute show D-1")).answer
    decide = await world.wang.presses("裁决", on=seen)
    assert decide.view is not None


async def test_a_party_is_not_named_to_decide_what_may_come_to_a_decision(world: World) -> None:
    await raises(world.sam, other="Design")
    form = await world.zhao.types("/dispute settings")
    refused = await world.zhao.submits(form, second_decider_id=await id_of(world, "chen"))
    assert "陈静是D-1的当事方" in refused.errors["second_decider_id"]


async def test_who_was_asked_hears_the_end_and_presses_no_button_of_what_is_over(world: World) -> None:
    """Chen raises it for Design; Lin is liaison and Wang head of R&D."""
    await raises(world.chen, other="研发部")
    await proposes(world.zhao, "R&D pays half.", await card_of(world))
    asked = [await told(world.person(who), "请阅读并确认") for who in ("lin", "wang")]
    assert all("确认共识文本" in one.buttons for one in asked)
    await world.lin.presses("disputes.confirm", on=await card_of(world))
    await world.chen.presses("disputes.confirm", on=await card_of(world))
    await world.clock.plus("1m")
    for who, before in zip(("lin", "wang"), asked, strict=True):
        inbox = await world.person(who).inbox()
        now = only(one for one in inbox if one.ts == before.ts)
        assert "确认共识文本" not in now.buttons
        assert "达成共识" in now.text
        assert any("已达成共识：双方一致同意" in one.text for one in inbox), who
