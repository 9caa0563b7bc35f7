"""conversations.*: making, naming, entering and leaving. Reading and listing is in `conversations_list`."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from bot.sandbox.errors import SlackError
from bot.sandbox.limits import TIER_2, TIER_3
from bot.sandbox.webapi import chat
from bot.sandbox.webapi.call import Call, Method
from bot.sandbox.world import shapes
from bot.sandbox.world.records import Channel, Payload

NAME_LENGTH = 80
# Lower case, digits, hyphen, underscore; letters of other scripts are allowed.
BAD_IN_NAME = re.compile(r"[^\w-]|[A-Z]")
TOPIC_LENGTH = 250
MOST_INVITED = 1000
MOST_IN_GROUP_MESSAGE = 8


async def create(call: Call) -> Payload:
    """conversations.create."""
    private = call.flag("is_private")
    call.need("groups:write" if private else "channels:manage")
    name = fresh_name(call)
    channel = call.slack.create_channel(name, call.app.bot_user, private=private)
    return described(call, channel)


async def rename(call: Call) -> Payload:
    """conversations.rename: only the creator may."""
    channel = writable(call)
    if channel.creator != call.app.bot_user:
        raise SlackError("not_authorized")
    name = fresh_name(call, channel)
    channel.previous_names.insert(0, channel.name)
    channel.name = name
    call.slack.changed("channel_renamed", channel=channel.id)
    return described(call, channel)


async def archive(call: Call) -> Payload:
    """conversations.archive."""
    channel = writable(call)
    if channel.is_general:
        raise SlackError("cant_archive_general")
    channel.is_archived = True
    call.slack.changed("channel_archived", channel=channel.id, user=call.app.bot_user)
    return {}


async def join(call: Call) -> Payload:
    """conversations.join: public channels only."""
    channel = call.channel()
    if channel.kind != "public":
        raise SlackError("method_not_supported_for_channel_type")
    if channel.is_archived:
        raise SlackError("is_archived")
    if call.app.bot_user in channel.members:
        call.warnings.append("already_in_channel")
    else:
        call.slack.join(channel.id, call.app.bot_user)
    return described(call, channel)


async def invite(call: Call) -> Payload:
    """conversations.invite: nobody is invited if one cannot be, unless `force`."""
    channel = writable(call, "channels:write.invites", "groups:write.invites")
    users = call.names("users")
    if not users:
        raise SlackError("no_user")
    if len(users) > MOST_INVITED:
        raise SlackError("too_many_users")
    refused = {user: why for user in users if (why := cannot_be_invited(call, channel, user))}
    if refused and not (call.flag("force") and len(refused) < len(users)):
        errors = [{"user": user, "ok": False, "error": why} for user, why in refused.items()]
        raise SlackError(next(iter(refused.values())), errors=errors)
    for user in users:
        if user not in refused:
            call.slack.join(channel.id, user, inviter=call.app.bot_user)
    return described(call, channel)


async def kick(call: Call) -> Payload:
    """conversations.kick."""
    channel = writable(call)
    user = call.required("user")
    call.person(user)
    if user == call.app.bot_user:
        raise SlackError("cant_kick_self")
    if channel.is_general:
        raise SlackError("cant_kick_from_general")
    if user not in channel.members:
        raise SlackError("not_in_channel")
    call.slack.leave(channel.id, user)
    return {"errors": {}}


async def leave(call: Call) -> Payload:
    """conversations.leave."""
    channel = call.channel()
    call.need_for(channel, "write")
    if channel.is_general:
        raise SlackError("cant_leave_general")
    if call.app.bot_user not in channel.members:
        return {"not_in_channel": True}
    call.slack.leave(channel.id, call.app.bot_user)
    return {}


async def set_topic(call: Call) -> Payload:
    """conversations.setTopic; the channel is told."""
    channel = writable(call, "channels:write.topic", "groups:write.topic")
    channel.topic = words(call, "topic")
    channel.topic_by, channel.topic_at = call.app.bot_user, call.slack.seconds()
    tell(call, channel, "topic", channel.topic)
    return described(call, channel)


async def set_purpose(call: Call) -> Payload:
    """conversations.setPurpose; the channel is told."""
    channel = writable(call, "channels:write.topic", "groups:write.topic")
    channel.purpose = words(call, "purpose")
    channel.purpose_by, channel.purpose_at = call.app.bot_user, call.slack.seconds()
    tell(call, channel, "purpose", channel.purpose)
    return described(call, channel) | {"purpose": channel.purpose}


async def open_conversation(call: Call) -> Payload:
    """conversations.open: the direct message with one person, the group message with several."""
    if call.text("channel"):
        channel, known = call.channel(), True
        if channel.kind not in ("im", "mpim"):
            raise SlackError("method_not_supported_for_channel_type")
    else:
        users = list(dict.fromkeys(call.names("users")))
        if not users:
            raise SlackError("users_list_not_supplied")
        if len(users) > MOST_IN_GROUP_MESSAGE:
            raise SlackError("too_many_users")
        call.need("im:write" if len(users) == 1 else "mpim:write")
        for user in users:
            call.person(user)
        before = len(call.slack.channels)
        if len(users) == 1:
            channel = chat.open_direct(call, users[0])
        else:
            channel = call.slack.direct_message(call.app.bot_user, *users)
        known = len(call.slack.channels) == before
    body = {"channel": {"id": channel.id}}
    if call.flag("return_im"):
        body = {"channel": shapes.channel(call.slack, channel, call.app.bot_user)}
    return {"no_op": True, "already_open": True, **body} if known else body


def writable(call: Call, *instead: str) -> Channel:
    """A channel that the app is in and may change; raises what Slack answers."""
    channel = call.channel()
    if channel.kind in ("im", "mpim"):
        raise SlackError("method_not_supported_for_channel_type")
    call.need_for(channel, "write", *instead)
    call.must_be_in(channel)
    if channel.is_archived:
        raise SlackError("already_archived" if call.method == "conversations.archive" else "is_archived")
    return channel


def cannot_be_invited(call: Call, channel: Channel, user: str) -> str:
    """Slack's word for it, "" if they can."""
    person = call.slack.people.get(user)
    if person is None:
        return "user_not_found"
    if user == call.app.bot_user:
        return "cant_invite_self"
    if user in channel.members:
        return "already_in_channel"
    if person.deleted:
        return "user_disabled"
    return "ura_max_channels" if person.is_ultra_restricted else ""


def fresh_name(call: Call, renamed: Channel | None = None) -> str:
    """The name asked for; raises invalid_name_* and name_taken."""
    name = call.text("name").strip()
    if not name:
        raise SlackError("invalid_name_required")
    if len(name) > NAME_LENGTH:
        raise SlackError("invalid_name_maxlength")
    if BAD_IN_NAME.search(name):
        raise SlackError("invalid_name_specials")
    if not any(letter.isalnum() for letter in name):
        raise SlackError("invalid_name_punctuation")
    if any(channel.name == name and channel is not renamed for channel in call.slack.channels.values()):
        raise SlackError("name_taken")
    return name


def words(call: Call, name: str) -> str:
    """A topic or purpose; raises too_long."""
    if len(call.text(name)) > TOPIC_LENGTH:
        raise SlackError("too_long")
    return call.text(name)


def tell(call: Call, channel: Channel, what: str, value: str) -> None:
    """The line in the channel that says who set its topic or purpose."""
    prefix = "channel" if channel.kind == "public" else "group"
    line = f"set the channel {what}: {value}" if value else f"cleared the channel {what}"
    call.slack.post(channel.id, call.app.bot_user, line, subtype=f"{prefix}_{what}", extra={what: value})
    call.slack.changed("channel_changed", channel=channel.id)


def described(call: Call, channel: Channel) -> Payload:
    """The answer that shows the channel."""
    return {"channel": shapes.channel(call.slack, channel, call.app.bot_user)}


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "conversations.create": Method(create, TIER_2, ("channels:manage", "groups:write")),
        "conversations.rename": Method(rename, TIER_2),
        "conversations.archive": Method(archive, TIER_2),
        "conversations.join": Method(join, TIER_3, ("channels:join",)),
        "conversations.invite": Method(invite, TIER_3),
        "conversations.kick": Method(kick, TIER_3),
        "conversations.leave": Method(leave, TIER_3),
        "conversations.setTopic": Method(set_topic, TIER_2),
        "conversations.setPurpose": Method(set_purpose, TIER_2),
        "conversations.open": Method(open_conversation, TIER_3, ("im:write", "mpim:write")),
    }
)
