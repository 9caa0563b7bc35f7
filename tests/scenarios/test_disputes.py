"""Disputes, told by the two departments that differ, the PM between them, and who decides."""

from __future__ import annotations

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
    done = await world.lin.presses("disputes.confirm", on=card)
    assert "已达成共识" in done.text
    card = await card_of(world)
    assert "settled by consensus" in card.text
    assert "R&D pays a third." in card.text
    assert "hash" in card.text
    assert "R&D pays a third." in (await told(world.chen, "已达成共识：双方一致同意")).text
    again = await world.chen.presses_stale("disputes.confirm", on=stale)
    assert "现在不能这样操作" in again.text
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
