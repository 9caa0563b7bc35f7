"""Nothing that is typed into a form is lost: not when it is closed, nor refused, nor when somebody else is faster."""

from __future__ import annotations

from tests.scenarios import disputes
from tests.scenarios.requests import asks, card_of
from tests.scenarios.test_settings import edited, opened
from tests.world import View, World

AGAIN, AGAIN_CHINESE = "What you typed here before stands in it again", "已填回你之前在此填写的内容"


async def view_of(world: World, who: str) -> View:
    """The form that is open before that person."""
    shown = await world.person(who).view()
    assert shown is not None
    return shown


async def test_a_project_that_was_closed_half_way_goes_on_where_it_was(world: World) -> None:
    form = (await world.sam.types("/project new", channel="#general")).view
    assert form is not None
    assert AGAIN not in form.text
    assert form.values["pm_id"] == "U0SAM00001"
    assert form.values["name"] is None
    await world.sam.fills(form, name="Trade fair", pm_id="zhao", starts_on="2026-12-01")
    await world.sam.closes(form)
    again = (await world.sam.types("/project new", channel="#general")).view
    assert again is not None
    assert AGAIN in again.text
    typed = {name: again.values[name] for name in ("name", "pm_id", "starts_on", "ends_on", "meeting_time")}
    assert typed == {
        "name": "Trade fair", "pm_id": "U0ZHAO0001", "starts_on": "2026-12-01", "ends_on": None,
        "meeting_time": "10:00",
    }  # fmt: skip
    second = (await world.sam.submits(again, objective="Be seen", ends_on="2026-12-20")).view
    assert second is not None
    await world.sam.fills(second, departments=["Design", "Sales"], initiating="Sales", channel_kind="private")
    await world.sam.closes(second)
    first = (await world.sam.types("/project new", channel="#general")).view
    assert first is not None
    third = (await world.sam.submits(first)).view
    assert third is not None
    assert (len(third.values["departments"]), third.values["channel_kind"]) == (2, "private")
    done = await world.sam.submits(third)
    assert "P-2026-002" in done.text
    new = (await world.sam.types("/project new", channel="#general")).view
    assert new is not None
    assert (AGAIN in new.text, new.values["name"]) == (False, None), "it was sent for good"


async def test_a_report_that_is_closed_is_there_for_whoever_opens_it_next(world: World) -> None:
    form = (await world.sam.types("/report")).view
    assert form is not None
    assert form.values["done"] is None
    await world.sam.fills(form, done="Press kit outline")
    await world.sam.closes(form)
    again = (await world.maria.types("/report")).view
    assert again is not None
    assert again.values["done"] == "Press kit outline"


async def test_of_a_department_only_what_was_changed_is_kept_and_what_others_changed_is_shown(world: World) -> None:
    form = await edited(world, "研发部")
    assert form.values["name_en"] == "R&D"
    assert form.values["liaison_id"] == "U0LIN00001"
    await world.wang.fills(form, name_en="Research")
    await world.wang.closes(form, everything=True)
    other = await edited(world, "研发部")
    assert AGAIN_CHINESE in other.text
    assert (other.values["name_en"], other.values["liaison_id"]) == ("Research", "U0LIN00001")
    assert "不含你的改动：R&D" in other.text
    sent = (await world.wang.submits(other, deputies=["chen"])).view
    assert sent is not None
    assert "已保存研发部" in sent.text.replace("Research", "研发部")
    assert AGAIN_CHINESE not in (await edited(world, "研发部")).text


async def test_an_admin_who_was_overtaken_sees_what_the_other_wrote_beside_what_they_typed(world: World) -> None:
    await world.wang.presses("admins.edit", on=await opened(world))
    await world.wang.submits(await view_of(world, "wang"), named=["zhao"])
    await world.wang.closes(await view_of(world, "wang"))
    mine = await edited(world, "设计部")
    settings = await opened(world, who="zhao")
    line = next(one for one in settings.raw["blocks"] if "*设计部*" in (one.get("text") or {}).get("text", ""))
    theirs = (await world.zhao.presses(line["block_id"], on=settings)).view
    await world.zhao.submits(theirs, name_en="Studio")  # type: ignore[arg-type]
    late = (await world.wang.submits(mine, deputies=["lin"])).view
    assert late is not None
    assert "其间有人修改了设计部" in late.text
    assert (late.values["name_en"], late.values["deputies"]) == ("Studio", ["U0LIN00001"])
    saved = (await world.wang.submits(late)).view
    assert saved is not None
    assert "已保存设计部" in saved.text
    last = await edited(world, "设计部")
    assert (last.values["name_en"], last.values["deputies"]) == ("Studio", ["U0LIN00001"])


async def test_days_that_could_not_be_read_are_there_when_the_form_is_opened_again(world: World) -> None:
    screen = (await world.wang.types("/liaison calendar")).view
    form = (await world.wang.presses("calendars.add", on=screen)).view
    assert form is not None
    assert form.values["kind"] == "off"
    refused = await world.wang.submits(form, days="someday", kind="working", name="年会")
    assert refused.errors
    await world.wang.closes(form)
    again = (await world.wang.presses("calendars.add", on=await view_of(world, "wang"))).view
    assert again is not None
    assert {name: again.values[name] for name in ("days", "kind", "name")} == {
        "days": "someday", "kind": "working", "name": "年会",
    }  # fmt: skip


async def test_an_objection_that_was_overtaken_or_closed_keeps_its_reasons(world: World) -> None:
    await asks(world.sam)
    form = (await world.chen.presses("Object", on=await card_of(world, 1))).view
    assert form is not None
    assert form.values["reason"] is None
    await world.chen.types("/liaison away @lin today to fri")
    await world.lin.presses("Accept", on=await card_of(world, 1))
    late = (await world.chen.submits(form, reason="印刷机坏了", alternative="先给数字版")).view
    assert late is not None
    assert "更新了R-1" in late.text
    assert late.values["reason"] == "印刷机坏了"
    await world.chen.closes(late)
    again = (await world.chen.presses("Object", on=await card_of(world, 1))).view
    assert again is not None
    assert (again.values["reason"], again.values["alternative"]) == ("印刷机坏了", "先给数字版")
    await world.chen.submits(again)
    assert "⚠️ objected" in (await card_of(world, 1)).text


async def test_a_line_that_was_typed_now_counts_more_than_what_was_left_before(world: World) -> None:
    form = (await world.sam.types("/request new")).view
    assert form is not None
    await world.sam.fills(form, title="Banner", standard="PDF")
    await world.sam.closes(form)
    said = (await world.sam.types("/request new Poster by Friday")).view
    assert said is not None
    assert (said.values["title"], said.values["standard"]) == ("Poster", None)


async def test_what_slack_tells_after_a_form_was_sent_brings_nothing_back(world: World) -> None:
    await disputes.raises(world.lin)
    card = await disputes.card_of(world)
    form = (await world.chen.presses("State our position", on=card)).view
    assert form is not None
    await world.chen.fills(form, position="The proof was late.")
    await world.chen.submits(form)
    again = (await world.chen.presses("State our position", on=await disputes.card_of(world))).view
    assert again is not None
    assert (AGAIN_CHINESE in again.text, again.values["position"]) == (False, "The proof was late.")


async def test_tasks_that_were_changed_on_one_screen_and_not_sent_are_still_changed(world: World) -> None:
    form = (await world.chen.types("/task update")).view
    assert form is not None
    await world.chen.fills(form, **{"note.9": "等纸样"})
    await world.chen.closes(form)
    again = (await world.chen.types("/task update")).view
    assert again is not None
    assert AGAIN_CHINESE in again.text
    assert again.values["note.9"] == "等纸样"


async def test_the_second_step_of_a_plan_keeps_what_was_chosen_from_a_menu_that_is_searched(world: World) -> None:
    form = (await world.zhao.types("/task edit T-7")).view
    await world.zhao.presses("tasks.plan.more", on=form)
    second = await view_of(world, "zhao")
    offered = await world.zhao.suggests("tasks.waits_for", "T-3", on=second)
    await world.zhao.chooses("tasks.waits_for", offered, on=second)
    await world.zhao.closes(second, everything=True)
    again = (await world.zhao.types("/task edit T-7")).view
    await world.zhao.presses("tasks.plan.more", on=again)
    shown = await view_of(world, "zhao")
    assert offered[0] in shown.text
    await world.zhao.submits(shown)
    assert "waits for T-3" in (await world.sam.types("/task show T-7")).text
