"""Risks: noted by anybody of the project, weighed by the PM, asked about each working morning, closed on evidence."""

from __future__ import annotations

from tests.scenarios.cards import card_of as task_card
from tests.scenarios.risks import asked, card_of, high_of_lin
from tests.scenarios.test_kickoffs import called
from tests.world import World


async def lines_of(world: World, who: str, words: str) -> int:
    """How many messages of somebody's say that."""
    await world.clock.plus("10s")
    try:
        told = await world.person(who).inbox()
    except AssertionError:
        return 0  # nothing was said to them at all
    return sum(words in one.text for one in told)


async def test_a_member_notes_a_risk_in_a_line_and_the_pm_says_how_high_it_is_and_whose(world: World) -> None:
    out = await world.sam.types("/risk add Dealers cancel the roadshow T-11")
    assert "K-1 · Dealers cancel the roadshow is noted. 赵敏 says how high it is" in out.text
    assert "not weighed yet" in (await card_of(world, 1)).text
    await world.clock.to("Tuesday 09:30")
    mine = await asked(world.zhao, "由Sam")
    form = await world.zhao.presses("评估", on=mine)
    await world.zhao.submits(form, likelihood="3", impact="3", owner_id="priya", response="Two cities first")
    card = await card_of(world, 1)
    for words in ("🔴 high", "Priya", "T-11", "Two cities first"):
        assert words in card.text, words
    shown = await world.priya.types("/task show T-11")
    assert "K-1" in shown.text
    await world.priya.types("/task update T-11 30%")
    assert "at risk by K-1 (high)" in (await task_card(world, 11)).text


async def test_level_and_owner_are_the_pms_to_say(world: World) -> None:
    out = await world.sam.types("/risk add The hall is booked twice high")
    assert "The hall is booked twice high is noted" in out.text, "to others it is a word"
    refused = await world.sam.presses("Weigh it", on=await card_of(world, 1))
    assert "赵敏 (PM) can" in refused.text


async def test_the_owner_of_a_high_risk_is_asked_each_working_morning_in_one_message(world: World) -> None:
    await high_of_lin(world)
    assert await lines_of(world, "lin", "今天情况如何") == 0, "not on the day on which it is theirs"
    await world.clock.to("Tuesday 09:30")
    mine = await asked(world.lin)
    assert {"无变化", "好转", "恶化", "已发生"} <= set(mine.buttons)
    out = await world.lin.presses("无变化", on=mine)
    assert "K-1" in out.text
    await world.clock.to("Tuesday 17:00")
    assert await lines_of(world, "lin", "今天情况如何") == 1
    await world.clock.to("Wednesday 09:30")
    assert await lines_of(world, "lin", "今天情况如何") == 2
    await world.lin.presses("好转", on=await asked(world.lin))
    assert "better" in (await card_of(world, 1)).text
    await world.clock.to("2026-11-30 09:30")
    assert await lines_of(world, "lin", "今天情况如何") == 5, "Thursday, Friday and Monday, but no day of the weekend"
    assert await lines_of(world, "lin", "2个工作日未答复") == 1


async def test_nothing_new_three_times_asks_for_the_next_step(world: World) -> None:
    await high_of_lin(world)
    for day in ("Tuesday", "Wednesday", "Thursday"):
        await world.clock.to(f"{day} 09:30")
        out = await world.lin.presses("无变化", on=await asked(world.lin, "今天情况如何"))
    assert "说明下一步" in out.answer.buttons
    again = await world.lin.types("/risk 更新 K-1 无变化")
    assert "无变化" in again.text, "a second time on one day it says nothing new"
    await world.clock.to("Friday 09:30")
    mine = await asked(world.lin, "已连续3次无变化")
    assert "无变化" not in mine.buttons
    refused = await world.lin.types("/risk 更新 K-1 无变化")
    assert "请说明下一步" in refused.text
    form = await world.lin.presses("说明下一步", on=mine)
    assert (await world.lin.submits(form)).errors, "neither a step nor a day"
    await world.lin.submits(form, step="去供应商现场看模具", by="2026-12-02")
    assert "去供应商现场看模具" in (await card_of(world, 1)).text
    await world.clock.to("2026-11-30 09:30")
    assert "无变化" in (await asked(world.lin, "今天情况如何")).buttons


async def test_days_without_an_answer_are_told_to_the_pm_once_a_day_in_one_line(world: World) -> None:
    await high_of_lin(world)
    await world.zhao.types("/risk 添加 蓝牙认证不通过 @lin 高")
    await world.zhao.types("/risk 添加 经销商退订 @wang 高")
    await world.clock.to("Tuesday 17:00")
    assert await lines_of(world, "zhao", "高风险未答复") == 0
    await world.lin.types("/risk 更新 K-2 好转")
    await world.clock.to("Wednesday 17:00")
    assert await lines_of(world, "zhao", "2项高风险未答复：K-1（林涛，1个工作日）、K-3（王磊") == 1
    assert await lines_of(world, "zhao", "高风险未答复") == 1, "once a day"
    await world.clock.to("Thursday 17:00")
    assert await lines_of(world, "zhao", "高风险未答复") == 2


async def test_worse_takes_a_word_which_the_pm_hears(world: World) -> None:
    await high_of_lin(world)
    await world.clock.to("Tuesday 09:30")
    form = await world.lin.presses("恶化", on=await asked(world.lin))
    await world.lin.submits(form, reason="第二次试模失败")
    assert await lines_of(world, "zhao", "有恶化：“第二次试模失败”") == 1
    assert "worse" in (await card_of(world, 1)).text


async def test_a_high_risk_is_lowered_and_closed_on_evidence_with_the_pms_word(world: World) -> None:
    await high_of_lin(world)
    form = await world.zhao.presses("Details", on=await card_of(world, 1))
    form = await world.zhao.presses("修改", on=form.answer)
    refused = await world.zhao.submits(form, level="low")
    assert "降级需要依据" in refused.text
    await world.clock.to("Tuesday 09:30")
    shown = await world.lin.types("/risk 查看 K-1")
    form = await world.lin.presses("降级", on=shown.answer)
    assert (await world.lin.submits(form, level="medium", evidence="")).errors
    out = await world.lin.submits(form, level="medium", evidence="模具已到")
    assert "已请赵敏确认" in out.text
    waits = await asked(world.zhao, "可以降为中吗？“模具已到”")
    await world.zhao.presses("同意", on=waits)
    assert "🟠 medium" in (await card_of(world, 1)).text
    assert await lines_of(world, "lin", "项目经理已答复，等级中") == 1
    await world.clock.to("Wednesday 12:00")
    assert await lines_of(world, "lin", "今天情况如何") == 1, "it is not asked about any more"
    shown = await world.lin.types("/risk 查看 K-1")
    form = await world.lin.presses("关闭", on=shown.answer)
    await world.lin.submits(form, evidence="第二次试模通过")
    form = await world.zhao.presses("Not yet", on=await card_of(world, 1))
    await world.zhao.submits(form, reason="还有第三次试模")
    assert "watched" in (await card_of(world, 1)).text
    shown = await world.zhao.types("/risk 查看 K-1")
    form = await world.zhao.presses("关闭", on=shown.answer)
    await world.zhao.submits(form, evidence="第三次试模通过")
    assert "no longer a risk" in (await card_of(world, 1)).text
    assert await lines_of(world, "lin", "已关闭：项目经理已同意") == 1
    assert "K-1" not in (await world.zhao.types("/risk 列表")).text


async def test_one_that_has_happened_becomes_a_task_a_request_or_a_dispute_linked_both_ways(world: World) -> None:
    await high_of_lin(world)
    await world.clock.to("Tuesday 09:30")
    out = await world.lin.presses("已发生", on=await asked(world.lin))
    assert {"转为任务", "请求协作", "提出争议"} & set(out.answer.buttons), out.answer.buttons
    assert await lines_of(world, "zhao", "K-1 · 模具晚到两周 · 已发生：如何处理？") == 1
    waits = await asked(world.zhao, "已发生：如何处理")
    form = await world.zhao.presses("转为任务", on=waits)
    assert form.view is not None
    assert "模具晚到两周" in form.view.text
    made = await world.zhao.submits(form)
    assert "K-1已转为T-13" in made.text
    assert "由K-1转来" in (await world.zhao.types("/task 查看 T-13")).text
    shown = await world.zhao.types("/risk 查看 K-1")
    assert "T-13" in shown.answer.buttons
    form = await world.lin.presses("Ask for help", on=await card_of(world, 1))
    sent = await world.lin.submits(form, department_id="设计部", needed_by="2026-12-04")
    assert "R-1" in sent.text
    assert "由K-1转来" in (await world.lin.types("/request 查看 R-1")).text
    form = await world.lin.presses("Raise a dispute", on=await card_of(world, 1))
    sent = await world.lin.submits(form, other="设计部", position="结构评审晚了一周")
    assert "D-1" in sent.text
    assert "由K-1转来" in (await world.lin.types("/dispute 查看 D-1")).text
    assert "T-13, R-1, D-1" in (await card_of(world, 1)).text
    home = await world.zhao.home()
    assert "如何处理" not in home.text


async def test_replies_under_the_card_are_offered_to_the_owner_and_to_nobody_else(world: World) -> None:
    await high_of_lin(world)
    await world.clock.to("Tuesday 09:30")
    card = await card_of(world, 1)
    assert not (await world.priya.types("better", thread=card)).said
    said = await world.lin.types("恶化：试模失败", thread=card)
    assert "K-1 · 模具晚到两周：恶化 · 试模失败？" in said.answer.text
    await world.lin.presses("确认答复", on=said.answer)
    assert "试模失败" in (await card_of(world, 1)).text
    out = await world.lin.types("@Liaison no change", thread=card)
    assert "无变化" in out.text
    out = await world.lin.types("@Liaison what now", thread=card)
    assert "责任人可在此说" in out.text
    await world.settle()
    talked = await world.lin.types("better wait until Monday", thread=card)
    assert not [one for one in talked.said if one.ephemeral], "that is a talk"


async def test_who_stands_in_for_the_owner_is_asked_and_answers_for_them(world: World) -> None:
    await high_of_lin(world)
    await world.lin.types("/liaison away @wang 2026-11-24 to 2026-11-27")
    await world.clock.to("Tuesday 09:30")
    mine = await asked(world.wang, "代林涛" if await lines_of(world, "wang", "代林涛") else "K-1")
    await world.wang.presses("好转", on=mine)
    assert "王磊 for 林涛" in (await card_of(world, 1)).text
    await world.clock.to("Wednesday 17:00")
    assert await lines_of(world, "zhao", "高风险未答复") == 0


async def test_the_first_risks_of_a_kickoff_meeting_come_into_the_register_once(world: World) -> None:
    await called(world)
    await world.clock.to("2026-11-26 11:30")
    shown = await world.zhao.types("/project 启动会")
    form = await world.zhao.presses("填写会议纪要", on=shown.answer)
    await world.zhao.submits(form, risks="1. 模具晚到\n2. 蓝牙认证不通过", decisions="按计划上市")
    await world.settle()
    shown = await world.zhao.types("/project 启动会")
    out = await world.zhao.presses("列入风险清单", on=shown.answer)
    assert "启动会的2项风险已列入" in out.text
    assert "K-1" in out.text
    assert "K-2" in out.text
    again = await world.zhao.presses("列入风险清单", on=shown.answer)
    assert "已在" in again.text
    posted = [one.text for one in await world.posted() if "K-1 ·" in one.text]
    assert not posted, "each has its card once somebody does something with it"
    assert "2项风险" in (await world.zhao.types("/risk 列表")).text
    posted_minutes = next(one for one in await world.posted() if "Into the risk register" in one.buttons)
    refused = await world.lin.presses("Into the risk register", on=posted_minutes)
    assert "由项目经理列入" in refused.text


async def test_lists_by_scope_and_word_the_matrix_and_the_workbook(world: World) -> None:
    await high_of_lin(world)
    await world.sam.types("/risk add Dealers cancel the roadshow stage:Launch")
    await world.settle()
    assert "K-1" in (await world.lin.types("/risk 列表 我的")).text
    assert "K-2" not in (await world.lin.types("/risk list high")).text
    assert "K-2" in (await world.sam.types("/risk list launch")).text
    assert "K-1" not in (await world.sam.types("/risk list launch")).text
    assert "K-2" in (await world.sam.types("/risk list dealers")).text
    assert "`/risk add`" in (await world.sam.types("/risk list nonsense")).text
    out = await world.zhao.types("/risk 矩阵")
    assert "风险矩阵" in out.text
    await world.settle()
    files = [one for one in await world.zhao.inbox() if ".png" in one.text or "风险矩阵" in one.text]
    assert files
    out = await world.zhao.types("/risk 导出")
    assert "《风险清单》" in out.text
    help_text = (await world.zhao.types("/liaison risk")).text
    assert "/risk 添加" in help_text or "risk 添加" in help_text


async def test_a_message_becomes_a_risk_by_the_shortcut(world: World) -> None:
    said = await world.lin.types("工具厂说模具要晚两周")
    assert said.message is not None
    form = await world.lin.uses("risks.note", said.message)
    assert form.view is not None
    assert "工具厂说模具要晚两周" in form.view.text
    out = await world.lin.submits(form)
    assert "已登记K-1" in out.text


async def test_the_last_answer_is_taken_back_and_it_has_not_happened_after_all(world: World) -> None:
    await high_of_lin(world)
    await world.clock.to("Tuesday 09:30")
    out = await world.lin.presses("已发生", on=await asked(world.lin))
    await world.settle()
    await world.lin.presses("撤销", on=out.answer)
    assert "watched" in (await card_of(world, 1)).text
    assert "K-1" in (await world.lin.home()).text, "the question of this morning stands again"


async def test_a_suspended_project_asks_nobody_and_no_day_of_it_counts(world: World) -> None:
    await high_of_lin(world)
    form = await world.zhao.types("/project 暂停")
    await world.zhao.submits(form, because="预算未定")
    before = await lines_of(world, "lin", "今天情况如何")
    await world.clock.to("2026-12-01 12:00")
    assert await lines_of(world, "lin", "今天情况如何") == before
    form = await world.zhao.types("/project 恢复")
    await world.zhao.submits(form)
    await world.clock.to("2026-12-02 09:30")
    assert await lines_of(world, "lin", "今天情况如何") == before + 1
    assert await lines_of(world, "lin", "个工作日未答复") == 0


async def test_a_line_is_read_in_any_order_and_who_noted_one_hears_what_becomes_of_it(world: World) -> None:
    for number, line in enumerate(
        (
            "@lin high The moulds come late T-5", "high @lin The moulds come late T-5",
            "T-5 The moulds come late high @lin", "高：The moulds come late T-5 @lin",
            "The moulds come late @lin high T-5",
        ),
        1,
    ):  # fmt: skip
        out = await world.zhao.types(f"/risk add {line}")
        assert f"K-{number}" in out.text, (line, out)
        await world.clock.plus("1m")
        card = (await card_of(world, number)).text
        assert "The moulds come late" in card.splitlines()[0], line
        for words in ("🔴", "林涛", "T-5"):
            assert words in card, (line, card)
        assert "high" not in card.splitlines()[0].replace("🔴 high", ""), line
    asked_for = await world.zhao.types("/risk add @lin High demand T-5")
    assert asked_for.view is None, "beside the owner it is the level"
    owned = await world.zhao.types("/risk add The hall is booked twice @lin")
    assert owned.view is not None, "whose it is does not say how high: the form keeps it and asks"
    mine = await world.zhao.types("/risk add Nobody has looked at this")
    assert "请评估等级并指定责任人" in mine.text
    assert "评估" in mine.answer.buttons
    await world.sam.types("/risk add Dealers cancel the roadshow T-11")
    form = await world.zhao.presses("Weigh it", on=await card_of(world, 8))
    await world.zhao.submits(form, likelihood="3", impact="3", owner_id="priya", title="Dealers cancel the roadshow")
    await world.clock.to("Tuesday 09:30")
    assert await lines_of(world, "sam", "which you noted, is taken on: high, Priya") == 1
