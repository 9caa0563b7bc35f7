"""People and rooms as the page names and colours them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.sandbox.page.draw import Offer
from bot.sandbox.page.reader import Reader
from bot.sandbox.world.records import Channel, Person
from bot.sandbox.world.state import Slack

SHADES = 8


@dataclass(frozen=True)
class Face:
    """How an author looks: name, initials on a colour."""

    name: str
    initials: str
    shade: str
    is_bot: bool = False


def shown_name(person: Person) -> str:
    """The display name, else the real one."""
    return person.display_name or person.real_name or person.key


def initials(name: str) -> str:
    """Two Latin initials, or the first Chinese character."""
    words = name.split()
    if not words:
        return "?"
    if not words[0][0].isascii():
        return words[0][0]
    return "".join(word[0] for word in words[:2] if word[0].isalnum()).upper() or words[0][0]


def face(slack: Slack, user: str | None, username: str | None = None) -> Face:
    """The face of a member; of nobody known, the name a message carries."""
    person = slack.people.get(user or "")
    name = username or (shown_name(person) if person else user or "?")
    place = list(slack.people).index(person.id) if person else 0
    bot = bool(person and person.is_bot)
    return Face(name, initials(name), "bot" if bot else f"shade-{place % SHADES}", bot)


def reader_of(slack: Slack, person: Person, now: datetime) -> Reader:
    """The person as a reader of the page."""

    def name_of(some_id: str) -> str | None:
        if some_id in slack.people:
            return shown_name(slack.people[some_id])
        if some_id in slack.groups:
            return slack.groups[some_id].handle
        room = slack.channels.get(some_id)
        if room is None or (room.is_private and person.id not in room.members):
            return None
        return room_name(slack, room, person.id)

    return Reader(person.id, person.locale, ZoneInfo(person.tz), now, name_of)


def room_name(slack: Slack, room: Channel, user: str) -> str:
    """A channel's name; of a direct message the other people's."""
    if room.kind in ("public", "private"):
        return room.name
    others = [member for member in room.members if member != user] or [user]
    return ", ".join(shown_name(slack.people[other]) for other in others if other in slack.people)


def offer_to(slack: Slack, user: str) -> Offer:
    """What menus of people, channels and conversations hold for this person."""
    people = [(each.id, each.real_name) for each in slack.people.values() if not each.deleted and not each.is_bot]
    visible = [room for room in slack.channels.values() if not room.is_archived and may_see(room, user)]
    channels = [(room.id, f"#{room.name}") for room in visible if room.kind in ("public", "private")]
    direct = [(room.id, room_name(slack, room, user)) for room in visible if room.kind in ("im", "mpim")]
    return Offer(people, [pair for pair in channels if slack.channels[pair[0]].kind == "public"], [*channels, *direct])


def may_see(room: Channel, user: str) -> bool:
    """Whether the person can look into the room."""
    return user in room.members or room.kind == "public"
