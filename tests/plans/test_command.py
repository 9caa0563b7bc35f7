"""`liaison plan` in a terminal: what was read is shown, what is asked can be answered, and what goes wrong is said."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import cli
from tests.plans.books import book, october

OPEN = (
    "ID,Task,Start,End,进度,Ownr,Predecessors\n1,Mould,12/8/2026,12/10/2026,1,Sam,\n"
    "2,Pilot,12/11/2026,12/12/2026,0,Kim,1 start-to-start +2\n"
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Of a plan of which much is asked."""
    path = tmp_path / "plan.csv"
    path.write_text(OPEN, "utf-8")
    return path


def said(command: str, path: Path, *options: str) -> list[str]:
    """What the command prints."""
    run = CliRunner().invoke(cli, ["plan", command, str(path), *options])
    assert (run.exit_code, run.stderr) == (0, "")
    return run.stdout.splitlines()


def refused(command: str, path: Path, *options: str) -> str:
    """The one line with which the command refuses."""
    run = CliRunner().invoke(cli, ["plan", command, str(path), *options])
    assert (run.exit_code, run.stdout, run.stderr.count("\n")) == (1, "", 1)
    return run.stderr.strip()


def test_what_each_column_was_read_as_is_shown_and_of_each_row_how_far_whose_and_after_what(path: Path) -> None:
    told = said("read", path)
    assert told[1] == (
        "headings in row 1: ID = number; Task = task; Start = start; End = end; 进度 = progress; "
        "Predecessors = what it waits for"
    )
    assert [one.strip() for one in told[3].split("  ")][-3:] == ["Pilot", "0%", "after 1 SS+2"]
    assert said("read", path, "--language", "zh")[1] == (
        "标题行第1行：ID = 编号；Task = 任务；Start = 开始；End = 完成；进度 = 进度；Predecessors = 前置任务"
    )


def test_each_question_says_what_an_answer_would_mean_and_how_to_type_it(path: Path) -> None:
    asked = [one for one in said("read", path) if one.startswith("asked")]
    assert asked == [
        "asked of Ownr: what the column is? owner – answer with --column Ownr=owner or --column Ownr=",
        "asked of Start: day or month first? 12/8/2026 – day first: 2026-08-12, month first: 2026-12-08; "
        "12/11/2026 – day first: 2026-11-12, month first: 2026-12-11 – answer with --day-first Start or "
        "--month-first Start",
        "asked of End: day or month first? 12/10/2026 – day first: 2026-10-12, month first: 2026-12-10; "
        "12/12/2026 – day first: 2026-12-12, month first: 2026-12-12 – answer with --day-first End or "
        "--month-first End",
        "asked of 进度: is 1 all of it, or one percent? 1 – one percent: 1, all of it: 100 – answer with "
        "--one-is-all '进度' or --one-is-one-percent '进度'",
    ]
    in_chinese = next(one for one in said("read", path, "--language", "zh") if "Start”列" in one)
    assert "日在前：2026-08-12、月在前：2026-12-08" in in_chinese


def test_an_answer_is_taken(path: Path) -> None:
    options = ("--month-first", "Start", "--column", "Ownr=责任人", "--one-is-all", "进度")
    told = said("read", path, *options)
    assert not any(one.startswith("asked") for one in told), "the order of one column is that of the other"
    assert told[2].split() == ["1", "2026-12-08", "2026-12-10", "Mould", "100%", "Sam"]
    assert said("read", path, "--column", "Ownr=")[-1] == "left out: Ownr – as you answered"


def test_date_cells_that_may_be_swapped_are_told_as_they_stand_and_swapped(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    rows: list[list[object]] = [["Task", "Start"], ["A", date(2026, 3, 4)], ["B", "13/04/2026"]]
    path.write_bytes(book(("Plan", "visible", rows)))
    told = said("read", path)
    assert told[1] == "sheet Plan, headings in row 1: Task = task; Start = start"
    assert told[-1] == (
        "asked of Start: day and month swapped? 2026-03-04 – as it stands: 2026-03-04, day and month swapped: "
        "2026-04-03 – answer with --day-first Start or --month-first Start"
    )
    assert not any(one.startswith("asked") for one in said("read", path, "--month-first", "Start"))


def test_one_of_several_sheets_is_named_also_where_a_plan_is_scheduled(tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    rows: list[list[object]] = [["Task", "Start"], ["A", october(8)]]
    path.write_bytes(book(("One", "visible", rows), ("Two b", "visible", [*rows, ["B", october(9)]])))
    assert said("read", path)[-1].endswith("answer with --sheet One or --sheet 'Two b'")
    assert "B" in said("schedule", path, "--sheet", "Two b")[2]
    assert (
        refused("read", path, "--sheet", "Three")
        == "There is no sheet “Three” with a plan on it; there is: One, Two b."
    )


def test_the_year_that_is_missing_can_be_named(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("任务,开始\n模具,12月1日\n", "utf-8")
    assert "--year" in said("read", path)[-1]
    assert "2027-12-01" in said("read", path, "--year", "2027")[-1]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--day-first", "Begin"), "There is no column “Begin”. The columns are: ID, Task, Start, End, 进度, Ownr,"),
        (("--column", "Begin=start"), "There is no column “Begin”."),
        (("--column", "Ownr=boss"), "Write --column as HEADING=FIELD, for example --column “Who=owner”."),
        (("--language", "fr"), "“fr” is no language of Liaison's: --language takes en or zh."),
    ],
)
def test_an_option_that_means_nothing_is_refused_in_words(path: Path, options: tuple[str, str], words: str) -> None:
    assert refused("read", path, *options).startswith(words)


@pytest.mark.parametrize(
    ("typed", "shown"), [("1.12.2026", "2026-12-01"), ("13/01/2027", "2027-01-13"), ("soon", "2026-12-01")]
)
def test_a_first_day_that_cannot_be_taken_is_refused_with_what_to_type(path: Path, typed: str, shown: str) -> None:
    assert refused("schedule", path, "--start", typed) == (
        f"“{typed}” is no day as --start takes it. Type it as {shown}: year, month, day."
    )


def test_a_file_that_is_not_there_is_said_in_the_readers_language(tmp_path: Path) -> None:
    missing = tmp_path / "none.xml"
    assert refused("read", missing) == f"There is no file {missing}."
    assert refused("read", missing, "--language", "zh") == f"没有这个文件：{missing}。"
    assert refused("read", tmp_path, "--language", "zh") == f"{tmp_path}是文件夹，请写明文件。"


def test_a_text_that_is_called_a_workbook_is_called_a_text(tmp_path: Path, path: Path) -> None:
    called = path.rename(tmp_path / "plan.xlsx")
    assert said("read", called)[0] == "plan.xlsx is a text file, no workbook."
    called.write_text("words", "utf-8")
    assert refused("read", called).startswith("plan.xlsx is a text file, no workbook. This is no plan")


def test_what_is_done_is_not_moved_and_what_waits_for_it_follows_its_days(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(
        "ID,Task,Start,End,Days,% Complete,Predecessors\n1,Brief,2026-10-12,2026-10-13,,100%,\n"
        "2,Draft,2026-10-08,2026-10-09,,50%,1\n3,Check,,2026-10-20,2,100%,2\n4,Go,2026-10-30,2026-10-30,0,0%,3\n",
        "utf-8",
    )
    told = json.loads("".join(said("schedule", path, "--start", "2026-10-08", "--json")))
    assert [(one["early_start"], one["early_end"]) for one in told["tasks"]] == [
        ("2026-10-12", "2026-10-13"),
        ("2026-10-14", "2026-10-15"),
        ("2026-10-19", "2026-10-20"),
        ("2026-10-20", "2026-10-20"),
    ]


def test_a_milestone_that_the_schedule_has_on_another_day_than_the_plan_is_told_with_both(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text(
        "ID,Task,Start,End,Days,Predecessors\n1,Brief,2026-10-08,2026-10-09,,\n2,Go,2026-10-30,2026-10-30,0,1\n"
        "3,Ready,2026-10-09,2026-10-09,0,1\n",
        "utf-8",
    )
    told = [one for one in said("schedule", path) if "by the schedule" in one]
    assert told == ["Go: on 2026-10-30 in the plan, on 2026-10-09 by the schedule"]
    assert not any("by the schedule" in one for one in said("read", path))
