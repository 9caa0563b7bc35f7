"""What stories of proposals have in common: one is proposed in four steps, and read where it is decided."""

from __future__ import annotations

from typing import Any

from tests.world import Message, Outcome, Person, View, World

SAID: dict[str, Any] = {
    "scenario": "launch",
    "name": "Aurora reading lamp",
    "starts": "2027-01-11",
    "ends": "2027-06-30",
    "background": "Dealers ask for a reading lamp below 400 yuan",
    "objective": "On sale before the summer, 10,000 sold by September",
    "outcomes": "On sale in 200 shops by 30 June\nHappy customers",
}


async def opened(who: Person) -> View:
    """The first step of the form."""
    form = await who.types("/project propose", channel="#general")
    assert form.view is not None, form.text
    return form.view


async def department(world: World, form: View, name: str) -> str:
    """The value under which the form offers a department."""
    options = form.element("initiating_id").block["element"]["options"]
    return next(str(one["value"]) for one in options if one["text"]["text"] == name)


async def filled(world: World, who: Person, form: View | None = None, *, of: str = "", **other: Any) -> View:
    """All steps sent but the last; the look before it is sent. `of` is the initiating department, if not one's own."""
    said, form = {**SAID, **other}, form or await opened(who)
    first = {name: said[name] for name in ("scenario", "name", "starts", "ends")}
    if of:
        first["initiating_id"] = await department(world, form, of)
    second = await _next(who, form, **first)
    third = await _next(who, second, **{name: said[name] for name in ("background", "objective", "outcomes")})
    chosen = {name: said[name] for name in ("departments", "pm_id", "sponsor_id", "channel_kind") if name in said}
    return await _next(who, third, **chosen)


async def proposed(world: World, who: Person, **other: Any) -> Outcome:
    """The whole, sent."""
    sent = await who.submits(await filled(world, who, **other))
    assert not sent.errors, sent.errors
    await world.clock.plus("2s")
    return sent


async def told(world: World, who: str, words: str) -> Message:
    """The newest message of Liaison to somebody that says this."""
    await world.settle()
    found = [one for one in await world.person(who).inbox() if one.from_app and words in one.text]
    read = [one.text for one in await world.person(who).inbox()]
    assert found, f"{who} was not told {words!r}, but {read}"
    return found[-1]


async def _next(who: Person, form: View, **values: Any) -> View:
    sent = await who.submits(form, **values)
    assert not sent.errors, sent.errors
    assert sent.view is not None, sent.text
    return sent.view
