"""chat.*: what apps post, change and delete."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from bot.sandbox.blockkit import checks
from bot.sandbox.errors import RateLimited, SlackError
from bot.sandbox.limits import TIER_3, TIER_4
from bot.sandbox.webapi import pictures
from bot.sandbox.webapi.call import Call, Method
from bot.sandbox.world import shapes
from bot.sandbox.world.records import App, Channel, Message, Payload

# chat.postMessage cuts longer text; chat.update refuses what is longer than 4,000.
POST_TEXT = 40_000
UPDATE_TEXT = 4_000
# "metadata: the payload must not exceed 8 kB".
METADATA_BYTES = 8_000


async def post_message(call: Call) -> Payload:
    """chat.postMessage."""
    channel = target(call)
    fields = content(call)
    if wait := call.sandbox.limits.take_post(call.app.id, channel.id):
        raise RateLimited(wait)
    message = post(call, channel, fields)
    return {"channel": channel.id, "ts": message.ts, "message": shapes.message(call.slack, message, metadata=True)}


async def post_ephemeral(call: Call) -> Payload:
    """chat.postEphemeral."""
    channel = target(call)
    user = call.required("user")
    person = call.person(user, "user_not_in_channel")
    if person.id not in channel.members or person.deleted:
        raise SlackError("user_not_in_channel")
    fields = content(call)
    fields.pop("metadata", None)
    fields.pop("broadcast", None)
    message = call.slack.post_ephemeral(channel.id, person.id, **authored(call.app, call), **fields)
    return {"message_ts": message.ts}


async def update(call: Call) -> Payload:
    """chat.update: only the app's own messages. What is not given stays, but text alone takes the blocks away."""
    message = own_message(call, "cant_update_message")
    if len(call.text("text")) > UPDATE_TEXT:
        raise SlackError("msg_too_long")
    fields = content(call)
    for name in ("thread_ts", "broadcast"):
        fields.pop(name)
    for name in ("text", "attachments", "metadata"):
        if call.args.get(name) is None:
            fields.pop(name)
    if call.args.get("text") is None and call.args.get("blocks") is None:
        fields.pop("blocks")
    # Slack marks a message as edited only where its text is what is shown.
    call.slack.edit(message, None if fields.get("blocks") else call.app.bot_user, **fields)
    return {
        "channel": message.channel,
        "ts": message.ts,
        "text": message.text,
        "message": shapes.message(call.slack, message, metadata=True),
    }


async def delete(call: Call) -> Payload:
    """chat.delete: only the app's own messages."""
    message = own_message(call, "cant_delete_message")
    call.slack.delete(message)
    return {"channel": message.channel, "ts": message.ts}


async def get_permalink(call: Call) -> Payload:
    """chat.getPermalink."""
    channel = call.channel()
    ts = call.required("message_ts")
    message = channel.messages.get(ts)
    if message is None:
        raise SlackError("message_not_found")
    link = f"{call.slack.url}/archives/{channel.id}/p{ts.replace('.', '')}"
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def target(call: Call) -> Channel:
    """Where a post goes: a conversation, or a person (their direct message with the app); raises what Slack answers."""
    which = call.text("channel")
    if which in call.slack.people:
        return open_direct(call, which)
    channel = call.slack.channel(which) if which else None
    if channel is None or (channel.is_private and call.app.bot_user not in channel.members):
        raise SlackError("channel_not_found")
    if channel.is_archived:
        raise SlackError("is_archived")
    if channel.is_im:
        other = next(user for user in channel.members if user != call.app.bot_user)
        return open_direct(call, other)
    if call.app.bot_user not in channel.members and "chat:write.public" not in call.app.scopes:
        raise SlackError("not_in_channel")
    return channel


def open_direct(call: Call, user: str) -> Channel:
    """The app's direct message with a person; raises user_disabled, cannot_dm_bot, messages_tab_disabled."""
    person = call.slack.people[user]
    if person.deleted:
        raise SlackError("user_disabled")
    if person.is_bot:
        raise SlackError("cannot_dm_bot")
    if not call.app.messages_tab:
        raise SlackError("messages_tab_disabled")
    return call.slack.direct_message(call.app.bot_user, user)


def content(call: Call) -> Payload:
    """Text, blocks, attachments and metadata of a message, checked; raises invalid_blocks and its kin."""
    text = call.text("text")
    blocks = listed(call, "blocks", "invalid_blocks_format")
    attachments = listed(call, "attachments", "invalid_attachments")
    if not text.strip() and not blocks and not attachments:
        raise SlackError("no_text")
    said: Payload = {"text": text[:POST_TEXT], "blocks": blocks, "attachments": attachments}
    problems = checks.check_message(said, call.slack.workspace.lacks)
    problems = problems or pictures.bad_pictures(call, blocks)
    if problems:
        raise SlackError("invalid_blocks", errors=problems, messages=problems)
    if len(text) > POST_TEXT:
        text = text[:POST_TEXT]
        call.warnings.append("message_truncated")
    if blocks and not text:
        call.warnings.append("missing_text_in_message")
    fields: Payload = {
        "text": text,
        "blocks": shapes.with_ids(call.slack, blocks),
        "attachments": attachments,
        "thread_ts": call.text("thread_ts") or None,
        "broadcast": call.flag("reply_broadcast"),
        "metadata": metadata(call),
    }
    return fields


def listed(call: Call, name: str, error: str) -> list[Any]:
    """A list argument; raises `error` where it is something else."""
    value = call.structure(name, error)
    if value is None:
        return []
    if not isinstance(value, list):
        raise SlackError(error)
    return value


def metadata(call: Call) -> Payload | None:
    """`{"event_type": …, "event_payload": {…}}`; raises invalid_metadata_format, metadata_too_large."""
    value = call.structure("metadata", "invalid_metadata_format")
    if value is None:
        return None
    if not isinstance(value, dict) or not isinstance(value.get("event_type"), str) or not value["event_type"]:
        raise SlackError("invalid_metadata_format")
    if not isinstance(value.get("event_payload"), dict):
        raise SlackError("invalid_metadata_format")
    if len(str(value).encode()) > METADATA_BYTES:
        raise SlackError("metadata_too_large")
    return {"event_type": value["event_type"], "event_payload": value["event_payload"]}


def authored(app: App, call: Call) -> Payload:
    """Who a post is from; another name or picture needs chat:write.customize."""
    if call.text("username") or call.text("icon_url") or call.text("icon_emoji"):
        call.need("chat:write.customize")
    return {
        "user": app.bot_user,
        "bot_id": app.bot_id,
        "app_id": app.id,
        "username": call.text("username") or None,
    }


def post(call: Call, channel: Channel, fields: Payload) -> Message:
    """Put an app's message into a conversation; a reply belongs to the message that began the thread."""
    thread = fields["thread_ts"]
    if thread is not None:
        parent = channel.messages.get(thread)
        if parent is None:
            raise SlackError("thread_not_found")
        if parent.subtype not in (None, "file_share", "bot_message", "thread_broadcast"):
            raise SlackError("cannot_reply_to_message")
        fields["thread_ts"] = parent.thread_ts or parent.ts
    else:
        fields["broadcast"] = False
    if fields["broadcast"]:
        fields["subtype"] = "thread_broadcast"
    return call.slack.post(channel.id, text=fields.pop("text"), **authored(call.app, call), **fields)


def own_message(call: Call, error: str) -> Message:
    """The app's own message of `channel` and `ts`; raises `error` for those of others."""
    channel = call.channel()
    message = channel.messages.get(call.required("ts"))
    if message is None:
        raise SlackError("message_not_found")
    if message.app_id != call.app.id or message.subtype == "tombstone":
        raise SlackError(error)
    if channel.is_archived:
        raise SlackError("is_archived")
    return message


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        # Posting has its own limit, a channel; the call itself only that of the workspace.
        "chat.postMessage": Method(post_message, 100_000, ("chat:write",)),
        "chat.postEphemeral": Method(post_ephemeral, TIER_4, ("chat:write",)),
        "chat.update": Method(update, TIER_3, ("chat:write",)),
        "chat.delete": Method(delete, TIER_3, ("chat:write",)),
        "chat.getPermalink": Method(get_permalink, 600),
    }
)
