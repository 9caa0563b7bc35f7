"""What stands in the cells of a plan: days, lengths, percentages and links are taken as meant, or asked about."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime

import pytest

from bot.plans import reading
from bot.plans.plan import Answers, Why
from bot.plans.reading.tables.days import readings
from bot.plans.reading.tables.lengths import length
from tests.plans.books import asked, book, csv, days, left_out, links, october, problems, sheet

OCTOBER_8 = [
    "2026-10-08", "2026/10/8", "2026.10.8", "2026年10月8日", "20261008", "8 Oct 2026", "08-Oct-26", "08/Oct/26 5:00 PM",
    "Oct 8, 2026", "October 8th, 2026", "2026-10-08 17:00", "2026-10-08T17:00:00Z", "2026/10/8 周四",
    "2026-10-08(周四)", "Thu 2026-10-08", "2026年10月8日 上午8:00", "8.10.2026",
    "Thu 10/8/26", "Thu 8/10/26", "13:00 2026",
]  # fmt: skip


@pytest.mark.parametrize("text", OCTOBER_8[:-1])
def test_a_day_is_read_however_it_is_written(text: str) -> None:
    assert october(8) in [one.day for one in readings(text).values()]


@pytest.mark.parametrize(
    "text", ["2023/6/31", "TBD", "13月8日", "Fri 2026-10-08", "46303", OCTOBER_8[-1], "32/13/2026"]
)
def test_what_is_no_day_is_named_and_none_is_made_up(text: str) -> None:
    plan = csv(f"Task,Start\nA,{text}\n")
    assert (days(plan), problems(plan)) == ([("-", "-")], [(2, "Start", text, "no day")])


@pytest.mark.parametrize(
    ("columns", "found"),
    [
        # 13 is no month, in another row.
        (["03/04/2026", "13/04/2026"], ["04-03", "04-13"]),
        (["03/04/2026", "04/13/2026"], ["03-04", "04-13"]),
        (["5/5/2026", "6/6/2026"], ["05-05", "06-06"]),
        # A weekday beside it tells.
        (["Thu 10/8/26", "Fri 10/9/26"], ["10-08", "10-09"]),
        (["3.4.2026", "5.4.2026"], ["04-03", "04-05"]),
    ],
)
def test_which_number_is_the_month_all_rows_of_a_column_decide(columns: list[str], found: list[str]) -> None:
    plan = csv("Task,Start\n" + "".join(f"A,{one}\n" for one in columns))
    assert ([start for start, _end in days(plan)], plan.asked) == (found, [])


@pytest.mark.parametrize("second", ["06/04/2026", "13/13/2026"])
def test_a_column_that_allows_both_is_one_question_and_no_guess(second: str) -> None:
    text = f"Task,Start,End\nA,03/04/2026,2026-04-05\nB,{second},2026-04-20\n"
    plan = csv(text)
    assert days(plan) == [("-", "04-05"), ("-", "04-20")]
    assert asked(plan) == [("day or month first", "Start")]
    assert plan.asked[0].choices[0] == {
        "value": "03/04/2026", "day first": "2026-04-03", "month first": "2026-03-04",
    }  # fmt: skip
    assert days(csv(text, Answers(day_first={"Start": True})))[0] == ("04-03", "04-05")
    assert days(csv(text, Answers(day_first={"Start": False})))[0] == ("03-04", "04-05")


def test_no_row_of_a_column_that_fits_neither_way_is_read_alone() -> None:
    plan = csv("Task,Start\nA,13/04/2026\nB,04/13/2026\n")
    assert (days(plan), asked(plan)) == ([("-", "-")] * 2, [("day or month first", "Start")])


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (("12月1日", "12月28日", "1月4日"), ("12-01", "12-28", "01-04")),
        (("12月1日（周二）", "12月28号", "1 月 4 日"), ("12-01", "12-28", "01-04")),
        (("12/1", "12/28", "1/4"), ("12-01", "12-28", "01-04")),
        (("1 Dec", "28 Dec", "4 Jan"), ("12-01", "12-28", "01-04")),
        (("Dec 1", "December 28th", "Jan. 4"), ("12-01", "12-28", "01-04")),
    ],
)
def test_of_which_year_days_are_that_name_none_is_asked_once(written: tuple[str, ...], read: tuple[str, ...]) -> None:
    text = "Task,Start,End\n" + "".join(f"A,{one},{one}\n" for one in written)
    plan = csv(text, Answers(today=date(2026, 11, 30)))
    assert (days(plan), asked(plan), problems(plan)) == ([("-", "-")] * 3, [("year", "Start")], [])
    assert plan.asked[0].rows == 6
    assert [one["2026"] for one in plan.asked[0].choices] == ["2026-12-01", "2026-12-28", "2027-01-04"]
    assert [one["value"] for one in csv(text).asked[0].choices] == list(written), "without a day to be near to"
    answered = csv(text, Answers(year=2025 if "周" not in written[0] else 2026))
    assert (days(answered), asked(answered)) == ([(one, one) for one in read], [])
    assert [row.start.year - answered.rows[0].start.year for row in answered.rows] == [0, 0, 1]  # type: ignore[union-attr]


def test_days_of_two_numbers_are_asked_about_once_their_year_is_answered() -> None:
    text = "Task,Start\nA,3/4\nB,5/4\n"
    assert asked(csv(text)) == [("year", "Start")]
    assert asked(csv(text, Answers(year=2026))) == [("day or month first", "Start")]
    assert days(csv(text, Answers(year=2026, day_first={"Start": True}))) == [("04-03", "-"), ("04-05", "-")]


def test_a_year_that_stands_in_the_plan_is_offered_and_not_taken() -> None:
    plan = csv("任务,开始,截止\nA,2031-10-08,10月9日\n")
    assert (days(plan), asked(plan)) == ([("10-08", "-")], [("year", "截止")])
    assert plan.asked[0].choices == [{"value": "10月9日", "2031": "2031-10-09"}]
    fraction = csv("Task,Start\nA,2026-10-08\nB,12/28\n")
    assert problems(fraction) == [(3, "Start", "12/28", "no day")], "elsewhere in that column the year is written"


def test_columns_of_one_table_that_prove_opposite_orders_are_both_asked_about() -> None:
    starts, ends = ("1 Dec 2026", "12/8/2026", "12/11/2026", "Fri 11/12/26"), ("12/10/2026",) * 3 + ("12/24/2026",)
    text = "Task,Start,End\n" + "".join(f"A,{one},{other}\n" for one, other in zip(starts, ends, strict=True))
    plan = csv(text)
    assert asked(plan) == [("day or month first", "Start"), ("day or month first", "End")]
    assert days(plan) == [("12-01", "-"), ("-", "-"), ("-", "-"), ("-", "-")]
    assert plan.asked[1].choices[0] == {
        "value": "12/10/2026", "day first": "2026-10-12", "month first": "2026-12-10",
    }  # fmt: skip
    answered = csv(text, Answers(day_first={"Start": False}))
    assert (days(answered)[1], asked(answered)) == (("12-08", "12-10"), [])


def test_what_one_column_proves_holds_for_the_other_of_its_table() -> None:
    text = "Task,Start,End\nA,12/8/2026,12/10/2026\nB,12/11/2026,12/24/2026\n"
    plan = csv(text)
    assert (days(plan), asked(plan)) == ([("12-08", "12-10"), ("12-11", "12-24")], [])
    with_points = csv("Task,Start,End\nA,12/8/2026,13.12.2026\n")
    assert asked(with_points) == [("day or month first", "Start")]


def test_text_beside_date_cells_is_asked_about_also_where_another_column_proves_an_order() -> None:
    plan = sheet(["Task", "Start", "End"], ["A", date(2026, 12, 24), "12/28/2026"], ["B", "01/08/2027", "01/20/2027"])
    assert (days(plan), asked(plan)) == ([("12-24", "12-28"), ("-", "01-20")], [("day or month first", "Start")])


def test_date_cells_beside_text_may_have_been_swapped_where_they_were_typed() -> None:
    rows = (["Task", "Start"], ["A", date(2026, 3, 4)], ["B", "13/04/2026"])
    plan = sheet(*rows)
    assert asked(plan) == [("day and month swapped", "Start")]
    assert days(plan) == [("03-04", "-"), ("04-13", "-")]
    swapped = reading.read(book(("Plan", "visible", rows)), Answers(day_first={"Start": True}))
    assert days(swapped) == [("04-03", "-"), ("04-13", "-")]
    assert sheet(["Task", "Start"], ["A", date(2026, 3, 14)], ["B", "13/04/2026"]).asked == []


def test_an_end_before_its_start_is_said_with_the_swap_that_explains_it() -> None:
    plan = sheet(["Task", "Start", "End"], ["A", date(2026, 3, 4), date(2026, 2, 5)])
    assert problems(plan) == [(2, "End", "2026-03-04 > 2026-02-05", "ends first")]
    assert asked(plan) == [("day and month swapped", "End")]
    assert days(plan) == [("03-04", "02-05")], "no day is changed"


def test_days_of_a_workbook_that_counts_from_1904_are_those_days() -> None:
    plan = reading.read(book(("Plan", "visible", [["Task", "Start"], ["A", october(8)]]), is_1904=True))
    assert days(plan) == [("10-08", "-")]


def test_who_works_around_the_clock_ends_on_the_day_before_also_in_a_table() -> None:
    plan = csv("Task,Start,Finish\nA,2026-10-08 08:00,2026-10-10 08:00\nB,2026-10-08 08:00,2026-10-10 17:00\n")
    assert days(plan) == [("10-08", "10-09"), ("10-08", "10-10")]
    midnights = sheet(["Task", "Start", "Finish"], ["A", datetime(2026, 10, 8), datetime(2026, 10, 10)])  # noqa: DTZ001
    assert days(midnights) == [("10-08", "10-10")], "a day without an hour is that day"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5", 5), ("5 days", 5), ("5 days?", 5), ("180 hrs", 22.5), ("5个工作日", 5), ("5 个工作日", 5), ("2 w", 10),
        ("2周", 10), ("1.5d", 1.5), ("1,5 Days", 1.5), ("1w 2d", 7), ("P3D", 3), ("PT4H", 0.5), ("1 mon", 20),
        ("2个月", 40), ("0 days", 0),
    ],
)  # fmt: skip
def test_a_length_is_in_working_days_whatever_it_is_written_in(text: str, found: float) -> None:
    assert length(text).days == found


@pytest.mark.parametrize(
    ("heading", "text", "why"),
    [
        ("工期", "5人天", Why.IS_EFFORT),
        ("Duration", "5 person-days", Why.IS_EFFORT),
        ("工期（人天）", "5", Why.IS_EFFORT),
        ("Duration", "3 edays", Why.IS_ELAPSED),
        ("Duration", "long", Why.NO_LENGTH),
        ("Duration", "9999999 days", Why.TOO_FAR),
    ],
)
def test_effort_and_what_is_no_length_are_named_and_not_taken(heading: str, text: str, why: Why) -> None:
    plan = csv(f"Task,{heading}\nA,{text}\n")
    assert (plan.rows[0].days, problems(plan)) == (None, [(2, heading, text, why.value)])


def test_a_heading_may_name_the_unit() -> None:
    assert csv("任务,工期（小时）\nA,12\n").rows[0].days == 1.5


def test_where_start_end_and_length_all_stand_the_dates_win_and_the_rest_is_counted() -> None:
    plan = csv(
        "Task,Start,End,Duration\nA,2026-10-12,2026-10-16,3\nB,2026-10-12,2026-10-16,5\nC,2026-10-12,2026-10-12,.5d\n"
    )
    assert [row.days for row in plan.rows] == [5, 5, 1]
    assert left_out(plan) == [("Duration × 1", "dates win")]


@pytest.mark.parametrize(
    ("cells", "found"),
    [
        (["1.0", "0.4", "0"], [100, 40, 0]),
        (["100", "40", "1"], [100, 40, 1]),
        (["40%", "1", "0.4"], [40, 100, 40]),
        (["100%", "0%", "most", "140%"], [100, 0, None, None]),
    ],
)
def test_what_a_percentage_is_of_a_whole_column_decides(cells: list[str], found: list[int | None]) -> None:
    plan = csv("Task,Start,% Complete\n" + "".join(f"A,2026-10-08,{one}\n" for one in cells))
    assert [row.progress for row in plan.rows] == found


def test_whether_one_is_all_of_it_or_a_hundredth_is_asked_where_nothing_tells() -> None:
    text = "Task,Start,进度\nA,2026-10-08,1\nB,2026-10-08,0\n"
    plan = csv(text)
    assert ([row.progress for row in plan.rows], asked(plan)) == ([None, 0], [("percent or part", "进度")])
    assert csv(text, Answers(one_is_all={"进度": True})).rows[0].progress == 100


def test_links_are_read_in_all_the_ways_in_which_they_are_written() -> None:
    plan = csv(
        "ID,WBS,Task,Days,Predecessors\n1,1,A,2,\n2,1.1,B,4,1FS+3d\n3,1.2,C,10,\"1SS, 2FS+2h\"\n4,1.3,D,1,3FS-15 d\n"
        '5,1.4,E,1,1;2;3\n6,1.5,F,1,3FS+2 days\n7,1.6,G,1,2FF+50%\n8,1.7,H,1,1-FS=P1D\n9,1.8,I,1,"8sf , 9"\n'
    )  # fmt: skip
    assert links(plan) == [
        "1 FS+3 → 2", "1 SS+0 → 3", "2 FS+0.25 → 3", "3 FS-15 → 4", "1 FS+0 → 5", "2 FS+0 → 5", "3 FS+0 → 5",
        "3 FS+2 → 6", "2 FF+2 → 7", "1 FS+1 → 8", "8 SF+0 → 9",
    ]  # fmt: skip
    assert problems(plan) == [(10, "Predecessors", "8sf , 9", "no link")], "nothing waits for itself"


def test_a_link_is_by_number_code_key_or_name_as_the_column_has_it() -> None:
    by_code = csv('序号,WBS,任务,工期,前置任务\n1,1.1,A,1,\n2,1.2,B,1,\n3,2.1,C,1,1.1 & 1.2\n4,2.2,D,1,"1.1,2.1"\n')
    assert links(by_code) == ["1 FS+0 → 3", "2 FS+0 → 3", "1 FS+0 → 4", "3 FS+0 → 4"]
    by_name = csv('Task,Days,Blocked By\n"Draft, and check",1,\nPrint,1,"Draft, and check"\n')
    assert links(by_name) == ["2 FS+0 → 3"]
    onwards = csv("ID,Task,Days,Successors\n1,A,1,2\n2,B,1,9\n")
    assert (links(onwards), left_out(onwards)) == (["1 FS+0 → 2"], [("2 → 9", "nothing after")])


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("1完成", "1 FS+0"), ("1 完成后2天", "1 FS+2"), ("1开始", "1 SS+0"), ("1开始-开始+2", "1 SS+2"),
        ("1完成-开始+2工作日", "1 FS+2"), ("1完成到完成-1天", "1 FF-1"), ("1完成-完成－1天", "1 FF-1"),
        ("1FS提前2天", "1 FS-2"), ("1 ＳＳ＋２", "1 SS+2"), ("1（＋3天）", "1 FS+3"), ("1+2 个工作日", "1 FS+2"),
        ("1 start-to-start +2", "1 SS+2"), ("1 finish-to-start + 2 days", "1 FS+2"), ("1 Finish to Finish", "1 FF+0"),
        ("1FS+2 working days", "1 FS+2"), ("1 end-start - 3d", "1 FS-3"), ("1FS-50%", "1 FS-1"), ("1-2", "1 FS-2"),
    ],
)  # fmt: skip
def test_the_kind_and_the_lag_of_a_link_may_be_written_out_in_both_languages(text: str, found: str) -> None:
    plan = csv(f"ID;Task;Days;Predecessors\n1;A;2;\n2;B;2;{text}\n")
    assert (links(plan), left_out(plan), problems(plan)) == ([f"{found} → 2"], [], [])


def test_links_between_full_width_signs_are_several() -> None:
    plan = csv("序号,任务,工期,前置任务\n1,A,2,\n2,B,2,\n3,C,2,1开始-开始＋２；2\n4,D,2,1，2、3\n")
    assert links(plan) == ["1 SS+2 → 3", "2 FS+0 → 3", "1 FS+0 → 4", "2 FS+0 → 4", "3 FS+0 → 4"]


@pytest.mark.parametrize(
    ("text", "why"), [("1 some day", "no kind"), ("1FS+soon", "no kind"), ("1 XX+2", "no kind"), ("??", "no link")]
)
def test_what_is_not_read_of_a_link_is_told_with_its_own_reason(text: str, why: str) -> None:
    plan = csv(f"ID,Task,Days,Predecessors\n1,A,1,\n2,B,1,{text}\n")
    assert (links(plan), problems(plan), left_out(plan)) == ([], [(3, "Predecessors", text, why)], [])


def test_links_that_lead_nowhere_are_listed() -> None:
    plan = csv('ID,Task,Days,Predecessors\n1,A,1,7FS+2d\n2,B,1,soon!\n3,C,1,1FS+9000d\n4,D,1,"1,1SS"\n')
    assert left_out(plan) == [("7FS+2d → 1", "nothing before"), ("1 → 4", "twice")]
    assert problems(plan) == [(3, "Predecessors", "soon!", "no link"), (4, "Predecessors", "1FS+9000d", "too far")]


def test_a_formula_is_never_run_and_one_that_nobody_ran_is_named() -> None:
    plan = sheet(["Task", "Start", "Days"], ["A", october(8), "=1+1"])
    assert (plan.rows[0].days, problems(plan)) == (None, [(2, "Days", "=1+1", "uncounted")])
    content = book(("Plan", "visible", [["Task", "Start", "Days"], ["A", october(8), "=1+1"]]))
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(changed, "w") as after:
        for name in before.namelist():
            after.writestr(name, re.sub(rb"(?<=<f>1\+1</f>)<v(?: ?/>|></v>)", b"<v>7</v>", before.read(name)))
    shown = reading.read(changed.getvalue())
    assert (shown.rows[0].days, shown.problems) == (7, [])


def test_marks_that_turn_or_hide_a_text_are_taken_out() -> None:
    plan = csv("Task,Start\n\u202eMo\u200buld\u202c,2026-10-08\n")
    assert plan.rows[0].title == "Mould"
