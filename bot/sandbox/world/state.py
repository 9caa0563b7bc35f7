"""The sandbox's Slack: everything that exists, and the few ways in which it changes.

The Web API and the acts of people both go through the methods here, so that one place makes ids and `ts`, keeps the
indexes right, and tells the change feed. Rules (who may, what is too long) belong to the callers.

Changes told to subscribers, with the ids they carry:

| kind | ids |
|---|---|
| message_posted, message_changed, message_deleted | channel, ts, message (the record) |
| ephemeral_posted | channel, ts, user, message |
| member_joined, member_left | channel, user, inviter (joined) |
| channel_created, channel_archived, channel_unarchived, channel_renamed, channel_changed, dm_opened | channel |
| reaction_added, reaction_removed | channel, ts, user, name |
| pin_added, pin_removed | channel, ts, user |
| channel_readdressed | channel, old |
| bookmark_added | channel, id, user |
| message_scheduled | channel, id |
| scheduled_message_dropped | id, error |
| person_added, person_changed | user |
| view_opened, view_updated, view_closed, home_published | view, user |
| file_shared | file, channel, user |
| read | channel, user |
| app_changed | app |
| traffic | exchange |
| clock, reset, stopping | |
"""

from collections import deque
from collections.abc import Callable, Iterable
from datetime import datetime
from itertools import takewhile
from typing import Any, Literal

from bot.sandbox.world.records import (
    App,
    Channel,
    Exchange,
    File,
    Message,
    Person,
    ScheduledMessage,
    UserGroup,
    View,
    Workspace,
)
from bot.sandbox.world.tickets import Tickets

# What is older cannot be seen, on any day of trying things out.
TRAFFIC_KEPT = 2000
EPHEMERALS_KEPT = 500  # a channel

# What is this sandbox's own.
NOT_KEPT = ("now", "url", "uploads_at", "_subscribers")

Subscriber = Callable[[str, dict[str, Any]], None]


class Slack(Tickets):
    """One workspace. `now` is the sandbox clock; `seed` makes ids repeatable."""

    def __init__(self, now: Callable[[], datetime], workspace: Workspace, seed: int | None = None) -> None:
        super().__init__(now, seed)
        self.workspace = workspace
        self.url = ""  # where the sandbox answers, without a slash at the end; known when it has started
        self.uploads_at = ""  # in place of that, where files.getUploadURLExternal sends bytes
        self.people: dict[str, Person] = {}
        self.channels: dict[str, Channel] = {}
        self.groups: dict[str, UserGroup] = {}
        self.apps: dict[str, App] = {}
        self.views: dict[str, View] = {}
        self.stacks: dict[str, list[str]] = {}  # person → ids of open modals, the top one last
        self.homes: dict[tuple[str, str], View] = {}  # (app, person) → App Home
        self.files: dict[str, File] = {}
        self.scheduled: dict[str, ScheduledMessage] = {}
        self.traffic: deque[Exchange] = deque(maxlen=TRAFFIC_KEPT)
        self._subscribers: list[Subscriber] = []
        self._direct: dict[frozenset[str], str] = {}

    # the change feed

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call `subscriber(kind, ids)` at each change; the answer ends it."""
        self._subscribers.append(subscriber)
        return lambda: self._subscribers.remove(subscriber)

    def changed(self, kind: str, **ids: Any) -> None:
        """Tell the subscribers (see the table above)."""
        for subscriber in list(self._subscribers):
            subscriber(kind, ids)

    def kept(self) -> dict[str, Any]:
        """Everything that is kept of the workspace, whoever listens to it and wherever it answers."""
        return {name: value for name, value in vars(self).items() if name not in NOT_KEPT}

    def resume(self, kept: dict[str, Any]) -> None:
        """Be the workspace of which that was kept; subscribers stay."""
        vars(self).update(kept)

    def clear(self) -> None:
        """Forget everything but the workspace; subscribers stay."""
        kept: tuple[dict[Any, Any], ...] = (
            *(self.people, self.channels, self.groups, self.apps, self.views, self.stacks, self.homes, self.files),
            *(self.triggers, self.response_urls, self.scheduled, self._direct),
        )
        for records in kept:
            records.clear()
        self.traffic.clear()
        self.uploads_at = ""

    # finding

    def person(self, who: str) -> Person | None:
        """By id or by handle ("lin")."""
        if who in self.people:
            return self.people[who]
        return next((person for person in self.people.values() if person.key == who), None)

    def channel(self, which: str) -> Channel | None:
        """By id, by name, or by name with "#"."""
        if which in self.channels:
            return self.channels[which]
        name = which.removeprefix("#")
        return next((channel for channel in self.channels.values() if name and channel.name == name), None)

    def app_of_token(self, token: str) -> App | None:
        """The app whose bot or app-level token it is."""
        return next((app for app in self.apps.values() if token in (app.bot_token, app.app_token)), None)

    def app_of_bot(self, user: str) -> App | None:
        """The app whose bot user it is."""
        return next((app for app in self.apps.values() if app.bot_user == user), None)

    def message(self, channel: str, ts: str, user: str | None = None) -> Message | None:
        """A message of the history, or an ephemeral one shown to `user` (to anyone if None)."""
        room = self.channels.get(channel)
        if room is None:
            return None
        if ts in room.messages:
            return room.messages[ts]
        return next((m for m in room.ephemerals if m.ts == ts and user in (None, m.ephemeral_to)), None)

    def open_views(self, user: str) -> list[View]:
        """The person's stack of modals, the top one last."""
        return [self.views[view_id] for view_id in self.stacks.get(user, [])]

    # people and channels

    def add_person(self, person: Person) -> Person:
        """A new member; team_join follows from the change."""
        person.updated = self.seconds()
        self.people[person.id] = person
        self.changed("person_added", user=person.id)
        return person

    def change_person(self, user: str, **fields: Any) -> None:
        """Set fields of a person: locale, tz, deleted …"""
        person = self.people[user]
        for name, value in fields.items():
            if not hasattr(person, name):
                raise AttributeError(name)
            setattr(person, name, value)
        person.updated = self.seconds()
        self.changed("person_changed", user=user)

    def change_group(self, group: str, members: Iterable[str], *, is_disabled: bool = False) -> None:
        """Give a user group other members, or disable it."""
        record = self.groups[group]
        before, after = record.members, list(dict.fromkeys(members))
        record.members, record.updated = after, self.seconds()
        record.disabled_at = self.seconds() if is_disabled else 0
        added, removed = [one for one in after if one not in before], [one for one in before if one not in after]
        self.changed("group_changed", group=group, added=added, removed=removed)

    def create_channel(
        self, name: str, creator: str, *, private: bool = False, members: Iterable[str] = (), id: str | None = None
    ) -> Channel:
        """A channel with its creator (and `members`) in it."""
        channel = Channel(id or self.new_id("C"), name, "private" if private else "public", creator, self.seconds())
        channel.members = list(dict.fromkeys([creator, *members]))
        self.channels[channel.id] = channel
        self.changed("channel_created", channel=channel.id)
        return channel

    def readdress(self, old: str, new: str) -> None:
        """A channel has another id from now on; of the old one nobody knows any more."""
        room = self.channels[new] = self.channels.pop(old)
        room.id = new
        for message in (*room.messages.values(), *room.ephemerals):
            message.channel = new
        self.changed("channel_readdressed", channel=new, old=old)

    def direct_message(self, *users: str) -> Channel:
        """The conversation of exactly these people; made when it is new."""
        key = frozenset(users)
        if key not in self._direct:
            kind: Literal["im", "mpim"] = "im" if len(key) <= 2 else "mpim"
            name = ""
            if kind == "mpim":
                name = "mpdm-" + "--".join(sorted(self.people[user].key for user in key)) + "-1"
            channel = Channel(
                self.new_id("D" if kind == "im" else "C"),
                name,
                kind,
                users[0],
                self.seconds(),
                list(dict.fromkeys(users)),
            )
            self.channels[channel.id] = channel
            self._direct[key] = channel.id
            self.changed("dm_opened", channel=channel.id)
        return self.channels[self._direct[key]]

    def join(self, channel: str, user: str, inviter: str | None = None) -> None:
        """Make a person a member and say so in the channel."""
        room = self.channels[channel]
        room.members.append(user)
        subtype = "channel_join" if room.kind == "public" else "group_join"
        extra = {"inviter": inviter} if inviter else {}
        noun = "channel" if room.kind == "public" else "group"
        self.post(channel, user, f"<@{user}> has joined the {noun}", subtype=subtype, extra=extra)
        self.changed("member_joined", channel=channel, user=user, inviter=inviter)

    def leave(self, channel: str, user: str) -> None:
        """End a membership."""
        self.channels[channel].members.remove(user)
        self.changed("member_left", channel=channel, user=user)

    # messages

    def post(self, channel: str, user: str | None, text: str, **fields: Any) -> Message:
        """Put a message into the channel's history; `fields` are those of Message."""
        message = Message(self.new_ts(), channel, user, text, **fields)
        room = self.channels[channel]
        room.messages[message.ts] = message
        if message.is_reply and message.thread_ts in room.messages:
            room.messages[message.thread_ts].thread_ts = message.thread_ts
            room.threads.setdefault(message.thread_ts, []).append(message.ts)
        if user:
            room.read[user] = message.ts
        for file in message.files:
            self.files[file].shares.setdefault(channel, []).append(message.ts)
        room.is_open = True
        self.changed("message_posted", channel=channel, ts=message.ts, message=message)
        return message

    def post_ephemeral(self, channel: str, to: str, text: str, **fields: Any) -> Message:
        """Show a message to one person only."""
        message = Message(self.new_ts(), channel, fields.pop("user", None), text, ephemeral_to=to, **fields)
        room = self.channels[channel]
        room.ephemerals = [*room.ephemerals[1 - EPHEMERALS_KEPT :], message]
        self.changed("ephemeral_posted", channel=channel, ts=message.ts, user=to, message=message)
        return message

    def edit(self, message: Message, by: str | None, **fields: Any) -> None:
        """Replace fields of a message (text, blocks …); values typed into its old blocks are forgotten.

        Without `by` it is not marked as edited.
        """
        for name, value in fields.items():
            setattr(message, name, value)
        if "blocks" in fields:
            message.typed = {}
        if by is not None and message.ephemeral_to is None:
            message.edited_ts, message.edited_by = self.new_ts(), by
        self.changed("message_changed", channel=message.channel, ts=message.ts, message=message)

    def delete(self, message: Message) -> None:
        """Take a message away; its replies stay under a tombstone, as in Slack."""
        room = self.channels[message.channel]
        if message.ephemeral_to is not None:
            room.ephemerals = [each for each in room.ephemerals if each is not message]
        elif room.threads.get(message.ts):
            message.text, message.blocks, message.subtype = "This message was deleted.", [], "tombstone"
            message.user, message.metadata, message.files, message.reactions = "USLACKBOT", None, [], {}
        else:
            del room.messages[message.ts]
            if message.is_reply and message.thread_ts in room.threads:
                room.threads[message.thread_ts].remove(message.ts)
        room.pins = [ts for ts in room.pins if ts != message.ts]
        self.changed("message_deleted", channel=message.channel, ts=message.ts, message=message)

    def unread(self, channel: str, user: str) -> int:
        """How many messages of others stand after the last one the person read; replies do not count."""
        room = self.channels[channel]
        read = room.read.get(user, "0")
        newer = takewhile(lambda message: message.ts > read, reversed(room.messages.values()))
        return sum(1 for message in newer if message.user != user and not message.is_reply)

    def mark_read(self, channel: str, user: str) -> None:
        """The person has seen everything in it."""
        room = self.channels[channel]
        if room.messages:
            room.read[user] = next(reversed(room.messages))
        self.changed("read", channel=channel, user=user)

    def record(self, exchange: Exchange) -> None:
        """Keep a request and its answer for the inspector."""
        self.traffic.append(exchange)
        self.changed("traffic", exchange=exchange)
