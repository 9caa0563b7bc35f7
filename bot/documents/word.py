"""Documents that go out as Word files: a cover, headings, tables, and the number of each page at its foot.

    content = word.write(Paper("Project proposal", …, parts=[Part("Basics", Table(…))]), now)

What people typed stays text. Takes a tenth of a second: not on the event loop.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table as WordTable
    from docx.text.paragraph import Paragraph

# What Word has in every language it is sold in: for text, and for headings; Latin, and East Asian.
TEXT, HEADING = ("Times New Roman", "宋体"), ("Arial", "黑体")
TEXT_POINTS, COVER_POINTS, CELL_POINTS, BEHIND_POINTS = 10.5, 26, 3, 4
# Of what is to stand on one page, without a cover: letters, title, and the margins above and below.
SMALL_POINTS, TITLE_POINTS, ONE_PAGE_CM = 9, 16, 1.4
PAGE_CM, MARGIN_CM = (21.0, 29.7), 2.5
SHADE = "E7EDF3"
# What stands behind the borders of a paragraph in its properties, whose order Word insists on.
AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
# What no XML may hold, whoever typed it; half of a pair of them alone is none either.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose heading stands on every page that it reaches; `widths` are shares of the line."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[float] = ()
    # The first cell of each row names it.
    is_named: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a paper under its heading."""

    heading: str
    table: Table
    # What is said beneath the heading, above the table; and a picture below the table, a PNG as wide as the line.
    said: str = ""
    picture: bytes | None = None


@dataclass(frozen=True, slots=True)
class Paper:
    """A document: `cover` are the lines beneath its title, each what it is and what it says, and without them it has no
    cover; `foot` has two places, for the number of the page and how many there are.
    """

    title: str
    above: str
    cover: Sequence[tuple[str, str]]
    foot: str = "Page %(page)s of %(pages)s"
    parts: Sequence[Part] = field(default_factory=tuple)


def write(paper: Paper, now: datetime) -> bytes:
    """A .docx file of it, on A4."""
    import docx  # a tenth of a second that only who writes a document waits for
    from docx.shared import Cm

    made = docx.Document()
    made.core_properties.author, made.core_properties.title = "Liaison", clean(paper.title)
    made.core_properties.created = made.core_properties.modified = now.replace(tzinfo=None)
    _lay_out(made, paper)
    if paper.cover:
        _cover(made, paper)
    else:
        made.add_heading(clean(paper.title), level=0)
    for place, part in enumerate(paper.parts):
        heading = made.add_heading(clean(part.heading), level=1)
        # The cover has its page for itself.
        heading.paragraph_format.page_break_before = place == 0 and bool(paper.cover)
        if part.said:
            made.add_paragraph(clean(part.said)).paragraph_format.keep_with_next = True
        _table(made, part.table)
        if part.picture is not None:
            made.add_picture(io.BytesIO(part.picture), width=Cm(PAGE_CM[0] - 2 * MARGIN_CM))
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def clean(text: str) -> str:
    """The text without what no XML may hold."""
    return _ILLEGAL.sub("", text)


def _lay_out(made: Document, paper: Paper) -> None:
    """Paper, letters, and what stands at the head and the foot of each page but the cover."""
    from docx.shared import Cm, Pt, RGBColor

    page = made.sections[0]
    page.page_width, page.page_height = Cm(PAGE_CM[0]), Cm(PAGE_CM[1])
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Cm(MARGIN_CM)
    if not paper.cover:
        page.top_margin = page.bottom_margin = Cm(ONE_PAGE_CM)
    page.different_first_page_header_footer = True
    text_points, title_points = (TEXT_POINTS, COVER_POINTS) if paper.cover else (SMALL_POINTS, TITLE_POINTS)
    sizes = (
        ("Normal", TEXT, text_points),
        ("Heading 1", HEADING, 14),
        ("Title", HEADING, title_points),
    )
    for style, fonts, points in sizes:
        written: Any = made.styles[style]
        written.font.size, written.font.color.rgb = Pt(points), RGBColor(0, 0, 0)
        _fonts(written.element.get_or_add_rPr(), written.font, fonts)
    spaces: Any = made.styles["Heading 1"]
    spaces.paragraph_format.space_before, spaces.paragraph_format.space_after = Pt(16), Pt(6)
    head = page.header.paragraphs[0]
    head.add_run(clean(paper.above)).font.size = Pt(9)
    _underlined(head)
    _numbered(page.footer.paragraphs[0], paper.foot)
    _numbered(page.first_page_footer.paragraphs[0], paper.foot)


def _fonts(properties: Any, font: Any, fonts: tuple[str, str]) -> None:
    """Latin letters and East Asian ones, each in their own; a theme would have the last word otherwise."""
    from docx.oxml.ns import qn

    font.name = fonts[0]
    chosen = properties.get_or_add_rFonts()
    for name in list(chosen.attrib):
        if name.endswith("Theme"):
            del chosen.attrib[name]
    chosen.set(qn("w:eastAsia"), fonts[1])


def _underlined(line: Paragraph) -> None:
    """A thin line beneath, as there is below the head of a page."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    edges = OxmlElement("w:pBdr")
    edge = OxmlElement("w:bottom")
    for name, value in (("w:val", "single"), ("w:sz", "4"), ("w:space", "1"), ("w:color", "808080")):
        edge.set(qn(name), value)
    edges.append(edge)
    properties: Any = line._p.get_or_add_pPr()
    properties.insert_element_before(edges, *AFTER_BORDERS)


def _numbered(line: Paragraph, words: str) -> None:
    """第 1 页 共 3 页: words with fields that whoever shows the page fills in."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for said in re.split(r"(%\(pages?\)s)", words):
        if said in ("%(page)s", "%(pages)s"):
            _field(line, "PAGE" if said == "%(page)s" else "NUMPAGES")
        elif said:
            line.add_run(said)


def _field(line: Paragraph, code: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for kind, text in (("begin", ""), ("", code), ("separate", ""), ("shown", "1"), ("end", "")):
        run = line.add_run(text if kind == "shown" else "")
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif not kind:
            said = OxmlElement("w:instrText")
            said.set(qn("xml:space"), "preserve")
            said.text = f" {text} "
            run._r.append(said)


def _cover(made: Document, paper: Paper) -> None:
    """The title in the middle of the first page, and beneath it what the document is of."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    title = made.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(150), Pt(90)
    run = title.add_run(clean(paper.title))
    run.bold, run.font.size = True, Pt(COVER_POINTS)
    _fonts(run._r.get_or_add_rPr(), run.font, HEADING)
    _table(made, Table((), paper.cover, (0.24, 0.46), is_named=True), is_bare=True)


def _table(made: Document, table: Table, *, is_bare: bool = False) -> None:
    from docx.enum.table import WD_TABLE_ALIGNMENT
    from docx.shared import Pt

    columns = len(table.header) or len(table.rows[0])
    grid = made.add_table(rows=0, cols=columns)
    grid.autofit = False
    if is_bare:
        grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    else:
        grid.style = "Table Grid"
    for column, width in zip(cast(Any, grid).columns, _widths(table, columns), strict=True):
        # Word goes by the cells, LibreOffice by the columns.
        column.width = width
    if table.header:
        _row(grid, table, table.header, is_heading=True)
    for row in table.rows:
        _row(grid, table, row)
    # Word wants a paragraph behind a table; one that is not seen.
    behind = made.add_paragraph()
    behind.paragraph_format.space_after = Pt(0)
    behind.paragraph_format.line_spacing = Pt(BEHIND_POINTS)


def _row(grid: WordTable, table: Table, cells: Sequence[str], *, is_heading: bool = False) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn
    from docx.shared import Pt

    row: Any = cast(Any, grid).add_row()
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_heading:
        # On each page that the table reaches.
        properties.append(OxmlElement("w:tblHeader"))
    for place, (cell, said, width) in enumerate(zip(row.cells, cells, _widths(table, len(cells)), strict=True)):
        cell.width = width
        line = cell.paragraphs[0]
        line.paragraph_format.space_before = line.paragraph_format.space_after = Pt(CELL_POINTS)
        line.paragraph_format.keep_with_next = is_heading
        run = line.add_run(clean(said))
        if is_heading or (table.is_named and place == 0):
            run.bold = True
        if is_heading:
            shade = OxmlElement("w:shd")
            for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", SHADE)):
                shade.set(qn(name), value)
            cell._tc.get_or_add_tcPr().append(shade)


def _widths(table: Table, columns: int) -> list[int]:
    """How wide each column is, of the whole line."""
    from docx.shared import Cm

    shares = table.widths or [1 / columns] * columns
    return [Cm((PAGE_CM[0] - 2 * MARGIN_CM) * share) for share in shares]
