"""Tables that people upload: read as they meant them, and refused in words where they cannot be."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.documents import tables, workbooks
from bot.documents.tables import Column, Row
from bot.documents.workbooks import Sheet
from bot.words.language import Reader
from bot.words.refused import Refused

# As a workbook holds it: without a zone.
MORNING = datetime(2026, 1, 2, 9, 30)  # noqa: DTZ001
ENGLISH, CHINESE = Reader("en-GB"), Reader("zh-CN")
COLUMNS = (
    Column("name", ("Name", "名称"), is_required=True),
    Column("head", ("Head", "负责人"), is_required=True),
    Column("note", ("Note", "备注", "说明")),
)
ROWS = [Row(2, {"name": "R&D", "head": "wang"}), Row(4, {"name": "设计部", "head": "chen"})]
LINES = "Name,负责人\nR&D,wang\n,\n设计部, chen \n"


def workbook(*rows: list[object]) -> bytes:
    book = Workbook()
    page = book.active
    assert page is not None
    for row in rows:
        page.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def refusal(name: str, content: bytes, reader: Reader = ENGLISH) -> str:
    with pytest.raises(Refused) as refused:
        tables.read(name, content, COLUMNS)
    return refused.value.why.for_(reader)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_csv_file_is_read_as_excel_and_others_save_it(encoding: str, separator: str, ending: str) -> None:
    lines = LINES.replace(",", separator).replace("\n", ending)
    assert tables.read("list.csv", lines.encode(encoding), COLUMNS) == ROWS


def test_a_workbook_is_read_whatever_its_file_is_called() -> None:
    content = workbook(["Name", "负责人"], ["R&D", "wang"], [None, None], ["设计部", " chen "])
    assert tables.read("list.xlsx", content, COLUMNS) == ROWS
    assert tables.read("list", content, COLUMNS) == ROWS


def test_headings_are_known_in_both_languages_any_case_and_width() -> None:
    content = "ＮＡＭＥ＊, head (x) ,说明\n".replace(" (x) ", "").encode() + b"A,B,C\n"
    assert tables.read("list.csv", content, COLUMNS) == [Row(2, {"name": "A", "head": "B", "note": "C"})]


def test_a_row_has_the_number_that_a_spreadsheet_program_shows_also_below_cells_of_several_lines() -> None:
    rows = tables.read("list.csv", b'Name,Head\n"A\nB",x\nC,y\n', COLUMNS)
    assert [(row["name"], row.number) for row in rows] == [("A\nB", 2), ("C", 3)]


def test_numbers_days_and_truths_become_text() -> None:
    content = workbook(["Name", "Head", "Note"], [12, 1.5, date(2026, 12, 1)], [True, 3.0, MORNING])
    first, second = tables.read("list.xlsx", content, COLUMNS)
    assert first.cells == {"name": "12", "head": "1.5", "note": "2026-12-01"}
    assert second.cells == {"name": "TRUE", "head": "3", "note": "2026-01-02T09:30:00"}


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("list.csv", b"", "The file is empty."),
        ("list.csv", b" ,\n\n", "The file is empty."),
        ("list.csv", b"Name,Head\n", "no rows below"),
        ("list.csv", b"Name\nR&D\n", "These columns are missing: Head."),
        ("list.csv", b"Note\nR&D\n", "These columns are missing: Name, Head."),
        ("list.csv", b"Name,Head,Boss\nA,B,C\n", "There is no column “Boss”. These are read: Name, Head, Note."),
        ("list.csv", b"Name,Head,name\nA,B,C\n", "The column “name” is there twice."),
        ("list.csv", b"Name,Head\n" + b"a,b\n" * (tables.MOST_ROWS + 1), "more than 2000 rows"),
        ("list.csv", b"Name,Head\n" + b"\n" * tables.MOST_BYTES, "The file is too large; at most 2 MB are read."),
        ("list.csv", b"Name,Head\n" + b'"' + b"x" * 200_000 + b'"', "cannot be read as CSV"),
        ("list.csv", b"\x81\xff\xff\xff\x00\x80", "cannot be read"),
        ("list.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Save it as .xlsx"),
        ("list.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Save it as .xlsx"),
        ("list.xlsx", b"Name,Head\nA,B\n", "not a workbook"),
        ("list.xlsx", b"PK\x03\x04nothing", "not a workbook"),
    ],
)
def test_what_is_no_table_is_refused_in_words(name: str, content: bytes, words: str) -> None:
    assert words in refusal(name, content)


def test_a_reader_of_chinese_is_told_the_chinese_headings() -> None:
    assert refusal("list.csv", "备注\n无\n".encode(), CHINESE) == "缺少以下列：名称、负责人。"


def parts(**files: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in files.items():
            archive.writestr(name, body)
    return content.getvalue()


def replaced(content: bytes, name: str, body: bytes) -> bytes:
    """A workbook with another body in one of its parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return parts(**{one: archive.read(one) for one in archive.namelist()} | {name: body})


def test_a_file_that_unfolds_without_measure_is_not_unfolded() -> None:
    assert "too large" in refusal("list.xlsx", parts(**{"xl/workbook.xml": b" " * (tables.MOST_UNZIPPED_BYTES + 1)}))
    assert "too large" in refusal("list.xlsx", parts(**{f"{number}.xml": b"" for number in range(1_001)}))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_part_that_defines_entities_is_not_read(encoding: str) -> None:
    lol = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "&a;&a;">]><x>&b;</x>'
    content = replaced(workbook(["Name", "Head"], ["A", "B"]), "xl/sharedStrings.xml", lol.encode(encoding))
    assert "not a workbook" in refusal("list.xlsx", content)


def test_a_sheet_that_lies_about_its_size_is_read_up_to_the_bound() -> None:
    content = workbook(["Name", "Head"], ["A", "B"])
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    far = sheet.replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    assert far != sheet
    assert len(tables.read("list.xlsx", replaced(content, "xl/worksheets/sheet1.xml", far), COLUMNS)) == 1
    last = sheet.replace(b'r="2"', b'r="1048576"').replace(b'"A2"', b'"A1048576"').replace(b'"B2"', b'"B1048576"')
    assert "no rows below" in refusal("list.xlsx", replaced(content, "xl/worksheets/sheet1.xml", last))


@settings(max_examples=150)
@given(st.binary(max_size=300), st.sampled_from(["list.csv", "list.xlsx", "x"]))
def test_no_bytes_at_all_break_the_reader(content: bytes, name: str) -> None:
    with suppress(Refused):
        tables.read(name, content, COLUMNS)


@settings(max_examples=80)
@given(st.data())
def test_no_damage_to_a_workbook_breaks_the_reader(data: st.DataObject) -> None:
    content = bytearray(WHOLE)
    for _place in range(data.draw(st.integers(1, 6))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(Refused):
        tables.read("list.xlsx", bytes(content), COLUMNS)


NOW = datetime(2026, 11, 23, 1, 30, tzinfo=UTC)
WHOLE = workbooks.write([Sheet("List", ["Name", "Head"], [["A", "B"]])], NOW)
