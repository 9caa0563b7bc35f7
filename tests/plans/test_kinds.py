"""What a file is, its content says; what is no plan, or too much of one, is refused by its right name."""

from __future__ import annotations

import io
import zipfile

import pytest

from bot.documents import pages
from bot.documents.apart import Apart, Limits
from bot.plans import reading
from bot.plans.reading.tables import reading as tables
from bot.words.language import Reader
from bot.words.refused import Refused
from tests.plans.books import book, october
from tests.plans.files import link, project, task

ENGLISH = Reader("en-US")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(content: bytes) -> str:
    with pytest.raises(Refused) as refused:
        reading.read(content)
    return refused.value.why.for_(ENGLISH)


def archive(**parts: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in parts.items():
            made.writestr(name, body)
    return content.getvalue()


SHEET = b"application/vnd.oasis.opendocument.spreadsheet"
OTHERS = [
    (OLE + "Workbook".encode("utf-16-le"), "old Excel file (.xls)"),
    (OLE + "EncryptedPackage".encode("utf-16-le"), "password"),
    (OLE + "MSProject".encode("utf-16-le"), "(.mpp)"),
    (OLE + "WordDocument".encode("utf-16-le"), "Word document"),
    (b"<html><body><table><tr><td>Task</td></tr></table></body></html>", "web page"),
    (b"\xef\xbb\xbf<!DOCTYPE html>\n<html>", "web page"),
    (b"<table border=1><tr><td>Task</td></tr></table>", "web page"),
    (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "web page"),
    (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>', "Excel 2003"),
    (b'<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "svg11.dtd"><svg/>', "drawing (SVG)"),
    (b'<mxfile host="app"><diagram/></mxfile>', "draw.io"),
    (b"<map version='1.0'><node/></map>", "mind map"),
    (b'<APIBusinessObjects xmlns="x"/>', "Primavera"),
    (b"ERMHDR\t19.12\t2026-10-08", "Primavera"),
    (b"%PDF-1.7", "PDF"),
    (b"\x89PNG\r\n\x1a\n", "picture"),
    (b"BEGIN:VCALENDAR\r\n", "calendar file"),
    (b"\xac\xed\x00\x05sr", "ProjectLibre"),
    (archive(**{"word/document.xml": b"<w/>", "[Content_Types].xml": b"<t/>"}), "Word document"),
    (archive(**{"xl/workbook.bin": b"", "[Content_Types].xml": b"<t/>"}), "binary Excel"),
    (archive(mimetype=SHEET, **{"content.xml": b"<o/>"}), "(.ods)"),
    (archive(**{"plan.xlsx": b"PK"}), "Unpack it"),
    (b"PK\x03\x04nothing", "not a workbook"),
]


@pytest.mark.parametrize(("content", "words"), OTHERS, ids=[words for _content, words in OTHERS])
def test_another_kind_of_file_is_refused_by_its_right_name(content: bytes, words: str) -> None:
    assert words in refusal(content)


def test_the_name_of_a_file_counts_for_nothing() -> None:
    assert reading.read(book(("Plan", "visible", [["Task", "Start"], ["Mould", october(8)]]))).format == "Excel"
    assert reading.read(b"Task;Start\nMould;2026-10-08\n").format == "CSV"
    assert reading.read("任务\t开始\n模具\t2026-10-08\n".encode("utf-16")).format == "CSV"
    assert reading.read(project(task(1))).format == "MS Project XML"


def test_what_a_workbook_would_unfold_to_is_looked_at_before_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST_UNZIPPED_BYTES", 1_000)
    assert "too large" in refusal(book(("Plan", "visible", [["Task", "Start"], ["Mould", october(8)]])))


def test_a_workbook_with_entities_is_not_read() -> None:
    content = book(("Plan", "visible", [["Task", "Start"], ["Mould", october(8)]]))
    with zipfile.ZipFile(io.BytesIO(content)) as before:
        parts = {name: before.read(name) for name in before.namelist()}
    name = "xl/worksheets/sheet1.xml"
    parts[name] = b'<!DOCTYPE x [<!ENTITY a "b">]>' + parts[name]
    assert "not a workbook" in refusal(archive(**parts))


def test_more_rows_columns_or_links_than_a_plan_has_are_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MOST", pages.Most(3, 2))
    assert "more than 3 rows" in refusal(b"Task,Days\n" + b"A,1\n" * 3)
    [row] = reading.read(b"Task,Days,Owner\nA,1,Sam\n").rows
    assert (row.days, row.owner) == (1, "")
    monkeypatch.setattr(tables, "MOST_TASKS", 1)
    assert "more than 1 rows" in refusal(project(task(1), task(2)))
    monkeypatch.undo()
    monkeypatch.setattr(reading, "MOST_LINKS_OF_ONE", 2)
    many = project(*(task(uid) for uid in range(1, 4)), task(9, links="".join(link(uid) for uid in range(1, 4))))
    assert "more links than are read" in refusal(many)


def test_a_cell_with_more_links_than_one_task_has_is_named() -> None:
    plan = reading.read(b"ID,Task,Days,Predecessors\n1,A,1,\n2,B,1," + b"1;" * 1_001 + b"\n")
    assert [(one.row, one.why.value) for one in plan.problems] == [(3, "too far")]
    assert plan.links == []


async def test_a_row_of_very_many_cells_and_a_task_of_very_many_links_are_refused_in_seconds() -> None:
    here = Apart()
    here.limits = Limits(seconds=30, cpu_seconds=10, megabytes=128)
    wide = b"Task,Start" + b",x" * 1_000_000 + b"\nMould,2026-10-08" + b",1" * 1_000_000 + b"\n"
    plan = await here.read(reading.read, wide)
    assert [row.title for row in plan.rows] == ["Mould"]
    many = project(task(1), task(2, links=link(1) * 100_000))
    with pytest.raises(Refused):
        await here.read(reading.read, many)
