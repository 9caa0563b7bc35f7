"""What is planned only in part, as people see it: tasks without owner or day, milestones, links of four kinds."""

from __future__ import annotations

import io

from openpyxl import load_workbook

from bot.sandbox.server import Sandbox
from tests.scenarios.cards import card_of
from tests.scenarios.test_task_table import table_of
from tests.world import View, World


def opened(view: View | None) -> View:
    assert view is not None
    return view


async def test_a_line_may_say_that_nobody_has_it_yet_and_that_it_has_no_day(world: World) -> None:
    said = await world.zhao.types("/task add 印海报 #设计部 无责任人，未排期")
    assert "已添加T-13 · 印海报，未排期" in said.text
    card = await card_of(world, 13)
    assert "no owner yet · not scheduled yet" in card.text
    again = await world.priya.types("/task add Book the hall #Sales unassigned, by next Friday")
    assert "Added T-14 · Book the hall, due" in again.text
    assert "no owner yet · due" in (await card_of(world, 14)).text
    form = opened((await world.zhao.types("/task add 整理未排期任务 12月9日")).view)
    assert "整理未排期任务" in form.text, "a title may speak of it"

    listed = (await world.chen.types("/task 列表")).text
    assert listed.index("T-14") < listed.index("T-13"), "what has no day comes last"
    assert "未排期 · 暂无责任人" in listed


async def test_the_words_of_the_day_leave_the_title_wherever_no_owner_stands(world: World) -> None:
    for person, typed, told in (
        (world.priya, "Visa for exhibitors by Dec 4 #Sales no owner", "Visa for exhibitors, due Fri, Dec 4"),
        (world.priya, "Visa for speakers no owner by Dec 4 #Sales", "Visa for speakers, due Fri, Dec 4"),
        (world.zhao, "拍摄宣传片 下周五 无责任人 #设计部", "拍摄宣传片，计划完成12月4日 周五"),
        (world.zhao, "#设计部 剪辑宣传片 无责任人，下周五前", "剪辑宣传片，计划完成12月4日 周五"),
    ):
        assert told in (await person.types(f"/task add {typed}")).text


async def test_who_speaks_for_the_department_sees_to_it_until_it_is_somebodys(world: World) -> None:
    await world.zhao.types("/task add 印海报 #设计部 无责任人 12月9日")
    mine = opened((await world.chen.types("/task 更新")).view)
    assert "T-13" in mine.text
    assert "暂无责任人" in mine.text
    assert "T-13" in (await world.chen.home()).text

    dated = await world.chen.types("/task 更新 T-13 50%")
    assert "进行中 50%" in dated.text
    given = await world.chen.types("/task 更新 T-13 责任人 @lin")
    assert "林涛" in given.text
    shown = await world.lin.types("/task 查看 T-13")
    assert "责任人定为林涛" in shown.text
    assert "T-13" not in (await world.chen.home()).text


async def test_the_form_leaves_owner_and_day_open_and_makes_a_milestone(world: World, company: Sandbox) -> None:
    form = opened((await world.zhao.types("/task add 样机评审通过")).view)
    await world.zhao.fills(form, department_id="4", owner_id="")
    await world.zhao.chooses("tasks.plan.days", "5", on=form)
    sent = await world.zhao.submits(form)
    assert not sent.errors
    assert "工期5个工作日" in (await world.chen.types("/task 查看 T-13")).text

    assert "12月9日" in (await world.zhao.types("/task 更新 T-13 截止12月9日")).text

    form = opened((await world.zhao.types("/task 编辑 T-13")).view)
    await world.zhao.chooses("tasks.plan.days", "0", on=form)
    await world.zhao.chooses("tasks.plan.traits", ["milestone", "pinned"], on=opened(await world.zhao.view()))
    await world.zhao.submits(opened(await world.zhao.view()))
    card = (await card_of(world, 13)).text
    assert "◆ 样机评审通过* · ⚪ not done · no owner yet · due Wed, Dec 9" in card
    assert "dates pinned" in card
    assert "只有完成和未完成" in (await world.zhao.types("/task 更新 T-13 50%")).text
    shown = (await world.chen.types("/task 查看 T-13")).text
    assert "计划开始" not in shown
    rows = {row[0]: row for row in table_of((await world.sam.types("/task table")).said)}
    assert rows["T-13"][2] == "◆ 样机评审通过"

    await world.sam.types("/task export")
    name = next(one for one in company.slack.files.values() if one.complete)
    sheet = load_workbook(io.BytesIO(bytes(name.content))).worksheets[0]
    headings = [cell.value for cell in sheet[2]]
    row = next(one for one in sheet.iter_rows(min_row=3, values_only=True) if one[0] == "T-13")
    exported = dict(zip(headings, row, strict=True))
    assert [exported[one] for one in ("Owner", "Milestone", "Dates pinned", "Status", "Progress in percent")] == [
        "no owner yet", "yes", "yes", "not done", None,
    ]  # fmt: skip
    await world.zhao.types("/task 更新 T-13 完成")
    assert "✅ done" in (await card_of(world, 13)).text


async def test_who_plans_for_a_department_adds_tasks_and_no_milestone(world: World) -> None:
    for who, department, said in (
        (world.sam, "1", "You cannot say which task is a milestone. 赵敏 (PM) can."),
        (world.chen, "5", "哪项任务是里程碑，不由你来定。赵敏（项目经理）可以操作。"),
    ):
        form = opened((await who.types("/task add Doors open #Marketing")).view)
        await who.fills(form, title="Doors open", department_id=department, due_on="2026-12-09")
        await who.chooses("tasks.plan.traits", ["milestone"], on=form)
        sent = await who.submits(opened(await who.view()))
        view = opened(await who.view())
        assert said in view.text + str(sent.errors), (sent.errors, view.text)
        assert "Doors open" in str(view.raw), "what was typed stays"


async def test_a_link_is_typed_with_its_kind_and_said_in_words(world: World) -> None:
    form = opened((await world.zhao.types("/task 编辑 T-12")).view)
    await world.zhao.presses("tasks.plan.more", on=form)
    second = opened(await world.zhao.view())
    wrong = await world.zhao.submits(second, lags="T-5 XY")
    assert "没看懂“T-5 XY”" in wrong.errors["lags"]
    sent = await world.zhao.submits(second, lags="T-5 FF+1d，T-11 开始－开始 提前2天")
    assert not sent.errors
    assert "waits for T-5 (FF +1), T-6, T-11 (SS -2)" in (await card_of(world, 12)).text
    words = "T-5（完成-完成，滞后1个工作日）、T-6、T-11（开始-开始，提前2个工作日）"
    assert words in (await world.zhao.types("/task 查看 T-12")).text
    in_english = (await world.sam.types("/task show T-12")).text
    assert (
        "T-5 (finish to finish, 1 working day later), T-6, T-11 (start to start, 2 working days earlier)" in in_english
    )
    form = opened((await world.sam.types("/task edit T-12")).view)
    await world.sam.presses("tasks.plan.more", on=form)
    assert "T-5 FF +1, T-11 SS -2" in str(opened(await world.sam.view()).raw)


async def test_a_list_and_the_board_are_narrowed_to_what_has_no_owner_or_no_day(world: World) -> None:
    await world.zhao.types("/task add 印海报 #设计部 无责任人 12月9日")
    await world.zhao.types("/task add 选场地 #设计部 无责任人，未排期")
    for words in ("list no owner", "list unassigned open", "board no owner", "no owner"):
        said = (await world.sam.types(f"/task {words}")).text
        assert "· no owner yet" in said.split("\n")[0], words
        assert "T-13" in said
        assert "T-14" in said
        assert "T-3 " not in said
    assert "2 tasks" in (await world.sam.types("/task list 无责任人")).text
    for words in ("列表 未排期", "列表 暂无责任人 未排期", "看板 未排期"):
        said = (await world.chen.types(f"/task {words}")).text
        assert "未排期" in said.split("\n")[0], words
        assert "T-14" in said
        assert "T-13" not in said


async def test_owner_and_date_are_taken_away_and_a_first_day_given_in_a_line(world: World) -> None:
    await world.zhao.types("/task add 印海报 #Sales @lin 12月9日")
    assert "T-13 · 印海报 has no owner any more" in (await world.priya.types("/task update T-13 no owner")).text
    assert "has no owner yet; nothing changed" in (await world.priya.types("/task update T-13 owner none")).text
    assert "没有责任人，没有改动" in (await world.zhao.types("/task 更新 T-13 无责任人")).text
    assert "取消日期需要填写原因" in (await world.zhao.types("/task 更新 T-13 未排期")).text
    gone = (await world.zhao.types("/task 更新 T-13 未排期，因为场地未定")).text
    assert "T-13 · 印海报已取消排期" in gone
    assert "场地未定" in gone
    for words, day in (("12月20日", "12月20日 周日"), ("下周五前", "12月4日 周五"), ("by Dec 20", "12月20日")):
        assert day in (await world.zhao.types(f"/task 更新 T-13 {words}")).text, words
        await world.zhao.types("/task 撤销")
    both = await world.priya.types("/task update T-13 owner @lin due Dec 20")
    assert "Owner: " in both.text
    undone = (await world.priya.types("/task undo")).text
    assert "Undone. T-13 · 印海报 has no owner again." in undone
    assert "not scheduled yet" in undone
