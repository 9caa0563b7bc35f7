"""How a project stands: for whoever asks, and on the Home of those who run it."""

from __future__ import annotations

import io
import zipfile

from bot.sandbox.server import Sandbox
from bot.sandbox.world.company import ids
from tests.scenarios.proposals import proposed, told
from tests.scenarios.requests import asks
from tests.scenarios.test_plans import HEADINGS, imports, plan
from tests.scenarios.test_proposals import NUMBER as LAMP
from tests.scenarios.test_task_table import content_of
from tests.world import Person, World

FAIR = (
    (1, "Fair", "Book the stand", "Marketing", "Sam Carter", "2026-12-07", "2026-12-09", "", ""),
    (2, "Fair", "Doors open", "Marketing", "", "", "2026-12-14", "1FS+2", "yes"),
)


async def fair(world: World) -> None:
    """The plan gets a milestone."""
    await imports(world.zhao, plan(*FAIR, headings=(*HEADINGS, "Milestone")))


async def sent(world: World, who: Person, company: Sandbox) -> bytes:
    """The last file that somebody was sent."""
    await world.settle()
    last = [one for one in await who.inbox() if one.raw.get("files")][-1]
    return content_of(company, last.raw["files"][0]["id"])


async def test_who_runs_a_project_sees_on_home_what_is_late_and_what_has_happened(world: World) -> None:
    of_head = (await world.wang.home()).text
    of_liaison = (await world.lin.home()).text

    assert "🔴 2项任务延期（11月19日 周四起） · 近7天：2项任务完成" in of_head
    assert "近7天" not in of_liaison, "who does not run it sees what waits for them alone"


async def test_on_a_day_off_as_many_tasks_are_late_as_in_the_list(world: World) -> None:
    await world.zhao.types("/task add Print the posters by 2026-11-27 @lin #研发部")
    await world.clock.to("2026-11-28 12:00")
    listed = (await world.zhao.types("/task list late")).text
    status = (await world.zhao.types("/project status")).text
    late = listed.count("T-")
    assert "Print the posters" in listed
    assert f"{late}项任务延期" in status, (listed, status)


async def test_nothing_waits_is_not_said_above_what_is_late_in_a_project_that_one_runs(world: World) -> None:
    home = (await world.zhao.home()).text

    assert home.startswith("# 没有待你处理的事项，但你负责的1个项目中有延期、逾期或未决事项")
    await world.chen.types("/task update T-3 done")
    await world.lin.types("/task update T-4 done")
    after = (await world.zhao.home()).text
    assert after.startswith("# 没有待你处理的事项。")
    assert "🟢 没有延期、逾期或未决事项 · 近7天：4项任务完成" in after


async def test_status_says_the_phase_what_is_wrong_and_what_waits_for_whom(world: World) -> None:
    said = (await world.priya.types("/project status")).text

    assert "(execution): 🔴 2 tasks late since Thu, Nov 19" in said
    assert (
        "2 of 11 tasks done · past 7 days: 2 tasks done · planned to end on Fri, Dec 25 · next meeting Wed, Nov 25"
        in said
    )
    own, others = said.split("*Waits for others*")
    assert "T-7" in own.split("*Waits for you*")[1]
    assert "[Update] [Done]" in own
    assert "陈静: *T-3*" in others
    assert "林涛: *T-4*" in others
    assert "T-7" not in others, "nothing is told twice"


async def test_the_next_step_is_taken_from_the_status(world: World) -> None:
    said = await world.lin.types("/project 状态")
    await world.lin.presses("标为完成", on=said.answer)

    again = (await world.lin.types("/project 状态 P-2026-001")).text
    assert "此项目没有待你处理的事项。" in again
    assert "任务已完成3/11项" in again


async def test_an_unanswered_request_is_overdue_there_until_it_is_answered(world: World) -> None:
    await asks(world.priya)
    await world.settle()
    assert "协作需求逾期" not in (await world.wang.types("/project 状态")).text
    await world.clock.to("2026-12-03 10:00")

    assert "1项协作需求逾期" in (await world.wang.types("/project 状态")).text


async def test_who_may_not_see_a_project_is_told_of_none(world: World) -> None:
    newcomer = await world.arrives("noor", real_name="Noor Haddad", locale="en-US", tz="Europe/Berlin")

    assert "You take part in no project yet." in (await newcomer.types("/project status", channel="#general")).text
    unknown = await newcomer.types("/project status P-2026-099", "#general")
    assert "There is no project P-2026-099 here." in unknown.text


async def test_a_plan_that_cannot_hold_is_no_green_one(world: World) -> None:
    said = await world.wang.types("/task 更新 T-5 延到2027年1月15日，因为模具返修")
    await world.wang.presses("仍然改期", on=said.answer)

    status = (await world.zhao.types("/project 状态")).text
    assert "1项任务早于所等待的任务" in status
    assert "1项任务晚于项目结束日" in status
    assert "1 task planned before what it waits for" in (await world.maria.home()).text


async def test_home_and_status_name_the_same_next_steps_until_each_is_done(world: World) -> None:
    await proposed(world, world.sam, departments=["R&D"])
    await world.clock.to("Monday 17:00")
    await world.maria.presses("Approve", on=await told(world, "maria", "Aurora reading lamp* ·"))
    await world.clock.plus("10s")
    steps = (
        "Next: the kickoff meeting with `/project kickoff`, the charter with `/project charter`, "
        "the weekly meeting with `/meeting settings`, the first tasks with `/task add`."
    )
    assert steps in (await world.sam.types(f"/project status {LAMP}", channel="#general")).text
    home = await world.sam.home()
    assert steps in home.text
    form = await world.sam.presses("Call the kickoff meeting", on=home)
    for _read_whose_hours_it_is_outside in range(2):
        await world.sam.submits(form, day="2026-12-03", clock="10:00", invited=ids("maria", "sam"))
    await world.clock.plus("10s")
    home = await world.sam.home()
    assert "Next: the charter with `/project charter`, the weekly" in home.text
    assert "Next: the charter with" in (await world.sam.types(f"/project status {LAMP}", channel="#general")).text
    charter = await world.sam.presses("Write the charter", on=home)
    assert charter.view is not None
    assert "Background and objective" in charter.view.text
    assert "下一步" not in (await world.wang.home()).text, "it is not his to do"


async def test_status_tells_the_forecast_the_next_milestone_and_what_it_may_slip(world: World) -> None:
    await fair(world)
    said = (await world.sam.types("/project status")).text
    assert "Forecast: 2 tasks late; the end is still Fri, Dec 25" in said, (
        "two tasks are late, and the end has room for that"
    )
    assert "Next milestone: T-14 Doors open, Mon, Dec 14" in said
    assert "15 working days left · it may slip" in said
    assert "waits for T-13 Book the stand" in said
    assert "End of the project: Wed, Dec 30" in said
    await world.clock.to("2026-12-14 10:00")
    late = (await world.sam.types("/project status")).text
    assert "Next milestone: T-14 Doors open, Fri, Dec 18" in late, "three days from the 14th on, and two between"
    assert "27 working days behind, the end is now Wed, Feb 3, 2027" in late
    assert "the plan ends 24 working days after that · waits for T-12" in late
    chinese = (await world.lin.types("/project 状态")).text
    assert "下一个里程碑：T-14 Doors open，12月18日 周五 · 还有4个工作日" in chinese
    assert "个工作日，预计" in chinese


async def test_a_project_without_dates_has_no_forecast_and_no_picture(world: World) -> None:
    await proposed(world, world.sam, departments=["R&D"])
    await world.clock.to("Monday 17:00")
    await world.maria.presses("Approve", on=await told(world, "maria", "Aurora reading lamp* ·"))
    said = await world.sam.types("/project status P-2026-002")
    assert "Forecast" not in said.text
    assert "As a picture" not in said.answer.buttons
    drawn = await world.sam.types("/project status picture P-2026-002")
    assert "No task of P-2026-002 has a date yet" in drawn.text
    assert "on one page" in (await world.sam.types("/project status word P-2026-002")).text


async def test_the_status_is_a_picture_and_a_page_for_word(world: World, company: Sandbox) -> None:
    await fair(world)
    shown = await world.sam.types("/project status")
    pressed = await world.sam.presses("As a picture", on=shown.answer)
    assert "on one page is in your conversation" in pressed.text
    assert (await sent(world, world.sam, company)).startswith(b"\x89PNG")
    for who, command, words in (
        (world.sam, "/project status word", ("Project status report", "Next milestone", "T-14 Doors open")),
        (world.lin, "/project 状态 报告", ("项目状态报告", "下一个里程碑", "T-14 Doors open")),
    ):
        await who.types(command)
        with zipfile.ZipFile(io.BytesIO(await sent(world, who, company))) as parts:
            written = parts.read("word/document.xml").decode()
            assert [one for one in words if one not in written] == []
            assert [one for one in parts.namelist() if one.startswith("word/media/")]
    await world.sam.types("/project status picture")
    assert (await sent(world, world.sam, company)).startswith(b"\x89PNG")


async def test_a_milestone_that_is_late_says_for_when_it_was_planned(world: World) -> None:
    form = await world.zhao.types("/task 添加 样机评审通过 #市场部 2026-11-25前")
    await world.zhao.submits(form, owner_id=None, traits=["milestone"])
    assert "it was planned for" not in (await world.sam.types("/project status")).text
    await world.clock.to("2026-11-27 12:00")
    assert "it was planned for Wed, Nov 25" in (await world.sam.types("/project status")).text
