"""A channel that is shared with another workspace: its people act where they are named, and see nothing else."""

from __future__ import annotations

import pytest

from bot.sandbox.world.connect import PARTNER
from tests.scenarios.cards import card_of
from tests.scenarios.test_task_threads import offer
from tests.world import Person, World

TASK = "T-3"


@pytest.fixture
async def nora(world: World) -> Person:
    """Nora of the partner's workspace, in the project's channel."""
    nora = await world.arrives("nora", real_name="Nora Lund", team_id=PARTNER.id, tz="Europe/Oslo")
    await world.zhao.invites("nora")
    return nora


async def test_somebody_of_another_workspace_who_owns_a_task_sees_and_updates_it(world: World, nora: Person) -> None:
    form = await world.zhao.types(f"/task edit {TASK}")
    given = await world.zhao.submits(form, owner_id="nora")
    assert not given.errors, given.errors
    await world.clock.plus("30s")
    said = await nora.types(f"@Liaison task update {TASK} 40%")
    assert "40%" in said.answer.text
    card = await card_of(world, 3)
    assert "Nora Lund" in card.text
    assert "40%" in card.text
    offered = await nora.types("60%", thread=card)
    assert "60%" in offer(offered)
    form = await nora.presses("Update", on=card)
    assert form.view is not None, form.text
    done = await nora.submits(form, status="done")
    assert not done.errors
    assert not done.error
    assert "done" in (await card_of(world, 3)).text


async def test_nobody_of_another_workspace_acts_where_they_are_not_named(world: World, nora: Person) -> None:
    refused = await nora.types(f"@Liaison task update {TASK} done")
    assert "陈静（责任人）或赵敏（项目经理）可以操作" in refused.text, (
        "Slack does not say how she reads: as most here do"
    )
    asked = await nora.types("@Liaison request new Posters by Friday")
    assert "你不能在P-2026-001里提交协作需求" in asked.text


async def test_slack_offers_them_no_commands_and_no_home(nora: Person) -> None:
    typed = await nora.types("/task list")
    assert "/task is not a valid command" in typed.error
    assert "not installed" in (await nora.opens_home()).error


async def test_what_any_member_of_the_workspace_may_is_not_for_them(world: World, nora: Person) -> None:
    """Slack calls only those strangers who share no channel with Liaison; Nora it does not."""
    assert "访客不能发起项目" in (await nora.types("@Liaison project new")).text
    assert (await world.lin.types("@Liaison project new")).answer.buttons != []
