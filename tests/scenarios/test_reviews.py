"""Milestone reviews: planned, submitted, reviewed in hiding; what they lock, and until when."""

from __future__ import annotations

from tests.scenarios.reviews import card_of, opines, planned, submitted
from tests.world import World


async def told(world: World, who: str, words: str) -> list[str]:
    """What Liaison wrote to somebody that says this."""
    await world.clock.plus("10s")
    return [one.text for one in await world.person(who).inbox() if one.from_app and words in one.text]


async def test_a_stage_waits_for_the_review_before_it_until_all_have_passed_it(world: World) -> None:
    out = await planned(world)
    assert "由林涛（研发部）提交" in out.text
    card = await card_of(world)
    assert "until it has passed, Launch 上市 cannot be started" in card.text, card.text
    refused = await world.priya.types("/task update T-11 30%")
    assert "T-11 cannot be started yet: stage Launch 上市 waits for Q-1 Prototype approved" in refused.text, (
        refused.text
    )
    assert "R&D (林涛) has to submit it" in refused.text
    assert "Maria" in refused.text, "who can in an emergency"
    assert "T-5" in (await world.wang.types("/task update T-5 60%")).text, "what has begun, and another stage, goes on"

    await world.zhao.types("/risk 添加 模具晚到两周 T-5 @lin 高")
    form = await world.lin.types("/review 提交 Q-1")
    assert form.view is not None
    assert "K-1" in form.view.text, "the gate names the high risk"
    assert "未完成" in form.view.text, "and what is not done"
    assert "T-4 Firmware 1.0" in str(form.view.element("standard").block), "the standard stands beside it"
    out = await submitted(world)
    assert "意见0/3份" in out.text, out.text
    form = await world.liu.types("/review 通过 Q-1")
    assert form.view is not None, "who types the verdict gets the form in which it is given"
    await world.liu.closes(form.view)
    assert await told(world, "chen", "Q-1 · Prototype approved"), "who reviews is asked as soon as they work"

    refused = await opines(world, "chen", "conditions")
    assert refused.errors, "a condition is wanted"
    await opines(world, "chen", "conditions", conditions="@lin 2026-11-27前完成第二次跌落测试")
    await opines(world, "maria", "pass")
    card = await card_of(world)
    assert "2 of 3 opinions" in card.text
    assert "with conditions" not in card.text, "hidden until all are in"
    assert "跌落" not in card.text
    shown = await world.chen.types("/review 查看 Q-1")
    assert "有条件通过" in shown.text, "one's own is one's own"
    refused = await world.priya.types("/task update T-11 30%")
    assert "opinions are missing: 刘洋 (Compliance)" in refused.text
    await opines(world, "liu", "pass")
    card = await card_of(world)
    assert "passed with conditions" in card.text
    assert "T-13 · 完成第二次跌落测试" in card.text, card.text
    assert await told(world, "lin", "K-1 · 模具晚到两周：所在阶段已通过Q-1评审"), "what becomes of its risk"
    assert "T-11" in (await world.priya.types("/task update T-11 30%")).text

    await world.clock.to("2026-11-30 10:00")
    assert "a condition has lapsed" in (await card_of(world)).text
    refused = await world.sam.types("/task update T-12 in progress")
    assert "a condition has lapsed: T-13 (林涛)" in refused.text, refused.text
    assert "T-11" in (await world.priya.types("/task update T-11 40%")).text, "what has begun is never locked"
    await world.lin.types("/task 更新 T-13 已完成")
    assert "✅ passed" in (await card_of(world)).text
    assert "T-12" in (await world.sam.types("/task update T-12 in progress")).text


async def test_one_that_is_returned_is_submitted_again_and_one_that_is_changed_is_reviewed_again(world: World) -> None:
    await planned(world)
    await submitted(world)
    refused = await opines(world, "chen", "return")
    assert refused.errors, "what is to be changed"
    await opines(world, "chen", "return", word="外壳在低温下开裂")
    await opines(world, "maria", "pass")
    assert "returned" not in (await card_of(world)).text
    await opines(world, "liu", "pass")
    card = await card_of(world)
    assert "returned with changes" in card.text
    assert "外壳在低温下开裂" in card.text
    chosen = await world.lin.attaches("第二轮报告.pdf", b"%PDF")
    await submitted(world, note="已换材料", files=[chosen])
    await world.clock.plus("10s")
    assert "|第二轮报告.pdf>" in str((await card_of(world)).raw), (
        "the file stands in a thread, and the card leads there"
    )
    for who in ("chen", "maria", "liu"):
        await opines(world, who, "pass")
    assert "✅ passed" in (await card_of(world)).text
    shown = await world.lin.types("/review 查看 Q-1")
    form = await world.lin.presses("更改交付物", on=shown.answer)
    same = await world.lin.submits(form)
    assert "与已提交的内容相同" in same.text
    await world.lin.submits(form, links="试验报告二 https://example.com/second")
    card = await card_of(world)
    assert "0 of 3 opinions" in card.text
    assert await told(world, "zhao", "重新打开：交付物有更改")
    refused = await world.priya.types("/task update T-11 30%")
    assert "opinions are missing" in refused.text
    undone = await world.lin.types("/review 撤销 Q-1")
    assert "已通过" in undone.text, undone.text


async def test_when_the_day_comes_opinions_are_shown_and_only_the_sponsor_goes_on_without_one(world: World) -> None:
    await planned(world)
    await submitted(world)
    await opines(world, "chen", "pass", word="结构可靠")
    await world.clock.to("2026-11-27 12:00")
    card = await card_of(world)
    assert "结构可靠" in card.text, "shown once the day has come"
    assert "in review" in card.text, "silence passes nothing"
    assert await told(world, "zhao", "尚未给出意见")
    shown = await world.zhao.types("/review 查看 Q-1")
    form = await world.zhao.presses("更换评审人", on=shown.answer)
    refused = await world.zhao.submits(form, reviewer="lin")
    assert "自己提交的内容不能由自己评审" in refused.text
    await world.zhao.submits(form, reviewer="sam")
    assert "your opinion on Market fit" in (await world.sam.types("/liaison inbox")).text
    await opines(world, "sam", "pass")
    shown = await world.maria.types("/review show Q-1")
    form = await world.maria.presses("Go on without", on=shown.answer)
    await world.maria.submits(form, reason="The certificate says the same")
    card = await card_of(world)
    assert "✅ passed" in card.text, card.text
    assert "Maria" in card.text
    assert "The certificate says the same" in card.text


async def test_the_sponsor_lets_a_task_begin_in_an_emergency_and_that_stands_there_for_good(world: World) -> None:
    await planned(world)
    refused = await world.sam.types("/review start T-12 The hall is paid")
    assert "Maria" in refused.text, refused.text
    refused = await world.maria.types("/task update T-12 in progress")
    form = await world.maria.presses("Start in an emergency", on=refused.answer)
    assert (await world.maria.submits(form)).errors, "the reason"
    out = await world.maria.submits(form, reason="The hall is paid until Friday")
    assert "T-12 · Launch event 上市发布会 has begun" in out.text
    assert "The hall is paid until Friday" in (await card_of(world)).text
    assert "The hall is paid until Friday" in (await world.zhao.types("/task 查看 T-12")).text
    assert await told(world, "zhao", "T-12已紧急启动")
    refused = await world.priya.types("/task update T-11 30%")
    assert "cannot be started yet" in refused.text, "the others wait as before"
    for line in ("@Liaison 已完成", "/task 更新 T-11 已完成"):
        if line.startswith("/"):
            assert "暂不能启动" in (await world.zhao.types(line)).text


async def test_a_stage_that_waits_for_two_reviews_is_said_to_begin_only_with_the_second(world: World) -> None:
    await planned(world)
    await planned(world)
    which = await world.lin.types("/review submit")
    assert "/review 提交 Q-1" in which.text, "the example is of what was typed"
    await submitted(world)
    kept = await opines(world, "maria", "pass")
    assert "your opinion is kept" in kept.text
    assert "/review opinion Q-1" in kept.text
    shown = await world.zhao.types("/review 查看 Q-1")
    form = await world.zhao.presses("更换评审人", on=shown.answer)
    named = await world.zhao.submits(form, reviewer="sam")
    assert "由Sam Carter评审" in named.text, named.text
    for who in ("sam", "liu"):
        await opines(world, who, "pass")
    decided = [one.text for one in await world.posted() if "Q-1 · Prototype approved: ✅ passed" in one.text]
    assert len(decided) == 1
    assert "Tasks of Launch 上市 cannot be started yet: they wait for Q-2 Prototype approved, too." in decided[0]
    assert "can be started." not in decided[0]


async def test_a_review_that_is_not_submitted_by_its_day_is_shown_as_late(world: World) -> None:
    await planned(world)
    assert "⏳ to be submitted" in (await card_of(world)).text
    await world.clock.to("2026-11-30 10:00")
    assert "🔴 to be submitted" in (await world.maria.types("/review list")).text


async def test_of_a_risk_that_was_never_weighed_is_asked_only_what_can_be_answered(world: World) -> None:
    await planned(world)
    await world.lin.types("/risk 添加 模具晚到两周 T-5")
    await submitted(world)
    for who in ("chen", "maria", "liu"):
        await opines(world, who, "pass")
    inbox = (await world.zhao.types("/liaison 待办")).text
    assert "所在阶段已通过Q-1评审，该风险尚未评级。是否保留？" in inbox, inbox
