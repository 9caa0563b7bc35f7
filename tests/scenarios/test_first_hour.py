"""The first hour of a workspace in which nothing is set up: no department, no project, nobody who knows Liaison."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.app import App
from bot.sandbox.server import Sandbox
from bot.sandbox.world.company import ids
from tests.conftest import ACK_SECONDS, MANIFEST, MONDAY, settings_for
from tests.scenarios.cards import card_of
from tests.scenarios.test_mentions import private
from tests.world import Outcome, Person, View, World

LIN, SAM, PRIYA, WANG = ids("lin", "sam", "priya", "wang")
CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class Words:
    """What people type and read in one language."""

    locale: str
    newcomer: str
    lines: tuple[str, ...]
    broken: str
    no_project: str
    nothing_waits: str
    not_admin: str
    no_department: str
    add: str
    add_department: str
    needs_department: str
    changed: str
    needs_name: str
    department: str
    other: str
    started: str
    alone: str
    task: str
    note: str
    done: str
    digest: str
    minutes: str
    direct: str


ENGLISH = Words(
    locale="en-US",
    newcomer="sam",
    lines=("/task add Print posters by Friday", "/task list", "/task update", "/project list", "/project show",
           "/request new Poster", "/request list", "/dispute new", "/dispute list", "/meeting", "/meeting digest",
           "/meeting notes", "/report", "/report list", "/task table", "/liaison inbox", "/task help", "/liaison help"),
    broken="went wrong",
    no_project="You take part in no project yet. "
    "`/project propose` proposes one; `/project new` enters one that runs already.",
    nothing_waits="Nothing waits for you.",
    not_admin="Departments are set up by workspace admins. 王磊 (admin) can.",
    no_department="No department yet. Add each with its head and its liaison",
    add="Add",
    add_department="Add a department",
    needs_department="⚠️ There is no department yet. Press “Add a department” first.",
    changed="The departments have changed meanwhile.",
    needs_name="Give the department a name, in English or in Chinese.",
    department="Marketing",
    other="Design",
    started="P-2026-001 · Spring fair is started.",
    alone="Marketing is the only department in P-2026-001: there is no other one to turn to.",
    task="Print posters by next Friday",
    note="waiting for design",
    done="done",
    digest=" · 0 of 1 task is done",
    minutes="Minutes",
    direct="A direct message cannot be used for this.",
)  # fmt: skip
IN_CHINESE = Words(
    locale="zh-CN",
    newcomer="lin",
    lines=("/task 添加 印海报 下周五", "/task 列表", "/task 更新", "/project 列表", "/project 查看",
           "/request 新建 海报", "/request 列表", "/dispute 新建", "/dispute 列表",
           "/meeting", "/meeting 摘要", "/meeting 纪要", "/report", "/report 列表",
           "/task table", "/liaison inbox", "/task 帮助", "/liaison 帮助"),
    broken="出了问题",
    no_project="你还没有参与任何项目。用`/project 提案`提交立项申请，用`/project 新建`登记已在进行的项目。",
    nothing_waits="没有待你处理的事项。",
    not_admin="部门由管理员设置。王磊（管理员）可以操作。",
    no_department="还没有部门。请逐个添加并指定负责人和接口人",
    add="添加",
    add_department="添加部门",
    needs_department="⚠️ 还没有部门，请先点“添加部门”。",
    changed="部门已有变动",
    needs_name="请填写部门的中文或英文名称。",
    department="市场部",
    other="设计部",
    started="P-2026-001 · Spring fair已启动",
    alone="P-2026-001只有市场部一个部门参与，没有其他部门可以协作。",
    task="印海报 下周五",
    note="等设计稿",
    done="完成",
    digest=" · 1项任务已完成0项",
    minutes="会议纪要",
    direct="这里需要一个频道，私信不行。",
)  # fmt: skip


@pytest.fixture
async def company() -> AsyncIterator[Sandbox]:
    """A workspace on its first day."""
    sandbox = Sandbox(manifest=MANIFEST, now=MONDAY, seed=7, ack_seconds=ACK_SECONDS, is_empty=True)
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture(params=[ENGLISH, IN_CHINESE], ids=["english", "chinese"])
async def words(request: pytest.FixtureRequest) -> Words:
    """The language that everybody reads."""
    found: Words = request.param
    return found


@pytest.fixture
async def world(company: Sandbox, sqlite_url: str, words: Words) -> AsyncIterator[World]:
    """Its people, who have just installed Liaison."""
    app = App(settings_for(company, sqlite_url))
    await app.start()
    async with World(company.url, channel="#general") as world:
        for key in ("wang", "lin", "sam", "priya"):
            await world.person(key).changes(locale=words.locale, tz="Asia/Shanghai")
        await world.settle()
        yield world
    await app.stop()


def newcomer(world: World, words: Words) -> Person:
    """Whoever tries Liaison first."""
    return world.person(words.newcomer)


def is_read(out: Outcome, words: Words) -> bool:
    """Whether an answer came that is no failure, in the language of its reader."""
    is_chinese = bool(CHINESE.search(out.text.replace("王磊", "")))
    return out.ok and words.broken not in out.text and is_chinese == (words.locale == "zh-CN")


async def described(who: Person) -> View:
    """The second step of `/project new`."""
    form = await who.types("/project new")
    period = {"starts_on": "2026-11-23", "ends_on": "2026-12-31", "meeting_weekday": "3"}
    second = await who.submits(form, name="Spring fair", objective="Be seen", **period)
    assert second.view is not None, second.text
    return second.view


async def adds(who: Person, form: View, words: Words, name: str, head: str, liaison: str) -> View:
    """Name a department on the way to a project."""
    pushed = await who.presses(words.add_department, on=form)
    added = await who.submits(pushed, name=name, head_id=head, liaison_id=liaison)
    assert not added.errors, added.text
    assert added.view is not None
    return added.view


async def starts(world: World, words: Words, *others: str) -> Person:
    """The newcomer starts the first project, with one department and these others, and goes into its channel."""
    who = newcomer(world, words)
    form = await adds(who, await described(who), words, words.department, LIN, SAM)
    for name in others:
        form = await adds(who, form, words, name, PRIYA, PRIYA)
    parts = [words.department, *others]
    started = await who.submits(form, departments=parts, initiating=words.department, channel_kind="public")
    assert words.started in started.text
    await world.clock.plus("30s")
    world.channel = "#p-2026-001-spring-fair"
    assert "P-2026-001" in "".join(one.text for one in await who.sees())
    return who


async def test_where_nothing_is_there_everything_says_what_to_do(world: World, words: Words) -> None:
    for who in (newcomer(world, words), world.wang):
        home = await who.home()
        assert words.nothing_waits in home.text
        assert words.no_project in home.text
        for line in words.lines:
            for channel in ("#general", "#random", "@Liaison"):
                out = await who.types(line, channel=channel)
                # Help shows a word or two of the other language.
                assert is_read(out, words) or "help" in line, f"{line} in {channel}: {out.text}"
        for line in ("/task add", "/request new", "/dispute new", "/meeting", "/report"):
            assert words.no_project in (await who.types(line)).text, line
    assert words.not_admin in (await newcomer(world, words).types("/liaison settings")).text


async def test_the_first_project_is_started_although_no_department_is_known(world: World, words: Words) -> None:
    who = newcomer(world, words)
    form = await described(who)
    for _attempt in range(2):
        refused = await who.submits(form)
        assert refused.ok, "Slack takes the answer"
        assert refused.view is not None
        assert refused.view.text.count(words.needs_department) == 1
    await who.closes(form)
    again = await who.types("/project new")
    assert again.view is not None
    assert again.view.values["name"] == "Spring fair", "what was typed is kept"
    form = await described(who)
    assert not (await who.submits(form)).errors
    form = await adds(who, form, words, words.department, LIN, SAM)
    assert words.needs_department not in form.text
    form = await adds(who, form, words, words.department, PRIYA, SAM)
    assert len(form.element("departments").element["options"]) == 1, "said again, it replaces what was said"
    assert form.values["departments"] == [words.department]
    missing = await who.submits(form, channel_kind="existing", departments=[words.department])
    assert missing.errors.keys() == {"channel"}, "which one?"
    started = await who.submits(form, channel_kind="public")
    assert words.started in started.text
    assert "P-2026-001" in (await who.types("/project list")).text
    assert "Priya" in (await who.types("/project show P-2026-001")).text, "the head that was said last"


async def test_a_department_that_is_named_twice_is_one_and_nothing_jumps(world: World, words: Words) -> None:
    who = newcomer(world, words)
    form = await adds(who, await described(who), words, "Marketing", LIN, SAM)
    form = await adds(who, form, words, "Design", PRIYA, PRIYA)
    assert form.values["initiating"] == "Marketing"
    form = await adds(who, form, words, "marketing", PRIYA, SAM)
    assert form.values["initiating"] == "Marketing"
    shown = form.element("departments").element["options"]
    assert [one["text"]["text"] for one in shown] == ["Marketing", "Design"]
    assert form.values["departments"] == ["Marketing", "Design"]
    assert "Marketing" in form.text, "that it was named before is said"
    assert "Priya" in form.text


async def test_departments_that_an_admin_adds_meanwhile_are_in_the_form_that_is_drawn_anew(
    world: World, words: Words
) -> None:
    who = newcomer(world, words)
    form = await described(who)
    settings = await world.wang.types("/liaison settings")
    pushed = await world.wang.presses("departments.add", on=settings.view)
    await world.wang.submits(pushed, name_en="Marketing", name_zh="市场部", head_id=LIN, liaison_id=SAM)
    anew = await who.submits(form)
    assert anew.view is not None
    assert words.changed in anew.view.text
    assert anew.view.values["channel_kind"] == "public"
    known = await adds(who, anew.view, words, words.department, PRIYA, PRIYA)
    assert "林涛" in known.text, "as it stands in the workspace"
    shown = known.element("departments").element["options"]
    assert [one["text"]["text"] for one in shown] == [words.department]
    started = await who.submits(known)
    assert words.started in started.text


async def test_an_admin_names_the_departments_first(world: World, words: Words) -> None:
    settings = await world.wang.types("/liaison settings")
    assert settings.view is not None
    assert words.no_department in settings.view.text
    form = await world.wang.presses(words.add, on=settings.view)
    refused = await world.wang.submits(form, head_id=LIN, liaison_id=SAM)
    assert refused.errors == {"name_en": words.needs_name}
    added = await world.wang.submits(form, name_en="Marketing", name_zh="市场部")
    assert added.view is not None
    assert words.department in added.view.text
    await world.wang.closes(added)
    offered = await described(newcomer(world, words))
    assert words.department in str(offered.raw)


async def test_a_department_that_is_alone_has_nobody_to_ask(world: World, words: Words) -> None:
    who = await starts(world, words)
    for line in ("/request new", "/dispute new"):
        out = await who.types(line)
        assert words.alone in out.text, line
        assert out.view is None
    form = await who.types(f"/task add {words.task}")
    await who.submits(form, department_id=words.department)
    card = await card_of(world, 1)
    for button in ("requests.for_task", "disputes.for_task"):
        assert words.alone in (await who.presses(button, on=card)).text, button


async def test_the_first_task_its_updates_and_the_first_meeting(world: World, words: Words) -> None:
    who = await starts(world, words, words.other)
    assert (await who.types("/request new")).view is not None, "there is another department now"
    form = await who.types(f"/task add {words.task}")
    added = await who.submits(form, department_id=words.department, owner_id=WANG)
    assert "T-1" in added.text
    updated = await world.wang.types(f"/task update T-1 40% {words.note}", channel="#general")
    assert "40%" in updated.text
    await world.wang.joins(world.channel)
    said = await world.wang.types("@Liaison 60%", thread=await card_of(world, 1))
    assert "60%" in await private(world.wang, said, world.channel)
    assert words.direct in (await who.types("/project home P-2026-001", channel="@Liaison")).text
    for line in words.lines:
        out = await who.types(line)
        assert out.ok, f"{line}: {out.text}"
        assert words.broken not in out.text, line
    await world.clock.to("Thursday 08:05")
    digests = [one.text for one in await world.posted() if words.digest in one.text]
    assert len(digests) == 1
    await world.clock.to("Thursday 11:01")
    report = await who.types("/meeting notes")
    assert report.view is not None
    assert words.minutes in report.view.title
    saved = await who.submits(report, decisions="Go")
    assert words.broken not in saved.text
    done = await world.wang.types(f"@Liaison {words.done}", thread=await card_of(world, 1))
    assert "✅" in await private(world.wang, done, world.channel)
