"""The whole of a task: planned in two steps, edited, split, deleted and brought back, by those who may."""

from __future__ import annotations

from tests.scenarios.cards import card_of
from tests.world import View, World


def opened(view: View | None) -> View:
    assert view is not None
    return view


async def test_a_line_that_says_whose_and_by_when_adds_the_task_at_once(world: World) -> None:
    out = await world.zhao.types("/task add Print posters by next Friday @chen stage:Launch")
    assert out.view is None
    assert "已添加T-13 · Print posters" in out.text
    card = await card_of(world, 13)
    assert "stage Launch" in card.text
    assert "陈静" in card.text
    assert "Design" in card.text, "the department of the owner, who is its liaison"
    again = await world.zhao.types("/task add 印海报 下周五 @sam #市场部 阶段：launch")
    assert "已添加T-14" in again.text
    listed = await world.sam.types("/task list stage:Launch")
    assert "2 tasks" in listed.text, "one stage, however it is written"


async def test_who_may_add_nothing_is_told_so_before_they_type(world: World) -> None:
    theirs = await world.arrives("nora", real_name="Nora Berg", locale="en-US")
    await theirs.joins(world.channel)
    refused = await theirs.types("/task add Print posters")
    assert refused.view is None
    assert "You cannot add tasks in P-2026-001." in refused.text
    assert "赵敏 (PM)" in refused.text
    card = await card_of(world, 6)
    assert "You cannot add tasks in P-2026-001." in (await theirs.uses("tasks.from_message", card)).text


async def test_a_task_is_planned_in_two_steps_and_its_card_tells_it(world: World) -> None:
    form = opened((await world.zhao.types("/task add 媒体资料包")).view)
    empty = await world.zhao.presses("tasks.plan.more", on=form)
    assert "请先填写" in opened(await world.zhao.view()).text, empty.text
    form = opened(await world.zhao.view())
    await world.zhao.fills(form, department_id="1", due_on="2026-12-18")
    places = await world.zhao.suggests("tasks.place", "准备")
    assert places == ["新阶段“准备”"]
    await world.zhao.chooses("tasks.place", "新阶段“准备”", on=form)
    await world.zhao.presses("tasks.plan.more", on=form)
    second = opened(await world.zhao.view())
    assert "媒体资料包" in second.text
    offered = await world.zhao.suggests("tasks.waits_for", "key")
    assert offered == ["T-3 · Launch key visual 主视觉设计"]
    await world.zhao.chooses("tasks.waits_for", offered, on=second)
    wrong = await world.zhao.submits(second, parts="设计部：分层源文件\n财务部：预算", lags="T-3 +2")
    assert "财务部" in wrong.errors["parts"]
    sent = await world.zhao.submits(second, parts="设计部：分层源文件\nSales: 经销商名单", quality="双语校对")
    assert not sent.errors
    card = await card_of(world, 13)
    assert "stage 准备" in card.text
    assert "waits for T-3 (+2)" in card.text
    assert "with Design, Sales" in card.text
    shown = await world.lin.types("/task show T-13")
    assert "质量：双语校对" in shown.text
    assert "设计部 · 分层源文件" in shown.text
    before = await world.sam.types("/task show T-3")
    after_its_end = "finish to start, %s later"
    waiting = ["T-6", f"T-9 ({after_its_end % '1 working day'})", f"T-13 ({after_its_end % '2 working days'})"]
    assert f"waited for by {', '.join(waiting)}" in before.text
    await world.chen.types("/task update T-3 done")
    assert "waits for" not in (await card_of(world, 13)).text, "what is done holds nobody up"


async def test_a_plan_is_edited_by_those_who_may_and_a_circle_is_shown(world: World) -> None:
    form = opened((await world.zhao.types("/task 编辑 T-6")).view)
    assert "Launch landing page" in str(form.raw)
    unreasoned = await world.zhao.submits(form, due_on="2026-12-11")
    assert "为什么" in unreasoned.errors["note"] or "原因" in unreasoned.errors["note"]
    await world.zhao.submits(form, due_on="2026-12-11", note="视觉稿晚了", title="上市落地页 v2")
    card = await card_of(world, 6)
    assert "上市落地页 v2" in card.text
    assert "Dec 11" in card.text
    stale = opened((await world.sam.types("/task edit T-6")).view)
    await world.zhao.types("/task update T-6 35%")
    late = await world.sam.submits(stale, title="mine")
    drawn = opened(late.view)
    assert "赵敏 has changed T-6 meanwhile" in drawn.text
    assert drawn.values["title"] == "mine"
    await world.sam.closes(drawn)
    for task, other in ((7, "T-6"), (6, "T-7")):
        form = opened((await world.zhao.types(f"/task edit T-{task}")).view)
        await world.zhao.presses("tasks.plan.more", on=form)
        second = opened(await world.zhao.view())
        offered = await world.zhao.suggests("tasks.waits_for", other)
        await world.zhao.chooses("tasks.waits_for", offered, on=second)
        sent = await world.zhao.submits(second)
    assert "T-6 → T-7 → T-6" in sent.text or "T-7 → T-6 → T-7" in sent.text
    refused = await world.lin.types("/task edit T-6")
    assert refused.view is None
    assert "赵敏" in refused.text, "who can is named"
    assert "`/task edit T-3`" in (await world.sam.types("/task edit")).text


async def test_a_task_is_split_and_is_done_after_its_parts(world: World) -> None:
    form = opened((await world.sam.types("/task split T-12")).view)
    bad = await world.sam.submits(form, lines="Invite the press, by Dec 4, @maria\nRehearse by Feb 30\nStage @nobody")
    assert "Line 2" in bad.errors["lines"]
    assert "Line 3" in bad.errors["lines"]
    assert "12 tasks" in (await world.sam.types("/task list all")).text, "nothing was added"
    done = await world.sam.submits(form, lines="Invite the press, by Dec 4, @maria\nRehearse")
    assert "T-12 is split into 2 subtasks." in done.text
    card = await card_of(world, 12)
    assert "0 of 2 subtasks done" in card.text
    assert not [one for one in await world.posted() if "T-13" in one.text], "nobody did anything with the part itself"
    press = await world.sam.types("/task show T-13")
    assert "part of T-12" in press.text
    assert "Maria" in press.text
    await world.maria.types("/task update T-13 done")
    assert "1 of 2 subtasks done" in (await card_of(world, 12)).text
    assert "in progress 50%" in (await card_of(world, 12)).text
    refused = await world.zhao.types("/task update T-12 done")
    assert "T-14 Rehearse" in refused.text
    assert "不再拆分" in (await world.zhao.types("/task 拆分 T-14")).text
    assert "sam" in (await world.lin.types("/task split T-6")).text.lower()


async def test_a_deleted_task_stays_in_sight_and_comes_back(world: World) -> None:
    asked = await world.liu.types("/task 删除 T-10")
    assert "T-10" in (await world.sam.types("/task list all")).text, "asked first"
    gone = await world.liu.presses("tasks.delete", on=asked.answer)
    assert "已删除" in gone.text
    assert "deleted" in (await card_of(world, 10)).text
    assert "T-10*" not in (await world.sam.types("/task list all")).text
    refused = await world.liu.types("/task update T-10 done")
    assert "已被删除" in refused.text
    again = await world.liu.presses("tasks.delete", on=asked.answer)
    assert "已删除" in again.text
    history = await world.sam.types("/task show T-10")
    assert "刘洋 · deleted" in history.text
    back = await world.liu.presses("tasks.restore", on=gone.answer)
    assert "已恢复" in back.text
    assert "not started" in (await card_of(world, 10)).text
    assert "can." in (await world.sam.types("/task delete T-10")).text
