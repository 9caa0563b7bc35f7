"""The basic information of a project is edited: what is said before it is saved, who hears, and the way back."""

from __future__ import annotations

from tests.came.acting import fills_in, sends, writes
from tests.scenarios.disputes import raises
from tests.world import Person, World

NAME = "Aurora lamp launch 曙光台灯上市"


async def card(who: Person) -> str:
    return (await who.types("/project show P-2026-001")).answer.text


async def told(who: Person, words: str) -> list[str]:
    """What somebody was told with these words in it."""
    return [one.text for one in await who.inbox() if words in one.text]


async def test_what_stands_is_in_the_form_and_only_what_is_changed_is_changed(world: World) -> None:
    form = (await world.zhao.types("/project 编辑")).view
    assert form is not None
    assert NAME in form.text
    saved = await sends(world.zhao, form, name="Aurora lamp\n launch, spring")
    await world.settle()
    assert "P-2026-001 · Aurora lamp launch, spring已更新" in saved
    shown = await card(world.sam)
    assert "Aurora lamp launch, spring" in shown
    assert "Maria Weber" in shown
    assert "Aurora lamp launch, spring" in (await world.traffic("conversations.setTopic"))[-1]["request"]["topic"]
    posted = (await world.posted())[-1].text
    assert "赵敏 has changed P-2026-001" in posted or "赵敏已更新P-2026-001" in posted


async def test_who_may_edit_is_offered_it_and_others_hear_who_can(world: World) -> None:
    assert "You cannot change P-2026-001" in await world.sam.types("/project edit P-2026-001")
    assert "There is no project P-2026-009" in await world.maria.types("/project edit P-2026-009")
    await fills_in(world.maria, "Edit", (await world.maria.types("/project show")).answer, name="Lamps")
    assert "Lamps" in await card(world.sam)
    await fills_in(world.wang, "编辑", (await world.wang.types("/project show")).answer, name="台灯")
    assert "台灯" in await card(world.sam)


async def test_a_period_that_leaves_tasks_outside_says_which_before_it_is_saved(world: World) -> None:
    form = (await world.maria.types("/project edit")).view
    assert form is not None
    refused = await world.maria.submits(form, ends_on="2026-12-18")
    assert "T-11 of Priya Nair, due Mon 21 Dec" in refused.errors["ends_on"]
    assert "T-12 of Sam Carter" in refused.errors["ends_on"]
    assert "18 Dec" not in await card(world.maria)

    await sends(world.maria, form, ends_on="2026-12-18")
    await world.settle()
    assert "18 Dec" in await card(world.maria)
    assert "2 tasks due after the project's end" in await world.maria.types("/project status")
    heard = await told(world.lin, "项目周期")
    assert len(heard) == 1
    assert "12月18日" in heard[0]


async def test_heads_and_liaisons_hear_once_and_who_sleeps_hears_nothing_of_what_was_taken_back(world: World) -> None:
    saved = await writes(world.zhao, "/project edit", ends_on="2027-03-31")
    await world.settle()
    undone = await world.zhao.presses("撤销", on=saved.answer)
    assert "已撤销" in undone
    await world.settle()
    assert len(await told(world.lin, "项目周期")) == 2
    await world.clock.to("Tuesday 23:30")
    assert await told(world.sam, "the period of") == []


async def test_a_form_that_somebody_was_faster_than_shows_what_stands_and_keeps_what_was_typed(world: World) -> None:
    mine = (await world.zhao.types("/project edit")).view
    assert mine is not None
    await writes(world.maria, "/project edit", name="Lamps for spring")
    sent = await world.zhao.submits(mine, objective="五万盏")
    assert sent.view is not None
    assert "Maria Weber刚刚修改了P-2026-001" in sent.view.text
    assert "Lamps for spring" in sent.view.text
    assert "五万盏" in sent.view.text
    await sends(world.zhao, sent.view)
    shown = await card(world.sam)
    assert "Lamps for spring" in shown
    assert "五万盏" in shown


async def test_a_new_sponsor_is_told_what_comes_with_it_and_decides_what_is_escalated(world: World) -> None:
    await raises(world.lin)
    await world.clock.to("Tuesday 10:00")
    assert "D-1" in (await world.maria.home()).text
    await writes(world.maria, "/project edit", sponsor_id="wang")
    await world.settle()
    heard = await told(world.wang, "接手Maria Weber")
    assert len(heard) == 1
    assert "发起部门负责人" in heard[0]
    assert "D-1" in heard[0]
    assert "D-1" in (await world.wang.home()).text
    assert "D-1" not in (await world.maria.home()).text, "nothing waits for who is not sponsor any more"


async def test_saving_what_stands_changes_nothing_and_a_period_must_end_after_it_begins(world: World) -> None:
    before = len(await world.posted())
    assert "没有变化" in await writes(world.zhao, "/project edit")
    form = (await world.zhao.types("/project edit")).view
    assert form is not None
    refused = await world.zhao.submits(form, starts_on="2027-05-01", ends_on="2027-04-01")
    assert "ends_on" in refused.errors
    await world.settle()
    assert len(await world.posted()) == before


async def test_a_suspended_project_can_be_edited_and_a_closed_one_cannot(world: World) -> None:
    await writes(world.zhao, "/project suspend")
    await writes(world.zhao, "/project edit", ends_on="2027-04-30")
    assert "4月30日" in await card(world.lin)
    await writes(world.zhao, "/project close", tasks_others="cancelled", because="产品线停止")
    refused = await world.zhao.types("/project edit")
    assert refused.view is None
    assert "已结项" in refused
