"""Tables that people upload: read as they meant them, and refused in words where they cannot be."""

from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from datetime import UTC, date, datetime

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.documents import headings, pages, tables, workbooks
from bot.documents.headings import Column, Row
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
    assert tables.read("list.csv", lines.encode(encoding), COLUMNS).rows == ROWS


def test_an_empty_cell_says_something_and_one_that_is_not_there_does_not() -> None:
    rows = tables.read("list.csv", b"Name,Head,Note\nA,x,\nB,y\n", COLUMNS).rows
    assert [one.cells for one in rows] == [{"name": "A", "head": "x", "note": ""}, {"name": "B", "head": "y"}]
    rows = tables.read("list.xlsx", workbook(["Name", "Head", "Note"], ["A", "x"]), COLUMNS).rows
    assert rows[0].cells == {"name": "A", "head": "x", "note": ""}


def test_a_workbook_is_read_whatever_its_file_is_called() -> None:
    content = workbook(["Name", "负责人"], ["R&D", "wang"], [None, None], ["设计部", " chen "])
    assert tables.read("list.xlsx", content, COLUMNS).rows == ROWS
    assert tables.read("list", content, COLUMNS).rows == ROWS


def test_headings_are_known_in_both_languages_any_case_and_width() -> None:
    content = "ＮＡＭＥ＊, head (x) ,说明\n".replace(" (x) ", "").encode() + b"A,B,C\n"
    assert tables.read("list.csv", content, COLUMNS).rows == [Row(2, {"name": "A", "head": "B", "note": "C"})]


def test_a_row_has_the_number_that_a_spreadsheet_program_shows_also_below_cells_of_several_lines() -> None:
    rows = tables.read("list.csv", b'Name,Head\n"A\nB",x\nC,y\n', COLUMNS).rows
    assert [(row["name"], row.number) for row in rows] == [("A\nB", 2), ("C", 3)]


def test_numbers_days_and_truths_become_text() -> None:
    content = workbook(["Name", "Head", "Note"], [12, 1.5, date(2026, 12, 1)], [True, 3.0, MORNING])
    first, second = tables.read("list.xlsx", content, COLUMNS).rows
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
        ("list.csv", b"Boss,Chief\nA,B\n", "No row of headings was found. These columns are read: Name, Head, Note."),
        ("list.csv", b"Name,Head,name\nA,B,C\n", "The column “Name” is there twice."),
        ("list.csv", b"Name,Head\n" + b"a,b\n" * (headings.MOST_ROWS + 1), "more than 2000 rows"),
        ("list.csv", b"Name,Head\n" + b"\n" * tables.MOST_BYTES, "The file is too large; at most 2 MB are read."),
        ("list.csv", b"Name,Head\n" + b'"' + b"x" * 200_000 + b'"', "cannot be read as CSV"),
        ("list.csv", b"\x81\xff\xff\xff\x00\x80", "How the text of the file is written cannot be told"),
        ("list.csv", "Name,Head\nОтдел продаж,Иван\n".encode("cp1251"), "cannot be told"),
        ("list.csv", "Name,Head\nDział zakupów,Łucja\n".encode("cp1250"), "cannot be told"),
        ("list.csv", "Name,Head\n営業部,さくら\n".encode("shift_jis"), "cannot be told"),
        ("list.csv", "Name,Head\n영업부,김민수\n".encode("cp949"), "cannot be told"),
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


EUROPEAN = [Row(2, {"name": "Qualité et Développement", "head": "José Müller"})]
TRADITIONAL = "部門名稱,負責人\n財務部,陳怡君\n客服部,黃志明\n"


def test_windows_1252_is_not_taken_for_chinese_nor_big5_for_gbk() -> None:
    lines = "Name;Head\nQualité et Développement;José Müller\n"
    read = tables.read("list.csv", lines.encode("cp1252"), COLUMNS)
    assert (read.rows, read.guessed) == (EUROPEAN, "Windows-1252")
    names = (Column("name", ("Name", "名称", "部門名稱")), Column("head", ("Head", "负责人", "負責人")))
    for encoding, called in (("big5", "Big5"), ("gbk", "GB 18030"), ("utf-8", "")):
        read = tables.read("list.csv", TRADITIONAL.encode(encoding), names)
        assert ([row["name"] for row in read.rows], read.guessed) == (["財務部", "客服部"], called)


@pytest.mark.parametrize("first", ["sep=;", "sep=;\r", '"sep=;"', "SEP=;"])
def test_a_line_that_tells_excel_what_stands_between_cells_is_no_heading(first: str) -> None:
    read = tables.read("list.csv", f'{first}\nName;Head\n"R&D, both";wang\n'.encode(), COLUMNS)
    assert read.rows == [Row(3, {"name": "R&D, both", "head": "wang"})]
    assert tables.read("list.csv", b"sep=|\nName|Head\nA;B,C|x\n", COLUMNS).rows == [
        Row(3, {"name": "A;B,C", "head": "x"})
    ]


def test_titles_above_the_headings_and_columns_that_nobody_asks_for_are_left_out_and_told() -> None:
    lines = (
        "部门通讯录，2026年,,,,\n制表：王磊; 李娜; 赵敏,,,,\n\n序号,部门,名称,电话,负责人,\n1,x,设计部,138,chen,extra\n"
    )
    read = tables.read("list.csv", lines.encode(), COLUMNS)
    assert read.rows == [Row(5, {"name": "设计部", "head": "chen"})]
    assert read.unread == ["序号", "部门", "电话", "F"]
    book = workbook(["Departments of 2026"], [None, "made by Wang"], [], ["No.", "Name", "Head"], [1, "R&D", "wang"])
    read = tables.read("list.xlsx", book, COLUMNS)
    assert (read.rows, read.unread) == ([Row(5, {"name": "R&D", "head": "wang"})], ["No."])


@pytest.mark.parametrize(
    "heading",
    [
        "负责人（必填）",
        "负责人 Head",
        "Head / 负责人",
        "Head (required)",
        "【负责人】",
        "负责人：",
        "Ｈｅａｄ*",
        "Head\n负责人",
    ],
)
def test_a_heading_is_known_with_what_people_add_to_it(heading: str) -> None:
    assert tables.read("list.xlsx", workbook(["Name", heading], ["A", "x"]), COLUMNS).rows == [
        Row(2, {"name": "A", "head": "x"})
    ]


def test_marks_that_nobody_sees_are_taken_out_of_names() -> None:
    lines = "\ufeffName,\u200bHead\nR\u200d&\u00adD\u3000West, \u202awa\u2060ng\u202c\u3164\n"
    assert tables.read("list.csv", lines.encode(), COLUMNS).rows == [Row(2, {"name": "R&D West", "head": "wang"})]
    joined = "Name,Head\n👩\u200d💻 नि\u200dक,e\u0301va\n"
    assert tables.read("list.csv", joined.encode(), COLUMNS).rows == [
        Row(2, {"name": "👩\u200d💻 नि\u200dक", "head": "éva"})
    ]


def sheets(*pages: tuple[str, str, list[list[object]]]) -> bytes:
    """A workbook of these sheets: name, state and rows."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, state, rows in pages:
        page = book.create_sheet(name)
        page.sheet_state = state
        for row in rows:
            page.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_the_first_sheet_that_is_seen_and_has_the_headings_is_read() -> None:
    found: list[list[object]] = [["Name", "Head"], ["A", "x"]]
    others: list[list[object]] = [["Name", "Head"], ["Old", "x"]]
    book = sheets(
        ("Lists", "hidden", others), ("More", "veryHidden", others), ("Read me", "visible", [["How to use this"]]),
        ("Team", "visible", found), ("Next", "visible", others),
    )  # fmt: skip
    read = tables.read("list.xlsx", book, COLUMNS)
    assert (read.rows, read.sheet) == ([Row(2, {"name": "A", "head": "x"})], "Team")
    assert (
        tables.read("list.xlsx", sheets(("Lists", "hidden", others), ("Team", "visible", found)), COLUMNS).sheet == ""
    )


DAY = 46_357  # 1 December 2026, as Excel counts
DATES = [*range(27, 32), 36, 50, 51, 52, 53, 54, 57, 58]
CODES = [
    "[$-804]aaaa;@", "aaaa", 'yyyy"年"m"月"d"日"', '[$-804]yyyy"年"m"月"d"日"', '[DBNum1][$-804]yyyy"年"m"月"d"日"',
    "[$-404]e/m/d", '[$-411]ggge"年"m"月"d"日"', "yyyy/m/d;@", "d.m.yy", "[$-F800]dddd",
]  # fmt: skip
NUMBERS = [
    "0.00",
    "#,##0.00",
    '0"天"',
    '"第"0"名"',
    "0.00E+00",
    "G/通用格式",
    "General",
    "¥#,##0.00;[Red]-¥#,##0.00",
    '0" days"',
    "0%",
]


def formatted(code: str | int, value: float) -> bytes:
    """A workbook with that number in that format, as XlsxWriter writes it."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    page = book.add_worksheet()
    page.write_row(0, 0, ["Name", "Head"])
    page.write_number(1, 0, value, book.add_format({"num_format": code}))
    page.write_string(1, 1, "x")
    book.close()
    return content.getvalue()


@pytest.mark.parametrize("code", [*DATES, *CODES], ids=str)
def test_a_day_is_a_day_in_the_formats_of_a_chinese_excel(code: str | int) -> None:
    assert tables.read("list.xlsx", formatted(code, DAY), COLUMNS).rows[0]["name"] == "2026-12-01"


@pytest.mark.parametrize("code", [32, 33, 34, 35, 55, 56], ids=str)
def test_an_hour_is_an_hour_in_the_formats_of_a_chinese_excel(code: int) -> None:
    assert tables.read("list.xlsx", formatted(code, 0.375), COLUMNS).rows[0]["name"] == "09:00:00"


@pytest.mark.parametrize("code", [*range(5), 9, 10, 37, 38, 49, *NUMBERS], ids=str)
def test_a_number_is_a_number_whatever_stands_beside_it(code: str | int) -> None:
    assert tables.read("list.xlsx", formatted(code, DAY), COLUMNS).rows[0]["name"] == str(DAY)


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
    assert "too large" in refusal("list.xlsx", parts(**{"xl/workbook.xml": b" " * (pages.MOST_UNZIPPED_BYTES + 1)}))
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
    assert len(tables.read("list.xlsx", replaced(content, "xl/worksheets/sheet1.xml", far), COLUMNS).rows) == 1
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
