"""One person on both sides of a matter: its card says so."""

from __future__ import annotations

from tests.scenarios.disputes import card_of as dispute_of
from tests.scenarios.disputes import raises
from tests.scenarios.requests import asks, card_of
from tests.world import World


async def test_who_stands_in_for_the_other_side_is_named_on_the_cards_of_a_dispute(world: World) -> None:
    await raises(world.lin)
    assert "is on both sides" not in (await dispute_of(world)).text
    await world.lin.types("/liaison away @chen today to fri", channel="#general")
    await world.clock.plus("70m")
    assert "陈静 is on both sides: confirms for one of them" in (await dispute_of(world)).text
    mine = [one for one in await world.chen.inbox() if "D-1" in one.text and "同时代表双方" in one.text]
    assert mine, "those who act read it in their language"


async def test_who_asks_and_stands_in_for_the_asked_department_is_named_on_the_card(world: World) -> None:
    await asks(world.sam, "Poster")
    assert "is on both sides" not in (await card_of(world, 1)).text
    await world.chen.types("/liaison away @sam today to fri", channel="#general")
    await asks(world.sam, "Second poster")
    assert "Sam Carter is on both sides: asks, and can answer for Design" in (await card_of(world, 2)).text
