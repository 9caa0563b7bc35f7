"""What people do and read in the stories of collaboration requests."""

from __future__ import annotations

from tests.world import Message, Outcome, Person, World

# The demo begins on Monday 23 November 2026, at 10:00 in Shanghai.
DESIGN, SALES = "Design", "Sales"


async def asks(
    who: Person, title: str = "Poster artwork", department: str = DESIGN, needed_by: str = "2026-12-04", **fields: str
) -> Outcome:
    """Fill in and send the form of `/request new`."""
    form = await who.types("/request new")
    return await who.submits(form, title=title, department_id=department, needed_by=needed_by, **fields)


async def card_of(world: World, number: int) -> Message:
    """The request's card as it stands in the channel."""
    await world.settle()
    found = [one for one in await world.posted() if f"R-{number} ·" in one.text.split("\n")[0]]
    assert len(found) == 1, f"R-{number} has {len(found)} cards in the channel"
    return found[0]
