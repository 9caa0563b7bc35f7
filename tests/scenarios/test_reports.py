"""Status reports, told by the liaisons who file them, those who stand in, and the departments that they name."""

from __future__ import annotations

from tests.only import only
from tests.world import Message, Outcome, Person, World

# The demo meets on Wednesdays at 10:30 in Shanghai; it begins on Monday 23 November 2026, at 10:00 there.
# Design (陈静) has T-3 late, R&D (林涛) T-4; Marketing (Sam, in New York) has T-6 under way.


async def files(who: Person, *steps: dict[str, object], line: str = "/report") -> Outcome:
    """Fill in the form, a dictionary a step; the last answer."""
    out = await who.types(line)
    for step in steps:
        assert out.view is not None, out.text
        out = await who.submits(out, **step)
    return out


async def reminders(world: World, who: str) -> list[Message]:
    """The messages in which somebody is asked for a report."""
    words = ("Status report of", "的周报 · ")
    return [one for one in await inbox(world, who) if any(each in one.text for each in words)]


async def inbox(world: World, who: str) -> list[Message]:
    """What Liaison wrote to somebody; nothing, where it never did."""
    await world.clock.plus("5s")
    await world.person(who).opens_home("messages")
    return [one for one in await world.person(who).inbox() if one.from_app]


async def test_the_liaison_is_reminded_in_their_own_hours_and_files_what_is_filled_in(world: World) -> None:
    await world.clock.to("Tuesday 08:59")
    assert await reminders(world, "lin") == [], "24 hours before the digest is 8:30"
    await world.clock.to("Tuesday 09:05")
    asked = only(await reminders(world, "lin"))
    assert "研发部的周报" in asked.text
    assert "11月25日 周三 10:30" in asked.text
    assert await reminders(world, "sam") == [], "it is night in New York"
    form = (await world.lin.presses("填写周报", on=asked)).view
    assert form is not None
    assert form.title == "周报"
    assert form.values["not_done_tasks"] == ["4"], "the task that is late"
    assert len(form.fields) <= 7
    step = await world.lin.submits(form, done="蓝牙认证资料已提交", next="准备量产评审")
    assert step.view is not None
    assert len(step.view.fields) == 2
    assert step.view.values["reason.t4"] == "等蓝牙认证结果", "what was said of it last"
    done = await world.lin.submits(step, **{"reason.t4": "实验室排期晚一周"})
    assert "已提交：研发部的周报" in done.text
    assert "蓝牙认证资料已提交" in done.text
    await world.clock.to("Tuesday 23:30")
    assert len(await reminders(world, "sam")) == 1, "nine in the morning in New York is half past ten at night here"
    await world.clock.to("Wednesday 10:20")
    assert len(await reminders(world, "lin")) == 1, "nobody is reminded of what is filed"
    *told, morning = await reminders(world, "chen")
    assert len(told) == 2, "24 hours before the digest, and on the afternoon before"
    assert morning.text.startswith("*2件事待你处理* · *T-3*"), "due this morning, it stands beside what is told then"
    listed = await world.priya.types("/report list")
    assert "1 of 5 reports are filed" in listed.text
    shown = await world.priya.presses("Show it", on=listed.answer)
    assert "实验室排期晚一周" in shown.text


async def test_what_was_typed_is_kept_at_each_step_and_stays_when_the_form_is_closed(world: World) -> None:
    form = await world.sam.types("/report")
    assert form.view is not None
    step = await world.sam.submits(form, not_done="Dealer film\nPress list", not_done_tasks=["6"])
    assert step.view is not None
    assert len(step.view.fields) == 6, "three rows of two inputs"
    free = [name for name in step.view.fields if name.startswith("reason.f")]
    await world.sam.fills(step, **{free[0]: "No camera team"})
    await world.sam.presses("Back", on=step.view)
    first = await world.sam.view()
    assert first is not None
    assert first.values["not_done"] == "Dealer film\nPress list"
    rows = await world.sam.submits(first, done="Press kit outline")
    back = await world.sam.presses("Back", on=rows.view)
    assert back.view is not None
    await world.sam.closes(back.view)
    await world.settle()
    again = await world.sam.types("/report")
    assert again.view is not None
    assert again.view.values["done"] == "Press kit outline"
    assert again.view.values["not_done"] == "Dealer film\nPress list"
    rows = await world.sam.submits(again)
    assert rows.view is not None
    assert rows.view.values[free[0]] == "No camera team"
    refused = await world.sam.submits(rows, **{"reason.t6": "Waiting for the key visual"})
    assert refused.errors, "a reason for each"
    done = await world.sam.submits(rows, **{free[0]: "No camera team", free[1]: "Next week"})
    assert "Filed: the report of Marketing" in done.text
    changed = await world.sam.presses("Change", on=done.answer)
    assert changed.view is not None
    assert changed.view.values["done"] == "Press kit outline"


async def test_a_report_that_was_only_looked_at_is_filled_as_before(world: World) -> None:
    filled = (await world.sam.types("/report")).view
    assert filled is not None
    assert any(filled.values.values()), "it is filled from the tasks"
    await world.sam.closes(filled)
    await world.settle()
    again = (await world.sam.types("/report")).view
    assert again is not None
    assert again.values == filled.values


async def test_the_named_department_confirms_or_contests_and_the_line_becomes_a_request(world: World) -> None:
    await files(
        world.sam,
        {"not_done_tasks": ["6"], "done": "Outline"},
        {"reason.t6": "The key visual is missing", "cause.t6": "Design"},
    )
    asked = only(one for one in await inbox(world, "chen") if "导致" in one.text)
    assert "市场部" in asked.text
    assert "The key visual is missing" in asked.text
    form = await world.chen.presses("本部门有不同看法", on=asked)
    assert form.view is not None
    empty = await world.chen.submits(form, reason="")
    assert empty.errors
    said = await world.chen.submits(form, reason="周一已交付，缺市场部确认")
    assert "有不同看法" in said.text
    await world.clock.to("Monday 23:30")
    told = only(one for one in await world.sam.inbox() if "sees it otherwise" in one.text)
    assert "周一已交付，缺市场部确认" in told.text
    again = await world.chen.presses_stale("情况属实", on=asked)
    assert "确认造成了延误" in again.text, "they may change their mind"
    ask = await world.sam.presses("Make it a collaboration request", on=told)
    assert ask.view is not None
    assert ask.view.values["title"] == "The key visual is missing"
    assert ask.view.values["task_number"] == "6"
    done = await world.sam.submits(ask, needed_by="2026-12-04")
    assert "R-1" in done.text
    twice = await world.sam.presses_stale("Make it a collaboration request", on=told)
    assert "already" in twice.text
    filed = await world.sam.types("/report list")
    assert "R-1" in (await world.sam.presses("Show it", on=filed.answer)).text


async def test_who_may_file_and_who_is_sent_to_them(world: World) -> None:
    refused = await world.zhao.types("/report 设计部")
    assert "接口人" in refused.text
    head = await files(world.maria, {"done": "Budget agreed", "not_done_tasks": [], "next_tasks": []})
    assert "Filed: the report of Marketing" in head.text
    assert "没有“乱写”" in (await world.lin.types("/report 乱写")).text
    await world.zhao.types("/meeting cancel")
    cancelled = await world.sam.presses_stale("Change", on=head.answer)
    assert "no report is asked for" in cancelled.text or cancelled.view is None
    form = await world.sam.types("/report")
    assert form.view is not None
    assert form.view.values["done"] == "Budget agreed", "what was written for a cancelled meeting is not lost"
    assert "2 Dec" in form.view.text or "Dec 1" in form.view.text
    await world.zhao.types("/meeting pause")
    assert "paused" in (await world.sam.types("/report")).text


async def test_the_substitute_is_asked_with_the_liaison_and_files_for_them(world: World) -> None:
    await world.lin.types("/liaison away @wang today to fri")
    await world.clock.to("Tuesday 10:35")
    asked = only(await reminders(world, "wang"))
    assert "林涛" in asked.text
    form = await world.wang.presses("填写周报", on=asked)
    step = await world.wang.submits(form)
    done = await world.wang.submits(step, **{"reason.t4": "等认证"})
    assert "王磊" in done.text
    listed = await world.sam.types("/report list")
    assert "王磊" in listed.text
    await world.clock.to("Wednesday 10:20")
    assert len(await reminders(world, "wang")) == 1


async def test_a_late_report_is_taken_and_marked_and_then_stands(world: World) -> None:
    await world.clock.to("Wednesday 10:45")
    form = await world.chen.types("/report")
    assert form.view is not None
    assert "标为逾期" in form.view.text
    step = await world.chen.submits(form)
    late = await world.chen.submits(step, **dict.fromkeys(_reasons(step), "二稿意见未齐"))
    assert "已逾期提交" in late.text
    await world.clock.to("Wednesday 12:00")
    after = await world.lin.types("/report")
    assert after.view is not None
    assert "11月25日" in after.view.text, "the report of the meeting that was is still missing"
    await world.lin.presses("改为填写下一次例会的周报", on=after.view)
    shown = await world.lin.view()
    assert shown is not None
    assert "12月2日" in shown.text
    standing = await world.chen.types("/report")
    assert standing.view is not None
    assert "12月2日" in standing.view.text, "theirs is filed; it is the next one's turn"


def _reasons(step: Outcome) -> list[str]:
    assert step.view is not None
    return [name for name in step.view.fields if name.startswith("reason.")]


async def test_reminders_move_with_the_meeting_and_end_with_it(world: World) -> None:
    await world.zhao.types("/meeting move Fri 3pm")
    await world.clock.to("Wednesday 18:00")
    assert await reminders(world, "lin") == []
    await world.clock.to("Thursday 15:05")
    assert len(await reminders(world, "lin")) == 1
    await world.zhao.types("/meeting cancel")
    await world.clock.to("Friday 16:00")
    assert len(await reminders(world, "lin")) == 1


async def test_reports_for_a_monday_are_asked_for_before_the_digest_and_not_on_the_weekend(world: World) -> None:
    form = await world.zhao.types("/meeting settings")
    set_up = await world.zhao.submits(form, weekday="0", time="10:40")
    assert "11月30日 周一 10:40" in set_up.text, "not in half an hour"
    await world.clock.to("Friday 08:30")
    assert await reminders(world, "lin") == []
    await world.clock.to("Friday 17:05")
    assert len(await reminders(world, "lin")) == 2
    await world.clock.to("Monday 08:45")
    assert "reports are still to come" in only(
        one.text for one in await world.posted() if "weekly meeting Mon" in one.notification
    )
    await world.clock.to("Monday 10:35")
    assert len(await reminders(world, "lin")) == 2, "nobody is asked after the digest"


async def test_a_report_is_for_the_next_meeting_where_the_one_before_was_cancelled(world: World) -> None:
    await world.clock.to("Wednesday 12:00")
    await world.zhao.types("/meeting cancel")
    last = (await world.lin.types("/report")).view
    assert last is not None
    assert "11月25日" in last.text, "that of this week is missing"
    await world.lin.closes(last)
    await world.clock.to("2026-12-03 12:00")
    following = (await world.lin.types("/report")).view
    assert following is not None
    assert "12月9日" in following.text, "not the one that is a week past"


async def test_after_a_standstill_over_the_meeting_nobody_is_reminded_of_it(world: World) -> None:
    await world.clock.plus("72h", jump=True)
    await world.settle()
    for who in ("lin", "chen", "sam", "priya", "liu"):
        assert await reminders(world, who) == [], who
    assert [one for one in await world.posted() if "weekly meeting" in one.text] == []
    assert "12月2日 周三 10:30" in (await world.lin.types("/meeting")).text
    await world.clock.to("Tuesday 10:35")
    assert len(await reminders(world, "lin")) == 1, "for the next one, once"


async def test_the_report_waits_on_app_home_and_in_the_inbox(world: World) -> None:
    assert "的周报 · " not in (await world.lin.home()).text, "it is not time yet"
    await world.clock.to("Tuesday 10:35")
    home = await world.lin.home()
    assert "研发部的周报" in home.text
    form = await world.lin.presses("填写周报", on=home)
    assert form.view is not None
    await world.lin.closes(form)
    assert "研发部的周报" in (await world.lin.types("/liaison inbox")).text
