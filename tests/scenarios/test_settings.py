"""Settings, told by the workspace's admin 王磊 (Slack's own), whom he names, and those who may not."""

from __future__ import annotations

from tests.world import View, World


async def opened(world: World, who: str = "wang", words: str = "/liaison 设置") -> View:
    """The settings as that person opens them."""
    out = await world.person(who).types(words, channel="#general")
    assert out.view is not None, out.text
    return out.view


async def edited(world: World, name: str) -> View:
    """The form of a department, opened from the settings."""
    settings = await opened(world)
    line = next(block for block in settings.raw["blocks"] if f"*{name}*" in (block.get("text") or {}).get("text", ""))
    form = (await world.wang.presses(line["block_id"], on=settings)).view
    assert form is not None
    assert form.raw["private_metadata"]
    return form


async def test_the_settings_show_each_department_with_its_people(world: World) -> None:
    settings = await opened(world)
    assert "部门 · 5" in settings.text
    assert "*研发部* · R&D" in settings.text
    assert "负责人王磊，接口人林涛 · 副负责人赵敏" in settings.text
    assert "Slack管理员：王磊" in settings.text
    for words in ("/liaison settings", "/liaison departments", "/liaison 部门"):
        assert "市场部" in (await opened(world, words=words)).text


async def test_who_is_no_admin_is_told_who_is(world: World) -> None:
    for who, words in (("zhao", "部门由管理员设置。王磊（管理员）可以操作。"), ("sam", "王磊 (admin) can.")):
        out = await world.person(who).types("/liaison settings", channel="#general")
        assert out.view is None
        assert words in out.text, out.text
        home = await world.person(who).home()
        assert home.finds("departments.settings") is None


async def test_home_opens_the_settings_for_admins(world: World) -> None:
    home = await world.wang.home()
    out = await world.wang.presses("设置", on=home)
    assert out.view is not None
    assert "部门 · 5" in out.view.text


async def test_the_settings_lead_to_the_working_days_and_back(world: World) -> None:
    settings = await opened(world)
    days = (await world.wang.presses("calendars.open", on=settings)).view
    assert days is not None
    assert "依照中国的法定节假日和调休上班日" in days.text
    form = (await world.wang.presses("calendars.add", on=days)).view
    assert form is not None, "the third of the three forms that Slack lays over one another"
    await world.wang.submits(form, days="2026-12-04", kind="off", name="公司年会")
    assert "公司年会" in str((await world.wang.types("/liaison calendar")).view)


async def test_a_department_is_added_and_offered_to_new_projects(world: World) -> None:
    form = (await world.wang.presses("添加", on=await opened(world))).view
    assert form is not None
    nameless = await world.wang.submits(form, head_id="lin", liaison_id="lin")
    assert nameless.errors == {"name_en": "请填写部门的中文或英文名称。"}
    taken = await world.wang.submits(form, name_zh="研发部")
    assert taken.errors == {"name_zh": "已有名为研发部的部门。"}
    sent = await world.wang.submits(form, name_en="Legal", name_zh="法务部", deputies=["chen"])
    assert not sent.errors, sent.errors
    assert sent.view is not None
    assert "已添加法务部。" in sent.view.text
    assert "部门 · 6" in sent.view.text
    again = await world.wang.types("/project new", channel="#general")
    assert again.view is not None
    second = await world.wang.submits(
        again.view, name="x", objective="y", starts_on="2026-12-01", ends_on="2026-12-20", meeting_weekday="3"
    )
    assert second.view is not None
    assert "法务部" in str(second.view.raw)


async def test_who_is_named_for_the_first_time_reads_once_what_is_expected_of_them(world: World) -> None:
    noor = await world.arrives("noor", real_name="Noor Haddad", locale="en-US", tz="Asia/Shanghai")
    for name, posts in (("Legal", {"head_id": "lin", "liaison_id": "noor"}), ("Audit", {"head_id": "noor"})):
        form = (await world.wang.presses("添加", on=await opened(world))).view
        assert form is not None
        await world.wang.submits(form, name_en=name, **{"liaison_id": "lin", **posts})
        await world.clock.plus("1m")

    first, second = (one.text for one in await noor.inbox())
    assert "As liaison you speak for your department: its report before each weekly meeting (`/report`)" in first
    assert "As head" not in first
    assert "`/liaison away` names who stands in for you." in first
    assert "head of Audit" in second
    assert "you stand behind your department" not in second
    assert all("speak for your department" not in one.text for one in await world.lin.inbox()), "who has posts knows"


async def test_a_new_liaison_is_asked_about_for_running_projects_and_takes_over_there(world: World) -> None:
    form = await edited(world, "研发部")
    question = (await world.wang.submits(form, liaison_id="zhao")).view
    assert question is not None
    assert "研发部原来的负责人或接口人还在1个进行中的项目里任职。" in question.text
    assert "P-2026-001" in question.text
    assert "接口人：赵敏" in question.text
    done = await world.wang.submits(question)
    assert done.view is not None
    assert "已保存研发部。" in done.view.text
    await world.clock.plus("10s")
    card = next(one for one in await world.posted() if "R&D · " in one.text)
    assert "R&D · head 王磊, liaison 赵敏" in card.text, "the card in the channel is drawn anew"
    refused = await world.sam.types("/task update T-4 done")
    assert "赵敏 (liaison)" in refused.text
    assert "P-2026-001" in (await world.zhao.inbox())[-1].text, "and is told so"


async def test_running_projects_keep_whom_they_have_if_that_is_wanted(world: World) -> None:
    question = (await world.wang.submits(await edited(world, "市场部"), head_id="sam")).view
    assert question is not None
    await world.wang.submits(question, in_projects="no")
    await world.clock.plus("10s")
    card = next(one for one in await world.posted() if "Marketing · " in one.text)
    assert "Marketing · head Maria Weber, liaison Sam Carter" in card.text
    assert "负责人Sam Carter，接口人Sam Carter" in (await opened(world)).text


async def test_a_department_in_use_is_not_removed_and_an_unused_one_is(world: World) -> None:
    out = await world.wang.presses("移除部门", on=await edited(world, "销售部"))
    assert out.view is not None
    assert "无法移除销售部：它参与了P-2026-001" in out.view.text
    form = (await world.wang.presses("添加", on=await opened(world))).view
    assert form is not None
    await world.wang.submits(form, name_zh="法务部", head_id="lin", liaison_id="lin")
    out = await world.wang.presses("移除部门", on=await edited(world, "法务部"))
    assert out.view is not None
    assert "已移除法务部。" in out.view.text
    assert "法务部" not in (await opened(world)).text


async def test_guests_and_those_who_left_hold_no_post(world: World) -> None:
    await world.sam.changes(is_restricted=True)
    await world.settle()
    form = await edited(world, "市场部")
    refused = await world.wang.submits(form, deputies=["sam"])
    assert "访客" in " ".join(refused.errors.values())


async def test_an_admin_names_another_who_is_told_and_may_set_up(world: World) -> None:
    form = (await world.wang.presses("admins.edit", on=await opened(world))).view
    assert form is not None
    sent = await world.wang.submits(form, named=["zhao"])
    assert sent.view is not None
    assert "另外指定：赵敏" in sent.view.text
    await world.clock.plus("1m")
    assert "王磊指定你为Liaison的管理员。" in (await world.zhao.inbox())[-1].text
    assert "部门 · 5" in (await opened(world, "zhao")).text
    await world.zhao.changes(display_name="赵敏 Min")
    await world.settle()
    mine = await opened(world, "zhao")
    form = (await world.zhao.presses("admins.edit", on=mine)).view
    assert form is not None
    gone = await world.zhao.submits(form, named=[])
    assert not gone.errors
    assert "王磊（管理员）" in (await world.zhao.types("/liaison 设置", channel="#general")).text


async def test_a_department_follows_a_user_group(world: World) -> None:
    form = await edited(world, "研发部")
    assert await world.wang.suggests("group", "研发", on=form) == ["@rd · 研发部 R&D"]
    await world.wang.submits(form, group="@rd · 研发部 R&D")
    await world.clock.plus("5s")
    assert "跟随@rd" in (await opened(world)).text
    await world.regroup("rd", "wang", "zhao", "lin", "chen")
    await world.clock.plus("5s")
    asked = await world.traffic("usergroups.users.list")
    assert len(asked) >= 2, "once when it was chosen, and when the group changed"
    await world.clock.plus("25h")
    assert len(await world.traffic("usergroups.users.list")) > len(asked), "and once a day"
