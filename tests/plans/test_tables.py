"""Plans in tables: where they stand on a sheet, which column is what, and what belongs to what."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook
from openpyxl.styles import Alignment

from bot.plans import reading
from bot.plans.plan import Answers, Plan
from bot.words.language import Reader
from bot.words.refused import Refused
from tests.plans.books import asked, book, csv, days, left_out, links, october, outline, problems, sheet

ENGLISH = Reader("en-US")
TWO_ROWS = (
    ["展会项目计划"],
    ["制表：王磊"],
    ["序号", "阶段", "任务名称", "计划", None, "实际", None, "责任人", "进度"],
    [None, None, None, "开始", "结束", "开始", "结束"],
    [1, "启动", "立项", october(8), october(9), october(9), None, "张三", 1.0],
    [2, None, "评审", october(12), october(12), None, None, "李四", 0.4],
    [3, "设计", "方案", october(13), october(20), None, None, "王五", 0],
    [4],
    [5],
    ["合计", None, None, None, None],
    ["注：以上为初步安排"],
)
MERGED = ("A1:I1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:G3", "H3:H4", "I3:I4", "B5:B6")


def test_a_sheet_with_a_title_two_rows_of_headings_merged_stages_and_sums_is_a_plan() -> None:
    plan = sheet(*TWO_ROWS, merged=MERGED)
    assert outline(plan) == ["启动", "  立项", "  评审", "设计", "  方案"]
    assert days(plan)[1:3] == [("10-08", "10-09"), ("10-12", "10-12")]
    assert [(row.progress, row.owner) for row in plan.rows[1:3]] == [(100, "张三"), (40, "李四")]
    assert (plan.sheet, plan.heading_row) == ("Plan", 3)
    assert left_out(plan) == [
        ("实际 开始", "came"), ("10: 合计", "total"), ("11: 注：以上为初步安排", "remark"), ("8–9", "numbered"),
    ]  # fmt: skip
    assert [(one.letter, one.heading, one.meaning) for one in plan.columns][3:5] == [
        ("D", "计划 开始", "start"), ("E", "计划 结束", "end"),
    ]  # fmt: skip


@pytest.mark.parametrize("above", [0, 2, 6, 7])
def test_a_table_begins_in_whatever_row_it_begins(above: int) -> None:
    rows: list[list[object]] = [[f"Line {number}"] for number in range(above)]
    rows += [["Task", "Start"], ["Mould", october(8)]]
    plan = sheet(*rows)
    assert (outline(plan), plan.heading_row) == (["Mould"], above + 1)


def test_headings_of_two_rows_are_read_where_nothing_is_merged() -> None:
    plan = csv("任务,计划时间,,实际时间,\n,开始,完成,开始,完成\n模具,2026-10-08,2026-10-09,2026-10-10,\n")
    assert days(plan) == [("10-08", "10-09")]


def test_what_came_of_a_plan_is_read_where_nothing_was_planned() -> None:
    plan = csv("任务,计划开始,实际开始,工期\n模具,,2026-10-08,2\n")
    assert days(plan) == [("10-08", "-")]


@pytest.mark.parametrize("drawn", [[october(day) for day in range(8, 14)], [f"10/{day}" for day in range(8, 14)]])
def test_a_calendar_drawn_beside_the_table_is_cut_off(drawn: list[object]) -> None:
    plan = sheet(["Task", "Start", "End", *drawn], ["Mould", october(8), october(9), "x", "Sam"])
    assert left_out(plan) == [("D–I", "day grid")]
    assert days(plan) == [("10-08", "10-09")]


def test_a_drawn_calendar_may_have_its_months_above_its_days() -> None:
    plan = sheet(["Task", "Start", "2026年10月"], [None, None, *range(1, 8)], ["Mould", october(8), None, "x"])
    assert (outline(plan), left_out(plan)) == (["Mould"], [("C–I", "day grid")])


def test_hidden_sheets_and_covers_are_passed_over() -> None:
    rows: list[list[object]] = [["Task", "Start"], ["Mould", october(8)]]
    content = book(("Cover", "visible", [["Fair 2026"]]), ("Old", "hidden", rows), ("Plan", "visible", rows))
    plan = reading.read(content)
    assert (plan.sheet, left_out(plan)) == ("Plan", [("Cover", "no tasks"), ("Old", "hidden")])


def test_of_several_sheets_that_fit_one_is_chosen_by_who_brings_them() -> None:
    one: list[list[object]] = [["Task", "Start"], ["Mould", october(8)]]
    other: list[list[object]] = [["任务", "截止"], ["模具", october(9)]]
    content = book(("Stand", "visible", one), ("展台", "visible", other))
    plan = reading.read(content)
    assert plan.rows == []
    [question] = plan.asked
    assert question.choices == [
        {"sheet": "Stand", "row 1": "Mould | 2026-10-08"}, {"sheet": "展台", "row 1": "模具 | 2026-10-09"},
    ]  # fmt: skip
    assert outline(reading.read(content, Answers(sheet="展台"))) == ["模具"]


def test_tables_below_each_other_are_one_under_the_same_headings_and_others_are_left_out() -> None:
    plan = csv(
        "ID,Name,Begin date,Duration\n1,Mould,2026-10-08,2\n\nID,Name,Begin date,Duration\n2,Pilot,2026-10-12,1\n\n"
        "ID,Name,Default role,e-mail\n0,Sam Carter,Default:1,sam@example.com\n"
    )
    assert outline(plan) == ["Mould", "Pilot"]
    assert left_out(plan) == [("7: ID, Name, Default role, e-mail", "no tasks")]


@pytest.mark.parametrize(
    "text",
    [
        # A level wins over a code.
        "大纲级别,WBS,任务,开始\n1,1,A,2026-10-08\n2,7,B,2026-10-08\n3,8,C,2026-10-08\n1,2,D,2026-10-08\n",
        "WBS,任务,开始\n1,A,2026-10-08\n1.1,B,2026-10-08\n1.1.1,C,2026-10-08\n2,D,2026-10-08\n",
        "No.,Task,Start\n1.0,A,2026-10-08\n1.1,B,2026-10-08\n1.1.1,C,2026-10-08\n2.0,D,2026-10-08\n",
        "序号,任务,开始\n一,A,2026-10-08\n1,B,2026-10-08\n(1),C,2026-10-08\n二,D,2026-10-08\n",
        "Task,Start\n1 A,2026-10-08\n1.1 B,2026-10-08\n1.1.1 C,2026-10-08\n2 D,2026-10-08\n",
        "任务,开始\n一、A,2026-10-08\n1.1 B,2026-10-08\n1.1.1 C,2026-10-08\n二、D,2026-10-08\n",
        "Task,Start\nA,2026-10-08\n  B,2026-10-08\n    C,2026-10-08\nD,2026-10-08\n",
        "任务,开始\nA,2026-10-08\n\u3000B,2026-10-08\n\u3000\u3000C,2026-10-08\nD,2026-10-08\n",
        "一级任务,二级任务,三级任务,开始\nA,,,2026-10-08\n,B,,2026-10-08\n,,C,2026-10-08\nD,,,2026-10-08\n",
        "阶段,任务,子任务,开始\nA,B,C,2026-10-08\nD,,,2026-10-08\n",
        "Key,Parent,Summary,Days\nP-1,,A,1\nP-2,P-1,B,1\nP-3,P-2,C,1\nP-4,,D,1\n",
        "编号,任务名称,截止日期,父任务\n1,A,2026-10-08,0\n2,B,2026-10-08,A(#1)\n3,C,2026-10-08,#2\n4,D,2026-10-08,\n",
    ],
)  # fmt: skip
def test_what_belongs_to_what_is_told_in_many_ways(text: str) -> None:
    plan = csv(text)
    assert outline(plan) == ["A", "  B", "    C", "D"]
    assert [row.is_summary for row in plan.rows] == [True, True, False, False]
    assert problems(plan) == []


def changed(rows: list[list[object]], cell: str, **looks: object) -> Plan:
    """The plan of a sheet in which one cell looks otherwise."""
    made = load_workbook(BytesIO(book(("Plan", "visible", rows))))
    for name, value in looks.items():
        setattr(made.worksheets[0][cell], name, value)
    content = BytesIO()
    made.save(content)
    return reading.read(content.getvalue())


def test_cells_that_are_moved_in_are_within_the_one_above() -> None:
    rows: list[list[object]] = [["Task", "Start"], ["A", october(8)], ["B", october(8)]]
    assert outline(changed(rows, "A3", alignment=Alignment(indent=2))) == ["A", "  B"]


def test_a_row_that_goes_over_the_whole_table_is_a_stage() -> None:
    plan = sheet(
        ["序号", "任务", "开始", "截止"], ["第一阶段 启动"], [1, "立项", october(8), october(9)], ["第二阶段"],
        [1, "设计", october(12), october(13)], merged=["A2:D2", "A4:D4"],
    )  # fmt: skip
    assert outline(plan) == ["第一阶段 启动", "  立项", "第二阶段", "  设计"]
    assert [row.id for row in plan.rows] == ["2", "3", "4", "5"], "numbers that begin anew name nothing"
    unnumbered = sheet(["任务", "开始", "截止"], ["启动"], ["立项", october(8), october(9)], merged=["A2:C2"])
    assert outline(unnumbered) == ["启动", "  立项"]


def test_a_code_is_what_is_shown_and_not_the_number_behind_it() -> None:
    rows: list[list[object]] = [["WBS", "Task", "Start"], ["1", "A", october(8)]]
    rows += [[float(f"1.{number}"), f"B{number}", october(8)] for number in range(1, 11)]
    plan = sheet(*rows)
    assert [row.code for row in plan.rows][-2:] == ["1.9", "1.10"]
    assert plan.rows[-1].parent == "1"
    shown = changed(
        [["WBS", "Task", "Start"], ["1", "A", october(8)], [1.1, "B", october(8)]], "A3", number_format="0.00"
    )
    assert shown.rows[-1].code == "1.10"


def test_a_code_that_has_become_a_date_is_named() -> None:
    plan = sheet(["WBS", "Task", "Start"], ["1.1", "A", october(8)], [october(2), "B", october(8)])
    assert problems(plan) == [(3, "WBS", "2026-10-02", "no code")]


def test_who_is_above_and_not_there_is_named() -> None:
    plan = csv("Key,Parent,Summary,Due date\nP-1,P-9,A,2026-10-08\nP-2,P-2,B,2026-10-08\n")
    assert [row.parent for row in plan.rows] == [None, None]
    assert problems(plan) == [(2, "Parent", "P-9", "no parent"), (3, "Parent", "P-2", "no parent")]


def test_what_is_deeper_than_three_levels_is_asked_about_once() -> None:
    plan = csv("WBS,Task,Days\n1,A,1\n1.1,B,1\n1.1.1,C,1\n1.1.1.1,D,1\n1.1.1.2,E,1\n")
    assert [(one.about.value, one.rows) for one in plan.asked] == [("deeper than three levels", 2)]


def test_tasks_of_two_stages_that_stand_in_turn_are_in_two_stages() -> None:
    plan = csv("任务,阶段,开始\nA,设计,2026-10-08\nB,采购,2026-10-09\nC,设计,2026-10-12\n")
    names = {row.id: row.title for row in plan.rows}
    assert [(row.title, names.get(row.parent or "")) for row in plan.rows] == [
        ("设计", None), ("A", "设计"), ("采购", None), ("B", "采购"), ("C", "设计"),
    ]  # fmt: skip


def test_a_row_with_dates_and_no_name_is_named() -> None:
    plan = csv("Task,Start\nA,2026-10-08\n,2026-10-09\n")
    assert problems(plan) == [(3, "Task", "", "no title")]


def test_a_heading_that_only_resembles_another_is_suggested_and_not_taken() -> None:
    text = "Task,Start,Finsh\nA,2026-10-08,2026-10-09\n"
    plan = csv(text)
    assert (days(plan), asked(plan)) == ([("10-08", "-")], [("heading", "Finsh")])
    assert plan.asked[0].choices == [{"meaning": "end"}]
    assert days(csv(text, Answers(headings={"Finsh": "end"}))) == [("10-08", "10-09")]


JIRA = (
    "Summary,Issue key,Issue id,Issue Type,Status,Assignee,Due date,Parent,Inward issue link (Blocks),"
    "Inward issue link (Blocks),Outward issue link (Relates)\n"
    "Epic,PRJ-1,101,Epic,To Do,,,,,,\nBuild,PRJ-2,102,Task,Done,Sam,08/Oct/26 5:00 PM,101,,,PRJ-3\n"
    "Test,PRJ-3,103,Task,To Do,Kim,12/Oct/26 5:00 PM,101,PRJ-2,PRJ-77,\n"
)
ASANA = (
    "Task ID,Created At,Name,Section/Column,Assignee,Start Date,Due Date,Parent task,Blocked By (Dependencies)\n"
    "11,2026-01-01,Draft,Design,Sam,2026-10-08,2026-10-09,,\n12,2026-01-01,Check,Design,Kim,2026-10-12,2026-10-13,,Draft\n"
    "13,2026-01-01,Print,,Kim,,2026-10-13,Check,\n"
)
PROJECT_ZH = (
    "标识号,任务模式,大纲级别,任务名称,工期,开始时间,完成时间,前置任务,资源名称,完成百分比\n"
    "1,自动计划,1,筹备,5 个工作日,2026年10月8日,2026年10月14日,,,50%\n"
    "2,手动计划,2,调研,3 个工作日,2026年10月8日,2026年10月12日,,张三[50%],100%\n"
    "3,自动计划,2,方案,2 个工作日?,2026年10月13日,2026年10月14日,2FS+1 个工作日,李四,0%\n"
    "4,自动计划,1,定稿,0 个工作日,2026年10月14日,2026年10月14日,3,,0%\n"
)


def test_a_table_of_jira_is_read_by_place_and_only_by_links_that_make_one_wait() -> None:
    plan = csv(JIRA)
    assert outline(plan) == ["Epic", "  Build", "  Test"]
    assert links(plan) == ["PRJ-2 FS+0 → PRJ-3"]
    assert ("PRJ-77 → PRJ-3", "nothing before") in left_out(plan)
    assert days(plan)[1] == ("-", "10-08")


def test_a_table_of_asana_has_sections_parents_and_links_by_name() -> None:
    plan = csv(ASANA)
    assert outline(plan) == ["Design", "  Draft", "  Check", "    Print"]
    assert links(plan) == ["11 FS+0 → 12"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030"])
def test_a_chinese_table_of_ms_project_is_read(encoding: str) -> None:
    plan = csv(PROJECT_ZH, encoding=encoding)
    assert outline(plan) == ["筹备", "  调研", "  方案", "定稿"]
    assert [(row.days, row.owner, row.is_pinned, row.is_milestone) for row in plan.rows[1:]] == [
        (3, "张三", True, False), (2, "李四", False, False), (0, "", False, True),
    ]  # fmt: skip
    assert links(plan) == ["2 FS+1 → 3", "3 FS+0 → 4"]


@pytest.mark.parametrize("text", ["Boss,Chief\nA,B\n", "Task,Boss\nA,B\n", "words", "Task,Start\n"])
def test_a_table_that_is_no_plan_is_refused_in_words(text: str) -> None:
    with pytest.raises(Refused) as refused:
        csv(text)
    assert "no plan" in refused.value.why.for_(ENGLISH)
