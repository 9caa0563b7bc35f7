"""A plan file becomes the plan of a project: told by whoever brings one, owns a task of it, and may not see it."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from bot.plans import reading
from bot.sandbox.server import Sandbox
from tests.plans.books import book
from tests.scenarios.test_task_table import content_of
from tests.world import Message, Outcome, Person, View, World

HEADINGS = ("No.", "Stage", "Task", "Department", "Owner", "Start", "End", "Predecessors")
ROWS = (
    (1, "Fair", "Book the stand", "Marketing", "Sam Carter", "2026-12-07", "2026-12-09", ""),
    (2, "Fair", "Print the leaflets", "Marketing", "Somebody", "2026-12-10", "2026-12-15", "1"),
    (3, "Fair", "Demo units", "R&D", "林涛 Lin Tao", "2026-12-08", "2026-12-11", ""),
    (4, "Fair", "Ship to Berlin", "R&D", "林涛 Lin Tao", "2026-12-10", "2026-12-14", "3FS+1"),
)


def plan(*rows: Sequence[object], headings: Sequence[str] = HEADINGS) -> bytes:
    """A workbook with a plan."""
    return book(("Plan", "visible", [headings, *(rows or ROWS)]))


@pytest.fixture(autouse=True)
async def in_english(world: World) -> None:
    """The project manager reads English here."""
    await world.zhao.changes(locale="en-US")
    await world.settle()


async def form(who: Person, command: str = "/plan import") -> View:
    """The form that asks for the file."""
    opened = await who.types(command)
    assert opened.view is not None, opened.text
    return opened.view


async def reads(who: Person, content: bytes | str, name: str = "fair.xlsx") -> View:
    """What the form shows of a file that was chosen."""
    out = await who.submits_and_waits(await form(who), file=[await who.attaches(name, content)])
    assert out.view is not None, (out.text, out.errors)
    return out.view


async def imports(who: Person, content: bytes, name: str = "fair.xlsx", **chosen: Any) -> Outcome:
    """The file looked at, and taken."""
    return await who.submits_and_waits(await reads(who, content, name), **chosen)


async def posted(world: World, words: str) -> list[Message]:
    """What the project's channel was told with these words."""
    await world.settle()
    return [one for one in await world.posted() if words in one.text]


async def found(who: Person, words: str) -> str:
    """The open tasks of the project that are called so."""
    return (await who.types(f"/task list {words}")).text


async def heard(who: Person) -> int:
    """How much Liaison has written to somebody alone."""
    await who.world.settle()
    try:
        return len([one for one in await who.inbox() if one.from_app])
    except AssertionError:
        # Nothing yet: there is no such conversation.
        return 0


async def test_a_plan_is_shown_before_it_is_taken_and_taken_whole(world: World) -> None:
    shown = await reads(world.zhao, plan())
    for said in (
        "fair.xlsx", "4 tasks new, 0 changed, 0 as before, 0 left out.", "2 new, 0 changed", "headings in row 1",
        "Predecessors = what it waits for", "Book the stand", "“Somebody”: who is that?", "Demo units → Ship to Berlin",
    ):  # fmt: skip
        assert said in shown.text, said
    assert "T-" not in await found(world.zhao, "Book the stand"), "nothing is stored yet"
    before = len(await world.posted())
    done = await world.zhao.submits_and_waits(shown, **{"who.0": world.priya.key})
    assert done.view is not None
    assert "fair.xlsx is imported" in done.view.text
    for row in ROWS:
        assert "T-" in await found(world.zhao, str(row[2])), row
    assert len(await posted(world, "has imported a plan: 4 tasks new")) == 1
    assert len(await world.posted()) <= before + 3, "no card for each"
    assert "Dec 14" in await found(world.zhao, "Ship to Berlin"), (
        "its date is the author's, although a link does not keep it"
    )


async def test_the_same_file_again_changes_nothing_and_knows_whom_a_name_means(world: World) -> None:
    await imports(world.zhao, plan(), **{"who.0": world.priya.key})
    again = await reads(world.zhao, plan())
    assert "0 tasks new, 0 changed, 4 as before" in again.text
    assert "Somebody" not in again.text.partition("Columns")[2], "that was said once"
    assert again.raw["submit"]["text"] in ("Close", "关闭")
    unknown = await reads(world.zhao, plan((1, "Fair", "Book the stand", "Marketing", "Who", *ROWS[0][5:])))
    assert "“Who”: who is that?" in unknown.text
    assert unknown.raw["submit"]["text"] in ("Import", "导入"), "who is chosen there is taken"
    other = await reads(world.zhao, plan((5, "Fair", "Party", "Marketing", "Somebody", "2026-12-16", "2026-12-16", "")))
    assert "1 task new" in other.text
    assert "who is that" not in other.text


async def test_of_several_people_of_a_name_in_a_file_each_is_named_with_department(world: World) -> None:
    await world.arrives("chenjing2", real_name="陈静", display_name="陈静")
    await world.settle()
    second = await world.arrives("chenjing3", real_name="陈静", display_name="陈静")
    await second.joins(world.channel)
    await world.settle()
    shown = await reads(world.zhao, plan((1, "Fair", "Book the stand", "Marketing", "陈静", *ROWS[0][5:])))
    assert "“陈静”: who is that?" in shown.text
    assert "Several people are called “陈静”: 陈静 (Design): @" in shown.text
    assert "陈静: @chenjing3" in shown.text
    assert "@chenjing2" not in shown.text, "who takes no part in the project is not meant"


async def test_a_changed_file_changes_what_it_names_and_an_empty_cell_nothing(world: World) -> None:
    await imports(world.zhao, plan())
    moved = [list(row) for row in ROWS]
    moved[0][6], moved[1][4], moved[2][2] = "2026-12-10", "", "Demo units, ten"
    shown = await reads(world.zhao, plan(*moved))
    assert "0 tasks new, 2 changed, 2 as before" in shown.text
    assert "Book the stand: end Thu, Dec 10" in shown.text
    await world.zhao.submits_and_waits(shown)
    assert "T-" in await found(world.zhao, "Demo units, ten")


async def test_an_import_is_taken_back_whole(world: World) -> None:
    await imports(world.zhao, plan())
    moved = [list(row) for row in ROWS]
    moved[0][6] = "2026-12-10"
    moved.append([5, "Party", "Music", "Marketing", "Sam Carter", "2026-12-16", "2026-12-16", "1"])
    await imports(world.zhao, plan(*moved))
    assert "T-" in await found(world.zhao, "Music")
    assert "You have imported no plan" in (await world.sam.types("/plan undo")).text
    back = await world.zhao.types("/plan undo")
    assert "is taken back: 1 task deleted, 1 task as before" in back.text
    assert "T-" not in await found(world.zhao, "Music")
    assert "Dec 9" in await found(world.zhao, "Book the stand")
    assert "0 tasks new, 0 changed, 4 as before" in (await reads(world.zhao, plan())).text, "links and stages, too"


async def test_a_second_press_and_somebody_elses_change(world: World) -> None:
    shown = await reads(world.zhao, plan())
    await world.zhao.submits_and_waits(shown)
    assert "T-" in await found(world.zhao, "Demo units")
    told = next(one for one in await world.zhao.sees() if "is imported into" in one.text)
    number = (await found(world.zhao, "Demo units")).split("T-")[1].partition("*")[0]
    await world.clock.plus("10s")
    await world.lin.types(f"/task update T-{number} 50%")
    refused = await world.zhao.presses("Undo the import", on=told)
    assert "can no longer be undone whole" in refused.text
    assert len(await posted(world, "has imported a plan")) == 1


async def test_each_owner_is_told_once_of_all_that_is_theirs(world: World) -> None:
    rows = [(n, "Fair", f"Step {n}", "R&D", "林涛 Lin Tao", "2026-12-07", "2026-12-09", "") for n in range(1, 61)]
    before = await heard(world.lin)
    channel = len(await world.posted())
    await imports(world.zhao, plan(*rows))
    await world.clock.plus("1m")
    assert len(await world.posted()) <= channel + 3
    assert await heard(world.lin) <= before + 1
    await world.clock.plus("14h")
    assert await heard(world.lin) <= before + 2


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("plan.xlsx", b"\x89PNG\r\n\x1a\n0000", "This is a picture"),
        ("plan.csv", b"", "file"),
        ("plan.csv", b"just a letter\nwith two lines\n", "task"),
        ("plan.xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "drawing"),
        ("plan.mpp", b"\xd0\xcf\x11\xe0" + "MSProject".encode("utf-16-le"), "MS Project's own format"),
    ],
)
async def test_what_is_no_plan_is_refused_in_the_form_by_its_name(
    world: World, name: str, content: bytes, said: str
) -> None:
    shown = await reads(world.sam, content, name)
    assert said in shown.text, shown.text
    assert shown.element("file") is not None, "another one can be chosen at once"


async def test_what_cannot_be_told_is_asked_and_remembered(world: World) -> None:
    headings = ("Task", "Start", "End")
    rows = [("Book", "07/12/2026", "09/12/2026"), ("Print", "08/12/2026", "10/12/2026")]
    asked = await reads(world.zhao, plan(*rows, headings=headings))
    assert "Start”: day or month first?" in asked.text
    shown = await world.zhao.submits_and_waits(asked, **{"asked.0": "yes", "asked.1": "yes"})
    assert shown.view is not None
    assert "Mon, Dec 7" in shown.view.text
    anew = await world.zhao.presses("Answer the questions anew", on=shown.view)
    await world.settle()
    view = await world.zhao.view()
    assert view is not None, anew.text
    assert "day or month first?" in view.text


async def test_cells_that_are_longer_than_names_do_not_keep_a_plan_from_being_taken(world: World) -> None:
    """Who is meant is asked as far as the form can hold what stands there."""
    told = "the team that was named in the minutes of the autumn, with whoever stands in for them " * 3
    rows = [
        (at, "Fair", f"Task {at}", f"{told}{at}", f"{at}: {told}", "2026-12-07", "2026-12-09", "")
        for at in range(1, 20)
    ]
    shown = await reads(world.zhao, plan(*rows))
    assert "more names are not known here" in shown.text
    taken = await world.zhao.submits_and_waits(shown)
    assert not taken.errors, taken.errors
    assert taken.view is not None
    assert "19 tasks new" in taken.view.text


async def test_a_liaison_plans_for_their_own_department_alone(world: World) -> None:
    shown = await reads(world.sam, plan())
    assert "2 tasks new" in shown.text
    assert "its department is another's to plan: R&D" in shown.text
    refused = await world.priya.types("/plan import")
    assert refused.view is not None or "cannot import" in refused.text


async def test_a_milestone_in_a_file_is_the_project_managers_to_plan(world: World) -> None:
    headings = (*HEADINGS, "Milestone")
    rows = [[*ROWS[0], ""], [5, "Fair", "Doors open", "Marketing", "", "", "2026-12-16", "1", "yes"]]
    first = await reads(world.sam, plan(*rows, headings=headings))
    assert "1 task new, 0 changed, 0 as before, 1 left out" in first.text
    assert "Doors open – a milestone is the project manager's to plan" in first.text
    await imports(world.zhao, plan(*rows, headings=headings))
    rows[0][8], rows[0][5], rows[1][6] = "yes", "", "2026-12-18"
    for who, said in (
        (world.sam, "0 changed, 0 as before, 2 left out"),
        (world.zhao, "2 changed, 0 as before, 0"),
    ):
        assert said in (await reads(who, plan(*rows, headings=headings))).text
    same = [[*ROWS[0], ""], [*rows[1][:6], "2026-12-16", *rows[1][7:]]]
    assert "2 as before, 0 left out" in (await reads(world.sam, plan(*same, headings=headings))).text


async def test_a_message_hands_over_its_file(world: World) -> None:
    sent = await world.zhao.uploads("fair.xlsx", plan(), text="The plan")
    assert sent.message is not None
    opened = await world.zhao.uses("plans.from_message", sent.message)
    assert opened.view is not None, opened.text
    shown = await world.zhao.submits_and_waits(opened.view)
    assert shown.view is not None
    assert "4 tasks new" in shown.view.text
    empty = await world.zhao.types("The plan comes later")
    assert empty.message is not None
    assert "has no file" in (await world.zhao.uses("plans.from_message", empty.message)).text


async def test_links_in_a_circle_are_shown_and_nothing_is_taken(world: World) -> None:
    rows = [list(row) for row in ROWS]
    rows[0][7] = "2"
    shown = await reads(world.zhao, plan(*rows))
    assert "The links go in a circle: " in shown.text


async def test_our_own_export_updates_what_it_names(world: World, company: Sandbox) -> None:
    await imports(world.zhao, plan())
    await world.zhao.types("/task export")
    await world.settle()
    sent = (await world.zhao.inbox())[-1]
    content = content_of(company, sent.raw["files"][0]["id"])
    assert "0 tasks new, 0 changed, 16 as before, 0 left out" in (await reads(world.zhao, content, "table.xlsx")).text
    edited = load_workbook(io.BytesIO(content))
    page = edited.worksheets[0]
    row = next(one for one in page.iter_rows() if any(cell.value == "Demo units" for cell in one))
    next(cell for cell in row if cell.value == "Demo units").value = "Demo lamps"
    changed = io.BytesIO()
    edited.save(changed)
    shown = await reads(world.zhao, changed.getvalue(), "table.xlsx")
    assert "0 tasks new, 1 changed" in shown.text
    await world.zhao.submits_and_waits(shown)
    assert "T-" in await found(world.zhao, "Demo lamps")
    assert "T-" not in await found(world.zhao, "Demo units")


async def test_who_may_not_see_a_project_imports_nothing_into_it(world: World) -> None:
    shown = await form(world.zhao)
    assert "P-2026-001" in shown.text
    await world.arrives("nora", real_name="Nora Berg", locale="en-US")
    await world.nora.joins("#product-launch")
    refused = await world.nora.types("/plan import", channel="#product-launch")
    assert refused.view is None
    assert "You cannot import a plan into P-2026-001." in refused.text


async def pictures(company: Sandbox, who: Person) -> list[bytes]:
    """What was sent to somebody alone, oldest first."""
    sent = [file["id"] for one in await who.inbox() for file in one.raw.get("files", [])]
    return [content_of(company, one) for one in sent]


async def test_the_plan_is_drawn_whole_or_in_part(world: World, company: Sandbox) -> None:
    out = await world.sam.types("/plan gantt")
    await world.settle()
    said = next(one for one in reversed(await world.sam.sees()) if "The Gantt chart of P-2026-001" in one.text)
    assert "(11 tasks; 1 more is counted by its subtasks) is in your conversation" in said.text, out.text
    assert (await pictures(company, world.sam))[-1].startswith(b"\x89PNG")
    await world.sam.presses("As SVG", on=said)
    await world.settle()
    whole = (await pictures(company, world.sam))[-1].decode()
    assert "<svg" in whole
    assert "T-1" not in whole
    assert "Positioning" in whole
    for words, there, gone in (
        ("late", "Firmware", "Launch event"), ("critical", "Launch event", ""), ("next four weeks", "Launch", ""),
        ("R&D", "Firmware", "Positioning"),
    ):  # fmt: skip
        await world.sam.types(f"/plan gantt {words}")
        await world.settle()
        await world.sam.presses("As SVG")
        await world.settle()
        drawn = (await pictures(company, world.sam))[-1].decode()
        assert there in drawn, words
        assert not gone or gone not in drawn, words
        only = {"late": "late tasks", "critical": "critical tasks"}.get(words, words)
        [file] = [one.raw["files"][0]["name"] for one in await world.sam.inbox() if one.raw.get("files")][-1:]
        assert only in file, "a file that is kept says what it shows"
        captions = [one.text for one in await world.sam.inbox() if "Gantt chart · P-2026-001" in one.text]
        assert f"· {only}" in captions[-1]
    posted_before = len(await world.posted())
    await world.lin.types("/plan 甘特图 频道")
    await world.settle()
    assert len(await world.posted()) == posted_before + 1
    assert "is no stage and no department" in (await world.sam.types("/plan gantt nonsense")).text


async def test_the_plan_is_given_as_a_file_that_is_read_back_as_the_same_plan(world: World, company: Sandbox) -> None:
    out = await world.sam.types("/plan export")
    await world.settle()
    [content] = await pictures(company, world.sam)
    plan = reading.read(content)
    assert not plan.problems
    assert not plan.left_out
    rows = {row.title: row for row in plan.rows}
    firmware = rows["Firmware 1.0 固件1.0"]
    assert (firmware.end, firmware.owner, firmware.department) == (date(2026, 11, 19), "林涛", "R&D")
    assert firmware.progress == 80
    by_id = {row.id: row.title for row in plan.rows}
    assert any(by_id[link.after] == "Launch event 上市发布会" for link in plan.links)
    new_year = next(one for one in plan.calendar.days if one.day == date(2027, 1, 1))
    assert not new_year.is_working
    assert plan.calendar.name == "China"
    assert "MS Project" in (await world.sam.sees())[-1].text, out.text
    before = len(await world.posted())
    await world.zhao.types("/plan 导出 频道")
    await world.settle()
    assert len(await world.posted()) == before + 1


async def test_what_drives_a_task_is_told_as_a_chain_with_its_slack(world: World) -> None:
    out = (await world.sam.types("/plan drives T-12")).text
    assert "Launch event" in out.splitlines()[0]
    steps = [line for line in out.splitlines() if line.startswith("•")]
    assert [line.split(" · ")[0] for line in steps] == ["• T-7", "• T-11", "• T-12"]
    assert "The first of them: it is under way." in out
    assert "It is critical" in out
    later = (await world.sam.types("/plan drives T-5")).text
    assert "It may be 7 working days later than that" in later
    assert "Which task?" in (await world.sam.types("/plan drives")).text
    assert "T-99" in (await world.sam.types("/plan drives T-99")).text
    said = (await world.chen.types("/plan 依据 T-3")).text
    assert "依次由这些任务决定" in said


async def test_a_private_project_is_drawn_for_its_people_alone(world: World) -> None:
    unknown = (await world.maria.types("/plan gantt P-2026-009", channel="#general")).text
    assert "There is no project P-2026-009" in unknown
    await world.act("converts", who="zhao", where="#product-launch", is_private=True)
    await world.settle()
    await world.arrives("dora", real_name="Dora Novak", locale="en-US")
    for line in ("gantt P-2026-001", "export P-2026-001", "import"):
        refused = await world.dora.types(f"/plan {line}", channel="#general")
        assert refused.view is None
        assert "Aurora" not in refused.text


async def test_it_speaks_chinese(world: World) -> None:
    await world.zhao.changes(locale="zh-CN")
    await world.settle()
    rows = [("1", "展会", "预订展位", "市场部", "Sam Carter", "2026-12-07", "2026-12-09", ""),
            ("2", "展会", "印刷资料", "市场部", "某某", "2026-12-08", "2026-12-15", "1")]  # fmt: skip
    headings = ("序号", "阶段", "任务名称", "主责部门", "责任人", "开始日期", "结束日期", "前置任务")
    opened = await form(world.zhao, "/plan 导入")
    chosen = await world.zhao.attaches("展会.xlsx", plan(*rows, headings=headings))
    shown = await world.zhao.submits_and_waits(opened, file=[chosen])
    assert shown.view is not None
    for said in ("新增2项任务，更新0项", "前置任务 = 前置任务", "“某某”是谁？", "文件自身的日期与以下依赖关系冲突"):
        assert said in shown.view.text, said
    assert "未能读取" not in shown.view.text
    done = await world.zhao.submits_and_waits(shown.view)
    assert done.view is not None
    assert "已将展会.xlsx导入P-2026-001：新增2项任务" in done.view.text
    await world.clock.plus("11m")
    assert "已超过10分钟" in (await world.zhao.presses("撤销导入")).text


async def test_help_in_both_languages(world: World) -> None:
    assert "/plan import" in (await world.sam.types("/plan")).text
    said = (await world.lin.types("/plan 帮助")).text
    assert "/plan 导入" in said
    assert "撤回" in said or "撤销" in said
    assert (await world.lin.types("/liaison 计划 导入")).view is not None


async def test_who_was_told_of_a_task_hears_that_it_is_taken_back(world: World) -> None:
    await imports(world.zhao, plan())
    await world.clock.plus("2m")
    assert any("Demo units" in one.text for one in await world.lin.inbox())
    await world.zhao.presses("Undo the import")
    await world.clock.plus("2m")
    told = [one.text for one in await world.lin.inbox() if one.from_app]
    assert any("Demo units" in one and "已由赵敏删除" in one for one in told), told[-3:]


async def test_a_number_names_no_task_where_no_column_numbers_them(world: World) -> None:
    rows = [(*row[2:7], {"": "", "1": 2, "3FS+1": "4FS+1"}[str(row[7])]) for row in ROWS]
    shown = await reads(world.zhao, plan(*rows, headings=HEADINGS[2:]))
    assert "Links: 0 new" in shown.text
    assert "“4FS+1” – no column numbers the tasks" in shown.text


async def test_what_is_critical_is_so_by_the_present_dates(world: World, company: Sandbox) -> None:
    """The launch event stands weeks behind what it waits for: none of that is critical."""
    await world.sam.types("/plan gantt critical")
    await world.settle()
    await world.sam.presses("As SVG")
    await world.settle()
    drawn = (await pictures(company, world.sam))[-1].decode()
    assert "Launch event" in drawn
    for title in ("Pilot production", "Launch landing page", "Firmware"):
        assert title not in drawn, title


async def test_a_file_takes_tasks_further_and_never_sets_one_back_in_silence(world: World) -> None:
    headings = (*HEADINGS, "% complete")

    def at(*percent: int) -> bytes:
        return plan(*((*row, said) for row, said in zip(ROWS, percent, strict=True)), headings=headings)

    await imports(world.zhao, at(10, 0, 50, 0), **{"who.0": world.priya.key})
    shown = await reads(world.zhao, at(40, 0, 20, 100))
    assert "0 tasks new, 2 changed, 2 as before" in shown.text
    assert "Book the stand: progress 10% → 40%" in shown.text
    assert "Ship to Berlin: progress 0% → 100%" in shown.text
    assert "1 task is further than the file says; it stays as people said." in shown.text
    await world.zhao.submits_and_waits(shown)
    assert "40%" in await found(world.zhao, "Book the stand")
    assert "50%" in await found(world.zhao, "Demo units")
    assert "T-" not in await found(world.zhao, "Ship to Berlin"), "it is done"
    again = await reads(world.zhao, at(40, 0, 20, 100))
    assert "0 tasks new, 0 changed, 4 as before" in again.text
    back = await world.zhao.types("/plan undo")
    assert "is taken back: 0 tasks deleted, 2 tasks as before" in back.text, back.text
    assert "10%" in await found(world.zhao, "Book the stand")
    assert "T-" in await found(world.zhao, "Ship to Berlin")


async def test_three_hundred_tasks_are_told_in_a_few_messages(world: World) -> None:
    owners = {"R&D": "林涛 Lin Tao", "Marketing": "Sam Carter", "Sales": "Priya Nair"}
    rows = [
        (number, f"Stage {number % 7}", f"Task {number}", name, owners[name], "2026-12-07", "2026-12-18", "")
        for number, name in ((number, list(owners)[number % 3]) for number in range(1, 301))
    ]
    people = [world.person(who) for who in ("lin", "sam", "priya", "chen", "wang", "maria")]
    told = [await heard(who) for who in people]
    before = len(await world.posted())
    shown = await reads(world.zhao, plan(*rows))
    assert "300 tasks new" in shown.text
    await world.zhao.submits_and_waits(shown)
    await world.clock.plus("60s")
    assert len(await world.posted()) - before <= 3
    new = [await heard(who) - was for who, was in zip(people, told, strict=True)]
    assert max(new) <= 1, new
    assert new[0] == 1, "an owner who works now hears of all that is theirs at once"
