"""What one person sees at one place: the regions of the page, each a piece of HTML that can be replaced alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from markupsafe import Markup

from bot.sandbox.control.timeline import Timeline
from bot.sandbox.page import dates, people
from bot.sandbox.page.draw import Drawing, Place, environment
from bot.sandbox.page.emoji import QUICK_REACTIONS
from bot.sandbox.page.messages import SHOWN_AT_FIRST, Telling, file_address
from bot.sandbox.page.reader import Reader
from bot.sandbox.parts import Parts
from bot.sandbox.world.records import App, Channel, Person, Shortcut, View

REGIONS = ("clock", "sidebar", "head", "home", "messages", "thread", "modal")


@dataclass(frozen=True)
class Spot:
    """What the page's address says: acting as whom, in which room or tab, with which thread open."""

    person: str = ""
    room: str = ""
    tab: str = "messages"
    thread: str = ""
    new_from: str = ""
    most: int = SHOWN_AT_FIRST

    @classmethod
    def of(cls, query: Mapping[str, str]) -> Spot:
        """From `?as=…&in=…&tab=…&thread=…`; what is malformed counts as missing."""
        most = query.get("most", "")
        return cls(
            query.get("as", ""),
            query.get("in", ""),
            "home" if query.get("tab") == "home" else "messages",
            query.get("thread", ""),
            query.get("new", ""),
            min(int(most), 5000) if most.isdecimal() and len(most) < 6 else SHOWN_AT_FIRST,
        )


@dataclass(frozen=True)
class RoomLine:
    """A room in the list at the left."""

    id: str
    name: str
    sign: str  # "#", "lock", or "" where the face stands
    face: people.Face | None
    unread: int
    current: bool
    outside: bool = False
    note: str = ""


class Scene:
    """The page of one person, drawn from the sandbox's present state."""

    def __init__(
        self, sandbox: Parts, timeline: Timeline, spot: Spot, errors: Mapping[str, Mapping[str, str]] | None = None
    ) -> None:
        self.sandbox, self.slack, self.timeline, self.spot = sandbox, sandbox.slack, timeline, spot
        self.person = self._person()
        self.errors = errors or {}
        self.room = self._room()
        self.is_home = spot.tab == "home" and self.app is not None

    def _person(self) -> Person:
        named = self.slack.people.get(self.spot.person)
        if named is not None and not named.is_bot:
            return named
        return next(each for each in self.slack.people.values() if not each.is_bot and not each.deleted)

    def _room(self) -> Channel:
        named = self.slack.channels.get(self.spot.room)
        if named is not None and people.may_see(named, self.person.id):
            return named
        rooms = [room for room in self.slack.channels.values() if people.may_see(room, self.person.id)]
        of_project = [room for room in rooms if any(app.bot_user in room.members for app in self.slack.apps.values())]
        return next((room for room in of_project if not room.is_im), rooms[0])

    @cached_property
    def reader(self) -> Reader:
        """The person as a reader."""
        return people.reader_of(self.slack, self.person, self.slack.now())

    @cached_property
    def drawing(self) -> Drawing:
        """Draws blocks for this person."""
        return Drawing(self.reader, people.offer_to(self.slack, self.person.id), self.slack.url, self._file_address)

    def _file_address(self, file_id: str) -> str:
        file = self.slack.files.get(file_id)
        return file_address(file) if file else ""

    @cached_property
    def app(self) -> App | None:
        """The app whose direct message this room is."""
        if not self.room.is_im:
            return None
        return next((app for app in self.slack.apps.values() if app.bot_user in self.room.members), None)

    # regions

    def regions(self) -> dict[str, str]:
        """Every region, by name."""
        return {name: str(self._region(name)) for name in REGIONS}

    def page(self, **more: Any) -> str:
        """The whole document."""
        pieces = {name: self._region(name) for name in REGIONS}
        return environment().get_template("page.jinja").render(scene=self, reader=self.reader, regions=pieces, **more)

    def _region(self, name: str) -> Markup:
        template = environment().get_template(f"{name}.jinja")
        return Markup(template.render(scene=self, reader=self.reader, draw=self.drawing))  # noqa: S704 - autoescaped

    # what the templates ask for

    @property
    def title(self) -> str:
        """Of the room."""
        return people.room_name(self.slack, self.room, self.person.id)

    @property
    def sign(self) -> str:
        """Before the room's name."""
        return {"public": "#", "private": "lock"}.get(self.room.kind, "")

    @property
    def is_member(self) -> bool:
        """Whether the person belongs to the room."""
        return self.person.id in self.room.members

    @property
    def may_post(self) -> bool:
        """Whether the composer is open."""
        if self.app and (self.app.messages_tab_read_only or not self.app.messages_tab):
            return False
        return self.is_member and not self.room.is_archived and not self.person.deleted

    def face(self, user: str | None = None) -> people.Face:
        """Of a member; of the person acted as without one."""
        return people.face(self.slack, user or self.person.id)

    def everybody(self) -> list[Person]:
        """Whom one can act as."""
        return [person for person in self.slack.people.values() if not person.is_bot]

    def wall_clock(self, person: Person) -> str:
        """The time where the person is."""
        theirs = people.reader_of(self.slack, person, self.slack.now())
        return dates.clock(theirs.local(theirs.now), self.reader)

    def channels(self) -> list[RoomLine]:
        """Public channels and the private ones of this person; archived ones only while they are open."""
        rooms = [room for room in self.slack.channels.values() if room.kind in ("public", "private")]
        shown = [room for room in rooms if people.may_see(room, self.person.id)]
        shown = [room for room in shown if not room.is_archived or room is self.room]
        lines = [self._line(room) for room in sorted(shown, key=lambda room: room.name)]
        return sorted(lines, key=lambda line: line.outside)

    def direct(self) -> list[RoomLine]:
        """Conversations with people, and one line for everybody else."""
        rooms = [room for room in self.slack.channels.values() if room.kind in ("im", "mpim")]
        mine = [room for room in rooms if self.person.id in room.members and not self._apps_in(room)]
        with_me = {member for room in mine if room.is_im for member in room.members}
        lines = [self._line(room) for room in mine if room.messages or room.kind == "mpim" or room is self.room]
        talking = {line.id for line in lines}
        for person in self.everybody():
            room = next((each for each in mine if each.is_im and person.id in each.members), None)
            if person.id != self.person.id and (room is None or room.id not in talking) and not person.deleted:
                name = people.shown_name(person)
                lines.append(RoomLine(room.id if room else person.id, name, "", self.face(person.id), 0, False))
        return lines if with_me or lines else []

    def apps(self) -> list[RoomLine]:
        """The installed apps' direct messages."""
        found = []
        for app in self.slack.apps.values():
            room = self._room_with(app.bot_user)
            if room is not None:
                found.append(self._line(room))
            else:
                found.append(RoomLine(app.bot_user, app.name, "", self.face(app.bot_user), 0, False))
        return found

    def _room_with(self, user: str) -> Channel | None:
        pair = {user, self.person.id}
        rooms = self.slack.channels.values()
        return next((room for room in rooms if room.is_im and set(room.members) == pair), None)

    def _apps_in(self, room: Channel) -> bool:
        return room.is_im and any(app.bot_user in room.members for app in self.slack.apps.values())

    def _line(self, room: Channel) -> RoomLine:
        other = next((member for member in room.members if member != self.person.id), self.person.id)
        return RoomLine(
            room.id,
            people.room_name(self.slack, room, self.person.id),
            {"public": "#", "private": "lock"}.get(room.kind, ""),
            self.face(other) if room.kind in ("im", "mpim") else None,
            self.slack.unread(room.id, self.person.id) if self.person.id in room.members else 0,
            room is self.room,
            self.person.id not in room.members,
        )

    @cached_property
    def telling(self) -> Telling:
        """The room's messages."""
        return Telling(self.slack, self.room, self.drawing, self.spot.new_from)

    def modals(self) -> list[View]:
        """The open modals, the top one last."""
        return self.slack.open_views(self.person.id)

    def home(self) -> View | None:
        """The App Home that is open."""
        return self.slack.homes.get((self.app.id, self.person.id)) if self.app else None

    def place_of(self, view: View) -> Place:
        """Where a view's blocks stand, with values and field errors."""
        return Place(view=view.id, values=view.values, errors=self.errors.get(view.id, {}))

    def app_name(self, view: View) -> str:
        """Of the app that opened the view."""
        return self.slack.apps[view.app_id].name

    def shortcuts(self, kind: str) -> list[Shortcut]:
        """The installed apps' shortcuts, "global" or "message"."""
        found = [shortcut for app in self.slack.apps.values() if app.installed for shortcut in app.shortcuts]
        return [shortcut for shortcut in found if shortcut.type == kind]

    @staticmethod
    def quick_reactions() -> tuple[str, ...]:
        """What one click adds."""
        return QUICK_REACTIONS

    def completions(self) -> dict[str, list[dict[str, str]]]:
        """What the composer completes: commands after "/", people after "@", channels after "#"."""
        apps = [app for app in self.slack.apps.values() if app.installed]
        commands = [
            {
                "insert": command.command,
                "label": command.command,
                "hint": command.usage_hint,
                "note": command.description,
            }
            for app in apps
            for command in app.commands
        ]
        humans = [person for person in self.everybody() if not person.deleted]
        names = [
            {
                "insert": f"@{people.shown_name(person)}",
                "label": person.real_name,
                "hint": person.key,
                "note": person.title,
                "send": f"<@{person.id}>",
            }
            for person in humans
        ]
        names += [
            {"insert": f"@{app.name}", "label": app.name, "hint": "", "note": "", "send": f"<@{app.bot_user}>"}
            for app in apps
        ]
        names += [
            {"insert": f"@{group.handle}", "label": f"@{group.handle}", "hint": "", "note": group.name}
            for group in self.slack.groups.values()
        ]
        rooms = [
            {"insert": f"#{line.name}", "label": f"#{line.name}", "hint": "", "note": ""}
            for line in self.channels()
            if line.sign == "#"
        ]
        return {"/": commands, "@": names, "#": rooms}

    def caption(self, moment: datetime | None) -> str:
        """A moment in the person's zone and language."""
        return dates.moment_caption(moment, self.reader) if moment else ""

    def next_due(self) -> datetime | None:
        """When the next thing will happen."""
        return self.timeline.next()
