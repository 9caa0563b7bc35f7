"""reactions.add, pins.add, bookmarks.add and their removal: what is put onto messages and channels."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from bot.sandbox.errors import SlackError
from bot.sandbox.limits import TIER_2, TIER_3
from bot.sandbox.webapi.call import Call, Method
from bot.sandbox.world.records import Bookmark, Channel, Message, Payload

EMOJI_NAME = re.compile(r"[\w+'-]+(::skin-tone-[2-6])?")
# "You can pin up to 100 items, and add up to 100 bookmarks."
MOST_PINS = MOST_BOOKMARKS = 100


async def add_reaction(call: Call) -> Payload:
    """reactions.add."""
    message = marked(call)
    name = call.text("name").strip(":")
    if not EMOJI_NAME.fullmatch(name):
        raise SlackError("invalid_name")
    users = message.reactions.setdefault(name, [])
    if call.app.bot_user in users:
        raise SlackError("already_reacted")
    users.append(call.app.bot_user)
    call.slack.changed("reaction_added", channel=message.channel, ts=message.ts, user=call.app.bot_user, name=name)
    return {}


async def remove_reaction(call: Call) -> Payload:
    """reactions.remove."""
    message = marked(call)
    name = call.text("name").strip(":")
    if call.app.bot_user not in message.reactions.get(name, []):
        raise SlackError("no_reaction")
    message.reactions[name].remove(call.app.bot_user)
    if not message.reactions[name]:
        del message.reactions[name]
    call.slack.changed("reaction_removed", channel=message.channel, ts=message.ts, user=call.app.bot_user, name=name)
    return {}


async def add_pin(call: Call) -> Payload:
    """pins.add."""
    channel, message = pinnable(call)
    if message.ts in channel.pins:
        raise SlackError("already_pinned")
    if len(channel.pins) >= MOST_PINS:
        raise SlackError("too_many_pins")
    channel.pins.append(message.ts)
    call.slack.changed("pin_added", channel=channel.id, ts=message.ts, user=call.app.bot_user)
    return {}


async def remove_pin(call: Call) -> Payload:
    """pins.remove."""
    channel, message = pinnable(call)
    if message.ts not in channel.pins:
        raise SlackError("no_pin")
    channel.pins.remove(message.ts)
    call.slack.changed("pin_removed", channel=channel.id, ts=message.ts, user=call.app.bot_user)
    return {}


async def add_bookmark(call: Call) -> Payload:
    """bookmarks.add: links only, as Slack."""
    channel = call.channel("channel_id")
    call.must_be_in(channel)
    title = call.required("title")
    if call.required("type") != "link":
        raise SlackError("invalid_bookmark_type")
    link = call.text("link")
    if not link.startswith(("https://", "http://")):
        raise SlackError("invalid_link")
    if len(channel.bookmarks) >= MOST_BOOKMARKS:
        raise SlackError("too_many_bookmarks")
    bookmark = Bookmark(call.slack.new_id("Bk"), channel.id, title, link, call.text("emoji"), call.slack.seconds())
    channel.bookmarks.append(bookmark)
    call.slack.changed("bookmark_added", channel=channel.id, id=bookmark.id, user=call.app.bot_user)
    return {"bookmark": described(call, bookmark)}


async def list_bookmarks(call: Call) -> Payload:
    """bookmarks.list."""
    channel = call.channel("channel_id")
    return {"bookmarks": [described(call, bookmark) for bookmark in channel.bookmarks]}


def marked(call: Call) -> Message:
    """The message that is reacted to; raises message_not_found."""
    channel = call.channel()
    message = channel.messages.get(call.required("timestamp"))
    if message is None or message.subtype == "tombstone":
        raise SlackError("message_not_found")
    if channel.is_archived:
        raise SlackError("is_archived")
    call.must_be_in(channel)
    return message


def pinnable(call: Call) -> tuple[Channel, Message]:
    """The channel and message of a pin; the app must be a member."""
    channel = call.channel()
    call.must_be_in(channel)
    if channel.is_archived:
        raise SlackError("is_archived")
    if not call.text("timestamp"):
        raise SlackError("no_item_specified")
    message = channel.messages.get(call.text("timestamp"))
    if message is None:
        raise SlackError("message_not_found")
    return channel, message


def described(call: Call, bookmark: Bookmark) -> Payload:
    """A bookmark as Slack shows it."""
    return {
        "id": bookmark.id,
        "channel_id": bookmark.channel,
        "title": bookmark.title,
        "link": bookmark.link,
        "emoji": bookmark.emoji or None,
        "icon_url": None,
        "type": "link",
        "entity_id": None,
        "date_created": bookmark.created,
        "date_updated": 0,
        "rank": "i",
        "last_updated_by_user_id": call.app.bot_user,
        "last_updated_by_team_id": call.slack.workspace.id,
        "shortcut_id": None,
        "app_id": call.app.id,
    }


METHODS: Mapping[str, Method] = MappingProxyType(
    {
        "reactions.add": Method(add_reaction, TIER_3, ("reactions:write",)),
        "reactions.remove": Method(remove_reaction, TIER_2, ("reactions:write",)),
        "pins.add": Method(add_pin, TIER_2, ("pins:write",)),
        "pins.remove": Method(remove_pin, TIER_2, ("pins:write",)),
        "bookmarks.add": Method(add_bookmark, TIER_2, ("bookmarks:write",)),
        "bookmarks.list": Method(list_bookmarks, TIER_3, ("bookmarks:read",)),
    }
)
