"""What happens in Slack, told to the apps that subscribed to it (Events API).

Listens to the change feed. An app hears of conversations its bot is in, of people always.
"""

from collections.abc import Callable, Iterable
from typing import Any

from bot.sandbox.delivery.sending import Delivery
from bot.sandbox.world import connect, shapes, shapes_people
from bot.sandbox.world.records import App, Channel, Message, Payload
from bot.sandbox.world.state import Slack

# A conversation's kind → the subscription for its messages, and `channel_type` of the event.
MESSAGE_EVENTS = {
    "public": ("message.channels", "channel"),
    "private": ("message.groups", "group"),
    "im": ("message.im", "im"),
    "mpim": ("message.mpim", "mpim"),
}


class Events:
    """Turns changes into events."""

    def __init__(self, slack: Slack, delivery: Delivery) -> None:
        self.slack, self.delivery = slack, delivery
        self.shown: dict[tuple[str, str], Payload] = {}  # messages as last told, for previous_message
        self._makers: dict[str, Callable[[Payload], None]] = {
            "message_posted": self._message_posted,
            "message_changed": self._message_changed,
            "message_deleted": self._message_deleted,
            "member_joined": self._member_joined,
            "member_left": self._member_left,
            "channel_created": self._channel_created,
            "channel_archived": self._channel_archived,
            "channel_unarchived": self._channel_unarchived,
            "channel_renamed": self._channel_renamed,
            "channel_readdressed": self._channel_readdressed,
            "reaction_added": self._reaction,
            "reaction_removed": self._reaction,
            "pin_added": self._pin_added,
            "person_added": self._person,
            "person_changed": self._person,
            "file_shared": self._file_shared,
            "group_changed": self._group,
        }

    def start(self) -> None:
        """From now on."""
        self._unsubscribe = self.slack.subscribe(self._changed)

    def stop(self) -> None:
        """No more."""
        self._unsubscribe()

    def tell(self, event: Payload, subscription: str, channel: Channel | None = None, *, to: App | None = None) -> None:
        """Send an event to every subscribed app that may hear of it."""
        event.setdefault("event_ts", self.slack.new_ts())
        for app in [to] if to else list(self.slack.apps.values()):
            if app.installed and subscription in app.events and (channel is None or app.bot_user in channel.members):
                self.delivery.tell(app, event)

    def uninstalled(self, app: App) -> None:
        """The workspace removed the app: its tokens are dead, both events go out (Slack promises no order)."""
        self.tokens_revoked(app)
        self.tell({"type": "app_uninstalled"}, "app_uninstalled", to=app)
        app.installed = False

    def tokens_revoked(self, app: App) -> None:
        """The bot token is dead."""
        app.token_revoked = True
        self.tell({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [app.bot_user]}}, "tokens_revoked", to=app)

    def user_token_revoked(self, app: App, user: str) -> None:
        """A person took back what they had granted the app in their own name; its own token is as good as before."""
        self.tell({"type": "tokens_revoked", "tokens": {"oauth": [user]}}, "tokens_revoked", to=app)

    def home_opened(self, app: App, user: str, channel: Channel, tab: str) -> None:
        """A person opened the app's Home or Messages tab."""
        event: Payload = {"type": "app_home_opened", "user": user, "channel": channel.id, "tab": tab}
        home = self.slack.homes.get((app.id, user))
        if home is not None and tab == "home":
            event["view"] = shapes.view(self.slack, home)
        self.tell(event, "app_home_opened", to=app)

    # messages

    def _changed(self, kind: str, ids: dict[str, Any]) -> None:
        maker = self._makers.get(kind)
        if maker is not None:
            maker({"kind": kind, **ids})

    def _listeners(self, channel: Channel) -> Iterable[App]:
        wanted = {MESSAGE_EVENTS[channel.kind][0], "app_mention"}
        return [app for app in self.slack.apps.values() if wanted & set(app.events) and app.bot_user in channel.members]

    def _message_posted(self, ids: Payload) -> None:
        channel, record = self.slack.channels[ids["channel"]], ids["message"]
        listeners = self._listeners(channel)
        if not listeners:
            return
        subscription, channel_type = MESSAGE_EVENTS[channel.kind]
        body = self._told(record)
        self.tell(
            {**body, "channel": channel.id, "event_ts": record.ts, "channel_type": channel_type}, subscription, channel
        )
        self._mentions(channel, record, body, listeners)

    def _mentions(self, channel: Channel, record: Message, body: Payload, listeners: Iterable[App]) -> None:
        """Tell the apps that a message names; of an edited one Slack tells them again."""
        for app in listeners:
            if f"<@{app.bot_user}>" in record.text and record.user != app.bot_user and not channel.is_im:
                mention = {**body, "type": "app_mention", "channel": channel.id, "event_ts": record.ts}
                self.tell(mention, "app_mention", channel, to=app)

    def _message_changed(self, ids: Payload) -> None:
        channel, record = self.slack.channels[ids["channel"]], ids["message"]
        if record.ephemeral_to is None and self._listeners(channel):
            previous = self.shown.get((channel.id, record.ts))
            body = self._told(record)
            self._about_message(channel, "message_changed", message=body, previous_message=previous)
            if record.edited_ts:
                self._mentions(channel, record, body, self._listeners(channel))

    def _message_deleted(self, ids: Payload) -> None:
        channel, record = self.slack.channels[ids["channel"]], ids["message"]
        if record.ephemeral_to is None and self._listeners(channel):
            previous = self.shown.pop((channel.id, record.ts), None)
            self._about_message(channel, "message_deleted", deleted_ts=record.ts, previous_message=previous)

    def _about_message(self, channel: Channel, subtype: str, **fields: Any) -> None:
        subscription, channel_type = MESSAGE_EVENTS[channel.kind]
        ts = self.slack.new_ts()
        event = {
            "type": "message",
            "subtype": subtype,
            **{name: value for name, value in fields.items() if value is not None},
            "channel": channel.id,
            "hidden": True,
            "ts": ts,
            "event_ts": ts,
            "channel_type": channel_type,
        }
        self.tell(event, subscription, channel)

    def _told(self, record: Message) -> Payload:
        body = shapes.message(self.slack, record)
        if len(connect.teams_in(self.slack, self.slack.channels[record.channel])) > 1 and record.user:
            body["user_team"] = body["source_team"] = connect.team_of(self.slack, record.user)
        self.shown[record.channel, record.ts] = body
        return body

    # conversations

    def _member_joined(self, ids: Payload) -> None:
        self._membership("member_joined_channel", ids)

    def _member_left(self, ids: Payload) -> None:
        self._membership("member_left_channel", ids)

    def _membership(self, name: str, ids: Payload) -> None:
        channel = self.slack.channels[ids["channel"]]
        event = {
            "type": name,
            "user": ids["user"],
            "channel": channel.id,
            "channel_type": "G" if channel.is_private else "C",
            "team": connect.team_of(self.slack, ids["user"]),
        }
        if ids.get("inviter"):
            event["inviter"] = ids["inviter"]
        self.tell(event, name, channel)

    def _channel_created(self, ids: Payload) -> None:
        channel = self.slack.channels[ids["channel"]]
        if channel.kind == "public":
            self.tell({"type": "channel_created", "channel": self._short(channel)}, "channel_created")

    def _channel_archived(self, ids: Payload) -> None:
        self._about_channel(ids, "archive")

    def _channel_unarchived(self, ids: Payload) -> None:
        self._about_channel(ids, "unarchive")

    def _channel_renamed(self, ids: Payload) -> None:
        channel = self.slack.channels[ids["channel"]]
        name = "channel_rename" if channel.kind == "public" else "group_rename"
        self.tell({"type": name, "channel": self._short(channel)}, name, channel if channel.is_private else None)

    def _channel_readdressed(self, ids: Payload) -> None:
        name, channel = "channel_id_changed", self.slack.channels[ids["channel"]]
        self.tell({"type": name, "old_channel_id": ids["old"], "new_channel_id": channel.id}, name, channel)

    def _about_channel(self, ids: Payload, what: str) -> None:
        channel = self.slack.channels[ids["channel"]]
        name = f"{'channel' if channel.kind == 'public' else 'group'}_{what}"
        event = {"type": name, "channel": channel.id, "user": ids.get("user") or channel.creator}
        self.tell(event, name, channel if channel.is_private else None)

    def _short(self, channel: Channel) -> Payload:
        return {
            "id": channel.id,
            "name": channel.name,
            "name_normalized": channel.name,
            "created": channel.created,
            "creator": channel.creator,
            "is_channel": channel.kind == "public",
            "is_shared": False,
            "is_org_shared": False,
            "context_team_id": self.slack.workspace.id,
        }

    # reactions, pins, files, people

    def _reaction(self, ids: Payload) -> None:
        channel = self.slack.channels[ids["channel"]]
        record = self.slack.message(channel.id, ids["ts"])
        event = {
            "type": ids["kind"],
            "user": ids["user"],
            "reaction": ids["name"],
            "item": {"type": "message", "channel": channel.id, "ts": ids["ts"]},
        }
        if record is not None and record.user:
            event["item_user"] = record.user
        self.tell(event, ids["kind"], channel)

    def _pin_added(self, ids: Payload) -> None:
        channel = self.slack.channels[ids["channel"]]
        record = self.slack.message(channel.id, ids.get("ts", ""))
        item: Payload = {"type": "message", "channel": channel.id, "created": self.slack.seconds()}
        if record is not None:
            item["message"] = shapes.message(self.slack, record)
        event = {"type": "pin_added", "user": ids.get("user"), "channel_id": channel.id, "item": item}
        self.tell(event, "pin_added", channel)

    def _file_shared(self, ids: Payload) -> None:
        channel = self.slack.channels[ids["channel"]]
        event = {
            "type": "file_shared",
            "channel_id": channel.id,
            "file_id": ids["file"],
            "user_id": ids["user"],
            "file": {"id": ids["file"]},
        }
        self.tell(event, "file_shared", channel)

    def _group(self, ids: Payload) -> None:
        group = self.slack.groups[ids["group"]]
        described = shapes_people.usergroup(self.slack, group, users=True, count=True)
        added, removed = ids["added"], ids["removed"]
        if added or removed:
            event = {
                "type": "subteam_members_changed",
                "subteam_id": group.id,
                "team_id": self.slack.workspace.id,
                "date_previous_update": group.created,
                "date_update": group.updated,
                "added_users": added,
                "added_users_count": len(added),
                "removed_users": removed,
                "removed_users_count": len(removed),
            }
            self.tell(event, "subteam_members_changed")
        self.tell({"type": "subteam_updated", "subteam": described}, "subteam_updated")

    def _person(self, ids: Payload) -> None:
        name = "team_join" if ids["kind"] == "person_added" else "user_change"
        if name == "team_join" and connect.is_outside(self.slack, ids["user"]):
            return
        person = self.slack.people[ids["user"]]
        for app in self.slack.apps.values():
            email = "users:read.email" in app.scopes
            body = shapes_people.user(self.slack, person, email=email, locale=True, to=app)
            self.tell({"type": name, "user": body, "cache_ts": self.slack.seconds()}, name, to=app)
