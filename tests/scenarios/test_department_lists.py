"""Departments from a table, told by the admin 王磊, whom he names, and those who may not."""

from __future__ import annotations

from typing import Any

from bot.documents import tables
from bot.process.departments.reading import COLUMNS
from bot.sandbox.server import Sandbox
from tests.scenarios.test_settings import opened
from tests.world import Outcome, View, World

HEADINGS = "Name in English,中文名称,Head,接口人,Deputies,Working days\n"


async def form(world: World, who: str = "wang") -> View:
    """The form in which that admin chooses a file."""
    out = await world.person(who).presses("departments.import", on=await opened(world, who))
    assert out.view is not None, out.text
    return out.view


async def imports(world: World, rows: str, who: str = "wang", name: str = "部门.csv") -> Outcome:
    """A file of these rows, chosen in the form."""
    chosen = await world.person(who).attaches(name, HEADINGS + rows)
    return await world.person(who).submits_and_waits(await form(world, who), file=[chosen])


async def test_a_list_is_shown_first_and_then_taken_whole(world: World) -> None:
    await world.wang.submits(await world.wang.presses("admins.edit", on=await opened(world)), named=["sam"])
    seen = await imports(
        world,
        "Legal,法务部,lin@aurora.example,@林涛,赵敏；chen@aurora.example,\n"
        "R&D,,王磊,陈静 Chen Jing,,\n"
        "Sales,销售部,Priya Nair,priya,,\n",
    )
    assert seen.view is not None, seen.text
    assert "部门.csv：新增1个，修改1个，1个不变。" in seen.view.text
    assert "法务部" in seen.view.text
    assert "研发部 · 接口人：陈静 · 副负责人：0人" in seen.view.text
    assert "法务部" not in (await opened(world, "sam")).text, "nothing is stored before it is confirmed"
    assert seen.view.fields == {"in_projects": "进行中的项目也一并更换负责人和接口人吗？"}
    done = await world.wang.submits_and_waits(seen.view, in_projects="yes")
    assert done.view is not None, done.text
    assert "已导入：新增1个部门，修改1个。" in done.view.text
    done = await world.wang.closes(done)
    assert done.view is not None
    assert "*法务部* · Legal" in done.view.text
    assert "负责人林涛，接口人林涛 · 副负责人赵敏、陈静" in done.view.text
    assert "负责人王磊，接口人陈静" in done.view.text
    await world.clock.plus("10s")
    card = next(one for one in await world.posted() if "R&D · head 王磊" in one.text)
    assert "liaison 陈静" in card.text, "running projects follow"
    again = await imports(world, "Legal,法务部,林涛,林涛,赵敏、陈静,\n")
    assert again.view is not None
    assert "新增0个，修改0个，1个不变。" in again.view.text
    same = await world.wang.submits_and_waits(again.view)
    assert same.view is not None
    assert "没有变动：原来就是这样。" in same.view.text


async def test_every_bad_cell_is_named_and_nothing_is_taken(world: World) -> None:
    await world.wang.submits(await world.wang.presses("admins.edit", on=await opened(world)), named=["sam"])
    bad = (
        "Legal,法务部,林涛,林涛,,\n"
        "Finance,,nobody,,Sam Carter,XX\n"
        "legal,,林涛,林涛 陈静,,\n"
        "R&D,市场部,林涛,林涛、陈静,,\n"
        ",,林涛,林涛,,\n"
    )
    seen = await imports(world, bad, "sam", "list.csv")
    assert seen.view is not None, seen.text
    assert "8 cells cannot be taken, so nothing was imported.* list.csv" in seen.view.text
    for words in (
        "Row 3, Head: Nobody here is called “nobody”. Give a @name, an email address or a name as in Slack.",
        "Row 3, Liaison: Please fill this in.",
        "Row 3, Working days: There is no such calendar.",
        "Row 4, Name in English: Row 2 names the same department.",
        "Row 4, Liaison: Nobody here is called “林涛 陈静”.",
        "Row 5, Name in Chinese: The two names are those of two departments.",
        "Row 5, Liaison: Name one person here.",
        "Row 6, Name in English: Give the department a name",
    ):
        assert words in seen.view.text, (words, seen.view.text)
    assert "Legal" not in (await opened(world)).text
    # The corrected file goes into the same form.
    chosen = await world.sam.attaches("list.csv", HEADINGS + "Legal,法务部,林涛,林涛,,\n")
    right = await world.sam.submits_and_waits(seen.view, file=[chosen])
    assert right.view is not None
    assert "list.csv: 1 to add, 0 to change, 0 as before." in right.view.text
    nothing = await world.sam.submits_and_waits(
        await form(world, "sam"), file=[await world.sam.attaches("x.csv", "a,b\n1,2\n")]
    )
    assert nothing.view is not None
    assert "⚠️ *x.csv*\nNo row of headings was found." in nothing.view.text
    missing = await world.sam.submits_and_waits(await form(world, "sam"))
    assert missing.errors, missing.text


async def test_what_changed_meanwhile_is_shown_before_it_is_taken(world: World) -> None:
    await world.wang.submits(await world.wang.presses("admins.edit", on=await opened(world)), named=["sam"])
    seen = await imports(world, "Design,设计部,陈静,赵敏,,\n")
    assert seen.view is not None, seen.text
    other = await imports(world, "Design,设计部,陈静,林涛,,\n", "sam")
    assert other.view is not None
    await world.sam.submits_and_waits(other.view, in_projects="no")
    late = await world.wang.submits_and_waits(seen.view, in_projects="no")
    assert late.view is not None, late.text
    assert "选择文件之后，情况有了变化。现在导入会这样：" in late.view.text
    done = await world.wang.submits_and_waits(late.view)
    assert done.view is not None
    below = (await world.wang.closes(done)).view
    assert below is not None
    assert "负责人陈静，接口人赵敏" in below.text


async def test_the_template_holds_what_there_is_and_can_be_imported(world: World, company: Sandbox) -> None:
    out = await world.wang.presses("departments.template", on=await form(world))
    assert out.view is not None, out.text
    assert "模板已发到你与Liaison的私信。" in out.view.text
    ids = [file["id"] for one in await world.wang.inbox() for file in one.raw.get("files", [])]
    found: Any = company.slack.files[ids[-1]]
    rows = tables.read("departments.xlsx", found.content, COLUMNS).rows
    assert len(rows) == 5
    assert next(row["head"] for row in rows if row["name_zh"] == "研发部") == "wang@aurora.example"
    chosen = await world.wang.attaches("departments.xlsx", found.content)
    seen = await world.wang.submits_and_waits(await form(world), file=[chosen])
    assert seen.view is not None, seen.text
    assert "新增0个，修改0个，5个不变。" in seen.view.text


async def test_who_is_no_admin_any_more_imports_nothing(world: World) -> None:
    await world.wang.submits(await world.wang.presses("admins.edit", on=await opened(world)), named=["sam"])
    seen = await imports(world, "Legal,法务部,林涛,林涛,,\n", "sam")
    assert seen.view is not None
    await world.wang.submits(await world.wang.presses("admins.edit", on=await opened(world)), named=[])
    late = await world.sam.submits_and_waits(seen.view)
    assert late.view is not None
    assert "王磊 (admin) can." in late.view.text
    assert "法务部" not in (await opened(world)).text


async def test_what_was_not_read_of_a_list_from_another_program_is_told_before_it_is_taken(world: World) -> None:
    await world.wang.submits(await world.wang.presses("admins.edit", on=await opened(world)), named=["sam"])
    lines = "sep=;\n部门通讯录\n序号;部门名称;负责人;接口人;电话\n1;法务部;林\u200b涛;林涛;138\n"
    for who, told, guessed in (
        (world.wang, "⚠️ 未读取：2列（序号、电话）", "⚠️ 文件没有标明文字编码，已按GB 18030读取。请核对名称是否正确。"),
        (world.sam, "⚠️ Not read: 2 columns (序号, 电话)", "it was read as GB 18030. Look whether the names are right."),
    ):
        chosen = await who.attaches("通讯录.csv", lines.replace("\u200b", "").encode("gbk"))
        out = await who.submits_and_waits(await form(world, who.key), file=[chosen])
        assert out.view is not None, out.text
        assert told in out.view.text
        assert guessed in out.view.text
        assert "法务部" in out.view.text
    chosen = await world.wang.attaches("通讯录.csv", lines.encode())
    out = await world.wang.submits_and_waits(await form(world), file=[chosen])
    assert out.view is not None, out.text
    assert "• 法务部 · 负责人林涛，接口人林涛" in out.view.text
    assert "文字编码" not in out.view.text
