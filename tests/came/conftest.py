"""`came`: what comes of an act, or of a while."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any

import pytest

from tests.came import reading, telling
from tests.came.reading import Read
from tests.world import World

# What a channel is told goes out at Slack's pace, one a second.
UNTIL_QUIET = "1m"


class Came:
    """Everything that came of each step since the last one was told: nothing falls in between."""

    def __init__(self, world: World, before: Read) -> None:
        self.world = world
        self._before = before

    async def begins_with(self, act: Awaitable[Any]) -> None:
        """What is so before the story begins is not told."""
        await act
        await self.so_far()

    async def of(self, act: Awaitable[Any]) -> str:
        """What comes of the act until all is quiet."""
        await act
        return await self.so_far()

    async def so_far(self) -> str:
        """What has come until all is quiet."""
        await self.world.clock.plus(UNTIL_QUIET)
        return await self._since()

    async def by(self, when: str) -> str:
        """What has come until that moment: "Tuesday 10:00"."""
        await self.world.clock.to(when)
        return await self._since()

    async def _since(self) -> str:
        after = await reading.everything(self.world)
        said = telling.told(self._before, after)
        self._before = after
        return said


async def nothing_is_due(world: World) -> None:
    """All that the demo has to do soon is done, so that a morning brings nothing of its own."""
    for who, number in (("chen", 3), ("lin", 4), ("wang", 5), ("sam", 6), ("priya", 7)):
        await world.person(who).types(f"/task update T-{number} done")


@pytest.fixture
async def came(world: World) -> Came:
    """The demo project, its people's Homes and conversations read once."""
    return Came(world, await reading.everything(world))
