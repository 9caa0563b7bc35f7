"""What people do and read in the stories of disputes."""

from __future__ import annotations

from tests.world import Message, Outcome, Person, World

# The demo begins on Monday 23 November 2026, at 09:30 in Shanghai. Marketing's head is the sponsor.
POSITION = "The first proof met the standard."


async def raises(
    who: Person,
    other: str = "设计部",
    subject: str = "Second proof",
    position: str = POSITION,
    line: str = "",
    **more: str,
) -> Outcome:
    """Fill in and send the form of `/dispute new`."""
    form = await who.types(f"/dispute new {line}")
    assert form.view is not None, form.text
    return await who.submits(form, other=other, subject=subject, position=position, **more)


async def card_of(world: World, number: int = 1) -> Message:
    """The dispute's card as it stands in the channel."""
    # What goes into one channel goes out at Slack's pace, one a second.
    await world.clock.plus("10s")
    found = [
        one
        for one in await world.posted()
        if f"D-{number} ·" in (sentence := one.text.split("\n")[0])
        and "↔" in sentence
        and one.thread_ts in (None, one.ts)
    ]
    assert len(found) == 1, f"D-{number} has {len(found)} cards in the channel"
    return found[0]


async def told(who: Person, words: str) -> Message:
    """The newest message of one's own with Liaison that says that."""
    await who.world.settle()
    found = [one for one in await who.inbox() if words in one.text]
    assert found, f"{who.key} was not told {words!r}; the newest is: {(await who.inbox())[-1].text}"
    return found[-1]


async def is_told(who: Person, words: str) -> bool:
    """Whether somebody was told that."""
    return any(words in one.text for one in await who.inbox())


async def proposes(who: Person, text: str, on: Message) -> Outcome:
    """Propose a text from the card."""
    form = await who.presses("disputes.propose", on=on)
    assert form.view is not None, form.text
    return await who.submits(form, text=text)
