"""What people do and read in the stories of risks."""

from __future__ import annotations

from tests.world import Message, Person, World


async def card_of(world: World, number: int) -> Message:
    """The risk's card as it stands in the channel."""
    await world.settle()
    found = [one for one in await world.posted() if f"K-{number} ·" in one.text.split("\n")[0] and one.from_app]
    assert len(found) == 1, f"K-{number} has {len(found)} cards in the channel"
    return found[0]


async def high_of_lin(world: World, line: str = "模具晚到两周 T-5") -> None:
    """K-1: the PM notes a high risk, which 林涛 owns, on Monday."""
    out = await world.zhao.types(f"/risk 添加 {line} @lin 高")
    assert "K-1" in out.text, out.text
    await world.settle()


async def asked(who: Person, words: str = "K-1") -> Message:
    """The newest message of a morning that says so."""
    await who.world.clock.plus("10s")
    found = [one for one in await who.inbox() if words in one.text and one.buttons]
    assert found, [one.text for one in await who.inbox()]
    return found[-1]
