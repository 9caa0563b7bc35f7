"""Workbooks that go out: what was put into them is there, and what people typed does nothing."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, date, datetime

import pytest
from openpyxl import load_workbook

from bot.documents import tables, workbooks
from bot.documents.headings import Column
from bot.documents.workbooks import Cell, Sheet
from bot.words.language import Reader, Text

# As a workbook holds them: without a zone.
MIDNIGHT, MORNING = datetime(2026, 12, 1), datetime(2026, 12, 1, 9, 30)  # noqa: DTZ001
NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)


def test_what_is_written_is_read_back() -> None:
    rows: list[list[Cell]] = [["T-1", 40, 0.5, date(2026, 12, 1), MORNING, True, None], ["海报", 0]]
    content = workbooks.write([Sheet("Tasks 任务", ["a", "b", "c", "d", "e", "f", "g"], rows)], NOW)
    page = load_workbook(io.BytesIO(content)).worksheets[0]
    assert page.title == "Tasks 任务"
    assert page.freeze_panes == "A2"
    assert [[cell.value for cell in row] for row in page.iter_rows(min_row=2)] == [
        ["T-1", 40, 0.5, MIDNIGHT, MORNING, True, None],
        ["海报", 0, None, None, None, None, None],
    ]


def test_on_paper_it_is_one_page_wide_with_its_heading_on_each() -> None:
    rows: list[list[Cell]] = [[f"T-{number}", "海报"] for number in range(200)]
    page = load_workbook(io.BytesIO(workbooks.write([Sheet("Tasks", ["a", "b"], rows, title="All")], NOW))).worksheets[
        0
    ]
    assert page.page_setup.orientation == "landscape"
    fits = page.sheet_properties.pageSetUpPr
    assert fits is not None
    assert fits.fitToPage
    assert (page.page_setup.fitToWidth or 1, page.page_setup.fitToHeight) == (1, 0)
    assert page.print_title_rows == "$2:$2"


def test_a_file_s_name_is_one_that_every_system_takes() -> None:
    assert workbooks.file_name("P-1", "《任务/表》: a", "2026-12-01") == "P-1-任务 表   a-2026-12-01.xlsx"


def test_an_empty_table_has_its_headings() -> None:
    page = load_workbook(io.BytesIO(workbooks.write([Sheet("", ["Name"], [])], NOW))).worksheets[0]
    assert [cell.value for cell in page[1]] == ["Name"]


@pytest.mark.parametrize(
    "typed", ["=1+1", '=HYPERLINK("https://evil.example")', "@SUM(A1)", "+1", "https://evil.example", "{=A1}", "12"]
)
def test_what_people_typed_stays_text(typed: str) -> None:
    content = workbooks.write([Sheet("List", [typed], [[typed]])], NOW)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet
        assert not [name for name in parts.namelist() if "rels" in name and "worksheets" in name]
    cell = load_workbook(io.BytesIO(content)).worksheets[0]["A2"]
    assert (cell.value, cell.data_type if typed[0] != "=" else "s") == (typed, "s")
    assert tables.read("x.xlsx", content, (Column("it", (typed,)),)).rows[0]["it"] == typed


def test_a_large_one_is_read_back_and_none_of_it_is_kept_in_memory() -> None:
    many = workbooks.KEPT_ROWS + 100
    rows: list[list[Cell]] = [[f"T-{number}", "=1+1", number, date(2026, 12, 1)] for number in range(many)]
    content = workbooks.write([Sheet("Tasks", ["a", "b", "c", "d"], rows, red=frozenset({many - 1}))], NOW)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"inlineStr" in parts.read("xl/worksheets/sheet1.xml")
    page = load_workbook(io.BytesIO(content)).worksheets[0]
    assert [cell.value for cell in page[many + 1]] == [f"T-{many - 1}", "=1+1", many - 1, MIDNIGHT]
    assert page.max_row == many + 1


def test_texts_and_moments_are_in_the_reader_s_words_and_time() -> None:
    rows: list[list[Cell]] = [[Text("Task"), NOW]]
    content = workbooks.write([Sheet(Text("Task"), [Text("Task"), "b"], rows)], NOW, Reader("zh-CN", "Asia/Shanghai"))
    page = load_workbook(io.BytesIO(content)).worksheets[0]
    assert (page.title, page["A1"].value, page["A2"].value) == ("任务", "任务", "任务")
    assert page["B2"].value == datetime(2026, 11, 23, 9, 30)  # noqa: DTZ001


def test_sheets_called_alike_are_told_apart_and_a_hidden_column_is_there() -> None:
    rows: list[list[Cell]] = [["x" * 100, "T-1"]]
    one = Sheet("Tasks", ["a", "id"], rows, hidden=frozenset({1}))
    book = load_workbook(io.BytesIO(workbooks.write([one, Sheet("TASKS", ["a", "id"], rows)], NOW)))
    assert book.sheetnames == ["Tasks", "TASKS 2"]
    assert book.worksheets[0].column_dimensions["B"].hidden
    assert book.worksheets[0]["B2"].value == "T-1"
    assert (book.worksheets[0].row_dimensions[2].height or 0) > 15, "all of a long text is seen"


def test_names_and_cells_that_excel_would_refuse_are_made_fit() -> None:
    content = workbooks.write([Sheet("[a]/b:" + "长" * 60, ["x"], [["y" * 40_000], ["\x01\ud800z"]])], NOW)
    page = load_workbook(io.BytesIO(content)).worksheets[0]
    assert len(page.title) <= workbooks.SHEET_NAME_LENGTH
    assert str(page["A2"].value).endswith("…")
