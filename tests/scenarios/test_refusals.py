"""Slack refuses all that is for a workspace, or some of it, for a reason that passes."""

from __future__ import annotations

import pytest

from tests.scenarios.cards import card_of
from tests.scenarios.test_handovers import asked
from tests.world import World

ADMIN = "wang"
WORDS = ("ekm_access_denied", "team_access_not_granted")


@pytest.mark.parametrize("error", WORDS)
async def test_what_was_refused_goes_out_by_itself_when_slack_takes_it_again(world: World, error: str) -> None:
    await world.faults.add(f"error:{error}", "*")
    await world.sam.types("/task update T-6 done")
    await world.chen.types("/task update T-3 85%")
    await world.clock.plus("25m")
    await world.faults.clear()
    await world.clock.plus("11m")
    assert "✅ done" in (await card_of(world, 6)).text, "nobody did anything for it"
    assert "85%" in (await card_of(world, 3)).text


@pytest.mark.parametrize("fault", ["503", "drop_after", "error:internal_error", "error:ratelimited"])
async def test_the_first_act_after_a_start_does_not_wait_for_slack_to_say_whose_the_token_is(
    world: World, fault: str
) -> None:
    await world.faults.add(fault, "auth.test")
    out = await world.sam.types("/task update T-6 40%")
    assert "is now 🔵 in progress 40%" in out.answer.text
    assert "reinstall" not in out.text


async def test_the_first_call_that_slack_takes_releases_all(world: World) -> None:
    await world.faults.add("error:ekm_access_denied", "*")
    await world.sam.types("/task update T-6 done")
    await world.clock.plus("1m")
    await world.faults.clear()
    await world.chen.types("/task update T-3 85%")
    await world.clock.plus("1m")
    assert "✅ done" in (await card_of(world, 6)).text


async def test_admins_are_told_once_where_it_lasts_and_the_hour_is_the_pace_then(world: World) -> None:
    await world.faults.add("error:ekm_access_denied", "chat.update")
    await world.sam.types("/task update T-6 done")
    await world.clock.plus("50m")
    assert not await asked(world.person(ADMIN), "ekm_access_denied")
    await world.clock.plus("5h")
    assert len(await asked(world.person(ADMIN), "ekm_access_denied")) == 1
    tried = len(await world.traffic("chat.update"))
    await world.clock.plus("3h")
    assert 2 <= len(await world.traffic("chat.update")) - tried <= 4
    await world.faults.clear()
    await world.clock.plus("1h")
    assert "✅ done" in (await card_of(world, 6)).text


async def test_admins_do_not_hear_in_the_morning_of_what_was_over_by_night(world: World) -> None:
    await world.clock.to("Monday 20:00")
    await world.faults.add("error:ekm_access_denied", "chat.update")
    await world.sam.types("/task update T-6 done")
    await world.clock.plus("3h")
    await world.faults.clear()
    await world.clock.to("Tuesday 12:00")
    assert "✅ done" in (await card_of(world, 6)).text
    assert not await asked(world.person(ADMIN), "ekm_access_denied")
