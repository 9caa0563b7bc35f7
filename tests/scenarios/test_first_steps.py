"""The first hour is led: steps on an admin's Home, a word to who installed it, and whom everybody else may ask."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.app import App
from bot.sandbox.server import Sandbox
from bot.sandbox.world.company import ids
from tests.conftest import ACK_SECONDS, MANIFEST, MONDAY, settings_for
from tests.only import only
from tests.world import Person, View, World

LIN, SAM = ids("lin", "sam")


@dataclass(frozen=True)
class Words:
    """What people read in one language."""

    locale: str
    begun: str
    country: str
    country_done: str
    departments: str
    one_more: str
    two: str
    project: str
    aside: str
    is_aside: str
    setup: str
    done: str
    ask: str
    welcome: str
    begin: str
    settings: str


ENGLISH = Words(
    locale="en-US",
    begun="Set up Liaison: {} of 3 steps done",
    country="Choose the country",
    country_done="✅ *Country and working week* · Germany",
    departments="Add departments",
    one_more="1 department so far; a project needs one more to work with.",
    two="✅ *Departments, each with its head and its liaison* · 2 departments",
    project="Start a project",
    aside="Put these steps aside",
    is_aside="The steps are put aside, for every admin. `/liaison setup` shows them again.",
    setup="/liaison setup",
    done="Everything is set up",
    ask="Liaison is new here. Admins set it up: 王磊.",
    welcome="Liaison is here. Setting it up takes three steps",
    begin="Begin",
    settings="Settings",
)
IN_CHINESE = Words(
    locale="zh-CN",
    begun="初始设置：3步已完成{}步",
    country="选择国家或地区",
    country_done="✅ *国家或地区、工作周* · 德国",
    departments="添加部门",
    one_more="目前只有1个部门；跨部门项目至少还需要一个。",
    two="✅ *部门及其负责人和接口人* · 2个部门",
    project="发起项目",
    aside="先不设置",
    is_aside="初始设置已收起，对所有管理员生效。`/liaison 引导`可以再次打开。",
    setup="/liaison 引导",
    done="设置已全部完成",
    ask="Liaison刚刚启用，由管理员设置：王磊。",
    welcome="Liaison已就绪。初始设置共三步",
    begin="开始",
    settings="设置",
)


@pytest.fixture
async def company() -> AsyncIterator[Sandbox]:
    """A workspace on its first day."""
    sandbox = Sandbox(manifest=MANIFEST, now=MONDAY, seed=7, ack_seconds=ACK_SECONDS, is_empty=True)
    await sandbox.start()
    yield sandbox
    await sandbox.stop()


@pytest.fixture(params=[ENGLISH, IN_CHINESE], ids=["english", "chinese"])
def words(request: pytest.FixtureRequest) -> Words:
    """The language that everybody reads."""
    found: Words = request.param
    return found


@pytest.fixture
async def world(company: Sandbox, sqlite_url: str, words: Words) -> AsyncIterator[World]:
    """Its people in Berlin, who have just installed Liaison."""
    async with World(company.url, channel="#general") as world:
        for key in ("wang", "lin", "sam"):
            await world.person(key).changes(locale=words.locale, tz="Europe/Berlin")
        app = App(settings_for(company, sqlite_url))
        await app.start()
        assert app.reading is not None
        await app.reading
        await world.settle()
        yield world
        await app.stop()


async def adds(admin: Person, words: Words, name: str) -> None:
    """A department, by the button of its step."""
    shown = (await admin.presses(words.departments, on=await admin.home())).view
    form = await admin.presses("departments.add", on=shown)
    added = await admin.submits(form, name_en=name, name_zh=name, head_id=LIN, liaison_id=SAM)
    assert added.view is not None
    await admin.closes(added.view)


async def chooses_country(admin: Person, words: Words) -> None:
    screen = (await admin.presses(words.country, on=await admin.home())).view
    form = await admin.presses("calendars.choose", on=screen)
    done = await admin.submits(await admin.submits(form, country="DE"))
    assert done.view is not None
    await admin.closes(done.view)


async def starts(who: Person, form: View) -> None:
    period = {"starts_on": "2026-11-23", "ends_on": "2026-12-31", "meeting_weekday": "3"}
    second = await who.submits(form, name="Fair", objective="Be seen", **period)
    started = await who.submits(second, departments=["Marketing", "Design"], initiating="Marketing")
    assert started.ok
    assert "P-2026-001" in (await who.home()).text


async def test_an_admin_is_led_step_by_step_and_may_stop_in_the_middle(world: World, words: Words) -> None:
    home = await world.wang.home()
    assert home.text.startswith(f"# {words.begun.format(0)}")
    await chooses_country(world.wang, words)
    home = await world.wang.home()
    assert words.begun.format(1) in home.text
    assert words.country_done in home.text
    await adds(world.wang, words, "Marketing")
    assert words.one_more in (await world.wang.home()).text
    await world.lin.changes(is_admin=True)
    await world.settle()
    second = await world.lin.home()
    assert words.country_done in second.text, "another admin goes on where the first one stopped"
    await adds(world.lin, words, "Design")
    home = await world.wang.home()
    assert words.begun.format(2) in home.text
    assert words.two in home.text
    form = (await world.wang.presses(words.project, on=home)).view
    assert form is not None
    await starts(world.wang, form)
    assert words.begun[:6] not in (await world.wang.home()).text, "what is done goes away"
    assert words.done in (await world.wang.types(words.setup)).text


async def test_the_steps_can_be_put_aside_for_every_admin_and_fetched_again(world: World, words: Words) -> None:
    await world.lin.changes(is_admin=True)
    await world.settle()
    put = await world.wang.presses(words.aside, on=await world.wang.home())
    assert put.view is not None
    assert words.is_aside in put.view.text
    for admin in (world.wang, world.lin):
        home = await admin.home()
        assert words.begun.format(0) not in home.text
        assert words.country in home.text, "that days are counted by a guess is still said"
    shown = await world.lin.types(words.setup)
    assert words.begun.format(0) in shown.text
    assert (await world.lin.presses(words.departments, on=shown.answer)).view is not None
    assert words.begun.format(0) in (await world.wang.home()).text


async def test_who_is_no_admin_reads_whom_to_ask_for_what(world: World, words: Words) -> None:
    home = await world.sam.home()
    assert words.ask in home.text
    assert "/project " in home.text
    assert words.country not in home.text
    assert words.ask in (await world.sam.types(words.setup)).text
    await world.lin.changes(is_admin=True)
    await world.settle()
    shown = await world.lin.home()
    await world.lin.changes(is_admin=False)
    await world.settle()
    refused = await world.lin.presses(words.aside, on=shown)
    assert refused.view is not None
    assert "王磊" in refused.view.text.partition("———")[0]
    assert words.begun.format(0) in (await world.wang.home()).text, "it is not put aside"


async def test_who_can_set_it_up_is_told_once_where_to_begin(world: World, words: Words) -> None:
    await world.wang.opens_home("messages")
    await world.settle()
    told = only([one for one in await world.wang.inbox() if words.welcome in one.text])
    begun = await world.wang.presses(words.begin, on=told)
    assert words.begun.format(0) in begun.text
    await world.lin.changes(is_admin=True)
    await world.settle()
    for _time in range(2):
        await world.lin.opens_home("messages")
        await world.sam.opens_home("messages")
        await world.settle()
    assert len([one for one in await world.lin.inbox() if words.welcome in one.text]) == 1, "who installed it, maybe"
    assert not [one for one in await world.sam.inbox() if words.welcome in one.text]
    await world.clock.plus("1d")
    assert len([one for one in await world.wang.inbox() if words.welcome in one.text]) == 1, "not once more by day"


async def test_an_admin_who_is_not_there_is_told_in_their_morning(world: World, words: Words) -> None:
    await world.clock.to("08:55", tz="Europe/Berlin")
    assert not await world.traffic("chat.postMessage"), "it is night in Berlin, then early"
    await world.clock.to("09:05", tz="Europe/Berlin")
    only([one for one in await world.wang.inbox() if words.welcome in one.text])
