"""A project is proposed, decided on, and begins: told by whoever proposes, decides, and has nothing to do with it."""

from __future__ import annotations

import io
import zipfile

import pytest

from tests.scenarios.proposals import SAID, department, filled, opened, proposed, told
from tests.world import Message, World

NUMBER = "P-2026-002"
CHANNEL = "#p-2026-002-aurora-reading-lamp"


async def channels(world: World) -> list[str]:
    return [one["name"] for one in await world.get("channels") if not one["is_im"]]


async def card(world: World, who: str = "maria") -> Message:
    """The proposal as it stands with who decides on it."""
    return await told(world, who, "Aurora reading lamp* ·")


async def test_a_project_is_proposed_approved_and_begins(world: World) -> None:
    before = await channels(world)
    sent = await proposed(world, world.sam, departments=["R&D"])
    assert f"{NUMBER} · Aurora reading lamp is sent. Maria Weber is asked to approve it by" in sent.text
    assert await channels(world) == before, "nothing begins before somebody has said so"
    await world.clock.to("Monday 17:00")
    read = await card(world)
    for said in (
        "Launch of a new product", "Mon 11 Jan 2027 – Wed 30 Jun 2027", "Dealers ask for a reading lamp",
        "• On sale in 200 shops by 30 June\n• Happy customers", "Marketing, R&D", "*Project manager*\nSam Carter",
    ):  # fmt: skip
        assert said in read.text.replace("* ", "*\n"), said
    done = await world.maria.presses("Approve", on=read)
    again = await world.maria.presses_stale("Approve", on=read)
    assert f"You have approved {NUMBER} · Aurora reading lamp already." in again.text
    assert "not saved" not in again.text
    assert "is approved and begins" in done.text
    assert "sets the weekly meeting with `/meeting settings`" in done.text
    await world.clock.plus("10s")
    begun = next(one for one in await world.maria.sees(CHANNEL) if one.from_app and "Aurora reading lamp" in one.text)
    assert "*Phase* initiation" in begun.text
    assert "*Weekly meeting* not set yet: `/meeting settings`" in begun.text
    assert "林涛" in begun.text, "head and liaison of each department take part from now on"
    await world.clock.to("Tuesday 23:00")
    assert "Maria Weber has approved" in (await told(world, "sam", "the project begins")).text
    assert "研发部接口人" in (await told(world, "lin", NUMBER)).text
    assert "P-2026-002" in (await world.lin.types("/project list")).text
    assert "Next: the kickoff meeting" in (await world.sam.types(f"/project status {NUMBER}")).text


async def test_its_manager_sets_the_weekly_meeting_when_there_is_one(world: World) -> None:
    await proposed(world, world.sam)
    await world.clock.to("Monday 17:00")
    await world.maria.presses("Approve", on=await card(world))
    await world.clock.plus("10s")
    shown = await world.sam.types("/meeting", channel=CHANNEL)
    assert f"{NUMBER}: the weekly meeting is not set yet" in shown.text
    form = await world.sam.presses("Set the weekly meeting", on=shown.answer)
    saved = await world.sam.submits(form, weekday="2")
    assert "Saved: Wednesday" in saved.text
    assert "Next: Wed, Jan 13, 2027" in saved.text


async def test_those_alone_see_what_is_only_proposed_whom_it_concerns(world: World) -> None:
    await proposed(world, world.sam, pm_id="zhao")
    for who in ("sam", "maria", "zhao", "wang"):
        assert "Aurora reading lamp" in (await world.person(who).types(f"/project show {NUMBER}")).text, who
        assert "Aurora reading lamp" in (await world.person(who).types("/project proposals")).text, who
    for who in ("priya", "lin"):
        for line in (f"/project show {NUMBER}", f"/project status {NUMBER}", f"/project edit {NUMBER}"):
            answer = (await world.person(who).types(line)).text
            assert "reading lamp" not in answer, line
            assert NUMBER in answer, line
        assert "reading lamp" not in (await world.person(who).types("/project proposals all")).text
        assert "reading lamp" not in (await world.person(who).home()).text
    assert "Aurora reading lamp" not in (await world.sam.types("/project list")).text, "it is no project yet"
    refused = await world.sam.types(f"/project edit {NUMBER}")
    assert f"{NUMBER} is only proposed yet" in refused.text
    assert "Maria Weber (head)" in refused.text


async def test_a_guest_proposes_nothing(world: World) -> None:
    guest = await world.arrives("gina", real_name="Gina Guest", is_restricted=True)
    refused = await guest.types("/project propose", channel="#general")
    assert refused.view is None
    assert "Guests cannot propose a project." in refused.text
    form = await opened(world.sam)
    second = await world.sam.submits(
        form, name="Lamp", starts="2027-01-11", ends="2027-06-30", scenario="launch",
    )  # fmt: skip
    third = await world.sam.submits(second, background="b", objective="o")
    named = await world.sam.submits(third, pm_id=guest.key)
    assert "is a guest" in named.errors["pm_id"]


async def test_nothing_typed_is_lost_by_closing_it_or_by_a_step_that_is_refused(world: World) -> None:
    form = await opened(world.sam)
    refused = await world.sam.submits(form, name="Aurora reading lamp", starts="2027-06-30", ends="2027-01-11")
    assert "Wed, Jun 30, 2027 is not before Mon, Jan 11, 2027" in refused.errors["ends"]
    second = await world.sam.submits(form, ends="end of August 2027")
    assert second.view is not None, second.errors
    assert "Sales of 5 million yuan in the first month" in second.view.text, "what the kind of project suggests"
    assert "suggestions for “Launch of a new product”" in second.view.text
    await world.sam.fills(second, background="Dealers ask", outcomes="Sold in 200 shops")
    await world.sam.closes(second)
    again = await opened(world.sam)
    assert "Aurora reading lamp" in again.text
    stands = await world.sam.submits(again)
    assert stands.view is not None
    assert "Dealers ask" in stands.view.text
    assert "Sold in 200 shops" in stands.view.text
    assert "5 million" not in stands.view.text.partition("Step 2")[2].partition("Each with")[0].replace("‹Sold", "")


async def test_an_outcome_that_nobody_could_measure_gets_a_nudge_and_no_refusal(world: World) -> None:
    look = await filled(world, world.sam)
    assert "• Happy customers ⚠️" in look.text
    assert "• On sale in 200 shops by 30 June\n" in look.text
    assert "“On sale in all planned channels by 30 June” instead of “Happy customers”" in look.text
    back = (await world.sam.presses("Change why and outcomes", on=look)).view or await world.sam.view()
    assert back is not None
    mended = await world.sam.submits(back, outcomes="90% of the customers would buy it again")
    assert mended.view is not None
    third = await world.sam.submits(mended)
    assert third.view is not None
    assert "⚠️" not in third.view.text
    sent = await world.sam.submits(third)
    assert "is sent" in sent.text


async def test_a_second_submit_finds_the_first_proposal(world: World) -> None:
    look = await filled(world, world.sam)
    await world.sam.submits(look)
    await world.sam.types("/project propose", channel="#general")
    listed = (await world.sam.types("/project proposals")).text
    assert listed.count("Aurora reading lamp") == 1
    assert "P-2026-003" not in listed


async def test_one_is_returned_changed_and_sent_again_and_who_decides_sees_what_changed_in_chinese(
    world: World,
) -> None:
    await proposed(world, world.zhao, name="读书灯上市", objective="卖得好", departments=["市场部"])
    await world.clock.plus("10s")
    read = await told(world, "wang", "读书灯上市* ·")
    assert "研发部赵敏申请 · ⏳ 待批准" in read.text
    word = await world.wang.presses("退回修改", on=read)
    empty = await world.wang.submits(word)
    assert empty.errors, "without a word nobody knows what to change"
    done = await world.wang.submits(word, reason="目标要写明数量")
    assert "已附意见退回，会通知赵敏" in done.text
    await world.clock.plus("10s")
    back = await told(world, "zhao", "目标要写明数量")
    assert "请修改后重新提交" in back.text
    form = (await world.zhao.presses("修改并重新提交", on=back)).view
    assert form is not None
    assert "读书灯上市" in form.text
    assert "目标要写明数量" in form.text, "the comments stand above what is to be changed"
    second = await world.zhao.submits(form)
    third = await world.zhao.submits(second, objective="9月底前售出1万台")
    look = await world.zhao.submits(third)
    again = await world.zhao.submits(look)
    assert "请王磊在" in again.text
    await world.clock.plus("10s")
    news = await told(world, "wang", "重新提交了")
    assert "核心目标：由“卖得好”改为“9月底前售出1万台”" in news.text
    assert "市场部" not in news.text, "what stayed is not told"
    stale = await world.wang.presses_stale("批准", on=read)
    assert "待批准" in stale.text, "what was read is not what stands there now"
    assert "#p-2026-002" not in " ".join(await channels(world))
    await world.wang.presses("批准", on=news)
    await world.clock.plus("10s")
    assert "赵敏" in (await world.zhao.types(f"/project show {NUMBER}")).text
    timeline = (await world.wang.presses("详情", on=await told(world, "wang", "✅"))).text
    for line in ("赵敏 · 提交立项申请", "王磊 · 退回修改 · 目标要写明数量", "赵敏 · 重新提交", "王磊 · 批准"):
        assert line in timeline, line


async def test_what_is_typed_behind_the_command_is_the_name(world: World) -> None:
    form = (await world.sam.types("/project propose Aurora reading  lamp", channel="#general")).view
    assert form is not None
    assert form.element("name").block["element"]["initial_value"] == "Aurora reading lamp"
    form = (await world.zhao.types("/project 立项 读书灯上市")).view
    assert form is not None
    assert form.element("name").block["element"]["initial_value"] == "读书灯上市"


async def test_half_a_date_is_enough_and_the_exact_days_are_shown_before_anything_is_sent(world: World) -> None:
    look = await filled(world, world.sam, starts="early 2027", ends="Q3 2027")
    assert "Fri, Jan 1, 2027" in look.text
    assert "– Thu, Sep 30, 2027" in look.text
    second = await world.zhao.submits(await opened(world.zhao), name="读书灯", starts="2027年初", ends="2027年一季度")
    assert not second.errors
    assert second.view is not None
    wrong = await world.lin.submits(await opened(world.lin), name="读书灯", starts="2027年初", ends="不久以后")
    assert "不久以后" in wrong.errors["ends"]


async def test_departments_in_another_order_are_no_change(world: World) -> None:
    await proposed(world, world.sam, departments=["R&D", "Sales", "Design"])
    await world.clock.to("Monday 17:00")
    word = await world.maria.presses("Return with comments", on=await card(world))
    await world.maria.submits(word, reason="Say how many")
    await world.clock.to("Tuesday 15:00")
    form = (await world.sam.presses("Edit and send again", on=await told(world, "sam", "Say how many"))).view
    assert form is not None
    third = await world.sam.submits(await world.sam.submits(form), objective="10,000 by September")
    look = await world.sam.submits(third, departments=["Design", "R&D", "Sales"])
    assert not (await world.sam.submits(look)).errors
    await world.clock.to("Tuesday 17:00")
    news = await told(world, "maria", "again: it waits to be approved")
    assert "Core objective" in news.text
    assert "Departments" not in news.text


async def test_one_that_is_rejected_is_kept_with_its_reason_and_nothing_else_happens(world: World) -> None:
    before = await channels(world)
    await proposed(world, world.sam)
    await world.clock.to("Monday 17:00")
    form = await world.maria.presses("Reject", on=await card(world))
    done = await world.maria.submits(form, reason="No budget before July")
    assert "is rejected; Sam Carter is told why" in done.text
    undone = await world.maria.presses("Undo", on=done.answer)
    assert "Maria Weber is asked" in undone.text
    form = await world.maria.presses("Reject", on=await card(world))
    await world.maria.submits(form, reason="No budget before July")
    await world.clock.to("Tuesday 23:00")
    assert "it comes to no project" in (await told(world, "sam", "No budget before July")).text
    assert await channels(world) == before
    assert "No such proposals" in (await world.sam.types("/project proposals")).text
    assert "Aurora reading lamp" in (await world.sam.types("/project proposals rejected")).text
    assert "No budget before July" in (await world.sam.types(f"/project show {NUMBER}")).text
    assert "did not come to be" in (await world.sam.types(f"/project reopen {NUMBER}")).text
    late = await world.maria.types(f"/project undo {NUMBER}")
    assert f"`/project show {NUMBER}` shows where it stands" in late.text, "ten minutes are over"


async def test_whoever_proposed_withdraws_it_while_it_waits(world: World) -> None:
    await proposed(world, world.sam)
    await world.clock.to("Monday 17:00")
    read = await card(world)
    shown = await world.sam.types(f"/project show {NUMBER}")
    assert shown.answer.finds("Approve") is None, "it is not for who proposes"
    done = await world.sam.presses("Withdraw", on=shown.answer)
    assert "is withdrawn: nobody is asked any more" in done.text
    await world.clock.plus("10s")
    news = await told(world, "maria", "has withdrawn")
    assert f"Sam Carter has withdrawn {NUMBER} · Aurora reading lamp: you need not decide on it any more" in news.text
    assert "⚪ withdrawn" in (await card(world)).text
    refused = await world.maria.presses_stale("Approve", on=read)
    assert "withdrawn" in refused.text
    assert "reading lamp" not in (await world.maria.types("/liaison inbox")).text
    await world.sam.presses("Undo", on=done.answer)
    assert "Aurora reading lamp" in (await world.maria.types("/liaison inbox")).text
    news = await told(world, "maria", "Sam Carter has taken that back")
    assert "waits to be approved" in news.text
    assert news.finds("Approve") is not None


async def test_who_has_not_read_of_it_is_not_told_that_it_is_withdrawn(world: World) -> None:
    await proposed(world, world.sam)
    shown = await world.sam.types(f"/project show {NUMBER}")
    done = await world.sam.presses("Withdraw", on=shown.answer)
    await world.clock.to("Monday 17:00")
    with pytest.raises(AssertionError, match="maria sees no conversation"):
        # Nobody has written to her at all.
        await world.maria.inbox()
    late = await world.sam.presses("Undo", on=done.answer)
    assert "can no longer be undone" in late.text


async def test_a_withdrawal_of_what_was_returned_that_is_taken_back_leaves_it_returned(world: World) -> None:
    await proposed(world, world.sam)
    await world.clock.to("Monday 17:00")
    form = await world.maria.presses("Return with comments", on=await card(world))
    await world.maria.submits(form, reason="Say how many")
    await world.clock.plus("10s")
    shown = await world.sam.types(f"/project show {NUMBER}")
    done = await world.sam.presses("Withdraw", on=shown.answer)
    undone = await world.sam.presses("Undo", on=done.answer)
    assert f"{NUMBER} · Aurora reading lamp: ⚠️ returned with comments." in undone.text
    assert "is told" not in undone.text, "it is the proposer who reads it"
    shown = await world.maria.types(f"/project show {NUMBER}")
    form = await world.maria.presses("Reject", on=shown.answer)
    done = await world.maria.submits(form, reason="No budget")
    await world.clock.to("Tuesday 23:00")
    await told(world, "sam", "it comes to no project")


async def test_a_head_on_leave_is_stood_in_for_and_that_is_recorded(world: World) -> None:
    await world.wang.types("/liaison away 今天到周五 @liu")
    await proposed(world, world.zhao, name="读书灯上市")
    await world.clock.plus("10s")
    assert (await told(world, "wang", "读书灯上市* ·")).finds("批准"), "the principal stays responsible"
    read = await told(world, "liu", "读书灯上市* ·")
    await world.liu.presses("批准", on=read)
    await world.clock.plus("10s")
    assert "刘洋代王磊批准" in (await told(world, "zhao", "项目启动")).text
    number = (await world.zhao.types("/project proposals approved")).answer
    assert "刘洋代王磊 · 批准" in (await world.zhao.presses("查看", on=number)).text


async def test_who_stands_in_for_the_head_does_not_decide_on_a_proposal_of_their_own(world: World) -> None:
    await world.wang.types("/liaison away 今天到周五 @zhao")
    await world.maria.types("/liaison away today to friday @priya")
    await proposed(world, world.zhao, name="读书灯上市")
    await proposed(world, world.priya, of="Marketing", name="Dealer portal")
    await world.clock.to("Monday 23:00")
    assert (await told(world, "wang", "读书灯上市* ·")).finds("批准")
    assert not [one for one in await world.zhao.inbox() if one.finds("批准")], "he would approve his own"
    assert "读书灯上市" not in (await world.zhao.types("/liaison 待办")).text
    assert "读书灯上市" in (await world.wang.types("/liaison 待办")).text
    passed_on = await told(world, "sam", "Dealer portal* ·")
    assert passed_on.finds("Approve"), "the deputy is asked beside the head who is away"
    assert "Maria Weber, Sam Carter" in passed_on.text
    assert "Dealer portal" not in (await world.priya.types("/liaison inbox")).text


async def test_a_head_who_proposes_is_passed_on_to_a_deputy_or_says_that_both_are_one(world: World) -> None:
    sent = await proposed(world, world.maria)
    assert "Sam Carter is asked" in sent.text, "Marketing has a deputy"
    alone = await proposed(world, world.priya, name="Dealer portal")
    assert "It waits for your own approval" in alone.text
    await world.clock.plus("10s")
    read = await told(world, "priya", "Dealer portal* ·")
    assert "both are the same person, and the proposal says so" in read.text
    done = await world.priya.presses("Approve", on=read)
    assert "Proposed and decided by the same person: Priya Nair" in done.text


async def test_no_answer_is_reminded_of_by_working_days_and_told_to_who_proposed(world: World) -> None:
    await proposed(world, world.zhao, name="读书灯上市")
    await world.clock.plus("10s")
    assert "审批立项申请" in (await world.wang.home()).text
    # Three working days: half of them are over on Tuesday, Thursday is the last.
    for day in ("Tuesday 09:05", "Wednesday 09:05"):
        await world.clock.to(day)
        mornings = [one.text for one in await world.wang.inbox() if "审批立项申请" in one.text]
        assert mornings, day
    await world.clock.to("Friday 09:05")
    assert "逾期" in (await told(world, "wang", "审批立项申请")).text
    assert "前尚未答复" in (await told(world, "zhao", "读书灯上市 · ")).text


async def test_the_word_document_is_one_tap_away_in_the_readers_language(world: World) -> None:
    await proposed(world, world.zhao, name="<b>读书灯</b> & {{ 7*7 }}", outcomes="=1+1\n200家门店")
    await world.clock.plus("10s")
    read = await told(world, "wang", "读书灯")
    asked = await world.wang.presses("Word文档", on=read)
    assert "已发到你与Liaison的对话中" in asked.text
    await world.settle()
    file = next(one for one in reversed(await world.wang.inbox()) if one.raw.get("files")).raw["files"][0]
    assert file["name"].startswith(f"{NUMBER}-项目立项申请表-")
    assert file["name"].endswith(".docx")


def parts(content: bytes) -> dict[str, str]:
    """The parts of a Word document, by name."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


@pytest.mark.parametrize("line", ["open", "", "waiting", "已批准", "all"])
async def test_lists_are_asked_for_in_words(world: World, line: str) -> None:
    await proposed(world, world.sam)
    said = (await world.sam.types(f"/project proposals {line}")).text
    assert ("Aurora reading lamp" in said) == (line != "已批准")
    assert "it does not" in (await world.sam.types("/project proposals blue")).text


async def test_the_quick_form_says_that_it_is_for_what_runs_already(world: World) -> None:
    form = (await world.sam.types("/project new")).view
    assert form is not None
    assert "a project that runs already" in form.text
    assert "`/project propose`" in form.text
    assert (await department(world, await opened(world.sam), "Sales")).isdecimal()
    assert SAID["name"] == "Aurora reading lamp"
