"""A Word document as others read it: what people typed is text, a table's heading stands on every page."""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime

import docx

from bot.documents import word
from bot.documents.word import Paper, Part, Table

NOW = datetime(2026, 11, 23, 2, tzinfo=UTC)
TYPED = "<b>&amp; {{ 7*7 }} ‹标记› \x07=1+1\n第二行\ud800"
PAPER = Paper(
    "项目立项申请表",
    "P-2026-007 · 读书灯",
    [("项目编号", "P-2026-007")],
    "第 %(page)s 页 共 %(pages)s 页",
    [Part("申请内容", Table(("项目", "内容"), [("背景", TYPED)], (0.3, 0.7), is_named=True), "说明")],
)


def written(paper: Paper = PAPER) -> dict[str, str]:
    with zipfile.ZipFile(io.BytesIO(word.write(paper, NOW))) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist() if name.endswith(".xml")}


def test_what_was_typed_stands_there_as_it_was_typed() -> None:
    made = docx.Document(io.BytesIO(word.write(PAPER, NOW)))
    assert made.tables[1].rows[1].cells[1].text == "<b>&amp; {{ 7*7 }} ‹标记› =1+1\n第二行"
    assert [one.text for one in made.paragraphs if one.style and one.style.name == "Heading 1"] == ["申请内容"]


def test_the_heading_of_a_table_stands_on_each_of_its_pages_and_no_row_is_torn() -> None:
    body = written()["word/document.xml"]
    assert body.count("<w:tblHeader/>") == 1
    assert body.count("<w:cantSplit/>") == body.count("<w:tr>")


def test_each_page_has_its_number_and_how_many_there_are() -> None:
    footers = [text for name, text in written().items() if "footer" in name]
    assert len(footers) == 2, "the cover's, too"
    for text in footers:
        assert " PAGE " in text
        assert " NUMPAGES " in text
        assert "第 " in text


def test_chinese_is_set_in_fonts_for_it() -> None:
    parts = written()
    assert 'w:eastAsia="宋体"' in parts["word/styles.xml"]
    assert 'w:eastAsia="黑体"' in parts["word/styles.xml"]
    assert 'w:eastAsia="黑体"' in parts["word/document.xml"], "the title of the cover"
