"""Handing over, as people do it: they look at what it would be, and press."""

from __future__ import annotations

from tests.world import Outcome, Person


async def hands_over(who: Person, old: str, new: str) -> Outcome:
    """Everything that the one is named for goes to the other."""
    looked = await who.types(f"/project handover {old} {new}")
    return await who.presses("handovers.all_to", on=looked.answer)
