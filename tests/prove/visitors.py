"""People who come and go while others work: into the project's channel and out, into another language and back.

All that Liaison learns of them it learns from events, which arrive twice, late and in the wrong order.
"""

from __future__ import annotations

import asyncio
import random

from tests.prove.audit import Verdict
from tests.world import Person, World

VISITORS = 6
PROJECT = "P-2026-001"
ELSEWHERE = "#general"
LOCALES = {"en-US": "What /task can do", "zh-CN": "/task的用法"}


class Visitors:
    """They do `acts` things each; what they did last is what must be seen of them."""

    def __init__(self, world: World, acts: int, chance: random.Random) -> None:
        self._world = world
        self._acts = acts
        self._chance = chance
        self._is_in: dict[str, bool] = {}
        self._locale: dict[str, str] = {}

    async def come_and_go(self) -> None:
        """All of them, at once."""
        await asyncio.gather(*(self._visitor(f"visitor{number}") for number in range(VISITORS)))

    async def _visitor(self, key: str) -> None:
        person = await self._world.arrives(key, real_name=key, locale="en-US", tz="Asia/Shanghai")
        self._is_in[key], self._locale[key] = False, "en-US"
        for _ in range(self._acts):
            await self._chance.choice((self._goes, self._speaks))(person)

    async def _goes(self, person: Person) -> None:
        """In if out, out if in."""
        is_in = self._is_in[person.key] = not self._is_in[person.key]
        await (person.joins if is_in else person.leaves)(self._world.channel)

    async def _speaks(self, person: Person) -> None:
        """Another language from now on."""
        locale = self._chance.choice(list(LOCALES))
        self._locale[person.key] = locale
        await person.changes(locale=locale)

    async def audit(self, verdict: Verdict) -> None:
        """Ask Liaison, as each of them, what it knows of them; an answer that agrees is one thing told."""
        for key, is_in in self._is_in.items():
            person = self._world.person(key)
            sees = PROJECT in (await person.types("/project list", ELSEWHERE)).text
            if sees != is_in:
                was, is_so = "joined" if is_in else "left", "sees" if sees else "misses"
                verdict.lost.append(f"{key} {was} last, and {is_so} {PROJECT}")
            if LOCALES[self._locale[key]] not in (await person.types("/task help", ELSEWHERE)).text:
                verdict.lost.append(f"{key} chose {self._locale[key]}, and is answered otherwise")
            verdict.acts += 2
