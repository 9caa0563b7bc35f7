"""A plan begins from a template, and a project becomes one: told by its PM, its liaisons, and whoever may not."""

from __future__ import annotations

from typing import Any

from tests.scenarios.proposals import proposed, told
from tests.world import Outcome, Person, View, World

DAY = "2027-01-11"


async def asked(who: Person, template: str, command: str = "/plan template", **project: Any) -> View:
    """The form in which day and departments are named."""
    out = await who.submits(await who.types(command), template=template, **project)
    assert out.view is not None, (out.text, out.errors)
    return out.view


async def looked(who: Person, template: str, command: str = "/plan template", **values: Any) -> View:
    """What is shown before it is taken."""
    out = await who.submits(await asked(who, template, command), **{"begins": DAY, "language": "en", **values})
    assert out.view is not None, (out.text, out.errors)
    return out.view


async def taken(who: Person, template: str, **values: Any) -> Outcome:
    """The template, with the departments that names tell."""
    return await who.submits(await looked(who, template), **values)


async def in_english(world: World) -> None:
    await world.zhao.changes(locale="en-US")
    await world.settle()


async def found(who: Person, words: str) -> str:
    """The open tasks of the project that are called so."""
    return (await who.types(f"/task list {words}")).text


async def test_a_plan_begins_from_a_template_that_was_looked_at(world: World) -> None:
    await in_english(world)
    before = len(await world.posted())
    shown = await looked(world.zhao, "launch")
    for said in (
        "*Launch of a new product* → P-2026-001",
        "5 stages, 64 links: 35 tasks, 5 milestones; 5 more are counted by their subtasks.",
        "From Mon, Jan 11, 2027 to",
        "working days after the project does (Wed, Dec 30)", "Concept and business case · 4 tasks · Mon, Jan 11, 2027",
        "◆ EVT passed · ", "Customer Service → Customer Service", "Counted in working days: China",
    ):  # fmt: skip
        assert said in shown.text, said
    assert "T-" not in await found(world.zhao, "EVT passed"), "nothing is stored yet"
    done = await world.zhao.submits(shown)
    assert "“Launch of a new product” is taken into P-2026-001: 35 tasks, 5 milestones new, 64 links." in done.text
    await world.settle()
    posted = [one.text for one in (await world.posted())[before:]]
    assert len(posted) == 1, "one message, and no card for each"
    assert (
        "has begun the plan from the template “Launch of a new product”: 35 tasks, 5 milestones new, 64 links"
        in posted[0]
    )
    task = await found(world.zhao, "EVT passed")
    assert task.count("T-") == 1
    assert "no owner" in await found(world.zhao, "pilot production of 500")
    card = (await world.lin.types(f"/task show T-{await number(world.zhao, '30 EVT units')}")).text
    for said_of_it in ("30 numbered units with build record", "At least 27 of 30 start up", "Units and build log"):
        assert said_of_it in card, said_of_it


async def number(who: Person, words: str) -> str:
    return (await found(who, words)).partition("T-")[2].split()[0].strip("*")


async def test_a_liaison_hears_of_the_departments_tasks_in_one_message(world: World) -> None:
    await in_english(world)
    await taken(world.zhao, "launch")
    await world.clock.to("Tuesday 23:00")
    heard = [one.text for one in await world.lin.inbox()]
    of_them = [one for one in heard if "Build 30 EVT units" in one]
    assert len(of_them) == 1
    assert of_them[0].count("暂无责任人，由你代为跟进") == 17, "all that R&D leads, in one message"


async def test_a_projects_number_behind_the_command_says_into_which(world: World) -> None:
    form = await world.zhao.types("/plan template P-2026-001", channel="#general")
    assert form.view is not None, form.text
    assert "P-2026-001" in form.view.text
    assert "这里没有项目P-2026-099" in (await world.zhao.types("/plan template P-2026-099")).text
    nothing = (await world.zhao.types("/plan undo")).text
    assert "`/task 撤销`" in nothing
    assert "`/project 撤销`" in nothing


async def test_it_is_taken_back_whole(world: World) -> None:
    await in_english(world)
    await taken(world.zhao, "launch")
    await world.settle()
    back = await world.zhao.presses("Undo")
    assert (
        "The plan from the template “Launch of a new product” is taken back: 35 tasks, 5 milestones deleted."
        in back.text
    )
    assert "T-" not in await found(world.zhao, "EVT passed")
    assert "T-" in await found(world.zhao, "all"), "what was there is there"
    shown = await looked(world.zhao, "launch")
    assert "taken into the project before" not in shown.text


async def test_the_same_once_more_is_asked(world: World) -> None:
    await in_english(world)
    await taken(world.zhao, "launch")
    shown = await looked(world.zhao, "launch")
    assert "This template was taken into the project before" in shown.text
    assert "赵敏 · 35 tasks, 5 milestones" in shown.text
    refused = await world.zhao.submits(shown)
    assert "again" in refused.errors
    done = await world.zhao.submits(shown, again=["yes"])
    assert "35 tasks, 5 milestones new" in done.text
    assert (await found(world.zhao, "EVT passed")).count("T-") == 2


async def test_whom_no_name_tells_is_asked_and_what_nobody_does_is_left_out(world: World) -> None:
    await in_english(world)
    form = await asked(world.zhao, "event")
    assert "Who leads the tasks of “Technology”?: ‹R&D›" in form.text
    assert "Who leads the tasks of “Planning”?: ‹Marketing›" in form.text
    missing = await world.zhao.submits(form, begins=DAY)
    assert set(missing.errors) == {"role.1.event.1", "role.1.event.3"}, missing.errors
    out = await world.zhao.submits(form, **{"role.1.event.1": "5", "role.1.event.3": "0"}, begins=DAY)
    assert out.view is not None, out.errors
    assert "Execution → Design" in out.view.text
    assert "Logistics → left out" in out.view.text
    assert "tasks are left out; what waited for one of them" in out.view.text
    back = await world.zhao.presses("Change day or departments", on=out.view)
    assert back.view is not None
    assert "Who leads the tasks of “Execution”?: ‹Design›" in back.view.text, "what was said stands there"
    other = await world.zhao.presses("Another template", on=back.view)
    assert other.view is not None
    step = await world.zhao.submits(other.view, template="digital")
    assert step.view is not None
    assert "Business departments" in step.view.text


async def test_it_is_drawn_before_it_is_taken(world: World) -> None:
    await in_english(world)
    out = await world.zhao.presses("Gantt chart of it", on=await looked(world.zhao, "launch"))
    assert "The picture is in your conversation with Liaison." in (await shown_to(world.zhao)).text, out.text
    await world.settle()
    sent = [one for one in await world.zhao.inbox() if "As the template would be" in one.text]
    assert len(sent) == 2, "two pages"
    done = await world.zhao.submits(await shown_to(world.zhao))
    assert "35 tasks, 5 milestones new" in done.text


async def shown_to(who: Person) -> View:
    shown = await who.view()
    assert shown is not None
    return shown


async def test_in_chinese(world: World) -> None:
    form = await asked(world.zhao, "digital", "/plan 套用模板")
    assert "“信息技术”的任务由哪个部门主责？: ‹研发部›" in form.text
    out = await world.zhao.submits(
        form, begins=DAY, language="zh_CN", **{"role.1.digital.1": "3", "role.1.digital.2": "5"}
    )
    assert out.view is not None, out.errors
    for said in (
        "*数字化转型* → P-2026-001", "39项任务、5个里程碑；另有7项任务按其子任务计数", "现状调研 · 6项任务",
        "◆ 上线决策 · ", "外部顾问 → 设计部",
    ):  # fmt: skip
        assert said in out.view.text, said
    done = await world.zhao.submits(out.view)
    assert "已为P-2026-001套用“数字化转型”：新增39项任务、5个里程碑，依赖关系63条。" in done.text
    assert "T-" in (await world.zhao.types("/task 列表 第一轮验收测试")).text
    back = await world.zhao.presses("撤销")
    assert "已撤销套用模板“数字化转型”" in back.text


async def test_whoever_is_no_pm_is_told_who_is(world: World) -> None:
    for who, command in ((world.priya, "/plan template"), (world.priya, "/plan template save Mine")):
        refused = await who.types(command)
        assert refused.view is None
        assert "赵敏 (PM)" in refused.text, refused.text
    assert "赵敏（项目经理）" in (await world.lin.types("/plan 存为模板 我们的")).text
    listed = await world.priya.types("/plan templates")
    assert "*4 templates*" in listed.text
    assert "赵敏 (PM)" in (await world.priya.presses("Use it", on=listed.answer)).text


async def test_a_project_becomes_a_template_that_is_renamed_used_and_deleted(world: World) -> None:
    await in_english(world)
    saved = await world.zhao.types("/plan template save  Spring <!channel> & *launch*")
    assert "P-2026-001 is saved as the template “Spring" in saved.text
    assert "<!channel>" not in saved.answer.text, "it is text and nothing else"
    assert "There is a template" in (await world.zhao.types("/plan save spring <!channel> & *LAUNCH*")).text
    listed = await world.zhao.types("/plan templates")
    assert "*5 templates*" in listed.text
    assert "made of P-2026-001 by 赵敏" in listed.text
    key = "own:1"
    form = (await world.zhao.chooses("scenarios.more", f"rename {key}", on=listed.answer)).view
    assert form is not None
    assert "“Yearly launch” now" in (await world.zhao.submits(form, name="Yearly launch")).text
    out = await world.zhao.submits(await asked(world.zhao, key, "/plan template yearly launch"), begins=DAY)
    assert out.view is not None, out.errors
    assert "3 stages, 10 links: 11 tasks; 1 more" in out.view.text
    assert "R&D → R&D" in out.view.text
    assert "11 tasks new" in (await world.zhao.submits(out.view)).text
    assert "Several templates are called so: “yearly”" in (await world.zhao.types("/plan template yearly")).text
    assert "used in 1 project" in (await world.priya.types("/plan templates")).text
    gone = await world.zhao.chooses("scenarios.more", f"delete {key}", on=listed.answer)
    assert "The template “Yearly launch” is deleted. What was made by it stays." in gone.text
    assert "No template is called “yearly launch”" in (await world.zhao.types("/plan template yearly launch")).text
    assert "is there again" in (await world.zhao.presses("Undo", on=gone.answer)).text
    assert "Yearly launch" in (await world.zhao.types("/plan templates")).text


async def test_a_name_that_is_none_is_asked_for(world: World) -> None:
    await in_english(world)
    form = (await world.zhao.types("/plan template save")).view
    assert form is not None
    assert "Owners, progress and files are not." in form.text
    assert "“Fair” : " not in (await world.zhao.submits(form, name="Fair")).text
    assert "Fair" in (await world.zhao.types("/plan templates")).text
    assert "at most 60 characters" in (await world.zhao.types(f"/plan template save {'x' * 61}")).text


async def test_of_a_private_project_no_template_is_made(world: World) -> None:
    await in_english(world)
    await world.zhao.types("/plan template save Open")
    assert "Open" in (await world.priya.types("/plan templates")).text
    await world.zhao.converts("#product-launch", is_private=True)
    await world.settle()
    refused = await world.zhao.types("/plan template save Secret")
    assert "is private, and a template is read by everybody here" in refused.text
    assert "Open" in (await world.zhao.types("/plan templates")).text, "who is in the project sees it still"


async def test_the_kind_that_was_proposed_is_chosen_already(world: World) -> None:
    await proposed(world, world.sam, departments=["R&D"], scenario="event")
    await world.clock.to("Monday 17:00")
    await world.maria.presses("Approve", on=await told(world, "maria", "Aurora reading lamp* ·"))
    await world.clock.plus("10s")
    form = (await world.sam.types("/plan template", channel="#p-2026-002-aurora-reading-lamp")).view
    assert form is not None
    assert "Template: ‹Yearly marketing event›" in form.text
    assert "The kind of project that was proposed." in form.text


async def test_who_has_no_project_reads_the_templates_and_what_to_do(world: World) -> None:
    new = await world.arrives("nora", real_name="Nora Lind", locale="en-US")
    refused = await new.types("/plan template", channel="#general")
    assert "You take part in no project yet." in refused.text
    assert "You take part in no project yet." in (await new.types("/plan template save Mine", channel="#general")).text
    assert "*4 templates*" in (await new.types("/plan templates", channel="#general")).text
