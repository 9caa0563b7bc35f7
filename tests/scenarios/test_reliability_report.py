"""How reliable the design department was in a quarter: played day by day, read by its head, an admin, and nobody else.

陈静 heads it and is its liaison; the demo begins on Monday 23 November 2026. T-9 of it is due on 2 December.
"""

from __future__ import annotations

import io

import openpyxl

from bot.sandbox.server import Sandbox
from tests.came.acting import sends
from tests.scenarios.disputes import card_of as dispute_card
from tests.scenarios.disputes import proposes, raises
from tests.scenarios.requests import asks, card_of
from tests.scenarios.reviews import opines, planned, submitted
from tests.world import Outcome, World

ENGLISH = [
    "What is counted | Q4 2026 | Q3 2026",
    "Requests answered | in time: 1 of 3 · late: 1 · never: 1 | none",
    "Requests delivered | by the day agreed: 1 of 2 · late: 1 | none",
    "Objections after acceptance, at least 2 working days ahead | said in time: 0 of 1 · late notice: 1 | none",
    "Tasks done by the day set for them | by the day: 1 of 3 · late, not said before: 2 | none",
    "Planned ends moved | 2 moves (12 working days later) · 模具返修: 2 moves (12 working days later) | none",
    "Milestone reviews | none | none",
    "Disputes raised | against it: 1 | none",
    "Disputes ended | settled by both within 24 hours: 0 of 1 · decided: 1 | none",
    "Status reports | before the meeting: 1 of 6 · not filed: 5 | none",
]
CHINESE = [
    "统计项 | 2026年第4季度 | 2026年第3季度",
    "协作需求的答复 | 按时：1/3 · 逾期：1 · 未答复：1 | 无",
    "协作需求的交付 | 按约定日期：1/2 · 逾期：1 | 无",
    "接受后的异议（应至少提前2个工作日） | 及时告知：0/1 · 逾期告知：1 | 无",
    "任务按期完成 | 按期：1/3 · 逾期且未提前告知：2 | 无",
    "计划完成日调整 | 2次（滞后12个工作日） · 模具返修：2次（滞后12个工作日） | 无",
    "节点质量评审 | 无 | 无",
    "提出的争议 | 被提出：1 | 无",
    "了结的争议 | 24小时内达成共识：0/1 · 已裁决：1 | 无",
    "周报提交 | 会前提交：1/6 · 未提交：5 | 无",
]


def figures(shown: Outcome) -> list[str]:
    """The rows of the table."""
    return [line for line in shown.text.splitlines() if line.count(" | ") == 2]


async def delivers(world: World, number: int) -> None:
    form = await world.chen.presses("Delivered", on=await card_of(world, number))
    await sends(world.chen, form, reason="终稿在项目文件夹")


async def the_quarter(world: World) -> None:
    """Three requests, two tasks, a dispute and a report of the design department."""
    await asks(world.sam)
    await asks(world.sam, "Second flyer", needed_by="2026-12-11")
    await asks(world.sam, "Third flyer", needed_by="2026-12-18")
    await world.clock.to("2026-11-24 10:00")
    await world.chen.presses("Accept", on=await card_of(world, 1))
    form = await world.chen.types("/report")
    while form.view is not None:
        form = await world.chen.submits(form)
    mistaken = await world.chen.types("/task 更新 T-9 延到12月4日，因为写错了")
    assert "T-9" in await world.chen.presses("撤销", on=mistaken.answer)
    await world.clock.plus("1m")
    assert "12月9日" in await world.chen.types("/task 更新 T-9 延到12月9日，因为模具返修")

    await world.clock.to("2026-12-01 10:00")
    await delivers(world, 1)
    await world.chen.presses("Accept", on=await card_of(world, 2))
    await raises(world.lin)
    await world.clock.to("2026-12-03 16:00")
    form = await world.maria.presses("Decide", on=(await world.maria.types("/liaison inbox")).answer)
    await sends(world.maria, form, text="R&D pays.", reasons="The standard names one proof.")

    await world.clock.to("2026-12-10 10:00")
    form = await world.chen.presses("Object", on=await card_of(world, 2))
    await sends(world.chen, form, reason="打样失败", alternative="周一交付", by="2026-12-14")
    await world.sam.presses("Take the alternative", on=await card_of(world, 2))
    await world.clock.to("2026-12-15 10:00")
    assert "12月18日" in await world.chen.types("/task 更新 T-9 延到12月18日，因为模具返修")
    await world.chen.types("/task add @chen Packaging proof by 2026-12-21")
    await world.clock.to("2026-12-16 10:00")
    await delivers(world, 2)
    await world.clock.to("2026-12-17 10:00")
    await world.chen.types("/task update T-9 done")


async def test_a_quarter_that_was_played_is_read_by_the_head_and_an_admin_in_exact_figures(
    launch: World, company: Sandbox
) -> None:
    world = launch
    await the_quarter(world)
    running = await world.chen.types("/liaison 可靠性 本季度")
    assert "该季度尚未结束" in running
    await world.clock.to("2027-01-05 10:00")
    before = {who: len(await world.person(who).inbox()) for who in ("chen", "lin", "maria")}

    mine = await world.chen.types("/liaison 可靠性")
    assert "部门协作可靠性季报 · 设计部* · 2026年第4季度" in mine
    assert figures(mine) == CHINESE
    assert "尚未结束" not in mine
    assert "你无权查看" not in mine
    assert figures(await world.chen.types("/liaison 季报 设计部 上季度")) == CHINESE
    assert figures(await world.chen.types("/liaison 可靠性 设计部 2026年第四季度")) == CHINESE
    await world.wang.changes(locale="en-GB")
    for line in ("Design", "design 2026 Q4", "Desi last", "Design q4"):
        assert figures(await world.wang.types(f"/liaison reliability {line}")) == ENGLISH, line
    now = await world.wang.types("@Liaison reliability Design this quarter")
    assert figures(now)[1] == "Requests answered | none | in time: 1 of 3 · late: 1 · never: 1", "beside the one before"
    assert "still running" in now

    for who in ("zhao", "lin", "liu", "maria"):
        refused = await world.person(who).types("/liaison reliability Design last")
        assert figures(refused) == [], who
        assert "陈静" in refused, "who can"
    assert "You cannot read how reliable Design was. 陈静 (head) or 王磊 (admin) can." in await world.maria.types(
        "/liaison reliability Design"
    )
    assert "你不是任何部门的负责人" in await world.lin.types("/liaison 可靠性")
    assert {who: len(await world.person(who).inbox()) for who in before} == before, "nobody is told who read it"

    sent = await world.chen.presses("导出Excel（含明细）", on=mine.answer)
    assert "设计部2026年第4季度的季报" in sent
    await world.settle()
    file = next(one for one in company.slack.files.values() if one.complete and one.name.endswith(".xlsx"))
    assert file.name == "设计部-部门协作可靠性季报-2026年第4季度.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(file.content))
    assert [sheet.title for sheet in book] == ["数据", "明细"]
    rows = [[cell.value for cell in row] for row in book["明细"].iter_rows(min_row=3)]
    assert [(row[1], row[2], row[6]) for row in rows if row[0] == "协作需求的答复"] == [
        ("R-1", "Poster artwork", "按时"),
        ("R-2", "Second flyer", "逾期"),
        ("R-3", "Third flyer", "未答复"),
    ]
    moved = [(row[1], row[7], row[8]) for row in rows if row[0] == "计划完成日调整"]
    assert [(one[0], one[2]) for one in moved] == [("T-9", 5), ("T-9", 7)]
    assert all("模具返修" in str(one[1]) for one in moved)
    assert len(rows) == 3 + 2 + 1 + 3 + 2 + 1 + 1 + 6, "a row for each matter behind a figure"


async def test_an_empty_quarter_one_to_come_and_a_department_that_is_unknown_are_said_in_words(world: World) -> None:
    empty = await world.chen.types("/liaison 可靠性 设计部 2026 Q1")
    assert "该季度没有可统计的事项" in empty
    assert {row.split(" | ", 1)[1] for row in figures(empty)[1:]} == {"无 | 无"}, "nothing is a percentage"
    assert "2027年第1季度尚未开始" in await world.chen.types("/liaison 可靠性 设计部 2027年第一季度")
    assert "没有“法务”这个部门" in await world.chen.types("/liaison 可靠性 法务 上季度")
    await world.wang.changes(locale="en-GB")
    which = await world.wang.types("/liaison reliability e last")
    assert "Which department: Marketing, Sales, Customer Service, Design?" in which
    sent = await world.wang.types("/liaison reliability Design 2026 Q4 excel")
    assert "Q4 2026 of Design is in your conversation with Liaison as Excel" in sent


async def test_who_stands_in_for_the_head_reads_it_and_no_longer(world: World) -> None:
    await world.chen.types("/liaison away 今天到周五 @liu")
    assert figures(await world.liu.types("/liaison 可靠性 设计部 本季度")) != []
    await world.clock.to("2026-11-30 10:00")
    assert figures(await world.liu.types("/liaison 可靠性 设计部 本季度")) == []


async def test_a_review_that_was_returned_and_then_passed_counts_as_both(world: World) -> None:
    await planned(world)
    await submitted(world)
    await opines(world, "chen", "return", word="外壳在低温下开裂")
    await opines(world, "maria", "pass")
    await opines(world, "liu", "pass")
    shown = await world.wang.types("/liaison 可靠性 研发部 本季度")
    assert "节点质量评审 | 一次通过：0/1 · 已退回：1 | 无" in figures(shown)
    await submitted(world, note="已换材料")
    await opines(world, "chen", "conditions", conditions="@lin 2026-11-27前完成第二次跌落测试")
    await opines(world, "maria", "pass")
    await opines(world, "liu", "pass")
    shown = await world.wang.types("/liaison 可靠性 研发部 本季度")
    assert "节点质量评审 | 一次通过：0/2 · 有条件通过：1 · 已退回：1 | 无" in figures(shown)


async def test_a_dispute_that_both_settle_in_time_counts_for_both_and_a_late_report_is_late(world: World) -> None:
    await raises(world.lin)
    await proposes(world.chen, "Design pays for the second proof.", on=await dispute_card(world))
    await world.lin.presses("disputes.confirm", on=await dispute_card(world))
    await world.settle()
    shown = await world.wang.types("/liaison 可靠性 研发部 本季度")
    assert "提出的争议 | 本部门提出：1 | 无" in figures(shown)
    assert "了结的争议 | 24小时内达成共识：1/1 | 无" in figures(shown)
    shown = await world.chen.types("/liaison 可靠性 本季度")
    assert "提出的争议 | 被提出：1 | 无" in figures(shown)
    assert "了结的争议 | 24小时内达成共识：1/1 | 无" in figures(shown)

    await world.clock.to("2026-11-25 10:45")
    form = await world.chen.types("/report")
    while form.view is not None:
        form = await world.chen.submits(form)
    shown = await world.chen.types("/liaison 可靠性 本季度")
    assert "周报提交 | 会前提交：0/1 · 逾期：1 | 无" in figures(shown)
