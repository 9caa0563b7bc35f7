"""An app that was installed from an older manifest: what Slack does not know of it works otherwise, and is said."""

from __future__ import annotations

import pytest

from bot.app import App
from bot.process.flows import FLOWS
from bot.sandbox.server import Sandbox
from tests.conftest import settings_for
from tests.world import World

COMMANDS = [flow.command for flow in FLOWS if flow.command is not None]


@pytest.fixture
async def older(company: Sandbox, world: World) -> World:
    """The app's manifest at Slack has one command, and lacks two scopes."""
    company.app.commands[:] = [one for one in company.app.commands if one.command == "/liaison"]
    return world


async def test_every_command_works_behind_liaison_by_each_of_its_words(older: World) -> None:
    for command in COMMANDS:
        gone = await older.sam.types(f"{command.name} help")
        assert "is not a valid command" in gone.text
        for word in command.words:
            out = await older.sam.types(f"/liaison {word} help")
            assert command.name in out.text, f"/liaison {word} help: {out.text}"


async def test_its_forms_open_and_are_sent_behind_liaison_too(older: World) -> None:
    form = await older.sam.types("/liaison task add Print posters")
    assert form.view is not None
    added = await older.sam.submits(form, due_on="2026-12-04", department_id="Marketing")
    assert "T-13" in added.text
    assert "T-13" in (await older.chen.types("/liaison 任务 T-13")).text
    assert (await older.zhao.types("/liaison 项目 新建")).view is not None
    assert "P-2026-001" in (await older.zhao.types("/liaison 项目 状态")).text
    form = await older.zhao.types("/liaison 任务添加 印海报")
    assert form.view is not None
    assert form.view.values["title"] == "印海报"
    assert (await older.sam.types("/liaison request new Poster")).view is not None


async def test_help_says_that_commands_work_behind_liaison(older: World) -> None:
    english = await older.sam.types("/liaison help")
    assert "`/liaison task …`" in english.text
    assert "installed before Liaison had the command" in english.text
    chinese = await older.zhao.types("/liaison 帮助")
    assert "`/liaison 任务 …`" in chinese.text
    assert "安装应用时还没有" in chinese.text


async def test_an_admins_home_says_what_to_update_until_it_is_granted(
    company: Sandbox, liaison: App, world: World, sqlite_url: str
) -> None:
    lacking = "lacks pins:write, usergroups:read"
    assert "lacks" not in (await world.priya.home()).text
    await liaison.stop()
    for scope in ("pins:write", "usergroups:read"):
        company.app.scopes.remove(scope)
    again = App(settings_for(company, sqlite_url), with_demo=True)
    await again.start()
    try:
        await world.wang.changes(locale="en-US")
        await world.settle()
        home = await world.wang.home()
        assert lacking in home.text
        assert "`liaison manifest`" in home.text
        assert "which commands and events an installed app has" in home.text
        await world.wang.changes(locale="zh-CN")
        await world.settle()
        assert "缺少权限：pins:write、usergroups:read" in (await world.wang.home()).text
        assert "pins:write" not in (await world.zhao.home()).text, "only who can do something about it"
        company.app.scopes.extend(["pins:write", "usergroups:read"])
        assert "pins:write" not in (await world.wang.home()).text
    finally:
        await again.stop()
