"""Projects side by side: for an admin, for who leads two, and not for who does not."""

from __future__ import annotations

import io
from datetime import date

import openpyxl

from bot.app import App
from bot.process.kernel.work import Work
from bot.sandbox.server import Sandbox
from storage import tasks
from storage.baselines import Baseline, BaselineTask
from tests.came.acting import writes
from tests.scenarios.test_alerts import do
from tests.scenarios.test_projects import basics, first_step
from tests.scenarios.test_status import fair, sent
from tests.scenarios.test_task_table import table_of
from tests.world import Person, World

LAUNCH, SALE = "P-2026-001", "P-2026-002"


async def sale(world: World, *departments: str, channel_kind: str = "public") -> None:
    """赵敏 starts another project; Priya Nair, the head of sales, is its sponsor."""
    second = await basics(world, await first_step(world))
    sent = await world.zhao.submits(
        second, departments=["Sales", *departments], initiating="销售部", channel_kind=channel_kind
    )
    assert not sent.errors, sent.errors
    await world.clock.plus("10s")


async def asks(who: Person, words: str = "") -> str:
    """All that somebody reads of the portfolio."""
    return (await who.types(f"/project portfolio {words}".strip(), channel="#general")).answer.text


async def test_an_admin_reads_every_project_side_by_side_troubled_first(world: World) -> None:
    await sale(world)
    await fair(world)
    said = await world.wang.types("/project 总览", channel="#general")
    assert said.answer.text.startswith("*项目总览* · 2个项目 · 其中1个有延期、逾期或未决事项"), said.answer.text
    headings, launch, second = table_of([said.answer])
    assert headings[:4] == ["编号", "项目", "所处阶段", "状况"]
    assert launch[:5] == [
        LAUNCH, "Aurora lamp launch 曙光台灯上市", "执行", "🔴 2项任务延期（11月19日 周四起）", "12月25日 周五",
    ]  # fmt: skip
    assert launch[5:] == ["–", "T-14 Doors open · 12月14日 周一", "2", "陈静：任务，11月19日 周四起"]
    assert second[:5] == [SALE, "双十一大促", "执行", "🟢 正常", "–"]
    assert second[-2:] == ["0", "Priya Nair：跨部门例会，11月23日 周一起"]


async def test_who_leads_two_reads_them_in_their_language_and_narrows_them(world: World) -> None:
    await sale(world)
    english = await asks(world.priya)
    assert "*Portfolio* · 2 projects · something is late, overdue or undecided in 1 of them" in english
    assert "🔴 2 tasks late since Thu, Nov 19" in english
    assert "🟢 well" in english
    for words, numbers in (
        ("late", {LAUNCH}),
        ("双十一", {SALE}),
        ("p-2026-001", {LAUNCH}),
        ("execution", {LAUNCH, SALE}),
        ("执行 late", {LAUNCH}),
        ("Design", {LAUNCH}),
        ("#Sales", {LAUNCH, SALE}),
        ("planning", set()),
        ("closed", set()),
    ):
        said = await asks(world.priya, words)
        assert {one for one in (LAUNCH, SALE) if f"{one} |" in said} == numbers, (words, said)
    assert "No project fits: planning. `/project portfolio` shows those that run." in await asks(
        world.priya, "planning"
    )
    assert "没有符合条件的项目：规划" in await asks(world.zhao, "规划")
    mentioned = await world.priya.types("@Liaison project portfolio late")
    assert f"{LAUNCH} |" in mentioned.text
    assert f"{LAUNCH} |" in (await world.priya.types("/liaison project portfolio")).text


async def test_who_leads_one_or_none_reads_what_it_is_for_and_what_they_have_instead(world: World) -> None:
    for words in ("", "excel", "picture"):
        said = await asks(world.sam, words)
        assert "for who leads two or more as PM, sponsor or head of a department. `/project status` says" in said
    assert "项目总览把多个项目放在一起对照" in await asks(world.zhao)
    await sale(world)
    assert "2个项目" in await asks(world.zhao)
    assert "for who leads two" in await asks(world.sam), "to take part in two is not to lead them"


async def test_a_project_that_is_private_is_left_out_for_who_may_not_see_it(world: World) -> None:
    await sale(world, "Marketing")
    await sale(world, channel_kind="private")
    for who, sees in ((world.wang, True), (world.priya, True), (world.zhao, True), (world.maria, False)):
        said = await asks(who)
        assert SALE in said
        assert ("P-2026-003" in said) is sees, (who.key, said)
        assert ("P-2026-003 |" in await asks(who, "P-2026-003")) is sees


async def test_what_is_suspended_is_marked_and_last_and_what_is_closed_is_shown_on_wish(world: World) -> None:
    await sale(world)
    await writes(world.zhao, "/project suspend P-2026-001")
    said = await world.priya.types("/project portfolio", channel="#general")
    _headings, second, launch = table_of([said.answer])
    assert launch[0] == LAUNCH
    assert launch[2:4] == ["suspended since Mon, Nov 23", "–"]
    assert launch[-2:] == ["0", "–"], "nothing of it comes due or waits"
    assert second[0] == SALE
    await writes(world.zhao, "/project close P-2026-002", because="Sold out")
    assert SALE not in await asks(world.priya)
    closed = await asks(world.priya, "closed")
    assert f"{SALE} | 双十一大促 | closed since Mon, Nov 23" in closed
    assert f"{LAUNCH} |" not in closed
    await writes(world.zhao, "/project archive P-2026-002")
    assert "for who leads two" in await asks(world.priya, "closed"), "what is archived counts no more"


async def test_the_workbook_holds_every_figure_as_what_it_is(world: World, company: Sandbox) -> None:
    await sale(world)
    await fair(world)
    told = await world.priya.types("/project portfolio excel", channel="#general")
    assert "The portfolio (2 projects) is in your conversation with Liaison as Excel." in told.text
    page = openpyxl.load_workbook(io.BytesIO(await sent(world, world.priya, company))).active
    assert page is not None
    headings, launch, second, *_no_more = ([cell.value for cell in row] for row in page.iter_rows(min_row=2))
    assert page["A1"].value == "Portfolio · Mon, Nov 23, 2026"
    row = dict(zip(headings, launch, strict=True))
    assert row["No."] == LAUNCH
    assert row["PM"] == "赵敏"
    assert row["Late, overdue or undecided"] == "2 tasks late since Thu, Nov 19"
    assert str(row["End by the plan"])[:10] == "2026-12-25"
    assert row["Next milestone"] == "T-14 Doors open"
    assert str(row["Day of the milestone"])[:10] == "2026-12-14"
    assert row["Overdue tasks"] == 2
    assert second[0] == SALE
    shown = await world.zhao.types("/project 总览", channel="#general")
    pressed = await world.zhao.presses("Excel", on=shown.answer)
    assert "项目总览（2个项目，Excel）已发到你与Liaison的私信。" in pressed.text


async def test_the_picture_shows_bars_and_milestones_to_the_person_alone(world: World, company: Sandbox) -> None:
    await sale(world)
    await fair(world)
    before = len(await world.sam.sees("#product-launch"))
    for who, words in ((world.priya, "picture"), (world.zhao, "图片")):
        said = await asks(who, words)
        assert "as a picture" in said or "图片）已发到" in said
        made = await sent(world, who, company)
        assert made.startswith(b"\x89PNG")
    assert len(await world.sam.sees("#product-launch")) == before
    assert "没有符合条件的项目" in await asks(world.zhao, "图片 规划")


async def test_home_has_a_quiet_button_for_those_who_have_one(world: World) -> None:
    assert "项目总览" in (await world.wang.home()).text, "an admin has one"
    assert "Portfolio" not in (await world.priya.home()).text
    await sale(world)
    home = await world.priya.home()
    shown = await world.priya.presses("Portfolio", on=home)
    assert shown.view is not None
    above = shown.view.text.split("———")[0]
    assert "*Portfolio* · 2 projects" in above
    assert f"*{LAUNCH}* · Aurora lamp launch 曙光台灯上市 · execution · 🔴 2 tasks late since Thu, Nov 19" in above
    assert "ends Fri, Dec 25" in above
    assert "Portfolio" not in (await world.sam.home()).text


def based(work: Work) -> None:
    """The plan of the launch is kept as it stands, as baseline 1."""
    baseline = Baseline(
        team_id=work.team_id, project_id=1, number=1, edition=1, taken_at=work.now, taken_by="U0ZHAO0001"
    )
    work.session.add(baseline)
    work.session.flush()
    for one in tasks.of_project(work.session, work.team_id, 1):
        work.session.add(
            BaselineTask(
                baseline_id=baseline.id, task_id=one.id, team_id=work.team_id, title=one.title,
                department_id=one.department_id, starts_on=one.starts_on, due_on=one.due_on,
            )
        )  # fmt: skip


def later(work: Work) -> None:
    """What ends last ends later."""
    last = max(tasks.of_project(work.session, work.team_id, 1), key=lambda one: one.due_on or date.min)
    last.due_on = date(2027, 1, 8)
    tasks.save(work.session, last)


async def test_the_end_is_said_against_the_baseline(world: World, liaison: App) -> None:
    await sale(world)
    await do(liaison, based)
    assert table_of([(await world.priya.types("/project portfolio", channel="#general")).answer])[1][4:6] == [
        "Fri, Dec 25", "0",
    ]  # fmt: skip
    await do(liaison, later)
    shown = await world.priya.types("/project portfolio", channel="#general")
    assert table_of([shown.answer])[1][4:6] == ["Fri, Jan 8, 2027", "+9"]
