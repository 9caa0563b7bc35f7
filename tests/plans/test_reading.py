"""Plan files of other programs: what stands in them is taken as it was meant, and what is not taken is named."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from bot.plans import reading
from bot.plans.network import Kind
from bot.plans.scheduled import day_of, network_of, scheduled
from bot.words.language import Reader
from bot.words.refused import Refused
from tests.plans.books import book
from tests.plans.files import GAN, link, project, task

ENGLISH = Reader("en-US")


def test_a_task_needs_a_number_and_a_name_and_nothing_else() -> None:
    plan = reading.read(project("<Task><UID>3</UID><Name>Mould</Name></Task>"))
    [row] = plan.rows
    assert (row.id, row.title, row.start, row.end, row.days, row.level) == ("3", "Mould", None, None, None, 1)


def test_the_outline_is_order_and_level_and_neither_the_project_nor_empty_lines_are_rows() -> None:
    plan = reading.read(
        project(
            task(0, "Launch", OutlineLevel=0, Summary=1, Start="2026-10-08T08:00:00"),
            task(1, "Concept", OutlineLevel=1, Summary=1),
            task(2, "Design", OutlineLevel=2),
            "<Task><UID>3</UID><IsNull>1</IsNull></Task>",
            task(4, "Proofs", OutlineLevel=3),
            task(5, "Launch", OutlineLevel=1),
        )
    )
    assert [(row.id, row.parent, row.level) for row in plan.rows] == [
        ("1", None, 1), ("2", "1", 2), ("4", "2", 3), ("5", None, 1),
    ]  # fmt: skip
    assert plan.begins == date(2026, 10, 8)


@pytest.mark.parametrize(
    ("minutes", "length", "days"),
    [(480, "PT40H0M0S", 5), (450, "PT37H30M0S", 5), (1440, "PT48H0M0S", 2), (480, "PT4H0M0S", 0.5), (480, "", None)],
)
def test_a_length_is_counted_in_days_of_as_many_minutes_as_the_file_says(
    minutes: int, length: str, days: float | None
) -> None:
    fields = {"Duration": length} if length else {}
    plan = reading.read(project(task(1, **fields), head=f"<MinutesPerDay>{minutes}</MinutesPerDay>"))
    assert plan.rows[0].days == days


@pytest.mark.parametrize(
    ("fields", "kind", "lag"),
    [
        ({}, Kind.FS, 0),
        ({"Type": 0}, Kind.FF, 0),
        ({"Type": 1, "LinkLag": 9600, "LagFormat": 7}, Kind.FS, 2),
        # Shown in weeks or in hours, it is stored in tenths of working minutes all the same.
        ({"Type": 1, "LinkLag": 24000, "LagFormat": 9}, Kind.FS, 5),
        ({"Type": 2, "LinkLag": -4800, "LagFormat": 5}, Kind.SF, -1),
        # Half of the five days before it; and seven days of the calendar on the wall.
        ({"Type": 3, "LinkLag": 50, "LagFormat": 19}, Kind.SS, 2.5),
        ({"Type": 1, "LinkLag": 100800, "LagFormat": 8}, Kind.FS, 5),
    ],
)
def test_a_link_is_of_its_kind_and_its_lag_is_in_working_days(fields: dict[str, int], kind: Kind, lag: float) -> None:
    plan = reading.read(project(task(1, Duration="PT40H0M0S"), task(2, links=link(1, **fields))))
    [found] = plan.links
    assert (found.before, found.after, found.kind, found.lag) == ("1", "2", kind, lag)


FRIDAY = {"Start": "2026-10-08T08:00:00", "Finish": "2026-10-09T17:00:00", "Duration": "PT16H0M0S"}


@pytest.mark.parametrize(
    ("kind", "tenths", "lag", "starts"),
    [
        # Three days from Friday evening are Monday evening; one is Saturday.
        (1, 43_200, 1, date(2026, 10, 13)),
        (1, 14_400, 0, date(2026, 10, 12)),
        (1, 144_000, 6, date(2026, 10, 20)),
        (1, -14_400, -1, date(2026, 10, 9)),
        (3, 57_600, 2, date(2026, 10, 12)),
    ],
)
def test_elapsed_days_of_a_lag_are_counted_over_days_off(kind: int, tenths: int, lag: int, starts: date) -> None:
    waiting = task(2, Duration="PT8H0M0S", links=link(1, Type=kind, LinkLag=tenths, LagFormat=8))
    plan = reading.read(project(task(1, **FRIDAY), waiting))
    assert [one.lag for one in plan.links] == [lag]
    _found, places = scheduled(plan, date(2026, 10, 8))
    assert day_of(places["2"].early_start, is_end=False) == starts


def test_elapsed_days_are_counted_from_where_a_plan_moves_to() -> None:
    waiting = task(2, Duration="PT8H0M0S", links=link(1, LinkLag=28_800, LagFormat=8))
    plan = reading.read(project(task(1, **FRIDAY), waiting))
    _found, places = scheduled(plan, date(2026, 10, 12))
    # Two working days from Monday, two days on: until Thursday evening.
    assert day_of(places["2"].early_start, is_end=False) == date(2026, 10, 16)


def test_a_task_whose_time_passes_also_while_nobody_works_is_as_long_as_its_dates_say() -> None:
    fields = {"Start": "2026-10-09T08:00:00", "Finish": "2026-10-13T08:00:00", "Duration": "PT96H0M0S"}
    [row] = reading.read(project(task(1, **fields, DurationFormat=8))).rows
    assert (row.end, row.days) == (date(2026, 10, 12), 2)


def test_a_task_without_length_is_named_where_it_is_counted_as_a_day(tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    path.write_bytes(project(task(1, "Mould"), task(2, "Pilot", Duration="PT8H0M0S")))
    run = CliRunner().invoke
    assert json.loads(run(cli, ["plan", "read", str(path), "--json"]).stdout)["problems"] == []
    told = json.loads(run(cli, ["plan", "schedule", str(path), "--start", "2026-10-08", "--json"]).stdout)
    assert [(one["row"], one["why"]) for one in told["problems"]] == [
        ("1", "the task has no length; it is counted as one working day")
    ]


@pytest.mark.parametrize("ends", ["2026-10-10T00:00:00", "2026-10-10T08:00:00"])
def test_who_works_around_the_clock_ends_on_the_day_before(ends: str) -> None:
    fields = {"Start": "2026-10-08T08:00:00", "Finish": ends, "Duration": "PT48H0M0S"}
    plan = reading.read(project(task(1, **fields), head="<MinutesPerDay>1440</MinutesPerDay>"))
    assert plan.rows[0].end == date(2026, 10, 9)


def test_a_milestone_keeps_the_edge_of_its_day_at_which_it_stands() -> None:
    morning, evening = "2026-10-08T08:00:00", "2026-10-08T17:00:00"
    plan = reading.read(
        project(
            task(1, Milestone=1, Start=morning, Finish=morning, Duration="PT0H0M0S"),
            task(2, Start=evening, Finish=evening, Duration="PT0H0M0S"),
        )
    )
    assert [(row.is_milestone, row.is_at_start, row.end) for row in plan.rows] == [
        (True, True, date(2026, 10, 8)), (True, False, date(2026, 10, 8)),
    ]  # fmt: skip
    network = network_of(plan)
    assert [day_of(one.start or 0, is_end=False) for one in network.tasks] == [date(2026, 10, 8), date(2026, 10, 9)]


def test_what_is_not_taken_is_named_with_its_reason() -> None:
    plan = reading.read(
        project(
            task(1, "Mould", PercentComplete="120", Start="8.10.2026"),
            task(2, "Old idea", Active=0),
            task(3, "Elsewhere", ExternalTask=1),
            task(4, "Print", links=link(2) + link(9, CrossProject=1)),
        )
    )
    assert [row.title for row in plan.rows] == ["Mould", "Print"]
    assert [(one.what, one.why.words.for_(ENGLISH)) for one in plan.left_out] == [
        ("Old idea", "it is set inactive in the file"),
        ("Elsewhere", "it belongs to another project"),
        ("2 → 4", "the task waited for is not in the plan"),
        ("9 → 4", "the link leads to another project"),
    ]
    assert [(one.row, one.column, one.value) for one in plan.problems] == [
        ("1", "Start", "8.10.2026"), ("1", "PercentComplete", "120"),
    ]  # fmt: skip


OLD_EXCEPTION = (
    "<WeekDays><WeekDay><DayType>0</DayType><DayWorking>0</DayWorking><TimePeriod><FromDate>2026-10-01T00:00:00"
    "</FromDate><ToDate>2026-10-07T23:59:00</ToDate></TimePeriod></WeekDay></WeekDays>"
)
MAKE_UP = (
    "<Exceptions><Exception><Name>补班</Name><TimePeriod><FromDate>2026-10-10T00:00:00</FromDate>"
    "<ToDate>2026-10-10T23:59:00</ToDate></TimePeriod><DayWorking>1</DayWorking></Exception></Exceptions>"
)
EACH_YEAR = (
    "<Exceptions><Exception><Name>New Year</Name><Type>2</Type><Occurrences>5</Occurrences><TimePeriod><FromDate>"
    "2026-01-01T00:00:00</FromDate><ToDate>2030-01-01T23:59:00</ToDate></TimePeriod><DayWorking>0</DayWorking>"
    "</Exception></Exceptions>"
)


def calendars(*of_each: str) -> str:
    inner = "".join(
        f"<Calendar><UID>{number}</UID><Name>Calendar {number}</Name>"
        f"{f'<BaseCalendarUID>{number - 1}</BaseCalendarUID>' if number > 1 else ''}{days}</Calendar>"
        for number, days in enumerate(of_each, 1)
    )
    return f"<CalendarUID>{len(of_each)}</CalendarUID><Calendars>{inner}</Calendars>"


def test_days_off_and_make_up_days_are_those_of_the_file_in_both_forms_and_of_the_calendar_beneath() -> None:
    plan = reading.read(project(task(1), head=calendars(OLD_EXCEPTION, MAKE_UP)))
    works = [day for day in range(1, 13) if plan.calendar.counted().is_working(date(2026, 10, day))]
    assert works == [8, 9, 10, 12]


def test_days_off_that_come_again_by_a_rule_are_named_and_not_taken_for_years_without_work() -> None:
    plan = reading.read(project(task(1), head=calendars(EACH_YEAR)))
    assert plan.calendar.counted().is_working(date(2027, 3, 1))
    assert [one.what for one in plan.left_out] == ["Calendar 1: New Year"]


def test_owners_pins_and_the_baseline_are_read() -> None:
    head = (
        "<Resources><Resource><UID>1</UID><Name>陈静</Name></Resource></Resources><Assignments><Assignment>"
        "<TaskUID>1</TaskUID><ResourceUID>1</ResourceUID></Assignment><Assignment><TaskUID>2</TaskUID><ResourceUID>-65535"
        "</ResourceUID></Assignment></Assignments>"
    )
    baseline = (
        "<Baseline><Number>1</Number><Start>2026-01-01T08:00:00</Start></Baseline><Baseline><Number>0</Number>"
        "<Start>2026-10-08T08:00:00</Start><Finish>2026-10-09T17:00:00</Finish></Baseline>"
    )
    plan = reading.read(project(task(1, Manual=1, links=baseline), task(2, ConstraintType=2), task(3), head=head))
    assert [(row.owner, row.is_pinned) for row in plan.rows] == [("陈静", True), ("", True), ("", False)]
    assert plan.rows[0].baseline == (date(2026, 10, 8), date(2026, 10, 9))


def test_ganttproject_keeps_links_with_the_task_before_and_counts_without_its_days_off() -> None:
    plan = reading.read(GAN.format(only_show_weekends="false").encode())
    assert plan.format == "GanttProject"
    assert [(row.id, row.parent, row.is_summary, row.is_milestone) for row in plan.rows] == [
        ("1", None, True, False), ("2", "1", False, False), ("3", "1", False, False), ("4", None, False, True),
    ]  # fmt: skip
    drawn = plan.rows[1]
    assert (drawn.start, drawn.end, drawn.progress, drawn.owner) == (
        date(2026, 10, 1),
        date(2026, 10, 2),
        50,
        "Sam Carter",
    )
    assert drawn.note == "Two variants"
    [found] = plan.links
    assert (found.before, found.after, found.kind, found.lag) == ("2", "3", Kind.FS, 1)
    works = [day for day in range(1, 13) if plan.calendar.counted().is_working(date(2026, 10, day))]
    assert works == [1, 2, 6, 8, 9, 12]
    assert not plan.calendar.counted().is_working(date(2027, 10, 7))


def test_weekends_that_are_only_shown_are_worked() -> None:
    plan = reading.read(GAN.format(only_show_weekends="true").encode())
    assert plan.calendar.counted().is_working(date(2026, 10, 3))


def test_what_waits_for_a_stage_waits_for_all_that_is_in_it() -> None:
    plan = reading.read(
        project(
            task(1, "Concept", Summary=1, OutlineLevel=1),
            task(2, OutlineLevel=2, Duration="PT16H0M0S"),
            task(3, OutlineLevel=2, Duration="PT40H0M0S"),
            task(4, "Build", Summary=1, OutlineLevel=1, links=link(1, LinkLag=4800, LagFormat=7)),
            task(5, OutlineLevel=2, Duration="PT8H0M0S"),
        )
    )
    _found, places = scheduled(plan, date(2026, 9, 14))
    assert day_of(places["5"].early_start, is_end=False) == date(2026, 9, 22)
    assert day_of(places["1"].early_end, is_end=True) == date(2026, 9, 18)
    assert (places["2"].slack, places["4"].slack) == (3, 0)


def test_links_that_the_dates_of_a_file_break_are_listed_and_no_date_is_changed(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(
        "ID,Task,Start,End,Predecessors\n1,A,2026-10-08,2026-10-12,\n2,B,2026-10-09,2026-10-13,1\n", "utf-8"
    )
    told = json.loads(CliRunner().invoke(cli, ["plan", "read", str(path), "--json"]).stdout)
    assert told["broken"] == [{"from": "1", "to": "2"}]
    assert (told["tasks"][1]["start"], told["heading_row"]) == ("2026-10-09", 1)
    assert told["columns"][0] == {"column": "A", "heading": "ID", "field": "id"}


def test_a_file_with_two_plans_is_not_scheduled(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    rows: list[list[object]] = [["Task", "Start"], ["A", date(2026, 10, 8)]]
    path.write_bytes(book(("One", "visible", rows), ("Two", "visible", rows)))
    told = CliRunner().invoke(cli, ["plan", "read", str(path)]).stdout
    assert (
        "asked: which sheet? One (A | 2026-10-08); Two (A | 2026-10-08) – answer with --sheet One or --sheet Two"
        in told
    )
    assert "More than one table" in CliRunner().invoke(cli, ["plan", "schedule", str(path)]).stderr


def test_a_circle_is_refused_and_shown() -> None:
    plan = reading.read(project(task(1, "Mould", links=link(2)), task(2, "Pilot", links=link(1))))
    with pytest.raises(Refused) as refused:
        network_of(plan)
    assert refused.value.why.for_(ENGLISH) == "The links go in a circle: Mould → Pilot → Mould."


@pytest.mark.parametrize(
    "tasks",
    [
        (task(1), task(1)),
        (task(1, Duration="PT99999999H0M0S"),),
        (task(1, Duration="PT8H0M0S"), task(2, links=link(1, LinkLag=99999999, LagFormat=7))),
        (task(1, Duration="PT30000000H0M0S"), task(2, links=link(1))),
    ],
)
def test_what_no_calendar_can_count_is_refused_in_words(tasks: tuple[str, ...]) -> None:
    plan = reading.read(project(*tasks))
    with pytest.raises(Refused) as refused:
        scheduled(plan, date(2026, 9, 14))
    assert "cannot be counted" in refused.value.why.for_(ENGLISH)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"\xd0\xcf\x11\xe0" + "MSProject".encode("utf-16-le"), "(.mpp)"),
        (b"\xd0\xcf\x11\xe0 Workbook", "old Office file"),
        (b"%PDF-1.7", "PDF"),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', "drawing"),
        (b"<html><body/></html>", "web page"),
        (b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "Excel 2003"),
        (b"<rss/>", "<rss>"),
        (b"<Project><Tasks><Task>", "damaged"),
        (b'<!DOCTYPE Project [<!ENTITY a "b">]><Project/>', "document type"),
        (project(), "no task"),
        (b"words", "no plan"),
        (b"", "no plan"),
    ],
)
def test_what_is_no_plan_is_refused_by_its_right_name(content: bytes, words: str) -> None:
    with pytest.raises(Refused) as refused:
        reading.read(content)
    assert words in refused.value.why.for_(ENGLISH)


def test_the_command_line_prints_a_table_or_one_object_and_a_line_where_the_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.xml"
    path.write_bytes(
        project(
            task(1, "Mould", Duration="PT24H0M0S", Start="2026-09-28T08:00:00", Finish="2026-09-30T17:00:00"),
            task(2, "Pilot run", Duration="PT16H0M0S", links=link(1)),
        )
    )
    run = CliRunner().invoke
    assert "Mould" in run(cli, ["plan", "read", str(path)]).stdout
    told = json.loads(run(cli, ["plan", "schedule", str(path), "--calendar", "CN", "--json"]).stdout)
    assert (told["file"], told["format"], told["start"]) == ("plan.xml", "MS Project XML", "2026-09-28")
    pilot = told["tasks"][1]
    assert (pilot["early_start"], pilot["early_end"], pilot["critical"]) == ("2026-10-08", "2026-10-09", True)
    assert told["links"] == [{"from": "1", "to": "2", "type": "FS", "lag": 0.0}]
    days_off = tmp_path / "off.ics"
    days_off.write_text(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTAMP:20260101T000000Z\r\n"
        "DTSTART;VALUE=DATE:20261001\r\nSUMMARY:Holiday\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    told = json.loads(run(cli, ["plan", "schedule", str(path), "--calendar", str(days_off), "--json"]).stdout)
    assert told["tasks"][1]["early_start"] == "2026-10-02"
    path.write_bytes(b"words")
    refused = run(cli, ["plan", "read", str(path), "--language", "zh"])
    assert refused.exit_code == 1
    assert len(refused.stderr.splitlines()) == 1
    assert run(cli, ["plan", "read", str(tmp_path / "none.xml")]).exit_code == 1


def test_a_stage_that_holds_a_milestone_alone_stands_on_its_day_and_is_told_in_chinese(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(
        "编号,任务名称,计划开始,计划完成,工期,前置任务\n1,筹备,,,,\n1.1,彩排,2026-12-10,2026-12-11,2天,\n"
        "2,发布,,,,\n2.1,发布会,2026-12-15,2026-12-15,0,1.1\n",
        "utf-8",
    )
    told = CliRunner().invoke(cli, ["plan", "schedule", str(path), "--language", "zh"]).stdout.splitlines()
    assert told[0] == "CSV：4行，1条依赖，2026-12-10 至 2026-12-15"
    assert told[3].split() == ["2", "2026-12-11", "2026-12-11", "发布", "总时差0天", "关键"]
