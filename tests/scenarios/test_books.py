"""The documents of a project as one workbook: what people did stands in it, and it comes back as it went out."""

from __future__ import annotations

import io
import zipfile

import pytest
from openpyxl import Workbook, load_workbook

from bot.plans import reading
from bot.sandbox.server import Sandbox
from tests.scenarios import disputes
from tests.scenarios.requests import asks
from tests.scenarios.test_kickoffs import called
from tests.scenarios.test_plans import HEADINGS, imports, plan, reads
from tests.scenarios.test_task_table import content_of
from tests.world import Message, Person, World

HOSTILE = '=HYPERLINK("https://evil.example","x")'
FAIR = (
    (1, "Fair", "Book the stand", "Marketing", "Sam Carter", "2026-12-07", "2026-12-09", "", ""),
    (2, "Fair", "Doors open", "Marketing", "", "", "2026-12-14", "1FS+2", "yes"),
)
MEETING = "2026-11-25 15:05"


async def lived(world: World) -> None:
    """A week in which something of everything happens."""
    await called(world)
    await asks(world.priya, standard="Three formats, print ready")
    raised = await disputes.raises(world.lin, subject=HOSTILE)
    assert "D-1" in raised.text, raised.text
    await world.clock.to(MEETING)
    form = await world.zhao.types("/meeting notes")
    done = await world.zhao.submits(
        form, decisions=f"The launch stays on 8 December\n{HOSTILE}", actions="@lin Send the certificate by 2026-12-01"
    )
    assert not done.errors, done.errors
    await world.clock.to("2026-11-26 11:01")
    kickoff = await world.zhao.types("/project 启动会")
    noted = await world.zhao.presses("kickoffs.note", on=kickoff.answer)
    await world.zhao.submits(noted, contributions="研发部：固件", risks="试验室已排满\n固件延期", decisions="如期上市")
    await world.zhao.types(f"/risk add {HOSTILE} @lin high")
    await world.zhao.types(f"/task add {HOSTILE} 2026-12-09 @lin")
    charter = (await world.zhao.types("/project charter")).answer
    scope = charter.element("charters.edit").block["elements"][0]["options"][2]["value"]
    form = await world.zhao.chooses("charters.edit", scope, on=charter)
    await world.zhao.submits(form, inside="The lamp")
    await imports(world.zhao, plan(*FAIR, headings=(*HEADINGS, "Milestone")), "fair.xlsx")


async def exported(world: World, who: Person, company: Sandbox, command: str = "/plan export excel") -> bytes:
    """The workbook that somebody is sent."""
    await who.types(command)
    await world.settle()
    sent: Message = [one for one in await who.inbox() if one.raw.get("files")][-1]
    return content_of(company, sent.raw["files"][0]["id"])


def rows_of(book: Workbook, name: str) -> list[list[object]]:
    """The cells of a sheet."""
    return [[cell.value for cell in row] for row in book[name].iter_rows()]


async def test_what_people_did_stands_in_the_workbook(world: World, company: Sandbox) -> None:
    await lived(world)
    book = load_workbook(io.BytesIO(await exported(world, world.sam, company)))
    assert book.sheetnames == [
        "Project basic information", "Task tracking table", "Kickoff meeting", "Gantt chart", "Decisions and actions",
        "Collaboration request sheet", "Disputes", "Risk register",
    ]  # fmt: skip
    basics = {str(row[0]): str(row[1]) for row in rows_of(book, "Project basic information")}
    assert basics["Project number"] == "P-2026-001"
    assert basics["Milestones"].endswith("T-16 Doors open")
    assert "R&D: head 王磊, liaison 林涛" in basics["Departments"]
    assert basics["Budget"] == "the charter is not signed yet"
    said = [row[2] for row in rows_of(book, "Decisions and actions")]
    assert said[2:] == ["The launch stays on 8 December", HOSTILE, "Send the certificate"]
    asked = next(row for row in rows_of(book, "Collaboration request sheet") if row[0] == "R-1")
    assert asked[1:3] == ["Poster artwork", "Three formats, print ready"]
    assert [row[2] for row in rows_of(book, "Kickoff meeting") if row[0] == "risk"] == ["试验室已排满", "固件延期"]
    assert rows_of(book, "Disputes")[2][1] == HOSTILE
    assert rows_of(book, "Risk register")[2][:3] == ["K-1", HOSTILE, "high"]
    tracking = book["Task tracking table"]
    ids = next(cell for cell in tracking[2] if cell.value == "Liaison ID")
    assert tracking.column_dimensions[ids.column_letter].hidden
    assert any(cell.value == "◇" for row in book["Gantt chart"].iter_rows() for cell in row)


async def test_the_same_in_chinese(world: World, company: Sandbox) -> None:
    await lived(world)
    book = load_workbook(io.BytesIO(await exported(world, world.zhao, company, "/plan 导出 excel")))
    assert book.sheetnames == [
        "项目基本信息表", "项目任务分工与进度跟踪表", "启动会", "甘特图", "决议与行动项", "协作需求单", "争议",
        "风险清单",
    ]  # fmt: skip
    for page in book.worksheets:
        assert (page.page_setup.orientation, page.page_setup.fitToHeight) == ("landscape", 0), page.title
        assert page.print_title_rows, page.title


async def test_nothing_that_people_typed_does_anything_in_it(world: World, company: Sandbox) -> None:
    await lived(world)
    with zipfile.ZipFile(io.BytesIO(await exported(world, world.sam, company))) as parts:
        sheets = [parts.read(one).decode() for one in parts.namelist() if one.startswith("xl/worksheets/sheet")]
        assert not [one for one in sheets if "<f>" in one or "hyperlink" in one.lower().replace("hyperlink(", "")]
        assert not [one for one in parts.namelist() if "externalLink" in one or "worksheets/_rels" in one]


@pytest.mark.parametrize("command", ["/plan export excel", "/plan 导出 工作簿"])
async def test_it_comes_back_and_nothing_is_to_do_and_a_changed_row_changes_its_task(
    world: World, company: Sandbox, command: str
) -> None:
    await world.zhao.changes(locale="en-US")
    await lived(world)
    content = await exported(world, world.zhao, company, command)
    read = reading.read(content)
    assert (read.asked, read.problems) == ([], [])
    shown = await reads(world.zhao, content, "book.xlsx")
    assert "0 tasks new, 0 changed" in shown.text, shown.text
    assert "0 left out" in shown.text, shown.text
    edited = load_workbook(io.BytesIO(content))
    page = edited["Task tracking table"]
    for row in page.iter_rows(min_row=3):
        row[0].value = None
        if row[3].value == "Send the certificate":
            row[3].value = "Send both certificates"
    changed = io.BytesIO()
    edited.save(changed)
    await imports(world.zhao, changed.getvalue(), "book.xlsx")
    listed = (await world.lin.types("/task list mine")).text
    assert "Send both certificates" in listed
    assert "Send the certificate" not in listed


async def test_the_workbook_is_a_button_below_the_other_file_and_goes_to_the_channel_if_asked(
    world: World, company: Sandbox
) -> None:
    out = await world.sam.types("/plan export")
    pressed = await world.sam.presses("As Excel", on=out.answer)
    assert "as one workbook are in your conversation" in pressed.text
    before = len(await world.posted())
    public = await world.sam.types("/plan export channel excel")
    assert "as one workbook are in #" in public.text, public.text
    await world.settle()
    assert len(await world.posted()) == before + 1
    assert "There is no project P-2026-099" in (await world.sam.types("/plan export excel P-2026-099")).text
