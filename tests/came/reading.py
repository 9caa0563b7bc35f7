"""All that can be read in the workspace at one moment: what stands where, and for whom."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from typing import Any

from tests.shown import Payload
from tests.world import Message, View, World, seen

# More messages than a story brings about.
EVERYTHING = "100000"


@dataclass(frozen=True)
class Standing:
    """A message of the app's: who sees it, where everybody of the channel does; and what the place is called."""

    reader: str
    place: str
    message: Message


@dataclass
class Read:
    """One reading."""

    messages: dict[tuple[str, str], Standing] = field(default_factory=dict)  # by conversation and moment
    # Homes and forms, each with whose it is, and what channels say of themselves.
    pages: dict[tuple[str, str], str] = field(default_factory=dict)
    reactions: set[str] = field(default_factory=set)


async def everything(world: World) -> Read:
    """Let everybody open their Home, and read whatever they can see."""
    await world.settle()
    await world.learn_names()
    people = [one for one in await world.get("people") if not one["is_bot"] and not one["deleted"]]
    await asyncio.gather(*(world.person(one["key"]).opens_home() for one in people))
    await world.settle()
    read = Read()
    for one, shown in zip(people, await asyncio.gather(*(_shown(world, one) for one in people)), strict=True):
        _take_in(world, read, world.names[one["id"]], shown)
    for channel in await world.get("channels"):
        if channel["kind"] != "im":
            _look_at(world, read, channel)
    return read


async def _shown(world: World, person: Payload) -> Any:
    return await world.get("shown", who=person["key"], limit=EVERYTHING)


def _take_in(world: World, read: Read, name: str, shown: Payload) -> None:
    """What one person sees: a channel's messages are the same for all who see them."""
    messages = [world.message(raw) for raw in shown["messages"]]
    begun = {message.ts: _first_line(message) for message in messages}
    for message in messages:
        standing = _standing(world, message, name, begun)
        if message.from_app:
            read.messages[message.channel, message.ts] = standing
        for reaction in message.raw.get("reactions", []):
            read.reactions.add(f"{standing.place} · :{reaction['name']}: on “{_first_line(message)}”")
    read.pages["Home", name] = "\n".join(seen(View(one, world.names)) for one in shown["homes"])
    read.pages["form", name] = "\n".join(seen(View(one, world.names)) for one in shown["views"])


def _standing(world: World, message: Message, name: str, begun: dict[str, str]) -> Standing:
    room = f"#{world.names[message.channel]}" if message.channel in world.names else ""
    if message.ephemeral:
        return Standing(name, f"alone, in {room}" if room not in ("", world.channel) else "alone", message)
    if not room:
        return Standing(name, "direct message", message)
    if message.thread_ts in (None, message.ts):
        return Standing("", room, message)
    return Standing("", f"{room} · under “{begun.get(message.thread_ts or '', '')}”", message)


def _first_line(message: Message) -> str:
    """Its sentence; of one that stands for something only the name of it, since the rest changes."""
    return message.text.split("\n")[0].partition("* · ")[0].replace("*", "")


def _look_at(world: World, read: Read, channel: Payload) -> None:
    """A channel's own words, members and pins, each pin by its first line."""
    pinned = {_first_line(one.message) for (_room, ts), one in read.messages.items() if ts in channel["pins"]}
    said = {
        "topic": channel["topic"]["value"],
        "purpose": channel["purpose"]["value"],
        "members": "\n".join(world.names[one] for one in channel["members"]),
        "pins": "\n".join(sorted(pinned)),
    }
    read.pages.update({(f"#{channel['name']} · {what}", ""): words for what, words in said.items()})
