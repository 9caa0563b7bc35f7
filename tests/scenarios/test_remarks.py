"""What is said beside a day that was set: that nobody works on it, and that the hour said with it is not kept."""

from __future__ import annotations

from tests.scenarios.test_task_batches import opened, status_of
from tests.world import World

SUNDAY = "2026-11-29"


async def test_a_split_says_of_its_days_what_an_added_task_says(world: World) -> None:
    split = await world.zhao.types("/task split T-8")
    done = await world.zhao.submits(split, lines="Print proofs by Sunday 3pm\nPack, by Friday")
    text = done.answer.text
    assert "任务只记日期，不记时刻（15:00）" in text
    assert "11月29日 周日" in text
    assert text.count("不是工作日") == 1


async def test_minutes_say_it_of_the_actions(world: World) -> None:
    await world.clock.to("Wednesday 10:45")
    form = await world.zhao.types("/meeting notes")
    done = await world.zhao.submits(
        form, decisions="", actions=f"@lin Send it by Friday 5pm\n@chen 关键视觉 截止{SUNDAY}"
    )
    text = done.answer.text
    assert "任务只记日期，不记时刻（17:00）" in text
    assert text.count("不是工作日") == 1


async def test_many_tasks_saved_on_one_screen_say_it_of_each(world: World) -> None:
    form = await opened(world, "chen")
    moved = await world.act(
        "press",
        who="chen",
        where=form.where,
        action_id="tasks.batch.due_on",
        block_id=status_of(form, 9),
        value=SUNDAY,
    )
    assert moved.ok
    sent = await world.chen.submits(form, **{"note.3": "定稿", "note.9": "周日场地空着"})
    assert "T-9：2026年11月29日 周日不是" in sent.text


async def test_a_day_outside_the_project_is_said_so(world: World) -> None:
    after = await world.zhao.types("/task add Count the stock by 2027-02-10 @lin #R&D")
    assert "2027年2月10日 周三晚于P-2026-001的结束日" in after.text
    within = await world.zhao.types("/task add Count the boxes by 2026-12-10 @lin #R&D")
    assert "晚于" not in within.text


async def test_a_task_that_is_planned_before_what_it_waits_for_says_so(world: World) -> None:
    form = (await world.zhao.types("/task edit T-12")).view
    assert form is not None
    saved = await world.zhao.submits(form, starts_on="2026-11-25", due_on="2026-11-25", note="提前")
    text = saved.text + str([one.text for one in saved.said])
    assert "最早" in text
    assert "才能开始" in text
