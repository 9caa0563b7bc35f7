"""Tasks, told by the people who do them."""

from __future__ import annotations

from tests.world import World


async def test_an_update_in_a_line_changes_the_card_and_answers_privately(world: World) -> None:
    out = await world.chen.types("/task update T-3 75% waiting for comments")
    print(out.text)
    assert "T-3" in out.text
    await world.settle()
    for m in await world.posted(): print("----", m.text)


async def test_the_next_morning_brings_one_alert(world: World) -> None:
    await world.settle()
    before = len(await world.posted())
    await world.clock.to("morning")
    posted = await world.posted()
    for m in posted[before:]: print("----", m.text)
    assert len(posted) == before + 1
