"""`/task update` without a task: one's open tasks on one screen."""

from __future__ import annotations

from tests.scenarios.cards import card_of, id_of
from tests.world import View, World


def status_of(form: View, number: int) -> str:
    """The block in which a task's status, progress and date are chosen."""
    return next(str(one["block_id"]) for one in form.blocks if str(one.get("block_id")).startswith(f"of.{number}."))


async def opened(world: World, key: str) -> View:
    form = (await world.person(key).types("/task update")).view
    assert form is not None
    return form


async def test_my_open_tasks_stand_on_one_screen_and_are_saved_together(world: World) -> None:
    form = await opened(world, "chen")
    assert form.title == "更新我的任务"
    assert "T-3" in form.text
    assert "T-9" in form.text
    await world.chen.chooses("tasks.batch.status", "done", on=form)
    sent = await world.chen.submits(form, **{"note.3": "定稿", "note.9": "等纸样"})
    assert "2项任务已保存" in sent.text
    assert "> 定稿" in sent.text
    assert "✅ done" in (await card_of(world, 3)).text
    card = await card_of(world, 9)
    assert "not started" in card.text, "a word alone changes no status"
    assert "等纸样" in card.text
    undone = await world.chen.presses("撤销", on=sent.answer)
    assert "已撤销。T-3" in undone.text


async def test_nothing_changed_is_said_beside_the_first_field(world: World) -> None:
    form = await opened(world, "chen")
    refused = await world.chen.submits(form)
    assert "没有任何修改" in refused.text


async def test_what_cannot_be_saved_is_shown_again_with_what_was_typed_and_the_rest_is_saved(world: World) -> None:
    form = await opened(world, "chen")
    block = status_of(form, 9)
    moved = await world.act(
        "press", who="chen", where=form.where, action_id="tasks.batch.due_on", block_id=block, value="2026-12-11"
    )
    assert moved.ok
    again = await world.chen.submits(form, **{"note.3": "第三轮意见"})
    assert again.view is not None
    assert "已保存：T-3" in again.view.text
    assert "调整日期需要说明原因" in again.view.text
    assert "T-9" in again.view.text
    assert "2026-12-11" in again.view.text
    assert "第三轮意见" in (await card_of(world, 3)).text
    sent = await world.chen.submits(again.view, **{"note.9": "等纸样"})
    assert "1项任务已保存" in sent.text
    assert "Fri, Dec 11" in (await card_of(world, 9)).text


async def test_what_somebody_else_changed_meanwhile_is_shown_and_nothing_typed_is_lost(world: World) -> None:
    form = await opened(world, "chen")
    await world.zhao.types("/task T-3 75% 第三轮意见")
    again = await world.chen.submits(form, **{"note.3": "本周定稿", "note.9": "等纸样"})
    assert again.view is not None
    assert "赵敏刚刚修改了T-3：更新，75% · 第三轮意见" in again.view.text
    assert again.view.values["note.3"] == "本周定稿"
    assert "75%" in again.view.text, "what is true now"
    assert "等纸样" in (await card_of(world, 9)).text
    sent = await world.chen.submits(again.view)
    assert "1项任务已保存" in sent.text
    card = await card_of(world, 3)
    assert "75%" in card.text
    assert "本周定稿" in card.text


async def test_pages_keep_what_was_typed_on_the_others(world: World) -> None:
    for number in range(13, 19):
        add = (await world.zhao.types(f"/task add 海报第{number}版 12月1日")).view
        assert add is not None
        sent = await world.zhao.submits(add, department_id="1", owner_id="U0CHEN0001")
        assert not sent.errors
    form = await opened(world, "chen")
    assert "T-3" in form.text
    assert "第1至5项，共8项任务" in form.text
    await world.chen.fills(form, **{"note.3": "第一页写的"})
    await world.chen.presses("更多", on=form)
    second = await world.chen.view()
    assert second is not None
    assert "第6至8项，共8项任务" in second.text
    assert "其他页有1项修改，将一并保存" in second.text
    await world.chen.presses("返回", on=second)
    first = await world.chen.view()
    assert first is not None
    assert first.values["note.3"] == "第一页写的"
    await world.chen.presses("更多", on=first)
    second = await world.chen.view()
    assert second is not None
    sent = await world.chen.submits(second, **{"note.18": "第二页写的"})
    assert "2项任务已保存" in sent.text
    await world.clock.plus("1m")
    assert "第一页写的" in (await card_of(world, 3)).text
    assert "第二页写的" in (await card_of(world, 18)).text
    fresh = await opened(world, "chen")
    assert not any(fresh.values.get(name) for name in fresh.values if name.startswith("note."))


async def test_a_substitute_sees_the_principals_tasks_marked(world: World) -> None:
    named = await world.wang.types(f"/liaison away 2026-11-23 to 2026-11-27 <@{await id_of(world, 'chen')}>")
    form = (await world.chen.types("/task update")).view
    assert form is not None, named.text
    assert "T-5" in form.text, named.text
    assert "T-3" in form.text
    assert "代王磊" in form.text
    sent = await world.chen.submits(form, **{"note.5": "模具返工"})
    assert "1项任务已保存" in sent.text
    shown = await world.sam.types("/task show T-5")
    assert "陈静 for 王磊" in shown.text


async def test_whoever_has_one_task_has_its_own_form_and_whoever_has_none_is_told(world: World) -> None:
    one = (await world.wang.types("/task update")).view
    assert one is not None
    assert one.title == "更新任务"
    assert "没有未完成的任务" in (await world.zhao.types("/task update")).text


async def test_the_task_above_is_drawn_anew_each_time_that_the_form_is_sent(world: World) -> None:
    """Slack gives a form that is shown again no other name."""
    split = (await world.zhao.types("/task split T-9")).view
    assert split is not None
    sent = await world.zhao.submits(split, lines="海报初稿 11月25日\n海报定稿 11月26日")
    assert not sent.errors, sent.errors
    await world.clock.plus("10s")
    form = await opened(world, "chen")
    first, second = status_of(form, 13), status_of(form, 14)

    async def choose(what: str, block: str, value: str) -> None:
        where = {"where": form.where, "action_id": f"tasks.batch.{what}", "block_id": block}
        assert (await world.act("press", who="chen", value=value, **where)).ok

    await choose("status", first, "done")
    await choose("due_on", second, "2026-11-27")
    again = await world.chen.submits(form)
    assert again.view is not None
    assert "已保存：T-13" in again.view.text
    await world.clock.plus("10s")
    assert "1 of 2" in (await card_of(world, 9)).text
    await choose("status", second, "done")
    sent = await world.chen.submits(again.view, **{"note.14": "等纸样"})
    assert "1项任务已保存" in sent.text
    await world.clock.plus("10s")
    assert "2 of 2" in (await card_of(world, 9)).text
