"""App Home: what waits for me, acted on in place; my tasks, my projects, and finding things."""

from __future__ import annotations

from tests.world import World


async def test_home_shows_what_waits_first_and_acts_in_place(world: World) -> None:
    home = await world.chen.home()
    assert home.text.startswith("# 1件事待你处理")
    assert home.text.index("T-3") < home.text.index("# 我的未完成任务")
    await world.chen.presses("标为完成", on=home)
    await world.settle()
    after = (await world.get("shown", who="chen", limit="0"))["homes"][0]
    assert "没有待你处理的事项" in str(after["blocks"])


async def test_what_was_done_on_home_is_answered_there_and_can_be_undone(world: World) -> None:
    home = await world.lin.home()
    before = len(await world.lin.inbox())
    out = await world.lin.presses("标为完成", on=home)
    assert out.view is not None
    assert "已完成" in out.view.text.split("———")[0]
    assert len(await world.lin.inbox()) == before, "no message beside it"
    undone = await world.lin.presses("撤销", on=out.view)
    assert undone.view is not None
    assert "T-4" in undone.view.text.split("———")[1]


async def test_a_form_opened_on_home_draws_it_anew(world: World) -> None:
    home = await world.priya.home()
    form = (await world.priya.presses("Update", on=home)).view
    assert form is not None
    await world.priya.submits(form, status="done")
    await world.settle()
    shown = (await world.get("shown", who="priya", limit="0"))["homes"][0]
    assert "✅ done" in str(shown["blocks"])


async def test_home_with_nothing_teaches(world: World) -> None:
    newcomer = await world.arrives("noor", real_name="Noor Haddad", locale="en-US", tz="Europe/Berlin")
    home = await newcomer.home()
    assert "Nothing waits for you." in home.text
    assert "`/project propose` proposes one" in home.text


async def test_one_finds_by_number_and_by_word_what_one_may_see(world: World) -> None:
    home = await world.zhao.home()
    by_number = await world.zhao.chooses("home.search", "T-7", on=home)
    assert by_number.view is not None
    assert "Dealer price list" in by_number.view.text
    assert "Firmware" not in by_number.view.text.split("搜索")[1]
    by_word = await world.zhao.chooses("home.search", "培训", on=by_number.view)
    assert by_word.view is not None
    assert "T-10" in by_word.view.text
    nothing = await world.zhao.chooses("home.search", "100%_", on=by_word.view)
    assert nothing.view is not None
    assert "没有找到" in nothing.view.text


async def test_a_private_project_is_not_found_by_others(world: World) -> None:
    secret = await world.arrives(
        "noor", real_name="Noor Haddad", locale="en-US", tz="Europe/Berlin", is_restricted=True
    )
    home = await secret.home()
    found = await secret.chooses("home.search", "T-7", on=home)
    assert found.view is not None
    assert "Nothing found" in found.view.text, "a guest finds nothing of a project that they are not in"


async def test_ones_own_name_is_not_repeated_on_ones_own_tasks(world: World) -> None:
    home = await world.priya.home()
    assert "Priya" not in home.text


async def test_the_very_number_that_was_searched_for_comes_first(world: World) -> None:
    home = await world.lin.home()
    for typed in ("T-1", "t1", "1"):
        found = await world.lin.chooses("home.search", typed, on=home)
        assert found.view is not None
        first = found.view.text.split("搜索")[1].split("*T-")[1]
        assert first.startswith("1* · Positioning and price"), typed


async def test_a_guest_is_offered_nothing_that_guests_are_refused(world: World) -> None:
    guest = await world.arrives("noor", real_name="Noor Haddad", locale="en-US", tz="Europe/Berlin", is_restricted=True)

    for said in ((await guest.home()).text, (await guest.types("/project list", "#general")).text):
        assert "You take part in no project yet." in said
        assert "/project new" not in said
    assert "/project new" not in (await guest.types("/task list", "#general")).text


async def test_who_may_edit_a_project_has_the_button_for_it_on_its_line(world: World) -> None:
    form = await world.zhao.presses("projects.edit", on=await world.zhao.home())
    assert form.view is not None
    await world.zhao.submits(form, name="曙光台灯二期")
    await world.settle()
    assert "曙光台灯二期" in (await world.zhao.home()).text, "what was edited there stands there"
    assert (await world.maria.home()).finds("projects.edit") is not None
    assert (await world.lin.home()).finds("projects.edit") is None
