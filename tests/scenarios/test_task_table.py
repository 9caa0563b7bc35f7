"""《项目任务分工与进度跟踪表》: read in Slack a page at a time, and as a workbook that opens in Excel."""

from __future__ import annotations

import io
from datetime import datetime
from typing import Any

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from bot.plans import reading
from bot.plans.plan import Why
from bot.sandbox.server import Sandbox
from tests.world import Message, World


def table_of(messages: list[Message]) -> list[list[str]]:
    """The cells of the table that was answered."""
    found = [block for one in messages for block in one.raw["blocks"] if block["type"] in ("table", "data_table")]
    return [[cell["text"] for cell in row] for row in found[-1]["rows"]]


def workbooks_in(company: Sandbox, messages: list[Message]) -> list[Worksheet]:
    """The first sheet of every workbook that was sent."""
    ids = [file["id"] for one in messages for file in one.raw.get("files", [])]
    return [load_workbook(io.BytesIO(content_of(company, one))).worksheets[0] for one in ids]


def content_of(company: Sandbox, file_id: str) -> bytes:
    found: Any = company.slack.files[file_id]
    return bytes(found.content)


async def test_the_table_in_slack_shows_the_tree_page_by_page(world: World) -> None:
    out = await world.sam.types("/task table")
    rows = table_of(out.said)
    assert rows[0][:3] == ["No.", "Code", "Task"]
    numbers = [row[0] for row in rows[1:]]
    assert numbers[:2] == ["T-1", "T-2"], "by stage, then by due day"
    assert numbers[numbers.index("T-8") + 1] == "↳ T-10", "a subtask stands under its task"
    assert next(row for row in rows if row[0] == "T-3")[6:9] == ["🔴 delayed", "70%", "3"]
    in_chinese = await world.lin.types("/task 跟踪表")
    assert table_of(in_chinese.said)[0][:3] == ["编号", "编码", "任务"]
    for day in range(5, 10):
        await world.zhao.types(f"/task add 检查产线{day} 12月{day}日 @lin")
    out = await world.sam.types("/task table")
    assert len(table_of(out.said)) == 18, "Slack pages it itself"
    await world.rolls_out(is_on=False, types=["data_table"])
    out = await world.sam.types("/task table")
    assert len(table_of(out.said)) == 16
    onward = await world.sam.presses("tasks.table.next", on=out.answer)
    assert len(table_of(onward.said)) == 3
    assert "17 tasks" in onward.text


async def test_the_workbook_goes_to_whoever_asked_in_their_language(world: World, company: Sandbox) -> None:
    await world.zhao.types("/task add =1+1 看看 12月9日 @lin")
    await world.chen.types("/task update T-9 延到12月11日，因为等样品")
    out = await world.lin.types("/task 导出")
    assert "已发到你与Liaison的私信" in out.text
    page = workbooks_in(company, await world.lin.inbox())[-1]
    assert str(page["A1"].value).startswith("项目任务分工与进度跟踪表 · P-2026-001 Aurora lamp launch")
    headings = [cell.value for cell in page[2]]
    assert headings[:3] == ["编号", "编码", "阶段"]
    assert page.freeze_panes == "A3"
    assert page.auto_filter.ref is not None
    rows = {str(row[0].value): dict(zip(headings, row, strict=True)) for row in page.iter_rows(min_row=3)}
    assert len(rows) == 13
    late = rows["T-3"]
    assert late["状态"].value == "延期"
    assert late["状态"].font.color.rgb == "FFC00000"
    assert late["延期原因"].value == "Second round of comments"
    assert isinstance(late["计划完成"].value, datetime)
    assert (
        rows["T-6"]["配合部门"].value == "设计部：Images in three sizes 三种尺寸的图片\n销售部：Dealer list 经销商名单"
    )
    moved = rows["T-9"]
    assert [str(moved[one].value)[:10] for one in ("原计划完成", "计划完成")] == ["2026-12-02", "2026-12-11"]
    assert moved["改期次数"].value == 1
    assert (late["原计划完成"].value, late["改期次数"].value) == (None, None)
    assert rows["T-12"]["依赖的任务"].value == "T-5, T-6, T-11 -2"
    assert rows["T-1"]["实际完成"].value is not None
    assert rows["T-10"]["上级任务"].value == "T-8"
    assert rows["T-13"]["任务"].value == "=1+1 看看"
    others = [one for one in company.slack.files.values() if one.complete]
    assert others[0].name == "P-2026-001-项目任务分工与进度跟踪表-2026-11-23.xlsx"
    assert len(others) == 1, "it went to one person, once"


async def test_the_workbook_goes_to_the_channel_if_asked_and_to_nobody_who_may_not_see(
    world: World, company: Sandbox
) -> None:
    out = await world.sam.types("/task export channel")
    assert "#" in out.text or "is in" in out.text
    page = workbooks_in(company, await world.sam.sees(world.channel))[-1]
    assert "P-2026-001-Task tracking table-2026-11-23.xlsx" in str([one.name for one in company.slack.files.values()])
    assert [cell.value for cell in page[2]][:3] == ["No.", "Code", "Stage"]
    table = await world.sam.types("/task table")
    pressed = await world.sam.presses("Excel", on=table.answer)
    assert "in your conversation with Liaison" in pressed.text
    assert "There is no project P-2026-099" in (await world.sam.types("/task table P-2026-099")).text


async def test_the_workbook_is_a_plan_that_is_read_back_whole(world: World, company: Sandbox) -> None:
    for who, words in ((world.sam, "/task export"), (world.lin, "/task 导出")):
        await who.types(words)
        sent = [file["id"] for one in await who.inbox() for file in one.raw.get("files", [])][-1]
        plan = reading.read(content_of(company, sent))
        assert ({row.id for row in plan.rows if not row.is_summary} >= {"T-1", "T-2", "T-10"}, plan.links != []) == (
            True,
            True,
        )
        assert (plan.asked, plan.problems) == ([], [])
        assert {one.why for one in plan.left_out} == {Why.CAME}
