"""Projects, told by the people who start them and take part."""

from __future__ import annotations

import pytest

from bot.sandbox.server import Sandbox
from tests.world import View, World


async def first_step(world: World, who: str = "zhao") -> View:
    """The form of `/project new`, its first step filled in."""
    form = (await world.person(who).types("/project new", channel="#general")).view
    assert form is not None
    return form


async def basics(world: World, form: View, name: str = "双十一大促", ends_on: str = "2027-02-28") -> View:
    """Step 1 filled in and sent; step 2 as it then stands."""
    sent = await world.zhao.submits(
        form, name=name, objective="销售额翻倍", starts_on="2026-12-01", ends_on=ends_on, meeting_weekday="3"
    )
    assert not sent.errors, sent.errors
    assert sent.view is not None
    return sent.view


async def test_a_project_is_started_in_two_steps_and_gets_a_channel_with_its_pinned_card(world: World) -> None:
    second = await basics(world, await first_step(world))
    await world.zhao.submits(second, departments=["Marketing", "Sales"], initiating="销售部", channel_kind="public")
    await world.clock.plus("10s")
    channel = "#p-2026-002-双十一大促"
    seen = await world.sam.sees(channel)
    card = next(message for message in seen if message.from_app)
    assert "P-2026-002 · 双十一大促" in card.text
    assert "项目经理赵敏，" in card.text.split("\n")[0]
    assert "发起部门负责人* Priya Nair" in card.text, "the head of the initiating department is the sponsor"
    assert "星期四" in card.text
    assert (await world.sam.types("/project list")).text.count("P-2026-00") == 2


async def test_a_form_refused_keeps_what_was_typed_and_says_what_is_wrong(world: World) -> None:
    form = await first_step(world)
    refused = await world.zhao.submits(
        form, name="Fair", objective="Be seen", starts_on="2026-12-01", ends_on="2026-11-01", meeting_weekday="0"
    )
    assert refused.errors == {"ends_on": "项目的结束日期必须晚于开始日期。"}
    mended = await world.zhao.submits(form, ends_on="2026-12-20")
    assert not mended.errors
    assert mended.view is not None
    assert "Fair" in mended.view.text


async def test_a_department_that_is_missing_is_added_on_the_way(world: World) -> None:
    second = await basics(world, await first_step(world))
    third = (await world.zhao.presses("添加部门", on=second)).view
    assert third is not None
    people = {one["real_name"].split()[-1]: one["id"] for one in await world.get("people")}
    added = await world.zhao.submits(third, name="Legal 法务部", head_id=people["Lei"], liaison_id=people["Tao"])
    assert not added.errors, added.errors
    assert added.view is not None
    assert "Legal 法务部" in str(added.view.raw)
    sent = await world.zhao.submits(
        added.view, departments=["Legal 法务部"], initiating="Legal 法务部", channel_kind="private"
    )
    assert not sent.errors, sent.errors
    await world.clock.plus("10s")
    private = await world.lin.sees("#p-2026-002-双十一大促")
    assert any("Legal 法务部" in message.text for message in private)
    hidden = await world.sam.types("/project show P-2026-002")
    assert "There is no project P-2026-002 here" in hidden.text, "a private project is invisible to others"


async def test_a_name_that_is_taken_gets_another_number(world: World) -> None:
    for expected in ("#p-2026-002-launch", "#p-2026-003-launch"):
        second = await basics(world, await first_step(world), name="Launch!")
        await world.zhao.submits(second, departments=["Design"], initiating="Design", channel_kind="public")
        await world.clock.plus("10s")
        assert any(message.from_app for message in await world.chen.sees(expected))


async def test_a_project_gets_another_home_and_only_its_manager_gives_it(world: World) -> None:
    refused = await world.sam.types("/project home P-2026-001", channel="#random")
    assert "赵敏 (PM) can" in refused.text
    moved = await world.zhao.types("/project home P-2026-001", channel="#random")
    assert "从现在起，#random是P-2026-001" in moved.text
    assert "已启动" not in moved.text, "it began long ago"
    await world.clock.plus("10s")
    assert any("P-2026-001" in message.text for message in await world.posted("#random"))
    assert "P-2026-001" in (await world.sam.types("/project show", channel="#random")).text
    left = [message.text for message in await world.posted() if "has moved to #random" in message.text]
    assert len(left) == 1, "who looks into the old channel must know that its cards stand still"
    again = await world.zhao.types("/project home P-2026-001", channel="#random")
    assert "P-2026-001" in again.text
    await world.clock.plus("10s")
    assert len([message for message in await world.posted() if "has moved to #random" in message.text]) == 1


async def named_channels(world: World) -> list[str]:
    return [one["name"] for one in await world.get("channels") if not one["is_im"]]


@pytest.mark.parametrize("kind", ["existing", "public"], ids=["as asked", "chosen, and the choice above it forgotten"])
async def test_a_channel_that_exists_is_taken(world: World, kind: str) -> None:
    before = await named_channels(world)
    second = await basics(world, await first_step(world))
    random = next(one["id"] for one in await world.get("channels") if one.get("name") == "random")
    await world.zhao.submits(
        second,
        departments=["Design"],
        initiating="Design",
        channel_kind=kind,
        channel=random,
    )
    await world.clock.plus("10s")
    assert await named_channels(world) == before, "no new one was made"
    assert any("双十一大促" in message.text for message in await world.chen.sees("#random") if message.from_app)


async def test_home_shows_what_is_mine_in_my_language(world: World) -> None:
    home = await world.chen.home()
    assert "我的未完成任务" in home.text
    assert "T-3" in home.text
    assert "T-4" not in home.text
    other = await world.sam.home()
    assert "Your open tasks" in other.text
    assert "P-2026-001" in other.text


async def test_help_answers_everywhere_in_the_readers_language(world: World) -> None:
    for command, english, chinese in (
        ("/task help", "What /task can do", "/task的用法"),
        ("/project", "What /project can do", "/project的用法"),
        ("/liaison help", "What Liaison can do", "Liaison能做什么"),
    ):
        assert english in (await world.sam.types(command, channel="#random")).text
        assert chinese in (await world.lin.types(command, channel="#random")).text
    assert "does not know" in (await world.sam.types("/project nwe2")).text


async def test_a_department_is_named_to_each_reader_in_their_language(world: World) -> None:
    assert "R&D" in (await world.sam.types("/task show T-4")).text
    chinese = await world.lin.types("/task show T-4")
    assert "研发部" in chinese.text
    assert "R&D" not in chinese.text
    card = next(one for one in await world.posted() if "T-4" in one.text)
    assert "R&D" in card.text
    assert "研发部" not in card.text, "the demo's channel reads English"


async def test_no_app_leads_a_project_or_a_department(world: World, company: Sandbox) -> None:
    form, bot = await first_step(world), company.app.bot_user
    people = {one["real_name"].split()[-1]: one["id"] for one in await world.get("people")}
    typed = {"name": "Fair", "objective": "Be seen", "starts_on": "2026-12-01", "ends_on": "2027-02-28"}
    refused = await world.zhao.submits(form, **typed, pm_id=bot, meeting_weekday="0")
    assert refused.errors == {"pm_id": "Liaison是应用，不是人。"}
    second = await world.zhao.submits(form, **typed, pm_id=people["Lei"], meeting_weekday="0")
    assert not second.errors
    third = (await world.zhao.presses("添加部门", on=second.view)).view
    assert third is not None
    refused = await world.zhao.submits(third, name="Legal", head_id=bot, liaison_id=people["Tao"])
    assert refused.errors == {"head_id": "Liaison是应用，不是人。"}
