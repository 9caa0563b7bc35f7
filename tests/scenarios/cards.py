"""The cards of tasks, found in the project's channel."""

from __future__ import annotations

from tests.world import Message, World


async def card_of(world: World, number: int) -> Message:
    """The task's card as it stands in the channel."""
    await world.settle()
    found = [message for message in await world.posted() if f"T-{number} ·" in message.text.split("\n")[0]]
    assert len(found) == 1, f"T-{number} has {len(found)} cards in the channel"
    return found[0]


async def id_of(world: World, key: str) -> str:
    """The id of somebody, by their handle."""
    return next(str(one["id"]) for one in await world.get("people") if one["key"] == key)
