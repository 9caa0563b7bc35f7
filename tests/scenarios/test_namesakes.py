"""Two people of one name: who writes it is asked which of them, told apart by department."""

from __future__ import annotations

from tests.scenarios.test_task_model import opened
from tests.world import World


async def test_a_name_that_two_bear_is_asked_about_with_department_in_both_languages(world: World) -> None:
    second = await world.arrives("chenjing2", real_name="陈静", display_name="陈静")
    await second.joins(world.channel)
    await world.settle()
    form = opened((await world.sam.types("/task split T-12")).view)
    refused = await world.sam.submits(form, lines="Book the hall by 2026-12-08 @陈静")
    assert "2 people are called “@陈静”" in refused.text
    assert "陈静 (Design): @" in refused.text
    assert "陈静: @chenjing2" in refused.text, "of no department"
    done = await world.sam.submits(form, lines="Book the hall by 2026-12-08 @chenjing2")
    assert not done.errors, done.errors
    form = opened((await world.lin.types("/task split T-4")).view)
    refused = await world.lin.submits(form, lines="烧录样机 @陈静 2026-11-19前")
    assert "有2个人叫“@陈静”" in refused.text
    assert "陈静（设计部）：@" in refused.text
