"""A plan is confirmed by the heads and becomes a baseline: told by its PM, the heads and the sponsor."""

from __future__ import annotations

from tests.scenarios.proposals import told
from tests.scenarios.test_charters import CHANNEL as LAMP
from tests.scenarios.test_charters import NUMBER, begun, charter, sent, signs_as_head, written
from tests.world import Message, Person, World

HERE = "P-2026-001"
HEADS = {
    "maria": "asked to confirm as head of Marketing",
    "wang": "请您以研发部负责人身份确认",
    "priya": "asked to confirm as head of Sales",
    "liu": "请您以客服部负责人身份确认",
}


async def planning(world: World) -> None:
    """The charter of the reading lamp is signed; Marketing and R&D have a task each, and one waits for the other."""
    await begun(world)
    await charter(world.sam)
    await written(world.sam)
    await sent(world, world.sam)
    await world.maria.presses("Sign", on=await told(world, "maria", "You are asked as sponsor"))
    await signs_as_head(world)
    await world.sam.types("/task add Housing #R&D unassigned, by 2027-02-05", channel=LAMP)


async def asked(world: World, who: str) -> Message:
    """The card of a head who is asked to confirm, as it stands now."""
    return await told(world, who, HEADS[who])


async def status(who: Person, of: str) -> Message:
    return (await who.types(f"/project status {of}", channel="#general")).answer


async def sends(world: World) -> Message:
    """The demo project, which runs, is sent by its PM, and who is asked has it."""
    preview = (await world.zhao.types("/plan 确认")).answer
    await world.zhao.presses("发送确认", on=preview)
    await world.clock.to("Tuesday 17:00")
    return preview


async def test_a_project_that_runs_gets_its_baseline_after_the_fact(world: World) -> None:
    preview = await sends(world)
    for line in ("⏳ 研发部 · 王磊", "⏳ 设计部 · 陈静", "事后补定", "每位负责人有3个工作日"):
        assert line in preview.text, line
    assert "依赖关系冲突" not in preview.text, "what is done or has begun breaks no link"
    assert "符合计划中的所有依赖关系" in (await world.zhao.types("/plan 检查")).text, "and the check says the same"
    card = await asked(world, "wang")
    own, needed = card.text.index("研发部：任务与日期"), card.text.index("其他部门需要本部门的")
    assert own < needed < card.text.index("本部门需要其他部门的"), "their own part first"
    assert "T-4" in card.text[own:needed]
    assert "T-1 · " not in card.text[own:needed], "that is Marketing's"
    done = await world.wang.presses("确认计划", on=card)
    assert "您已确认计划第1版中本部门的部分" in done.text
    assert "5位中已有1位确认" in (await status(world.zhao, HERE)).text
    for who, verb in (("maria", "Confirm the plan"), ("priya", "Confirm the plan"), ("liu", "确认计划")):
        await world.person(who).presses(verb, on=await asked(world, who))
    chen = (await world.chen.types("/plan 确认")).answer
    last = await world.chen.presses("确认计划", on=chen)
    assert "P-2026-001：计划已全部确认，成为基线1" in last.text
    await world.settle()
    channel = next(
        one for one in await world.zhao.sees() if one.from_app and "confirmed by all: baseline 1" in one.text
    )
    assert "After the fact" in channel.text
    assert "基线1（11月24日 周二）" in (await status(world.zhao, HERE)).text
    again = await world.zhao.types("/plan 确认")
    assert "已全部确认，即基线1" in again.text


async def test_a_change_asks_only_whom_it_concerns_and_shows_what_is_other(world: World) -> None:
    await sends(world)
    for who in ("wang", "liu"):
        await world.person(who).presses("确认计划", on=await asked(world, who))
    stale = await asked(world, "maria")
    await world.zhao.types("/task update T-5 due 2026-12-11 because 模具外协")
    await world.clock.plus("15m")
    await world.clock.to("Wednesday 17:00")
    again = await told(world, "wang", "计划中本部门的部分有变")
    assert "T-5" in again.text
    assert "由" in again.text
    moved = [one.text for one in await world.liu.inbox() if one.from_app and "部分有变" in one.text]
    assert moved == [], "what they have confirmed is as it was"
    refused = await world.maria.presses_stale("Confirm the plan", on=stale)
    assert "has changed since you read it" in refused.text
    shown = await world.wang.presses("查看并确认", on=again)
    done = await world.wang.presses("确认计划", on=shown.answer)
    assert "您已确认计划第2版中本部门的部分" in done.text


async def test_a_plan_that_is_returned_goes_back_to_its_pm_with_the_reasons(world: World) -> None:
    await sends(world)
    form = await world.priya.presses("Return with reasons", on=await asked(world, "priya"))
    assert (await world.priya.submits(form)).errors, "nobody could change it without a reason"
    done = await world.priya.submits(form, reason="The road show needs a week more")
    assert "the plan is returned with your reasons" in done.text
    await world.clock.to("Wednesday 17:00")
    back = await told(world, "zhao", "退回了P-2026-001")
    assert "The road show needs a week more" in back.text
    where = await world.zhao.presses("查看进展", on=back)
    preview = await world.zhao.presses("发送确认", on=where.answer)
    assert "的计划将发给各部门负责人确认" in preview.text


async def test_who_has_confirmed_takes_it_back_and_the_pm_stops_the_round(world: World) -> None:
    await sends(world)
    await world.priya.presses("Confirm the plan", on=await asked(world, "priya"))
    await world.settle()
    back = await world.priya.presses("Withdraw my word", on=await told(world, "priya", "You have confirmed as"))
    assert "your confirmation is withdrawn" in back.text
    where = (await world.zhao.types("/plan 确认")).answer
    stopped = await world.zhao.presses("停止确认", on=where)
    assert "不再请任何人确认" in stopped.text
    assert "确认计划" not in (await world.wang.types("/liaison 待办")).text


async def test_a_plan_after_its_charter_goes_on_to_execution_and_is_measured(world: World) -> None:
    await planning(world)
    shown = await status(world.sam, NUMBER)
    assert "Next: the confirmation of the plan by the heads with `/plan confirm`" in shown.text
    preview = await world.sam.presses("Send the plan for confirmation", on=shown)
    assert "1 task" in preview.text
    await world.sam.presses("Send for confirmation", on=preview.answer)
    await world.clock.to("Thursday 17:00")
    card = await told(world, "wang", "· 计划 · 第1版")
    await world.wang.presses("确认计划", on=card)
    await world.settle()
    channel = next(one for one in await world.maria.sees(LAMP) if one.from_app and "baseline 1" in one.text)
    assert "The project is in execution now" in channel.text
    baseline = (await world.sam.types("/plan baseline", channel=LAMP)).text
    assert "nothing has moved since" in baseline
    assert "✅ R&D · 王磊" in baseline
